"""Family X: what the rule flags, and what it must not."""

import pytest

from attribution import Claim, Document, Dossier, Evidence, Record, Speaker, Statement, check
from attribution.rules import balance

NORTH = Speaker(id="north", name="Government of North", kind="organization")
SOUTH = Speaker(id="south", name="Government of South", kind="organization")
ANN = Speaker(id="ann", name="Ann Ost", kind="individual", member_of=[NORTH])
BEN = Speaker(id="ben", name="Ben Ray", kind="individual", member_of=[SOUTH])
EVA = Speaker(id="eva", name="Eva Moor", kind="individual", role="monitor")
GAZETTE = Speaker(id="gazette", name="Ferry Gazette", kind="organization")
PAPER = Document(id="paper", title="Two shores", publisher=GAZETTE)
OTHER = Document(id="other", title="One shore")
SHELLED = Claim(id="shelled", text="South shelled the ferry.", accused=[SOUTH], parties=[NORTH])
SANK = Claim(id="sank", text="South sank the ferry.", accused=[SOUTH], parties=[NORTH])
FULL = Claim(id="full", text="The ferry was full.")
PEOPLE = (NORTH, SOUTH, ANN, BEN, EVA, GAZETTE, PAPER, OTHER, SHELLED, SANK, FULL)

Found = tuple[str, tuple[str, ...], tuple[str, ...]]
"""Severity, subjects and witnesses."""


def found(*records: Record) -> list[Found]:
    """What the rule finds in these records and those of this file."""
    report = check(Dossier.of(*PEOPLE, *records), rules=balance.RULES, select=["X901"])
    return [(f.severity.value, f.subjects, f.because) for f in report]


def message(*records: Record) -> str:
    """What the rule says about them, in its one finding."""
    [finding] = check(Dossier.of(*PEOPLE, *records), rules=balance.RULES, select=["X901"])
    return finding.message


def test_rules_of_the_family() -> None:
    """Each rule has its code, its severity, its default and what it folds."""
    rows = [(rule.code, rule.severity.value, rule.is_default, rule.folds) for rule in balance.RULES]

    assert rows == [
        ("X901", "info", False, ()),
    ]


def said(
    name: str,
    speaker: Speaker | None,
    claim: Claim = SHELLED,
    *,
    stance: str = "asserts",
    mode: str = "indirect",
    basis: str = "unstated",
    document: Document | None = PAPER,
    via: tuple[Speaker, ...] = (),
    cites: tuple[Evidence, ...] = (),
    replaces: tuple[Statement, ...] = (),
) -> Statement:
    """A statement in the paper."""
    return Statement(
        id=name,
        speaker=speaker,
        stance=stance,
        claim=claim,
        mode=mode,
        basis=basis,
        document=document,
        via=via,
        cites=cites,
        replaces=replaces,
    )


ACCUSED = said("a", ANN)


def test_x901_one_side_alone() -> None:
    """A document that carries one side's accusation and nobody else is flagged, with the accusation."""
    assert found(ACCUSED) == [("info", ("paper",), ("a",))]
    assert message(ACCUSED) == (
        'in "Two shores", Government of South is accused on the word of Ann Ost ("South shelled the ferry"), '
        "and nobody named and without a stake is heard"
    )


def test_x901_both_sides() -> None:
    """To hear the accused as well is fair, and not yet to hear somebody without a stake."""
    assert found(ACCUSED, said("b", BEN, stance="denies")) == [("info", ("paper",), ("a",))]


def test_x901_several_accusations() -> None:
    """All accusations of a document are one finding."""
    more = [said("b", ANN, SANK), said("c", NORTH, SANK)]
    third = Claim(id="third", text="South lied.", accused=[SOUTH], parties=[NORTH])

    assert found(ACCUSED, *more) == [("info", ("paper",), ("a", "b", "c"))]
    assert message(ACCUSED, *more) == (
        'in "Two shores", Government of South is accused on the word of Ann Ost and Government of North '
        '("South sank the ferry" and 1 more claim), and nobody named and without a stake is heard'
    )
    assert message(ACCUSED, *more, third, said("d", ANN, third)) == (
        'in "Two shores", Government of South is accused on the word of Ann Ost and Government of North '
        '("South sank the ferry" and 2 more claims), and nobody named and without a stake is heard'
    )


def test_x901_ally_is_no_outsider() -> None:
    """An ally of a party has an interest in common."""
    ally = Speaker(id="ally", name="Eastbank militia", kind="group", aligned_with=[NORTH])

    assert found(ally, ACCUSED, said("b", ally, FULL)) == [("info", ("paper",), ("a",))]


@pytest.mark.parametrize("stance", ["asserts", "denies", "questions", "declines"])
def test_x901_outsider_heard(stance: str) -> None:
    """Somebody without a stake is heard whatever the answer was, and on whatever claim."""
    assert found(ACCUSED, said("b", EVA, stance=stance)) == []
    assert found(ACCUSED, said("b", EVA, FULL, stance=stance)) == []


