import copy
import pickle
import re
from collections.abc import Iterable
from typing import Any

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from hypothesis import given, settings
from hypothesis import strategies as st

import attribution
from attribution import (
    Claim,
    ClaimKind,
    Document,
    Evidence,
    EvidenceKind,
    InvalidRecordError,
    Link,
    LinkKind,
    Mode,
    Record,
    Span,
    Speaker,
    SpeakerId,
    SpeakerKind,
    Stance,
    Statement,
    StatementId,
    Waiver,
    When,
)
from attribution.fields import Checked, fields_of
from attribution.strategies import (
    claims,
    documents,
    evidence,
    links,
    records,
    spans,
    speakers,
    statements,
    waivers,
)

NORTH = Speaker(id=SpeakerId("north"), name="North")
SOUTH = Speaker(id=SpeakerId("south"), name="South")
PAPER = Document(id=attribution.DocumentId("paper"), title="The Paper")
CLAIM = Claim(id=attribution.ClaimId("c"), text="South shelled the bridge.", accused=[SOUTH])
OTHER = Claim(id=attribution.ClaimId("c2"), text="North did.")
ITEM = Evidence(id=attribution.EvidenceId("e"), description="a video", kind="video", availability="published")
SAID = Statement(id=StatementId("s"), speaker=NORTH, stance="asserts", claim=CLAIM)

VALUES = st.one_of(records(), waivers(), links(), spans())


def problems_of(cls: type[Checked], **fields: object) -> dict[str, str]:
    """What is wrong with a value that has these fields, by path."""
    with pytest.raises(InvalidRecordError) as caught:
        cls(**fields)
    assert caught.value.what == cls.__name__
    return {problem.path: problem.message for problem in caught.value.problems}


# What the constructors take


def test_references_take_records_or_ids() -> None:
    """A field that refers to records takes these or their ids, mixed as you like, and keeps the ids."""
    by_record = Statement(
        id=StatementId("x"),
        speaker=NORTH,
        stance=Stance.ASSERTS,
        claim=CLAIM,
        document=PAPER,
        via=[SOUTH, NORTH],
        repeats=(SAID,),
        answers={OTHER},
        replaces=iter([SAID]),
        cites=(item for item in [ITEM]),
    )
    by_id = Statement(
        id=StatementId("x"),
        speaker=NORTH.id,
        stance="asserts",
        claim=CLAIM.id,
        document=PAPER.id,
        via=(SOUTH.id, NORTH),
        repeats=[SAID.id],
        answers=frozenset([OTHER.id]),
        replaces=[SAID.id],
        cites={ITEM.id: 1}.keys(),
    )

    assert by_record == by_id
    assert by_record.via == ("south", "north")


def test_every_reference_takes_a_record() -> None:
    """Each field of each kind of record that refers to another takes the record itself."""
    assert Speaker(name="x", member_of=[NORTH], aligned_with=[SOUTH]).member_of == ("north",)
    assert Document(title="x", publisher=NORTH, derived_from=PAPER).derived_from == "paper"
    assert Link("counters", CLAIM) == Link(LinkKind.COUNTERS, CLAIM.id)
    assert Claim(text="x", accused=[SOUTH], parties=[NORTH]).parties == ("north", "south")
    item = Evidence(
        description="x",
        kind="other",
        availability="inspected",
        supports=[CLAIM],
        undermines=[OTHER],
        provider=NORTH,
        verified_by=[SOUTH],
        derived_from=[ITEM],
        document=PAPER,
    )
    assert (
        item.supports,
        item.undermines,
        item.provider,
        item.verified_by,
        item.derived_from,
        item.document,
    ) == (
        ("c",),
        ("c2",),
        "north",
        ("south",),
        ("e",),
        "paper",
    )
    assert Waiver(rule="S201", subjects=[CLAIM, "s"], reason="x").subjects == ("c", "s")


