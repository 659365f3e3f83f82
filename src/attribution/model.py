"""The records of a dossier, and the small values inside them.

Every record is frozen and checked when it is made: one `InvalidRecordError` names all that is wrong. A
field that refers to a record takes the record or its id and keeps the id; a field that holds a word of
a closed list takes the enum or its value; a list takes any iterable, but never one bare text; a date
takes a `When` or its EDTF text. An id that is not given is derived from the content.
"""

from collections.abc import Iterable, Iterator
from typing import cast

from attrs import field, frozen

from attribution.converters import (
    to_availability,
    to_basis,
    to_certainty,
    to_claim_kind,
    to_evidence_kind,
    to_link_kind,
    to_mode,
    to_speaker_kind,
    to_stance,
    to_texts,
    to_when,
)
from attribution.dates import When
from attribution.errors import Problem, shown
from attribution.fields import DERIVED, Checked, Sound, as_tuple
from attribution.naming import derive_id
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
    SpeakerId,
    SpeakerKind,
    Stance,
    StatementId,
)

__all__ = ["Claim", "Document", "Evidence", "Link", "Record", "Span", "Speaker", "Statement", "Waiver"]

# What a field takes that holds references or values of this module.


def _ids(values: object, record: "type[Record]") -> object:
    return as_tuple(values, lambda item: item.id if isinstance(item, record) else item)


def _speaker(value: "Speaker | SpeakerId | None") -> SpeakerId | None:
    return value.id if isinstance(value, Speaker) else value


def _speakers(values: "Iterable[Speaker | SpeakerId]") -> tuple[SpeakerId, ...]:
    return cast(tuple[SpeakerId, ...], _ids(values, Speaker))


def _document(value: "Document | DocumentId | None") -> DocumentId | None:
    return value.id if isinstance(value, Document) else value


def _claim(value: "Claim | ClaimId") -> ClaimId:
    return value.id if isinstance(value, Claim) else value


def _claims(values: "Iterable[Claim | ClaimId]") -> tuple[ClaimId, ...]:
    return cast(tuple[ClaimId, ...], _ids(values, Claim))


def _statements(values: "Iterable[Statement | StatementId]") -> tuple[StatementId, ...]:
    return cast(tuple[StatementId, ...], _ids(values, Statement))


def _evidence(values: "Iterable[Evidence | EvidenceId]") -> tuple[EvidenceId, ...]:
    return cast(tuple[EvidenceId, ...], _ids(values, Evidence))


def _spans(values: "Iterable[Span]") -> "tuple[Span, ...]":
    return cast("tuple[Span, ...]", as_tuple(values))


def _links(values: "Iterable[Link]") -> "tuple[Link, ...]":
    return cast("tuple[Link, ...]", as_tuple(values))


def _subjects(values: "Iterable[Record | str]") -> tuple[str, ...]:
    return cast(tuple[str, ...], as_tuple(values, lambda item: getattr(item, "id", item)))


# Values


@frozen(weakref_slot=False)
class Span(Checked):
    """A stretch of a document's text, in Unicode code points."""

    start: int
    """The first code point, counted from 0."""
    end: int
    """The code point after the last one."""

    def _problems(self, sound: Sound) -> Iterator[Problem]:
        if sound(["start", "end"]) and self.end <= self.start:
            yield Problem("end", f"must be greater than start ({self.start}), got {self.end}")


@frozen(weakref_slot=False)
class Link(Checked):
    """How one claim stands to another."""

    kind: LinkKind = field(converter=to_link_kind)
    """What the claim that holds the link does to the claim linked."""
    claim: ClaimId = field(converter=_claim)
    """The claim linked."""


@frozen(kw_only=True, weakref_slot=False)
class Waiver(Checked):
    """A finding silenced on purpose."""

    rule: str
    """The rule's code or name."""
    subjects: tuple[str, ...] = field(converter=_subjects)
    """What the finding is about: just its subjects, in any order."""
    reason: str
    """Why; shown beside the finding."""

    def _problems(self, sound: Sound) -> Iterator[Problem]:
        if sound(["subjects"]) and not self.subjects:
            yield Problem("subjects", "must name what the finding is about, got ()")


# Records


class _Identified(Checked):
    """A record: checked, with an id of its own or one derived from its content."""

    __slots__ = ()

    def _settle(self) -> None:
        if getattr(self, "id") is DERIVED:  # noqa: B009  # each kind of record declares its own type of id
            derive_id(self)


