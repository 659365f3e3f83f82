"""The shape of a dossier, for the libraries that make classes of it.

Words of closed lists are enums and small values are objects. Dates, ids and digests are plain text,
references are not resolved and nothing between two fields is checked: less than the library does.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import GenericAlias
from typing import Any

__all__ = ["Fields", "shape"]

Fields = Mapping[str, tuple[Any, Any]]
"""The type and the default of each field; `...` where there is none."""

_IDS = (tuple[str, ...], ())
_TEXT = (str | None, None)
_REQUIRED = (str, ...)

SpeakerKind = StrEnum("SpeakerKind", "individual group system organization class unknown")
ClaimKind = StrEnum("ClaimKind", "fact motive prediction opinion background sourcing")
LinkKind = StrEnum("LinkKind", "contradicts counters narrows explains faults")
Stance = StrEnum("Stance", "asserts denies questions declines withdraws")
Mode = StrEnum("Mode", "direct indirect mixed narrated")
Certainty = StrEnum("Certainty", "certain probable possible unstated")
Basis = StrEnum("Basis", "observed told inferred unstated")
EvidenceKind = StrEnum("EvidenceKind", "video image audio document data physical testimony other")
Availability = StrEnum("Availability", "published inspected described withheld")


def _list_of(kind: Any) -> tuple[Any, Any]:
    return GenericAlias(tuple, (kind, ...)), ()


def shape(make: Callable[[str, Fields], Any]) -> Any:
    """The class of a dossier, with the classes of its records, each made by `make` of a name and fields."""
    span = make("Span", {"start": (int, ...), "end": (int, ...)})
    link = make("Link", {"kind": (LinkKind, ...), "claim": _REQUIRED})
    speaker = make(
        "Speaker",
        {
            "id": _REQUIRED,
            "name": _REQUIRED,
            "kind": (SpeakerKind, SpeakerKind.unknown),
            "role": _TEXT,
            "member_of": _IDS,
            "aligned_with": _IDS,
            "anonymous": (bool, False),
            "anonymity_reason": _TEXT,
            "same_as": _IDS,
        },
    )
    document = make(
        "Document",
        {
            "id": _REQUIRED,
            **dict.fromkeys(("title", "publisher", "url", "published", "retrieved", "derived_from"), _TEXT),
            "digest": _TEXT,
            "length": (int | None, None),
        },
    )
    claim = make(
        "Claim",
        {
            "id": _REQUIRED,
            "text": _REQUIRED,
            "kind": (ClaimKind, ClaimKind.fact),
            "accused": _IDS,
            "parties": _IDS,
            "occurred": _TEXT,
            "place": _TEXT,
            "links": _list_of(link),
        },
    )
    statement = make(
        "Statement",
        {
            "id": _REQUIRED,
            "speaker": _TEXT,
            "stance": (Stance, ...),
            "claim": _REQUIRED,
            "document": _TEXT,
            "spans": _list_of(span),
            "mode": (Mode, Mode.indirect),
            "cue": _TEXT,
            "hedge": _TEXT,
            "certainty": (Certainty, Certainty.unstated),
            "basis": (Basis, Basis.unstated),
            **dict.fromkeys(("quote", "said", "channel", "locator"), _TEXT),
            **dict.fromkeys(("via", "repeats", "answers", "replaces", "cites"), _IDS),
        },
    )
    evidence = make(
        "Evidence",
        {
            "id": _REQUIRED,
            "description": _REQUIRED,
            "kind": (EvidenceKind, ...),
            "availability": (Availability, ...),
            "supports": _IDS,
            "undermines": _IDS,
            "provider": _TEXT,
            "verified_by": _IDS,
            "derived_from": _IDS,
            "original": (bool, False),
            **dict.fromkeys(("document", "locator", "digest", "created", "released", "retracted"), _TEXT),
        },
    )
    return make(
        "Dossier",
        {
            "format": _REQUIRED,
            "title": _TEXT,
            "speakers": _list_of(speaker),
            "documents": _list_of(document),
            "claims": _list_of(claim),
            "statements": _list_of(statement),
            "evidence": _list_of(evidence),
        },
    )
