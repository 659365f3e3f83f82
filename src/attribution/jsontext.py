"""JSON text, limited before it is parsed, with nothing lost on the way."""

import json
import re
from collections import Counter

from attrs import frozen

from attribution.errors import InvalidRecordError, Problem

__all__ = ["DEEPEST", "LARGEST", "Doubled", "Literal", "parse"]

LARGEST = 512 * 1024 * 1024
"""The most bytes, or characters, that are parsed."""
DEEPEST = 64
"""The most brackets that may be open at once."""

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[][{}]', re.DOTALL)
_LONGEST_NUMBER = 18


class Doubled(dict[str, object]):
    """An object in which keys are given more than once."""

    doubled: tuple[str, ...] = ()
    """These keys, in order."""


@frozen(repr=False)
class Literal:
    """A number that no field takes, as written, so that it can be named."""

    text: str
    """The number as written."""

    def __repr__(self) -> str:
        return self.text


def parse(data: bytes | str) -> object:
    """What a JSON text holds.

    Objects with a key given twice become `Doubled`; fractions, NaN, infinities and very long whole
    numbers become `Literal`.

    Raises:
        InvalidRecordError: The data is not UTF-8, too large, too deep or not JSON.
    """
    if len(data) > LARGEST:
        raise _refused(f"must be at most {LARGEST} bytes long, got {len(data)}")
    text = data if isinstance(data, str) else _decoded(data)
    if text.startswith("\ufeff"):
        raise _refused("must not start with a byte order mark")
    depth = _depth(text)
    if depth > DEEPEST:
        raise _refused(f"must be at most {DEEPEST} brackets deep")
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=Literal,
            parse_float=Literal,
            parse_int=lambda digits: int(digits) if len(digits) <= _LONGEST_NUMBER else Literal(digits),
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise _refused(
            f"must be one JSON document: {error.msg[:1].lower()}{error.msg[1:]} ({where})"
        ) from None


def _refused(message: str) -> InvalidRecordError:
    return InvalidRecordError("dossier", [Problem("$", message)])


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _refused(f"must be UTF-8, got byte {data[error.start]:#04x} at {error.start}") from None


def _depth(text: str) -> int:
    deepest = depth = 0
    for token in _TOKEN.finditer(text):
        match token[0]:
            case "[" | "{":
                depth += 1
                deepest = max(deepest, depth)
                if deepest > DEEPEST:
                    break
            case "]" | "}":
                depth -= 1
            case _:
                pass
    return deepest


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = Doubled(pairs)
    if len(found) == len(pairs):
        return dict(pairs)
    counts = Counter(key for key, _ in pairs)
    found.doubled = tuple(key for key, count in counts.items() if count > 1)
    return found
