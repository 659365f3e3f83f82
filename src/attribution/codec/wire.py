"""The wire: for each kind of record the row that JSON holds, derived from the record's fields.

msgspec checks the rows while it parses: types, closed word lists, lengths, unknown keys. What a row cannot
say is checked where records are filled in from rows.
"""

from collections.abc import Mapping
from enum import Enum
from functools import reduce
from types import GenericAlias, NoneType, UnionType
from typing import Annotated, Any, NewType, Union, cast, get_args, get_origin

import msgspec
from attrs import NOTHING
from msgspec import UNSET, Meta, UnsetType

from attribution.fields import LARGEST_NUMBER, LONGEST_ID, Checked, fields_of
from attribution.integrity import KINDS
from attribution.model import Waiver

__all__ = ["DECODERS", "FORMAT", "HEAD", "ROWS", "SECTIONS", "list_of"]

FORMAT = "attribution/1"
SECTIONS: Mapping[str, type[Checked]] = {**KINDS, "waivers": Waiver}
"""The lists of a dossier, in the order of writing, and the kind of record that each holds."""

_Text = Annotated[str, Meta(min_length=1)]
_Id = Annotated[str, Meta(min_length=1, max_length=LONGEST_ID)]
_Count = Annotated[int, Meta(ge=0, le=LARGEST_NUMBER)]


def list_of(kind: Any) -> Any:
    """The type of a list of what is only known while the program runs."""
    return GenericAlias(list, (kind,))


def _row(cls: type[Checked]) -> Any:
    return msgspec.defstruct(
        cls.__name__,
        [
            (a.name, _of_wire(a.type))
            if a.default is NOTHING
            else (a.name, _of_wire(a.type) | UnsetType, UNSET)
            for a in fields_of(cls)
        ],
        kw_only=True,
        forbid_unknown_fields=True,
        gc=False,
    )


def _of_wire(kind: Any) -> Any:
    """The type on the wire of what a field holds."""
    if get_origin(kind) in (UnionType, Union):
        return reduce(lambda some, more: some | more, map(_of_wire, get_args(kind)))
    if get_origin(kind) is tuple:
        return list_of(_of_wire(get_args(kind)[0]))
    if isinstance(kind, NewType):
        return _Id
    if kind in (bool, NoneType) or issubclass(kind, Enum):
        return kind
    if issubclass(kind, Checked):
        return _row(kind)
    return _Count if kind is int else _Text


ROWS: Mapping[type[Checked], Any] = {cls: _row(cls) for cls in SECTIONS.values()}
"""The row of each kind of record; a field that may be left out is `UNSET` where it is."""
DECODERS: Mapping[type[Checked], msgspec.json.Decoder[Any]] = {
    cls: msgspec.json.Decoder(list_of(row)) for cls, row in ROWS.items()
}
"""What reads a list of rows of each kind."""
HEAD: msgspec.json.Decoder[Any] = msgspec.json.Decoder(
    msgspec.defstruct(
        "Dossier",
        [
            ("format", str),
            ("title", cast(Any, _Text) | None | UnsetType, UNSET),
            *((name, list_of(ROWS[cls]) | UnsetType, UNSET) for name, cls in SECTIONS.items()),
        ],
        kw_only=True,
        forbid_unknown_fields=True,
        gc=False,
    )
)
"""Reads a dossier, or what is left of one when lists are cut out."""