def test_x901_accused_by_an_outsider() -> None:
    """Who accuses gets no stake by it: a monitor is an independent voice."""
    assert found(said("b", EVA)) == []


def test_x901_outsider_in_another_document() -> None:
    """Each document is read alone."""
    assert found(ACCUSED, said("b", EVA, document=OTHER)) == [("info", ("paper",), ("a",))]


def test_x901_relay_is_no_voice() -> None:
    """Who passes words on is not asked."""
    assert found(said("a", ANN, via=(EVA,))) == [("info", ("paper",), ("a",))]


@pytest.mark.parametrize(
    "own_word",
    [
        said("b", None, mode="narrated", basis="observed"),
        said("b", GAZETTE, FULL),
    ],
)
def test_x901_publisher_is_no_voice(own_word: Statement) -> None:
    """The publisher's own word is not counted, narrated or not."""
    [(severity, subjects, because)] = found(ACCUSED, own_word)

    assert (severity, subjects, "a" in because) == ("info", ("paper",), True)


def test_x901_publisher_of_another_document() -> None:
    """Another outlet that is quoted is a voice like any other."""
    assert found(said("a", ANN, document=OTHER), said("b", GAZETTE, FULL, document=OTHER)) == []


def test_x901_anonymous_is_not_known_to_be_outside() -> None:
    """Nobody knows what stake an anonymous source has."""
    source = Speaker(id="source", name="a resident", kind="individual", anonymous=True)

    assert found(source, ACCUSED, said("b", source, FULL)) == [("info", ("paper",), ("a",))]


def test_x901_nobody_named() -> None:
    """What nobody is named for is nobody's voice."""
    assert found(ACCUSED, said("b", None, FULL)) == [("info", ("paper",), ("a",))]


def test_x901_stake_in_one_of_the_claims() -> None:
    """A stake in one of the accusations is a stake, even where another one does not concern the speaker."""
    other = Claim(id="lied", text="Eva Moor lied.", accused=[EVA])

    assert found(other, ACCUSED, said("b", EVA), said("c", ANN, other)) == [
        ("info", ("paper",), ("a", "b", "c"))
    ]


def test_x901_common_body_is_outside() -> None:
    """A body to which both sides belong has no stake in their dispute."""
    union = Speaker(id="union", name="Union of Shores", kind="organization")
    monitor = Speaker(id="monitor", name="Union monitor", kind="individual", member_of=[union])
    east = Speaker(id="east", name="East", kind="organization", member_of=[union])
    west = Speaker(id="west", name="West", kind="organization", member_of=[union])
    claim = Claim(id="dam", text="West broke the dam.", accused=[west], parties=[east])

    assert found(union, monitor, east, west, claim, said("a", east, claim)) == [("info", ("paper",), ("a",))]
    assert found(union, monitor, east, west, claim, said("a", east, claim), said("b", monitor, FULL)) == []


def photo(
    provider: Speaker | None, *, document: Document | None = None, retracted: str | None = None
) -> Evidence:
    """A photo of the ferry."""
    return Evidence(
        id="photo",
        description="a photo",
        kind="image",
        availability="published",
        provider=provider,
        document=document,
        retracted=retracted,
    )


def test_x901_outsider_shows_something() -> None:
    """An outsider whose evidence the document shows, or a statement in it cites, is heard."""
    cited = photo(EVA)

    assert found(photo(EVA, document=PAPER), ACCUSED) == []
    assert found(cited, said("a", ANN, cites=(cited,))) == []


@pytest.mark.parametrize(
    "item",
    [
        photo(EVA),
        photo(EVA, document=OTHER),
        photo(EVA, document=PAPER, retracted="2031"),
        photo(NORTH, document=PAPER),
        photo(None, document=PAPER),
        photo(GAZETTE, document=PAPER),
    ],
)
def test_x901_evidence_of_no_outsider(item: Evidence) -> None:
    """Evidence elsewhere, retracted, from a party, from nobody or from the publisher is no outside voice."""
    assert found(item, ACCUSED) == [("info", ("paper",), ("a",))]


def test_x901_no_accusation() -> None:
    """A document that accuses nobody needs no outsider."""
    assert found(said("a", ANN, FULL), said("b", BEN, SHELLED, stance="denies")) == []


def test_x901_nobody_vouches() -> None:
    """An accusation that nobody is named for, or that the outlet merely tells, is not vouched for."""
    assert found(said("a", None), said("b", None, mode="narrated")) == []


def test_x901_in_no_document() -> None:
    """An accusation in no document is in no finding."""
    assert found(said("a", ANN, document=None)) == []


def test_x901_withdrawn() -> None:
    """An accusation that was withdrawn is carried no more, and an outsider's withdrawn word is no voice."""
    withdrawn = said("w", ANN, stance="withdraws", replaces=(ACCUSED,), document=None)
    outsider = said("b", EVA, FULL)
    taken_back = said("v", EVA, FULL, stance="withdraws", replaces=(outsider,), document=None)

    assert found(ACCUSED, withdrawn) == []
    assert found(ACCUSED, outsider, taken_back) == [("info", ("paper",), ("a",))]