def test_dates_and_words_take_their_text() -> None:
    """A date takes its EDTF text, and a field that holds a word takes the word's value."""
    claim = Claim(text="x", kind="motive", occurred="2031-05~")

    assert (claim.kind, claim.occurred) == (ClaimKind.MOTIVE, When("2031-05~"))
    assert Speaker(name="x", kind="class").kind is SpeakerKind.CLASS
    assert Evidence(description="x", kind="image", availability="withheld").kind is EvidenceKind.IMAGE


@pytest.mark.parametrize(
    ("cls", "fields", "path"),
    [
        (Statement, {"speaker": CLAIM, "stance": "asserts", "claim": CLAIM}, "speaker"),
        (Statement, {"speaker": NORTH, "stance": "asserts", "claim": NORTH}, "claim"),
        (Statement, {"stance": "asserts", "claim": CLAIM, "document": ITEM}, "document"),
        (Statement, {"stance": "asserts", "claim": CLAIM, "via": [NORTH, PAPER]}, "via[1]"),
        (Statement, {"stance": "asserts", "claim": CLAIM, "via": NORTH}, "via"),
        (Statement, {"stance": "asserts", "claim": CLAIM, "via": "north"}, "via"),
        (Statement, {"stance": "asserts", "claim": CLAIM, "spans": [(0, 3)]}, "spans[0]"),
        (Statement, {"stance": Mode.DIRECT, "claim": CLAIM}, "stance"),
        (Claim, {"text": "x", "links": [CLAIM]}, "links[0]"),
        (Claim, {"text": "x", "links": Link("counters", CLAIM)}, "links"),
        (Claim, {"text": "x", "occurred": 2031}, "occurred"),
        (Speaker, {"name": "x", "member_of": {"north": 1}}, "member_of"),
        (Speaker, {"name": "x", "same_as": "a:b"}, "same_as"),
        (Link, {"kind": "counters", "claim": None}, "claim"),
        (Waiver, {"rule": "x", "subjects": "c", "reason": "x"}, "subjects"),
        (Waiver, {"rule": "x", "subjects": [3], "reason": "x"}, "subjects[0]"),
    ],
    ids=range(16),
)
def test_what_does_not_belong_is_refused(cls: type[Checked], fields: dict[str, Any], path: str) -> None:
    """A record of the wrong kind, a bare text for a list and the like are refused by their path."""
    assert list(problems_of(cls, **fields)) == [path]


def test_all_problems_are_told_at_once() -> None:
    """One error names everything that is wrong with a record, in the order of its fields."""
    found = problems_of(
        Evidence,
        id="",
        description=" ",
        kind="film",
        availability=None,
        supports="c",
        original=1,
        released="?",
    )

    assert list(found) == ["id", "description", "kind", "availability", "supports", "original", "released"]


# What holds between the fields


