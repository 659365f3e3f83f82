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
"""The id of a `Speaker`."""
DocumentId = NewType("DocumentId", str)
"""The id of a `Document`."""
ClaimId = NewType("ClaimId", str)
"""The id of a `Claim`."""
StatementId = NewType("StatementId", str)
"""The id of a `Statement`."""
EvidenceId = NewType("EvidenceId", str)
"""The id of an `Evidence` item."""


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
    """Leaves no doubt: "it is certain that"; FactBank's CT."""
    PROBABLE = "probable"
    """Leaves some: "probably"; FactBank's PR."""
    POSSIBLE = "possible"
    """Leaves much: "may", "might"; FactBank's PS."""
    UNSTATED = "unstated"
    """Not said; FactBank's U."""


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
    """Moving pictures, with or without sound."""
    IMAGE = "image"
    """A photograph, a satellite picture, a drawing."""
    AUDIO = "audio"
    """A recording of sound, such as an intercepted call."""
    DOCUMENT = "document"
    """A paper or a file that somebody wrote: a contract, an order, a letter."""
    DATA = "data"
    """Records of an instrument or a system: a log, a table, a track."""
    PHYSICAL = "physical"
    """A thing: a fragment, a sample, a trace on the ground."""
    TESTIMONY = "testimony"
    """A first-hand witness account that can be examined."""
    OTHER = "other"
    """Something else."""


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
    """Nobody known vouches for it, and there is no evidence item for it."""
    ASSERTED_ONLY = "asserted_only"
    """Somebody says so, and there is no evidence item for it."""
    EVIDENCE_UNSEEN = "evidence_unseen"
    """There is evidence for it, and none of it is usable."""
    PARTISAN = "partisan"
    """All the evidence for it that can be looked at comes from inside the stake, as far as is known."""
    SINGLE_SOURCE = "single_source"
    """Evidence for it from outside the stake has one origin."""
    CORROBORATED = "corroborated"
    """Evidence for it from outside the stake has two separate origins, and no such evidence is against it."""
    DISPUTED = "disputed"
    """Nothing that can be looked at is for it; what is against it comes from inside the stake."""
    CONTESTED = "contested"
    """Usable evidence stands on both sides, and neither side of it prevails."""
    CONTRADICTED = "contradicted"
    """Nothing that can be looked at is for it; one origin outside the stake is against it."""
    REFUTED = "refuted"
    """Two separate origins outside the stake are against it, and nothing from outside is for it."""
    RETRACTED = "retracted"
    """All who vouched for it have withdrawn, and no usable evidence is for it."""
