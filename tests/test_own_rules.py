"""Rules of one's own beside those of the package, and the pages that say how to write and silence them."""

import pickle
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from attribution import (
    RULES,
    Case,
    Claim,
    Hit,
    InvalidRecordError,
    Rule,
    RuleFailedError,
    Severity,
    Waived,
    Waiver,
    check,
)
from story import ACCUSED, NORTH, SOUTH, says, shows, told

DOCS = Path(__file__).parent.parent / "docs"

PLACED = Claim(id="placed", text="South closed the road.", accused=[SOUTH], parties=[NORTH], place="Lowmoor")
DENIED = told(ACCUSED, PLACED, says("s", NORTH, locator="page 1"), says("t", SOUTH, stance="denies"))
"""Two allegations, of which one says where; by default there is one finding, S201 on `c`."""


def unplaced(case: Case) -> Iterator[Hit]:
    """Allegations that do not say where."""
    for claim in case.claims():
        if claim.is_allegation and claim.place is None:
            yield Hit(subjects=[claim], because=claim.accused, message=f"{case.quoted(claim)} is nowhere")


def own(find: Callable[[Case], Iterable[Hit]] = unplaced, **row: Any) -> Rule:
    """A rule of one's own."""
    words: dict[str, Any] = {
        "code": "Z901",
        "name": "unplaced-allegation",
        "severity": "warning",
        "summary": "An allegation does not say where.",
        "rationale": "Nobody can go and look.",
        "standard": "Ferry Gazette, style book",
        "remedy": "ask where",
    }
    return Rule(find=find, **(words | row))


def failure(find: Callable[[Case], Iterable[Any]], *before: Rule) -> RuleFailedError:
    """The error that a rule with this function becomes, run after others."""
    with pytest.raises(RuleFailedError) as caught:
        check(DENIED, rules=(*before, own(find)))
    return caught.value


# What it finds


def test_own_rule_runs_beside_the_others() -> None:
    """A rule of one's own runs with those of the package, which find what they found without it."""
    report = check(DENIED, rules=(*RULES, own()))
    [finding] = [finding for finding in report if finding.code == "Z901"]

    assert [f for f in report if f != finding] == list(check(DENIED))
    assert "Z901" in report.checked
    assert (finding.name, finding.severity, finding.message, finding.remedy) == (
        "unplaced-allegation",
        Severity.WARNING,
        '"South blew up the bridge" is nowhere',
        "ask where",
    )
    assert (finding.subjects, finding.because) == (("c",), ("south",))


def test_own_rule_runs_alone() -> None:
    """Nothing of the package has to run with it."""
    report = check(DENIED, rules=[own()])

    assert (report.checked, [finding.code for finding in report]) == (("Z901",), ["Z901"])


def test_own_rule_may_return_a_list() -> None:
    """A function that returns its hits is as good as one that yields them."""
    listing = own(lambda case: list(unplaced(case)))

    assert check(DENIED, rules=[listing]) == check(DENIED, rules=[own()])


@pytest.mark.parametrize("word", ["Z901", "unplaced-allegation", "Z"])
def test_own_rule_is_selected(word: str) -> None:
    """It is chosen by its code, its name or its family, and where it is off by default runs only then."""
    rules = (*RULES, own(is_default=False))

    assert check(DENIED, rules=rules, select=[word]).checked == ("Z901",)
    assert "Z901" not in check(DENIED, rules=rules).checked


@pytest.mark.parametrize("word", ["Z901", "unplaced-allegation", "Z"])
def test_own_rule_is_ignored(word: str) -> None:
    """It is left out by its code, its name or its family."""
    assert check(DENIED, rules=(*RULES, own()), ignore=[word]) == check(DENIED)


def test_own_rule_folds_others() -> None:
    """A finding of the package is shown under its own where it says so, and stays a finding."""
    report = check(DENIED, rules=(*RULES, own(folds=("S201",))))
    [entry] = report.entries

    assert (entry.finding.code, [finding.code for finding in entry.folded]) == ("Z901", ["S201"])
    assert [finding.code for finding in report] == ["S201", "Z901"]


def test_own_rule_is_folded() -> None:
    """A rule of the package can be made to show its finding under that of the package."""
    folding = tuple(evolve(rule, folds=(*rule.folds, "Z901")) for rule in RULES)
    [entry] = check(DENIED, rules=(*folding, own())).entries

    assert (entry.finding.code, [finding.code for finding in entry.folded]) == ("S201", ["Z901"])


def test_own_rule_is_waived() -> None:
    """A waiver silences its findings as it does any other."""
    waiver = Waiver(rule="unplaced-allegation", subjects=["c"], reason="the place is kept secret")
    [finding] = check(DENIED, rules=[own()])
    report = check(DENIED, rules=[own()], waivers=[waiver])

    assert (report.findings, report.waived) == ((), (Waived(finding=finding, waiver=waiver),))


def test_own_rule_sees_assessments() -> None:
    """A rule may ask what supports a claim."""

    def seen(case: Case) -> Iterator[Hit]:
        for claim in case.claims():
            if not case.assess(claim).unsupported:
                yield Hit(subjects=[claim], message="m")

    assert [f.subjects for f in check(DENIED.add(shows("e")), rules=[own(seen)])] == [("c",)]


# What is refused


@pytest.mark.parametrize("code", ["S201", "Z901"])
def test_a_code_that_clashes_is_refused(code: str) -> None:
    """A code that a rule of the package has, or another of one's own, is refused."""
    rules = (*RULES, own(), own(code=code, name="another"))

    with pytest.raises(InvalidRecordError) as caught:
        check(DENIED, rules=rules)

    assert str(caught.value) == f"rules: [{len(RULES) + 1}].code must be unique, got {code!r}"


