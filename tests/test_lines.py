import io
import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution import Claim, Dossier, InvalidRecordError, Speaker, Statement, Waiver, dumps, load, loads
from attribution.codec import lines, linetext
from attribution.codec.lines import dossier_of_lines, dump_jsonl, iter_jsonl
from attribution.codec.linetext import LONGEST_LINE
from attribution.errors import NotADossierError, Problem
from attribution.model import Record
from attribution.strategies import dossiers

HEAD = b'{"record":"dossier","format":"attribution/1"}\n'
NORTH = b'{"record":"speaker","id":"north","name":"North"}\n'
SOUTH = b'{"record":"speaker","id":"south","name":"South"}\n'
KINDS = {
    "speakers": "speaker",
    "documents": "document",
    "claims": "claim",
    "statements": "statement",
    "evidence": "evidence",
    "waivers": "waiver",
}
WORDS = ", ".join(KINDS.values())
MIB = 1 << 20

Told = list[tuple[int | None, str]]


class Stream(io.RawIOBase):
    """A file of pieces that are made when they are read, none of which is longer than it is asked for."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._rest = b""

    def read(self, size: int = -1, /) -> bytes:
        """Some of the piece that comes next."""
        while not self._rest:
            try:
                self._rest = next(self._pieces)
            except StopIteration:
                return b""
        found, self._rest = self._rest[:size], self._rest[size:]
        return found


def collected(data: bytes | Stream) -> tuple[list[Record | Waiver], InvalidRecordError | None]:
    """The records that come, and the error after the last of them."""
    found: list[Record | Waiver] = []
    file = io.BytesIO(data) if isinstance(data, bytes) else data
    try:
        found.extend(iter_jsonl(file, errors="collect"))
    except InvalidRecordError as error:
        return found, error
    return found, None


def problems_of(data: bytes) -> tuple[Problem, ...]:
    """All that is wrong with the lines."""
    error = collected(data)[1]
    return () if error is None else error.problems


def told(problems: Iterable[Problem]) -> Told:
    """Where something is wrong."""
    return [(problem.line, problem.path) for problem in problems]


def told_of_dossier(data: bytes) -> Told:
    """Where something is wrong with the dossier of the lines."""
    with pytest.raises(InvalidRecordError) as caught:
        dossier_of_lines(io.BytesIO(data))
    return told(caught.value.problems)


def line(word: str, fields: dict[str, Any]) -> bytes:
    """The line of a record."""
    return json.dumps({"record": word, **fields}).encode() + b"\n"


# There and back


@given(dossiers())
@settings(max_examples=50)
def test_round_trip(dossier: Dossier) -> None:
    """A dossier written is read as itself, as a stream of records and as a whole."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "d.jsonl")
        dump_jsonl(dossier, path)
        text = path.read_bytes()

        assert Dossier.of(*iter_jsonl(str(path)), title=dossier.title) == dossier
        assert load(path) == dossier

        dump_jsonl(load(path), path)
        assert path.read_bytes() == text


@given(st.data())
@settings(max_examples=50)
def test_records_keep_their_order(data: st.DataObject) -> None:
    """Records of any kind are written in the order in which they come, and read in it."""
    dossier = data.draw(dossiers())
    in_order: list[Any] = [*dossier, *dossier.waivers]
    records = data.draw(st.permutations(in_order))
    with TemporaryDirectory() as folder:
        path = Path(folder, "d.jsonl")
        dump_jsonl(iter(records), path, title="Shells on Ferry Street")

        assert list(iter_jsonl(path)) == records
        assert load(path) == Dossier.of(*records, title="Shells on Ferry Street")


def test_what_is_written(tmp_path: Path) -> None:
    """First the format and the title, then a line for every record, with its kind first and no defaults."""
    path = tmp_path / "d.jsonl"
    north, rain = Speaker(id="north", name='Nor"\nth{'), Claim(id="c", text="Rain.")
    waiver = Waiver(rule="S201", subjects=[rain], reason="the text says so")

    dump_jsonl(Dossier.of(north, rain, waiver, title="Rain"), path)

    assert path.read_text() == (
        '{"record":"dossier","format":"attribution/1","title":"Rain"}\n'
        '{"record":"speaker","id":"north","name":"Nor\\"\\nth{"}\n'
        '{"record":"claim","id":"c","text":"Rain."}\n'
        '{"record":"waiver","rule":"S201","subjects":["c"],"reason":"the text says so"}\n'
    )


