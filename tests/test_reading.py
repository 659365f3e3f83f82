import copy
import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution import (
    Claim,
    ClaimId,
    Document,
    Dossier,
    Evidence,
    InvalidRecordError,
    Link,
    Record,
    Span,
    Speaker,
    Statement,
    Waiver,
    dumps,
    loads,
)
from attribution.assembly import put_together
from attribution.codec.reading import read
from attribution.codec.wire import SECTIONS
from attribution.fields import fields_of
from attribution.integrity import KINDS, hold_together, integrity_problems
from attribution.strategies import dossiers

Wire = dict[str, Any]
NORTH = '{"id": "north", "name": "North"}'


def wire_of(dossier: Dossier) -> Wire:
    """The values that the text of a dossier holds."""
    found: Wire = json.loads(dumps(dossier))
    return found


def spelled_out(dossier: Dossier) -> Wire:
    """The same with every default written out."""
    document = wire_of(dossier)
    made: Wire = {"format": document["format"], "title": dossier.title}
    for name, cls in SECTIONS.items():
        defaults = {
            a.name: a.default for a in fields_of(cls) if isinstance(a.default, tuple | str | bool | None)
        }
        made[name] = [defaults | record for record in document.get(name, [])]
    return made


def backwards(document: Wire) -> Wire:
    """The same with sections and fields in the order from last to first."""
    sections = {
        name: [dict(reversed(record.items())) for record in value] if isinstance(value, list) else value
        for name, value in document.items()
    }
    return dict(reversed(sections.items()))


LAYOUTS: dict[str, Callable[[Dossier], str]] = {
    "as written": dumps,
    "compact": lambda d: json.dumps(wire_of(d), separators=(",", ":")),
    "default": lambda d: json.dumps(wire_of(d)),
    "not ascii": lambda d: json.dumps(wire_of(d), ensure_ascii=False),
    "indented": lambda d: json.dumps(wire_of(d), indent=2),
    "tabs": lambda d: json.dumps(wire_of(d), indent="\t", separators=(" , ", " : ")),
    "windows": lambda d: json.dumps(wire_of(d), indent=4).replace("\n", "\r\n"),
    "sorted": lambda d: json.dumps(wire_of(d), sort_keys=True),
    "spelled out": lambda d: json.dumps(spelled_out(d)),
    "backwards": lambda d: json.dumps(backwards(wire_of(d))),
    "spelled out backwards": lambda d: json.dumps(backwards(spelled_out(d)), indent=1),
    "in white space": lambda d: f"\n {dumps(d)}\t\r\n ",
}


@pytest.mark.parametrize("layout", LAYOUTS)
@given(dossiers())
@settings(max_examples=30)
def test_every_layout_of_a_sound_dossier_is_read_straight(layout: str, dossier: Dossier) -> None:
    """However a sound dossier is laid out, it is read without a second look, and is the same."""
    found = read(LAYOUTS[layout](dossier).encode())

    assert found is not None
    assert (found, list(found), found.waivers) == (dossier, list(dossier), dossier.waivers)


