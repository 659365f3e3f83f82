"""What the assessment of one claim says: rungs, verdict, and what stands beside them."""

from typing import Any

import pytest
from attrs import evolve

from attribution import (
    Assessment,
    Claim,
    ClaimId,
    Document,
    Evidence,
    Link,
    LinkKind,
    Record,
    Rung,
    Speaker,
    UnknownIdError,
    Verdict,
    Voices,
    assess,
)
from story import ACCUSED, CLINIC, HIDDEN, MONITOR, NORTH, PLAIN, SOUTH, says, shows, told

FAULT = Claim(
    id="f", text="No evidence was offered.", kind="sourcing", links=[Link(LinkKind.FAULTS, ACCUSED.id)]
)
RIVAL = Claim(id="rival", text="A storm took it.", links=[Link(LinkKind.CONTRADICTS, ACCUSED.id)])
PAPER = Document(id="paper", title="The Paper", publisher=CLINIC)


def assessed(*records: Record, claim: Claim = ACCUSED) -> Assessment:
    """The assessment of a claim in a dossier of the cast, the claim and these records."""
    return assess(told(claim, *records), claim)


def pro(*records: Record) -> int:
    """The rung of the accusation."""
    return assessed(*records).pro


def con(*records: Record) -> int:
    """The rung of its opposite."""
    return assessed(*records).con


def against(name: str, provider: Speaker | None = SOUTH, **more: Any) -> Evidence:
    """An item that undermines the accusation."""
    return shows(name, provider=provider, supports=(), undermines=[ACCUSED], **more)


# Rungs


def test_silent() -> None:
    """With nobody who vouches and no item a claim is on rung 0, with no witness."""
    found = assessed(says("s", None), says("t", SOUTH, stance="questions"))

    assert (found.pro, found.pro_witnesses) == (Rung.SILENT, ())
    assert found.pro_missing == "a known speaker who vouches for it"
    assert found.con_missing == "a known speaker who denies it"


def test_asserted() -> None:
    """With somebody who vouches and no item it is on rung 1; one statement is witness enough."""
    found = assessed(says("t", NORTH), says("s", HIDDEN))

    assert (found.pro, found.pro_witnesses) == (Rung.ASSERTED, ("s",))
    assert found.pro_missing == "a supporting evidence item"


def test_narration_vouches_only_for_what_the_outlet_saw() -> None:
    """The outlet's own words vouch with basis observed alone, and only where somebody publishes it."""
    narrated = says("s", None, mode="narrated", document=PAPER)
    nobody = evolve(PAPER, publisher=None)

    assert pro(PAPER, narrated) == 0
    assert pro(PAPER, evolve(narrated, basis="told")) == 0
    assert pro(PAPER, evolve(narrated, basis="observed")) == 1
    assert pro(nobody, evolve(narrated, basis="observed")) == 0


def test_what_was_replaced_does_not_vouch() -> None:
    """A statement that was corrected or withdrawn vouches no more, and neither does its withdrawal."""
    assert pro(says("s", NORTH), says("t", NORTH, stance="withdraws", replaces=["s"])) == 0
    assert pro(says("s", NORTH), says("t", NORTH, replaces=["s"])) == 1


def test_unseen() -> None:
    """With items and none usable it is on rung 2, whoever speaks."""
    found = assessed(shows("g", availability="withheld"), shows("e", availability="described"))

    assert (found.pro, found.pro_witnesses) == (Rung.UNSEEN, ("e",))
    assert found.pro_missing == "publication or inspection of a supporting item, such as 'video e'"


def test_unseen_for_want_of_ground() -> None:
    """A published item that leads into a loop, or to nothing that stands, is no better than unseen."""
    loop = [shows("r", supports=(), derived_from=["q"]), shows("q", supports=(), derived_from=["r"])]
    root = shows("o", supports=(), retracted="2031")
    in_loop = assessed(*loop, shows("e", derived_from=["r"]))
    fallen = assessed(root, shows("e", derived_from=["o"]))

    assert (in_loop.pro, fallen.pro) == (Rung.UNSEEN, Rung.UNSEEN)
    assert in_loop.pro_missing == "a supporting item that does not rest on a loop of items"
    assert fallen.pro_missing == "a supporting item that rests on something not retracted"


