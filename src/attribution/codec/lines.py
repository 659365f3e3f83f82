"""Lines: records as JSON Lines, one a line, read and written as a stream.

The first line names the format, and the title where there is one. Every other line is a record of the wire
form that says in `record` of what kind it is.
"""

import os
import re
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from io import BytesIO
from itertools import chain, groupby, islice
from pathlib import Path
from typing import Any, BinaryIO, Literal, TypeAlias, cast, get_args

import msgspec
from attrs import evolve

from attribution.assembly import put_together
from attribution.codec.explaining import Explainer
from attribution.codec.filling import Filler
from attribution.codec.jsontext import LARGEST
from attribution.codec.linetext import (
    HEAD,
    UNFIT,
    Line,
    Opening,
    Readable,
    Wire,
    each,
    explained_wire,
    filled,
    on_line,
    opened,
    wires,
)
from attribution.codec.saving import save
from attribution.codec.versions import Unknown
from attribution.codec.wire import FORMAT, SECTIONS
from attribution.codec.writing import lines, text_of
from attribution.dossier import Dossier
from attribution.errors import MOST_PROBLEMS, InvalidRecordError, Problem, shown
from attribution.integrity import KINDS
from attribution.model import Record, Waiver
from attribution.pause import collection_paused

__all__ = ["Errors", "Source", "dossier_of_lines", "dump_jsonl", "iter_jsonl"]

Errors = Literal["raise", "collect"]
"""When problems are told: at the first line that is wrong, or those of all lines after the last one."""
Source: TypeAlias = str | os.PathLike[str] | Readable
"""The path of a file, or a file object."""

_AT_A_TIME = 256
_SECTION_OF: Mapping[type, str] = {cls: name for name, cls in SECTIONS.items()}
_IN_SECTION = re.compile(rf"\$\.({'|'.join(SECTIONS)})\[(\d+)\]")

_Outcome: TypeAlias = Record | Waiver | InvalidRecordError
"""What a line holds, or all that is wrong with it."""

# A text may be of a class of its own, which msgspec does not know.
_encode = msgspec.json.Encoder(enc_hook=str.__str__).encode
_decode = msgspec.json.Decoder().decode


# A stream of records


def iter_jsonl(source: Source, *, errors: Errors = "raise") -> Iterator[Record | Waiver]:
    r"""The records and waivers in JSON Lines, in their order; never are more than some lines in memory.

    All that can be wrong with one record alone is checked. What records refer to is not, because a stream
    has no end to wait for: `Dossier.of(*iter_jsonl(path))` checks that as well.

    >>> from io import BytesIO
    >>> file = BytesIO(b'{"record":"dossier","format":"attribution/1"}\n{"record":"speaker","name":3}\n')
    >>> try:
    ...     list(iter_jsonl(file))
    ... except InvalidRecordError as error:
    ...     print(error)
    records: line 2: $.name must be text, got 3

    Args:
        source: A path, which is opened when the first record is asked for and closed with the iterator; or
            a file object in binary mode, which stays open.
        errors: With "raise" the first line that is wrong ends the stream. With "collect" all records that
            are right come, and after the last one a single error names the problems of all lines.

    Raises:
        InvalidRecordError: A line holds no record; each problem has the line, and the path in the record.
        OSError: The file cannot be read.
    """
    if errors not in get_args(Errors):
        problem = Problem("errors", f"must be {' or '.join(get_args(Errors))}, got {shown(errors)}")
        raise InvalidRecordError("iter_jsonl", [problem])
    return _strictly(source) if errors == "raise" else _leniently(source)


def _strictly(source: Source) -> Iterator[Record | Waiver]:
    # Whoever holds the error would else hold the inner iterator too, and with it the open file.
    with closing(_outcomes(source)) as outcomes:
        for outcome in outcomes:
            if isinstance(outcome, InvalidRecordError):
                raise outcome
            yield outcome


