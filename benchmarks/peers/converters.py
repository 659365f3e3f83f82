"""cattrs: a plain converter over frozen attrs classes, unknown fields refused; orjson for the bytes."""

from typing import Any

import attrs
import cattrs
import orjson

from benchmarks.cases import Library, common_cases
from benchmarks.peers.shapes import Fields, shape

__all__ = ["CASES", "LIBRARY"]


def _attrs_class(name: str, fields: Fields) -> Any:
    listed = {
        field: attrs.field(type=kind, default=attrs.NOTHING if default is ... else default)
        for field, (kind, default) in fields.items()
    }
    return attrs.make_class(name, listed, frozen=True, slots=True, kw_only=True)


_DOSSIER = shape(_attrs_class)
_CONVERTER = cattrs.Converter(forbid_extra_keys=True, omit_if_default=True)
LIBRARY = Library(
    name="cattrs",
    packages=("cattrs", "attrs"),
    load=lambda raw: _CONVERTER.structure(orjson.loads(raw), _DOSSIER),
    dump=lambda document: orjson.dumps(_CONVERTER.unstructure(document)),
    count=lambda document: len(document.statements),
)
CASES = common_cases(LIBRARY)
