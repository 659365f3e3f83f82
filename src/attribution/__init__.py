"""Who said what, about whom, via whom and on what evidence; and which allegations rest on nothing."""

from importlib import import_module
from typing import TYPE_CHECKING

from attribution.namesake import warn_of_namesake

if TYPE_CHECKING:
    from attribution.assessment import Assessment, Voices, assess
    from attribution.checking import check, explain, flag_unsupported
    from attribution.clearing import Clearance, what_would_clear
    from attribution.codec.conversion import converter
    from attribution.codec.digests import digest
    from attribution.codec.files import dump, load
    from attribution.codec.lines import dump_jsonl, iter_jsonl
    from attribution.codec.schema import json_schema
    from attribution.codec.whole import dumps, loads
    from attribution.comparison import Change, Changes, diff
    from attribution.dates import Answer, When
    from attribution.dossier import Difference, Dossier
    from attribution.errors import (
        AttributionError,
        InvalidRecordError,
        MissingExtraError,
        NotADossierError,
        Problem,
        RuleFailedError,
        UnknownIdError,
        UnknownRuleError,
        UnresolvedDateError,
    )
    from attribution.findings import Entry, Finding, Report, Severity, Skipped, Waived
    from attribution.model import Claim, Document, Evidence, Link, Record, Span, Speaker, Statement, Waiver
    from attribution.rules import RULES, Case, Hit, Options, Rule
    from attribution.vocabulary import (
        Availability,
        Basis,
        Certainty,
        ClaimId,
        ClaimKind,
        DocumentId,
        EvidenceId,
        EvidenceKind,
        LinkKind,
        Mode,
        Rung,
        SpeakerId,
        SpeakerKind,
        Stance,
        StatementId,
        Verdict,
    )

__all__ = [
    "RULES",
    "Answer",
    "Assessment",
    "AttributionError",
    "Availability",
    "Basis",
    "Case",
    "Certainty",
    "Change",
    "Changes",
    "Claim",
    "ClaimId",
    "ClaimKind",
    "Clearance",
    "Difference",
    "Document",
    "DocumentId",
    "Dossier",
    "Entry",
    "Evidence",
    "EvidenceId",
    "EvidenceKind",
    "Finding",
    "Hit",
    "InvalidRecordError",
    "Link",
    "LinkKind",
    "MissingExtraError",
    "Mode",
    "NotADossierError",
    "Options",
    "Problem",
    "Record",
    "Report",
    "Rule",
    "RuleFailedError",
    "Rung",
    "Severity",
    "Skipped",
    "Span",
    "Speaker",
    "SpeakerId",
    "SpeakerKind",
    "Stance",
    "Statement",
    "StatementId",
    "UnknownIdError",
    "UnknownRuleError",
    "UnresolvedDateError",
    "Verdict",
    "Voices",
    "Waived",
    "Waiver",
    "When",
    "assess",
    "check",
    "converter",
    "diff",
    "digest",
    "dump",
    "dump_jsonl",
    "dumps",
    "explain",
    "flag_unsupported",
    "iter_jsonl",
    "json_schema",
    "load",
    "loads",
    "what_would_clear",
]

_ROOMS = {
    "assessment": ("Assessment", "Voices", "assess"),
    "checking": ("check", "explain", "flag_unsupported"),
    "clearing": ("Clearance", "what_would_clear"),
    "codec.conversion": ("converter",),
    "codec.digests": ("digest",),
    "codec.files": ("dump", "load"),
    "codec.lines": ("dump_jsonl", "iter_jsonl"),
    "codec.schema": ("json_schema",),
    "codec.whole": ("dumps", "loads"),
    "comparison": ("Change", "Changes", "diff"),
    "dates": ("Answer", "When"),
    "dossier": ("Difference", "Dossier"),
    "errors": (
        "AttributionError",
        "InvalidRecordError",
        "MissingExtraError",
        "NotADossierError",
        "Problem",
        "RuleFailedError",
        "UnknownIdError",
        "UnknownRuleError",
        "UnresolvedDateError",
    ),
    "findings": ("Entry", "Finding", "Report", "Severity", "Skipped", "Waived"),
    "model": ("Claim", "Document", "Evidence", "Link", "Record", "Span", "Speaker", "Statement", "Waiver"),
    "rules": ("RULES", "Case", "Hit", "Options", "Rule"),
    "vocabulary": (
        "Availability",
        "Basis",
        "Certainty",
        "ClaimId",
        "ClaimKind",
        "DocumentId",
        "EvidenceId",
        "EvidenceKind",
        "LinkKind",
        "Mode",
        "Rung",
        "SpeakerId",
        "SpeakerKind",
        "Stance",
        "StatementId",
        "Verdict",
    ),
}
"""Where each name is at home; a room is opened when somebody asks for a name in it."""

if not TYPE_CHECKING:  # pragma: no branch  # a type checker would take any name to be here

    def __getattr__(name: str) -> object:
        for room, names in _ROOMS.items():
            if name in names:
                globals()[name] = found = getattr(import_module(f"attribution.{room}"), name)
                return found
        if name == "text":  # a room that is public as a whole
            return import_module("attribution.text")
        raise AttributeError(f"module 'attribution' has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})


warn_of_namesake(__path__[0])
