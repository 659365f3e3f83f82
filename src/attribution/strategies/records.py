"""A strategy for each type of record and value; the references of a record name nothing in particular."""

from collections.abc import Callable
from typing import TypeVar

from hypothesis import strategies as st

from attribution.dates import When
from attribution.model import Claim, Document, Evidence, Link, Record, Span, Speaker, Statement, Waiver
from attribution.strategies.words import CUES, DATES, DIGESTS, HEDGES, URLS
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

__all__ = [
    "claims",
    "documents",
    "evidence",
    "links",
    "records",
    "spans",
    "speakers",
    "statements",
    "waivers",
    "whens",
]

T = TypeVar("T")


def whens() -> st.SearchStrategy[When]:
    """Dates of every sort."""
    return st.sampled_from(DATES).map(When)


def spans() -> st.SearchStrategy[Span]:
    """Spans near the start of a text."""
    return st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda at: Span(at[0], sum(at)))


def links() -> st.SearchStrategy[Link]:
    """Links of every kind but `faults`, which only claims of kind sourcing have."""
    kinds = st.sampled_from([kind for kind in LinkKind if kind is not LinkKind.FAULTS])
    return st.builds(Link, kinds, _refs(ClaimId))


@st.composite
def speakers(draw: st.DrawFn) -> Speaker:
    """Speakers of every kind."""
    anonymous = draw(st.booleans())
    return Speaker(
        id=draw(_own(SpeakerId)),
        name=draw(_texts()),
        kind=draw(st.sampled_from(SpeakerKind)),
        role=draw(_maybe(_texts())),
        member_of=draw(_few(_refs(SpeakerId))),
        aligned_with=draw(_few(_refs(SpeakerId))),
        anonymous=anonymous,
        anonymity_reason=draw(_maybe(_texts())) if anonymous else None,
        same_as=draw(_few(st.sampled_from(URLS))),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents with any of their fields."""
    return Document(
        id=draw(_own(DocumentId)),
        title=draw(_maybe(_texts())),
        publisher=draw(_maybe(_refs(SpeakerId))),
        url=draw(_maybe(st.sampled_from(URLS))),
        published=draw(_maybe(whens())),
        retrieved=draw(_maybe(whens())),
        derived_from=draw(_maybe(_refs(DocumentId))),
        digest=draw(_maybe(st.sampled_from(DIGESTS))),
        length=draw(_maybe(st.integers(0, 10**6))),
    )


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """Claims of every kind; the kinds that cannot accuse do not, and sourcing claims fault others."""
    kind = draw(st.sampled_from(ClaimKind))
    can_accuse = kind in (ClaimKind.FACT, ClaimKind.MOTIVE, ClaimKind.PREDICTION)
    faulted = draw(_few(_refs(ClaimId))) if kind is ClaimKind.SOURCING else ()
    return Claim(
        id=draw(_own(ClaimId)),
        text=draw(_texts()),
        kind=kind,
        accused=draw(_few(_refs(SpeakerId))) if can_accuse else (),
        parties=draw(_few(_refs(SpeakerId))),
        occurred=draw(_maybe(whens())),
        place=draw(_maybe(_texts())),
        links=(*draw(_few(links())), *(Link(LinkKind.FAULTS, claim) for claim in faulted)),
    )


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    """Statements of every stance and mode; a withdrawal says what it withdraws."""
    stance, mode = draw(st.sampled_from(Stance)), draw(st.sampled_from(Mode))
    document = draw(_maybe(_refs(DocumentId)))
    replaces = draw(_few(_refs(StatementId)))
    if stance is Stance.WITHDRAWS and not replaces:
        replaces = (draw(_refs(StatementId)),)
    return Statement(
        id=draw(_own(StatementId)),
        speaker=draw(_maybe(_refs(SpeakerId))),
        stance=stance,
        claim=draw(_refs(ClaimId)),
        document=document,
        spans=draw(_few(spans())) if document is not None else (),
        mode=mode,
        cue=draw(_maybe(st.sampled_from(CUES) | _texts())),
        hedge=draw(_maybe(st.sampled_from(HEDGES) | _texts())),
        certainty=draw(st.sampled_from(Certainty)),
        basis=draw(st.sampled_from(Basis)),
        quote=draw(_maybe(_texts())) if mode in (Mode.DIRECT, Mode.MIXED) else None,
        said=draw(_maybe(whens())),
        channel=draw(_maybe(_texts())),
        locator=draw(_maybe(_texts())),
        via=draw(_few(_refs(SpeakerId))),
        repeats=draw(_few(_refs(StatementId))),
        answers=draw(_few(_refs(ClaimId))),
        replaces=replaces,
        cites=draw(_few(_refs(EvidenceId))),
    )


@st.composite
def evidence(draw: st.DrawFn) -> Evidence:
    """Evidence items; what supports a claim does not undermine it, and an original derives from nothing."""
    supports = draw(_few(_refs(ClaimId)))
    sources = draw(_few(_refs(EvidenceId)))
    return Evidence(
        id=draw(_own(EvidenceId)),
        description=draw(_texts()),
        kind=draw(st.sampled_from(EvidenceKind)),
        availability=draw(st.sampled_from(Availability)),
        supports=supports,
        undermines=[claim for claim in draw(_few(_refs(ClaimId))) if claim not in supports],
        provider=draw(_maybe(_refs(SpeakerId))),
        verified_by=draw(_few(_refs(SpeakerId))),
        derived_from=sources,
        original=not sources and draw(st.booleans()),
        document=draw(_maybe(_refs(DocumentId))),
        locator=draw(_maybe(_texts())),
        digest=draw(_maybe(st.sampled_from(DIGESTS))),
        created=draw(_maybe(whens())),
        released=draw(_maybe(whens())),
        retracted=draw(_maybe(whens())),
    )


def waivers() -> st.SearchStrategy[Waiver]:
    """Waivers of a few rules, by code and by name."""
    return st.builds(
        Waiver,
        rule=st.sampled_from(("A101", "unsupported-allegation", "S202")),
        subjects=st.lists(_refs(str), min_size=1, max_size=2).map(tuple),
        reason=_texts(),
    )


def records() -> st.SearchStrategy[Record]:
    """Records of every kind."""
    return st.one_of(speakers(), documents(), claims(), statements(), evidence())


def _texts() -> st.SearchStrategy[str]:
    characters = st.characters(exclude_categories=["Cs"])
    return st.text(max_size=20, alphabet=characters).map(lambda text: f"{text}.")


def _maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | strategy


def _few(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


def _refs(kind: Callable[[str], T]) -> st.SearchStrategy[T]:
    return st.sampled_from(("ref1", "ref2", "ref3")).map(kind)


def _own(kind: Callable[[str], T]) -> st.SearchStrategy[T]:
    printable = st.text(min_size=1, max_size=8, alphabet=st.characters(codec="utf-8")).filter(
        lambda text: text.isprintable() and text == text.strip()
    )
    return printable.map(lambda text: kind(f"own-{text}"))
