"""JSON Lines text -> lines, and what each of them says: quickly, or with what is wrong with it.

A line ends at a line feed and nowhere else, so that nothing wrong with one line hides the next. Lines of
nothing but spaces are passed over.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, groupby
from typing import Any, NamedTuple, Protocol, TypeAlias, TypeVar, Union, cast

import msgspec
from attrs import evolve

from attribution.codec.filling import Filler, Unfit
from attribution.codec.jsontext import DEEPEST, Doubled, depth, parse
from attribution.codec.wire import FORMAT, ROWS, SECTIONS
from attribution.errors import InvalidRecordError, Problem, shown
from attribution.fields import Checked, nearest

__all__ = [
    "HEAD",
    "LONGEST_LINE",
    "UNFIT",
    "Line",
    "Opening",
    "Readable",
    "Wire",
    "each",
    "explained_wire",
    "filled",
    "on_line",
    "opened",
    "wires",
]

LONGEST_LINE = 16 * 1024 * 1024
"""The most bytes that a line may have; of a longer one the rest is passed over, and never held."""
HEAD = "dossier"
"""What the first line is in `record`."""
UNFIT = (msgspec.MsgspecError, UnicodeError, Unfit)
"""What the quick ways raise where something may be wrong."""

_BLOCK = 1024 * 1024
_BLANK = b" \t\r"
# Where `record` comes first nothing is skipped in search of it, and so nothing deep is entered.
_TAGGED = re.compile(rb'[ \t\r]*\{[ \t\r]*"record"[ \t\r]*:').match
_KINDS: Mapping[str, type[Checked]] = {cls.__name__.lower(): cls for cls in SECTIONS.values()}
# What stands for a line that is too long; no other line that is read is empty.
_TOO_LONG = b""

T = TypeVar("T")
Line: TypeAlias = tuple[int, bytes]
"""The number of a line, counted from 1, and its text."""
Wire: TypeAlias = tuple[type[Checked], object]
"""The kind of record that a line names, and the plain values of its fields."""

_encode_lines = msgspec.json.Encoder().encode_lines
_decode_plain = msgspec.json.Decoder().decode


class Readable(Protocol):
    """A file object that was opened in binary mode."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""
        ...


class Opening(NamedTuple):
    """What the first line says."""

    number: int
    """The number of that line."""
    document: "dict[str, Any] | Doubled"
    """The fields of a dossier without its lists."""
    problems: Sequence[Problem]
    """What is wrong with it as a first line."""
    length: int
    """How many lines it is: none where it is missing and a record stands in its place."""

    @property
    def format(self) -> object:
        """The name of the format."""
        return _values(self.document).get("format")

    def with_lists(self, lists: Mapping[str, object]) -> object:
        """The document that the first line opens and these lists complete."""
        return _with_values(self.document, {**_values(self.document), **lists})


def opened(file: Readable) -> tuple[Opening, Iterator[Sequence[Line]]]:
    """What the first line says, and the lines after it, as many at a time as come at once."""
    blocks = filter(None, _blocks(file))
    first: list[Line] = next(blocks, cast(list[Line], []))
    opening = _opening(*first[0]) if first else _opening(1, b"{}")
    return opening, chain([first[opening.length :]], blocks)


def _blocks(file: Readable) -> Iterator[list[Line]]:
    # A pipe gives at once what it has.
    read: Callable[[int], object] = getattr(file, "read1", file.read)
    number, rest = 1, bytearray()
    while True:
        chunk = read(_BLOCK)
        if not isinstance(chunk, bytes):
            problem = f"must be a file opened in binary mode, got {shown(chunk)} from it"
            raise InvalidRecordError("iter_jsonl", [Problem("source", problem)])
        if not chunk:
            break
        *ended, start = chunk.split(b"\n")
        if ended:
            rest += ended[0]
            ended[0] = bytes(rest)
            yield _numbered(number, ended)
            number += len(ended)
            rest.clear()
        rest += start
        del rest[LONGEST_LINE + 1 :]
    yield _numbered(number, [bytes(rest)])


def _numbered(first: int, texts: Iterable[bytes]) -> list[Line]:
    return [
        (number, text if len(text) <= LONGEST_LINE else _TOO_LONG)
        for number, text in enumerate(texts, first)
        if text.strip(_BLANK)
    ]


def _opening(number: int, text: bytes) -> Opening:
    document: dict[str, Any] | Doubled = {"format": FORMAT}
    problems: Sequence[Problem]
    length = 1
    try:
        line = _parsed(text)
        values = _values(line)
        if values.get("record") == HEAD:
            document = _without(line, "record", *SECTIONS)
            lists = [name for name in SECTIONS if name in values]
            problems = [Problem(f"$.{name}", "is no field of the first line") for name in lists]
        else:
            length = 1 if _kind(values) is None else 0
            raise _wrong("$.record", f"must be {HEAD!r} in the first line{_got(values, [HEAD])}")
    except InvalidRecordError as error:
        problems = error.problems
    return Opening(number, document, on_line(number, problems).problems, length)


