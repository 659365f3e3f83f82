"""Explaining: record by record, all that keeps plain values from being a dossier.

Nothing wrong hides anything else: what refers to a faulty record, and its own references, are looked at too.
"""

import pickle
import re
from collections.abc import Hashable, Mapping, Sequence, Set
from functools import cache, partial
from typing import Any, TypeVar, cast, get_args, get_origin

import msgspec
from attrs import NOTHING, field, frozen

from attribution.codec.filling import Filler, Unfit
from attribution.codec.jsontext import Doubled, plain
from attribution.codec.places import below
from attribution.codec.versions import Unknown, is_newer, migrated
from attribution.codec.wire import FORMAT, ROWS, SECTIONS, list_of
from attribution.dossier import Dossier
from attribution.errors import MOST_PROBLEMS, InvalidRecordError, Problem, shown
from attribution.fields import Checked, a_kind, fields_of, nearest
from attribution.integrity import KINDS, integrity_problems

__all__ = ["Explainer"]

_AT_A_TIME = 256
_MOST_MET = 1024
_MISSING = object()
_NOTHING: Mapping[str, object] = {}
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")

R = TypeVar("R", bound=Checked)

_encode = msgspec.json.Encoder().encode
# Two texts with half a surrogate pair are told apart too.
_encode_any = partial(pickle.dumps, protocol=pickle.HIGHEST_PROTOCOL)


