"""Cutting: the text of a dossier in pieces that are parsed one after another.

A piece is a run of records of one list. Parsed piece by piece, what is read stays near the processor, and
not all rows stand beside all records. Where records do not start with their ids, a list is one piece. Nothing
depends on where the cuts fall: each piece must be JSON of its own, and so must what is left when the pieces
are taken out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

__all__ = ["Cut", "cut", "pieces"]

_PIECE = 1 << 16
"""About how many bytes a piece has."""
_STYLES = (b'"%b":[', b'"%b": [')
_BETWEEN_RECORDS = re.compile(rb'\}\s*,(?=\s*\{\s*"id"\s*:)')


@frozen
class Cut:
    """A text without the contents of its lists, and these contents."""

    head: bytes
    """The text without what was cut out."""
    lists: Mapping[str, tuple[int, int]]
    """The lists that were found, and where in the text the contents of each stand."""


def cut(data: bytes, names: Iterable[str]) -> Cut:
    """Cut out what stands in the lists of these names.

    A text inside quotes cannot be taken for the start of a list, because a quote in it is escaped.
    """
    starts: list[tuple[int, int, str]] = []
    for name in names:
        for style in _STYLES:
            key = style % name.encode()
            found = data.find(key)
            if found >= 0:
                starts.append((found, found + len(key), name))
                break
    starts.sort()
    ends = [*(start for start, _, _ in starts), len(data)][1:]
    head, kept, lists = list[bytes](), 0, dict[str, tuple[int, int]]()
    for (_, start, name), limit in zip(starts, ends, strict=False):
        end = max(start, data.rfind(b"]", start, limit))
        head.append(data[kept:start])
        lists[name] = (start, end)
        kept = end
    return Cut(b"".join([*head, data[kept:]]), lists)


def pieces(data: bytes, start: int, end: int) -> Iterator[bytes]:
    """The records between two places, a run of them at a time, each run a list."""
    view = memoryview(data)
    while start < end:
        found = _BETWEEN_RECORDS.search(data, min(start + _PIECE, end), end)
        stop = found.end() - 1 if found else end
        yield b"".join((b"[", view[start:stop], b"]"))
        start = stop + 1
