"""Hypothesis strategies for every kind of record, and for whole dossiers.

`dossiers()` makes small dossiers that are valid by construction and in which every rule sometimes fires
and sometimes is silent. It is drawn from whole numbers alone, so that `random_dossier(seed)` can make the
same kind of dossier without Hypothesis, for runs over very many.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

from attrs import evolve
from hypothesis import strategies as st

from attribution import (
    Availability,
    Basis,
    Certainty,
    Claim,
    ClaimId,
    ClaimKind,
    Document,
    DocumentId,
    Dossier,
    Evidence,
    EvidenceId,
    EvidenceKind,
    Link,
    LinkKind,
    Mode,
    Record,
    Span,
    Speaker,
    SpeakerId,
    SpeakerKind,
    Stance,
    Statement,
    StatementId,
    Waiver,
    When,
)

__all__ = [
    "Chooser",
    "added_items",
    "build_dossier",
    "claims",
    "documents",
    "dossiers",
    "evidence",
    "ids",
    "links",
    "random_dossier",
    "records",
    "spans",
    "speakers",
    "statements",
    "texts",
    "waivers",
    "whens",
]

T = TypeVar("T")

DATES = (
    *("2031-05-01", "2031-05-03", "2031-05", "2031", "2031-05-02?", "2031~", "2031-05-XX", "203X"),
    *("2031-05-01/2031-05-04", "2031-05-02/..", "/2031-05-02", "2031-05-02T10:00:00Z", "2031-05-02T10:00:00"),
)
DIGESTS = ("0" * 64, "ab" * 32)
URLS = ("https://example.org/1", "https://example.org/2")
WORDS = (
    "a bridge",
    "Zürich, 4 o’clock",
    "“yes”",
    "桥 🜁",
    "line\nbreak\u2028",
    "<b>&amp;</b>",
    '"\\',
    "\u202eabc",
)
REASONS = ("fear of reprisals", "not allowed to speak")
LENGTH = 40

# Records on their own. Their references name nothing in particular.


def texts() -> st.SearchStrategy[str]:
    """Any text that a field may hold."""
    return st.text(max_size=20, alphabet=st.characters(exclude_categories=["Cs"])).map(
        lambda text: f"{text}."
    )


def ids() -> st.SearchStrategy[str]:
    """Any id."""
    return st.text(min_size=1, max_size=8, alphabet=st.characters(codec="utf-8")).filter(
        lambda text: text.isprintable() and text == text.strip()
    )


def whens() -> st.SearchStrategy[When]:
    """Dates of every sort."""
    return st.sampled_from(DATES).map(When)


def spans() -> st.SearchStrategy[Span]:
    """Spans near the start of a text."""
    return st.builds(
        lambda start, length: Span(start, start + length), st.integers(0, 30), st.integers(1, 10)
    )


def links() -> st.SearchStrategy[Link]:
    """Links of every kind but `faults`, which only claims of kind sourcing have."""
    kinds = [kind for kind in LinkKind if kind is not LinkKind.FAULTS]
    return st.builds(Link, st.sampled_from(kinds), _refs(ClaimId))


def speakers() -> st.SearchStrategy[Speaker]:
    """Speakers of every kind."""
    return st.builds(
        lambda anonymous, reason, **fields: Speaker(
            anonymous=anonymous, anonymity_reason=reason if anonymous else None, **fields
        ),
        anonymous=st.booleans(),
        reason=_maybe(texts()),
        id=_own(SpeakerId),
        name=texts(),
        kind=st.sampled_from(SpeakerKind),
        role=_maybe(texts()),
        member_of=_few(_refs(SpeakerId)),
        aligned_with=_few(_refs(SpeakerId)),
        same_as=_few(st.sampled_from(URLS)),
    )


def documents() -> st.SearchStrategy[Document]:
    """Documents with any of their fields."""
    return st.builds(
        Document,
        id=_own(DocumentId),
        title=texts(),
        publisher=_maybe(_refs(SpeakerId)),
        url=_maybe(st.sampled_from(URLS)),
        published=_maybe(whens()),
        retrieved=_maybe(whens()),
        derived_from=_maybe(_refs(DocumentId)),
        digest=_maybe(st.sampled_from(DIGESTS)),
        length=_maybe(st.integers(0, 10**6)),
    )


def claims() -> st.SearchStrategy[Claim]:
    """Claims of every kind; the kinds that cannot accuse do not, and sourcing claims fault others."""
    opinion_like = (ClaimKind.OPINION, ClaimKind.BACKGROUND, ClaimKind.SOURCING)

    def claim(
        kind: ClaimKind, accused: Sequence[SpeakerId], faulted: Sequence[ClaimId], **fields: object
    ) -> Claim:
        linked = fields.pop("links")
        assert isinstance(linked, tuple)
        if kind is ClaimKind.SOURCING:
            linked = (*linked, *(Link(LinkKind.FAULTS, one) for one in faulted))
        return Claim(kind=kind, accused=() if kind in opinion_like else accused, links=linked, **fields)  # type: ignore[arg-type]

    return st.builds(
        claim,
        id=_own(ClaimId),
        kind=st.sampled_from(ClaimKind),
        accused=_few(_refs(SpeakerId)),
        faulted=_few(_refs(ClaimId)),
        text=texts(),
        parties=_few(_refs(SpeakerId)),
        occurred=_maybe(whens()),
        place=_maybe(texts()),
        links=_few(links()),
    )


def statements() -> st.SearchStrategy[Statement]:
    """Statements of every stance and mode; a withdrawal says what it withdraws."""

    def statement(
        stance: Stance,
        mode: Mode,
        quote: str | None,
        document: DocumentId | None,
        at: Sequence[Span],
        replaces: Sequence[StatementId],
        **fields: object,
    ) -> Statement:
        return Statement(
            stance=stance,
            mode=mode,
            quote=quote if mode in (Mode.DIRECT, Mode.MIXED) else None,
            document=document,
            spans=() if document is None else at,
            replaces=replaces or [StatementId("ref1")] if stance is Stance.WITHDRAWS else replaces,
            **fields,  # type: ignore[arg-type]
        )

    return st.builds(
        statement,
        id=_own(StatementId),
        speaker=_maybe(_refs(SpeakerId)),
        stance=st.sampled_from(Stance),
        claim=_refs(ClaimId),
        document=_maybe(_refs(DocumentId)),
        at=_few(spans()),
        mode=st.sampled_from(Mode),
        cue=_maybe(texts()),
        hedge=_maybe(texts()),
        certainty=st.sampled_from(Certainty),
        basis=st.sampled_from(Basis),
        quote=_maybe(texts()),
        said=_maybe(whens()),
        channel=_maybe(texts()),
        locator=_maybe(texts()),
        via=_few(_refs(SpeakerId)),
        repeats=_few(_refs(StatementId)),
        answers=_few(_refs(ClaimId)),
        replaces=_few(_refs(StatementId)),
        cites=_few(_refs(EvidenceId)),
    )


def evidence() -> st.SearchStrategy[Evidence]:
    """Evidence items; what supports a claim does not undermine it, and an original derives from nothing."""

    def item(
        supports: Sequence[ClaimId],
        undermines: Sequence[ClaimId],
        derived_from: Sequence[EvidenceId],
        original: bool,
        **fields: object,
    ) -> Evidence:
        return Evidence(
            supports=supports,
            undermines=[claim for claim in undermines if claim not in supports],
            derived_from=derived_from,
            original=original and not derived_from,
            **fields,  # type: ignore[arg-type]
        )

    return st.builds(
        item,
        id=_own(EvidenceId),
        description=texts(),
        kind=st.sampled_from(EvidenceKind),
        availability=st.sampled_from(Availability),
        supports=_few(_refs(ClaimId)),
        undermines=_few(_refs(ClaimId)),
        provider=_maybe(_refs(SpeakerId)),
        verified_by=_few(_refs(SpeakerId)),
        derived_from=_few(_refs(EvidenceId)),
        original=st.booleans(),
        document=_maybe(_refs(DocumentId)),
        locator=_maybe(texts()),
        digest=_maybe(st.sampled_from(DIGESTS)),
        created=_maybe(whens()),
        released=_maybe(whens()),
        retracted=_maybe(whens()),
    )


def waivers() -> st.SearchStrategy[Waiver]:
    """Waivers of any rule."""
    return st.builds(
        Waiver,
        rule=st.sampled_from(("A101", "unsupported-allegation", "S202")),
        subjects=st.lists(_refs(str), min_size=1, max_size=2).map(tuple),
        reason=texts(),
    )


def records() -> st.SearchStrategy[Record]:
    """Records of every kind."""
    return st.one_of(speakers(), documents(), claims(), statements(), evidence())


def _maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | strategy


def _few(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


def _refs(kind: Callable[[str], T]) -> st.SearchStrategy[T]:
    return st.sampled_from(("ref1", "ref2", "ref3")).map(kind)


def _own(kind: Callable[[str], T]) -> st.SearchStrategy[T]:
    return ids().map(lambda text: kind(f"own-{text}"))


# Dossiers


class Chooser:
    """Choices, all made with one function that picks a whole number between two, both included.

    The lowest number is always the plainest choice, so that Hypothesis shrinks towards it.
    """

    def __init__(self, number: Callable[[int, int], int]) -> None:
        self.number = number

    def chance(self, percent: int) -> bool:
        """True in so many of a hundred."""
        return self.number(0, 99) >= 100 - percent

    def pick(self, options: Sequence[T]) -> T:
        """One of the options, each as likely."""
        return options[self.number(0, len(options) - 1)]

    def early(self, options: Sequence[T]) -> T:
        """One of the options, the early ones more likely."""
        return options[min(self.number(0, len(options) - 1), self.number(0, len(options) - 1))]

    def maybe(self, percent: int, options: Sequence[T]) -> T | None:
        """One of the options in so many of a hundred, else nothing."""
        return self.pick(options) if options and self.chance(percent) else None

    def some(self, percent: int, options: Sequence[T], most: int = 2) -> tuple[T, ...]:
        """Different options, one to `most` and rather early ones, in so many of a hundred, else none."""
        if not options or not self.chance(percent):
            return ()
        return tuple(dict.fromkeys(self.early(options) for _ in range(self.number(1, most))))


def dossiers() -> st.SearchStrategy[Dossier]:
    """Small dossiers: 2 to 8 speakers, 1 to 5 claims, up to 10 statements and 6 evidence items."""
    return _dossiers()


@st.composite
def _dossiers(draw: st.DrawFn) -> Dossier:
    return build_dossier(Chooser(lambda low, high: draw(st.integers(low, high))))


@st.composite
def added_items(draw: st.DrawFn, dossier: Dossier) -> Evidence:
    """An item that the dossier does not hold and can be added to it: id `added`, not retracted."""
    choose = Chooser(lambda low, high: draw(st.integers(low, high)))
    name = EvidenceId("added")
    [item] = _evidence(choose, dossier.speakers, dossier.documents, dossier.claims, [name])
    sources = choose.some(40, [other.id for other in dossier.evidence])
    original = item.original and not sources
    return evolve(item, derived_from=sources, original=original, retracted=None)


def random_dossier(seed: int) -> Dossier:
    """The dossier of that number, for runs without Hypothesis."""
    return build_dossier(Chooser(Random(seed).randint))  # noqa: S311  # no secret


def build_dossier(choose: Chooser) -> Dossier:
    """A dossier made of such choices."""
    people = _speakers(choose)
    papers = _documents(choose, people)
    sentences = _claims(choose, people)
    item_ids = [EvidenceId(f"e{i}") for i in range(0 if choose.chance(20) else choose.number(0, 6))]
    sayings = _statements(choose, people, papers, sentences, item_ids)
    items = _evidence(choose, people, papers, sentences, item_ids)
    everything: list[Record] = [*people, *papers, *sentences, *sayings, *items]
    return Dossier.of(*everything, *_waivers(choose, everything), title=choose.maybe(30, WORDS))


def _speakers(choose: Chooser) -> list[Speaker]:
    names = [SpeakerId(f"p{i}") for i in range(choose.number(2, 8))]
    made: list[Speaker] = []
    for index, name in enumerate(names):
        anonymous = choose.chance(18)
        made.append(
            Speaker(
                id=name,
                name=f"{choose.pick(WORDS)} {index}",
                kind=choose.pick(_KINDS),
                role=choose.maybe(10, WORDS),
                member_of=choose.some(35, names[:index]),
                aligned_with=choose.some(20, [other for other in names if other != name]),
                anonymous=anonymous,
                anonymity_reason=choose.maybe(60, REASONS) if anonymous else None,
                same_as=choose.some(5, URLS),
            )
        )
    return made


_KINDS = (
    *(SpeakerKind.INDIVIDUAL, SpeakerKind.ORGANIZATION, SpeakerKind.ORGANIZATION, SpeakerKind.GROUP),
    *(SpeakerKind.UNKNOWN, SpeakerKind.CLASS, SpeakerKind.SYSTEM),
)


def _documents(choose: Chooser, people: Sequence[Speaker]) -> list[Document]:
    publishers = [person.id for person in people]
    made: list[Document] = []
    for index in range(choose.number(0, 4)):
        made.append(
            Document(
                id=DocumentId(f"d{index}"),
                title=choose.pick(WORDS),
                publisher=choose.maybe(70, publishers),
                url=choose.maybe(30, URLS),
                published=choose.maybe(60, _DATES),
                retrieved=choose.maybe(5, _DATES),
                derived_from=choose.maybe(50, [document.id for document in made]),
                digest=choose.maybe(25, DIGESTS),
                length=choose.maybe(50, (LENGTH,)),
            )
        )
    return made


_DATES = tuple(When(text) for text in DATES)


def _claims(choose: Chooser, people: Sequence[Speaker]) -> list[Claim]:
    everyone = [person.id for person in people]
    names = [ClaimId(f"c{i}") for i in range(choose.number(1, 5))]
    mutual = len(names) > 1 and choose.chance(15)
    made: list[Claim] = []
    for index, name in enumerate(names):
        kind = choose.pick(_CLAIM_KINDS)
        accuses = kind in (ClaimKind.FACT, ClaimKind.MOTIVE, ClaimKind.PREDICTION)
        if mutual and index < 2:
            link = Link(LinkKind.COUNTERS, names[1 - index])
            made.append(Claim(id=name, text=choose.pick(WORDS), accused=[everyone[index]], links=[link]))
            continue
        made.append(
            Claim(
                id=name,
                text=f"{choose.pick(WORDS)} {index}",
                kind=kind,
                accused=choose.some(80, everyone) if accuses else (),
                parties=choose.some(70, everyone, 3),
                occurred=choose.maybe(20, _DATES),
                place=choose.maybe(10, WORDS),
                links=_links(choose, index, names, kind),
            )
        )
    return made


_CLAIM_KINDS = (
    *(ClaimKind.FACT,) * 7,
    *(ClaimKind.MOTIVE, ClaimKind.PREDICTION, ClaimKind.OPINION, ClaimKind.BACKGROUND, ClaimKind.SOURCING),
)


def _links(choose: Chooser, index: int, names: Sequence[ClaimId], kind: ClaimKind) -> list[Link]:
    others = [name for name in names if name != names[index]]
    made = [Link(LinkKind.COUNTERS, name) for name in choose.some(35, others)]
    made += [Link(LinkKind.CONTRADICTS, name) for name in choose.some(30, others)]
    made += [Link(LinkKind.EXPLAINS, name) for name in choose.some(10, others)]
    # Claims that narrow each other in a circle make no dossier.
    made += [Link(LinkKind.NARROWS, name) for name in choose.some(25, names[:index])]
    if kind is ClaimKind.SOURCING:
        made += [Link(LinkKind.FAULTS, name) for name in choose.some(90, others)]
    return made


def _statements(
    choose: Chooser,
    people: Sequence[Speaker],
    papers: Sequence[Document],
    sentences: Sequence[Claim],
    items: Sequence[EvidenceId],
) -> list[Statement]:
    names = [StatementId(f"s{i}") for i in range(choose.number(0, 10))]
    everyone = [person.id for person in people]
    subjects = [claim.id for claim in sentences]
    chorus = choose.chance(15)
    made: list[Statement] = []
    for name in names:
        mode = choose.pick(_MODES)
        document = choose.maybe(60, papers)
        speaker = None if choose.chance(20 if mode is not Mode.NARRATED else 60) else choose.early(everyone)
        draft = Statement(
            id=name,
            speaker=speaker,
            stance=choose.pick(_STANCES),
            claim=subjects[0] if chorus else choose.early(subjects),
            document=None if document is None else document.id,
            spans=_spans(choose) if document is not None else (),
            mode=mode,
            cue=choose.maybe(20, ("said", "claimed")),
            hedge=choose.maybe(10, ("reportedly",)),
            certainty=choose.pick(_CERTAINTIES),
            basis=choose.pick(_BASES),
            quote=choose.maybe(40, WORDS) if mode in (Mode.DIRECT, Mode.MIXED) else None,
            said=choose.maybe(40, _DATES),
            channel=choose.maybe(10, WORDS),
            locator=choose.maybe(20, URLS),
            via=choose.some(30, everyone),
            repeats=names[:1]
            if chorus and made
            else choose.some(40, [other for other in names if other != name]),
            answers=choose.some(12, subjects),
            cites=choose.some(30, items),
        )
        made.append(_replacing(choose, draft, made, people, papers))
    return made


_MODES = (Mode.INDIRECT, Mode.INDIRECT, Mode.DIRECT, Mode.MIXED, Mode.NARRATED)
_STANCES = (*(Stance.ASSERTS,) * 7, Stance.DENIES, Stance.DENIES, Stance.QUESTIONS, Stance.DECLINES)
_CERTAINTIES = (Certainty.UNSTATED, *Certainty)
_BASES = (Basis.UNSTATED, Basis.OBSERVED, *Basis)


def _spans(choose: Chooser) -> list[Span]:
    found: list[Span] = []
    for _ in range(choose.number(0, 3)):
        start = choose.number(0, LENGTH - 1)
        found.append(Span(start, choose.pick((LENGTH, min(start + 5, LENGTH), start + 1))))
    return found


def _replacing(
    choose: Chooser,
    draft: Statement,
    earlier: Sequence[Statement],
    people: Sequence[Speaker],
    papers: Sequence[Document],
) -> Statement:
    """The draft, in some cases replacing earlier statements that it may replace."""
    bodies = {person.id: set(person.member_of) for person in people}
    for person in people:  # bodies come before their members
        bodies[person.id] |= {above for body in person.member_of for above in bodies[body]} | {person.id}
    publishers = {paper.id: paper.publisher for paper in papers}

    def voice(s: Statement) -> SpeakerId | None:
        narrates = s.speaker is None and s.mode is Mode.NARRATED and s.document is not None
        return publishers[s.document] if narrates and s.document is not None else s.speaker

    mine = voice(draft)
    own = [
        old
        for old in earlier
        if mine == voice(old)
        or not bodies.get(mine or SpeakerId(""), set()).isdisjoint(
            bodies.get(voice(old) or SpeakerId(""), set())
        )
    ]
    own = [old for old in own if old.claim == draft.claim or choose.chance(20)]
    replaced = [old.id for old in choose.some(35, own)]
    withdraws = [old.id for old in own if old.claim == draft.claim]
    if withdraws and choose.chance(8):
        return evolve(draft, stance=Stance.WITHDRAWS, replaces=choose.some(100, withdraws))
    return evolve(draft, replaces=replaced)


def _evidence(
    choose: Chooser,
    people: Sequence[Speaker],
    papers: Sequence[Document],
    sentences: Sequence[Claim],
    names: Sequence[EvidenceId],
) -> list[Evidence]:
    everyone = [person.id for person in people]
    subjects = [claim.id for claim in sentences]
    made: list[Evidence] = []
    for name in names:
        if made and choose.chance(10):  # alike in all but the id
            alike = choose.pick(made)
            if name not in alike.derived_from:
                made.append(evolve(alike, id=name))
                continue
        supports = tuple(dict.fromkeys(choose.early(subjects) for _ in range(choose.number(0, 2))))
        against = choose.some(30, [claim for claim in subjects if claim not in supports])
        sources = choose.some(30, [other for other in names if other != name])
        made.append(
            Evidence(
                id=name,
                description=choose.pick(WORDS[:2]),
                kind=choose.pick((EvidenceKind.VIDEO, EvidenceKind.TESTIMONY, EvidenceKind.OTHER)),
                availability=choose.pick(_AVAILABILITIES),
                supports=supports,
                undermines=against,
                provider=choose.maybe(70, everyone),
                verified_by=choose.some(35, everyone),
                derived_from=sources,
                original=not sources and choose.chance(50),
                document=choose.maybe(20, [paper.id for paper in papers]),
                locator=choose.maybe(15, URLS),
                digest=choose.maybe(20, DIGESTS),
                created=choose.maybe(10, _DATES),
                released=choose.maybe(10, _DATES),
                retracted=choose.maybe(15, _DATES),
            )
        )
    return made


_AVAILABILITIES = (Availability.PUBLISHED, Availability.PUBLISHED, *Availability)


def _waivers(choose: Chooser, everything: Sequence[Record]) -> list[Waiver]:
    subjects = [record.id for record in everything if isinstance(record, Claim | Statement)]
    return [
        Waiver(
            rule=choose.pick(("S201", "single-origin", "A101")), subjects=[subject], reason=choose.pick(WORDS)
        )
        for subject in choose.some(25, subjects)
    ]
