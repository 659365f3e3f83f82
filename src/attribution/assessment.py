"""Assessment: what a reader has been shown for a claim and against it.

Each direction stands on the highest rung whose condition holds over the set of items that bear on the
claim. Statements are never evidence: however many, they carry a claim to rung 1 and no further.
"""

from collections.abc import Callable, Iterable, Sequence

from attrs import frozen

from attribution.dossier import Dossier
from attribution.graph import reachable
from attribution.model import Claim, Evidence, Statement
from attribution.origin import is_declared, is_usable, origins, separate_pair
from attribution.stake import Stake
from attribution.vocabulary import (
    Availability,
    Basis,
    ClaimId,
    LinkKind,
    Mode,
    Rung,
    SpeakerId,
    Stance,
    Verdict,
)

__all__ = ["Assessment", "Voices", "assess", "assess_given", "denying", "supporting", "vouches", "vouching"]

# One row a rung for, one column a rung against.
_VERDICTS = (
    "unattributed    unattributed    unattributed    disputed     contradicted refuted",
    "asserted_only   asserted_only   asserted_only   disputed     contradicted refuted",
    "evidence_unseen evidence_unseen evidence_unseen disputed     contradicted refuted",
    "partisan        partisan        partisan        contested    contested    refuted",
    "single_source   single_source   single_source   contested    contested    contested",
    "corroborated    corroborated    corroborated    corroborated contested    contested",
)
_TABLE = tuple(tuple(map(Verdict, row.split())) for row in _VERDICTS)


@frozen(kw_only=True)
class Voices:
    """Who vouches for a claim: counted and shown, and no support."""

    speakers: tuple[SpeakerId, ...]
    """The known speakers."""
    sides: tuple[SpeakerId, ...]
    """The bodies at the heads of their sides, which belong to no other."""


@frozen(kw_only=True)
class Assessment:
    """What a reader has been shown for a claim and against it; never whether it is true."""

    claim: ClaimId
    """The claim."""
    pro: Rung
    """How far it is carried."""
    con: Rung
    """How far its opposite is carried."""
    verdict: Verdict
    """What both together come to."""
    denied: bool
    """Whether a known speaker denies it and has not taken that back."""
    acknowledged: bool
    """Whether the reader is told, by the narration or by somebody with no stake, that support is lacking."""
    presumed_independence: bool
    """Whether rung 5 for the claim rests on items whose origins nobody has declared."""
    voices: Voices
    """Who vouches for it."""
    pro_witnesses: tuple[str, ...]
    """The statement or the evidence items that show the rung for the claim, as few as can be."""
    con_witnesses: tuple[str, ...]
    """The same against it."""
    pro_missing: str | None
    """What would carry the claim to the next rung, in words; `None` at the top."""
    con_missing: str | None
    """What would carry its opposite there."""

    @property
    def unsupported(self) -> bool:
        """Whether a reader has been shown nothing that supports it."""
        return self.pro <= Rung.UNSEEN

    @property
    def credibility(self) -> int:
        """The verdict as an Admiralty code credibility, from 1 (confirmed) to 6 (cannot be judged).

        Unsupported is 6 and not improbable; the letter of the code, for the source, is never derived.

        Source: NATO STANAG 2511.
        """
        match self.verdict:
            case Verdict.CORROBORATED:
                return 2 if self.presumed_independence else 1
            case Verdict.SINGLE_SOURCE:
                return 3
            case Verdict.PARTISAN | Verdict.DISPUTED | Verdict.CONTESTED:
                return 4
            case Verdict.CONTRADICTED | Verdict.REFUTED:
                return 5
            case _:
                return 6


def assess(dossier: Dossier, claim: Claim | ClaimId) -> Assessment:
    """What the dossier shows for a claim and against it.

    >>> from attribution import Claim, Dossier, Speaker, Statement
    >>> north, south = Speaker(id="north", name="North"), Speaker(id="south", name="South")
    >>> claim = Claim(id="c1", text="South blew up the bridge.", accused=[south], parties=[north])
    >>> said = Statement(speaker=north, stance="asserts", claim=claim)
    >>> assess(Dossier.of(north, south, claim, said), claim).verdict.value
    'asserted_only'

    Raises:
        UnknownIdError: The dossier holds no such claim.
    """
    found = dossier[claim.id if isinstance(claim, Claim) else claim]
    return assess_given(dossier, found, lambda other: vouching(dossier, other))


