"""How rules are chosen and run, findings waived and folded."""

from collections.abc import Iterator

import pytest
from attrs import evolve

from attribution import (
    RULES,
    Case,
    Entry,
    Finding,
    Hit,
    InvalidRecordError,
    Record,
    Rule,
    Severity,
    UnknownRuleError,
    Waived,
    Waiver,
    check,
    explain,
    flag_unsupported,
)
from story import ACCUSED, CLINIC, NORTH, PLAIN, SOUTH, says, shows, told

ACCUSATION = told(ACCUSED, says("s", NORTH), says("t", SOUTH, stance="denies"))
"""One claim, on which S201 has one finding."""


def rule(code: str, name: str, *hits: Hit, **more: object) -> Rule:
    """A rule that always finds the same."""

    def find(case: Case) -> Iterator[Hit]:
        yield from hits

    words = {"summary": "S.", "rationale": "R.", "standard": "T", "remedy": "m", "severity": Severity.INFO}
    return Rule(code=code, name=name, find=find, **(words | more))  # type: ignore[arg-type]


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """The codes of findings."""
    return [finding.code for finding in findings]


# Choosing


def test_all_that_run_by_default() -> None:
    """Without a choice the rules run that do by default."""
    off = rule("Z901", "off", Hit(subjects=["c"], message="m"), is_default=False)
    report = check(ACCUSATION, rules=(*RULES, off))

    assert "Z901" not in report.checked
    run_or_skipped = {*report.checked, *(each.code for each in report.skipped)}
    assert run_or_skipped == {rule.code for rule in RULES if rule.is_default}


@pytest.mark.parametrize("word", ["Z901", "off", "Z"])
def test_select_by_code_name_or_family(word: str) -> None:
    """A rule is chosen by its code, its name or its family, and then runs where it does not by default."""
    off = rule("Z901", "off", Hit(subjects=["c"], message="m"), is_default=False)
    report = check(ACCUSATION, rules=(*RULES, off), select=[word])

    assert (report.checked, codes(report.findings)) == (("Z901",), ["Z901"])


def test_ignore_wins() -> None:
    """What is ignored does not run, selected or not; one word may stand for a list of one."""
    report = check(ACCUSATION, select=["S201", "S202"], ignore="unsupported-allegation")

    assert report.checked == ("S202",)


def test_select_nothing() -> None:
    """An empty choice runs nothing."""
    report = check(ACCUSATION, select=())

    assert (report.checked, report.findings, report.entries) == ((), (), ())


@pytest.mark.parametrize("choice", ["select", "ignore"])
def test_unknown_words_are_refused_together(choice: str) -> None:
    """A word that no rule has is an error that names all such words and the nearest known ones."""
    with pytest.raises(UnknownRuleError) as caught:
        check(ACCUSATION, **{choice: ["S201", "unsuported-allegation", "Q9"]})  # type: ignore[arg-type]

    assert str(caught.value) == (
        "no rule has this code, name or family: "
        "'unsuported-allegation' (did you mean 'unsupported-allegation'?); 'Q9'"
    )


def test_two_rules_of_one_code_are_refused() -> None:
    """A rule may not take a code that another has."""
    with pytest.raises(InvalidRecordError) as caught:
        check(ACCUSATION, rules=(*RULES, rule("S201", "mine")))

    assert str(caught.value) == f"rules: [{len(RULES)}].code must be unique, got 'S201'"


# Findings


def test_a_finding_has_the_words_of_its_rule() -> None:
    """Code, name, remedy and severity are the rule's, unless the hit weighs differently."""
    mine = rule(
        "Z901",
        "mine",
        Hit(subjects=[NORTH], message="m", because=[SOUTH, "c", "c"]),
        Hit(subjects=[SOUTH], message="n", severity=Severity.ERROR),
    )
    report = check(ACCUSATION, rules=[mine])

    assert report.findings == (
        Finding(
            code="Z901",
            name="mine",
            severity=Severity.INFO,
            message="m",
            remedy="m",
            subjects=("north",),
            because=("c", "south"),
        ),
        Finding(
            code="Z901", name="mine", severity=Severity.ERROR, message="n", remedy="m", subjects=("south",)
        ),
    )


def test_one_code_and_one_subject_are_one_finding() -> None:
    """Of two findings with the same code and subjects the heavier one is kept."""
    light, heavy = (
        Hit(subjects=["c"], message="a"),
        Hit(subjects=["c"], message="b", severity=Severity.ERROR),
    )
    report = check(ACCUSATION, rules=[rule("Z901", "mine", light, heavy)])

    assert [finding.message for finding in report.findings] == ["b"]


def test_findings_are_in_order_of_code_and_subjects() -> None:
    """The order of rules and records does not show."""
    hits = [Hit(subjects=[each], message="m") for each in (SOUTH, NORTH)]
    report = check(ACCUSATION, rules=[rule("Z902", "b", *hits), rule("Z901", "a", *hits)])

    assert [(finding.code, *finding.subjects) for finding in report.findings] == [
        ("Z901", "north"),
        ("Z901", "south"),
        ("Z902", "north"),
        ("Z902", "south"),
    ]


def test_flag_unsupported() -> None:
    """The one-line use gives the allegations that nothing to be seen supports, and nothing else."""
    withheld = evolve(ACCUSED, id="d")
    records: list[Record] = [
        withheld,
        shows("e", withheld, availability="withheld"),
        PLAIN_ASIDE,
        says("u", None, PLAIN_ASIDE),
    ]

    assert codes(flag_unsupported(told(ACCUSED, says("s", NORTH), *records))) == ["S201", "S203"]


PLAIN_ASIDE = evolve(PLAIN, id="aside")


# Waivers


