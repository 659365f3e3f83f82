"""Digests: one short text that stands for the content of a dossier, whoever computes it."""

from hashlib import sha256

import msgspec

from attribution.codec.wire import FORMAT, SECTIONS
from attribution.codec.writing import plain_record
from attribution.dossier import Dossier
from attribution.integrity import KINDS

__all__ = ["digest"]


def digest(dossier: Dossier) -> str:
    """The SHA-256 of the dossier's content, 64 hexadecimal digits; equal for equal dossiers only.

    It is taken over the canonical JSON (RFC 8785) of the wire form, as `dumps` has it but for this: each
    list is sorted by the records' ids, code point by code point; a waiver, which has no id, is sorted by its
    own canonical JSON, and counts once. So the order of records does not matter. The order of lists
    inside a record does: it can mean something, as the way in `via` does. Fields kept aside (see `loads`)
    do not count, and the format is always the one of this version.

    >>> from attribution.model import Speaker
    >>> digest(Dossier.of(Speaker(id="n", name="North")))
    '64dae51faba810061c37827d261e73aa17a7b5e9b8aa62f345f1ad13b5bc28b2'
    """
    content: dict[str, object] = {"format": FORMAT}
    if dossier.title is not None:
        content["title"] = str.__str__(dossier.title)
    for name in SECTIONS:
        if records := getattr(dossier, name):
            wire = [plain_record(record) for record in records]
            content[name] = _by_id(wire) if name in KINDS else _once_each(wire)
    return sha256(_canonical(content)).hexdigest()


def _by_id(wire: list[dict[str, object]]) -> list[dict[str, object]]:
    return sorted(wire, key=lambda record: str(record["id"]))


def _once_each(wire: list[dict[str, object]]) -> list[msgspec.Raw]:
    return [msgspec.Raw(text) for text in sorted({_canonical(each) for each in wire})]


def _canonical(wire: object) -> bytes:
    """The one JSON text of a value, by RFC 8785.

    In general that takes more than sorting keys: numbers are written as ECMAScript writes them, and keys
    are sorted by their UTF-16 code units. The wire form has whole numbers up to 2**53 - 1 and no others, and
    ASCII keys only; for these, and for texts, the encoder here writes exactly what the RFC asks for.
    """
    return msgspec.json.encode(wire, order="sorted")