def test_an_exception_names_rule_and_claim() -> None:
    """An exception becomes an error that names the rule and the claim it stood at, and shows the cause."""

    def broken(case: Case) -> Iterator[Hit]:
        for claim in case.claims():
            if claim.place is not None:
                raise ValueError("no such place")
            yield Hit(subjects=[claim], message="m")

    error = failure(broken)

    assert (error.rule, error.claim) == ("Z901", "placed")
    assert str(error) == "the rule Z901 failed on the claim 'placed': ValueError: no such place"
    assert isinstance(error.__cause__, ValueError)


def test_an_exception_at_no_claim() -> None:
    """Before the first claim and after the last the error names the rule alone."""

    def before(case: Case) -> Iterator[Hit]:
        raise ValueError("early")

    def after(case: Case) -> Iterator[Hit]:
        yield from unplaced(case)
        raise ValueError("late")

    assert [(e.claim, str(e)) for e in (failure(before), failure(after))] == [
        (None, "the rule Z901 failed: ValueError: early"),
        (None, "the rule Z901 failed: ValueError: late"),
    ]


def test_what_is_no_hit_is_refused() -> None:
    """A rule that yields something else, or nothing that can be gone through, fails by name."""

    def words(case: Case) -> Iterator[str]:
        for claim in case.claims():
            yield claim.text

    assert str(failure(words)) == (
        "the rule Z901 failed on the claim 'c': it must yield a Hit, got 'South blew up the bridge.'"
    )
    assert str(failure(lambda _: None)) == (  # type: ignore[arg-type, return-value]
        "the rule Z901 failed: TypeError: 'NoneType' object is not iterable"
    )


@pytest.mark.parametrize(
    ("hit", "reason"),
    [
        (Hit(subjects=["elsewhere"], message="m"), "it names no record of the dossier, got 'elsewhere'"),
        (
            Hit(subjects=["c"], because=["elsewhere"], message="m"),
            "it names no record of the dossier, got 'elsewhere'",
        ),
        (Hit(subjects=[], message="m"), "it must name what the finding is about, got no subjects"),
    ],
    ids=["subject", "because", "no subjects"],
)
def test_a_hit_on_nothing_is_refused(hit: Hit, reason: str) -> None:
    """A hit names records of the dossier, and at least one that it is about."""

    def lost(case: Case) -> Iterator[Hit]:
        for _ in case.claims():
            yield hit

    error = failure(lost)

    assert (error.claim, str(error)) == ("c", f"the rule Z901 failed on the claim 'c': {reason}")


# The pages


def blocks(page: str, language: str) -> list[str]:
    """The blocks of a page in one language."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def printed(program: str) -> str:
    """What a program prints."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout


def test_a_rule_is_short() -> None:
    """The page writes a rule and runs it in under fifteen lines."""
    rule, run, _ = blocks("own-rules.md", "python")
    [check_line] = [line for line in run.splitlines() if "check(" in line]

    assert len([*filter(None, rule.splitlines()), check_line]) < 15


def test_the_page_on_rules_prints_what_it_says() -> None:
    """The page shows what its blocks print."""
    program = "".join(blocks("own-rules.md", "python"))

    assert printed(program) == "".join(blocks("own-rules.md", "text"))


def test_the_page_on_waivers_prints_what_it_says() -> None:
    """The page shows what its blocks print, and the line of the command."""
    prints, command = blocks("waivers.md", "text")
    program = "".join(blocks("waivers.md", "python")) + (
        "from attribution.report.text import finding_lines\n"
        "print(*finding_lines(report, prefix='dossier.json: '), sep='\\n')\n"
    )
    found = printed(program)

    assert found.startswith(prints)
    assert command in found


def test_hit_takes_a_severity_by_its_word() -> None:
    """A rule says how much a finding weighs by the severity's word; another word is an error of the rule."""

    def weighing(word: str) -> Callable[[Case], Iterable[Hit]]:
        return lambda _: [Hit(subjects=["c"], message="x", severity=word)]

    [finding] = check(DENIED, rules=[own(weighing("error"))])

    assert finding.severity is Severity.ERROR
    assert "severity must be one of info, warning, error, got 'grave'" in str(failure(weighing("grave")))


def test_error_of_one_rule_names_no_claim_of_another() -> None:
    """A rule that leaves the claims early leaves none behind for the next to be blamed with."""

    def first_alone(case: Case) -> Iterator[Hit]:
        for claim in case.claims():
            yield Hit(subjects=[claim], message="the first claim")
            return

    def failing(case: Case) -> Iterator[Hit]:
        raise ZeroDivisionError(f"never, {case.claim}")

    caught = failure(failing, own(first_alone, code="Z900", name="first"))

    assert (caught.rule, caught.claim) == ("Z901", None)


def test_rule_cannot_need_an_unknown_option() -> None:
    """A rule that needs an option which does not exist is refused, with a hint."""
    with pytest.raises(InvalidRecordError, match="did you mean 'texts'"):
        own(needs=("text",))


def test_error_of_a_rule_can_be_sent_between_processes() -> None:
    """The error that a rule becomes is the same after pickling, message and all."""
    caught = failure(lambda _: [3])

    copied = pickle.loads(pickle.dumps(caught))  # noqa: S301

    assert (str(copied), copied.rule, copied.claim) == (str(caught), caught.rule, caught.claim)