@pytest.mark.parametrize("word", ["S201", "unsupported-allegation"])
def test_a_waiver_moves_a_finding(word: str) -> None:
    """A finding that a waiver names, by code or by name, is shown as waived, with the waiver."""
    waiver = Waiver(rule=word, subjects=["c"], reason="said in the text")
    [finding] = check(ACCUSATION, select=["S201"]).findings
    report = check(ACCUSATION.add(waiver), select=["S201"])

    assert (report.findings, report.waived) == ((), (Waived(finding=finding, waiver=waiver),))
    assert (report.entries, report.unused) == ((), ())


def test_a_waiver_names_all_subjects() -> None:
    """A waiver of other subjects, or of more, silences nothing and is reported as unused."""
    more = Waiver(rule="S201", subjects=["c", "north"], reason="why")
    other = Waiver(rule="S202", subjects=["c"], reason="why")
    report = check(ACCUSATION.add(more, other), select=["S201", "S202"])

    assert codes(report.findings) == ["S201"]
    assert report.unused == (more, other)


def test_a_waiver_of_a_rule_that_did_not_run_is_not_unused() -> None:
    """Whether it silences something is not known; that of a rule that is not known silences nothing."""
    waiver = Waiver(rule="S202", subjects=["c"], reason="why")
    unknown = Waiver(rule="Z901", subjects=["c"], reason="why")

    assert check(ACCUSATION.add(waiver, unknown), select=["S201"]).unused == (unknown,)


def test_two_waivers_of_one_finding() -> None:
    """Of two waivers of one finding the first by its reason stands beside it, and none is unused."""
    waivers = [Waiver(rule="S201", subjects=["c"], reason=reason) for reason in ("b", "a")]
    report = check(ACCUSATION.add(*waivers), select=["S201"])

    assert [each.waiver.reason for each in report.waived] == ["a"]
    assert report.unused == ()


# Folding


def test_a_finding_folds_under_the_one_that_says_it() -> None:
    """A finding on the same subject is shown under the one that already says it."""
    dossier = told(ACCUSED, says("s", NORTH, via=[CLINIC]))
    report = check(dossier, select=["S201", "I303"])
    second_hand, unsupported = report.findings

    assert report.entries == (Entry(finding=unsupported, folded=(second_hand,)),)


def test_a_finding_on_a_statement_folds_under_one_on_its_claim() -> None:
    """A rule that folds another covers it on the statements of the claim that is the subject too."""
    host = rule("Z901", "host", Hit(subjects=["c"], message="m"), folds=("Z902",))
    guest = rule("Z902", "guest", Hit(subjects=["s"], message="m"), Hit(subjects=["north"], message="m"))
    report = check(ACCUSATION, rules=[host, guest])

    assert [(e.finding.code, e.finding.subjects, codes(e.folded)) for e in report.entries] == [
        ("Z901", ("c",), ["Z902"]),
        ("Z902", ("north",), []),
    ]


def test_folding_goes_up_to_the_top() -> None:
    """What folds under a folded finding is shown under the one at the top."""
    hit = Hit(subjects=["c"], message="m")
    rules = [
        rule("Z901", "top", hit, folds=("Z902",)),
        rule("Z902", "middle", hit, folds=("Z903",)),
        rule("Z903", "bottom", hit),
    ]
    report = check(ACCUSATION, rules=rules)

    assert [(e.finding.code, codes(e.folded)) for e in report.entries] == [("Z901", ["Z902", "Z903"])]


def test_rules_that_fold_each_other_lose_nothing() -> None:
    """Where rules fold each other in a circle every finding still is in an entry."""
    hit = Hit(subjects=["c"], message="m")
    rules = [rule("Z901", "one", hit, folds=("Z902",)), rule("Z902", "two", hit, folds=("Z901",))]
    report = check(ACCUSATION, rules=rules)

    assert {code for e in report.entries for code in codes((e.finding, *e.folded))} == {"Z901", "Z902"}


def test_what_is_waived_holds_nothing_under_it() -> None:
    """A finding whose host is waived stands for itself."""
    dossier = told(ACCUSED, says("s", NORTH, via=[CLINIC]), Waiver(rule="S201", subjects=["c"], reason="why"))
    report = check(dossier, select=["S201", "I303"])

    assert [entry.finding.code for entry in report.entries] == ["I303"]


def test_entries_are_heaviest_first() -> None:
    """Errors come before warnings, whatever their codes."""
    light, heavy = (
        rule("Z901", "light", Hit(subjects=["c"], message="m")),
        rule("Z902", "heavy", Hit(subjects=["c"], message="m"), severity="error"),
    )

    assert [e.finding.code for e in check(ACCUSATION, rules=[light, heavy]).entries] == ["Z902", "Z901"]


# Explaining


@pytest.mark.parametrize("word", ["S201", "unsupported-allegation"])
def test_explain(word: str) -> None:
    """The page of a rule gives its code, name, summary, severity, reason, standard and remedy."""
    page = explain(word)

    assert page.startswith("# S201 unsupported-allegation\n\nSomebody is accused")
    assert "Severity: error; runs by default." in page
    assert page.index("**Why:**") < page.index("**Standard:**") < page.index("**Remedy:**")


def test_explain_a_rule_of_ones_own() -> None:
    """The page of a rule that does not run by default says so."""
    assert "Severity: info; runs when selected." in explain("Z901", [rule("Z901", "mine", is_default=False)])


def test_explain_no_rule() -> None:
    """A family, and a word that no rule has, have no page."""
    with pytest.raises(UnknownRuleError, match="'S' is a family; name one rule of it"):
        explain("S")
    with pytest.raises(UnknownRuleError, match="'S999'"):
        explain("S999")