@frozen(kw_only=True, weakref_slot=False)
class Speaker(_Identified):
    """Someone or something that can say things."""

    id: SpeakerId = field(default=DERIVED, converter=SpeakerId)
    """Unique in the dossier."""
    name: str
    """As a reader would know them."""
    kind: SpeakerKind = field(default=SpeakerKind.UNKNOWN, converter=to_speaker_kind)
    """What they are."""
    role: str | None = None
    """Office or function."""
    member_of: tuple[SpeakerId, ...] = field(default=(), converter=_speakers)
    """The bodies they speak for."""
    aligned_with: tuple[SpeakerId, ...] = field(default=(), converter=_speakers)
    """Backed by or allied with: an interest in common, no common voice."""
    anonymous: bool = False
    """Whether the text keeps the name from the reader."""
    anonymity_reason: str | None = None
    """Why it does."""
    same_as: tuple[str, ...] = field(default=(), converter=to_texts)
    """URIs of the same speaker elsewhere."""

    def _problems(self, sound: Sound) -> Iterator[Problem]:
        yield from _not_itself(self, "member_of", sound)
        yield from _not_itself(self, "aligned_with", sound)
        if sound(["anonymous", "anonymity_reason"]) and self.anonymity_reason and not self.anonymous:
            yield Problem(
                "anonymity_reason", f"needs anonymous to be true, got {shown(self.anonymity_reason)}"
            )


@frozen(kw_only=True, weakref_slot=False)
class Document(_Identified):
    """A text in which things are said."""

    id: DocumentId = field(default=DERIVED, converter=DocumentId)
    """Unique in the dossier."""
    title: str | None = None
    """As printed, where it is known."""
    publisher: SpeakerId | None = field(default=None, converter=_speaker)
    """Who brought it out; the voice of its narration."""
    url: str | None = None
    """Where it can be read."""
    published: When | None = field(default=None, converter=to_when)
    """When it came out."""
    retrieved: When | None = field(default=None, converter=to_when)
    """When it was read."""
    derived_from: DocumentId | None = field(default=None, converter=_document)
    """The text that it reprints, syndicates or translates."""
    digest: str | None = None
    """SHA-256 of its text in UTF-8, 64 hexadecimal digits."""
    length: int | None = None
    """Length of its text in Unicode code points."""

    def _problems(self, sound: Sound) -> Iterator[Problem]:
        yield from _not_itself(self, "derived_from", sound)


@frozen(kw_only=True, weakref_slot=False)
class Claim(_Identified):
    """One positive sentence, with no attribution and no hedge."""

    id: ClaimId = field(default=DERIVED, converter=ClaimId)
    """Unique in the dossier."""
    text: str
    """The sentence."""
    kind: ClaimKind = field(default=ClaimKind.FACT, converter=to_claim_kind)
    """What it speaks about."""
    accused: tuple[SpeakerId, ...] = field(default=(), converter=_speakers)
    """Who is said to have done wrong; a claim that accuses is an allegation."""
    parties: tuple[SpeakerId, ...] = field(default=(), converter=_speakers)
    """All with a stake in it; the accused are added where they are missing."""
    occurred: When | None = field(default=None, converter=to_when)
    """When it is said to have happened."""
    place: str | None = None
    """Where it is said to have happened."""
    links: tuple[Link, ...] = field(default=(), converter=_links)
    """How it stands to other claims."""

    def _problems(self, sound: Sound) -> Iterator[Problem]:
        for index, link in enumerate(self.links if sound(["links"]) else ()):
            if link.claim == self.id:
                yield Problem(
                    f"links[{index}].claim", f"must not be the claim itself, got {shown(link.claim)}"
                )
            if link.kind is LinkKind.FAULTS and sound(["kind"]) and self.kind is not ClaimKind.SOURCING:
                yield Problem(f"links[{index}].kind", f"must not be faults in a claim of kind {self.kind}")
        if sound(["accused", "kind"]) and self.accused and self.is_opinion_like:
            yield Problem(
                "accused", f"must be empty in a claim of kind {self.kind}, got {shown(self.accused)}"
            )

    def _settle(self) -> None:
        object.__setattr__(self, "parties", with_accused(self.parties, self.accused))
        super()._settle()

    @property
    def is_allegation(self) -> bool:
        """Whether somebody is accused."""
        return bool(self.accused)

    @property
    def is_opinion_like(self) -> bool:
        """Whether it is of a kind that cannot accuse: opinion, background or sourcing."""
        return self.kind in CANNOT_ACCUSE


CANNOT_ACCUSE = (ClaimKind.OPINION, ClaimKind.BACKGROUND, ClaimKind.SOURCING)
"""The kinds of claims that cannot accuse."""


def with_accused(parties: tuple[SpeakerId, ...], accused: tuple[SpeakerId, ...]) -> tuple[SpeakerId, ...]:
    """The parties, and after them the accused where they are missing."""
    known = parties if len(parties) < _MANY else frozenset(parties)
    missing = [each for each in accused if each not in known]
    return (*parties, *dict.fromkeys(missing)) if missing else parties


_MANY = 8


