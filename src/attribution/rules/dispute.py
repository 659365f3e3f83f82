"""Family D, dispute: whether the other side is heard and what it showed is carried on."""

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from attribution.assessment import denying
from attribution.dates import Answer, When
from attribution.dossier import Dossier
from attribution.findings import Severity
from attribution.model import Claim, Speaker, Statement
from attribution.rules.rule import Case, Hit, Rule
from attribution.vocabulary import (
    ClaimId,
    DocumentId,
    LinkKind,
    Rung,
    SpeakerId,
    SpeakerKind,
    Stance,
    Verdict,
)

__all__ = ["RULES"]

_CAN_REPLY = frozenset({SpeakerKind.INDIVIDUAL, SpeakerKind.GROUP, SpeakerKind.ORGANIZATION})


def _no_response_from_accused(case: Case) -> Iterator[Hit]:
    """Accused parties with no reply on record.

    Decision: a statement counts by whose voice it is, so that narration that names nobody is the
    publisher's.
    """
    dossier = case.dossier
    unanswered: dict[Speaker, list[Claim]] = {}
    replying_to = _Replies(case)
    for claim in dossier.allegations:
        speaking = {dossier.voice(s) for s in case.live(claim, Stance.ASSERTS)}
        replying = replying_to.voices(claim)
        # A reply by somebody who asserts the claim is one for no other.
        sides = frozenset[SpeakerId]().union(*map(dossier.side, replying - speaking))
        for party in dict.fromkeys(map(dossier.__getitem__, claim.accused)):
            has_replied = party.id in replying or not sides.isdisjoint(dossier.side(party))
            if party.kind in _CAN_REPLY and speaking - {party.id} and not has_replied:
                unanswered.setdefault(party, []).append(claim)
    for party, claims in unanswered.items():
        first = case.quoted(min(claims, key=lambda claim: claim.id))
        more = len(claims) - 1
        others = f" and {more} other {'accusation' if more == 1 else 'accusations'}" if more else ""
        yield Hit(
            subjects=[party],
            because=claims,
            message=f"no reply from {case.names([party.id])} is on record to {first}{others}",
        )


@frozen
class _Replies:
    """Who would reply to a claim with what they say, were they accused in it."""

    case: Case
    _speaking: dict[ClaimId, frozenset[SpeakerId]] = field(
        factory=dict[ClaimId, frozenset[SpeakerId]], init=False
    )

    def voices(self, claim: Claim) -> frozenset[SpeakerId]:
        dossier = self.case.dossier
        narrower, wider = dossier.linking(claim, LinkKind.NARROWS), dossier.linked(claim, LinkKind.NARROWS)
        related = {claim.id, *narrower, *wider}
        rivals = set(dossier.linked(claim, LinkKind.CONTRADICTS))
        # A counter-accusation is no reply, whatever else it is, but for a statement that answers the claim.
        counters = set(dossier.linked(claim, LinkKind.COUNTERS))
        return _voices(dossier, dossier.answers_to(claim)).union(
            *map(self._on, related - counters),
            *(_voices(dossier, self.case.vouching(rival)) for rival in rivals - related - counters),
        )

    def _on(self, claim: ClaimId) -> frozenset[SpeakerId]:
        if claim not in self._speaking:
            self._speaking[claim] = _voices(self.case.dossier, self.case.dossier.statements_on(claim))
        return self._speaking[claim]


def _voices(dossier: Dossier, statements: Iterable[Statement]) -> frozenset[SpeakerId]:
    """In whose voice the live ones of these statements are."""
    voices = (dossier.voice(statement) for statement in statements if dossier.is_live(statement))
    return frozenset(voice for voice in voices if voice is not None)


def _contradicted_by_evidence(case: Case) -> Iterator[Hit]:
    for claim in case.dossier.claims:
        found = case.assess(claim)
        if found.con >= Rung.ONE_ORIGIN > found.pro:
            carried_on, witnesses, act = case.live(claim, Stance.ASSERTS), found.con_witnesses, "asserted"
        elif found.pro >= Rung.ONE_ORIGIN > found.con:
            carried_on, witnesses, act = case.live(claim, Stance.DENIES), found.pro_witnesses, "denied"
        else:
            continue
        if carried_on:
            answer = "against" if act == "asserted" else "for"
            yield Hit(
                subjects=[claim],
                because=[*carried_on, *witnesses],
                message=(
                    f"{case.quoted(claim)} is still {act} {case.by_voices(carried_on)}, "
                    f"and evidence from outside the stake speaks {answer} it"
                ),
            )


_SETTLED = frozenset({Verdict.CORROBORATED, Verdict.CONTRADICTED, Verdict.REFUTED})


def _denial_ignored(case: Case) -> Iterator[Hit]:
    """Documents that carry an accusation without the denial that was known.

    Decisions: a speaker is of an accused's side where their sides meet, as in D401; any live denial by such
    a voice counts, narrated ones too, as any statement of theirs is a reply there; where several are
    accused, the denial of one side does not stand in for that of another.
    """
    dossier = case.dossier
    for claim in dossier.allegations:
        denied = case.live(claim, Stance.DENIES)
        if not denied:
            continue
        asserting = {s.document for s in case.live(claim, Stance.ASSERTS)}
        ignored: dict[DocumentId, set[Statement]] = {}
        for side in map(dossier.side, claim.accused):
            denials = [s for s in denied if _is_of_side(case, s, side)]
            for document in (dossier[d] for d in asserting - {s.document for s in denials} if d is not None):
                known = {s for s in denials if _surely_before(dossier.dated(s), document.published)}
                ignored.setdefault(document.id, set()).update(known)
        for document, known in ((dossier[d], known) for d, known in ignored.items() if known):
            yield Hit(
                subjects=[claim, document],
                because=known,
                message=(
                    f"{case.titled(document)} carries {case.quoted(claim)} without the denial by "
                    f"{case.voices(known)} that had been given before"
                ),
            )


