"""Family S, support: what a reader has been shown for an allegation."""

from collections.abc import Iterator, Sequence

from attribution.assessment import supporting
from attribution.findings import Severity
from attribution.model import Claim, Evidence, Statement
from attribution.origin import is_usable
from attribution.rules.rule import Case, Hit, Rule, described, listed
from attribution.vocabulary import Availability, ClaimKind, LinkKind, Rung, SpeakerId, Stance

__all__ = ["RULES", "repeated"]


def _unsupported_allegation(case: Case) -> Iterator[Hit]:
    for claim in case.dossier.allegations:
        asserting = case.live(claim, Stance.ASSERTS)
        if not asserting or case.assess(claim).pro > Rung.ASSERTED:
            continue
        yield Hit(
            subjects=[claim],
            because=asserting,
            message=(
                f"{case.quoted(claim)} accuses {case.names(claim.accused)} on the word of "
                f"{case.voices(asserting)}, "
                f"and no evidence is on record{_told(case, claim)}"
            ),
            severity=_unless_acknowledged(case, claim, Severity.ERROR),
        )


def _unless_acknowledged(case: Case, claim: Claim, severity: Severity) -> Severity:
    return Severity.INFO if case.assess(claim).acknowledged else severity


def _told(case: Case, claim: Claim) -> str:
    return ", as the reader is told" if case.assess(claim).acknowledged else ""


def _repetition_not_corroboration(case: Case) -> Iterator[Hit]:
    for claim, speakers in repeated(case):
        yield Hit(
            subjects=[claim],
            because=case.vouching(claim),
            message=(
                f"{len(speakers)} speakers say that {case.quoted(claim)} ({case.names(speakers)}), "
                "and no evidence that can be seen supports it"
            ),
        )


def repeated(case: Case) -> Iterator[tuple[Claim, Sequence[SpeakerId]]]:
    """The claims for which several speakers vouch and no evidence that can be seen, with the speakers."""
    for claim in case.dossier.claims:
        speakers = case.assess(claim).voices.speakers
        if len(speakers) > 1 and not claim.is_opinion_like and case.assess(claim).pro <= Rung.UNSEEN:
            yield claim, speakers


def _evidence_withheld(case: Case) -> Iterator[Hit]:
    for claim, items in _unseen(case):
        withheld = [item for item in items if item.availability is Availability.WITHHELD]
        if withheld:
            yield Hit(
                subjects=[claim],
                because=withheld,
                message=(
                    f"evidence for {case.quoted(claim)} is withheld: "
                    f"{described(withheld)}{_told(case, claim)}"
                ),
                severity=_unless_acknowledged(case, claim, Severity.WARNING),
            )


def _evidence_only_described(case: Case) -> Iterator[Hit]:
    for claim, items in _unseen(case):
        if not any(item.availability is Availability.WITHHELD for item in items):
            yield Hit(
                subjects=[claim],
                because=items,
                message=(
                    f"no evidence for {case.quoted(claim)} {_fault(items)}: "
                    f"{described(items)}{_told(case, claim)}"
                ),
                severity=_unless_acknowledged(case, claim, Severity.WARNING),
            )


def _unseen(case: Case) -> Iterator[tuple[Claim, list[Evidence]]]:
    for claim in case.dossier.allegations:
        if case.assess(claim).pro is Rung.UNSEEN:
            yield claim, supporting(case.dossier, claim)


def _fault(items: Sequence[Evidence]) -> str:
    """What none of the items, unseen as they are, is or does."""
    hidden = [item.availability is Availability.DESCRIBED for item in items]
    if all(hidden):
        return "can be examined"
    # What can be examined and still is not usable leads into a loop or to nothing but retracted items.
    return "can be examined and rests on ground that stands" if any(hidden) else "rests on ground that stands"