@frozen(kw_only=True, weakref_slot=False)
class Statement(_Identified):
    """A speech act: somebody takes a stance on a claim."""

    id: StatementId = field(default=DERIVED, converter=StatementId)
    """Unique in the dossier."""
    speaker: SpeakerId | None = field(default=None, converter=_speaker)
    """Who says it; `None` where the text names nobody, which on narration means the publisher."""
    stance: Stance = field(converter=to_stance)
    """What it does to the claim."""
    claim: ClaimId = field(converter=_claim)
    """What it is about."""
    document: DocumentId | None = field(default=None, converter=_document)
    """The text that carries it."""
    spans: tuple[Span, ...] = field(default=(), converter=_spans)
    """Where in that text it stands."""
    mode: Mode = field(default=Mode.INDIRECT, converter=to_mode)
    """How the text gives the words."""
    cue: str | None = None
    """The attributing words, such as "said" or "according to"."""
    hedge: str | None = None
    """The words that weaken it, such as "reportedly"."""
    certainty: Certainty = field(default=Certainty.UNSTATED, converter=to_certainty)
    """How sure the speaker is."""
    basis: Basis = field(default=Basis.UNSTATED, converter=to_basis)
    """How the speaker knows."""
    quote: str | None = None
    """The words, verbatim; for modes direct and mixed."""
    said: When | None = field(default=None, converter=to_when)
    """When it was said."""
    channel: str | None = None
    """The medium it was said in."""
    locator: str | None = None
    """URL, page or timecode of the utterance itself."""
    via: tuple[SpeakerId, ...] = field(default=(), converter=_speakers)
    """Who passed it on, from the speaker towards the reader; not the document's own publisher."""
    repeats: tuple[StatementId, ...] = field(default=(), converter=_statements)
    """The statements that it is taken from."""
    answers: tuple[ClaimId, ...] = field(default=(), converter=_claims)
    """The accusations that it replies to without a stance on them."""
    replaces: tuple[StatementId, ...] = field(default=(), converter=_statements)
    """The statements that it corrects or withdraws."""
    cites: tuple[EvidenceId, ...] = field(default=(), converter=_evidence)
    """The evidence that it points to."""

    def _problems(self, sound: Sound) -> Iterator[Problem]:
        yield from _not_itself(self, "repeats", sound)
        yield from _not_itself(self, "replaces", sound)
        if sound(["spans", "document"]) and self.spans and self.document is None:
            yield Problem("spans", "need a document to lie in, got none")
        if sound(["quote", "mode"]) and self.quote and self.mode in WITHOUT_QUOTE:
            yield Problem("quote", f"needs mode direct or mixed, got {self.mode}")
        if sound(["stance", "replaces"]) and self.stance is Stance.WITHDRAWS and not self.replaces:
            yield Problem("replaces", "must name what the statement withdraws, got ()")


WITHOUT_QUOTE = (Mode.INDIRECT, Mode.NARRATED)
"""The modes of statements that hold no words verbatim."""


@frozen(kw_only=True, weakref_slot=False)
class Evidence(_Identified):
    """A thing that bears on claims. Statements are never evidence."""

    id: EvidenceId = field(default=DERIVED, converter=EvidenceId)
    """Unique in the dossier."""
    description: str
    """What it is and shows."""
    kind: EvidenceKind = field(converter=to_evidence_kind)
    """What it is made of."""
    availability: Availability = field(converter=to_availability)
    """Who may see it."""
    supports: tuple[ClaimId, ...] = field(default=(), converter=_claims)
    """The claims that it speaks for."""
    undermines: tuple[ClaimId, ...] = field(default=(), converter=_claims)
    """The claims that it speaks against."""
    provider: SpeakerId | None = field(default=None, converter=_speaker)
    """Who put it forward."""
    verified_by: tuple[SpeakerId, ...] = field(default=(), converter=_speakers)
    """Who has examined it and stands by it."""
    derived_from: tuple[EvidenceId, ...] = field(default=(), converter=_evidence)
    """The items that it was made from."""
    original: bool = False
    """Whether it is known to derive from nothing."""
    document: DocumentId | None = field(default=None, converter=_document)
    """The text that shows or describes it."""
    locator: str | None = None
    """URL, page or timecode at which it can be seen."""
    digest: str | None = None
    """SHA-256 of its bytes, 64 hexadecimal digits."""
    created: When | None = field(default=None, converter=to_when)
    """When it came into being."""
    released: When | None = field(default=None, converter=to_when)
    """When it was made public."""
    retracted: When | None = field(default=None, converter=to_when)
    """When it was taken back; it bears on nothing from then on."""

    def _problems(self, sound: Sound) -> Iterator[Problem]:
        yield from _not_itself(self, "derived_from", sound)
        supported = frozenset(self.supports if sound(["supports", "undermines"]) else ())
        for index, claim in enumerate(self.undermines if supported else ()):
            if claim in supported:
                yield Problem(f"undermines[{index}]", f"must not be a claim it supports, got {shown(claim)}")
        if sound(["original", "derived_from"]) and self.original and self.derived_from:
            yield Problem("original", "must be false for an item with derived_from, got true")


Record = Speaker | Document | Claim | Statement | Evidence
"""A record of any of the five kinds."""


def _not_itself(record: Record, name: str, sound: Sound) -> Iterator[Problem]:
    if not sound(["id", name]):
        return
    value: tuple[str, ...] | str | None = getattr(record, name)
    if isinstance(value, tuple):
        at = [f"{name}[{index}]" for index, item in enumerate(value) if item == record.id]
    else:
        at = [name] if value == record.id else []
    yield from (Problem(path, f"must not be the record itself, got {shown(record.id)}") for path in at)
