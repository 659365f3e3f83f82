"""JSON text, limited before it is parsed, with nothing lost on the way."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import accumulate
from math import inf, isfinite
from typing import Any, cast

from attrs import frozen

from attribution.errors import InvalidRecordError, Problem, shown

__all__ = [
    "DEEPEST",
    "LARGEST",
    "LONGEST_NUMBER",
    "Doubled",
    "Literal",
    "depth",
    "limited",
    "object_of",
    "parse",
    "plain",
]

LARGEST = 512 * 1024 * 1024
"""The most bytes that are parsed."""
DEEPEST = 64
"""The most brackets that may be open at once."""

LONGEST_NUMBER = 18
"""The most digits of a whole number; a longer one is a `Literal`."""
_STEPS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_QUOTED = re.compile(rb'"[^"]*"?')
_NO_STRUCTURE = bytes(set(range(256)) - {*b'"', *_STEPS})


@frozen(repr=False)
class Doubled:
    """An object in which keys are given more than once."""

    values: Mapping[str, Any]
    """The last value of every key."""
    keys: tuple[str, ...]
    """The keys that are given more than once, in order."""

    def __repr__(self) -> str:
        return repr(self.values)


@frozen(repr=False)
class Literal:
    """A number that no field takes, as written, so that it can be named."""

    text: str
    """The number as written."""

    def __repr__(self) -> str:
        return self.text


def limited(data: bytes | str) -> bytes:
    """The bytes of a text that is not too large and does not start with a byte order mark.

    Raises:
        InvalidRecordError: It is no text, too large, or no UTF-8 can hold it.
    """
    if not isinstance(cast(object, data), bytes | str):
        raise _refused(f"must be text or bytes, got {shown(data)}")
    if isinstance(data, str) and len(data) <= LARGEST:
        data = _encoded(data)
    if len(data) > LARGEST or isinstance(data, str):
        raise _refused(f"must be at most {LARGEST} bytes long, got {len(data)}")
    if data.startswith(b"\xef\xbb\xbf"):
        raise _refused("must not start with a byte order mark")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        raise _refused("must be UTF-8, got what looks like UTF-16 or UTF-32")
    return data


def parse(data: bytes | str) -> object:
    """What a JSON text holds.

    Objects with a key given twice become `Doubled`; fractions, NaN, infinities and very long whole
    numbers become `Literal`.

    Raises:
        InvalidRecordError: The data is not UTF-8, too large, too deep or not JSON.
    """
    data = limited(data)
    text = _decoded(data)
    if depth(data) > DEEPEST:
        raise _refused(f"must be at most {DEEPEST} brackets deep")
    try:
        return _decode(text)
    except json.JSONDecodeError as error:
        reason = f"{error.msg[:1].lower()}{error.msg[1:]} (column {error.colno})"
        message = f"must be one JSON document: {reason}"
        raise InvalidRecordError("dossier", [Problem("$", message, error.lineno)]) from None


def plain(value: object) -> object:
    """A value as any reader of JSON has it, in which numbers are numbers.

    Raises:
        ValueError: It holds what has no place in JSON, or no one reading; the error says what.
    """
    match value:
        case Literal():
            try:
                number = float(value.text)
            except ValueError:  # another way of writing has numbers that JSON has not
                number = inf
            if not isfinite(number):
                raise ValueError(f"must be a number that JSON has, got {shown(value)}")
            return int(value.text) if value.text.lstrip("+-").isdecimal() else number
        case Doubled():
            raise ValueError(f"must not hold a key twice, got {shown(value.keys[0])}")
        case str() if any("\ud800" <= c <= "\udfff" for c in value):
            raise ValueError(f"must not hold half a surrogate pair, got {shown(value)}")
        case list():
            return [plain(each) for each in cast(list[object], value)]
        case dict():
            pairs = cast(dict[str, object], value).items()
            return {plain(key): plain(each) for key, each in pairs}
        case _:
            return value


def _refused(message: str) -> InvalidRecordError:
    return InvalidRecordError("dossier", [Problem("$", message)])


def _encoded(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise _refused(f"must not hold half a surrogate pair, got one at character {error.start}") from None


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _refused(f"must be UTF-8, got byte {data[error.start]:#04x} at {error.start}") from None


def depth(data: bytes) -> int:
    """The most brackets that are open at once, those inside quotes left out."""
    unescaped = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    # Of two quotes side by side either both bound one text, or one text ends and the next begins.
    structure = unescaped.translate(None, _NO_STRUCTURE).replace(b'""', b"")
    outside_quotes = _QUOTED.sub(b"", structure)
    return max(accumulate(map(_STEPS.__getitem__, outside_quotes)), default=0)


def object_of(pairs: Iterable[tuple[str, object]]) -> object:
    """The object that pairs of keys and values make; `Doubled` where a key comes twice."""
    pairs = list(pairs)
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    counts = Counter(key for key, _ in pairs)
    return Doubled(found, tuple(key for key, count in counts.items() if count > 1))


def _whole(digits: str) -> object:
    return int(digits) if len(digits) <= LONGEST_NUMBER else Literal(digits)


_decode = json.JSONDecoder(
    object_pairs_hook=object_of, parse_constant=Literal, parse_float=Literal, parse_int=_whole
).decode
