import copy
import enum
import json
import pickle
from collections.abc import Mapping
from typing import Any, NewType, get_args, get_origin

import attrs
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution import (
    Claim,
    Document,
    Dossier,
    Evidence,
    InvalidRecordError,
    Link,
    Span,
    Speaker,
    Statement,
    Waiver,
    When,
    dumps,
    loads,
)
from attribution.codec.filling import Filler, Unfit
from attribution.codec.wire import DECODERS, ROWS, SECTIONS
from attribution.fields import Checked, fields_of
from attribution.strategies import dossiers

Wire = dict[str, Any]

# For each kind of record the least that makes one.
LEAST: Mapping[type[Checked], Wire] = {
    Speaker: {"name": "North"},
    Document: {},
    Claim: {"text": "Rain fell."},
    Statement: {"stance": "asserts", "claim": "a"},
    Evidence: {"description": "a stone", "kind": "physical", "availability": "inspected"},
    Waiver: {"rule": "S201", "subjects": ["a"], "reason": "so it is"},
    Span: {"start": 1, "end": 2},
    Link: {"kind": "counters", "claim": "a"},
}
RECORDS = tuple(cls for cls in LEAST if cls not in (Span, Link))

# What a field of each sort takes, and what it does not.
TEXTS = (
    "x",
    " x ",
    "a:b",
    '"]},{"',
    "\u2028",
    "\u200b",
    "\0",
    "𝄞",
    "",
    " ",
    "\t\n",
    "\u2003",
    "\u0085",
    "\ud83d",
)
IDS = (
    *("a", "b", "a b", "\u00e9", "𝄞", "a\u0301", "x" * 512, "speaker-" + "0" * 16),
    *("", " ", " a", "a ", "a\n", "\0", "\x7f", "a\u00a0b", "\u2003", "a\u202eb", "\u200b", "\ue000"),
    *("x" * 513, "𝄞" * 513, "\ud800", "a\udfff"),
)
DATES = (
    *("2031", "2031-05", "2031-05-02", "2028-02-29", "2031-05-02T10:00:00", "2031-05-02T10:00:00Z"),
    *("2031-05-02T23:59:59+05:30", "2031-05-02T10:00:00-12:00", "2031-05-02~", "2031?", "2031-05%", "203X"),
    *("2031-XX", "2031-05-XX", "XXXX", "2031/2032", "2031-05-02/..", "/2031", "../2031", "2031/", "0001"),
    *("0000", "2031-02-29", "2031-02-30", "2031-04-31", "2031-13", "2031-00", "2031-05-00", "2031-5", "31"),
    *("2031-05-02T24:00:00", "2031-05-02T10:60:00", "2031-05-02T10:00:60Z", "2031-05-02T10:00", "2031 "),
    *(
        "2031-05-02 10:00:00",
        "2031-05-02T10:00:00+14:01",
        "\uff12\uff10\uff13\uff11",
        "2031-05-02\n",
        "/",
        "",
    ),
    *("yesterday", "2032/2031", "20310502", "-2031", "2031-05-02T10:00:00z", "\ud800"),
)
DIGESTS = ("0" * 64, "af" * 32, "0" * 63, "0" * 65, "A" * 64, "g" * 64, "0" * 64 + "\n", "\u0660" * 64, "")
URIS = (
    *("https://example.org/", "urn:x", "a:1", "a:\u00e9", "a+b-c.d:x", "a:/["),
    *("", "a:", ":x", "1:x", "example.org", "a: b", "a:\u00a0", "a:\u202e", "a:\n", "\u00e9:x", "a:x\ud800"),
)
COUNTS = (0, 1, 2, 41, 2**53 - 1, 2**53, 2**63, 2**64, -1, 1.0, 1.5, True, "1")
NO_VALUES: tuple[Any, ...] = (None, 0, 1, 1.5, True, False, "x", [], {}, [[]], ["x", None], {"x": 1})


def values_of(cls: type[Checked], name: str, kind: Any) -> tuple[Any, ...]:
    """Values for a field, some that it takes and some that it does not."""
    inner = get_args(kind)
    if get_origin(kind) is tuple:
        each = values_of(cls, name, inner[0])
        ones = [[value] for value in each if value not in ([], ["x"])]
        return (*ones, [], [each[0], each[1]], [each[1], each[0], each[1]], ["a", "a"], *NO_VALUES)
    if inner:
        return values_of(cls, name, inner[0])
    if name == "digest":
        return (*DIGESTS, *NO_VALUES)
    if name in ("url", "same_as"):
        return (*URIS, *NO_VALUES)
    if isinstance(kind, NewType):
        return (*IDS, *NO_VALUES)
    if issubclass(kind, enum.Enum):
        return (*(member.value for member in kind), "", "X", "Fact", *NO_VALUES)
    if issubclass(kind, Checked):
        fields = [(a.name, values_of(kind, a.name, a.type)) for a in fields_of(kind)]
        made = [LEAST[kind] | {name: value} for name, values in fields for value in values]
        lacking = [{n: v for n, v in LEAST[kind].items() if n != name} for name, _ in fields]
        return (LEAST[kind], LEAST[kind] | {"claim": "b"}, *made, *lacking, *NO_VALUES)
    sorts: Mapping[type, tuple[Any, ...]] = {str: TEXTS, When: DATES, int: COUNTS, bool: (True, False)}
    return (*sorts[kind], *NO_VALUES)


