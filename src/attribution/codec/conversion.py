"""Conversion: records of this library inside attrs classes of others, by cattrs."""

from collections.abc import Iterator, Sequence
from enum import Enum
from math import isfinite
from typing import Any, TypeVar, cast

import msgspec
from cattrs import Converter
from cattrs.errors import AttributeValidationNote, ClassValidationError

from attribution.codec.explaining import Explainer
from attribution.codec.jsontext import DEEPEST
from attribution.codec.places import below
from attribution.codec.versions import Unknown
from attribution.codec.whole import check_unknown, explained
from attribution.codec.wire import SECTIONS
from attribution.codec.writing import plain_record, text_of
from attribution.dates import When
from attribution.dossier import Dossier
from attribution.errors import AttributionError, InvalidRecordError, Problem, shown
from attribution.fields import Checked
from attribution.model import Link, Span

__all__ = ["UnstructurableError", "converter"]

_RECORDS: tuple[type[Checked], ...] = tuple(SECTIONS.values())
_VALUES: tuple[type[Checked], ...] = (Span, Link)

R = TypeVar("R", bound=Checked)


class UnstructurableError(ClassValidationError, InvalidRecordError):
    """A value that makes no record, said so that cattrs understands it too.

    Inside the error of a class of yours, `cattrs.transform_error` gives a line for every problem, with its
    path from the top.

    Attributes:
        exceptions: An error for each problem; its text is the problem's message.
    """

    def __new__(cls, kind: type, error: InvalidRecordError) -> "UnstructurableError":
        """A group of one error for each problem."""
        parts = [_part(problem) for problem in error.problems]
        if error.left_out:
            parts.append(AttributionError(f"... and {error.left_out} more"))
        return super().__new__(cls, str(error), parts, kind)

    def __init__(self, kind: type, error: InvalidRecordError) -> None:
        InvalidRecordError.__init__(self, error.what, error.problems, error.left_out)
        self.args: tuple[Any, ...] = (kind, error)

    def __str__(self) -> str:
        return InvalidRecordError.__str__(self)

    def derive(self, excs: Any) -> Any:
        """What `split` and `except*` make of a part: a plain error of cattrs."""
        made: Any = ClassValidationError
        return made(self.message, excs, self.cl)


def _unstructurable(kind: type, problems: Sequence[Problem], left_out: int = 0) -> UnstructurableError:
    return UnstructurableError(kind, InvalidRecordError(kind.__name__, problems, left_out))


def _part(problem: Problem) -> AttributionError:
    name = problem.path.removeprefix("$.")
    if name == problem.path:
        return AttributionError(f"{problem.path.removeprefix('$')} {problem.message}".strip())
    part = AttributionError(problem.message)
    part.add_note(AttributeValidationNote(str(problem), name, None))
    return part


def converter(*, unknown: Unknown = "refuse") -> Converter:
    """A cattrs converter that knows the records, `Span`, `Link`, `Waiver`, `When` and `Dossier`.

    Each has the form that `dumps` writes, and is taken as `loads` takes it: plain values only, nothing
    coerced, no key that is not known. A wrong one raises an `InvalidRecordError` that cattrs takes for one
    of its own. Unknown keys of your own classes are refused as well; what else they hold is
    structured as cattrs does.

    >>> from attribution import Speaker
    >>> converter().structure({"id": "n", "name": "North"}, Speaker)
    Speaker(id='n', name='North', ...)

    Args:
        unknown: What becomes of fields of a newer minor version in a dossier, as in `loads`.
    """
    check_unknown(unknown)
    made = Converter(forbid_extra_keys=True)

    def dossier(value: object, _: object) -> Dossier:
        _check_plain(Dossier, value)
        try:
            return explained(_plain(value), unknown)
        except InvalidRecordError as error:
            raise UnstructurableError(Dossier, error) from None

    made.register_structure_hook_func(lambda kind: kind is Dossier, dossier)
    made.register_structure_hook_func(lambda kind: kind is When, _when)
    made.register_structure_hook_func(lambda kind: kind in (*_RECORDS, *_VALUES), _record)
    made.register_unstructure_hook_func(lambda kind: kind is Dossier, _plain_dossier)
    made.register_unstructure_hook_func(lambda kind: kind is When, str)
    made.register_unstructure_hook_func(lambda kind: kind in _RECORDS, _plain_record)
    made.register_unstructure_hook_func(lambda kind: kind in _VALUES, _plain_value)
    return made


def _record(value: object, kind: type[R]) -> R:
    _check_plain(kind, value)
    explainer = Explainer()
    made = explainer.record("$", kind, _plain(value))
    if explainer.problems:
        raise _unstructurable(kind, explainer.problems, explainer.left_out)
    return made


def _when(value: str, _: object) -> When:
    try:
        return When(value)
    except InvalidRecordError as error:
        raise _unstructurable(When, [Problem("$", problem.message) for problem in error.problems]) from None


def _plain_dossier(dossier: Dossier) -> object:
    return msgspec.json.decode(text_of(dossier))


def _plain_record(record: Checked) -> object:
    return _plain_value(plain_record(record))


def _plain_value(value: object) -> object:
    return msgspec.json.decode(msgspec.json.encode(value, enc_hook=str.__str__))


def _plain(value: object) -> object:
    """The same value of the types that JSON has themselves, none of a class of its own."""
    if isinstance(value, dict):
        return {_plain(key): _plain(each) for key, each in cast(dict[object, object], value).items()}
    if isinstance(value, list):
        return [_plain(each) for each in cast(list[object], value)]
    return str.__str__(value) if isinstance(value, str) and not isinstance(value, Enum) else value


def _check_plain(kind: type, value: object) -> None:
    """Refuse what no JSON holds: a set has no order, and a list of bytes is no list of texts."""
    problems = tuple(_not_plain("$", value, 0))
    if problems:
        raise _unstructurable(kind, problems)


def _not_plain(path: str, value: object, depth: int) -> Iterator[Problem]:
    if isinstance(value, dict | list) and depth == DEEPEST:
        yield Problem(path, f"must be at most {DEEPEST} levels deep")
    elif isinstance(value, dict):
        for key, each in cast(dict[object, object], value).items():
            if isinstance(key, str):
                yield from _not_plain(below(path, key), each, depth + 1)
            else:
                yield Problem(path, f"must have keys that are text, got {shown(key)}")
    elif isinstance(value, list):
        for index, each in enumerate(cast(list[object], value)):
            yield from _not_plain(f"{path}[{index}]", each, depth + 1)
    elif isinstance(value, float) and not isfinite(value):
        yield Problem(path, f"must be a number that JSON has, got {shown(value)}")
    elif value is not None and not isinstance(value, str) and type(value) not in (bool, int, float):
        yield Problem(path, f"must be a value that JSON has, got {shown(value)}")
