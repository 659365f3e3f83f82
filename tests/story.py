"""A small cast and a few short words, to write dossiers for tests in a few lines."""

from typing import Any

from attribution import (
    Claim,
    Dossier,
    Evidence,
    Finding,
    Record,
    Speaker,
    Statement,
    Waiver,
    check,
)

NORTH = Speaker(id="north", name="North", kind="organization")
SOUTH = Speaker(id="south", name="South", kind="organization")
MONITOR = Speaker(id="monitor", name="Monitor", kind="organization")
CLINIC = Speaker(id="clinic", name="Clinic", kind="organization")
HIDDEN = Speaker(id="hidden", name="an official", anonymous=True)
CAST = (NORTH, SOUTH, MONITOR, CLINIC, HIDDEN)

ACCUSED = Claim(id="c", text="South blew up the bridge.", accused=[SOUTH], parties=[NORTH])
PLAIN = Claim(id="c", text="The bridge is gone.", parties=[NORTH, SOUTH])


def says(
    name: str, speaker: Speaker | None, claim: Claim = ACCUSED, stance: str = "asserts", **more: Any
) -> Statement:
    """A statement, one that asserts unless told otherwise."""
    return Statement(id=name, speaker=speaker, stance=stance, claim=claim, **more)


def shows(name: str, claim: Claim = ACCUSED, provider: Speaker | None = NORTH, **more: Any) -> Evidence:
    """A video that everybody can see, in support and from North unless told otherwise."""
    fields = {"description": f"video {name}", "kind": "video", "availability": "published"}
    return Evidence(id=name, provider=provider, **({"supports": [claim]} | fields | more))


def told(*records: Record | Waiver) -> Dossier:
    """A dossier of the cast and these records; of two with one id the later."""
    by_id = {record.id: record for record in (*CAST, *records) if not isinstance(record, Waiver)}
    return Dossier.of(*by_id.values(), *(record for record in records if isinstance(record, Waiver)))


def found(code: str, *records: Record) -> list[Finding]:
    """What one rule finds in such a dossier."""
    return list(check(told(*records), select=[code]).findings)


def heads(code: str, *records: Record) -> list[tuple[str, tuple[str, ...]]]:
    """The severity and the subjects of what one rule finds in such a dossier."""
    return [(finding.severity.value, finding.subjects) for finding in found(code, *records)]