def test_interested() -> None:
    """With usable items and none known to come from outside it is on rung 3."""
    found = assessed(shows("g", provider=None), shows("e"))

    assert (found.pro, found.pro_witnesses) == (Rung.INTERESTED, ("e",))
    assert found.pro_missing == "a supporting item provided or verified by somebody named who has no stake"


def test_one_origin() -> None:
    """With an item from outside it is on rung 4."""
    found = assessed(shows("g", provider=MONITOR), shows("e"))

    assert (found.pro, found.pro_witnesses) == (Rung.ONE_ORIGIN, ("g",))
    assert found.pro_missing == "a second item from outside the stake, of separate origin"


def test_independent() -> None:
    """With two items from outside of separate origin it is on rung 5, and nothing is missing."""
    found = assessed(shows("e"), shows("h", provider=MONITOR), shows("g", provider=CLINIC))

    assert (found.pro, found.pro_witnesses, found.pro_missing) == (Rung.INDEPENDENT, ("g", "h"), None)


def test_members_of_one_body_are_one_origin() -> None:
    """Two providers with a body in common are no two origins."""
    un = Speaker(id="un", name="UN")
    bodies = [evolve(each, member_of=[un]) for each in (MONITOR, CLINIC)]
    items = [shows("e", provider=MONITOR), shows("g", provider=CLINIC)]

    assert pro(un, *bodies, *items) == 4


def test_a_retracted_root_stays_in_origin_sets() -> None:
    """Two items that share a root which was retracted are still of one origin."""
    roots = [
        shows("r", supports=(), provider=None, retracted="2031"),
        shows("q", supports=(), provider=None),
    ]
    items = [
        shows("e", provider=MONITOR, derived_from=["r", "q"]),
        shows("g", provider=CLINIC, derived_from=["r"]),
        shows("h", provider=CLINIC, derived_from=["r", "p"]),
        shows("p", supports=(), provider=None),
    ]

    assert pro(*roots, *items) == 4


def test_evidence_bears_only_on_the_claims_that_it_names() -> None:
    """An item for a claim that contradicts this one does not speak against this one."""
    assert con(RIVAL, shows("e", RIVAL, provider=MONITOR)) == 0


def test_retracted_items_do_not_count() -> None:
    """An item that was taken back lifts nothing."""
    assert pro(shows("e", provider=MONITOR, retracted="2031"), says("s", NORTH)) == 1


# The other direction


def test_a_denial_speaks_against() -> None:
    """A live denial by a known speaker puts the opposite on rung 1, and is said aloud."""
    found = assessed(says("s", SOUTH, stance="denies"))

    assert (found.con, found.con_witnesses, found.denied) == (Rung.ASSERTED, ("s",), True)
    assert found.con_missing == "an undermining evidence item"


def test_a_rival_speaks_against_and_is_no_denial() -> None:
    """Vouching for a claim that contradicts this one counts against it, and is not called a denial."""
    found = assessed(RIVAL, says("s", SOUTH, RIVAL))

    assert (found.con, found.denied) == (Rung.ASSERTED, False)
    assert assess(told(ACCUSED, RIVAL, says("t", NORTH)), RIVAL).con == Rung.ASSERTED


def test_nobody_denies() -> None:
    """A denial by nobody, in narration that saw nothing, or taken back, is none."""
    taken_back = says("u", SOUTH, stance="withdraws", replaces=["t"])
    denials = [says("s", None, stance="denies"), says("v", None, stance="denies", mode="narrated")]
    found = assessed(*denials, says("t", SOUTH, stance="denies"), taken_back)

    assert (found.con, found.denied) == (Rung.SILENT, False)


def test_the_accused_have_the_stake_against() -> None:
    """The accused's own evidence is interested, that of an accuser against the accusation is not."""
    assert con(against("e")) == 3
    assert con(against("e", NORTH)) == 4
    assert con(against("e", MONITOR), against("g", CLINIC)) == 5


# Verdicts