def _is_of_side(case: Case, statement: Statement, side: frozenset[SpeakerId]) -> bool:
    voice = case.dossier.voice(statement)
    return voice is not None and not case.dossier.side(voice).isdisjoint(side)


def _surely_before(said: When | None, published: When | None) -> bool:
    return said is not None and published is not None and said.before(published) is Answer.YES


def _self_contradiction(case: Case) -> Iterator[Hit]:
    dossier = case.dossier
    for claim in dossier.claims:
        rivals = [r for r in dossier.linked(claim, LinkKind.CONTRADICTS) if claim.id < r]
        against = [s for rival in rivals for s in case.vouching(rival)] + denying(dossier, claim)
        by_voice: dict[SpeakerId | None, list[Statement]] = {}
        for statement in against:
            by_voice.setdefault(dossier.voice(statement), []).append(statement)
        for statement in case.vouching(claim):
            for other in by_voice.get(dossier.voice(statement), ()):
                says = (
                    "denies it"
                    if other.claim == claim.id
                    else f"says that {case.quoted(dossier[other.claim])}"
                )
                yield Hit(
                    subjects=[statement, other],
                    because=[claim, other.claim],
                    message=f"{case.voices([statement])} says that {case.quoted(claim)} and also {says}",
                )


def _unreconciled_conflict(case: Case) -> Iterator[Hit]:
    """Claims left standing against each other.

    Decision: those who assert and who deny are known speakers who stand behind it, as in the assessment.
    """
    dossier = case.dossier
    for claim in dossier.claims:
        if case.assess(claim).verdict in _SETTLED:
            continue
        ours = case.vouching(claim)
        for rival in (dossier[r] for r in dossier.linked(claim, LinkKind.CONTRADICTS) if claim.id < r):
            theirs = case.vouching(rival)
            if case.assess(rival).verdict not in _SETTLED and _by_different(case, ours, theirs):
                yield Hit(
                    subjects=[claim, rival],
                    because=[*ours, *theirs],
                    message=(
                        f"{case.quoted(claim)} and {case.quoted(rival)} cannot both hold, and both are left "
                        "standing"
                    ),
                )
        accused = frozenset[SpeakerId]().union(*map(dossier.side, claim.accused))
        denials = [s for s in denying(dossier, claim) if not _is_of_side(case, s, accused)]
        if _by_different(case, ours, denials):
            yield Hit(
                subjects=[claim],
                because=[*ours, *denials],
                message=(
                    f"{case.quoted(claim)} is said by {case.voices(ours)} and denied by "
                    f"{case.voices(denials)}, and is left at that"
                ),
            )


def _by_different(case: Case, ours: list[Statement], theirs: list[Statement]) -> bool:
    voices = {case.dossier.voice(s) for s in ours}, {case.dossier.voice(s) for s in theirs}
    return all(voices) and len(voices[0] | voices[1]) > 1


RULES = (
    Rule(
        code="D401",
        name="no-response-from-accused",
        severity=Severity.WARNING,
        summary="Somebody is accused by another, and no reply is on record.",
        rationale="It is fair to ask, and the answer is often the best check.",
        standard=(
            "SPJ Code of Ethics (2014); Ofcom Broadcasting Code 7.11; BBC Editorial Guidelines (2019), "
            "right of reply; Reynolds v Times Newspapers [2001] 2 AC 127"
        ),
        remedy="put the claim to them; record the answer, or that none came",
        find=_no_response_from_accused,
    ),
    Rule(
        code="D402",
        name="denial-ignored",
        severity=Severity.WARNING,
        summary="A document carries an accusation and not the denial that the accused had given before.",
        rationale="Known contrary information was left out.",
        standard=(
            "Reynolds v Times Newspapers [2001] 2 AC 127; BBC Editorial Guidelines, section 6; ICD 203 "
            "D.6.e(4) and (6)"
        ),
        remedy="put the denial next to the claim",
        find=_denial_ignored,
        is_default=False,
    ),
    Rule(
        code="D403",
        name="contradicted-by-evidence",
        severity=Severity.ERROR,
        summary=(
            "A claim is still asserted, or still denied, after evidence from outside the stake has "
            "answered it."
        ),
        rationale="The claim is carried on after evidence has answered it.",
        standard="STANAG 2511, credibility 5; ICD 203 D.6.e(4); IFCN Code of Principles, commitment 5",
        remedy="say what contradicts it, beside the claim",
        find=_contradicted_by_evidence,
    ),
    Rule(
        code="D404",
        name="self-contradiction",
        severity=Severity.WARNING,
        summary="One speaker says two things that cannot both hold, and takes neither back.",
        rationale="Either the mind or the story changed, and the reader should know which.",
        standard="US Federal Rules of Evidence 613; ICD 203 D.6.e(7)",
        remedy="quote both with their dates and ask why",
        find=_self_contradiction,
    ),
    Rule(
        code="D405",
        name="unreconciled-conflict",
        severity=Severity.INFO,
        summary="Claims that cannot both hold, or a claim and its denial, are left standing side by side.",
        rationale="A reader cannot tell which of two figures or forecasts to use.",
        standard="ICD 203 D.6.e(4); BBC Editorial Guidelines (2019) 3.3.1",
        remedy="say what each counts, and over what period",
        find=_unreconciled_conflict,
        is_default=False,
    ),
)