def test_titles(tmp_path: Path) -> None:
    """The title given goes before that of the dossier, and one that is no text is refused."""
    path = tmp_path / "d.jsonl"

    dump_jsonl(Dossier(title="old"), path, title="new")
    with pytest.raises(InvalidRecordError, match="title must not be blank"):
        dump_jsonl([], path, title=" ")

    assert load(path) == Dossier(title="new")
    dump_jsonl([], path)
    assert path.read_bytes() == HEAD


def test_what_is_no_record_is_not_saved(tmp_path: Path) -> None:
    """The first thing that is no record is named by its index, and the file is as it was."""
    path = tmp_path / "d.jsonl"
    path.write_bytes(HEAD)
    records: list[Any] = [*(Speaker(id=f"s{i}", name="x") for i in range(1000)), "north", 3]

    with pytest.raises(InvalidRecordError) as caught:
        dump_jsonl(records, path)

    assert caught.value.problems == (Problem("records[1000]", "must be a record or a waiver, got 'north'"),)
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (HEAD, [path])


def test_another_file_is_not_overwritten_unless_told(tmp_path: Path) -> None:
    """A file that holds something else is replaced only when told to."""
    path = tmp_path / "notes"
    path.write_text("notes")

    with pytest.raises(NotADossierError):
        dump_jsonl(Dossier(), path)
    assert path.read_text() == "notes"

    dump_jsonl(Dossier(), path, overwrite=True)
    dump_jsonl(Dossier(title="x"), path)
    assert load(path.rename(tmp_path / "d.jsonl")) == Dossier(title="x")


def test_a_file_may_be_written_from_itself(tmp_path: Path) -> None:
    """Records that are read from a file can be saved under its name."""
    path = tmp_path / "d.jsonl"
    path.write_bytes(HEAD + NORTH + SOUTH)

    dump_jsonl((each for each in iter_jsonl(path) if each != Speaker(id="north", name="North")), path)

    assert path.read_bytes() == HEAD + SOUTH


# What is taken


@pytest.mark.parametrize(
    "data",
    [
        HEAD + NORTH + SOUTH,
        HEAD + NORTH + SOUTH[:-1],
        (HEAD + NORTH + SOUTH).replace(b"\n", b"\r\n"),
        b"\n \t\r\n" + HEAD + b"\n\n  " + NORTH + b" \t\n\r\n" + SOUTH + b"\n ",
        HEAD.replace(b',"format"', b', "title": null , "format"') + NORTH + SOUTH,
        b'{"format":"attribution/1","record":"dossier"}\n'
        + NORTH
        + b'{"name":"South","record":"speaker","id":"south"}',
        HEAD + NORTH.replace(b"speaker", b"sp\\u0065aker") + SOUTH.replace(b'"name":', b'"n\\u0061me" : '),
        b'{"record":"dossier","format":"attribution/1.1"}\n' + NORTH + SOUTH,
    ],
)
def test_what_is_taken(data: bytes) -> None:
    """Lines of spaces, any of the usual line ends or none at last, keys in any order, escapes."""
    records = [Speaker(id="north", name="North"), Speaker(id="south", name="South")]

    assert list(iter_jsonl(io.BytesIO(data))) == records
    assert dossier_of_lines(io.BytesIO(data)) == Dossier.of(*records)


def test_colons_count_for_nothing() -> None:
    """Colons in a text, as themselves or as escapes, are no keys given twice."""
    data = HEAD + b'{"record":"speaker","id":"a:b","name":"\\u003a:"}\n{"record":"claim","text":"c::\\u003A"}'
    records: list[Record] = [Speaker(id="a:b", name="::"), Claim(text="c:::")]

    assert list(iter_jsonl(io.BytesIO(data))) == records
    assert dossier_of_lines(io.BytesIO(data)) == Dossier.of(*records)


