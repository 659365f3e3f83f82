"""pydantic: bytes to frozen models, unknown fields refused."""

from typing import Any

from pydantic import ConfigDict, create_model

from benchmarks.cases import Library, common_cases
from benchmarks.peers.shapes import Fields, shape

__all__ = ["CASES", "LIBRARY"]


def _model(name: str, fields: Fields) -> Any:
    return create_model(name, __config__=ConfigDict(frozen=True, extra="forbid"), **dict(fields))


_DOSSIER = shape(_model)
LIBRARY = Library(
    name="pydantic",
    packages=("pydantic", "pydantic-core"),
    load=_DOSSIER.model_validate_json,
    dump=lambda document: document.model_dump_json(exclude_defaults=True).encode(),
    count=lambda document: len(document.statements),
)
CASES = common_cases(LIBRARY)
