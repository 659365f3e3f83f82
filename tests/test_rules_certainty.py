"""Family C: what each rule flags, and what it must not."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import (
    Claim,
    Document,
    Dossier,
    Evidence,
    EvidenceId,
    Record,
    Speaker,
    Statement,
    StatementId,
    check,
)
from attribution.rules import certainty

ANN = Speaker(id="ann", name="Ann Ost", kind="individual")
BEN = Speaker(id="ben", name="Ben Ray", kind="individual")
EVA = Speaker(id="eva", name="Eva Moor", kind="individual")
CLOSED = Claim(id="closed", text="The Lowmoor bridge is closed.")
RISES = Claim(id="rises", text="The Calder will rise.", kind="prediction")
PEOPLE = (ANN, BEN, EVA, CLOSED, RISES)

Found = tuple[str, tuple[str, ...], tuple[str, ...]]
"""Severity, subjects and witnesses."""


def found(code: str, *records: Record) -> list[Found]:
    """What the rule finds in these records and the people and claims of this file."""
    report = check(Dossier.of(*PEOPLE, *records), rules=certainty.RULES, select=[code])
    return [(f.severity.value, f.subjects, f.because) for f in report]


def message(code: str, *records: Record) -> str:
    """What the rule says about them, in its one finding."""
    [finding] = check(Dossier.of(*PEOPLE, *records), rules=certainty.RULES, select=[code])
    return finding.message


def said(
    name: str,
    degree: str = "unstated",
    *,
    after: Iterable[str] = (),
    by: Speaker = ANN,
    stance: str = "asserts",
    claim: Claim = CLOSED,
    cites: Iterable[str] = (),
    replaces: Iterable[str] = (),
) -> Statement:
    """A statement that repeats those in `after`."""
    return Statement(
        id=name,
        speaker=by,
        stance=stance,
        claim=claim,
        certainty=degree,
        repeats=map(StatementId, after),
        cites=map(EvidenceId, cites),
        replaces=map(StatementId, replaces),
    )


def photo(name: str = "photo", *, availability: str = "published", supports: Claim = CLOSED) -> Evidence:
    """A photo that supports a claim."""
    return Evidence(
        id=name, description="a photo", kind="image", availability=availability, supports=[supports]
    )


def test_rules_of_the_family() -> None:
    """Each rule has its code, its severity, its default and what it folds."""
    rows = [(rule.code, rule.severity.value, rule.is_default, rule.folds) for rule in certainty.RULES]

    assert rows == [
        ("C601", "warning", True, ()),
        ("C602", "warning", True, ()),
        ("C603", "warning", True, ()),
    ]


# C601 certainty-drift


def test_c601_certain_from_possible_is_an_error() -> None:
    """What was possible at the source and is certain in the repeat is an error; the source shows it."""
    assert found("C601", said("r", "possible"), said("s", "certain", after=["r"])) == [
        ("error", ("s",), ("r",))
    ]


@pytest.mark.parametrize(("source", "repeat"), [("possible", "probable"), ("probable", "certain")])
def test_c601_one_degree_is_a_warning(source: str, repeat: str) -> None:
    """A drift by one degree is a warning."""
    assert found("C601", said("r", source), said("s", repeat, after=["r"])) == [("warning", ("s",), ("r",))]


@pytest.mark.parametrize(
    ("source", "repeat"),
    [
        *(("certain", "certain"), ("certain", "possible"), ("probable", "possible"), ("certain", "probable")),
        *(("unstated", "certain"), ("possible", "unstated"), ("unstated", "unstated")),
    ],
)
def test_c601_no_drift_without_two_stated_degrees_upwards(source: str, repeat: str) -> None:
    """Equal, lower and unstated degrees are no drift."""
    assert found("C601", said("r", source), said("s", repeat, after=["r"])) == []


def test_c601_across_unstated_certainty() -> None:
    """A drift reaches across statements that state no certainty, and is theirs not at all."""
    records = (said("r", "possible"), said("m", after=["r"]), said("n", after=["m"]))

    assert found("C601", *records, said("s", "certain", after=["n"])) == [("error", ("s",), ("r",))]


def test_c601_stops_at_stated_certainty() -> None:
    """Who repeats, as it was, what had already drifted is not the one who drifted."""
    records = (said("r", "possible"), said("m", "certain", after=["r"]), said("s", "certain", after=["m"]))

    assert found("C601", *records) == [("error", ("m",), ("r",))]


def test_c601_each_step_of_a_staircase() -> None:
    """From possible to probable to certain are two warnings, each beside its own source, and no error."""
    records = (said("r", "possible"), said("m", "probable", after=["r"]), said("s", "certain", after=["m"]))

    assert found("C601", *records) == [("warning", ("m",), ("r",)), ("warning", ("s",), ("m",))]


def test_c601_least_certain_source_counts() -> None:
    """Of two sources the less certain one decides the severity and is the witness."""
    records = (said("p", "probable"), said("r", "possible"), said("s", "certain", after=["p", "r"]))

    assert found("C601", *records) == [("error", ("s",), ("r",))]


def test_c601_nearest_source_is_the_witness() -> None:
    """Of sources of one degree the nearest is the witness, then the first id."""
    far = (said("a", "possible"), said("m", after=["a"]))
    near = (said("y", "possible"), said("x", "possible"))

    assert found("C601", *far, *near, said("s", "certain", after=["m", "y", "x"])) == [
        ("error", ("s",), ("x",))
    ]


def test_c601_another_claim_on_the_way() -> None:
    """A repeat of something else, or across something else, is no drift on this claim."""
    other = said("m", after=["r"], claim=RISES)

    assert found("C601", said("r", "possible"), other, said("s", "certain", after=["m"])) == []


def test_c601_another_stance() -> None:
    """To deny for certain what the source thought possible is a dispute and no drift."""
    records = (said("r", "possible"), said("s", "certain", after=["r"], stance="denies"))

    assert found("C601", *records) == []


def test_c601_denials_drift_too() -> None:
    """A denial that grew surer is a drift like any other."""
    records = (
        said("r", "possible", stance="denies"),
        said("s", "certain", after=["r"], stance="denies", by=BEN),
    )

    assert message("C601", *records) == (
        'the denial that "The Lowmoor bridge is closed" is certain in the words of Ben Ray, and only '
        "possible in those of Ann Ost, from which it is taken"
    )


def test_c601_new_usable_item_excuses() -> None:
    """Who cites a usable item on the claim that the source did not cite has a ground for being surer."""
    records = (photo(), said("r", "possible"), said("s", "certain", after=["r"], cites=["photo"]))

    assert found("C601", *records) == []


@pytest.mark.parametrize("cites", [[], ["sketch"]])
def test_c601_item_that_the_source_lacks_excuses_beside_shared_ones(cites: list[str]) -> None:
    """One new item is enough, whatever else both cite."""
    items = (photo(), Evidence(id="sketch", description="a sketch", kind="image", availability="published"))
    records = (
        said("r", "possible", cites=cites),
        said("s", "certain", after=["r"], cites=["photo", "sketch"]),
    )

    assert found("C601", *items, *records) == []


def test_c601_same_item_excuses_nothing() -> None:
    """Who cites just what the source cited is not surer for a reason."""
    records = (
        photo(),
        said("r", "possible", cites=["photo"]),
        said("s", "certain", after=["r"], cites=["photo"]),
    )

    assert found("C601", *records) == [("error", ("s",), ("r",))]


def test_c601_copy_of_an_item_excuses_nothing() -> None:
    """An item alike in all but its id is the same item."""
    records = (
        photo("copy"),
        photo("photo"),
        said("r", "possible", cites=["photo"]),
        said("s", "certain", after=["r"], cites=["copy"]),
    )

    assert found("C601", *records) == [("error", ("s",), ("r",))]


@pytest.mark.parametrize("item", [photo(availability="withheld"), photo(supports=RISES)])
def test_c601_unusable_or_unrelated_item_excuses_nothing(item: Evidence) -> None:
    """An item that nobody can see, or that bears on another claim, is no ground."""
    records = (said("r", "possible"), said("s", "certain", after=["r"], cites=["photo"]))

    assert found("C601", item, *records) == [("error", ("s",), ("r",))]


def test_c601_item_excuses_from_one_source_only() -> None:
    """An item that is new beside one source and not beside another leaves the drift from the other."""
    records = (
        photo(),
        said("p", "probable", cites=["photo"]),
        said("q", "probable"),
        said("r", "possible"),
        said("s", "certain", after=["p", "q", "r"], cites=["photo"]),
    )

    assert found("C601", *records) == [("warning", ("s",), ("p",))]


@pytest.mark.parametrize("replaced", ["r", "m", "s"])
def test_c601_replaced_statements_are_out(replaced: str) -> None:
    """Nothing drifts from, across or to a statement that was replaced."""
    records = (
        said("r", "possible"),
        said("m", after=["r"]),
        said("s", "certain", after=["m"]),
        said("new", replaces=[replaced], stance="withdraws"),
    )

    assert found("C601", *records) == []


def test_c601_loops_end() -> None:
    """Statements that repeat each other are followed once."""
    records = (
        said("r", "possible", after=["n"]),
        said("m", after=["r", "n"]),
        said("n", after=["m"]),
        said("s", "certain", after=["n"]),
    )

    assert found("C601", *records) == [("error", ("s",), ("r",))]


def test_c601_nobody_named() -> None:
    """Statements that name nobody drift as well, and the message says so."""
    records = [said("r", "probable"), said("s", "certain", after=["r"])]
    nobody = [
        Statement(id=s.id, stance="asserts", claim=s.claim, certainty=s.certainty, repeats=s.repeats)
        for s in records
    ]

    assert message("C601", *nobody) == (
        'that "The Lowmoor bridge is closed" is certain in the words of nobody named, and only probable in '
        "those of nobody named, from which it is taken"
    )


def test_c601_long_chains() -> None:
    """A chain of very many repeats is followed to its end."""
    names = [f"s{number:05}" for number in range(20_000)]
    chain = [said(name, after=[before]) for before, name in pairwise(names)]

    assert found("C601", said(names[0], "possible"), *chain, said("t", "certain", after=[names[-1]])) == [
        ("error", ("t",), (names[0],))
    ]


DEGREES = ("possible", "probable", "certain")


@st.composite
def repeats(draw: st.DrawFn) -> Dossier:
    """A few statements that repeat, cite and replace one another in any way."""
    names = [f"s{number}" for number in range(draw(st.integers(2, 7)))]
    item_ids = ("seen", "twin", "other", "hidden")
    items = (photo("seen"), photo("twin"), photo("hidden", availability="withheld"))
    other = Evidence(
        id="other", description="a log", kind="data", availability="published", undermines=[CLOSED]
    )
    some = st.lists(st.sampled_from(item_ids), max_size=2, unique=True)
    statements = [
        said(
            name,
            draw(st.sampled_from((*DEGREES, "unstated", "unstated"))),
            after=draw(st.lists(st.sampled_from([n for n in names if n != name]), max_size=3, unique=True)),
            stance=draw(st.sampled_from(("asserts", "asserts", "asserts", "denies"))),
            claim=draw(st.sampled_from((CLOSED, CLOSED, CLOSED, RISES))),
            cites=draw(some) if draw(st.booleans()) else (),
            replaces=draw(st.lists(st.sampled_from(names[:index]), max_size=1))
            if index and draw(st.integers(0, 3)) == 0
            else (),
        )
        for index, name in enumerate(names)
    ]
    return Dossier.of(*PEOPLE, *items, other, *statements)


def ways(statements: dict[str, Statement], path: list[Statement]) -> Iterator[Statement]:
    """Every statement that the last one is taken from, by every path."""
    for source in path[-1].repeats:
        s = statements.get(source)
        if s is None or s in path or (s.claim, s.stance) != (path[0].claim, path[0].stance):
            continue
        if s.certainty == "unstated":
            yield from ways(statements, [*path, s])
        else:
            yield s


def drifts(dossier: Dossier) -> dict[str, dict[str, str]]:
    """For each drifted statement its possible witnesses, each with the severity."""
    replaced = {old for s in dossier.statements for old in s.replaces}
    live: dict[str, Statement] = {s.id: s for s in dossier.statements if s.id not in replaced}
    same = {"seen": "seen", "twin": "seen", "other": "other"}
    grounds = {
        s.id: {same[i] for i in s.cites if i in same and s.claim == "closed"} for s in dossier.statements
    }
    found: dict[str, dict[str, str]] = {}
    for s in live.values():
        for r in ways(live, [s]):
            if s.certainty == "unstated" or not grounds[s.id] <= grounds[r.id]:
                continue
            if DEGREES.index(s.certainty) > DEGREES.index(r.certainty):
                worst = (r.certainty, s.certainty) == ("possible", "certain")
                found.setdefault(s.id, {})[r.id] = "error" if worst else "warning"
    return found


@given(repeats())
def test_c601_agrees_with_every_path_tried(dossier: Dossier) -> None:
    """The rule finds what trying every path finds, with a witness of the greatest weight."""
    report = check(dossier, rules=certainty.RULES, select=["C601"])

    expected = drifts(dossier)
    assert {f.subjects[0]: f.severity.value for f in report} == {
        s: min(witnesses.values()) for s, witnesses in expected.items()
    }
    for finding in report:
        [witness] = finding.because
        assert expected[finding.subjects[0]][witness] == finding.severity


# C602 prediction-as-fact


def test_c602_certain_prediction() -> None:
    """A prediction put as certain is flagged at the statement, with the claim as witness."""
    assert found("C602", said("s", "certain", claim=RISES)) == [("warning", ("s",), ("rises",))]
    assert message("C602", said("s", "certain", claim=RISES)) == (
        '"The Calder will rise" is still to come, and is put as certain by Ann Ost'
    )


def test_c602_narrated_prediction() -> None:
    """The outlet's own prediction is flagged as well."""
    s = Statement(id="s", stance="asserts", claim=RISES, certainty="certain", mode="narrated")

    assert found("C602", s) == [("warning", ("s",), ("rises",))]


