"""What any library is asked to do with a dossier: load it, write it, and hold it in memory."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import orjson

from benchmarks import generator
from benchmarks.memory import held_by
from benchmarks.timing import Case, ready

__all__ = ["FLOOR_OF_DUMP", "FLOOR_OF_LOAD", "Data", "Library", "common_cases", "memory", "own_form"]

FLOOR_OF_LOAD = "`orjson.loads` to dicts"
FLOOR_OF_DUMP = "`orjson.dumps` of those dicts"
_SMALL = 200

Wire = dict[str, Any]


@dataclass(frozen=True)
class Library:
    """How one library does what all are asked to do."""

    name: str
    packages: tuple[str, ...]
    """The distributions whose versions count."""
    load: Callable[[bytes], Any]
    """Bytes to its own objects, as strict as its users have it by default."""
    dump: Callable[[Any], bytes | str]
    """Its own objects to JSON."""
    count: Callable[[Any], int]
    """How many statements its objects hold."""
    translate: Callable[[Wire], bytes] | None = None
    """The dossier in the form that it reads, where that is not ours."""
    largest: int | None = None
    """The size above which it is not measured, because that would take minutes a round."""


class Data:
    """A dossier of so many statements, read from a folder; nothing is kept that was not asked for."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder = folder
        self.size = size

    @cached_property
    def raw(self) -> bytes:
        """The wire form."""
        return self.path.read_bytes()

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / f"dossier-{self.size}.json"

    def plain(self) -> Wire:
        """The wire form as dicts and lists, made afresh."""
        return cast(Wire, orjson.loads(self.raw))

    def tenth(self) -> "Data":
        """The dossier of a tenth of the size."""
        return Data(self.folder, self.size // 10)


def common_cases(library: Library) -> dict[str, Callable[[Data], Case]]:
    """The cases that every library has, by name."""

    def is_whole(size: int) -> Callable[[Any], bool]:
        return lambda loaded: library.count(loaded) == size

    def load(data: Data) -> Case:
        own = own_form(library, data)
        return Case(
            ready(library.load, own), ready(orjson.loads, data.raw), FLOOR_OF_LOAD, is_whole(data.size)
        )

    def load_own(data: Data) -> Case:
        own = own_form(library, data)
        floor = f"`orjson.loads` of that form ({len(own) / len(data.raw):.1f} times the bytes)"
        return Case(ready(library.load, own), ready(_parse, own), floor, is_whole(data.size))

    def dump(data: Data) -> Case:
        plain = data.plain()
        loaded = library.load(own_form(library, data))

        def is_right(written: object) -> bool:
            # What has a form of its own is not compared; it must only be there.
            return bool(written) if library.translate else orjson.loads(cast(bytes, written)) == plain

        return Case(ready(library.dump, loaded), ready(orjson.dumps, plain), FLOOR_OF_DUMP, is_right)

    cases: dict[str, Callable[[Data], Case]] = {"load": load, "dump": dump}
    return cases | ({"load its own form": load_own} if library.translate else {})


def memory(library: Library, data: Data) -> tuple[int, int]:
    """The bytes that a loaded dossier holds, and the most that loading held on the way."""
    # What is made once for all, such as decoders, is made before.
    small = generator.dossier(_SMALL)
    library.load(library.translate(orjson.loads(small)) if library.translate else small)
    own = own_form(library, data)
    return held_by(lambda: library.load(own))


def own_form(library: Library, data: Data) -> bytes:
    """The dossier as the library reads it; kept in a file, so that a later process need not translate."""
    if library.translate is None:
        return data.raw
    path = data.path.with_suffix(f".{library.name}")
    if not path.exists():
        path.write_bytes(library.translate(data.plain()))
    return path.read_bytes()


def _parse(own: bytes) -> object:
    return [orjson.loads(line) for line in own.splitlines()]
