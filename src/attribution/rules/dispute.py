"""Family D, dispute: whether the other side is heard and what it showed is carried on."""

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from attribution.dossier import Dossier
from attribution.findings import Severity
from attribution.model import Claim, Speaker, Statement
from attribution.rules.rule import Case, Hit, Rule
from attribution.vocabulary import ClaimId, LinkKind, Rung, SpeakerId, SpeakerKind, Stance

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
)
