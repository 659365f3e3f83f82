"""Checks: what a field of a record may hold, read from its type.

A record's converters change what they know and pass on what they do not; then every field is checked
here, so that one error names all that is wrong with a record.
"""

import enum
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Set
from functools import cache, partial
from types import NoneType
from typing import Any, NewType, TypeVar, cast, get_args, get_origin

import attrs

from attribution.dates import When
from attribution.errors import LONGEST_SHOWN, InvalidRecordError, Problem, shown

__all__ = [
    "DERIVED",
    "Checked",
    "Sound",
    "a_kind",
    "as_enum",
    "as_tuple",
    "as_when",
    "fields_of",
    "is_digest",
    "is_id",
    "is_uri",
    "nearest",
    "shown",
]

LONGEST_ID = 512
# Every reader of JSON takes whole numbers up to this one for what they are (RFC 8259, section 6).
LARGEST_NUMBER = 2**53 - 1
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s]+", re.ASCII)

E = TypeVar("E", bound=enum.Enum)
Check = Callable[[object], Iterator[tuple[str, str]]]
"""Yields, for each thing wrong with a value, the path below it (`[2]`, or nothing) and what is wrong."""
Sound = Callable[[Iterable[str]], bool]
"""Whether nothing is wrong with any of these fields alone."""


class _Derived(str):
    """The default of an id: not given, and so derived from the content."""

    __slots__ = ()


# No id that is given is equal to it, because ids are printable.
DERIVED: Any = _Derived("\0")


class Checked:
    """A value whose fields are all checked, in one go, when it is made."""

    __slots__ = ()

    def __attrs_post_init__(self) -> None:
        problems: list[Problem] = []
        broken: set[str] = set()
        for name, check in _checks(cast(Hashable, type(self))):
            for below, message in check(getattr(self, name)):
                problems.append(Problem(name + below, message))
                broken.add(name)
        problems += self._problems(broken.isdisjoint)
        if problems:
            raise InvalidRecordError(type(self).__name__, problems)
        self._settle()

    def __reduce__(self) -> "tuple[Callable[..., Checked], tuple[object, ...]]":
        """Copies and pickles go through the constructor."""
        return partial(type(self), **{a.name: getattr(self, a.name) for a in fields_of(type(self))}), ()

    def _problems(self, sound: Sound) -> Iterable[Problem]:  # noqa: ARG002  # for the records that need it
        """What is wrong between the fields, as far as these are sound themselves."""
        return ()

    def _settle(self) -> None:
        """Fill in what follows from the other fields."""


@cache
def _checks(cls: type[Checked]) -> tuple[tuple[str, Check], ...]:
    return tuple((a.name, _named_check(a.name) or _check_of(a.type)) for a in fields_of(cls))


def fields_of(cls: type[Checked]) -> "tuple[attrs.Attribute[Any], ...]":
    """The fields that the constructor takes, in order."""
    return tuple(a for a in attrs.fields(cast(type[attrs.AttrsInstance], cls)) if a.init)


def _named_check(name: str) -> Check | None:
    match name:
        case "id":
            return _check_own_id
        case "digest":
            return _optional(_check_digest)
        case "url":
            return _optional(_check_uri)
        case "same_as":
            return _check_items(_check_uri)
        case _:
            return None


def _check_of(kind: object) -> Check:
    if NoneType in get_args(kind):
        [inner] = (arg for arg in get_args(kind) if arg is not NoneType)
        return _optional(_check_of(inner))
    if get_origin(kind) is tuple:
        return _check_items(_check_of(get_args(kind)[0]))
    if isinstance(kind, NewType):
        return _id_check(f"{a_kind(kind.__name__.removesuffix('Id'))} or its id")
    if kind is str:
        return _check_text
    if kind is int:
        return _check_count
    if kind is When:
        return _check_when
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return _enum_check(kind)
    if get_origin(kind) is Callable:
        return _check_callable
    return _type_check(cast(type, kind))


def _optional(check: Check) -> Check:
    def check_optional(value: object) -> Iterator[tuple[str, str]]:
        if value is not None:
            yield from check(value)

    return check_optional


def _check_items(check: Check) -> Check:
    def check_items(value: object) -> Iterator[tuple[str, str]]:
        if not isinstance(value, tuple):
            yield "", f"must be a list, got {shown(value)}"
            return
        for index, item in enumerate(cast(tuple[object, ...], value)):
            for below, message in check(item):
                yield f"[{index}]{below}", message

    return check_items


def _check_text(value: object) -> Iterator[tuple[str, str]]:
    if not isinstance(value, str):
        yield "", f"must be text, got {shown(value)}"
    elif not value or value.isspace():
        yield "", f"must not be blank, got {shown(value)}"
    elif not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value):
        yield "", f"must not hold half a surrogate pair, got {shown(value)}"