@pytest.mark.parametrize("degree", ["probable", "possible", "unstated"])
def test_c602_less_than_certain(degree: str) -> None:
    """What is put as likely, or as no degree at all, is not put as certain."""
    assert found("C602", said("s", degree, claim=RISES)) == []


def test_c602_hedged() -> None:
    """A hedge keeps the likelihood."""
    s = Statement(id="s", speaker=ANN, stance="asserts", claim=RISES, certainty="certain", hedge="likely")

    assert found("C602", s) == []


def test_c602_certain_denial() -> None:
    """To deny a prediction for certain is not to assert it."""
    assert found("C602", said("s", "certain", claim=RISES, stance="denies")) == []


def test_c602_certain_fact() -> None:
    """What is no prediction may be put as certain."""
    assert found("C602", said("s", "certain")) == []


def test_c602_corrected() -> None:
    """A prediction that was replaced by a hedged one is flagged no more."""
    records = (
        said("s", "certain", claim=RISES),
        said("t", "probable", claim=RISES, replaces=["s"]),
    )

    assert found("C602", *records) == []


# C603 adopted-in-own-voice

GAZETTE = Speaker(id="gazette", name="Ferry Gazette", kind="organization")
PAPER = Document(id="paper", title="Bridge shut", publisher=GAZETTE)
SHUT = Claim(id="shut", text="Ben Ray shut the bridge.", accused=[BEN], parties=[ANN])


