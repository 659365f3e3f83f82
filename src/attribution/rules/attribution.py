"""Family A, attribution: whether a reader can tell who says so."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import cast

from attribution.findings import Severity
from attribution.model import Span, Speaker, Statement
from attribution.rules.rule import Case, Hit, Rule
from attribution.vocabulary import Basis, ClaimKind, DocumentId, Mode, SpeakerId, SpeakerKind, Stance

__all__ = ["RULES"]


def _unattributed_claim(case: Case) -> Iterator[Hit]:
    for claim in case.dossier.claims:
        asserting = case.live(claim, Stance.ASSERTS)
        beside: dict[DocumentId | None, _Attributed] = {}
        for other in asserting:
            if other.document is not None and case.dossier.voice(other) is not None:
                beside.setdefault(other.document, _Attributed()).add(other.spans)
        for statement in asserting:
            if statement.speaker is not None or statement.mode is Mode.NARRATED:
                continue
            attributed = beside.get(statement.document)
            if attributed and attributed.covers(statement.spans):
                continue
            yield Hit(
                subjects=[statement],
                because=[claim],
                message=f"nobody is named as saying that {case.quoted(claim)}",
                severity=Severity.ERROR if claim.is_allegation else Severity.WARNING,
            )


class _Attributed:
    """The words of one document to which statements give a known speaker, narrating publishers too."""

    def __init__(self) -> None:
        self._each: list[list[Span]] = []

    def add(self, spans: Iterable[Span]) -> None:
        """The words of one statement; spans that touch are one."""
        stretches: list[Span] = []
        for span in sorted(spans, key=lambda span: span.start):
            if stretches and span.start <= stretches[-1].end:
                stretches[-1] = Span(stretches[-1].start, max(stretches[-1].end, span.end))
            else:
                stretches.append(span)
        self._each.append(stretches)

    def covers(self, spans: Sequence[Span]) -> bool:
        """Whether one statement has all these words; where there are none, there is nothing to tell."""
        # A look at what is covered at all settles most cases.
        return (
            bool(spans)
            and all(self._furthest_end(span.start) >= span.end for span in spans)
            and (len(spans) == 1 or any(_cover(each, spans) for each in self._each))
        )

    def _furthest_end(self, start: int) -> int:
        """How far a stretch reaches that holds the code point at `start`, or starts before it."""
        starts, ends = self._reach
        return ends[bisect_right(starts, start)]

    @cached_property
    def _reach(self) -> tuple[list[int], list[int]]:
        ordered = sorted((span.start, span.end) for stretches in self._each for span in stretches)
        return [start for start, _ in ordered], [0, *accumulate((end for _, end in ordered), max)]


def _cover(stretches: Iterable[Span], inner: Iterable[Span]) -> bool:
    return all(any(s.start <= i.start and i.end <= s.end for s in stretches) for i in inner)


def _anonymous_source(case: Case) -> Iterator[Hit]:
    dossier = case.dossier
    for claim in dossier.claims:
        statements = [s for s in case.live(claim, Stance.ASSERTS) if _is_anonymous(case, s)]
        nobody_is_named = bool(statements) and all(_is_anonymous(case, s) for s in case.vouching(claim))
        for statement in statements:
            speaker = dossier[cast(SpeakerId, dossier.voice(statement))]
            name = case.names([speaker.id])
            explained = speaker.anonymity_reason is not None and statement.basis is not Basis.UNSTATED
            if claim.is_allegation and nobody_is_named:
                severity, message = Severity.ERROR, "and nobody who vouches for it is named"
            elif claim.kind is not ClaimKind.OPINION and explained:
                severity, message = Severity.INFO, "for a stated reason, and it is said how the source knows"
            else:
                severity, message = Severity.WARNING, _unexplained(speaker.anonymity_reason, statement.basis)
            yield Hit(
                subjects=[statement],
                because=[claim, speaker],
                message=f"{case.quoted(claim)} is put to an anonymous source, {name}, {message}",
                severity=severity,
            )


def _is_anonymous(case: Case, statement: Statement) -> bool:
    voice = case.dossier.voice(statement)
    return voice is not None and case.dossier[voice].anonymous


def _unexplained(reason: str | None, basis: Basis) -> str:
    missing = ["why the name is kept back"] if reason is None else []
    missing += ["how the source knows"] if basis is Basis.UNSTATED else []
    return f"and it is not said {' or '.join(missing)}" if missing else "and is an opinion"


def _vague_source(case: Case) -> Iterator[Hit]:
    """A collective as a source.

    Decision: a relay counts as a spokesperson where it is an individual whose side meets the speaker's.
    """
    dossier = case.dossier
    for claim in dossier.claims:
        for statement in case.live(claim, Stance.ASSERTS):
            if statement.speaker is None or statement.mode is Mode.NARRATED or statement.locator is not None:
                continue
            speaker = dossier[statement.speaker]
            document = None if statement.document is None else dossier[statement.document]
            is_publisher = document is not None and document.publisher == speaker.id
            if (
                speaker.kind is SpeakerKind.INDIVIDUAL
                or is_publisher
                or _has_spokesperson(case, statement, speaker)
            ):
                continue
            formal = speaker.kind in (SpeakerKind.ORGANIZATION, SpeakerKind.SYSTEM)
            yield Hit(
                subjects=[statement],
                because=[claim, speaker],
                message=(
                    f"{case.quoted(claim)} is from {case.names([speaker.id])}, and no person or document is "
                    "named in which they said so"
                ),
                severity=Severity.INFO if formal else Severity.WARNING,
            )


def _has_spokesperson(case: Case, statement: Statement, speaker: Speaker) -> bool:
    side = case.dossier.side(speaker)
    relays = (case.dossier[relay] for relay in statement.via)
    people = (relay for relay in relays if relay.kind is SpeakerKind.INDIVIDUAL)
    return any(not case.dossier.side(person).isdisjoint(side) for person in people)


RULES = (
    Rule(
        code="A101",
        name="unattributed-claim",
        severity=Severity.WARNING,
        summary="A statement asserts a claim, and the text names nobody who says so.",
        rationale="A claim that nobody stands behind cannot be weighed, checked or answered.",
        standard=(
            "Reuters Handbook of Journalism, when to source; AP, attribution; Wikipedia MOS:WEASEL; "
            "NPR Ethics Handbook, Transparency"
        ),
        remedy="name who says so, or cut it; if the outlet saw it, say so (basis observed)",
        find=_unattributed_claim,
        folds=("L704",),
    ),
    Rule(
        code="A102",
        name="anonymous-source",
        severity=Severity.WARNING,
        summary="A statement asserts a claim, and its speaker is anonymous.",
        rationale="A reader must be able to judge how reliable a source is and what moves it.",
        standard=(
            "AP Statement of News Values and Principles, anonymous sources (three conditions); Reuters "
            "Handbook of Journalism; NPR Ethics Handbook, Fairness; SPJ Code of Ethics (2014); BBC "
            "Editorial Guidelines (2019) 3.3.15-18"
        ),
        remedy=(
            "go on the record, add a named source, or say why anonymity was given and how the source knows"
        ),
        find=_anonymous_source,
        folds=("A103",),
    ),
    Rule(
        code="A103",
        name="vague-source",
        severity=Severity.WARNING,
        summary="A collective is the source, and no person, post or document is named with it.",
        rationale="A collective cannot be asked how it knows, and a plural can hide one voice.",
        standard=(
            "NPR Ethics Handbook, Transparency; Reuters Handbook of Journalism, no plural for one source; "
            "Wikipedia MOS:WEASEL; ICD 206, source descriptors"
        ),
        remedy="name the spokesperson, the post or the document, and the number of people",
        find=_vague_source,
    ),
)
