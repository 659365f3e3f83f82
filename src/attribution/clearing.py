"""What would clear a finding: records that make it go away and bring no new error.

Laws: put into the dossier, they clear the finding; no error is found that was not there before; and on the
finding's own subject nothing of its weight says that an allegation is unsupported. Where that cannot be,
there are no records, and a reason.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeAlias

from attrs import frozen

from attribution.dossier import Dossier
from attribution.draft import Records
from attribution.errors import InvalidRecordError
from attribution.findings import Finding, Severity
from attribution.model import Record
from attribution.rules import RULES, Case, Options, Rule
from attribution.ways import WAYS

__all__ = ["Clearance", "what_would_clear"]

_Key: TypeAlias = tuple[str, tuple[str, ...]]

_NO_OPTIONS = Options()
_MOST_STEPS = 8
_UNSUPPORTED = frozenset({"S201", "S203", "S204"})
_OWN = {rule.code: rule for rule in RULES}
_SOMETIMES_ERRORS = frozenset({"A101", "A102", "C601", "C603"})
_ONLY_AN_EDIT = {
    "P802": "nobody but who has the text can date it, and a date is not made up",
    "P803": "only an edit can: correct the quotation, the span or the text",
    "P804": "only an edit can, because nothing tells which of the dates or links is wrong",
}


class Clearance(tuple[Record, ...]):
    """Records to add to a dossier, or to put in the place of those with their ids: `dossier.put(*clearance)`.

    They are hypothetical, and say what would have to be found, not what is so.
    """

    reason: str | None
    """Why there are none; `None` where there are some."""

    def __new__(cls, records: Iterable[Record] = (), *, reason: str | None = None) -> "Clearance":
        """The records, or the reason why there are none."""
        made = super().__new__(cls, records)
        made.reason = reason
        return made

    def __repr__(self) -> str:
        return f"Clearance({super().__repr__()}, reason={self.reason!r})"


def what_would_clear(
    dossier: Dossier, finding: Finding, *, rules: Sequence[Rule] = RULES, options: Options = _NO_OPTIONS
) -> Clearance:
    """The records that would make a finding go away, few and hypothetical; or the reason why none would.

    The most natural are tried first, such as an item that can be looked at from an uninvolved party, and the
    first that keep the laws are taken. Where the price of all would be a new error, what would clear that
    too is taken with them, the fewest records of these. Waivers silence nothing here.

    >>> from attribution import Claim, Speaker, Statement, check
    >>> north, south = Speaker(id="north", name="North"), Speaker(id="south", name="South")
    >>> claim = Claim(id="c1", text="South blew up the bridge.", accused=[south], parties=[north])
    >>> said = Statement(id="s1", speaker=north, stance="asserts", claim=claim)
    >>> dossier = Dossier.of(north, south, claim, said)
    >>> [finding] = check(dossier, select=["S201"])
    >>> [party, item] = what_would_clear(dossier, finding)
    >>> party.name, item.description
    ('an uninvolved party', 'an item that can be looked at')
    >>> check(dossier.put(party, item), select=["S201"]).findings
    ()

    Args:
        dossier: The dossier.
        finding: One of its findings; what tells is its code and its subjects.
        rules: The rules that it is from; those of them that run by default tell what is a new error.
        options: What some rules need beside the dossier.

    Raises:
        RuleFailedError: A rule of yours raised an error.
    """
    rule = next((rule for rule in rules if rule.code == finding.code), None)
    if rule is None:
        return Clearance(reason=f"no rule has the code {finding.code}")
    if lacks := rule.lacks(options):
        return Clearance(reason=f"the rule cannot run: it {lacks}")
    case = Case(dossier, options)
    found = next((each for each in _findings(rule, case) if each.subjects == finding.subjects), None)
    if found is None:
        return Clearance(reason="the dossier has no such finding")
    if rule.code not in WAYS:
        return Clearance(reason=f"what clears a finding of {rule.code} is not known; {rule.remedy}")
    records = _first_lawful(_Question(case, found, rule, rules))
    if records:
        return Clearance(records)
    return Clearance(reason=_ONLY_AN_EDIT.get(rule.code, f"all that would brings a new error; {rule.remedy}"))


def _findings(rule: Rule, case: Case) -> list[Finding]:
    """What a rule finds; of two findings with the same subjects the heavier one first."""
    return sorted(rule.findings(case), key=lambda f: (f.subjects, -f.severity.rank, f.message))


@frozen
class _Outcome:
    """What becomes of a dossier with records that clear a finding."""

    case: Case
    faults: Sequence[Finding]
    """The errors that are new, and what still says that the subject is unsupported."""


@frozen(slots=False)
class _Question:
    """A finding to clear, in a case."""

    case: Case
    finding: Finding
    _rule: Rule
    _rules: Sequence[Rule]

    def outcome(self, records: Records) -> _Outcome | None:
        """What becomes of the dossier; `None` where the records do not fit or do not clear the finding."""
        try:
            dossier = self.case.dossier.put(*records)
        except InvalidRecordError:
            return None
        case = Case(dossier, self.case.options)
        if any(each.subjects == self.finding.subjects for each in self._rule.findings(case)):
            return None
        found = [each for rule in self._running for each in _findings(rule, case)]
        new = [each for each in _errors(found) if _key(each) not in self._errors_before]
        left = [each for each in found if each not in new and self._says_unsupported(each)]
        return _Outcome(case, (*new, *left))

    def _says_unsupported(self, other: Finding) -> bool:
        is_on_subject = other.code in _UNSUPPORTED and other.subjects == self.finding.subjects
        return is_on_subject and other.severity >= self.finding.severity

    @cached_property
    def _errors_before(self) -> frozenset[_Key]:
        found = (each for rule in self._running for each in rule.findings(self.case))
        return frozenset(map(_key, _errors(found)))

    @cached_property
    def _running(self) -> Sequence[Rule]:
        flagging = [rule for rule in RULES if rule.code in _UNSUPPORTED]
        default = [rule for rule in self._rules if rule.is_default]
        rules = {rule.code: rule for rule in (*flagging, *default, self._rule) if _may_matter(rule)}
        return [rule for rule in rules.values() if rule.lacks(self.case.options) is None]


def _may_matter(rule: Rule) -> bool:
    """Whether a rule may report an error; of the library's own it is known which do."""
    is_own = _OWN.get(rule.code) is rule
    return not is_own or rule.severity is Severity.ERROR or rule.code in _SOMETIMES_ERRORS | _UNSUPPORTED