def narrated(claim: Claim, *, basis: str = "unstated", stance: str = "asserts") -> tuple[Record, ...]:
    """The Gazette's own word on a claim."""
    s = Statement(id="s", stance=stance, claim=claim, document=PAPER, mode="narrated", basis=basis)
    return (GAZETTE, PAPER, s)


def test_c603_narrated_allegation_is_an_error() -> None:
    """An allegation in the outlet's own voice is an error."""
    assert found("C603", SHUT, *narrated(SHUT)) == [("error", ("s",), ("shut",))]
    assert message("C603", SHUT, *narrated(SHUT)) == (
        '"Ben Ray shut the bridge" is told in the voice of Ferry Gazette, not as something observed, and no '
        "evidence known to come from outside the stake supports it"
    )


@pytest.mark.parametrize("basis", ["unstated", "told", "inferred"])
def test_c603_narrated_fact_is_a_warning(basis: str) -> None:
    """A plain fact in the outlet's own voice is a warning, told, inferred or neither."""
    assert found("C603", *narrated(CLOSED, basis=basis)) == [("warning", ("s",), ("closed",))]


def test_c603_one_sided_evidence_is_not_enough() -> None:
    """Evidence from one side leaves the claim that side's, and is named as a witness."""
    item = Evidence(
        id="photo",
        description="a photo",
        kind="image",
        availability="published",
        supports=[SHUT],
        provider=ANN,
    )

    assert found("C603", SHUT, item, *narrated(SHUT)) == [("error", ("s",), ("photo", "shut"))]


