"""stix2: one bundle with an identity a speaker, a report a claim and an opinion a statement."""

import uuid
from datetime import UTC, datetime
from typing import Any

import orjson
import stix2

from benchmarks.cases import Library, Wire, common_cases

__all__ = ["CASES", "LIBRARY"]

_SPACE = uuid.UUID(int=7)
_MADE = {"spec_version": "2.1", "created": "2031-01-01T00:00:00Z", "modified": "2031-01-01T00:00:00Z"}
_OPINIONS = {"asserts": "agree", "denies": "strongly-disagree", "questions": "disagree"}


def _id(kind: str, key: str) -> str:
    return f"{kind}--{uuid.uuid5(_SPACE, key)}"


def _identity(wire: dict[str, Any]) -> dict[str, Any]:
    return {
        **_MADE,
        "type": "identity",
        "id": _id("identity", wire["id"]),
        "name": wire["name"],
        "identity_class": wire["kind"],
    }


def _report(wire: dict[str, Any], any_speaker: str) -> dict[str, Any]:
    return {
        **_MADE,
        "type": "report",
        "id": _id("report", wire["id"]),
        "name": wire["text"],
        "published": _MADE["created"],
        "object_refs": [_id("identity", speaker) for speaker in wire.get("parties", [any_speaker])],
    }


def _opinion(wire: dict[str, Any]) -> dict[str, Any]:
    said = wire.get("said", "2031-01-01")
    moment = datetime.fromisoformat(said if "T" in said else f"{said}T00:00:00Z").astimezone(UTC)
    return {
        **_MADE,
        "type": "opinion",
        "id": _id("opinion", wire["id"]),
        "created": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        "modified": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        "explanation": wire.get("quote", wire["cue"]),
        "authors": [wire.get("speaker", "nobody named")],
        "opinion": _OPINIONS.get(wire["stance"], "neutral"),
        "object_refs": [_id("report", wire["claim"])],
    }


def _translate(plain: Wire) -> bytes:
    first = plain["speakers"][0]["id"]
    objects = [_identity(wire) for wire in plain["speakers"]]
    objects += [_report(wire, first) for wire in plain["claims"]]
    objects += [_opinion(wire) for wire in plain["statements"]]
    return orjson.dumps({"type": "bundle", "id": _id("bundle", "all"), "objects": objects})


LIBRARY = Library(
    name="stix2",
    packages=("stix2",),
    load=stix2.parse,
    dump=lambda bundle: bundle.serialize(),
    count=lambda bundle: sum(item["type"] == "opinion" for item in bundle.objects),
    translate=_translate,
    largest=10_000,
)
CASES = common_cases(LIBRARY)
