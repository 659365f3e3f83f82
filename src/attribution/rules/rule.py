"""Rule: what a rule is made of, and the case that it looks at."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import cast

from attrs import field, fields, frozen

from attribution.assessment import Assessment, assess_given, vouching
from attribution.dossier import Dossier
from attribution.errors import Problem, RuleFailedError
from attribution.fields import Checked, Sound, as_enum, nearest, shown
from attribution.findings import Finding, Severity
from attribution.model import Claim, Document, Evidence, Record, Statement
from attribution.rules.options import Options
from attribution.vocabulary import ClaimId, SpeakerId, Stance

__all__ = ["Case", "Hit", "Rule", "described", "listed"]

_LONGEST_CLAIM = 60
_MOST_LISTED = 5
_CODE = re.compile(r"[A-Z]+[0-9]{3}", re.ASCII)
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


@frozen
class Case:
    """A dossier as the rules see it: what several of them ask of a claim is worked out once."""

    dossier: Dossier
    """The dossier that is checked."""
    options: Options = field(factory=Options)
    """What some rules need beside it."""
    _claim: list[ClaimId] = field(factory=list[ClaimId], init=False, repr=False, eq=False)
    _assessments: dict[ClaimId, Assessment] = field(
        factory=dict[ClaimId, Assessment], init=False, repr=False, eq=False
    )
    _vouching: dict[ClaimId, list[Statement]] = field(
        factory=dict[ClaimId, list[Statement]], init=False, repr=False, eq=False
    )

    def claims(self) -> Iterator[Claim]:
        """The claims one after another; an error in a rule names the one that it stood at."""
        for claim in self.dossier.claims:
            self._claim[:] = [claim.id]
            yield claim
        self.leave()

    def leave(self) -> None:
        """Stand at no claim."""
        self._claim.clear()

    @property
    def claim(self) -> ClaimId | None:
        """The claim that a rule stands at."""
        return self._claim[0] if self._claim else None

    def assess(self, claim: Claim) -> Assessment:
        """The claim's assessment."""
        if claim.id not in self._assessments:
            self._assessments[claim.id] = assess_given(self.dossier, claim, self.vouching)
        return self._assessments[claim.id]

    def live(self, claim: Claim, *stances: Stance) -> list[Statement]:
        """The statements on a claim that take one of these stances and that no other replaces."""
        on_claim = self.dossier.statements_on(claim)
        return [s for s in on_claim if s.stance in stances and self.dossier.is_live(s)]

    def vouching(self, claim: Claim | ClaimId) -> list[Statement]:
        """The statements that vouch for a claim, in order of id."""
        found = claim.id if isinstance(claim, Claim) else claim
        if found not in self._vouching:
            self._vouching[found] = vouching(self.dossier, found)
        return self._vouching[found]

    def voices(self, statements: Iterable[Statement]) -> str:
        """The names of those in whose voice the statements are, for a message."""
        return self.names(self.dossier.voice(statement) for statement in statements)

    def by_voices(self, statements: Sequence[Statement]) -> str:
        """The same, after what they do."""
        is_by_somebody = any(self.dossier.voice(statement) is not None for statement in statements)
        return f"by {self.voices(statements)}" if is_by_somebody else "without attribution"

    def names(self, speakers: Iterable[SpeakerId | None]) -> str:
        """The names of speakers for a message, each once, in the order of the alphabet."""
        known = {speaker for speaker in speakers if speaker is not None}
        return listed(self.dossier[speaker].name for speaker in known) or "nobody named"

    def titled(self, document: Document) -> str:
        """A document's title for a message, or what else it is known by."""
        if document.title is not None:
            return f'"{listed([document.title])}"'
        return "an untitled document" + (
            f" by {self.names([document.publisher])}" if document.publisher is not None else ""
        )

    def quoted(self, claim: Claim) -> str:
        """A claim's text for a message, shortened."""
        text = _in_one_line(claim.text)
        if len(text) > _LONGEST_CLAIM:
            text = text[:_LONGEST_CLAIM].rsplit(" ", 1)[0] + " ..."
        return f'"{text}"'


def described(items: Iterable[Evidence]) -> str:
    """What items are, for a message."""
    return listed({item.description for item in items})


def listed(parts: Iterable[str]) -> str:
    """Names or descriptions as a list in words, in the order of the alphabet; of many, the first few."""
    found = sorted(map(_in_one_line, parts))
    if len(found) > _MOST_LISTED:
        found[_MOST_LISTED - 1 :] = [f"{len(found) - _MOST_LISTED + 1} others"]
    return " and ".join(part for part in (", ".join(found[:-1]), *found[-1:]) if part)


def _in_one_line(text: str) -> str:
    return " ".join(text.split()).removesuffix(".")


def _subject_ids(items: "Iterable[Record | str]") -> tuple[str, ...]:
    return tuple(sorted({item if isinstance(item, str) else item.id for item in items}))