def _interested_evidence_only(case: Case) -> Iterator[Hit]:
    for claim, items in _usable_at(case, Rung.INTERESTED):
        yield Hit(
            subjects=[claim],
            because=items,
            message=(
                f"the evidence for {case.quoted(claim)} comes from "
                f"{case.names(item.provider for item in items)}, "
                "and nobody named and known to have no stake has verified it"
            ),
        )


def _single_source(case: Case) -> Iterator[Hit]:
    for claim, items in _usable_at(case, Rung.ONE_ORIGIN):
        yield Hit(
            subjects=[claim],
            because=items,
            message=(
                f"the evidence for {case.quoted(claim)} has one origin outside the stake: {described(items)}"
            ),
        )


def _usable_at(case: Case, rung: Rung) -> Iterator[tuple[Claim, list[Evidence]]]:
    """The allegations on that rung, each with the usable items that support it."""
    for claim in case.dossier.allegations:
        if case.assess(claim).pro is rung:
            yield claim, [item for item in supporting(case.dossier, claim) if is_usable(case.dossier, item)]


def _motive_only(case: Case) -> Iterator[Hit]:
    for claim in case.dossier.allegations:
        if claim.kind is not ClaimKind.MOTIVE or case.assess(claim).pro > Rung.UNSEEN:
            continue
        asserting = case.live(claim, Stance.ASSERTS)
        acts = [case.dossier[act] for act in case.dossier.linked(claim, LinkKind.EXPLAINS)]
        if asserting and acts and all(case.assess(act).pro <= Rung.UNSEEN for act in acts):
            explained = listed({case.quoted(act) for act in acts})
            yield Hit(
                subjects=[claim],
                because=[*asserting, *acts],
                message=(
                    f"{case.quoted(claim)} gives a motive, and no evidence that can be seen supports what "
                    f"it explains: {explained}"
                ),
            )


def _mutual_accusation(case: Case) -> Iterator[Hit]:
    dossier = case.dossier
    for claim in dossier.allegations:
        for other in map(dossier.__getitem__, dossier.linked(claim, LinkKind.COUNTERS)):
            if claim.id > other.id or not other.is_allegation:
                continue
            if max(case.assess(claim).pro, case.assess(other).pro) > Rung.UNSEEN:
                continue
            answering, accusing = (
                _accused_who_vouch(case, claim, other),
                _accused_who_vouch(case, other, claim),
            )
            if answering and accusing:
                yield Hit(
                    subjects=[claim, other],
                    because=[*answering, *accusing],
                    message=(
                        f"{case.quoted(claim)} and {case.quoted(other)} are accusations that two sides make "
                        "of each other, and no evidence that can be seen supports either"
                    ),
                )


def _accused_who_vouch(case: Case, accusation: Claim, counter: Claim) -> list[Statement]:
    """The statements with which those whom `accusation` accuses, or their camp, vouch for `counter`."""
    accused = frozenset[SpeakerId]().union(*map(case.dossier.side, accusation.accused))
    return [
        statement
        for statement in case.vouching(counter)
        if (voice := case.dossier.voice(statement)) and not case.dossier.camp(voice).isdisjoint(accused)
    ]