def test_references_are_for_the_dossier_to_check() -> None:
    """A stream gives a record that refers to nothing, and a dossier refuses it."""
    data = (
        HEAD + b'{"record":"statement","id":"s","stance":"asserts","claim":"c","speaker":"north"}\n' + NORTH
    )
    records = [
        Statement(id="s", stance="asserts", claim="c", speaker="north"),  # type: ignore[arg-type]  # ids as read
        Speaker(id="north", name="North"),
    ]

    assert list(iter_jsonl(io.BytesIO(data))) == records
    with pytest.raises(InvalidRecordError, match="names no Claim"):
        Dossier.of(*iter_jsonl(io.BytesIO(data)))
    assert told_of_dossier(data) == [(2, "$.claim")]


def test_what_comes_through_a_pipe_is_read_at_once() -> None:
    """A record is given as soon as its line has come."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as file, os.fdopen(writing, "wb", buffering=0) as pipe:
        pipe.write(HEAD + NORTH + SOUTH[:7])
        records = iter_jsonl(file)

        assert next(records) == Speaker(id="north", name="North")

        pipe.write(SOUTH[7:])
        assert next(records) == Speaker(id="south", name="South")


# What is refused


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        (
            b"{",
            "$",
            "must be one JSON document: expecting property name enclosed in double quotes (column 2)",
        ),
        (b'{"record":"speaker","name":"x"} {}', "$", "must be one JSON document: extra data (column 33)"),
        (b'{"record":"speaker","name":"x"}\r{}', "$", "must be one JSON document: extra data (column 33)"),
        (b"\x0b", "$", "must be one JSON document: expecting value (column 1)"),
        (b"[1]", "$", "must be an object, got [1]"),
        (b"null", "$", "must be an object, got None"),
        (b"NaN", "$", "must be an object, got NaN"),
        (b"{}", "$.record", f"must be one of {WORDS}, and is missing"),
        (b'{"record":3}', "$.record", f"must be one of {WORDS}, got 3"),
        (b'{"record":["claim"]}', "$.record", f"must be one of {WORDS}, got ['claim']"),
        (
            b'{"record":"Speaker"}',
            "$.record",
            f"must be one of {WORDS}, got 'Speaker' (did you mean 'speaker'?)",
        ),
        (
            b'{"record":"documnet"}',
            "$.record",
            f"must be one of {WORDS}, got 'documnet' (did you mean 'document'?)",
        ),
        (b'{"record":"\\ud800"}', "$.record", f"must be one of {WORDS}, got '\\ud800'"),
        (HEAD[:-1], "$.record", f"must be one of {WORDS}, got 'dossier', which only the first line is"),
        (b'{"record":"speaker","name":"\xff"}', "$", "must be UTF-8, got byte 0xff at 28"),
        (b'{"record":"speaker","name":"\xed\xa0\x80"}', "$", "must be UTF-8, got byte 0xed at 28"),
        (
            b'{"record":"speaker","name":"\\udfff"}',
            "$.name",
            "must not hold half a surrogate pair, got '\\udfff'",
        ),
        (b'{"record":"speaker","name":"a\\u0000"}', "", ""),
        (
            b'{"record":"speaker","name":"a\0"}',
            "$",
            "must be one JSON document: invalid control character at (column 30)",
        ),
        (b"\0", "$", "must be UTF-8, got what looks like UTF-16 or UTF-32"),
        (b'\xef\xbb\xbf{"record":"speaker","name":"x"}', "$", "must not start with a byte order mark"),
        (
            '{"record":"speaker"}'.encode("utf-16-le"),
            "$",
            "must be UTF-8, got what looks like UTF-16 or UTF-32",
        ),
        (b"[" * 65 + b"]" * 65, "$", "must be at most 64 brackets deep"),
        (b"[" * 100_000, "$", "must be at most 64 brackets deep"),
        (
            b'{"record":"speaker","name":' + b"[" * 63 + b"]" * 63 + b"}",
            "$.name",
            "must be text, got [[[[[[[[[[",
        ),
        (
            b'{"record":"document","length":NaN}',
            "$.length",
            "must be a whole number from 0 to 9007199254740991, got NaN",
        ),
        (
            b'{"record":"document","length":1e5}',
            "$.length",
            "must be a whole number from 0 to 9007199254740991, got 1e5",
        ),
        (b'{"record":"speaker","name":"x","name":"x"}', "$.name", "is given twice"),
        (b'{"record":"speaker","name":"x","name":"\\u003a"}', "$.name", "is given twice"),
        (b'{"record":"speaker","name":"x","record":"speaker"}', "$.record", "is given twice"),
        (b'{"record":"speaker","name":"x","nam\\u0065":"x"}', "$.name", "is given twice"),
        (b'{"record":"speaker","name":"x","name:":"x"}', "$['name:']", "is no field of a Speaker"),
        (
            b'{"record":"speaker","name":"x","nmae":"x"}',
            "$.nmae",
            "is no field of a Speaker (did you mean 'name'?)",
        ),
        (b'{"record":"speaker","name":"x","text":"x"}', "$.text", "is no field of a Speaker"),
        (b'{"record":"speaker"}', "$.name", "is missing"),
        (
            b'{"record":"speaker","name":"x","id":"\\u202e"}',
            "$.id",
            "must be printable, without spaces at its ends, got '\\u202e'",
        ),
        (
            b'{"record":"waiver","rule":"S201","subjects":[],"reason":"x"}',
            "$.subjects",
            "must name what the finding is about, got ()",
        ),
    ],
)
def test_what_is_refused(text: bytes, path: str, message: str) -> None:
    """A line that holds no record is told of with its number, and hides none of the others."""
    data = HEAD + NORTH + text + b"\n" + SOUTH

    found, error = collected(data)

    if path:
        assert error is not None
        assert told(error.problems) == [(3, path)]
        assert error.problems[0].message.startswith(message)
        assert found == [Speaker(id="north", name="North"), Speaker(id="south", name="South")]
        assert told_of_dossier(data) == [(3, path)]
    else:
        assert (error, len(found)) == (None, 3)


def test_keys_of_small_values_are_given_once() -> None:
    """A key given twice is refused in a link as well."""
    links = b'[{"kind":"narrows","claim":"c"},{"kind":"narrows","kind":"narrows","claim":"c"}]'

    problems = problems_of(HEAD + b'{"record":"claim","text":"x","links":' + links + b"}")

    assert problems == (Problem("$.links[1].kind", "is given twice", 2),)


@pytest.mark.parametrize(
    ("head", "path", "message"),
    [
        (b"{}\n", "$.record", "must be 'dossier' in the first line, and is missing"),
        (
            b'{"record":"dosier"}\n',
            "$.record",
            "must be 'dossier' in the first line, got 'dosier' (did you mean 'dossier'?)",
        ),
        (b'{"record":"dossier"}\n', "$.format", "must be 'attribution/1', and is missing"),
        (
            b'{"record":"dossier","format":"attribution/2"}\n',
            "$.format",
            "must be 'attribution/1', got 'attribution/2'",
        ),
        (HEAD.replace(b"}", b',"title":3}'), "$.title", "must be text, got 3"),
        (HEAD.replace(b"}", b',"titel":"x"}'), "$.titel", "is no field of a dossier (did you mean 'title'?)"),
        (HEAD.replace(b"}", b',"claims":[]}'), "$.claims", "is no field of the first line"),
        (HEAD.replace(b"}", b',"format":"attribution/1"}'), "$.format", "is given twice"),
        (b"[]\n", "$", "must be an object, got []"),
        (b"{\n", "$", "must be one JSON document: "),
        (b"\xef\xbb\xbf" + HEAD, "$", "must not start with a byte order mark"),
    ],
)
def test_a_wrong_first_line_is_refused(head: bytes, path: str, message: str) -> None:
    """What is wrong with the first line is told of, and the records after it are read."""
    found, error = collected(head + NORTH)

    assert error is not None
    assert told(error.problems) == [(1, path)]
    assert error.problems[0].message.startswith(message)
    assert found == [Speaker(id="north", name="North")]
    assert told_of_dossier(head + NORTH) == [(1, path)]


def test_a_missing_first_line_is_told_of_where_a_record_stands() -> None:
    """A file that starts with a record lacks its first line, and the record is read."""
    found, error = collected(b"\n" + NORTH + SOUTH)

    assert error is not None
    assert error.problems == (Problem("$.record", "must be 'dossier' in the first line, got 'speaker'", 2),)
    assert len(found) == 2
    assert told_of_dossier(b"\n" + NORTH + SOUTH) == [(2, "$.record")]


@pytest.mark.parametrize("data", [b"", b"\n \n\r\n"])
def test_nothing_is_no_file_of_records(data: bytes) -> None:
    """A file without any line lacks its first one."""
    problem = Problem("$.record", "must be 'dossier' in the first line, and is missing", 1)

    assert problems_of(data) == (problem,)
    assert told_of_dossier(data) == [(1, "$.record")]


def test_the_first_wrong_line_ends_the_stream() -> None:
    """All records before it come; the error names all that is wrong with that line, and nothing else."""
    records = iter_jsonl(io.BytesIO(HEAD + NORTH + b'{"record":"claim","text":3,"x":1}\n{}\n' + SOUTH))

    assert next(records) == Speaker(id="north", name="North")
    with pytest.raises(InvalidRecordError) as caught:
        next(records)

    assert str(caught.value) == (
        "records: 2 problems\n  line 3: $.x is no field of a Claim\n  line 3: $.text must be text, got 3"
    )
    assert list(records) == []


def test_no_more_problems_than_an_error_holds_are_kept() -> None:
    """Of all that is wrong the first thousand problems are named, and the others counted."""
    claim = json.dumps({"record": "claim", "text": "x", "accused": [3] * 1500}).encode() + b"\n"
    wrong = HEAD + b"{}\n" * 400 + claim + b"{}\n" * 7

    error = collected(wrong)[1]

    assert error is not None
    assert (len(error.problems), error.left_out) == (1000, 907)
    assert told(error.problems[399:401]) == [(401, "$.record"), (402, "$.accused[0]")]
    with pytest.raises(InvalidRecordError) as caught:
        dossier_of_lines(io.BytesIO(wrong))
    assert (caught.value.problems, caught.value.left_out) == (error.problems, error.left_out)


def test_a_line_that_is_too_long_is_not_held() -> None:
    """Of a line of any length no more than the limit is held; the next one is read."""
    tracemalloc.start()
    try:
        found, error = collected(
            Stream([HEAD + NORTH, *[b"x" * MIB] * (4 * LONGEST_LINE // MIB), b"\n" + SOUTH])
        )
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert (len(found), error and error.problems) == (
        2,
        (Problem("$", f"must be at most {LONGEST_LINE} bytes long", 3),),
    )
    assert peak < 2.5 * LONGEST_LINE


def test_a_line_may_be_as_long_as_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line of just the most bytes is read, and one of a byte more is not."""
    monkeypatch.setattr(linetext, "LONGEST_LINE", len(NORTH) - 1)

    assert problems_of(NORTH) == (
        Problem("$.record", "must be 'dossier' in the first line, got 'speaker'", 1),
    )
    assert told(problems_of(b" " + NORTH)) == [(1, "$")]
    assert told_of_dossier(b" " + NORTH) == [(1, "$")]