@given(dossiers(), st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_sections_and_fields_may_come_in_any_order(dossier: Dossier, chance: random.Random) -> None:
    """Whatever the order of sections and of fields, the dossier is the same."""
    document = wire_of(dossier)
    keys = [*document]
    chance.shuffle(keys)
    mixed = {
        key: [dict(chance.sample([*record.items()], len(record))) for record in document[key]]
        if isinstance(document[key], list)
        else document[key]
        for key in keys
    }

    assert loads(json.dumps(mixed)) == dossier


@given(dossiers())
@settings(max_examples=50)
def test_a_straight_reading_is_what_the_explainer_makes(dossier: Dossier) -> None:
    """A colon written as an escape is read the long way, to the same dossier."""
    text = json.dumps(wire_of(dossier) | {"title": "a:b"})
    escaped = text.replace('"a:b"', '"a\\u003ab"')

    assert (read(escaped.encode()), read(text.encode())) == (None, loads(escaped))


# What is read the long way, or not at all, is never read straight.

TWICE = (
    '{"format": "attribution/1", "format": "attribution/1"}',
    '{"format": "attribution/1", "title": "a", "title": "a"}',
    '{"format": "attribution/1", "title": null, "title": "a:b"}',
    '{"format": "attribution/1", "title": "a:b", "title": "c"}',
    '{"format": "attribution/1", "title": "\\u003a", "title": "c"}',
    '{"format": "attribution/1", "title": "c", "title": "\\u003A\\u003A"}',
    '{"format": "attribution/1", "title": "a", "t\\u0069tle": "b"}',
    '{"format": "attribution/1", "speakers": [], "speakers": []}',
    f'{{"format": "attribution/1", "speakers": [{NORTH}], "speakers": []}}',
    f'{{"format": "attribution/1", "speakers": [], "speakers": [{NORTH}]}}',
    f'{{"format": "attribution/1", "speakers":[], "speakers": [{NORTH}]}}',
    f'{{"format": "attribution/1", "speakers" : [], "speakers": [{NORTH}]}}',
    f'{{"format": "attribution/1", "speakers": [], "speakers" : [{NORTH}]}}',
    f'{{"format": "attribution/1", "speakers": [{NORTH}], "documents": [], "speakers": [{NORTH}]}}',
    '{"format": "attribution/1", "speakers": [{"id": "n", "id": "n", "name": "North"}]}',
    '{"format": "attribution/1", "speakers": [{"id": "n", "name": "a:b", "name": "North"}]}',
    '{"format": "attribution/1", "speakers": [{"id": "n", "name": "x", "name": "\\u003a"}]}',
    '{"format": "attribution/1", "claims": [{"id": "c", "text": "x", "links": [], "links": []}]}',
)


@pytest.mark.parametrize("text", TWICE)
def test_a_key_given_twice_is_never_read(text: str) -> None:
    """A key that is given twice is found, whatever its values and however it is written."""
    assert read(text.encode()) is None
    with pytest.raises(InvalidRecordError) as caught:
        loads(text)
    assert {problem.message for problem in caught.value.problems} == {"is given twice"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        '{"format": "attribution/1"',
        '{"format": "attribution/1"} {}',
        '{"format": "attribution/2"}',
        '{"format": "attribution/1", "title": " "}',
        '{"format": "attribution/1", "title": "\u2003"}',
        '{"format": "attribution/1", "title": "\\ud800"}',
        '{"format": "attribution/1", "titel": "x"}',
        '{"format": "attribution/1", "speakers": null}',
        '{"format": "attribution/1", "speakers": [null]}',
        '{"format": "attribution/1", "speakers": [{"id": "n", "name": "North"},]}',
        '{"format": "attribution/1", "speakers": [,{"id": "n", "name": "North"}]}',
        '{"format": "attribution/1", "speakers": [{"id": "n", "name": "North"} {"id": "s", "name": "S"}]}',
        '{"format": "attribution/1", "speakers": [{"id": "n", "name": "North"}',
        '{"format": "attribution/1", "speakers": [{"id": "n", "name": "North"}}',
        '{"format": "attribution/1", "speakers": [{"id": "n", "name": "North"}]]}',
        '{"format": "attribution/1", "speakers": [{"id": "n", "name": "North", "claims": []}]}',
        '{"format": "attribution/1", "speakers": [{"id": "n", "name": "North", "claims": [{}], "x": []}]}',
        '{"format": "attribution/1", "x\\"speakers": []}',
        '{"format": "attribution/1", "title": "x"speakers": []}',
        '["format", "attribution/1", "speakers":[]]',
        # A list that a text inside quotes only seems to start.
        '{"format": "attribution/1", "title": "\\"speakers\\":[", "speakers": [3]}',
        # One reference too many and one id too few.
        (
            '{"format": "attribution/1", "speakers": [{"id": "n", "name": "x"}, '
            '{"id": "n", "name": "y", "member_of": ["z"]}]}'
        ),
    ],
)
def test_what_is_no_dossier_is_never_read_straight(text: str) -> None:
    """Where anything at all is wrong there is nothing, and `loads` says what."""
    assert read(text.encode()) is None
    with pytest.raises(InvalidRecordError):
        loads(text)


