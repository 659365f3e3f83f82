"""Who said what, about whom, via whom and on what evidence; and which allegations rest on nothing."""

from pathlib import Path

from attribution.assessment import Assessment, Voices, assess
from attribution.check import check, explain, flag_unsupported
from attribution.clearing import Clearance, what_would_clear
from attribution.codec import dump, dumps, load, loads
from attribution.comparison import Change, Changes, diff
from attribution.dates import Answer, When
from attribution.dossier import Difference, Dossier
from attribution.errors import (
    AttributionError,
    InvalidRecordError,
    Problem,
    RuleFailedError,
    UnknownIdError,
    UnknownRuleError,
    UnresolvedDateError,
)
from attribution.findings import Entry, Finding, Report, Severity, Skipped, Waived
from attribution.model import Claim, Document, Evidence, Link, Record, Span, Speaker, Statement, Waiver
from attribution.namesake import warn_of_namesake
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
    "Mode",
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
    "diff",
    "dump",
    "dumps",
    "explain",
    "flag_unsupported",
    "load",
    "loads",
    "what_would_clear",
]
