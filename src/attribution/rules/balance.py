"""Family X, the document as a whole: whether anybody without a stake is heard."""

from collections.abc import Iterable, Iterator

from attribution.findings import Severity
from attribution.model import Claim, Document, Evidence, Statement
from attribution.rules.rule import Case, Hit, Rule
from attribution.stake import Stake
from attribution.vocabulary import DocumentId, SpeakerId

__all__ = ["RULES"]


def _no_independent_voice(case: Case) -> Iterator[Hit]:
    """Documents that accuse and hear nobody from outside.

    Decisions: outside is who is named and has a stake, as the assessment reads it, in none of the claims
    that accuse somebody there; any live statement in the document is a voice, whatever it is about and
    whatever its stance ("no comment" was asked for); a provider is in the document where an item that is
    not retracted is shown by it or cited by a live statement in it; who merely verified an item does not
    speak there; the publisher itself is not counted, in its own voice, as a speaker or as a provider.
    """
    dossier = case.dossier
    accusing: dict[DocumentId, list[Statement]] = {}
    for claim in dossier.allegations:
        for statement in case.vouching(claim):
            if statement.document is not None:
                accusing.setdefault(statement.document, []).append(statement)
    statements, items = _carried(case)
    for document in map(dossier.__getitem__, accusing):
        claims = [dossier[claim] for claim in dict.fromkeys(s.claim for s in accusing[document.id])]
        voices = {dossier.voice(s) for s in statements[document.id]}
        voices |= {item.provider for item in items.get(document.id, ())}
        heard = {voice for voice in voices if voice is not None and voice != document.publisher}
        if not _has_outsider(case, claims, heard):
            yield Hit(
                subjects=[document],
                because=accusing[document.id],
                message=_message(case, document, claims, accusing[document.id]),
            )


def _carried(case: Case) -> tuple[dict[DocumentId, list[Statement]], dict[DocumentId, list[Evidence]]]:
    """For each document the live statements in it, and the items that it shows or that these cite."""
    dossier = case.dossier
    statements: dict[DocumentId, list[Statement]] = {}
    items: dict[DocumentId, list[Evidence]] = {}
    for item in dossier.evidence:
        if item.document is not None:
            items.setdefault(item.document, []).append(item)
    for statement in dossier.statements:
        if statement.document is not None and dossier.is_live(statement):
            statements.setdefault(statement.document, []).append(statement)
            items.setdefault(statement.document, []).extend(map(dossier.__getitem__, statement.cites))
    standing = {d: [item for item in shown if item.retracted is None] for d, shown in items.items()}
    return statements, standing


def _has_outsider(case: Case, claims: Iterable[Claim], heard: Iterable[SpeakerId]) -> bool:
    stakes = [Stake.of(case.dossier, claim) for claim in claims]
    interest = frozenset[SpeakerId]().union(*(stake.pro | stake.con for stake in stakes))
    return any(stakes[0].is_outside(speaker, interest) for speaker in heard)


def _message(case: Case, document: Document, claims: list[Claim], accusing: list[Statement]) -> str:
    first, more = case.quoted(min(claims, key=lambda claim: claim.id)), len(claims) - 1
    others = f" and {more} more {'claim' if more == 1 else 'claims'}" if more else ""
    accused = case.names(speaker for claim in claims for speaker in claim.accused)
    return (
        f"in {case.titled(document)}, {accused} is accused on the word of {case.voices(accusing)} "
        f"({first}{others}), and nobody named and without a stake is heard"
    )


RULES = (
    Rule(
        code="X901",
        name="no-independent-voice",
        severity=Severity.INFO,
        summary="A document accuses somebody, and nobody without a stake speaks or provides evidence in it.",
        rationale="Nobody without a stake was asked.",
        standard=(
            "Reuters Handbook of Journalism; Wikipedia WP:INDY; SPJ Code of Ethics (2014); Airwars and "
            "Berkeley Protocol, practice"
        ),
        remedy="ask a monitor, a hospital, a witness, a record",
        find=_no_independent_voice,
        is_default=False,
    ),
)