def _leniently(source: Source) -> Iterator[Record | Waiver]:
    problems: list[Problem] = []
    left_out = 0
    with closing(_outcomes(source)) as outcomes:
        for outcome in outcomes:
            if isinstance(outcome, InvalidRecordError):
                taken = outcome.problems[: MOST_PROBLEMS - len(problems)]
                problems += taken
                left_out += outcome.left_out + len(outcome.problems) - len(taken)
            else:
                yield outcome
    if problems:
        raise InvalidRecordError("records", problems, left_out)


def _outcomes(source: Source) -> Generator[_Outcome, None, None]:
    with _opened(source) as file:
        opening, blocks = opened(file)
        empty = _empty_dossier(opening)
        if isinstance(empty, InvalidRecordError):
            yield empty
        for block in blocks:
            yield from each(block, _filled, _explained)


def _opened(source: Source) -> AbstractContextManager[Readable]:
    return Path(source).open("rb") if isinstance(source, str | os.PathLike) else nullcontext(source)


def _empty_dossier(opening: Opening) -> Dossier | InvalidRecordError:
    """The dossier that the first line makes with no line after it, or what is wrong with that line."""
    try:
        made = Explainer().dossier(opening.document)
    except InvalidRecordError as error:
        return on_line(opening.number, [*opening.problems, *error.problems], error.left_out)
    return on_line(opening.number, opening.problems) if opening.problems else made


def _filled(block: Sequence[Line]) -> list[_Outcome]:
    with collection_paused():
        # A filler remembers all ids: one for the whole file would grow with it.
        return [record for _, records in filled(block) for record in records]


def _explained(number: int, text: bytes) -> _Outcome:
    try:
        cls, wire = explained_wire(text)
    except InvalidRecordError as error:
        return on_line(number, error.problems)
    explainer = Explainer()
    record = cast(Record | Waiver, explainer.record("$", cls, wire))
    return on_line(number, explainer.problems, explainer.left_out) if explainer.problems else record


# A dossier


def dossier_of_lines(file: BinaryIO, unknown: Unknown = "refuse") -> Dossier:
    """The dossier that a file of JSON Lines holds.

    Args:
        file: The file, opened in binary mode.
        unknown: As in `loads`.

    Raises:
        InvalidRecordError: It holds none; the error names the problems of all lines and those between
            records, line by line, each with the path in its record.
    """
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InvalidRecordError(HEAD, [Problem("$", f"must be at most {LARGEST} bytes long")])
    with collection_paused():
        dossier = _read(data)
        return _explain(data, unknown) if dossier is None else dossier


def _read(data: bytes) -> Dossier | None:
    """The dossier, or nothing where there is something to explain."""
    opening, blocks = opened(BytesIO(data))
    empty = _empty_dossier(opening)
    if isinstance(empty, InvalidRecordError) or opening.format != FORMAT:
        return None
    filler = Filler()
    sections: dict[str, list[Any]] = {name: [] for name in SECTIONS}
    try:
        for block in blocks:
            for cls, records in filled(block, filler):
                sections[_SECTION_OF[cls]] += records
    except UNFIT:
        return None
    if filler.ids() != tuple(len(sections[name]) for name in KINDS):
        return None
    return put_together(empty.title, sections)


def _explain(data: bytes, unknown: Unknown) -> Dossier:
    """The dossier by way of the document that the lines make, or what is wrong with it."""
    opening, blocks = opened(BytesIO(data))
    sections: dict[str, list[object]] = {name: [] for name in SECTIONS}
    numbers: dict[str, list[int]] = {name: [] for name in SECTIONS}
    problems = list(opening.problems)
    is_whole, left_out = True, 0
    for block in blocks:
        for (number, _), found in zip(block, each(block, wires, _wire_or_error), strict=True):
            if isinstance(found, InvalidRecordError):
                taken = on_line(number, found.problems).problems[: MOST_PROBLEMS - len(problems)]
                problems += taken
                left_out += len(found.problems) - len(taken)
                is_whole = False
            else:
                cls, wire = found
                sections[_SECTION_OF[cls]].append(wire)
                numbers[_SECTION_OF[cls]].append(number)
    explainer = Explainer(unknown)
    made = None
    try:
        made = explainer.dossier(opening.with_lists(sections), is_whole=is_whole)
    except InvalidRecordError:
        problems += _on_lines(explainer.problems, numbers, opening.number)
    if made is None or problems:
        in_order = sorted(problems, key=lambda problem: problem.line or 0)
        raise InvalidRecordError(HEAD, in_order, explainer.left_out + left_out)
    return made


