"""Findings: what a rule points at, and the report that holds them."""

from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen

from attribution.model import Waiver

__all__ = ["Entry", "Finding", "Report", "Severity", "Skipped", "Waived"]


class Severity(StrEnum):
    """How much a finding weighs; ordered, info lowest."""

    INFO = "info"
    """Something to know."""
    WARNING = "warning"
    """Something to mend, or to accept on purpose."""
    ERROR = "error"
    """Something that should not go out as it is."""

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return list(Severity).index(self)

    def __lt__(self, other: str) -> bool:
        return self.rank < Severity(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= Severity(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > Severity(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= Severity(other).rank


@frozen(kw_only=True)
class Finding:
    """One thing that a rule points at; never a word on whether a claim is true."""

    code: str
    """The rule's code, such as "S201"."""
    name: str
    """The rule's name, such as "unsupported-allegation"."""
    severity: Severity
    """How much it weighs."""
    message: str
    """What is the matter, in one line."""
    remedy: str
    """What would help, in one line."""
    subjects: tuple[str, ...]
    """The ids of the records that it is about, sorted; one code and one set of subjects is one finding."""
    because: tuple[str, ...] = ()
    """The ids of the records that show it, sorted."""


@frozen(kw_only=True)
class Waived:
    """A finding that a waiver silences; it stays in the report."""

    finding: Finding
    """The finding."""
    waiver: Waiver
    """What silences it, with the reason."""


@frozen(kw_only=True)
class Entry:
    """A finding as a report shows it, with those that say the same thing in other words."""

    finding: Finding
    """The finding."""
    folded: tuple[Finding, ...] = ()
    """The findings shown under it."""


@frozen(kw_only=True)
class Skipped:
    """A rule that was to run and could not, or not on everything."""

    code: str
    """The rule's code."""
    reason: str
    """What it needs, or passed over; goes after "it"."""


@frozen(kw_only=True)
class Report:
    """What `check` found, in a fixed order."""

    findings: tuple[Finding, ...]
    """Every finding that no waiver silences, by code and subjects."""
    waived: tuple[Waived, ...]
    """Those that one does."""
    unused: tuple[Waiver, ...]
    """The waivers that silence nothing."""
    entries: tuple[Entry, ...]
    """The findings, heaviest first, those of one fault folded into one entry."""
    checked: tuple[str, ...]
    """The codes of the rules that ran."""
    skipped: tuple[Skipped, ...] = ()
    """The rules that were to run and could not; one that is in `checked` too could in part."""

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings that weigh as much or more."""
        return tuple(finding for finding in self.findings if finding.severity >= severity)
