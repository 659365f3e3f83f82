"""JSON in and out: the wire form is the records' own field names, and reading coerces nothing."""

import os
import shutil
from collections.abc import Mapping, Sequence, Set
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import Any, TypeVar, cast, get_args, get_origin

import msgspec
from attrs import NOTHING, field, frozen

from attribution.dates import When
from attribution.dossier import Dossier
from attribution.errors import LONGEST_SHOWN, InvalidRecordError, Problem, shown
from attribution.fields import Checked, a_kind, fields_of, nearest
from attribution.integrity import KINDS, integrity_problems
from attribution.jsontext import LARGEST, Doubled, parse
from attribution.model import Waiver
from attribution.pause import collection_paused

__all__ = ["FORMAT", "dump", "dumps", "load", "loads"]

FORMAT = "attribution/1"
_SECTIONS: Mapping[str, type[Checked]] = {**KINDS, "waivers": Waiver}

_MISSING = object()
_NOTHING: Mapping[str, object] = {}

R = TypeVar("R", bound=Checked)


def loads(data: bytes | str) -> Dossier:
    """The dossier that a JSON document holds.

    >>> text = '{"format": "attribution/1", "speakers": [{"id": "n", "name": "North", "kind": "lake"}]}'
    >>> try:
    ...     loads(text)
    ... except InvalidRecordError as error:
    ...     print(error.problems[0].path)
    $.speakers[0].kind

    Args:
        data: The document; bytes are UTF-8.

    Raises:
        InvalidRecordError: The document is no dossier; the error names every problem with its JSON path.
    """
    reader = _Reader()
    with collection_paused():
        dossier = reader.dossier(parse(data))
    if dossier is None:
        raise InvalidRecordError("dossier", reader.problems)
    return dossier


def load(path: str | os.PathLike[str]) -> Dossier:
    """The dossier that a JSON file holds.

    Raises:
        InvalidRecordError: The file holds no dossier; the error names every problem with its JSON path.
        OSError: The file cannot be read.
    """
    with Path(path).open("rb") as file:
        return loads(file.read(LARGEST + 1))


def dumps(dossier: Dossier) -> str:
    """The dossier as JSON, indented by two spaces; fields that hold their defaults are left out."""
    wire: dict[str, object] = {"format": FORMAT}
    if dossier.title is not None:
        wire["title"] = dossier.title
    for name in _SECTIONS:
        if records := getattr(dossier, name):
            wire[name] = [_wire(record) for record in records]
    # A text may be of a class of its own, which msgspec does not know.
    return msgspec.json.format(msgspec.json.encode(wire, enc_hook=str), indent=2).decode() + "\n"


def dump(dossier: Dossier, path: str | os.PathLike[str]) -> None:
    """Save the dossier as JSON; whoever reads the file finds the old one or the new one, whole.

    A link is followed; what is no file, such as a pipe, is written to as it is.

    Raises:
        OSError: The file cannot be written; what was there before is still there.
    """
    data = dumps(dossier).encode()
    target = Path(path).resolve()
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    draft = target.with_name(f".{token_hex(8)}.tmp")
    try:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _wire(record: Checked) -> dict[str, object]:
    """The fields that differ from their defaults, in the order of the record."""
    fields: dict[str, object] = _converter().unstructure(record)
    return {a.name: fields[a.name] for a in fields_of(type(record)) if a.name in fields}


@cache
def _converter() -> Any:
    from cattrs import Converter

    converter = Converter(omit_if_default=True)
    converter.register_unstructure_hook(When, str)
    return converter