def constructed(cls: type[Checked], wire: Wire) -> Checked | None:
    """What the constructors make of values, if they take them."""
    nested = {"spans": Span, "links": Link}
    given = dict(wire)
    try:
        for name in nested.keys() & given.keys():
            if isinstance(given[name], list):
                given[name] = [nested[name](**each) for each in given[name]]
        return cls(**given)
    except (InvalidRecordError, TypeError):
        return None


def filled(cls: type[Checked], wire: Wire) -> Checked | None:
    """What filling makes of a row that holds these values, if there is one and it fits."""
    try:
        [made] = Filler().fill(cls, DECODERS[cls].decode(json.dumps([wire]).encode()))
    except (msgspec.MsgspecError, Unfit):
        return None
    found: Checked = made
    return found


def parts(value: object) -> object:
    """A value with the types of all that is in it."""
    if isinstance(value, Checked):
        return type(value), {a.name: parts(getattr(value, a.name)) for a in fields_of(type(value))}
    if isinstance(value, tuple):
        return tuple, [parts(item) for item in value]
    return type(value), value.text if isinstance(value, When) else value


def assert_alike(one: Checked | None, other: Checked | None) -> None:
    """Two records that nobody could tell from each other, or none twice."""
    assert parts(one) == parts(other)
    assert one == other
    assert repr(one) == repr(other)
    assert hash(one) == hash(other)


FIELDS = [(cls, a.name) for cls in RECORDS for a in fields_of(cls)]
VALUES = {(cls, a.name): values_of(cls, a.name, a.type) for cls in RECORDS for a in fields_of(cls)}


@pytest.mark.parametrize(("cls", "name"), FIELDS, ids=lambda part: getattr(part, "__name__", part))
def test_a_row_fits_where_the_constructor_takes_its_values(cls: type[Checked], name: str) -> None:
    """Whatever stands in a field, in otherwise sound values, both make the same of it or nothing."""
    for value in VALUES[cls, name]:
        for around in AROUND.get((cls, name), ({},)):
            wire = LEAST[cls] | around | {name: value}
            assert_alike(filled(cls, wire), constructed(cls, wire))


# Fields that other fields have a word about, and values of these.
_OWN: tuple[Wire, ...] = ({}, {"id": "a"}, {"id": "b"})
_ACCUSING = [{"kind": kind} | more for kind in ("fact", "opinion", "background", "sourcing") for more in _OWN]
_QUOTING = [{"mode": mode} for mode in ("direct", "mixed", "indirect", "narrated")]
AROUND: Mapping[tuple[type[Checked], str], Any] = {
    (Speaker, "member_of"): _OWN,
    (Speaker, "aligned_with"): _OWN,
    (Speaker, "anonymity_reason"): ({}, {"anonymous": True}, {"anonymous": False}),
    (Speaker, "anonymous"): ({}, {"anonymity_reason": "fear"}, {"anonymity_reason": None}),
    (Document, "derived_from"): _OWN,
    (Claim, "id"): ({}, {"links": [{"kind": "explains", "claim": "a"}]}),
    (Claim, "accused"): (*_ACCUSING, {"parties": ["a", "c"]}, {"parties": list("cdefghij")}),
    (Claim, "parties"): ({}, {"accused": ["a"]}, {"accused": ["c", "a", "c"]}),
    (Claim, "kind"): ({}, {"accused": ["a"]}, {"links": [{"kind": "faults", "claim": "a"}]}),
    (Claim, "links"): _ACCUSING,
    (Statement, "quote"): _QUOTING,
    (Statement, "mode"): ({}, {"quote": "x"}),
    (Statement, "spans"): ({}, {"document": "a"}, {"document": None}),
    (Statement, "document"): ({}, {"spans": [{"start": 0, "end": 1}]}),
    (Statement, "stance"): ({}, {"replaces": ["a"]}),
    (Statement, "replaces"): (*_OWN, {"stance": "withdraws"}),
    (Statement, "repeats"): _OWN,
    (Evidence, "derived_from"): (*_OWN, {"original": True}),
    (Evidence, "original"): ({}, {"derived_from": ["a"]}),
    (Evidence, "supports"): ({}, {"undermines": ["a"]}),
    (Evidence, "undermines"): ({}, {"supports": ["a"]}, {"supports": ["c", "d"]}),
}