def test_a_file_that_is_too_large_is_no_dossier(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dossier is read from as many bytes as from JSON."""
    monkeypatch.setattr(lines, "LARGEST", len(HEAD))

    assert dossier_of_lines(io.BytesIO(HEAD)) == Dossier()
    with pytest.raises(InvalidRecordError, match=f"must be at most {len(HEAD)} bytes long"):
        dossier_of_lines(io.BytesIO(HEAD + b"\n"))


def test_wrong_arguments_are_refused() -> None:
    """A word for `errors` that there is not, and a file of text, are named."""
    word: Any = "ignore"
    file: Any = io.StringIO()

    with pytest.raises(InvalidRecordError, match="errors must be raise or collect, got 'ignore'"):
        iter_jsonl(io.BytesIO(HEAD), errors=word)
    with pytest.raises(InvalidRecordError, match="source must be a file opened in binary mode, got ''"):
        list(iter_jsonl(file))


# The same as in one document


VALUES: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(
        [None, True, 3, -1, 1.5, 2**53, float("nan"), "", " ", "x", "\ud800", "a\u202e", [], ["x"], [3], {}]
    ),
    st.sampled_from(
        ["individual", "asserts", "direct", "2031-05-02", "2031-13", "0" * 64, "urn:x:1", "faults"]
    ),
    st.lists(st.fixed_dictionaries({"start": st.integers(-1, 3), "end": st.integers(0, 3)}), max_size=2),
    st.just([{"kind": "narrows", "claim": "c"}]),
)


@given(st.data())
@settings(max_examples=400)
def test_a_line_is_taken_where_a_document_of_it_is(data: st.DataObject) -> None:
    """What is wrong with a record in a line is what `loads` finds wrong with it alone in a document."""
    document = json.loads(dumps(data.draw(dossiers())))
    section = data.draw(st.sampled_from([name for name in KINDS if name in document]))
    record = data.draw(st.sampled_from(document[section]))
    fields = st.sampled_from([*record, "id", "kind", "role", "quote", "mode", "spans", "links", "nmae"])
    for name in data.draw(st.lists(fields, max_size=2)):
        record[name] = data.draw(VALUES)
    for name in data.draw(st.lists(st.sampled_from([*record]), max_size=1)):
        del record[name]

    found, error = collected(HEAD + line(KINDS[section], record))
    try:
        loads(json.dumps({"format": "attribution/1", section: [record]}))
        alone: list[Problem] = []
    except InvalidRecordError as caught:
        alone = [each for each in caught.problems if not each.message.startswith("names no")]

    in_line = () if error is None else error.problems
    assert [(each.line, f"$.{section}[0]{each.path[1:]}", each.message) for each in in_line] == [
        (2, each.path, each.message) for each in alone
    ]
    assert len(found) == (0 if alone else 1)


@given(st.data())
@settings(max_examples=100)
def test_a_dossier_of_lines_is_that_of_a_document(data: st.DataObject) -> None:
    """Of what is wrong in records and between them the same is told as of one document, but by lines."""
    document = json.loads(dumps(data.draw(dossiers())))
    placed = [(name, record) for name in KINDS for record in document.get(name, [])]
    for _ in range(data.draw(st.integers(0, 3))):
        record = data.draw(st.sampled_from(placed))[1]
        record[data.draw(st.sampled_from([*record]))] = data.draw(VALUES)
    head = {key: value for key, value in document.items() if key not in KINDS}
    written = line("dossier", head) + b"".join(line(KINDS[name], record) for name, record in placed)
    numbers: dict[str, int] = {}
    for number, (name, _) in enumerate(placed, 2):
        numbers[f"$.{name}[{sum(at.startswith(f'$.{name}[') for at in numbers)}]"] = number

    def outcome(read: Callable[[], Dossier]) -> Dossier | list[tuple[int | None, str, str]]:
        try:
            return read()
        except InvalidRecordError as error:
            return sorted((p.line, p.path, p.message) for p in error.problems)

    def from_document() -> Dossier:
        try:
            return loads(json.dumps(document))
        except InvalidRecordError as error:
            at = [(p, p.path.partition("]")) for p in error.problems]
            moved = [Problem("$" + below, p.message, numbers[place + "]"]) for p, (place, _, below) in at]
            raise InvalidRecordError("dossier", moved) from None

    assert outcome(lambda: dossier_of_lines(io.BytesIO(written))) == outcome(from_document)


def test_what_cannot_be_read_may_be_what_is_referred_to() -> None:
    """Where a line holds no record, no reference is told to name nothing; what else is wrong is."""
    claim = b'{"record":"claim","id":"c","text":"x","accused":["gone"]}\n'
    wrong = b'{"record":"claim","id":"d","text":"x","accused":["c"]}\n'

    assert told_of_dossier(HEAD + claim + b"{\n" + wrong + claim) == [
        (3, "$"),
        (4, "$.accused[0]"),
        (5, "$.id"),
    ]
    assert told_of_dossier(HEAD + claim) == [(2, "$.accused[0]")]


def test_fields_of_a_newer_version_are_kept_if_asked(tmp_path: Path) -> None:
    """A newer minor version is read where all fields are known, and else if they are to be kept."""
    data = (
        b'{"record":"dossier","format":"attribution/1.2","mood":["x"]}\n'
        b'{"record":"claim","id":"c","text":"Rain."}\n'
        b'{"record":"speaker","id":"north","name":"North","pitch":{"a":1}}\n'
    )

    kept = dossier_of_lines(io.BytesIO(data), unknown="keep")

    assert dict(kept.unknown) == {
        ("format",): "attribution/1.2",
        ("mood",): ["x"],
        ("speakers", 0, "pitch"): {"a": 1},
    }
    assert told_of_dossier(data) == [(1, "$.mood"), (3, "$.pitch")]

    path = tmp_path / "d.jsonl"
    dump_jsonl(kept, path, title="Rain")
    with path.open("rb") as file:
        again = dossier_of_lines(file, unknown="keep")
    assert (again.title, again.unknown, set(again)) == ("Rain", kept.unknown, set(kept))
    dump_jsonl(kept, path)
    assert sorted(path.read_bytes().splitlines()) == sorted(data.splitlines())


# Faults

FAULTS: list[tuple[bytes, str]] = [
    (b"\xff", "$"),
    (b"{", "$"),
    (b'{"record":"speaker","id":"\\ud800","name":"x"}', "$.id"),
    (b'{"record":"waver"}', "$.record"),
    (b'{"record":"speaker","name":"x","kind":"lake"}', "$.kind"),
    (b'{"record":"speaker","name":"x","name":"x"}', "$.name"),
    (b'{"record":"claim","text":"x","links":[{"kind":"narrows","claim":""}]}', "$.links[0].claim"),
    (b'{"record":"claim","text":"x","occurred":"2031-13"}', "$.occurred"),
    (b'{"record":"document","length":-1}', "$.length"),
    (b'{"record":"evidence","description":"x","kind":"video","availability":"x"}', "$.availability"),
    (b'{"record":"waiver","rule":"S201","subjects":[""],"reason":"x"}', "$.subjects[0]"),
    (b'{"record":"speaker","name":"x","same_as":["x"]}', "$.same_as[0]"),
]


@given(
    dossiers(),
    st.lists(
        st.tuples(st.integers(0, 40), st.sampled_from(FAULTS)), max_size=8, unique_by=lambda each: each[1]
    ),
)
@settings(max_examples=100)
def test_planted_faults_are_what_is_told(
    dossier: Dossier, faults: list[tuple[int, tuple[bytes, str]]]
) -> None:
    """Faults in some lines give just these lines and paths, and all the other records."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "d.jsonl")
        dump_jsonl(dossier, path)
        sound = path.read_bytes().splitlines()
    planted = [(text, "") for text in sound]
    for place, fault in faults:
        planted.insert(1 + place % len(planted), fault)
    data = b"\n".join(text for text, _ in planted)
    expected = [(number, path) for number, (_, path) in enumerate(planted, 1) if path]

    found, error = collected(data)

    assert told(error.problems if error else ()) == expected
    assert Dossier.of(*found, title=dossier.title) == dossier
    if faults:
        assert told_of_dossier(data) == expected


FRAGMENTS = st.one_of(
    st.sampled_from(
        [HEAD, NORTH, SOUTH, b"\n", b"\r", b" ", b"{", b"}", b"[", b'"', b":", b",", b'"record"', b'"claim"']
    ),
    st.sampled_from([text + b"\n" for text, _ in FAULTS]),
    st.binary(max_size=8),
)
PIECES = st.lists(FRAGMENTS, max_size=12)


@given(PIECES)
@settings(max_examples=300)
def test_anything_gives_records_or_our_error(pieces: list[bytes]) -> None:
    """Whatever a file holds, what comes is records or our error with lines, in whatever pieces it comes."""
    data = b"".join(pieces)

    found, error = collected(data)
    in_pieces, error_in_pieces = collected(Stream(pieces))

    assert all(isinstance(each, Record | Waiver) for each in found)
    assert found == in_pieces
    assert (error is None) == (error_in_pieces is None)
    if error and error_in_pieces:
        assert error.problems == error_in_pieces.problems
        assert all(problem.line for problem in error.problems)
    until: list[Record | Waiver] = []
    with suppress(InvalidRecordError):
        until.extend(iter_jsonl(io.BytesIO(data)))
    assert until == found[: len(until)]
    with suppress(InvalidRecordError):
        assert dossier_of_lines(io.BytesIO(data)) == Dossier.of(*found)


# Files and memory


@pytest.mark.parametrize("errors", ["raise", "collect"])
@pytest.mark.parametrize("end", ["abandoned", "at the end", "at an error"])
def test_a_path_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, errors: Literal["raise", "collect"], end: str
) -> None:
    """The file that is opened is closed at the end, at an error even while it is held, and when abandoned."""
    path = tmp_path / "d.jsonl"
    path.write_bytes(HEAD + NORTH + SOUTH + (b"{" if end == "at an error" else b""))
    files: list[io.BufferedReader] = []
    open_path: Any = Path.open

    def noted(path: Path, mode: str) -> io.BufferedReader:
        files.append(open_path(path, mode))
        return files[-1]

    monkeypatch.setattr(Path, "open", noted)
    records = iter_jsonl(path, errors=errors)
    assert files == []

    if end == "abandoned":
        next(records)
        assert not files[0].closed
        del records
    elif end == "at the end":
        assert len(list(records)) == 2
    else:
        with pytest.raises(InvalidRecordError) as caught:
            list(records)
        assert caught.value.__traceback__ is not None

    assert [file.closed for file in files] == [True]