def test_the_table() -> None:
    """Each pair of rungs has its verdict."""
    up: list[list[Record]] = [
        [],
        [says("s", NORTH)],
        [shows("e1", availability="withheld")],
        [shows("e1")],
        [shows("e1", provider=MONITOR)],
        [shows("e1", provider=MONITOR), shows("e2", provider=CLINIC)],
    ]
    down: list[list[Record]] = [
        [],
        [says("t", SOUTH, stance="denies")],
        [against("u1", availability="withheld")],
        [against("u1")],
        [against("u1", MONITOR)],
        [against("u1", MONITOR), against("u2", CLINIC)],
    ]
    low = ["disputed", "contradicted", "refuted"]

    assert [[assessed(*ups, *downs).verdict.value for downs in down] for ups in up] == [
        ["unattributed", "unattributed", "unattributed", *low],
        ["asserted_only", "asserted_only", "asserted_only", *low],
        ["evidence_unseen", "evidence_unseen", "evidence_unseen", *low],
        ["partisan", "partisan", "partisan", "contested", "contested", "refuted"],
        ["single_source", "single_source", "single_source", "contested", "contested", "contested"],
        ["corroborated", "corroborated", "corroborated", "corroborated", "contested", "contested"],
    ]


def test_retracted_comes_first() -> None:
    """A claim that all who vouched for it withdrew is retracted, seen items against it or not."""
    said, back = says("s", NORTH), says("t", NORTH, stance="withdraws", replaces=["s"])

    assert assessed(said, back).verdict is Verdict.RETRACTED
    assert assessed(said, back, against("e", MONITOR)).verdict is Verdict.RETRACTED


def test_a_withdrawal_after_a_correction_is_one() -> None:
    """Who corrected a statement and withdrew the correction has withdrawn."""
    corrected = says("t", NORTH, replaces=["s"])
    back = says("u", NORTH, stance="withdraws", replaces=["t"])

    assert assessed(says("s", NORTH), corrected, back).verdict is Verdict.RETRACTED


@pytest.mark.parametrize(
    "records",
    [
        [says("u", CLINIC)],
        [says("u", NORTH)],
        [shows("e")],
    ],
)
def test_not_everything_is_withdrawn(records: list[Record]) -> None:
    """With another voice, another statement or a usable item standing, a claim is not retracted."""
    back = says("t", NORTH, stance="withdraws", replaces=["s"])

    assert assessed(says("s", NORTH), back, *records).verdict is not Verdict.RETRACTED


def test_a_correction_is_no_withdrawal() -> None:
    """Who now denies, or says something else, has changed the story and withdrawn nothing."""
    elsewhere = [
        says("t", NORTH, PLAIN_ASIDE, replaces=["s"]),
        says("u", NORTH, PLAIN_ASIDE, stance="withdraws", replaces=["t"]),
    ]

    assert assessed(says("s", NORTH), says("t", NORTH, stance="denies", replaces=["s"])).verdict is (
        Verdict.UNATTRIBUTED
    )
    assert assessed(PLAIN_ASIDE, says("s", NORTH), *elsewhere).verdict is Verdict.UNATTRIBUTED


PLAIN_ASIDE = Claim(id="aside", text="The weather was fine.")


def test_a_withdrawal_of_a_denial_retracts_nothing() -> None:
    """Where nobody ever vouched, there is nothing to retract."""
    denial, back = says("s", SOUTH, stance="denies"), says("t", SOUTH, stance="withdraws", replaces=["s"])

    assert assessed(denial, back).verdict is Verdict.UNATTRIBUTED


# Beside the verdict


@pytest.mark.parametrize(("items", "unsupported"), [([], True), ([shows("e")], False)])
def test_unsupported(items: list[Record], unsupported: bool) -> None:
    """A claim is unsupported up to rung 2."""
    assert assessed(*items).unsupported is unsupported
    assert assessed(*items, shows("g", availability="withheld")).unsupported is unsupported


def test_acknowledged() -> None:
    """Narration, or somebody with no stake, tells the reader by doubting or by faulting the claim."""
    narrated: dict[str, Any] = {"mode": "narrated"}

    assert assessed(FAULT, says("s", None, FAULT, **narrated)).acknowledged
    assert assessed(says("s", None, stance="questions", **narrated)).acknowledged
    assert assessed(FAULT, says("s", MONITOR, FAULT)).acknowledged
    assert assessed(says("s", HIDDEN, stance="questions")).acknowledged