def _key(finding: Finding) -> _Key:
    return finding.code, finding.subjects


def _errors(findings: Iterable[Finding]) -> Iterator[Finding]:
    return (each for each in findings if each.severity is Severity.ERROR)


def _first_lawful(question: _Question) -> Records | None:
    """The first way out that brings no fault; else, with what clears these too, the one of fewest records."""
    faulty: list[tuple[Records, _Outcome]] = []
    for records in WAYS[question.finding.code](question.case, question.finding):
        outcome = question.outcome(records)
        if outcome is None:
            continue
        if not outcome.faults:
            return _fewest(question, records)
        faulty.append((records, outcome))
    mended = (_mended(question, records, outcome) for records, outcome in faulty)
    lawful = [_fewest(question, records) for records in mended if records is not None]
    return min(lawful, key=len, default=None)


def _mended(
    question: _Question, records: Records, outcome: _Outcome, met: frozenset[_Key] = frozenset()
) -> Records | None:
    """The records with what clears the faults that they bring, one after another.

    A step may not leave more faults than it found, nor one that was met before; few steps are taken.
    """
    if not outcome.faults:
        return records
    fault = outcome.faults[0]
    if fault.code not in WAYS or len(met) == _MOST_STEPS:
        return None
    met |= {_key(fault)}
    for more in WAYS[fault.code](outcome.case, fault):
        together = tuple({record.id: record for record in (*records, *more)}.values())
        better = question.outcome(together)
        if better is None or len(better.faults) > len(outcome.faults) or met & {*map(_key, better.faults)}:
            continue
        mended = _mended(question, together, better, met)
        if mended is not None:
            return mended
    return None


def _fewest(question: _Question, records: Records) -> Records:
    """The records without those, from the last to the first, that are not needed."""
    for record in reversed(records):
        fewer = [each for each in records if each.id != record.id]
        outcome = question.outcome(fewer)
        if outcome is not None and not outcome.faults:
            records = fewer
    return records
