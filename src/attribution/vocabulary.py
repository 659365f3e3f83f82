"""The closed word lists and the id types that records are made of."""

from enum import IntEnum, StrEnum
from typing import NewType

__all__ = [
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
]

SpeakerId = NewType("SpeakerId", str)
DocumentId = NewType("DocumentId", str)
ClaimId = NewType("ClaimId", str)
StatementId = NewType("StatementId", str)
EvidenceId = NewType("EvidenceId", str)


class SpeakerKind(StrEnum):
    """What a speaker is; the identity classes of STIX 2.1."""

    INDIVIDUAL = "individual"
    """One person."""
    GROUP = "group"
    """People who act together without a formal body."""
    SYSTEM = "system"
    """A machine or a feed."""
    ORGANIZATION = "organization"
    """A formal body: a government, an army, a company, a newspaper."""
    CLASS = "class"
    """People of one sort, such as "officials"; nobody in particular."""
    UNKNOWN = "unknown"
    """Not said."""


class ClaimKind(StrEnum):
    """What a claim speaks about."""

    FACT = "fact"
    """Something that happened or is so."""
    MOTIVE = "motive"
    """Why somebody did something."""
    PREDICTION = "prediction"
    """Something that will happen."""
    OPINION = "opinion"
    """A judgement; nobody can be accused by it."""
    BACKGROUND = "background"
    """Common ground of the story; nobody can be accused by it."""
    SOURCING = "sourcing"
    """Something about the support of another claim; nobody can be accused by it."""


class LinkKind(StrEnum):
    """How a claim stands to another."""

    CONTRADICTS = "contradicts"
    """Both cannot hold; read both ways."""
    COUNTERS = "counters"
    """A counter-accusation; read both ways."""
    NARROWS = "narrows"
    """A part, or a more exact form, of the claim linked."""
    EXPLAINS = "explains"
    """A motive for the act, or for the accusation, that the claim linked tells of."""
    FAULTS = "faults"
    """A `sourcing` claim says that the claim linked lacks support."""


class Stance(StrEnum):
    """What a statement does to its claim."""

    ASSERTS = "asserts"
    """Says that it is so."""
    DENIES = "denies"
    """Says that it is not so."""
    QUESTIONS = "questions"
    """Says that it is in doubt, or could not be verified."""
    DECLINES = "declines"
    """Does not want to say."""
    WITHDRAWS = "withdraws"
    """Takes back what it replaces."""


class Mode(StrEnum):
    """How the text gives the words."""

    DIRECT = "direct"
    """Verbatim, in quotation marks."""
    INDIRECT = "indirect"
    """Reported in the text's own words."""
    MIXED = "mixed"
    """Reported, with some of the words verbatim."""
    NARRATED = "narrated"
    """In the outlet's own voice."""


class Certainty(StrEnum):
    """How sure the speaker is, as far as the words tell; the degrees of FactBank."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNSTATED = "unstated"


class Basis(StrEnum):
    """How the speaker knows."""

    OBSERVED = "observed"
    """Saw or heard it at first hand."""
    TOLD = "told"
    """Has it from somebody else."""
    INFERRED = "inferred"
    """Concluded it."""
    UNSTATED = "unstated"
    """Not said."""


class EvidenceKind(StrEnum):
    """What an evidence item is."""

    VIDEO = "video"
    IMAGE = "image"
    AUDIO = "audio"
    DOCUMENT = "document"
    DATA = "data"
    PHYSICAL = "physical"
    TESTIMONY = "testimony"
    """A first-hand witness account that can be examined."""
    OTHER = "other"


class Availability(StrEnum):
    """Who may see an evidence item."""

    PUBLISHED = "published"
    """Everybody."""
    INSPECTED = "inspected"
    """Somebody other than its holder has examined it."""
    DESCRIBED = "described"
    """Nobody; somebody has said what it shows."""
    WITHHELD = "withheld"
    """Nobody; it is being kept back."""


class Rung(IntEnum):
    """How far up a claim is carried, in one direction; the order is all that the numbers mean."""

    SILENT = 0
    """No known speaker vouches, and there is no evidence item."""
    ASSERTED = 1
    """A known speaker vouches, and there is no evidence item."""
    UNSEEN = 2
    """There are evidence items, none of them usable."""
    INTERESTED = 3
    """There are usable items, none known to come from outside the stake."""
    ONE_ORIGIN = 4
    """A usable item is known to come from outside the stake."""
    INDEPENDENT = 5
    """Two such items have separate origins."""

    def __str__(self) -> str:
        return f"{self.value} {self.name.lower()}"


class Verdict(StrEnum):
    """What a reader has been shown for a claim and against it; never whether it is true."""

    UNATTRIBUTED = "unattributed"
    ASSERTED_ONLY = "asserted_only"
    EVIDENCE_UNSEEN = "evidence_unseen"
    PARTISAN = "partisan"
    SINGLE_SOURCE = "single_source"
    CORROBORATED = "corroborated"
    DISPUTED = "disputed"
    CONTESTED = "contested"
    CONTRADICTED = "contradicted"
    REFUTED = "refuted"
    RETRACTED = "retracted"