# Where these hold, fewer values clash with others.
_AT_EASE: Mapping[type[Checked], Wire] = {
    Speaker: {"anonymous": True},
    Statement: {"document": "d", "mode": "direct", "replaces": ["r"]},
}
GOOD = {
    (cls, name): [v for v in values if constructed(cls, LEAST[cls] | _AT_EASE.get(cls, {}) | {name: v})]
    for (cls, name), values in VALUES.items()
}


@given(st.data(), st.sampled_from(RECORDS))
@settings(max_examples=1000)
def test_rows_of_many_odd_values_fit_where_the_constructor_takes_them(
    data: st.DataObject, cls: type[Checked]
) -> None:
    """Values of any fields together, good ones most of them, make the same in both ways or nothing."""
    wire = dict(LEAST[cls])
    for a in fields_of(cls):
        if data.draw(st.booleans()):
            wire[a.name] = data.draw(st.sampled_from(GOOD[cls, a.name]))
    if data.draw(st.integers(0, 3)) == 3:
        name = data.draw(st.sampled_from([a.name for a in fields_of(cls)]))
        wire[name] = data.draw(st.sampled_from(VALUES[cls, name]))

    assert_alike(filled(cls, wire), constructed(cls, wire))


@pytest.mark.parametrize("cls", RECORDS)
def test_a_field_that_must_be_given_must_be(cls: type[Checked]) -> None:
    """Left out, a field with a default reads as the default, and one without makes no record."""
    for name in LEAST[cls]:
        assert filled(cls, {n: v for n, v in LEAST[cls].items() if n != name}) is None
    assert_alike(filled(cls, LEAST[cls]), constructed(cls, LEAST[cls]))


@pytest.mark.parametrize("cls", RECORDS)
def test_defaults_written_out_change_nothing(cls: type[Checked]) -> None:
    """A field that is given its default reads like one that is left out, the derived id included."""
    default = {a.name: a.default for a in fields_of(cls) if a.name != "id" and a.default is not attrs.NOTHING}
    wire = json.loads(json.dumps(default)) | LEAST[cls]

    assert_alike(filled(cls, wire), constructed(cls, LEAST[cls]))


@pytest.mark.parametrize("cls", RECORDS)
def test_no_other_key_is_taken(cls: type[Checked]) -> None:
    """A key that no field has makes no record."""
    assert filled(cls, LEAST[cls] | {"more": 1}) is None


@given(dossiers())
def test_rows_of_plain_values_fit_as_those_of_text_do(dossier: Dossier) -> None:
    """Rows that were converted from plain values make the same records as rows that were parsed."""
    document, filler = json.loads(dumps(dossier)), Filler()

    for section, cls in SECTIONS.items():
        rows = [msgspec.convert(each, ROWS[cls]) for each in document.get(section, ())]
        made = filler.fill(cls, rows)

        for one, other in zip(made, getattr(dossier, section), strict=True):
            assert_alike(one, other)


def test_ids_that_are_left_out_are_those_of_the_constructors() -> None:
    """Records without ids refer to each other by the ids that their contents give them."""
    north = Speaker(name="North", kind="organization")
    south = Speaker(name="South", member_of=[north])
    wire = Document(title="Shells", publisher=north, published="2031-05-02~")
    shells = Claim(text="South shelled Ferry Street.", accused=[south], parties=[north])
    item = Evidence(description="a film", kind="video", availability="withheld", supports=[shells])
    said = Statement(stance="asserts", claim=shells, document=wire, spans=[Span(0, 4)], cites=[item])
    whole = Dossier.of(north, south, wire, shells, item, said)
    document = json.loads(dumps(whole))
    for section in SECTIONS:
        for record in document.get(section, ()):
            del record["id"]

    assert loads(json.dumps(document)) == whole


@pytest.mark.parametrize(
    "bad", [value for value in IDS if not constructed(Speaker, {"id": value, "name": "x"})]
)
@pytest.mark.parametrize("at", range(3))
def test_one_id_that_is_none_among_others_is_found(bad: str, at: int) -> None:
    """Ids are looked at together, and each of them alone must be one."""
    wires = [{"id": each, "name": "x"} for each in ("a", "b c", "d")]
    wires.insert(at, {"id": bad, "name": "x"})

    with pytest.raises((msgspec.MsgspecError, Unfit)):
        Filler().fill(Speaker, DECODERS[Speaker].decode(json.dumps(wires).encode()))


