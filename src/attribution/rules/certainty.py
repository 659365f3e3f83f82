"""Family C, certainty: whether a claim is put as surer than its source, its kind or its support allows."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attribution.findings import Severity
from attribution.model import Claim, Statement
from attribution.origin import is_usable
from attribution.rules.rule import Case, Hit, Rule
from attribution.vocabulary import Basis, Certainty, ClaimKind, EvidenceId, Mode, Rung, Stance, StatementId

__all__ = ["RULES"]

_DEGREES = (Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.CERTAIN)
_WHAT_IS_SAID = {
    Stance.ASSERTS: "that",
    Stance.DENIES: "the denial that",
    Stance.QUESTIONS: "the doubt that",
    Stance.DECLINES: "the silence on whether",
    Stance.WITHDRAWS: "the withdrawal of",
}


def _certainty_drift(case: Case) -> Iterator[Hit]:
    """Statements surer than those they are taken from.

    Decisions: all statements on the way from `s` to `r` are live, on one claim and of one stance (E504
    speaks of echoes of what was replaced); beyond a statement of stated certainty the way does not lead,
    because a drift behind it is that statement's own; an item on the claim speaks for it or against it;
    items alike in all but their ids are one, so that a copy of what `r` cites excuses nothing; one witness
    a statement, of those that can be one the least certain, because all of them may be very many.
    """
    for claim in case.dossier.claims:
        live = case.live(claim, *Stance)
        if not any(s.repeats for s in live):
            continue
        of_stance: dict[Stance, dict[StatementId, Statement]] = {}
        for s in sorted(live, key=lambda s: s.id):
            of_stance.setdefault(s.stance, {})[s.id] = s
        for stance, said in of_stance.items():
            for echo, source in _drifts(case, claim, said).items():
                surer, weaker = said[echo], said[source]
                worst = (surer.certainty, weaker.certainty) == (Certainty.CERTAIN, Certainty.POSSIBLE)
                yield Hit(
                    subjects=[surer],
                    because=[weaker],
                    message=(
                        f"{_WHAT_IS_SAID[stance]} {case.quoted(claim)} is {surer.certainty} in the words of "
                        f"{case.voices([surer])}, and only {weaker.certainty} in those of "
                        f"{case.voices([weaker])}, from which it is taken"
                    ),
                    severity=Severity.ERROR if worst else Severity.WARNING,
                )


def _drifts(
    case: Case, claim: Claim, said: Mapping[StatementId, Statement]
) -> dict[StatementId, StatementId]:
    """For each of these statements that is surer than one that it is taken from, such a one.

    Time is linear in the statements for each set of cited items that a less certain statement shares with
    a more certain one; there are few.
    """
    echoes: dict[StatementId, list[Statement]] = {}
    for statement in said.values():
        for source in set(statement.repeats) & said.keys():
            echoes.setdefault(source, []).append(statement)
    shown = _shown(case, claim, said)
    found: dict[StatementId, StatementId] = {}
    for degree in _DEGREES[:-1]:
        surer = {s.id for s in said.values() if s.certainty in _DEGREES[_DEGREES.index(degree) + 1 :]}
        showing = frozenset[EvidenceId]().union(*(shown[s] for s in surer))
        sources = [s for s in said.values() if s.certainty is degree]
        alike = {frozenset[EvidenceId](): sources}
        for s in sources:
            if not showing.isdisjoint(shown[s.id]):
                alike.setdefault(shown[s.id], []).append(s)
        for items, group in alike.items():
            for echo, source in _taken_from(group, echoes).items():
                # Whoever shows nothing has been found among those taken from any source.
                if echo in surer and shown[echo] <= items:
                    found.setdefault(echo, source)
    return found


def _shown(
    case: Case, claim: Claim, said: Mapping[StatementId, Statement]
) -> dict[StatementId, frozenset[EvidenceId]]:
    """For each statement the usable items on the claim that it cites, one of those alike for all of them."""
    dossier = case.dossier
    usable = {
        item.id: dossier.lineage.alike[item.id]
        for item in dossier.evidence_on(claim)
        if is_usable(dossier, item)
    }
    return {s.id: frozenset(usable[item] for item in s.cites if item in usable) for s in said.values()}


def _taken_from(
    sources: Iterable[Statement], echoes: Mapping[StatementId, Sequence[Statement]]
) -> dict[StatementId, StatementId]:
    """Who repeats these sources, directly or across unstated certainty, each with its nearest source."""
    found: dict[StatementId, StatementId] = {}
    waiting = deque((source.id, source.id) for source in sources)
    while waiting:
        taken, source = waiting.popleft()
        for echo in echoes.get(taken, ()):
            if echo.id not in found:
                found[echo.id] = source
                if echo.certainty is Certainty.UNSTATED:
                    waiting.append((echo.id, source))
    return found


def _prediction_as_fact(case: Case) -> Iterator[Hit]:
    """Predictions put as certain.

    Decision: a hedge is what stands in `hedge`; words that weaken within the cue are not looked for.
    """
    for claim in case.dossier.claims:
        if claim.kind is not ClaimKind.PREDICTION:
            continue
        for statement in case.live(claim, Stance.ASSERTS):
            if statement.certainty is Certainty.CERTAIN and statement.hedge is None:
                yield Hit(
                    subjects=[statement],
                    because=[claim],
                    message=(
                        f"{case.quoted(claim)} is still to come, and is put as certain "
                        f"{case.by_voices([statement])}"
                    ),
                )


def _adopted_in_own_voice(case: Case) -> Iterator[Hit]:
    """Claims told in the outlet's own voice.

    Decision: the mode alone makes it the outlet's own voice, whoever is named as the speaker.
    """
    for claim in case.dossier.claims:
        if claim.kind in (ClaimKind.BACKGROUND, ClaimKind.SOURCING):
            continue
        narrated = [
            s
            for s in case.live(claim, Stance.ASSERTS)
            if s.mode is Mode.NARRATED and s.basis is not Basis.OBSERVED
        ]
        if not narrated or case.assess(claim).pro > Rung.INTERESTED:
            continue
        for statement in narrated:
            yield Hit(
                subjects=[statement],
                because=[claim, *case.assess(claim).pro_witnesses],
                message=(
                    f"{case.quoted(claim)} is told in the voice of {_outlet(case, statement)}, not as "
                    "something observed, and no evidence known to come from outside the stake supports it"
                ),
                severity=Severity.ERROR if claim.is_allegation else Severity.WARNING,
            )


def _outlet(case: Case, statement: Statement) -> str:
    return "the outlet" if case.dossier.voice(statement) is None else case.voices([statement])


RULES = (
    Rule(
        code="C601",
        name="certainty-drift",
        severity=Severity.WARNING,
        summary="A statement is surer than the one that it is taken from, and shows nothing new for it.",
        rationale="The hedge fell off on the way.",
        standard=("FactBank (Saurí and Pustejovsky 2009); ICD 203 D.6.e(2); Reuters Handbook of Journalism"),
        remedy="restore the source's own degree of certainty",
        find=_certainty_drift,
    ),
    Rule(
        code="C602",
        name="prediction-as-fact",
        severity=Severity.WARNING,
        summary="A prediction is asserted as certain, with no hedge.",
        rationale="The future has no evidence yet, only grounds.",
        standard="ICD 203 D.6.e(2)(a); Wikipedia WP:CRYSTAL",
        remedy="attribute it and keep the likelihood word",
        find=_prediction_as_fact,
    ),
    Rule(
        code="C603",
        name="adopted-in-own-voice",
        severity=Severity.WARNING,
        summary=(
            "The outlet tells a claim in its own voice, without having observed it and with no evidence "
            "from outside the stake."
        ),
        rationale="One party's case has become the outlet's.",
        standard=(
            "Roberts v Gable [2007] EWCA Civ 721; BBC Editorial Guidelines (2019) 3.2.3; AP, attribution; "
            "Wikipedia WP:WIKIVOICE"
        ),
        remedy="put the attribution back into the sentence",
        find=_adopted_in_own_voice,
    ),
)