@frozen
class _Reader:
    """Makes records of what JSON holds, and keeps all that is wrong with it."""

    problems: list[Problem] = field(factory=list[Problem], init=False)
    drafts: set[str] = field(factory=set[str], init=False)

    def dossier(self, document: object) -> Dossier | None:
        if not isinstance(document, dict):
            self.say("$", f"must be an object, got {shown(document)}")
            return None
        wire = cast(dict[str, object], document)
        self.keys("$", wire, ("format", "title", *_SECTIONS), "a dossier")
        if wire.get("format") != FORMAT:
            got = f", got {shown(wire['format'])}" if "format" in wire else ", and is missing"
            self.say("$.format", f"must be {FORMAT!r}{got}")
        title = wire.get("title")
        try:
            Dossier(title=cast(str | None, title))
        except InvalidRecordError as error:
            self.problems.extend(problem.below("$") for problem in error.problems)
        placed: dict[str, list[tuple[str, Any]]] = {
            name: self.section(f"$.{name}", cls, wire.get(name, [])) for name, cls in _SECTIONS.items()
        }
        if not self.problems:
            sections = {name: tuple(record for _, record in each) for name, each in placed.items()}
            try:
                return Dossier(title=cast(str | None, title), **sections)
            except InvalidRecordError as error:
                self.problems.extend(problem.below("$") for problem in error.problems)
                return None
        waivers = placed.pop("waivers")
        records = [each for section in placed.values() for each in section]
        self.problems.extend(integrity_problems(records, waivers, self.drafts))
        return None

    def say(self, path: str, message: str) -> None:
        self.problems.append(Problem(path, message))

    def keys(self, path: str, wire: dict[str, object], known: Sequence[str], what: str) -> None:
        """Say which keys are given twice and which are not known."""
        for key in wire.doubled if isinstance(wire, Doubled) else ():
            self.say(_below(path, key), "is given twice")
        for key in wire:
            if key not in known:
                self.say(_below(path, key), f"is no field of {what}{nearest(key, known)}")

    def section(self, path: str, cls: type[R], value: object) -> list[tuple[str, R]]:
        """The records of a list, each with its path."""
        if not isinstance(value, list):
            self.say(path, f"must be a list, got {shown(value)}")
            return [(path, self.draft(path, cls))]
        items = cast(list[object], value)
        return [(f"{path}[{i}]", self.record(f"{path}[{i}]", cls, item)) for i, item in enumerate(items)]

    def record(self, path: str, cls: type[R], value: object) -> R:
        """The record that an object holds, or a draft of it after saying what is wrong.

        What refers to a draft, and its own references, can still be looked at.
        """
        if not isinstance(value, dict):
            self.say(path, f"must be an object, got {shown(value)}")
            return self.draft(path, cls)
        told_before = len(self.problems)
        wire = cast(dict[str, object], value)
        fields = {a.name: a for a in fields_of(cls)}
        self.keys(path, wire, tuple(fields), a_kind(cls.__name__))
        given = {name: wire[name] for name in fields if name in wire}
        missing = [name for name, a in fields.items() if name not in wire and a.default is NOTHING]
        for name in missing:
            self.say(f"{path}.{name}", "is missing")
            given[name] = _MISSING
        for name, a in fields.items():
            if (nested := _nested(a.type)) and isinstance(given.get(name), list):
                given[name] = [record for _, record in self.section(f"{path}.{name}", nested, given[name])]
        try:
            record = cls(**given)
        except InvalidRecordError as error:
            self.problems.extend(p.below(path) for p in error.problems if p.path not in missing)
            return self.draft(path, cls, given, {p.path for p in error.problems})
        if len(self.problems) > told_before:
            self.drafts.add(path)
        return record

    def draft(
        self, path: str, cls: type[R], given: Mapping[str, object] = _NOTHING, wrong: Set[str] = frozenset()
    ) -> R:
        """A record that is never checked; what is wrong, at these paths below it, stands empty in it."""
        self.drafts.add(path)
        draft = object.__new__(cls)
        for a in fields_of(cls):
            value = given.get(a.name, NOTHING)
            convert = cast(Any, a).converter
            if a.name in given and convert is not None:
                value = convert(value)
            if isinstance(value, tuple):
                items = cast(tuple[object, ...], value)
                value = tuple(None if f"{a.name}[{i}]" in wrong else item for i, item in enumerate(items))
            elif value is NOTHING or a.name in wrong:
                value = a.default if a.default is not NOTHING else () if get_origin(a.type) is tuple else None
            object.__setattr__(draft, a.name, value)
        return draft


def _nested(kind: object) -> type[Checked] | None:
    """The kind of the small values in a list of such."""
    inner = next(iter(get_args(kind)), None)
    return inner if isinstance(inner, type) and issubclass(inner, Checked) else None


def _below(path: str, key: str) -> str:
    """The path of a key; one that is no plain word, or too long for a line, is quoted."""
    is_plain = key.isascii() and key.isidentifier() and len(key) <= LONGEST_SHOWN
    return f"{path}.{key}" if is_plain else f"{path}[{shown(key)}]"
