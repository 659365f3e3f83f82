"""Drafts: hypothetical records, put together for a dossier.

What is made up in them is nobody's and dated at no time: "an uninvolved party", "a named source".
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from attrs import evolve

from attribution.dates import When
from attribution.dossier import Dossier
from attribution.graph import reachable
from attribution.model import Claim, Document, Evidence, Record, Speaker, Statement
from attribution.rules import Case
from attribution.stake import Stake
from attribution.vocabulary import (
    Availability,
    ClaimId,
    EvidenceId,
    EvidenceKind,
    Mode,
    SpeakerId,
    SpeakerKind,
    Stance,
    StatementId,
)

__all__ = ["Draft", "Records", "evidence_for", "two_items", "withdrawn"]

Records = Sequence[Record]
"""Records to add, or to put in the place of those with their ids."""
R = TypeVar("R", bound=Record)


class Draft(dict[str, Record]):
    """Records by their ids, put together one after another for one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__()
        self._dossier = dossier

    @property
    def made(self) -> Records:
        """The records, in the order in which they were put there."""
        return tuple(self.values())

    def put(self, record: R) -> R:
        """Add a record, or put it in the place of the one with its id."""
        self[record.id] = record
        return record

    def fresh(self, word: str) -> str:
        """An id that no record has: the word, with a number where that is taken."""
        number, name = 1, word
        while name in self or name in self._dossier:
            number += 1
            name = f"{word}-{number}"
        return name

    def uninvolved(self) -> Speaker:
        """A new speaker who belongs to nobody, and so has no stake in anything."""
        name = SpeakerId(self.fresh("uninvolved-party"))
        return self.put(Speaker(id=name, name="an uninvolved party", kind=SpeakerKind.ORGANIZATION))

    def source(self, *bodies: SpeakerId) -> Speaker:
        """A new speaker who is named, and speaks for these."""
        name = SpeakerId(self.fresh("named-source"))
        kind = SpeakerKind.INDIVIDUAL
        return self.put(Speaker(id=name, name="a named source", kind=kind, member_of=bodies))

    def item(
        self,
        supports: Sequence[Claim] = (),
        *,
        undermines: Sequence[Claim] = (),
        provider: Speaker | SpeakerId | None = None,
        created: When | None = None,
    ) -> Evidence:
        """An item that can be looked at; one of an uninvolved party's is known to derive from nothing."""
        return self.put(
            Evidence(
                id=EvidenceId(self.fresh("evidence")),
                description="an item that can be looked at",
                kind=EvidenceKind.OTHER,
                availability=Availability.PUBLISHED,
                supports=supports,
                undermines=undermines,
                provider=provider,
                original=isinstance(provider, Speaker),
                created=created,
            )
        )

    def statement(
        self,
        word: str,
        speaker: Speaker | SpeakerId | None,
        stance: Stance,
        claim: Claim | ClaimId,
        *,
        document: Document | None = None,
        locator: str | None = None,
        repeats: Sequence[StatementId] = (),
        answers: Sequence[Claim] = (),
        replaces: Sequence[StatementId] = (),
    ) -> None:
        """A new statement, with an id made of this word."""
        self.put(
            Statement(
                id=StatementId(self.fresh(word)),
                speaker=speaker,
                stance=stance,
                claim=claim,
                document=document,
                locator=locator,
                repeats=repeats,
                answers=answers,
                replaces=replaces,
            )
        )

    def attribute(self, statement: Statement, speaker: Speaker | SpeakerId) -> Statement:
        """Give a statement a speaker, who tells it in no outlet's own voice any more.

        What corrects what must be by one speaker or side, so that those in the same voice that correct each
        other get it too.
        """
        dossier, voice = self._dossier, self._dossier.voice(statement)
        corrections = reachable(
            [statement.id], lambda s: [*dossier[s].replaces, *(new.id for new in dossier.replaced_by(s))]
        )
        for other in sorted(corrections):
            if dossier.voice(other) == voice:
                self.put(evolve(dossier[other], speaker=speaker))
        mode = Mode.INDIRECT if statement.mode is Mode.NARRATED else statement.mode
        return self.put(evolve(statement, speaker=speaker, mode=mode))


def evidence_for(case: Case, claims: Sequence[Claim], *, created: When | None = None) -> Iterator[Records]:
    """An item from an uninvolved party; else one from those who vouch, or from nobody that is named."""
    draft = Draft(case.dossier)
    draft.item(claims, provider=draft.uninvolved(), created=created)
    yield draft.made
    draft = Draft(case.dossier)
    draft.item(claims, provider=_accuser(case, claims), created=created)
    yield draft.made


def _accuser(case: Case, claims: Sequence[Claim]) -> SpeakerId | None:
    """Somebody who vouches for these claims and has a stake in every one."""
    stakes = [Stake.of(case.dossier, claim) for claim in claims]
    voices = sorted({voice for c in claims for s in case.vouching(c) if (voice := case.dossier.voice(s))})
    return next((v for v in voices if all(stake.holds(v, stake.pro) for stake in stakes)), None)


def two_items(case: Case, claim: Claim, *, against: bool = False) -> Records:
    """Two items for a claim, or against it, each from an uninvolved party of its own."""
    draft = Draft(case.dossier)
    for _ in range(2):
        draft.item(
            () if against else [claim], undermines=[claim] if against else (), provider=draft.uninvolved()
        )
    return draft.made


def withdrawn(case: Case, statements: Sequence[Statement]) -> Records:
    """A withdrawal by each speaker of all these statements on one claim."""
    by_voice: dict[tuple[SpeakerId | None, ClaimId], list[StatementId]] = {}
    for statement in sorted(statements, key=lambda s: s.id):
        by_voice.setdefault((case.dossier.voice(statement), statement.claim), []).append(statement.id)
    draft = Draft(case.dossier)
    for (voice, claim), old in by_voice.items():
        draft.statement("withdrawal", voice, Stance.WITHDRAWS, claim, replaces=old)
    return draft.made