def _severity(value: Severity | str) -> Severity:
    return cast(Severity, as_enum(Severity, value))


def _own_severity(value: Severity | str | None) -> Severity | None:
    return None if value is None else _severity(value)


@frozen(kw_only=True)
class Hit(Checked):
    """What a rule's function yields; the rule makes a finding of it."""

    subjects: tuple[str, ...] = field(converter=_subject_ids)
    """The records, or their ids, that the finding is about."""
    message: str
    """What is the matter, with names and not ids: lower case, no full stop."""
    because: tuple[str, ...] = field(default=(), converter=_subject_ids)
    """The records, or their ids, that show it."""
    severity: Severity | None = field(default=None, converter=_own_severity)
    """The weight in this case, where it is not the rule's own."""


@frozen(kw_only=True)
class Rule(Checked):
    """A pure function over a case, and what a reader should know of it."""

    code: str
    """Capital letters, the family, and three digits; never changes its meaning, never used again."""
    name: str
    """The thing that is wrong, in kebab-case."""
    severity: Severity = field(converter=_severity)
    """The weight of its findings, where they do not say another."""
    summary: str
    """What it flags, in one sentence."""
    rationale: str
    """Why that matters."""
    standard: str
    """The standard that it implements, with the clause where it is known."""
    remedy: str
    """What would help."""
    find: Callable[[Case], Iterable[Hit]]
    """Yields a hit for each thing that it flags."""
    is_default: bool = True
    """Whether it runs when no rule is selected."""
    folds: tuple[str, ...] = ()
    """Codes of findings on the same subject that a report shows under its own."""
    needs: tuple[str, ...] = ()
    """The names of the options without which it cannot run."""
    passes_over: Callable[[Case], str | None] | None = None
    """Says what of a case it cannot look at, to go after "it"; `None` where it looks at all."""

    def _problems(self, sound: Sound) -> Iterator[Problem]:
        if sound(["code"]) and not _CODE.fullmatch(self.code):
            yield Problem("code", f"must be capital letters and three digits, got {shown(self.code)}")
        if sound(["name"]) and not _NAME.fullmatch(self.name):
            yield Problem("name", f"must be in kebab-case, got {shown(self.name)}")
        known = {a.name for a in fields(Options)}
        for index, name in enumerate(self.needs if sound(["needs"]) else ()):
            if name not in known:
                yield Problem(
                    f"needs[{index}]",
                    f"must be the name of an option, got {shown(name)}{nearest(name, known)}",
                )

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code.rstrip("0123456789")

    def findings(self, case: Case) -> Iterator[Finding]:
        """What the rule finds.

        Raises:
            RuleFailedError: The rule's function raised an error, or yielded what is no `Hit` on records of
                the dossier.
        """
        for hit in self._hits(case):
            yield Finding(
                code=self.code,
                name=self.name,
                severity=hit.severity or self.severity,
                message=hit.message,
                remedy=self.remedy,
                subjects=hit.subjects,
                because=hit.because,
            )

    def _hits(self, case: Case) -> Iterator[Hit]:
        case.leave()
        try:
            for hit in self.find(case):
                reason = _fault(hit, case.dossier)
                if reason is not None:
                    break
                yield hit
            else:
                return
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            raise RuleFailedError(self.code, case.claim, reason) from error
        raise RuleFailedError(self.code, case.claim, reason)

    def lacks(self, options: Options) -> str | None:
        """What the rule needs and has not been given; `None` where it can run."""
        missing = [name for name in self.needs if getattr(options, name) in (None, {})]
        return f"needs {' and '.join(f'options.{name}' for name in missing)}" if missing else None

    def page(self) -> str:
        """What a reader should know of the rule, as Markdown.

        A rule of this package has a flagged and a mended dossier in it, and what the rule does not catch.
        """
        from importlib.resources import files  # only a page needs it

        runs = "runs by default" if self.is_default else "runs when selected"
        needs = " and ".join(f"`options.{name}`" for name in self.needs)
        parts = files("attribution.rules").joinpath("pages", f"{self.code}.md")
        return "\n\n".join(
            (
                f"# {self.code} {self.name}",
                self.summary,
                f"Severity: {self.severity}; {runs}{needs and f'; needs {needs}'}.",
                f"**Why:** {self.rationale}",
                f"**Standard:** {self.standard}.",
                *([parts.read_text(encoding="utf-8").strip()] if parts.is_file() else []),
                f"**Remedy:** {self.remedy}.\n",
            )
        )


def _fault(hit: object, dossier: Dossier) -> str | None:
    """Why what a rule yields is no hit on records of the dossier; `None` where it is one."""
    if not isinstance(hit, Hit):
        return f"it must yield a Hit, got {shown(hit)}"
    unknown = [i for i in (*hit.subjects, *hit.because) if i not in dossier]
    if unknown:
        return f"it names no record of the dossier, got {shown(unknown[0])}"
    return None if hit.subjects else "it must name what the finding is about, got no subjects"