RULES = (
    Rule(
        code="S201",
        name="unsupported-allegation",
        severity=Severity.ERROR,
        summary="Somebody is accused, somebody says so, and no evidence is on record.",
        rationale="An accusation with nothing behind it must be visible as such, whoever makes it.",
        standard=(
            "BBC Editorial Guidelines (2019) 3.2.2-3.2.3 and 3.3.6; IPSO Editors' Code 1; Wikipedia "
            "WP:BURDEN; ICD 203 D.6.e(1); STANAG 2511, credibility 6"
        ),
        remedy="ask the accuser for evidence and record it, or say in the copy that none was offered",
        find=_unsupported_allegation,
        folds=("I303", "L702", "C603", "S202", "S207"),
    ),
    Rule(
        code="S202",
        name="repetition-not-corroboration",
        severity=Severity.WARNING,
        summary="Two or more speakers say the same thing, and no evidence that can be seen supports it.",
        rationale="Saying a thing again, or having an ally say it, adds voices and no support.",
        standard=(
            "The repetition rule of English law, Mark v Associated Newspapers [2002] EWCA Civ 772; "
            "STANAG 2511, para 10; US DoD, 'circular intelligence'"
        ),
        remedy="report voices as voices; look for evidence of another origin",
        find=_repetition_not_corroboration,
        folds=("I304",),
    ),
    Rule(
        code="S203",
        name="evidence-withheld",
        severity=Severity.WARNING,
        summary="The evidence for an allegation is kept back, and nothing else supports it.",
        rationale="Evidence that nobody may see is a reason to believe the speaker, not the claim.",
        standard=(
            "IFCN Code of Principles, commitment 2; SPJ Code of Ethics (2014); US Federal Rules of "
            "Evidence 1002; BBC Editorial Guidelines (2019) 3.3.6"
        ),
        remedy="ask for release or inspection; say who holds it and why",
        find=_evidence_withheld,
        folds=("L702", "C603", "S202", "S207"),
    ),
    Rule(
        code="S204",
        name="evidence-only-described",
        severity=Severity.WARNING,
        summary="The evidence for an allegation is talked about, and none of it can be examined.",
        rationale="A description of a document is somebody's word, not the document.",
        standard=(
            "Berkeley Protocol, ch. VI.E; US Federal Rules of Evidence 901 and 1002; "
            "BBC Editorial Guidelines (2019) 3.3.6"
        ),
        remedy="obtain and examine the item, or mark it as not independently verified",
        find=_evidence_only_described,
        folds=("L702", "C603", "S202", "S207"),
    ),
    Rule(
        code="S205",
        name="interested-evidence-only",
        severity=Severity.WARNING,
        summary="Evidence for an allegation can be seen, and none is known to come from outside the stake.",
        rationale="Evidence from one's own side may be true and still needs a check from outside.",
        standard=(
            "Wikipedia WP:INDY and WP:REDFLAG; SPJ Code of Ethics (2014); Berkeley Protocol, ch. VI.E.1(c); "
            "IFCN Code of Principles"
        ),
        remedy="find verification by someone without a stake, or name the stake",
        find=_interested_evidence_only,
    ),
    Rule(
        code="S206",
        name="single-source",
        severity=Severity.WARNING,
        summary="The evidence for an allegation that comes from outside the stake has one origin.",
        rationale="One origin can be wrong in one way; two origins seldom are.",
        standard=(
            "BBC Editorial Guidelines (2019) 3.3.4; AP, more than one source; Reuters Handbook of "
            "Journalism; Airwars, 'Weak: single source claim'; ICD 206"
        ),
        remedy="find a second source that did not get it from the first",
        find=_single_source,
    ),
    Rule(
        code="S207",
        name="motive-only",
        severity=Severity.WARNING,
        summary="A motive is alleged for acts that no evidence that can be seen supports.",
        rationale=(
            "A motive explains an act; with the act unproven it is an insinuation that cannot be tested."
        ),
        standard="ICD 203 D.6.e(3); IPSO Editors' Code 1; SPJ Code of Ethics (2014)",
        remedy="establish the act first; mark the motive as the speaker's reading",
        find=_motive_only,
        is_default=False,
    ),
    Rule(
        code="S208",
        name="mutual-accusation",
        severity=Severity.WARNING,
        summary="Two sides accuse each other, and no evidence that can be seen supports either.",
        rationale="Two unsupported accusations side by side look like evidence and are not.",
        standard=(
            "BBC Editorial Guidelines (2019), section 4, due impartiality; Reuters Handbook of Journalism; "
            "Airwars, 'Contested: competing claims of responsibility'"
        ),
        remedy="say that neither side offered evidence; seek a third party",
        find=_mutual_accusation,
    ),
)
