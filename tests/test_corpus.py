"""The conformance corpus: traps as data, for this library and for any other that implements the rules."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

import attribution
from attribution import RULES, Dossier, Options, assess, check, dumps, loads
from attribution.vocabulary import ClaimId

CORPUS = Path(__file__).parent / "corpus"
CODES = frozenset(rule.code for rule in RULES)
SEVERITIES = {rule.code: rule.severity.value for rule in RULES}
Case = dict[str, Any]


def read(name: str) -> Case:
    """A file of the corpus."""
    return cast(Case, json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8")))


def dossier_of(case: Case) -> Dossier:
    """The dossier of a case, read as any file is."""
    return loads(json.dumps(case["dossier"]))


FILES = {path.stem: read(path.stem) for path in sorted(CORPUS.glob("*.json"))}
ASSESSED = FILES.pop("assessment")
CASES = [(code, case) for code, file in FILES.items() for case in file["cases"]]


def found(code: str, case: Case) -> list[tuple[str, str, list[str]]]:
    """What the rule finds in a case: code, severity and subjects."""
    report = check(dossier_of(case), select=[code], options=options_of(case.get("options", {})))
    return sorted((f.code, f.severity.value, sorted(f.subjects)) for f in report.findings)


def options_of(given: dict[str, Any]) -> Options:
    """The options of a case, as `check` takes them."""
    age = given.get("stale_after_days")
    return Options(
        texts=given.get("texts", {}),
        as_of=given.get("as_of"),
        stale_after=None if age is None else timedelta(days=age),
    )


@pytest.mark.parametrize(("code", "case"), CASES, ids=[f"{c}-{k['name']}" for c, k in CASES])
def test_rule_finds_what_the_case_says(code: str, case: Case) -> None:
    """The rule finds what the case lists, and nothing else."""
    expected = sorted((f["code"], f["severity"], sorted(f["subjects"])) for f in case["findings"])

    assert found(code, case) == expected, case["about"]


@pytest.mark.parametrize("case", ASSESSED["cases"], ids=lambda case: f"assessment-{case['name']}")
def test_assessment_is_what_the_case_says(case: Case) -> None:
    """Every claim that the case lists is assessed as it says."""
    dossier = dossier_of(case)

    shown = {}
    for claim in case["assessments"]:
        assessment = assess(dossier, ClaimId(claim))
        shown[claim] = {
            "verdict": assessment.verdict.value,
            "pro": int(assessment.pro),
            "con": int(assessment.con),
            "denied": assessment.denied,
            "unsupported": assessment.unsupported,
            "acknowledged": assessment.acknowledged,
            "presumed_independence": assessment.presumed_independence,
        }

    assert shown == case["assessments"], case["about"]


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[f"{c}-{k['name']}" for c, k in CASES])
def test_dossier_of_a_case_is_sound(case: Case) -> None:
    """The dossier of a case can be read, and is the same when it is written and read again."""
    dossier = dossier_of(case)

    assert loads(dumps(dossier)) == dossier


@pytest.mark.parametrize("code", sorted(CODES))
def test_rule_has_its_cases(code: str) -> None:
    """A rule has four cases at least: two in which it fires, two where it is silent or weighs differently."""
    assert code in FILES, f"tests/corpus has no {code}.json"
    severities = [{finding["severity"] for finding in case["findings"]} for case in FILES[code]["cases"]]

    fires = [each for each in severities if each]
    differs = [each for each in severities if SEVERITIES[code] not in each]

    assert len(severities) >= 4
    assert len(fires) >= 2
    assert len(differs) >= 2


@pytest.mark.parametrize("code", sorted(FILES))
def test_file_is_of_one_rule(code: str) -> None:
    """A file names its rule and lists findings of that rule only, on records of the dossier."""
    assert FILES[code]["rule"] == code
    for case in FILES[code]["cases"]:
        sections = [records for records in case["dossier"].values() if isinstance(records, list)]
        ids = {record["id"] for records in sections for record in records}
        for finding in case["findings"]:
            assert finding["code"] == code, case["name"]
            assert ids.issuperset(finding["subjects"]), case["name"]


@pytest.mark.parametrize("name", [*sorted(FILES), "assessment"])
def test_names_are_told_apart(name: str) -> None:
    """No two cases of a file have one name."""
    names = [case["name"] for case in {**FILES, "assessment": ASSESSED}[name]["cases"]]

    assert sorted(names) == sorted(set(names))


def test_assessment_has_its_cases() -> None:
    """The assessment has forty cases at least; each verdict and each rung of each direction is in one."""
    expected = [each for case in ASSESSED["cases"] for each in case["assessments"].values()]

    assert len(ASSESSED["cases"]) >= 40
    assert {each["verdict"] for each in expected} == {verdict.value for verdict in attribution.Verdict}
    assert {each["pro"] for each in expected} == {rung.value for rung in attribution.Rung}
    assert {each["con"] for each in expected} == {rung.value for rung in attribution.Rung}


def test_every_file_has_its_rule() -> None:
    """No file is of a rule that the library does not have."""
    assert sorted(FILES.keys() - CODES) == []


def beside(cases: list[Case]) -> Case:
    """These cases as one: each with ids of its own, nothing that leads from one to another."""
    joined: Case = {"dossier": {}, "findings": [], "options": {"texts": {}}}
    for index, case in enumerate(cases):
        records = [r for section in case["dossier"].values() if isinstance(section, list) for r in section]
        names = {record["id"]: f"{index:03}-{record['id']}" for record in records}
        own = renamed(case, names)
        for section, value in own["dossier"].items():
            if isinstance(value, list):
                joined["dossier"].setdefault(section, []).extend(value)
            else:
                joined["dossier"][section] = value
        joined["findings"] += own["findings"]
        options = dict(own.get("options", {}))
        joined["options"]["texts"] |= {names[d]: text for d, text in options.pop("texts", {}).items()}
        joined["options"] |= options
    return joined


def renamed(value: Any, names: dict[str, str]) -> Any:
    """The same with each id that is a value changed to the one that stands for it."""
    if isinstance(value, dict):
        return {key: each if key == "kind" else renamed(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [renamed(each, names) for each in value]
    return names.get(value, value) if isinstance(value, str) else value


def of_one_day(cases: list[Case]) -> list[list[Case]]:
    """The cases by what counts as today and as old, those that need other days apart."""
    found: dict[tuple[Any, Any], list[Case]] = {}
    for case in cases:
        options = case.get("options", {})
        found.setdefault((options.get("as_of"), options.get("stale_after_days")), []).append(case)
    return list(found.values())


@pytest.mark.parametrize("silent_first", [True, False])
@pytest.mark.parametrize("code", sorted(FILES))
def test_cases_side_by_side_are_judged_as_each_alone(code: str, silent_first: bool) -> None:
    """What a rule finds in one place does not hang on what stands, or is silent, beside it."""
    for cases in of_one_day(FILES[code]["cases"]):
        joined = beside(sorted(cases, key=lambda case: bool(case["findings"]) is silent_first))

        expected = sorted((f["code"], f["severity"], sorted(f["subjects"])) for f in joined["findings"])
        assert found(code, joined) == expected