class Explainer:
    """Makes a dossier of plain values, and gathers all that is wrong with these."""

    def __init__(self, unknown: Unknown = "refuse") -> None:
        self.problems: list[Problem] = []
        self.left_out: int = 0
        self._unknown: Unknown = unknown
        self._is_newer = False
        self._aside: dict[tuple[str | int, ...], object] = {}
        self._drafts: set[str] = set()
        self._filler = Filler()
        self._met: dict[tuple[type, bytes], _Met] = {}

    def dossier(self, document: object, *, is_whole: bool = True) -> Dossier:
        """The dossier that a document makes.

        Args:
            document: Plain values.
            is_whole: Whether there is nothing else, which could not be read, that records may refer to.

        Raises:
            InvalidRecordError: It makes none; the error names every problem.
        """
        made = self._dossier(document, is_whole=is_whole)
        if made is None:
            raise InvalidRecordError("dossier", self.problems, self.left_out)
        return made

    def _dossier(self, document: object, *, is_whole: bool) -> Dossier | None:
        if not isinstance(document, dict | Doubled):
            self._say("$", f"must be an object, got {shown(document)}")
            return None
        wire = migrated(self._object("$", cast("dict[str, Any] | Doubled", document)))
        version = wire.get("format")
        self._is_newer = is_newer(version)
        if version != FORMAT and not self._is_newer:
            got = f", got {shown(version)}" if "format" in wire else ", and is missing"
            self._say("$.format", f"must be {FORMAT!r}{got}")
        self._keys("$", wire, ("format", "title", *SECTIONS), "a dossier")
        title = cast(str | None, wire.get("title"))
        try:
            Dossier(title=title)
        except InvalidRecordError as error:
            self._take(error, "$")
        placed: dict[str, list[tuple[str, Any]]] = {
            name: self.section(f"$.{name}", cls, wire.get(name, [])) for name, cls in SECTIONS.items()
        }
        if not is_whole:
            for name, cls in KINDS.items():
                placed[name].append((f"$.{name}", self._draft(f"$.{name}", cls)))
        elif not self.problems:
            sections: dict[str, Any] = {n: [record for _, record in each] for n, each in placed.items()}
            try:
                made = Dossier(title=title, **sections)
            except InvalidRecordError as error:
                self._take(error, "$")
                return None
            return made.beside({("format",): version, **self._aside}) if self._aside else made
        waivers = placed.pop("waivers")
        records = [each for section in placed.values() for each in section]
        for problem in integrity_problems(records, waivers, self._drafts):
            self._say(problem.path, problem.message)
        return None

    def _say(self, path: str, message: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(path, message))
        else:
            self.left_out += 1

    def _told(self) -> int:
        """How much was said so far."""
        return len(self.problems) + self.left_out

    def _take(self, error: InvalidRecordError, path: str, told: Sequence[str] = ()) -> None:
        """Take over what is wrong with a part, but for the paths below it that were told of."""
        for problem in error.every_problem():
            if problem.path not in told:
                self._say(f"{path}.{problem.path}", problem.message)

    def _object(self, path: str, value: "dict[str, Any] | Doubled") -> Mapping[str, Any]:
        """The values of an object, after saying which keys are given twice."""
        if not isinstance(value, Doubled):
            return value
        for key in value.keys:
            self._say(below(path, key), "is given twice")
        return value.values

    def _keys(self, path: str, wire: Mapping[str, object], known: Sequence[str], what: str) -> None:
        """Say which keys are not known, or keep aside what they hold."""
        for key in wire:
            if key in known:
                continue
            if self._is_newer and self._unknown == "keep" and key != "record":
                self._keep(path, key, wire[key])
                continue
            if len(self.problems) == MOST_PROBLEMS:  # it is only counted, and needs no hint
                self.left_out += 1
                continue
            hint = nearest(key, known)
            if self._is_newer and not hint:
                hint = ' in this version of the format (unknown="keep" keeps it aside)'
            self._say(below(path, key), f"is no field of {what}{hint}")

    def _keep(self, path: str, key: str, value: object) -> None:
        steps = [name or int(number) for name, number in _STEP.findall(path)]
        try:
            self._aside[*steps, cast(str, plain(key))] = plain(value)
        except ValueError as error:
            self._say(below(path, key), str(error))

    def section(self, path: str, cls: type[R], value: object) -> list[tuple[str, R]]:
        """The records of a list, each with its path."""
        if not isinstance(value, list):
            self._say(path, f"must be a list, got {shown(value)}")
            return [(path, self._draft(path, cls))]
        items = cast(list[object], value)
        found: list[tuple[str, R]] = []
        for start in range(0, len(items), _AT_A_TIME):
            some = items[start : start + _AT_A_TIME]
            paths = [f"{path}[{number}]" for number in range(start, start + len(some))]
            filled = self._filled(cls, some)
            if filled is None:
                filled = [self.record(at, cls, item) for at, item in zip(paths, some, strict=True)]
            found += zip(paths, filled, strict=True)
        return found

    def _filled(self, cls: type[R], items: list[object]) -> list[R] | None:
        """The records of values of which nothing is wrong; else nothing."""
        if cls not in ROWS:
            return None
        try:
            rows: list[Any] = msgspec.convert(items, list_of(ROWS[cls]))
            _encode(rows)  # there is no UTF-8 for half a surrogate pair
            return self._filler.fill(cls, rows)
        except (msgspec.ValidationError, UnicodeEncodeError, Unfit):
            return None

    def record(self, path: str, cls: type[R], value: object) -> R:
        """The record that a value makes, or a draft of it after saying what is wrong.

        What refers to a draft, and its own references, can still be looked at.
        """
        key = cls, _encode_any(value)
        met = self._met.get(key)
        if met is not None:
            for below_it, message in met.problems:
                self._say(path + below_it, message)
            if met.is_draft:
                self._drafts.add(path)
            return cast(R, met.record)
        filled = self._filled(cls, [value])
        if filled is not None:
            return filled[0]
        told, listed, aside = self._told(), len(self.problems), len(self._aside)
        record = self._explained(path, cls, value)
        problems = [(p.path.removeprefix(path), p.message) for p in self.problems[listed:]]
        # What is kept aside has a place of its own; what is said beyond the limit is only counted.
        is_all = self._told() - told == len(problems) and len(self._aside) == aside
        if is_all and len(self._met) < _MOST_MET:
            self._met[key] = _Met(record, problems, is_draft=path in self._drafts)
        return record

    def _explained(self, path: str, cls: type[R], value: object) -> R:
        if not isinstance(value, dict | Doubled):
            self._say(path, f"must be an object, got {shown(value)}")
            return self._draft(path, cls)
        told_before = self._told()
        wire = self._object(path, cast("dict[str, Any] | Doubled", value))
        shape = _shape(cast(Hashable, cls))
        self._keys(path, wire, shape.names, a_kind(cls.__name__))
        given = {name: wire[name] for name in shape.names if name in wire}
        missing = [name for name in shape.required if name not in wire]
        for name in missing:
            self._say(f"{path}.{name}", "is missing")
            given[name] = _MISSING
        for name, nested in shape.nested:
            if isinstance(given.get(name), list):
                given[name] = [record for _, record in self.section(f"{path}.{name}", nested, given[name])]
        try:
            record = cls(**given)
        except InvalidRecordError as error:
            self._take(error, path, missing)
            return self._draft(path, cls, given, {problem.path for problem in error.every_problem()})
        if self._told() > told_before:
            self._drafts.add(path)
        return record

    def _draft(
        self, path: str, cls: type[R], given: Mapping[str, object] = _NOTHING, wrong: Set[str] = frozenset()
    ) -> R:
        """A record that is never checked; what is wrong, at these paths below it, stands empty in it."""
        self._drafts.add(path)
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


@frozen
class _Met:
    """A wrong value that was explained before, as data tends to be wrong in the same way many times."""

    record: Checked
    problems: Sequence[tuple[str, str]]
    """The path below the record, and the message, of each."""
    is_draft: bool = field(kw_only=True)


@frozen
class _Shape:
    """The fields of a kind of record."""

    names: tuple[str, ...]
    required: tuple[str, ...]
    nested: tuple[tuple[str, type[Checked]], ...]
    """Those that hold lists of small values, and of which kind."""


@cache
def _shape(cls: type[Checked]) -> _Shape:
    fields = fields_of(cls)
    inner = [(a.name, next(iter(get_args(a.type)), None)) for a in fields]
    return _Shape(
        tuple(a.name for a in fields),
        tuple(a.name for a in fields if a.default is NOTHING),
        tuple((name, kind) for name, kind in inner if isinstance(kind, type) and issubclass(kind, Checked)),
    )
