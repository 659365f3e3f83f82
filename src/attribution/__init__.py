"""Who said what, about whom, via whom and on what evidence; and which allegations rest on nothing."""

from pathlib import Path

from attribution.assessment import Assessment, Voices, assess
from attribution.check import check, explain, flag_unsupported
from attribution.codec import dump, dumps, load, loads
from attribution.dates import Answer, When
from attribution.dossier import Difference, Dossier
from attribution.errors import (
    AttributionError,
    InvalidRecordError,
    Problem,
    UnknownIdError,
    UnknownRuleError,
    UnresolvedDateError,
)
from attribution.findings import Entry, Finding, Report, Severity, Waived
from attribution.model import Claim, Document, Evidence, Link, Record, Span, Speaker, Statement, Waiver
from attribution.namesake import warn_of_namesake
from attribution.rules import RULES, Case, Hit, Rule
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

warn_of_namesake(Path(__file__).parent)

__all__ = [
    "RULES",
    "Answer",
    "Assessment",
    "AttributionError",
    "Availability",
    "Basis",
    "Case",
    "Certainty",
    "Claim",
    "ClaimId",
    "ClaimKind",
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
    "Mode",
    "Problem",
    "Record",
    "Report",
    "Rule",
    "Rung",
    "Severity",
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
    "dump",
    "dumps",
    "explain",
    "flag_unsupported",
    "load",
    "loads",
]
