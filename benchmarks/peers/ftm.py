"""FollowTheMoney: one of its statements for each of ours, in its own JSON Lines.

It holds no speakers, documents, claims or evidence, and checks nothing on reading.
"""

import io
from typing import Any

from followthemoney.statement import Statement
from followthemoney.statement.serialize import read_statements, write_statements

from benchmarks.cases import Library, Wire, common_cases

__all__ = ["CASES", "LIBRARY"]


class _Kept(io.BytesIO):
    """A file whose bytes are still there after the writer has closed it."""

    def close(self) -> None:
        pass


def _written(statements: list[Any]) -> bytes:
    file = _Kept()
    write_statements(file, "json", statements)
    return file.getvalue()


def _statement(wire: dict[str, Any]) -> Any:
    return Statement(
        entity_id=wire["claim"],
        prop="summary",
        schema="Thing",
        value=wire.get("quote", wire["cue"]),
        dataset=wire["document"],
        lang="eng",
        original_value=wire["cue"],
        first_seen=wire.get("said"),
        id=wire["id"],
        last_seen=wire.get("said"),
        origin=wire.get("speaker"),
    )


def _translate(plain: Wire) -> bytes:
    return _written([_statement(wire) for wire in plain["statements"]])


LIBRARY = Library(
    name="followthemoney",
    packages=("followthemoney",),
    load=lambda raw: list(read_statements(io.BytesIO(raw), "json")),
    dump=_written,
    count=len,
    translate=_translate,
)
CASES = common_cases(LIBRARY)
