"""A dossier whole: one JSON document in and out."""

from typing import get_args

from attribution.codec.jsontext import limited, parse
from attribution.codec.reading import read
from attribution.codec.versions import Unknown
from attribution.dossier import Dossier
from attribution.errors import InvalidRecordError, Problem, shown
from attribution.pause import collection_paused

__all__ = ["check_unknown", "dumps", "explained", "loads"]


def loads(data: bytes | str, *, unknown: Unknown = "refuse") -> Dossier:
    """The dossier that a JSON document holds.

    >>> text = '{"format": "attribution/1", "speakers": [{"id": "n", "name": "North", "kind": "lake"}]}'
    >>> try:
    ...     loads(text)
    ... except InvalidRecordError as error:
    ...     print(error.problems[0].path)
    $.speakers[0].kind

    Args:
        data: The document; bytes are UTF-8.
        unknown: What becomes of fields that are not known in a document of a newer minor version
            (`attribution/1.1`): they are refused, or kept aside in `Dossier.unknown` and written again.

    Raises:
        InvalidRecordError: The document is no dossier; the error names every problem with its JSON path.
    """
    check_unknown(unknown)
    with collection_paused():
        text = limited(data)
        dossier = read(text)
        return explained(parse(text), unknown) if dossier is None else dossier


def explained(document: object, unknown: Unknown) -> Dossier:
    """The dossier that plain values make.

    Raises:
        InvalidRecordError: They make none; the error names every problem with its JSON path.
    """
    from attribution.codec.explaining import Explainer  # only where there is something to explain

    check_unknown(unknown)
    return Explainer(unknown).dossier(document)


def check_unknown(unknown: object) -> None:
    """Refuse a word that says nothing about unknown fields.

    Raises:
        InvalidRecordError: It is none of `Unknown`.
    """
    if unknown not in get_args(Unknown):
        problem = f"must be {' or '.join(get_args(Unknown))}, got {shown(unknown)}"
        raise InvalidRecordError("loads", [Problem("unknown", problem)])


def dumps(dossier: Dossier) -> str:
    """The dossier as JSON, one record on a line; fields that hold their defaults are left out."""
    from attribution.codec.writing import text_of  # what only writing needs

    return text_of(dossier).decode()