def _wire_or_error(_: int, text: bytes) -> Wire | InvalidRecordError:
    try:
        return explained_wire(text)
    except InvalidRecordError as error:
        return error


def _on_lines(
    problems: Iterable[Problem], numbers: Mapping[str, Sequence[int]], first: int
) -> Iterator[Problem]:
    """Problems at the paths of a document, each with its line and the path in its record."""
    for problem in problems:
        found = _IN_SECTION.match(problem.path)
        if found is None:
            yield evolve(problem, line=first)
        else:
            path = f"${problem.path[found.end() :]}"
            yield Problem(path, problem.message, numbers[found[1]][int(found[2])])


# Writing


def dump_jsonl(
    records: Dossier | Iterable[Record | Waiver],
    path: str | os.PathLike[str],
    *,
    title: str | None = None,
    overwrite: bool = False,
) -> None:
    """Save records as JSON Lines; whoever reads the file finds the old one or the new one, whole.

    Args:
        records: A dossier, which is written list by list, or records and waivers in any order.
        path: Where. A link is followed; what is no file, such as a pipe, is written to as it is.
        title: What the story is called; of a dossier its own title where none is given.
        overwrite: Whether to replace a file that is no dossier.

    Raises:
        InvalidRecordError: Something among the records is none, or the title is no text; nothing is saved.
        NotADossierError: There is a file that is no dossier, and nobody said that it may be replaced.
        OSError: The file cannot be written; what was there before is still there.
    """
    if title is None and isinstance(records, Dossier):
        title = records.title
    title = Dossier(title=title).title
    if isinstance(records, Dossier) and records.unknown:
        chunks = _with_unknown(records, title)
    else:
        chunks = _lines_of(records, title)
    save(path, chunks, overwrite=overwrite)


def _lines_of(records: Dossier | Iterable[Record | Waiver], title: str | None) -> Iterator[bytes]:
    yield _line(HEAD, {"format": FORMAT} if title is None else {"format": FORMAT, "title": title})
    in_order = chain(records, records.waivers) if isinstance(records, Dossier) else _sound(records)
    for cls, run in groupby(in_order, type):
        opening = b'\n{"record":"%b",' % cls.__name__.lower().encode()
        while some := tuple(islice(run, _AT_A_TIME)):
            for text in lines(some):
                # Inside quotes the end of a line is escaped, and no record is empty.
                yield (b"\n" + text[:-1]).replace(b"\n{", opening)[1:] + b"\n"


def _sound(records: Iterable[object]) -> Iterator[Record | Waiver]:
    for index, record in enumerate(records):
        if type(record) not in _SECTION_OF:
            problem = f"must be a record or a waiver, got {shown(record)}"
            raise InvalidRecordError("records", [Problem(f"records[{index}]", problem)])
        yield cast(Record | Waiver, record)


def _with_unknown(dossier: Dossier, title: str | None) -> Iterator[bytes]:
    """The lines of a dossier of a newer version, with what was kept aside in its places."""
    document: dict[str, Any] = _decode(text_of(dossier))
    rows = [(cls.__name__.lower(), row) for name, cls in SECTIONS.items() for row in document.pop(name, [])]
    yield _line(HEAD, document if title is None else document | {"title": title})
    for word, row in rows:
        yield _line(word, row)


def _line(word: str, fields: Mapping[str, object]) -> bytes:
    return _encode({"record": word, **fields}) + b"\n"
