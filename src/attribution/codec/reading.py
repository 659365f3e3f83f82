"""Reading: a JSON text straight to a dossier, or nothing where anything at all is wrong with it."""

from typing import Any

import msgspec
from msgspec import UNSET

from attribution.assembly import put_together
from attribution.codec.cutting import cut, pieces
from attribution.codec.filling import Filler, Unfit
from attribution.codec.wire import DECODERS, FORMAT, HEAD, SECTIONS
from attribution.dossier import Dossier
from attribution.integrity import KINDS

__all__ = ["read"]

_encode = msgspec.json.Encoder().encode


def read(data: bytes) -> Dossier | None:
    """The dossier that a JSON text holds, or `None` where there is something to explain."""
    try:
        return _read(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, Unfit):
        return None


def _read(data: bytes) -> Dossier | None:
    found = cut(data, SECTIONS)
    head = _rows(HEAD, found.head)
    title = None if head.title is UNSET else head.title
    if head.format != FORMAT or (title is not None and title.isspace()):
        raise Unfit
    filler = Filler()
    records: dict[str, list[Any]] = {}
    for name, cls in SECTIONS.items():
        # A list stays in the head where it is empty there, or was not cut out.
        made = records[name] = filler.fill(cls, getattr(head, name) or ())
        for piece in pieces(data, *found.lists.get(name, (0, 0))):
            made += filler.fill(cls, _rows(DECODERS[cls], piece))
    if filler.ids() != tuple(len(records[name]) for name in KINDS):
        raise Unfit
    return put_together(title, records)


def _rows(decoder: msgspec.json.Decoder[Any], text: bytes) -> Any:
    """What a piece of text holds, if no key is given twice in it.

    The parser keeps the last of two values. But behind every key stands a colon: what was read, written
    again, has fewer colons where a value was lost; unless a colon was written as an escape.
    """
    rows = decoder.decode(text)
    again = _encode(rows)
    if again != text and (again.count(b":") != text.count(b":") or b"\\u003" in text):
        raise Unfit
    return rows