@pytest.mark.parametrize(
    ("cls", "fields", "problems"),
    [
        (Span, {"start": 3, "end": 3}, {"end": "must be greater than start (3), got 3"}),
        (Span, {"start": 3, "end": 2}, {"end": "must be greater than start (3), got 2"}),
        (
            Waiver,
            {"rule": "x", "subjects": [], "reason": "x"},
            {"subjects": "must name what the finding is about, got ()"},
        ),
        (
            Speaker,
            {"id": "a", "name": "x", "member_of": ["b", "a"], "aligned_with": ["a"]},
            {
                "member_of[1]": "must not be the record itself, got 'a'",
                "aligned_with[0]": "must not be the record itself, got 'a'",
            },
        ),
        (
            Speaker,
            {"name": "x", "anonymity_reason": "fear"},
            {"anonymity_reason": "needs anonymous to be true, got 'fear'"},
        ),
        (
            Document,
            {"id": "a", "title": "x", "derived_from": "a"},
            {"derived_from": "must not be the record itself, got 'a'"},
        ),
        (
            Claim,
            {"id": "a", "text": "x", "links": [Link("counters", OTHER), Link("counters", "a")]},  # type: ignore[arg-type]
            {"links[1].claim": "must not be the claim itself, got 'a'"},
        ),
        (
            Claim,
            {"text": "x", "links": [Link("faults", OTHER)]},
            {"links[0].kind": "must not be faults in a claim of kind fact"},
        ),
        *(
            (
                Claim,
                {"text": "x", "kind": kind, "accused": ["a"]},
                {"accused": f"must be empty in a claim of kind {kind}, got ('a',)"},
            )
            for kind in ("opinion", "background", "sourcing")
        ),
        (
            Statement,
            {"id": "a", "stance": "asserts", "claim": "c", "repeats": ["a"], "replaces": ["b", "a"]},
            {
                "repeats[0]": "must not be the record itself, got 'a'",
                "replaces[1]": "must not be the record itself, got 'a'",
            },
        ),
        (
            Statement,
            {"stance": "asserts", "claim": "c", "spans": [Span(0, 1)]},
            {"spans": "need a document to lie in, got none"},
        ),
        *(
            (
                Statement,
                {"stance": "asserts", "claim": "c", "quote": "x", "mode": mode},
                {"quote": f"needs mode direct or mixed, got {mode}"},
            )
            for mode in ("indirect", "narrated")
        ),
        (
            Statement,
            {"stance": "withdraws", "claim": "c"},
            {"replaces": "must name what the statement withdraws, got ()"},
        ),
        (
            Evidence,
            {
                "id": "a",
                "description": "x",
                "kind": "video",
                "availability": "published",
                "supports": ["b", "c"],
                "undermines": ["d", "c"],
                "derived_from": ["a"],
            },
            {
                "undermines[1]": "must not be a claim it supports, got 'c'",
                "derived_from[0]": "must not be the record itself, got 'a'",
            },
        ),
        (
            Evidence,
            {
                "description": "x",
                "kind": "video",
                "availability": "published",
                "derived_from": ["b"],
                "original": True,
            },
            {"original": "must be false for an item with derived_from, got true"},
        ),
    ],
    ids=range(18),
)
def test_fields_fit_each_other(cls: type[Checked], fields: dict[str, Any], problems: dict[str, str]) -> None:
    """What makes no sense beside another field is refused, at the place and in words that say why."""
    assert problems_of(cls, **fields) == problems


def test_what_hangs_on_a_wrong_field_is_not_asked() -> None:
    """No problem is told that may only follow from another."""
    assert list(problems_of(Span, start=-1, end=-2)) == ["start", "end"]
    assert list(problems_of(Claim, text="x", kind="view", accused=["a"])) == ["kind"]
    assert list(problems_of(Claim, text="x", kind="view", links=[Link("faults", OTHER)])) == ["kind"]
    assert list(problems_of(Speaker, id="", name="x", member_of=[""])) == ["id", "member_of[0]"]
    assert list(problems_of(Statement, stance="x", claim="c", quote="x", mode="x")) == ["stance", "mode"]


def test_the_accused_are_parties() -> None:
    """The accused are added to the parties where they are missing, each once and after the others."""
    claim = Claim(text="x", accused=[SOUTH, NORTH, SOUTH], parties=[NORTH])

    assert (claim.parties, claim.accused) == (("north", "south"), ("south", "north", "south"))


def test_an_allegation_accuses() -> None:
    """A claim is an allegation where somebody is accused."""
    assert (CLAIM.is_allegation, OTHER.is_allegation) == (True, False)
    assert [Claim(text="x", kind=kind).is_opinion_like for kind in ClaimKind] == [False] * 3 + [True] * 3


# Ids


@given(records())
def test_an_id_is_derived_from_the_content(record: Record) -> None:
    """A record without an id gets one of its kind and content: the same for the same content only."""
    fields = {a.name: getattr(record, a.name) for a in fields_of(type(record)) if a.name != "id"}
    make: Any = type(record)

    one, other = make(**fields), make(**fields)

    assert one == other
    assert re.fullmatch(type(record).__name__.lower() + "-[0-9a-f]{16}", one.id)
    assert evolve(one, id=record.id) == record