def _check_count(value: object) -> Iterator[tuple[str, str]]:
    if type(value) is not int or not 0 <= value <= LARGEST_NUMBER:
        yield "", f"must be a whole number from 0 to {LARGEST_NUMBER}, got {shown(value)}"


def _id_check(what: str) -> Check:
    def check_id(value: object) -> Iterator[tuple[str, str]]:
        if not isinstance(value, str):
            yield "", f"must be {what}, got {shown(value)}"
        elif not value or value.isspace():
            yield "", f"must not be blank, got {shown(value)}"
        elif len(value) > LONGEST_ID:
            yield "", f"must be at most {LONGEST_ID} characters long, got {len(value)}"
        elif not value.isprintable() or value != value.strip():
            yield "", f"must be printable, without spaces at its ends, got {shown(value)}"

    return check_id


def _check_own_id(value: object) -> Iterator[tuple[str, str]]:
    if value is not DERIVED:
        yield from _id_check("text")(value)


def is_id(text: str) -> bool:
    """Whether a text can be an id: printable, not too long, without spaces at its ends."""
    return 0 < len(text) <= LONGEST_ID and text.isprintable() and text == text.strip()


def is_digest(value: object) -> bool:
    """Whether it is a SHA-256 digest in lower-case hexadecimal digits."""
    return isinstance(value, str) and _SHA256.fullmatch(value) is not None


def is_uri(value: object) -> bool:
    """Whether it is a URI with a scheme that can be shown."""
    return isinstance(value, str) and _URI.fullmatch(value) is not None and value.isprintable()


def _check_digest(value: object) -> Iterator[tuple[str, str]]:
    if not is_digest(value):
        yield "", f"must be a SHA-256 digest, 64 digits of 0-9a-f, got {shown(value)}"


def _check_uri(value: object) -> Iterator[tuple[str, str]]:
    if not is_uri(value):
        yield "", f"must be a URI, such as 'https://example.org/', got {shown(value)}"


def _check_when(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, When):
        return
    try:
        When(cast(str, value))  # the error says what is wrong
    except InvalidRecordError as error:
        yield "", error.problems[0].message


def _enum_check(kind: type[enum.Enum]) -> Check:
    words = [str(member.value) for member in kind]

    def check_enum(value: object) -> Iterator[tuple[str, str]]:
        if not isinstance(value, kind):
            yield "", f"must be one of {', '.join(words)}, got {shown(value)}{nearest(value, words)}"

    return check_enum


def _type_check(kind: type) -> Check:
    name = "true or false" if kind is bool else a_kind(kind.__name__)

    def check_type(value: object) -> Iterator[tuple[str, str]]:
        if type(value) is not kind:
            yield "", f"must be {name}, got {shown(value)}"

    return check_type


def _check_callable(value: object) -> Iterator[tuple[str, str]]:
    if not callable(value):
        yield "", f"must be a function, got {shown(value)}"


def a_kind(name: str) -> str:
    """The name of a kind of record with its article.

    >>> a_kind("Claim"), a_kind("Evidence")
    ('a Claim', 'an Evidence')
    """
    return f"{'an' if name[0] in 'AEIOU' else 'a'} {name}"


def nearest(value: object, words: Iterable[str]) -> str:
    """A hint at the known word most like `value`; nothing where none is alike."""
    from difflib import get_close_matches  # only where there is an error to tell

    close = get_close_matches(value[:LONGEST_SHOWN].lower(), words, n=1) if isinstance(value, str) else []
    return f" (did you mean {close[0]!r}?)" if close else ""


# Converters


def as_tuple(values: object, convert: Callable[[object], object] = lambda item: item) -> object:
    """A tuple of the converted items; anything that is no list of things, as it is.

    A set has no order, so that its items are sorted for the same result in every run.
    """
    if not isinstance(values, Iterable) or isinstance(values, str | bytes | Mapping):
        return values  # pyright: ignore[reportUnknownVariableType]  # whatever it is
    items = [convert(item) for item in cast(Iterable[object], values)]
    return tuple(sorted(items, key=_sort_key) if isinstance(values, Set) else items)


def _sort_key(item: object) -> str:
    # What is neither is refused later, in whatever order.
    return str(item) if isinstance(item, str | Checked) else ""


def as_when(value: object) -> object:
    """The date that an EDTF text writes; anything else as it is."""
    if not isinstance(value, str):
        return value
    try:
        return When(value)
    except InvalidRecordError:
        return value


def as_enum(kind: type[E], value: object) -> object:
    """The member with that value; anything else, a member of another enum too, as it is."""
    try:
        return kind(value) if type(value) is str else value
    except ValueError:
        return value