def test_c603_nobody_published_it() -> None:
    """Where no publisher is known, the message speaks of the outlet."""
    s = Statement(id="s", stance="asserts", claim=CLOSED, mode="narrated")

    assert message("C603", s) == (
        '"The Lowmoor bridge is closed" is told in the voice of the outlet, not as something observed, and '
        "no evidence known to come from outside the stake supports it"
    )


def test_c603_outside_evidence_is_enough() -> None:
    """What somebody without a stake has shown may stand in the outlet's own voice."""
    item = Evidence(
        id="photo",
        description="a photo",
        kind="image",
        availability="published",
        supports=[SHUT],
        provider=EVA,
    )

    assert found("C603", SHUT, item, *narrated(SHUT)) == []


def test_c603_observed() -> None:
    """What the outlet saw itself is its own to tell."""
    assert found("C603", SHUT, *narrated(SHUT, basis="observed")) == []


@pytest.mark.parametrize("kind", ["background", "sourcing"])
def test_c603_background_and_sourcing(kind: str) -> None:
    """Common ground, and what the outlet says about support, are told in its own voice."""
    claim = Claim(id="c", text="The bridge is old.", kind=kind)

    assert found("C603", claim, *narrated(claim)) == []


def test_c603_opinion_is_not_background() -> None:
    """An opinion in the outlet's own voice has been adopted like anything else."""
    claim = Claim(id="c", text="The bridge is ugly.", kind="opinion")

    assert found("C603", claim, *narrated(claim)) == [("warning", ("s",), ("c",))]


def test_c603_narrated_doubt() -> None:
    """An outlet that questions a claim has not adopted it."""
    assert found("C603", SHUT, *narrated(SHUT, stance="questions")) == []


def test_c603_attributed() -> None:
    """What stands as somebody's statement is not in the outlet's own voice, even the publisher's."""
    s = Statement(id="s", speaker=GAZETTE, stance="asserts", claim=SHUT, document=PAPER)

    assert found("C603", GAZETTE, PAPER, SHUT, s) == []
