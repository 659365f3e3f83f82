"""msgspec: bytes straight to frozen Structs, unknown fields refused."""

import msgspec

from benchmarks.cases import Library, common_cases
from benchmarks.peers.shapes import Fields, shape

__all__ = ["CASES", "LIBRARY"]


def _struct(name: str, fields: Fields) -> type[msgspec.Struct]:
    listed = [
        (field, kind) if default is ... else (field, kind, default)
        for field, (kind, default) in fields.items()
    ]
    return msgspec.defstruct(
        name, listed, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False
    )


LIBRARY = Library(
    name="msgspec",
    packages=("msgspec",),
    load=msgspec.json.Decoder(shape(_struct)).decode,
    dump=msgspec.json.Encoder().encode,
    count=lambda document: len(document.statements),
)
CASES = common_cases(LIBRARY)