def assess_given(
    dossier: Dossier, found: Claim, vouching_for: Callable[[ClaimId], Sequence[Statement]]
) -> Assessment:
    """The same, given what vouches for each claim, so that this need not be worked out again and again."""
    supporters = vouching_for(found.id)
    stake = Stake.of(dossier, found)
    denials = denying(dossier, found)
    rivals = [s for rival in dossier.linked(found, LinkKind.CONTRADICTS) for s in vouching_for(rival)[:1]]
    pro = _direction(
        dossier,
        stake,
        stake.pro,
        said=supporters,
        items=supporting(dossier, found),
        words=("vouches for", "a supporting"),
    )
    con = _direction(
        dossier,
        stake,
        stake.con,
        said=[*denials, *rivals],
        items=undermining(dossier, found),
        words=("denies", "an undermining"),
    )
    retracted = _all_withdrew(dossier, found) and not pro.usable
    return Assessment(
        claim=found.id,
        pro=pro.rung,
        con=con.rung,
        verdict=Verdict.RETRACTED if retracted else _TABLE[pro.rung][con.rung],
        denied=bool(denials),
        acknowledged=_is_acknowledged(dossier, found, stake),
        presumed_independence=pro.rung is Rung.INDEPENDENT and not pro.declared,
        voices=_voices(dossier, supporters),
        pro_witnesses=pro.witnesses,
        con_witnesses=con.witnesses,
        pro_missing=pro.missing,
        con_missing=con.missing,
    )


# Voices


def vouches(dossier: Dossier, statement: Statement) -> bool:
    """Whether a known speaker stands behind what a live statement asserts.

    Narration counts only where the outlet observed it itself.
    """
    asserts = statement.stance is Stance.ASSERTS and dossier.is_live(statement)
    return asserts and _speaks_for_itself(dossier, statement)


def vouching(dossier: Dossier, claim: Claim | ClaimId) -> list[Statement]:
    """The statements that vouch for a claim, in order of id."""
    return sorted((s for s in dossier.statements_on(claim) if vouches(dossier, s)), key=lambda s: s.id)


def denying(dossier: Dossier, claim: Claim | ClaimId) -> list[Statement]:
    """The live statements with which a known speaker denies a claim, in order of id."""
    live = (s for s in dossier.statements_on(claim) if s.stance is Stance.DENIES and dossier.is_live(s))
    return sorted((s for s in live if _speaks_for_itself(dossier, s)), key=lambda s: s.id)


def _speaks_for_itself(dossier: Dossier, statement: Statement) -> bool:
    if statement.mode is Mode.NARRATED and statement.basis is not Basis.OBSERVED:
        return False
    return dossier.voice(statement) is not None


def _voices(dossier: Dossier, supporters: Iterable[Statement]) -> Voices:
    speakers = {voice for s in supporters if (voice := dossier.voice(s)) is not None}
    bodies = {body for speaker in speakers for body in dossier.side(speaker)}
    heads = {body for body in bodies if not dossier[body].member_of}
    return Voices(speakers=tuple(sorted(speakers)), sides=tuple(sorted(heads)))


def _all_withdrew(dossier: Dossier, claim: Claim) -> bool:
    """Whether somebody vouched, and every one who did has withdrawn.

    Decision: a speaker has withdrawn whose statements on the claim have all been replaced, one of them, at
    once or after corrections, by a withdrawal on this claim.
    """
    stood: dict[SpeakerId, list[Statement]] = {}
    for statement in dossier.statements_on(claim):
        voice = dossier.voice(statement)
        asserted = statement.stance is Stance.ASSERTS and _speaks_for_itself(dossier, statement)
        if asserted and voice is not None:
            stood.setdefault(voice, []).append(statement)
    return bool(stood) and all(_has_withdrawn(dossier, statements) for statements in stood.values())


