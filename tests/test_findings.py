"""What findings and reports are."""

import pytest

from attribution import Finding, Report, Severity


def finding(code: str, severity: Severity) -> Finding:
    """A finding of that code and weight."""
    return Finding(code=code, name="n", severity=severity, message="m", remedy="r", subjects=("x",))


def report(*findings: Finding) -> Report:
    """A report of these findings."""
    return Report(findings=findings, waived=(), unused=(), entries=(), checked=())


def test_severities_are_ordered() -> None:
    """Info weighs less than a warning, a warning less than an error, whatever the alphabet says."""
    assert sorted(Severity, reverse=True) == [Severity.ERROR, Severity.WARNING, Severity.INFO]
    assert max(Severity) is Severity.ERROR


def test_severities_compare_with_their_names() -> None:
    """A severity compares with the name of another, each way, and equals itself."""
    warning = Severity.WARNING

    assert (warning < "error", warning <= "warning", warning > "info", warning >= "error") == (
        True,
        True,
        True,
        False,
    )


def test_an_unknown_severity_is_refused() -> None:
    """A comparison with no severity is an error."""
    with pytest.raises(ValueError, match="grave"):
        _ = Severity.ERROR > "grave"


def test_a_report_is_its_findings() -> None:
    """A report is as long as its findings, and gives them in order."""
    first, second = finding("A1", Severity.INFO), finding("B1", Severity.ERROR)

    assert (list(report(first, second)), len(report(first, second))) == ([first, second], 2)


def test_at_least() -> None:
    """The findings of a weight or more are those that weigh as much or more."""
    info, warning, error = (finding("A1", severity) for severity in Severity)

    assert report(info, warning, error).at_least(Severity.WARNING) == (warning, error)