@pytest.mark.parametrize("odd", [b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc3"])
@pytest.mark.parametrize("at", [b'"T"', b'"N"', b'"n"', b"M:"])
def test_what_is_no_utf_8_is_never_read_straight(odd: bytes, at: bytes) -> None:
    """Bytes that are no UTF-8 are found in any text and any key."""
    data = b'{"format": "attribution/1", "title": "T", "speakers": [{"id": "n", "name": "N"}]}'
    changed = (
        data.replace(at, at[:2] + odd + at[2:]) if at in data else data.replace(b'"id"', b'"id' + odd + b'"')
    )

    assert read(changed) is None
    assert read(data) is not None


# A document of one record of each kind in which every field that refers to records does.
LINKED: Wire = {
    "format": "attribution/1",
    "speakers": [
        {"id": "p", "name": "x", "member_of": ["q"], "aligned_with": ["q"]},
        {"id": "q", "name": "x"},
    ],
    "documents": [{"id": "d", "publisher": "p", "derived_from": "b"}, {"id": "b"}],
    "claims": [
        {
            "id": "c",
            "text": "x",
            "accused": ["p"],
            "parties": ["q"],
            "links": [{"kind": "explains", "claim": "a"}],
        },
        {"id": "a", "text": "x"},
    ],
    "statements": [
        {"id": "s", "speaker": "p", "stance": "asserts", "claim": "c", "document": "d", "via": ["q"]}
        | {"repeats": ["t"], "answers": ["a"], "replaces": ["t"], "cites": ["e"]},
        {"id": "t", "speaker": "p", "stance": "asserts", "claim": "c"},
    ],
    "evidence": [
        {"id": "e", "description": "x", "kind": "data", "availability": "published", "supports": ["c"]}
        | {
            "undermines": ["a"],
            "provider": "p",
            "verified_by": ["q"],
            "derived_from": ["f"],
            "document": "d",
        },
        {"id": "f", "description": "x", "kind": "data", "availability": "published"},
    ],
    "waivers": [{"rule": "S201", "subjects": ["c"], "reason": "x"}],
}
REFERENCES = [
    (section, name)
    for section in SECTIONS
    for name, value in LINKED[section][0].items()
    if name not in ("id", "name", "text", "stance", "description", "kind", "availability", "rule", "reason")
]


@pytest.mark.parametrize(("section", "name"), REFERENCES)
@pytest.mark.parametrize("target", ["nobody", "p", "d", "c", "s", "e"])
def test_a_reference_that_leads_nowhere_is_never_read_straight(section: str, name: str, target: str) -> None:
    """A reference to nothing, or to a record of another kind, is found in every field."""
    document = copy.deepcopy(LINKED)
    record = document[section][0]
    if name == "links":
        record[name][0]["claim"] = target
    else:
        record[name] = [*record[name][1:], target] if isinstance(record[name], list) else target
    try:
        made = explained(copy.deepcopy(document))
    except InvalidRecordError:
        made = None

    assert read(json.dumps(document).encode()) == made
    assert read(json.dumps(LINKED).encode()) == explained(copy.deepcopy(LINKED))
    assert target != "nobody" or made is None


@pytest.mark.parametrize(
    "title",
    [
        '"speakers":[',
        '"speakers": [{"id": "x", "name": "x"}]',
        '}, {"id": "x"',
        "]",
        '],"waivers":[',
        "\\",
        '\\"',
        "a:b",
        "\\u003a",
        "{}[],:",
        "\u2028\u2029\ufeff\x7f\0\n",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_text_is_never_taken_for_structure(title: str, first: bool) -> None:
    """Whatever JSON a title or a name holds, it stays a text, wherever it stands."""
    records: Wire = {
        "speakers": [{"id": i, "name": title} for i in ("n", "s")],
        "claims": [{"id": "c", "text": title}],
    }
    head: Wire = {"format": "attribution/1"}
    document = head | {"title": title} | records if first else head | records | {"title": title}
    made = Dossier.of(
        *(Speaker(id=i, name=title) for i in ("n", "s")), Claim(id="c", text=title), title=title
    )

    for layout in (None, (",", ":")):
        assert loads(json.dumps(document, separators=layout)) == made
        assert loads(json.dumps(document, separators=layout, ensure_ascii=False)) == made


@given(dossiers(), st.data())
@settings(max_examples=200)
def test_a_changed_text_is_read_straight_only_if_it_is_sound(dossier: Dossier, data: st.DataObject) -> None:
    """A piece taken out, doubled or moved: what is read straight is what the explainer would make of it."""
    text = dumps(dossier) if data.draw(st.booleans()) else json.dumps(wire_of(dossier))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 60)))
    to = data.draw(st.sampled_from([start, end, data.draw(st.integers(0, len(text)))]))
    piece = text[start:end]
    rest = text[:start] + text[end:] if data.draw(st.booleans()) else text
    changed = rest[:to] + piece * data.draw(st.integers(0, 2)) + rest[to:]

    found = read(changed.encode())

    if found is not None:
        again = explained(json.loads(changed, object_pairs_hook=once))
        assert (again, list(again), again.waivers) == (found, list(found), found.waivers)


def once(pairs: list[tuple[str, Any]]) -> Wire:
    """An object in which no key is given twice."""
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def explained(document: Wire) -> Dossier:
    """The dossier, made with the constructors."""
    nested = {"spans": Span, "links": Link}
    sections: dict[str, Any] = {}
    for name, cls in SECTIONS.items():
        sections[name] = []
        for record in document.pop(name, ()):
            parts = {n: [kind(**each) for each in record[n]] for n, kind in nested.items() if n in record}
            sections[name].append(cls(**(record | parts)))
    assert document.pop("format") == "attribution/1"
    return Dossier(**document, **sections)


# Records that fit together

IDS = ("a", "b", "c")


@st.composite
def tangles(draw: st.DrawFn) -> tuple[list[Record], list[Waiver]]:
    """Records of which all references resolve and all ids differ, and that hang together as they like."""

    def some(kind: str, *others: str, most: int = 2) -> list[str]:
        ids = [f"{kind}{i}" for i in IDS if f"{kind}{i}" not in others]
        return draw(st.lists(st.sampled_from(ids), max_size=most, unique=True))

    def maybe(kind: str, *others: str) -> str | None:
        return next(iter(some(kind, *others, most=1)), None)

    made: list[Record] = []

    def add(cls: type[Record], own: str, **fields: Any) -> None:
        made.append(cls(id=own, **fields))

    for i in IDS:
        add(Speaker, f"p{i}", name="x", member_of=some("p", f"p{i}", most=1))
    for i in IDS:
        length = draw(st.none() | st.integers(0, 9))
        add(Document, f"d{i}", publisher=maybe("p"), derived_from=maybe("d", f"d{i}"), length=length)
    for i in IDS:
        kinds = st.sampled_from(["narrows", "narrows", "counters"])
        links = [Link(draw(kinds), ClaimId(to)) for to in some("c", f"c{i}", most=1)]
        add(Claim, f"c{i}", text="x", links=links)
    for i in IDS:
        replaces, document = some("s", f"s{i}", most=1), maybe("d")
        add(
            Statement,
            f"s{i}",
            speaker=maybe("p"),
            stance=draw(st.sampled_from(["asserts", "withdraws"] if replaces else ["asserts"])),
            claim=draw(st.sampled_from(["ca", "ca", "cb"])),
            document=document,
            spans=[Span(0, draw(st.integers(1, 9)))] if document and draw(st.booleans()) else [],
            mode=draw(st.sampled_from(["indirect", "narrated"])),
            replaces=replaces,
        )
    for i in IDS:
        sources = some("e", f"e{i}", most=1)
        add(Evidence, f"e{i}", description="x", kind="data", availability="published", derived_from=sources)
    return made, [Waiver(rule="S201", subjects=some("c") or ["sa"], reason="x")]


def sections_of(records: list[Record]) -> dict[str, Any]:
    """The records by their sections."""
    return {name: [r for r in records if isinstance(r, cls)] for name, cls in KINDS.items()}


def placed(records: list[Record]) -> list[tuple[str, Record]]:
    """The records, each with a path."""
    return [(f"$[{number}]", record) for number, record in enumerate(records)]


@given(tangles())
@settings(max_examples=800)
def test_records_hold_together_where_nothing_is_wrong_between_them(
    tangle: tuple[list[Record], list[Waiver]],
) -> None:
    """A look at the few records that could clash finds what a look at all of them does."""
    records, waivers = tangle
    sections = sections_of(records)
    by_id: dict[str, Record] = {record.id: record for record in records}
    is_sound = not integrity_problems(placed(records), [])

    held = hold_together(
        sections["speakers"], sections["documents"], sections["claims"], sections["statements"], by_id
    )
    together = put_together("x", sections | {"waivers": waivers})

    assert held == is_sound
    assert (together is not None) == is_sound
    if together is not None:
        made = Dossier.of(*records, *waivers, title="x")
        assert (together, list(together), together.waivers) == (made, list(made), made.waivers)
        assert (len(together), dict(together.unknown), repr(together)) == (len(made), {}, repr(made))


A, B = Speaker(id="a", name="A"), Speaker(id="b", name="B")
RAIN, SNOW = Claim(id="rain", text="Rain fell."), Claim(id="snow", text="Snow fell.")
SAID = Statement(id="said", speaker=A, stance="asserts", claim=RAIN)


@pytest.mark.parametrize(
    ("records", "waived", "fits"),
    [
        ([A, B, RAIN, SAID], "said", True),
        ([], None, True),
        ([A, A], None, False),
        ([A, Speaker(id="a", name="B")], None, False),
        ([A, Claim(id="a", text="x")], None, False),
        ([Claim(id="a", text="x"), Document(id="a")], None, False),
        (
            [RAIN, SAID, Evidence(id="said", description="x", kind="data", availability="withheld")],
            None,
            False,
        ),
        ([A, RAIN], "nobody", False),
        ([A, RAIN], "S201", False),
    ],
)
def test_records_are_put_together_where_ids_differ_and_waivers_name_records(
    records: list[Record], waived: str | None, fits: bool
) -> None:
    """An id that stands twice, within a kind or across kinds, or a waiver of nothing makes no dossier."""
    waivers = [] if waived is None else [Waiver(rule="S201", subjects=["rain", waived], reason="x")]

    together = put_together(None, sections_of(records) | {"waivers": waivers})

    assert together == (Dossier.of(*records, *waivers) if fits else None)


@given(dossiers(), dossiers())
@settings(max_examples=50)
def test_a_dossier_that_was_read_works_like_one_that_was_made(dossier: Dossier, other: Dossier) -> None:
    """What is asked of a dossier that was read is answered as of the one that was written."""
    found = loads(dumps(dossier))

    assert (found == dossier, hash(found), repr(found), len(found)) == (
        True,
        hash(dossier),
        repr(dossier),
        len(dossier),
    )
    assert found.diff(other) == dossier.diff(other)
    assert [found[record.id] for record in dossier] == list(dossier)
    assert all(found.statements_on(c) == dossier.statements_on(c) for c in dossier.claims)
    assert all(found.camp(p) == dossier.camp(p) for p in dossier.speakers)
    assert found.put(*dossier) == dossier
