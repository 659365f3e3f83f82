"""The statements of a made-up dossier, and the plots that make them bear on each other."""

from collections.abc import Sequence
from enum import Enum

from attrs import evolve

from attribution.model import Claim, Document, Span, Speaker, Statement
from attribution.strategies.choice import Chooser
from attribution.strategies.parts import WHENS
from attribution.strategies.words import CUES, HEDGES, LENGTH, LOCATORS, QUOTES, WORDS
from attribution.vocabulary import Basis, Certainty, EvidenceId, Mode, SpeakerId, Stance, StatementId

__all__ = ["Plot", "make_statements"]

_MODES = (Mode.INDIRECT, Mode.INDIRECT, Mode.DIRECT, Mode.MIXED, Mode.NARRATED)
_STANCES = (*(Stance.ASSERTS,) * 7, Stance.DENIES, Stance.DENIES, Stance.QUESTIONS, Stance.DECLINES)
_CERTAINTIES = (Certainty.UNSTATED, *Certainty)
_BASES = (Basis.UNSTATED, Basis.OBSERVED, *Basis)


class Plot(Enum):
    """What most of the statements of a dossier have in common."""

    NONE = "each is about anything"
    CHORUS = "all are on the first claim, and taken from the first statement"
    QUARREL = "in the first document the first two speakers accuse each other"
    DENIAL = "an accused denies the first claim, and the last document, of a later day, carries it"
    LASTING = "what the first claim tells of goes on, and the evidence is of the first days"
    AFTERMATH = "the first claim is asserted early, and the evidence is of later days"


def make_statements(
    choose: Chooser,
    people: Sequence[Speaker],
    papers: Sequence[Document],
    sentences: Sequence[Claim],
    items: Sequence[EvidenceId],
    plot: Plot,
) -> list[Statement]:
    """Up to 10 statements; one that replaces others comes after them."""
    fewest = {Plot.QUARREL: 4, Plot.DENIAL: 2, Plot.AFTERMATH: 1}.get(plot, 0)
    names = [StatementId(f"s{i}") for i in range(choose.number(fewest, 10))]
    everyone = [person.id for person in people]
    subjects = [claim.id for claim in sentences]
    made: list[Statement] = []
    for index, name in enumerate(names):
        mode = choose.pick(_MODES)
        document = choose.maybe(60, papers)
        nobody = choose.chance(20 if mode is not Mode.NARRATED else 60)
        quote, spans = _quote_and_spans(choose, mode) if document is not None else (None, ())
        draft = Statement(
            id=name,
            speaker=None if nobody else choose.early(everyone),
            stance=choose.pick(_STANCES),
            claim=subjects[0] if plot is Plot.CHORUS else choose.early(subjects),
            document=None if document is None else document.id,
            spans=spans,
            mode=mode,
            cue=choose.maybe(45, CUES),
            hedge=choose.maybe(20, HEDGES),
            certainty=choose.pick(_CERTAINTIES),
            basis=choose.pick(_BASES),
            quote=quote,
            said=choose.maybe(50, WHENS),
            channel=choose.maybe(25, WORDS),
            locator=choose.maybe(25, LOCATORS),
            via=choose.some(30, everyone),
            repeats=names[:1]
            if plot is Plot.CHORUS and made
            else choose.some(40, [other for other in names if other != name]),
            answers=choose.some(15, subjects),
            cites=choose.some(30, items),
        )
        made.append(
            _plotted(choose, draft, index, people, papers, sentences, plot)
            if index < fewest
            else _replacing(choose, draft, made, people, papers)
        )
    return made


def _plotted(
    choose: Chooser,
    draft: Statement,
    index: int,
    people: Sequence[Speaker],
    papers: Sequence[Document],
    sentences: Sequence[Claim],
    plot: Plot,
) -> Statement:
    """The draft with what the plot needs of one of the first statements."""
    if plot is Plot.QUARREL:
        return evolve(
            draft,
            speaker=people[index % 2].id,
            stance=Stance.ASSERTS,
            claim=sentences[1 - index % 2].id,
            document=papers[0].id,
            mode=Mode.INDIRECT,
            quote=None,
            cue=choose.pick(CUES[:4] if index % 2 else CUES[:1]),
        )
    if plot is Plot.AFTERMATH:
        return evolve(draft, stance=Stance.ASSERTS, claim=sentences[0].id, said="2031-05-01")
    if index:
        return evolve(draft, stance=Stance.ASSERTS, claim=sentences[0].id, document=papers[-1].id)
    denier = choose.early(sentences[0].accused or [person.id for person in people])
    return evolve(draft, speaker=denier, stance=Stance.DENIES, claim=sentences[0].id, said="2031-05-01")


def _quote_and_spans(choose: Chooser, mode: Mode) -> tuple[str | None, tuple[Span, ...]]:
    is_quote = mode in (Mode.DIRECT, Mode.MIXED)
    if is_quote and choose.chance(70):
        quote, spans = choose.pick(QUOTES)
        return quote, choose.pick((spans, spans, (), _spans(choose)))
    return (WORDS[0] if is_quote and choose.chance(20) else None), _spans(choose)


def _spans(choose: Chooser) -> tuple[Span, ...]:
    found: list[Span] = []
    for _ in range(choose.number(0, 3)):
        start = choose.number(0, LENGTH - 1)
        found.append(Span(start, choose.pick((LENGTH, min(start + 5, LENGTH), start + 1))))
    return tuple(found)


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

    def voice(said: Statement) -> SpeakerId | None:
        if said.speaker is None and said.mode is Mode.NARRATED and said.document is not None:
            return publishers[said.document]
        return said.speaker

    def side(said: Statement) -> set[SpeakerId]:
        speaker = voice(said)
        return set() if speaker is None else bodies[speaker]

    own = [old for old in earlier if voice(old) == voice(draft) or not side(old).isdisjoint(side(draft))]
    own = [old for old in own if old.claim == draft.claim or choose.chance(20)]
    replaced = [old.id for old in choose.some(35, own)]
    withdrawn = [old.id for old in own if old.claim == draft.claim]
    if withdrawn and choose.chance(8):
        return evolve(draft, stance=Stance.WITHDRAWS, replaces=choose.some(100, withdrawn))
    return evolve(draft, replaces=replaced)