@pytest.mark.parametrize(
    ("wires", "ids"),
    [
        ([{"id": "a", "name": "x"}, {"id": "b", "name": "x"}], (2, 0, 0, 0, 0)),
        ([{"id": "a", "name": "x"}, {"id": "a", "name": "y"}], (1, 0, 0, 0, 0)),
        ([{"id": "a", "name": "x", "member_of": ["b"], "aligned_with": ["c", "b"]}], (3, 0, 0, 0, 0)),
        ([{"name": "x"}, {"name": "y"}, {"name": "x"}], (2, 0, 0, 0, 0)),
    ],
)
def test_ids_are_counted_once_each(wires: list[Wire], ids: tuple[int, ...]) -> None:
    """Ids are those that records have, given or derived, and those that they refer to."""
    filler = Filler()

    filler.fill(Speaker, DECODERS[Speaker].decode(json.dumps(wires).encode()))

    assert filler.ids() == ids


def test_a_reference_counts_with_the_kind_that_it_must_name() -> None:
    """Each field of a record refers to records of one kind."""
    filler = Filler()
    said = {
        "id": "s",
        "speaker": "p1",
        "stance": "asserts",
        "claim": "c1",
        "document": "d1",
        "via": ["p2"],
        "repeats": ["s1"],
        "answers": ["c2"],
        "replaces": ["s2"],
        "cites": ["e1"],
    }
    item = LEAST[Evidence] | {
        "id": "e",
        "supports": ["c3"],
        "undermines": ["c4"],
        "provider": "p3",
        "verified_by": ["p4"],
        "derived_from": ["e2", "e3", "e4", "e5"],
        "document": "d2",
    }
    claim = {
        "id": "c",
        "text": "x",
        "accused": ["p5"],
        "parties": ["p6"],
        "links": [{"kind": "narrows", "claim": "c5"}],
    }
    paper = {"id": "d", "publisher": "p7", "derived_from": "d3"}

    for cls, wire in ((Statement, said), (Evidence, item), (Claim, claim), (Document, paper)):
        filler.fill(cls, DECODERS[cls].decode(json.dumps([wire]).encode()))

    assert filler.ids() == (7, 4, 6, 3, 6)


@given(dossiers())
def test_nothing_is_left_half_made(dossier: Dossier) -> None:
    """Records that were read are as whole and as frozen as those that were made, and are copied like them."""
    read = loads(dumps(dossier))

    for one, other in zip((*read, *read.waivers), (*dossier, *dossier.waivers), strict=True):
        assert_alike(one, other)
        assert_alike(pickle.loads(pickle.dumps(one)), other)  # noqa: S301  # made here
        assert_alike(copy.deepcopy(one), other)
        assert_alike(attrs.evolve(one), other)
        for value in (one, *getattr(one, "spans", ()), *getattr(one, "links", ())):
            for a in fields_of(type(value)):
                with pytest.raises(attrs.exceptions.FrozenInstanceError):
                    setattr(value, a.name, getattr(value, a.name))
                with pytest.raises(attrs.exceptions.FrozenInstanceError):
                    delattr(value, a.name)


@given(dossiers())
def test_dates_that_were_read_are_dates(dossier: Dossier) -> None:
    """A date that was read says the same as one that was made, and is as frozen."""
    read = loads(dumps(dossier))

    for record in read:
        for a in fields_of(type(record)):
            date = getattr(record, a.name)
            if isinstance(date, When):
                made = When(date.text)
                assert (date, hash(date), repr(date)) == (made, hash(made), repr(made))
                assert (date.earliest, date.latest) == (made.earliest, made.latest)
                assert pickle.loads(pickle.dumps(date)) == made  # noqa: S301  # made here
                with pytest.raises(attrs.exceptions.FrozenInstanceError):
                    date.text = "2031"  # type: ignore[misc]  # what is tested


def test_records_share_texts() -> None:
    """What is said again and again stands once in memory: ids, cues and other such words, days."""
    document = {
        "format": "attribution/1",
        "speakers": [{"id": "north", "name": "North"}],
        "documents": [{"id": "wire", "publisher": "north", "published": "2031-05-02"}],
        "claims": [{"id": "claim", "text": "Rain fell.", "parties": ["north"]}],
        "statements": [
            {
                "id": f"said {i}",
                "speaker": "north",
                "stance": "asserts",
                "claim": "claim",
                "document": "wire",
                "cue": "told reporters",
                "hedge": "it seems",
                "channel": "a radio",
                "said": "2031-05-02",
            }
            for i in range(2)
        ],
    }
    dossier = loads(json.dumps(document))
    [claim], [paper], [north], [one, other] = (
        dossier.claims,
        dossier.documents,
        dossier.speakers,
        dossier.statements,
    )

    assert all(
        first is second
        for first, second in (
            (one.claim, claim.id),
            (one.document, paper.id),
            (one.speaker, north.id),
            (paper.publisher, north.id),
            (claim.parties[0], north.id),
            (one.cue, other.cue),
            (one.hedge, other.hedge),
            (one.channel, other.channel),
            (one.said, other.said),
            (one.said, paper.published),
        )
    )