@given(records(), records())
def test_derived_ids_differ_with_the_content(one: Record, other: Record) -> None:
    """Records of different content get different ids."""
    kinds: list[Any] = [type(one), type(other)]
    fields = [
        {a.name: getattr(record, a.name) for a in fields_of(type(record)) if a.name != "id"}
        for record in (one, other)
    ]

    ids = [make(**given).id for make, given in zip(kinds, fields, strict=True)]

    assert (ids[0] == ids[1]) == (kinds[0] is kinds[1] and fields[0] == fields[1])


def test_derived_ids_never_change() -> None:
    """Derived ids are written in files, so that they are the same in every version."""
    claim = Claim(text="It rains.", accused=[NORTH], occurred="2031-05", links=[Link("counters", OTHER)])
    said = Statement(
        stance="asserts", claim=CLAIM, document=PAPER, spans=[Span(0, 3)], said="2031-05-02T10:00:00Z"
    )

    assert (Speaker(name="North").id, claim.id, said.id) == (
        "speaker-36f452b359a6af30",
        "claim-85ab059798cc5ed4",
        "statement-8859917895e42a1b",
    )


def test_a_default_given_changes_no_id() -> None:
    """An id is derived from what differs from the defaults, given or not."""
    assert Speaker(name="x", kind="unknown", role=None, member_of=[]) == Speaker(name="x")


# Values


def revived(value: object, protocol: int = pickle.DEFAULT_PROTOCOL) -> Any:
    """The value after a journey between processes."""
    return pickle.loads(pickle.dumps(value, protocol))  # noqa: S301  # our own bytes


@given(VALUES)
def test_values_are_values(value: Any) -> None:
    """A value equals its copies, however made, and has their hash; its `repr` makes it again."""
    copies = [copy.copy(value), copy.deepcopy(value), evolve(value)]
    copies += [revived(value, protocol) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)]

    assert all(each == value and type(each) is type(value) for each in copies)
    assert {hash(each) for each in copies} == {hash(value)}
    named = re.sub(r"<(\w+)\.(\w+): '\w+'>", r"\1.\2", repr(value))
    assert eval(named, {n: getattr(attribution, n) for n in attribution.__all__}) == value  # noqa: S307
    assert value != 3


@given(VALUES)
def test_values_are_frozen(value: Any) -> None:
    """No field of a value can be set or deleted, and none added."""
    for a in fields_of(type(value)):
        with pytest.raises(FrozenInstanceError):
            setattr(value, a.name, getattr(value, a.name))
        with pytest.raises(FrozenInstanceError):
            delattr(value, a.name)
    with pytest.raises((FrozenInstanceError, AttributeError)):
        value.extra = 1
    assert not hasattr(value, "__dict__")


@pytest.mark.parametrize(
    "strategy", [speakers(), documents(), claims(), statements(), evidence(), waivers()], ids=range(6)
)
@given(st.data())
@settings(max_examples=30)
def test_records_hold_tuples(strategy: st.SearchStrategy[object], data: st.DataObject) -> None:
    """Every collection in a record is a tuple."""
    record = data.draw(strategy)

    for a in fields_of(type(record)):  # type: ignore[arg-type]
        held = getattr(record, a.name)
        assert isinstance(held, tuple) or not isinstance(held, Iterable) or isinstance(held, str)


def test_errors_are_pickled() -> None:
    """An error is itself after a journey between processes."""
    with pytest.raises(InvalidRecordError) as caught:
        Span(-1, -2)

    found = revived(caught.value)

    assert (str(found), found.problems) == (str(caught.value), caught.value.problems)
    assert str(found) == (
        "Span: 2 problems\n"
        "  start must be a whole number from 0 to 9007199254740991, got -1\n"
        "  end must be a whole number from 0 to 9007199254740991, got -2"
    )