def test_not_acknowledged() -> None:
    """Nobody, a party, a denial, and a doubt that was withdrawn do not tell the reader."""
    doubt, back = (
        says("s", MONITOR, stance="questions"),
        says("t", MONITOR, stance="withdraws", replaces=["s"]),
    )

    assert not assessed(FAULT, says("s", None, FAULT)).acknowledged
    assert not assessed(FAULT, says("s", SOUTH, FAULT), says("t", NORTH, stance="questions")).acknowledged
    assert not assessed(FAULT, says("s", MONITOR, FAULT, "denies")).acknowledged
    assert not assessed(says("s", MONITOR, stance="denies")).acknowledged
    assert not assessed(doubt, back).acknowledged


def test_presumed_independence() -> None:
    """Rung 5 is presumed unless both items of some pair declare their origins and providers."""
    loose = [shows("e", provider=MONITOR), shows("g", provider=CLINIC, original=True)]
    roots = shows("r", supports=(), provider=None)
    firm = shows("h", provider=SOUTH, derived_from=["r"])

    assert assessed(*loose).presumed_independence
    assert not assessed(*loose, roots, firm).presumed_independence
    assert assessed(*loose, roots, firm).pro_witnesses == ("g", "h")
    assert not assessed(loose[0]).presumed_independence


def test_voices() -> None:
    """Voices are the speakers that vouch and the bodies at the heads of their sides, each once."""
    state = Speaker(id="state", name="State")
    north, minister = evolve(NORTH, member_of=[state]), Speaker(id="m", name="M", member_of=[NORTH])
    said = [says("s", north), says("t", minister), says("u", MONITOR), says("v", None), says("w", north)]
    found = assessed(state, north, minister, *said)

    assert found.voices == Voices(speakers=("m", "monitor", "north"), sides=("monitor", "state"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("records", "credibility"),
    [
        ([shows("e", provider=MONITOR, original=True), shows("g", provider=CLINIC, original=True)], 1),
        ([shows("e", provider=MONITOR), shows("g", provider=CLINIC)], 2),
        ([shows("e", provider=MONITOR)], 3),
        ([shows("e")], 4),
        ([against("e")], 4),
        ([shows("e"), against("g")], 4),
        ([against("e", MONITOR)], 5),
        ([against("e", MONITOR), against("g", CLINIC)], 5),
        ([says("s", NORTH)], 6),
        ([shows("e", availability="described")], 6),
        ([], 6),
        ([says("s", NORTH), says("t", NORTH, stance="withdraws", replaces=["s"])], 6),
    ],
)
def test_admiralty_credibility(records: list[Record], credibility: int) -> None:
    """The credibility of the Admiralty code is a view of the verdict; unsupported is 6, not improbable."""
    assert assessed(*records).credibility == credibility


def test_a_claim_may_be_given_by_its_id() -> None:
    """The claim and its id give the same; an id that names no claim is an error."""
    dossier = told(PLAIN, says("s", NORTH, PLAIN))

    assert assess(dossier, PLAIN.id) == assess(dossier, PLAIN)
    with pytest.raises(UnknownIdError):
        assess(dossier, ClaimId("nothing"))
    with pytest.raises(UnknownIdError):
        assess(dossier, NORTH.id)  # type: ignore[arg-type]


def test_voices_stand_in_order() -> None:
    """Speakers and the heads of their sides stand in order of id, however many they are."""
    bodies = [Speaker(id=f"b{i}", name=f"Body {i}") for i in range(9)]
    people = [Speaker(id=f"p{i}", name=f"Person {i}", member_of=[body]) for i, body in enumerate(bodies)]

    found = assessed(*bodies, *people, *(says(f"s{i}", person) for i, person in enumerate(people)))

    assert found.voices.speakers == tuple(person.id for person in people)
    assert found.voices.sides == tuple(body.id for body in bodies)


def test_the_first_of_several_items_is_the_witness() -> None:
    """On a rung that one item shows, the first in order of id is the witness."""
    for provider in (MONITOR, NORTH):
        items = [shows(name, provider=provider) for name in ("e2", "e3", "e1")]

        assert assessed(*items).pro_witnesses == ("e1",)