def _has_withdrawn(dossier: Dossier, statements: Sequence[Statement]) -> bool:
    if any(dossier.is_live(s) for s in statements):
        return False
    later = reachable((s.id for s in statements), lambda s: [new.id for new in dossier.replaced_by(s)])
    claim = statements[0].claim
    return any(dossier[s].stance is Stance.WITHDRAWS and dossier[s].claim == claim for s in later)


def _is_acknowledged(dossier: Dossier, claim: Claim, stake: Stake) -> bool:
    faults = [
        s
        for fault in dossier.linking(claim, LinkKind.FAULTS)
        for s in dossier.statements_on(fault)
        if s.stance is Stance.ASSERTS
    ]
    doubts = [s for s in dossier.statements_on(claim) if s.stance is Stance.QUESTIONS]
    return any(dossier.is_live(s) and _has_no_stake(s, stake) for s in (*faults, *doubts))


def _has_no_stake(statement: Statement, stake: Stake) -> bool:
    if statement.mode is Mode.NARRATED:
        return True
    speaker = statement.speaker
    return speaker is not None and not stake.holds(speaker, stake.pro | stake.con)


# Evidence


def supporting(dossier: Dossier, claim: Claim | ClaimId) -> list[Evidence]:
    """The items that support a claim and have not been retracted."""
    found = claim.id if isinstance(claim, Claim) else claim
    return [e for e in dossier.evidence_on(found) if found in e.supports and e.retracted is None]


def undermining(dossier: Dossier, claim: Claim | ClaimId) -> list[Evidence]:
    """The items that undermine a claim and have not been retracted."""
    found = claim.id if isinstance(claim, Claim) else claim
    return [e for e in dossier.evidence_on(found) if found in e.undermines and e.retracted is None]


@frozen(kw_only=True)
class _Direction:
    """One of the two coordinates of a claim."""

    rung: Rung
    witnesses: tuple[str, ...]
    missing: str | None
    usable: bool
    declared: bool
    """Whether two items of separate origin have declared their origins."""


def _direction(
    dossier: Dossier,
    stake: Stake,
    interest: frozenset[SpeakerId],
    *,
    said: Sequence[Statement],
    items: Iterable[Evidence],
    words: tuple[str, str],
) -> _Direction:
    """The highest rung whose condition holds, its witnesses, and what the next one needs."""
    voice, bearing = words
    ordered = sorted(items, key=lambda item: item.id)
    usable = [item for item in ordered if is_usable(dossier, item)]
    outside = [(item.id, sets) for item in usable if (sets := origins(dossier, item, stake, interest))]
    declared = separate_pair((item, sets) for item, sets in outside if is_declared(dossier[item]))
    pair = declared or separate_pair(outside)
    witnesses: tuple[str, ...]
    missing: str | None
    if pair:
        rung, witnesses, missing = Rung.INDEPENDENT, pair, None
    elif outside:
        rung, witnesses = Rung.ONE_ORIGIN, (outside[0][0],)
        missing = "a second item from outside the stake, of separate origin"
    elif usable:
        rung, witnesses = Rung.INTERESTED, (usable[0].id,)
        missing = f"{bearing} item provided or verified by somebody named who has no stake"
    elif ordered:
        rung, witnesses = Rung.UNSEEN, (ordered[0].id,)
        missing = _what_usability_needs(dossier, ordered[0], bearing)
    elif said:
        rung, witnesses = Rung.ASSERTED, (min(s.id for s in said),)
        missing = f"{bearing} evidence item"
    else:
        rung, witnesses, missing = Rung.SILENT, (), f"a known speaker who {voice} it"
    return _Direction(
        rung=rung, witnesses=witnesses, missing=missing, usable=bool(usable), declared=declared is not None
    )


def _what_usability_needs(dossier: Dossier, item: Evidence, bearing: str) -> str:
    if item.availability in (Availability.WITHHELD, Availability.DESCRIBED):
        return f"publication or inspection of {bearing} item, such as {item.description!r}"
    if not dossier.lineage.roots[item.id]:
        return f"{bearing} item that does not rest on a loop of items"
    return f"{bearing} item that rests on something not retracted"
