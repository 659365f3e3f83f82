"""Comparison: which findings appeared and which were cleared from one dossier to another, and by what."""

from collections.abc import Iterable, Mapping, Sequence, Set

from attrs import frozen

from attribution.checking import check
from attribution.dossier import Dossier
from attribution.findings import Finding
from attribution.integrity import references
from attribution.model import Record, Waiver
from attribution.rules import RULES, Options, Rule

__all__ = ["Change", "Changes", "diff"]

_NO_OPTIONS = Options()


@frozen(kw_only=True)
class Change:
    """A finding that is only in one of two dossiers, or weighs differently in them."""

    finding: Finding
    """The finding; where it is in both, as it is in the new one."""
    records: tuple[str, ...]
    """The ids of the records that were added, removed or changed and bear on it, sorted."""


@frozen(kw_only=True)
class Changes:
    """How the findings of two dossiers differ."""

    appeared: tuple[Change, ...]
    """What only the new one has."""
    cleared: tuple[Change, ...]
    """What only the old one has."""
    reweighed: tuple[Change, ...]
    """What both have, at another severity."""

    def __bool__(self) -> bool:
        return bool(self.appeared or self.cleared or self.reweighed)


def diff(
    old: Dossier,
    new: Dossier,
    *,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] = (),
    rules: Sequence[Rule] = RULES,
    options: Options = _NO_OPTIONS,
) -> Changes:
    """Which findings appeared and which were cleared from one dossier to another, and by which records.

    A record bears on a finding where it is one of its subjects or witnesses, or refers to one. Where no
    record that differs does, those count to which a subject or witness refers; else all that differ.
    A finding that comes under a waiver is cleared; `Report.waived` says why.

    >>> from attribution import Claim, Evidence, Speaker, Statement
    >>> north, south = Speaker(id="north", name="North"), Speaker(id="south", name="South")
    >>> claim = Claim(id="c1", text="South blew up the bridge.", accused=[south], parties=[north])
    >>> said = Statement(id="s1", speaker=north, stance="asserts", claim=claim)
    >>> video = Evidence(id="e1", description="film", kind="video", availability="withheld", supports=[claim])
    >>> old = Dossier.of(north, south, claim, said)
    >>> changes = diff(old, old.add(video))
    >>> [(change.finding.code, change.records) for change in changes.cleared]
    [('S201', ('e1',))]
    >>> [(change.finding.code, change.records) for change in changes.appeared]
    [('S203', ('e1',))]

    Args:
        old: The dossier as it was.
        new: The dossier as it is.
        select: As in `check`.
        ignore: As in `check`.
        rules: As in `check`.
        options: As in `check`.

    Raises:
        UnknownRuleError: `select` or `ignore` names what no rule has.
    """
    before, after = (
        {
            (finding.code, finding.subjects): finding
            for finding in check(each, select=select, ignore=ignore, rules=rules, options=options)
        }
        for each in (old, new)
    )
    touched = _touched(old, new)

    def change(finding: Finding) -> Change:
        return Change(finding=finding, records=_bearing(finding, touched, old, new))

    return Changes(
        appeared=tuple(change(found) for key, found in after.items() if key not in before),
        cleared=tuple(change(found) for key, found in before.items() if key not in after),
        reweighed=tuple(
            change(found)
            for key, found in after.items()
            if key in before and before[key].severity is not found.severity
        ),
    )


def _touched(old: Dossier, new: Dossier) -> Mapping[str, Set[str]]:
    """The records that differ, each with the ids that it refers to in either dossier."""
    difference = old.diff(new)
    versions = [
        *(record for record in (*difference.added, *difference.removed) if not isinstance(record, Waiver)),
        *(record for pair in difference.changed for record in pair),
    ]
    found: dict[str, set[str]] = {}
    for record in versions:
        found.setdefault(record.id, set()).update(_targets(record))
    return found


def _targets(record: Record) -> Iterable[str]:
    return (target for _, _, target in references(record))


def _bearing(
    finding: Finding, touched: Mapping[str, Set[str]], old: Dossier, new: Dossier
) -> tuple[str, ...]:
    shown = {*finding.subjects, *finding.because}
    close = [
        record for record, targets in touched.items() if record in shown or not shown.isdisjoint(targets)
    ]
    if not close:
        known = [dossier[i] for dossier in (old, new) for i in shown if i in dossier]
        named = {target for record in known for target in _targets(record)}
        close = [record for record in touched if record in named]
    return tuple(sorted(close or touched))