# Many lines at once


def each(
    block: Sequence[Line], quick: Callable[[Sequence[Line]], Sequence[T]], slow: Callable[[int, bytes], T]
) -> Iterator[T]:
    """What every line holds: quickly, and slowly where the quick way refuses, on which this closes in."""
    parts = [block]
    while parts:
        part = parts.pop()
        try:
            found = quick(part)
        except UNFIT:
            if len(part) == 1:
                yield slow(*part[0])
            else:
                half = len(part) // 2
                parts += [part[half:], part[:half]]
        else:
            yield from found


def filled(block: Sequence[Line], filler: Filler | None = None) -> Iterator[tuple[type[Checked], list[Any]]]:
    """The records of lines, a run of one kind at a time; of one dossier where there is one filler for all.

    Raises:
        UNFIT: Something may be wrong with a line.
    """
    rows = _rows(block)
    filler = filler or Filler()
    for row, run in groupby(rows, type):
        cls = _class_of(row)
        yield cls, filler.fill(cls, list(run))


def wires(block: Sequence[Line]) -> list[Wire]:
    """The plain values of lines.

    Raises:
        UNFIT: Something may be wrong with a line.
    """
    classes = map(_class_of, map(type, _rows(block)))
    return [
        (cls, _without(_decode_plain(text), "record")) for cls, (_, text) in zip(classes, block, strict=True)
    ]


def _rows(block: Sequence[Line]) -> list[Any]:
    """The rows that lines hold, if no key is given twice in them.

    Of two values of a key the parser keeps one, so that there are fewer colons when what it read is written
    again; unless a colon was written as an escape.
    """
    decode, texts = _decoder().decode, [text for _, text in block]
    if any(_TAGGED(text) is None and depth(text) > DEEPEST for text in texts):
        raise Unfit
    rows = [decode(text) for text in texts]
    whole = b"\n".join(texts)
    if _encode_lines(rows).count(b":") != whole.count(b":") or b"\\u003" in whole:
        raise Unfit
    return rows


@cache
def _decoder() -> "msgspec.json.Decoder[Any]":
    """Reads a row of any kind, which it knows by `record`."""
    rows = [
        msgspec.defstruct(
            cls.__name__,
            [],
            bases=(ROWS[cls],),
            tag_field="record",
            tag=word,
            kw_only=True,
            forbid_unknown_fields=True,
            gc=False,
        )
        for word, cls in _KINDS.items()
    ]
    return msgspec.json.Decoder(Union[tuple(rows)])  # noqa: UP007  # of types only known here


def _class_of(row: type) -> type[Checked]:
    return _KINDS[row.__name__.lower()]


# One line


def explained_wire(text: bytes) -> Wire:
    """The plain values of a line.

    Raises:
        InvalidRecordError: The line is no JSON, or no object that names a kind of record.
    """
    line = _parsed(text)
    values = _values(line)
    cls = _kind(values)
    if cls is None:
        raise _wrong("$.record", f"must be one of {', '.join(_KINDS)}{_got(values, _KINDS)}")
    return cls, _without(line, "record")


def _parsed(text: bytes) -> object:
    if text == _TOO_LONG:
        raise _wrong("$", f"must be at most {LONGEST_LINE} bytes long")
    return parse(text)


def _values(line: object) -> Mapping[str, Any]:
    if not isinstance(line, dict | Doubled):
        raise _wrong("$", f"must be an object, got {shown(line)}")
    return line.values if isinstance(line, Doubled) else cast(dict[str, Any], line)


def _with_values(line: object, values: Mapping[str, Any]) -> "dict[str, Any] | Doubled":
    """The same line with other values."""
    return evolve(line, values=values) if isinstance(line, Doubled) else dict(values)


def _without(line: object, *names: str) -> "dict[str, Any] | Doubled":
    return _with_values(line, {key: value for key, value in _values(line).items() if key not in names})


def _kind(values: Mapping[str, Any]) -> type[Checked] | None:
    word = values.get("record")
    return _KINDS.get(word) if isinstance(word, str) else None


def _got(values: Mapping[str, Any], known: Iterable[str]) -> str:
    """What stands in `record`, as the end of a message."""
    if "record" not in values:
        return ", and is missing"
    word = values["record"]
    hint = ", which only the first line is" if word == HEAD else nearest(word, known)
    return f", got {shown(word)}{hint}"


def _wrong(path: str, message: str) -> InvalidRecordError:
    return InvalidRecordError("record", [Problem(path, message)])


def on_line(number: int, problems: Iterable[Problem], left_out: int = 0) -> InvalidRecordError:
    """The error that says what is wrong with a line."""
    return InvalidRecordError("records", [evolve(problem, line=number) for problem in problems], left_out)