def test_a_file_object_stays_open() -> None:
    """A file that somebody else opened is theirs to close."""
    file = io.BytesIO(HEAD + NORTH)

    list(iter_jsonl(file))

    assert not file.closed


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """The error of the system passes through."""
    with pytest.raises(FileNotFoundError):
        list(iter_jsonl(tmp_path / "d.jsonl"))


def many(count: int) -> Iterator[bytes]:
    """The lines of a file that never is anywhere as a whole, every other one of them wrong."""
    yield HEAD
    for start in range(0, count, 1000):
        yield b"".join(
            line(
                "speaker",
                {"id": f"speaker{i}", "name": "N" * 900 if i % 2 else "", "member_of": [f"body{i}"]},
            )
            for i in range(start, start + 1000)
        )


def peak_of(count: int) -> tuple[int, int, int]:
    """The most memory in use while so many lines are read; how many records came, and problems."""
    tracemalloc.start()
    came = told_of = 0
    try:
        for _ in iter_jsonl(Stream(many(count)), errors="collect"):
            came += 1
    except InvalidRecordError as error:
        told_of = len(error.problems) + error.left_out
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak, came, told_of


def test_memory_does_not_grow_with_the_file() -> None:
    """Ten times as many lines, with as many times the faults, are read in the same memory."""
    peak_of(1_000)
    few, more = peak_of(2_000), peak_of(20_000)

    assert (few[1:], more[1:]) == ((1_000, 1_000), (10_000, 10_000))
    assert more[0] < 1.2 * few[0]


