"""The speakers, documents, claims and evidence of a made-up dossier; every reference names a record of it."""

from collections.abc import Sequence

from attrs import evolve

from attribution.dates import When
from attribution.model import Claim, Document, Evidence, Link, Speaker
from attribution.strategies.choice import Chooser
from attribution.strategies.words import DATES, DIGESTS, LENGTH, LOCATORS, REASONS, URLS, WORDS
from attribution.vocabulary import (
    Availability,
    ClaimId,
    ClaimKind,
    DocumentId,
    EvidenceId,
    EvidenceKind,
    LinkKind,
    SpeakerId,
    SpeakerKind,
)

__all__ = ["WHENS", "make_claims", "make_documents", "make_evidence", "make_speakers"]

WHENS = tuple(map(When, (*DATES, "2031-05-02", "2031-05-04", "2031-05-05", "2031-05/..")))
_TIMES = (*WHENS, *(When("2031-05-02/.."),) * 3, *(When("2031-05/.."),) * 3, When("2031-05/"))
_KINDS = (
    *(SpeakerKind.INDIVIDUAL, SpeakerKind.ORGANIZATION, SpeakerKind.ORGANIZATION, SpeakerKind.GROUP),
    *(SpeakerKind.UNKNOWN, SpeakerKind.CLASS, SpeakerKind.SYSTEM),
)
_CLAIM_KINDS = (
    *(ClaimKind.FACT,) * 6,
    *(ClaimKind.MOTIVE, ClaimKind.MOTIVE, ClaimKind.PREDICTION, ClaimKind.PREDICTION),
    *(ClaimKind.OPINION, ClaimKind.BACKGROUND, ClaimKind.SOURCING),
)
_AVAILABILITIES = (Availability.PUBLISHED, Availability.PUBLISHED, *Availability)
_ITEMS = (EvidenceKind.VIDEO, EvidenceKind.TESTIMONY, EvidenceKind.OTHER)


def make_speakers(choose: Chooser) -> list[Speaker]:
    """2 to 8 speakers; a body comes before its members."""
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


def make_documents(choose: Chooser, people: Sequence[Speaker]) -> list[Document]:
    """Up to 4 documents; an original comes before its reprints."""
    publishers = [person.id for person in people]
    made: list[Document] = []
    for index in range(choose.number(0, 4)):
        made.append(
            Document(
                id=DocumentId(f"d{index}"),
                title=choose.maybe(90, WORDS),
                publisher=choose.maybe(70, publishers),
                url=choose.maybe(30, URLS),
                published=choose.maybe(60, WHENS),
                retrieved=choose.maybe(5, WHENS),
                derived_from=choose.maybe(50, [document.id for document in made]),
                digest=choose.maybe(25, DIGESTS),
                length=choose.maybe(50, (LENGTH,)),
            )
        )
    return made


def make_claims(choose: Chooser, people: Sequence[Speaker], *, mutual: bool) -> list[Claim]:
    """1 to 5 claims; where they are `mutual`, the first two accuse the first two speakers."""
    everyone = [person.id for person in people]
    names = [ClaimId(f"c{i}") for i in range(choose.number(2 if mutual else 1, 5))]
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
                occurred=choose.maybe(40, _TIMES),
                place=choose.maybe(10, WORDS),
                links=_links(choose, index, names, kind),
            )
        )
    return made


def _links(choose: Chooser, index: int, names: Sequence[ClaimId], kind: ClaimKind) -> list[Link]:
    others = [name for name in names if name != names[index]]
    made = [Link(LinkKind.COUNTERS, name) for name in choose.some(35, others)]
    made += [Link(LinkKind.CONTRADICTS, name) for name in choose.some(30, others)]
    explains = 80 if kind is ClaimKind.MOTIVE else 5
    made += [Link(LinkKind.EXPLAINS, name) for name in choose.some(explains, others)]
    # Claims that narrow each other in a circle make no dossier.
    made += [Link(LinkKind.NARROWS, name) for name in choose.some(25, names[:index])]
    if kind is ClaimKind.SOURCING:
        made += [Link(LinkKind.FAULTS, name) for name in choose.some(90, others)]
    return made


def make_evidence(
    choose: Chooser,
    people: Sequence[Speaker],
    papers: Sequence[Document],
    sentences: Sequence[Claim],
    names: Sequence[EvidenceId],
) -> list[Evidence]:
    """An item for each id, some of them alike in all but the id."""
    everyone = [person.id for person in people]
    subjects = [claim.id for claim in sentences]
    dated = choose.pick((30, 100))
    made: list[Evidence] = []
    for name in names:
        alike = [item for item in made if name not in item.derived_from]
        if alike and choose.chance(10):
            made.append(evolve(choose.pick(alike), id=name))
            continue
        supports = tuple(dict.fromkeys(choose.early(subjects) for _ in range(choose.number(0, 2))))
        against = choose.some(30, [claim for claim in subjects if claim not in supports])
        sources = choose.some(30, [other for other in names if other != name])
        made.append(
            Evidence(
                id=name,
                description=choose.pick(WORDS[:2]),
                kind=choose.pick(_ITEMS),
                availability=choose.pick(_AVAILABILITIES),
                supports=supports,
                undermines=against,
                provider=choose.maybe(70, everyone),
                verified_by=choose.some(35, everyone),
                derived_from=sources,
                original=not sources and choose.chance(50),
                document=choose.maybe(20, [paper.id for paper in papers]),
                locator=choose.maybe(15, LOCATORS),
                digest=choose.maybe(20, DIGESTS),
                created=choose.maybe(dated, WHENS),
                released=choose.maybe(20, WHENS),
                retracted=choose.maybe(15, WHENS),
            )
        )
    return made
