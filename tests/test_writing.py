import json
from collections.abc import Mapping
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution import Claim, ClaimId, Dossier, Evidence, Speaker, SpeakerId, Statement, When, dumps, loads
from attribution.codec.wire import SECTIONS
from attribution.codec.writing import lines, plain_record, text_of
from attribution.fields import Checked, fields_of
from attribution.strategies import dossiers, records

# Everything that JSON escapes, and what other readers of lines take for the end of one.
HARD = "".join(map(chr, range(0x20))) + '"\\/\x7f\x85\u2028\u2029\ufeff\uffff é 𝄞 \U0010ffff }\n],{"id":'


def wire(value: object) -> object:
    """What JSON has for the value of a field."""
    if isinstance(value, Checked):
        return {a.name: wire(getattr(value, a.name)) for a in fields_of(type(value))}
    if isinstance(value, tuple):
        return [wire(item) for item in value]
    return str(value) if isinstance(value, When | str) else value


def kept(record: Checked) -> list[tuple[str, object]]:
    """The fields of a record that differ from their defaults, in the order of the record."""
    given = ((a, getattr(record, a.name)) for a in fields_of(type(record)))
    return [(a.name, wire(value)) for a, value in given if a.default is attrs.NOTHING or value != a.default]


@given(dossiers())
def test_every_record_has_a_line_of_its_own(dossier: Dossier) -> None:
    """Line by line: the head, the name of a list, its records in order, its end; nothing that is empty."""
    sections = [(name, getattr(dossier, name)) for name in SECTIONS if getattr(dossier, name)]
    head = {"format": "attribution/1"} | ({} if dossier.title is None else {"title": dossier.title})
    text = dumps(dossier)

    told = text.removesuffix("}\n").split("\n")

    assert json.loads(told.pop(0).removesuffix(",") + "}") == head
    for number, (name, section) in enumerate(sections, 1):
        assert told.pop(0) == f'"{name}":['
        for left in range(len(section) - 1, -1, -1):
            line = told.pop(0)
            assert line.endswith("}," if left else "}")
            found = json.loads(line.removesuffix(","), object_pairs_hook=list)
            assert dict(found).keys() == dict(kept(section[-1 - left])).keys()
            assert [key for key, _ in found] == [key for key, _ in kept(section[-1 - left])]
            assert json.loads(line.removesuffix(",")) == dict(kept(section[-1 - left]))
        assert told.pop(0) == ("]," if number < len(sections) else "]")
    assert (told, text[-2:]) == ([], "}\n")


@given(dossiers())
def test_what_is_written_is_read_and_written_again(dossier: Dossier) -> None:
    """A dossier that was read from its text is the same, in the same order, and has the same text."""
    text = dumps(dossier)

    read = loads(text)

    assert (read, list(read), read.waivers) == (dossier, list(dossier), dossier.waivers)
    assert dumps(read) == text == text_of(read).decode()


@given(records())
def test_a_plain_record_is_the_record_without_defaults(record: Checked) -> None:
    """The fields that differ from their defaults, in order, as any reader of the line has them."""
    [line] = lines((record,))

    assert [*json.loads(json.dumps(plain_record(record))).items()] == kept(record)
    assert json.loads(line) == dict(kept(record))
    assert line.endswith(b"}\n")


def test_no_records_have_no_lines() -> None:
    """Of nothing nothing is written."""
    assert list(lines(())) == []
    assert dumps(Dossier()) == '{"format":"attribution/1"}\n'
    assert dumps(Dossier(title="x")) == '{"format":"attribution/1","title":"x"}\n'


@pytest.mark.parametrize("count", [1, 2, 255, 256, 257, 511, 512, 513])
def test_any_number_of_records_is_written(count: int) -> None:
    """Records are written some at a time, and nobody sees where one time ends."""
    speakers = tuple(Speaker(id=f"p{i}", name="x") for i in range(count))
    each = [f'{{"id":"p{i}","name":"x"}}' for i in range(count)]

    assert dumps(Dossier.of(*speakers)) == (
        '{"format":"attribution/1",\n"speakers":[\n' + ",\n".join(each) + "\n]}\n"
    )
    assert b"".join(lines(speakers)).decode() == "".join(f"{line}\n" for line in each)


def test_every_text_is_written_on_one_line() -> None:
    """Whatever a text holds, its record stands on one line, and it is read as it was."""
    dossier = Dossier.of(
        Speaker(id="é", name=HARD, role=HARD),
        Claim(id=ClaimId("𝄞"), text=HARD, place=HARD),
        Statement(
            id="s",
            stance="asserts",
            claim=ClaimId("𝄞"),
            mode="direct",
            quote=HARD,
            cue=HARD,
            hedge=HARD,
            locator=HARD,
        ),
        title=HARD,
    )

    text = dumps(dossier)

    assert loads(text) == dossier
    assert json.loads(text)["claims"] == [{"id": "𝄞", "text": HARD, "place": HARD}]
    assert text.count("\n") == 1 + 3 * 3


class Name(str):
    """A text of a class of its own."""

    __slots__ = ()


def test_texts_of_a_class_of_their_own_are_written_as_texts() -> None:
    """Wherever a text stands, it may be of a subclass of `str`."""
    odd: Mapping[str, Any] = {
        "id": Name("n"),
        "name": Name('a "name"'),
        "role": Name("x"),
        "member_of": [Name("m")],
        "same_as": [Name("a:b")],
    }
    plain = Dossier.of(
        Speaker(id="n", name='a "name"', role="x", member_of=[SpeakerId("m")], same_as=["a:b"]),
        Speaker(id="m", name="m"),
        Claim(id="c", text="x", occurred="2031", links=[]),
        title="t",
    )
    dossier = Dossier.of(
        Speaker(**odd),
        Speaker(id="m", name="m"),
        Claim(id="c", text="x", occurred=When(Name("2031"))),
        title=Name("t"),
    )

    assert dumps(dossier) == dumps(plain)
    assert plain_record(dossier.speakers[0]) == plain_record(plain.speakers[0])


def test_a_word_of_another_list_is_written_as_text() -> None:
    """A text that is an enum too, such as a kind, is written by its value."""
    kind = Evidence(id="e", description="x", kind="video", availability="withheld").kind
    [speaker] = loads(dumps(Dossier.of(Speaker(id="n", name=kind)))).speakers

    assert (speaker.name, type(speaker.name)) == ("video", str)


@given(dossiers(), st.integers(0, 3))
@settings(max_examples=40)
def test_sections_are_written_in_their_order(dossier: Dossier, turn: int) -> None:
    """Records come in the order that the dossier has them in, whatever the order of their ids."""
    mixed = Dossier(
        **{name: getattr(dossier, name)[turn:] + getattr(dossier, name)[:turn] for name in SECTIONS}
    )

    document = json.loads(dumps(mixed))

    assert [*document] == ["format", *(name for name in SECTIONS if getattr(mixed, name))]
    for name in SECTIONS:
        told = [each.get("id", each.get("reason")) for each in document.get(name, ())]
        assert told == [getattr(each, "id", getattr(each, "reason", None)) for each in getattr(mixed, name)]
