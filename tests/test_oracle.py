"""The library and the oracle, a second implementation from the same words, say the same."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from attribution import RULES, Claim, Dossier, Options, assess, check
from attribution.strategies import cases, random_case
from oracle import Coordinates, assessed
from oracle_rules import RULES as ORACLE_RULES
from oracle_rules import Found, findings

CODES = sorted(ORACLE_RULES)
Examined = tuple[Dossier, Options]


def found_in(dossier: Dossier, options: Options) -> set[Found]:
    """What the library finds, waived or not."""
    report = check(dossier, select=CODES, options=options)
    everything = (*report.findings, *(each.finding for each in report.waived))
    return {(f.code, f.severity.value, frozenset(f.subjects)) for f in everything}


def said_of(dossier: Dossier, claim: Claim) -> Coordinates:
    """What the library's assessment says, in the oracle's words."""
    found = assess(dossier, claim)
    return Coordinates(
        pro=found.pro,
        con=found.con,
        verdict=found.verdict.value,
        denied=found.denied,
        acknowledged=found.acknowledged,
        presumed_independence=found.presumed_independence,
        speakers=frozenset(found.voices.speakers),
        sides=frozenset(found.voices.sides),
    )


def test_the_oracle_knows_all_rules() -> None:
    """Every rule of the library is one of the oracle's, and the other way round."""
    assert sorted(rule.code for rule in RULES) == CODES


@given(cases())
def test_findings_are_those_of_the_oracle(case: Examined) -> None:
    """Code, severity and subjects of all findings are those that the oracle finds."""
    assert found_in(*case) == findings(*case)


@given(cases())
def test_assessments_are_those_of_the_oracle(case: Examined) -> None:
    """Rungs, verdict and what stands beside it are those that the oracle finds."""
    dossier, _ = case
    for claim in dossier.claims:
        assert said_of(dossier, claim) == assessed(dossier, claim.id)


@settings(max_examples=10)
@given(st.integers(0, 10**9))
def test_many_dossiers_at_random(seed: int) -> None:
    """Library and oracle agree on dossiers made without Hypothesis, a hundred at a time."""
    for dossier, options in map(random_case, range(seed, seed + 100)):
        assert found_in(dossier, options) == findings(dossier, options)
        for claim in dossier.claims:
            assert said_of(dossier, claim) == assessed(dossier, claim.id)


def test_every_rule_fires_and_is_silent() -> None:
    """In made-up dossiers every rule fires in 1 % at least, and is silent in 1 % at least."""
    total = 2000
    fired = Counter(
        code for case in map(random_case, range(total)) for code in {code for code, _, _ in found_in(*case)}
    )

    assert {code for code in CODES if not 0.01 <= fired[code] / total <= 0.99} == set()


def test_hypothesis_reaches_every_rule() -> None:
    """Among the dossiers that Hypothesis draws, of which many are alike, each rule fires and is silent."""
    runs: list[set[str]] = []

    @settings(max_examples=1000)
    @given(cases())
    def run(case: Examined) -> None:
        runs.append({code for code, _, _ in found_in(*case)})

    run()

    assert set.union(*runs) == set(CODES)
    assert set.intersection(*runs) == set()
