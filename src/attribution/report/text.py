"""Plain text for a terminal: a finding a line, a table of claims."""

from collections import Counter
from collections.abc import Iterator, Sequence

from attribution.assessment import assess
from attribution.dossier import Dossier
from attribution.findings import Entry, Report, Severity

__all__ = ["claims_table", "counted", "finding_lines", "summary_line"]

_LONGEST_TEXT = 56


def finding_lines(report: Report, prefix: str = "") -> Iterator[str]:
    """One line an entry: `code severity message`, then what is folded under it.

    Args:
        report: The report.
        prefix: What stands before each line, such as the path of the file and ": ".
    """
    for entry in report.entries:
        finding = entry.finding
        yield f"{prefix}{finding.code} {finding.severity} {one_line(finding.message)}{_folded(entry)}"
    for skipped in report.skipped:
        was = "checked in part" if skipped.code in report.checked else "not checked"
        yield f"{prefix}{skipped.code} was {was}: it {one_line(skipped.reason)}"
    for waiver in report.unused:
        subjects = ", ".join(waiver.subjects)
        yield f"{prefix}the waiver of {one_line(waiver.rule)} for {one_line(subjects)} silences nothing"


def summary_line(reports: Sequence[Report]) -> str:
    """How much was found in how many dossiers, by severity, and how much was waived."""
    counts = Counter(finding.severity for report in reports for finding in report.findings)
    parts = [counted(counts[severity], severity.value) for severity in reversed(Severity) if counts[severity]]
    waived = sum(len(report.waived) for report in reports)
    rules = {code for report in reports for code in report.checked}
    found = f"{', '.join(parts) or 'nothing found'} in {counted(len(reports), 'file')}"
    return f"{found} ({counted(len(rules), 'rule')} checked, {counted(waived, 'finding')} waived)"


def claims_table(dossier: Dossier) -> Iterator[str]:
    """A line a claim: verdict, rung for, rung against, voices, text."""
    rows = [("claim", "verdict", "pro", "con", "voices", "text")]
    for claim in dossier.claims:
        found = assess(dossier, claim)
        voices = f"{len(found.voices.speakers)} of {counted(len(found.voices.sides), 'side')}"
        text = one_line(claim.text)
        short = text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 3].rstrip() + "..."
        marks = " (denied)" if found.denied else ""
        rows.append(
            (one_line(claim.id), found.verdict + marks, str(found.pro), str(found.con), voices, short)
        )
    yield from _columns(rows)


def counted(number: int, noun: str) -> str:
    """A number with its noun in the right form.

    >>> counted(1, "error"), counted(2, "error")
    ('1 error', '2 errors')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def one_line(text: str) -> str:
    """The text with whatever could break or turn a line written as an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _folded(entry: Entry) -> str:
    codes = sorted({finding.code for finding in entry.folded})
    return f" (also {', '.join(codes)})" if codes else ""


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