def test_writing_takes_no_memory(tmp_path: Path) -> None:
    """Records are written as they come: ten times as many in the same memory."""

    def peak(count: int) -> int:
        tracemalloc.start()
        dump_jsonl((Speaker(id=f"s{i}", name="N" * 900) for i in range(count)), tmp_path / "d.jsonl")
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(300)

    assert peak(20_000) < 1.2 * peak(2_000)


DEEP_LINES = """
import io, sys, threading
from attribution import InvalidRecordError, iter_jsonl

sys.setrecursionlimit(10**6)
threading.stack_size(65536)
head = b'{"record":"dossier","format":"attribution/1"}\\n'
lines = [b'{"a":' + b"[" * 200_000, b'{"record":"claim","a":' + b'{"b":' * 200_000]
lines += [b'{"id":' + b"[" * 200_000 + b"]" * 200_000 + b',"record":"speaker","name":"n"}']


def read() -> None:
    for line in lines:
        try:
            list(iter_jsonl(io.BytesIO(head + line)))
        except InvalidRecordError as error:
            print(error.problems[0])


thread = threading.Thread(target=read)
thread.start()
thread.join()
"""


def test_a_deep_line_is_refused_before_any_parser_sees_it() -> None:
    """Not even a raised limit and a small stack let a deep line end the process."""
    ran = subprocess.run(
        [sys.executable, "-c", DEEP_LINES.replace("\\\\n", "\\n")],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert ran.stdout.splitlines() == ["line 2: $ must be at most 64 brackets deep"] * 3


def test_problems_of_lines_beyond_the_limit_are_counted() -> None:
    """However many lines are wrong, no more problems are held than an error names."""
    error = told_error(HEAD + b"1\n" * 1500)

    assert (len(error.problems), error.left_out, error.problems[-1].line) == (1000, 500, 1001)


def told_error(data: bytes) -> InvalidRecordError:
    """What is wrong with the dossier in these lines."""
    with pytest.raises(InvalidRecordError) as caught:
        dossier_of_lines(io.BytesIO(data))
    return caught.value
