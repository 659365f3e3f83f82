"""Where in a text the parts of a document stand."""

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple

from attrs import evolve, field, frozen

from attribution.errors import LONGEST_SHOWN, InvalidRecordError, Problem, shown

__all__ = ["LARGEST_BY_HAND", "Handwritten", "Place", "below", "decoded", "position", "reason", "refused"]

LARGEST_BY_HAND = 4 * 1024 * 1024
"""The most bytes that are parsed: these parsers are for people's files, and slower than that of JSON."""

_LONGEST_REASON = 200
# What is said of a value in a field that takes no text.
_TAKES_NO_TEXT = re.compile(r"\bnumber\b|true or false|greater than")


class Place(NamedTuple):
    """Where a part of a document stands."""

    line: int
    """Counted from 1."""
    read_as: str | None = None
    """What it stands for because it has no quotes, where that is no text."""


@frozen
class Handwritten:
    """What a text holds, and where in the text."""

    document: object
    """The same plain values as `jsontext.parse` gives for JSON."""
    _find: Callable[[], Mapping[str, Place]] = field(eq=False, repr=False)

    @cached_property
    def _places(self) -> Mapping[str, Place]:
        return self._find()

    def line_of(self, path: str) -> int | None:
        """The line, counted from 1, of what stands at a JSON path, or of the nearest thing around it.

        Args:
            path: As in a `Problem`: `$.claims[3].accused[0]`.
        """
        while path and path not in self._places:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self._places[path].line if path else None

    def placed(self, problem: Problem) -> Problem:
        """The same problem with its line, and with a hint where quotes may be all that is missing."""
        place = self._places.get(problem.path)
        hint = ""
        is_of_value = ", got " in problem.message and not _TAKES_NO_TEXT.search(problem.message)
        if place and place.read_as and is_of_value:
            hint = f" (without quotes it is {place.read_as})"
        return evolve(problem, message=problem.message + hint, line=self.line_of(problem.path))


def refused(message: str, at: tuple[int, int] | None = None) -> InvalidRecordError:
    """The error that says why a text is refused, and at which line and column."""
    if at is None:
        return InvalidRecordError("dossier", [Problem("$", message)])
    line, column = at
    return InvalidRecordError("dossier", [Problem("$", f"{message} (column {column})", line)])


def reason(text: str) -> str:
    """What a parser says, as it stands after a colon; it may quote any length of the text."""
    return text[:1].lower() + text[1:_LONGEST_REASON]


def position(text: str, index: int) -> tuple[int, int]:
    r"""The line and the column of a character, each counted from 1.

    >>> position("one: 1\ntwo: 2", 12)
    (2, 6)
    """
    before = text[:index]
    return len(re.findall(r"\r\n?|\n", before)) + 1, index - max(before.rfind("\n"), before.rfind("\r"))


def decoded(data: bytes) -> str:
    """The text of a file.

    Raises:
        InvalidRecordError: The data is too large, is not UTF-8 or starts with a byte order mark.
    """
    if len(data) > LARGEST_BY_HAND:
        raise refused(f"must be at most {LARGEST_BY_HAND} bytes long, got {len(data)}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        raise refused(
            f"must be UTF-8, got byte {data[error.start]:#04x}", position(before, len(before))
        ) from None
    if text.startswith("\ufeff"):
        raise refused("must not start with a byte order mark", (1, 1))
    return text


def below(path: str, key: str) -> str:
    """The path of a key; one that is no plain word, or too long for a line, is quoted.

    >>> below("$", "claims"), below("$", "odd key")
    ('$.claims', "$['odd key']")
    """
    is_plain = key.isascii() and key.isidentifier() and len(key) <= LONGEST_SHOWN
    return f"{path}.{key}" if is_plain else f"{path}[{shown(key)}]"
