"""Converters: what a field takes besides what it holds.

A type checker reads the first parameter of a converter as the type that the constructor accepts, so that
each kind of field has one of its own. What a converter does not know it passes on, for the checks to name.
"""

from collections.abc import Iterable
from typing import cast

from attribution.dates import When
from attribution.fields import as_enum, as_tuple, as_when
from attribution.vocabulary import (
    Availability,
    Basis,
    Certainty,
    ClaimKind,
    EvidenceKind,
    LinkKind,
    Mode,
    SpeakerKind,
    Stance,
)

__all__ = [
    "to_availability",
    "to_basis",
    "to_certainty",
    "to_claim_kind",
    "to_evidence_kind",
    "to_link_kind",
    "to_mode",
    "to_speaker_kind",
    "to_stance",
    "to_texts",
    "to_when",
]


def to_texts(values: Iterable[str]) -> tuple[str, ...]:
    """Any iterable of texts but one bare text."""
    return cast(tuple[str, ...], as_tuple(values))


def to_when(value: When | str | None) -> When | None:
    """A date, or the EDTF text that writes it."""
    return cast(When | None, as_when(value))


def to_speaker_kind(value: SpeakerKind | str) -> SpeakerKind:
    """A kind of speaker, or its value."""
    return cast(SpeakerKind, as_enum(SpeakerKind, value))


def to_claim_kind(value: ClaimKind | str) -> ClaimKind:
    """A kind of claim, or its value."""
    return cast(ClaimKind, as_enum(ClaimKind, value))


def to_link_kind(value: LinkKind | str) -> LinkKind:
    """A kind of link, or its value."""
    return cast(LinkKind, as_enum(LinkKind, value))


def to_stance(value: Stance | str) -> Stance:
    """A stance, or its value."""
    return cast(Stance, as_enum(Stance, value))


def to_mode(value: Mode | str) -> Mode:
    """A mode, or its value."""
    return cast(Mode, as_enum(Mode, value))


def to_certainty(value: Certainty | str) -> Certainty:
    """A certainty, or its value."""
    return cast(Certainty, as_enum(Certainty, value))


def to_basis(value: Basis | str) -> Basis:
    """A basis, or its value."""
    return cast(Basis, as_enum(Basis, value))


def to_evidence_kind(value: EvidenceKind | str) -> EvidenceKind:
    """A kind of evidence, or its value."""
    return cast(EvidenceKind, as_enum(EvidenceKind, value))


def to_availability(value: Availability | str) -> Availability:
    """An availability, or its value."""
    return cast(Availability, as_enum(Availability, value))
