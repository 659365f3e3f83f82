"""Family I, independence: whether what looks like several sources is one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import cast

from attribution.assessment import supporting
from attribution.dossier import Dossier
from attribution.findings import Severity
from attribution.graph import loops, reachable
from attribution.model import Claim, Document, Evidence, Statement
from attribution.origin import is_usable
from attribution.rules.rule import Case, Hit, Rule, described
from attribution.rules.support import repeated
from attribution.vocabulary import DocumentId, EvidenceId, Mode, SpeakerId, Stance, StatementId

__all__ = ["RULES", "places_of_saying"]

Stretches = Mapping[DocumentId, tuple[int, int]]
"""For each document a stretch of numbers: it reprints those whose stretches hold its own."""
Carried = tuple[object, DocumentId]
"""A speaker and a document that carries statements of theirs."""
Roots = dict[str, str]
"""For each root one record that stands for it, by what is the same for all that do."""


def _single_origin(case: Case) -> Iterator[Hit]:
    """Support with one origin.

    Decisions: supports share one root where all their roots together are one; items alike in all but
    their ids count as one item; a reprint's statement has a root of its own where it cites or repeats;
    what it reprints is what the same speaker asserts, in the nearest original in which that speaker does,
    and the narration of a reprint, whoever publishes it, is that of the original.
    """
    dossier = case.dossier
    stretches = _stretches(dossier.documents)
    for claim in dossier.claims:
        statements = case.vouching(claim)
        items = [item for item in supporting(dossier, claim) if is_usable(dossier, item)]
        speakers = case.assess(claim).voices.speakers
        several = len(speakers) > 1 or len({dossier.lineage.alike[item.id] for item in items}) > 1
        if claim.is_opinion_like or not several:
            continue
        seen = _evidence_roots(case, [item.id for item in items])
        said = _statement_roots(case, claim, statements, stretches)
        if seen is None or said is None or len(roots := seen | said) != 1:
            continue
        [root] = roots.values()
        yield Hit(
            subjects=[claim],
            because=[*statements, *items, root],
            message=(
                f"all that speaks for {case.quoted(claim)} goes back to one origin: {_origin(case, root)}"
            ),
        )


def _origin(case: Case, root: str) -> str:
    record = case.dossier[root]
    if isinstance(record, Statement):
        return f"a statement {case.by_voices([record])}"
    return described([cast(Evidence, record)])


def _evidence_roots(case: Case, items: Sequence[EvidenceId]) -> Roots | None:
    """The roots of these items; `None` where one leads into a loop."""
    lineage = case.dossier.lineage
    if not all(lineage.roots[item] for item in items):
        return None
    roots = frozenset[EvidenceId]().union(*(lineage.roots[item] for item in items))
    return {lineage.keys[root]: root for root in sorted(roots, reverse=True)}


def _statement_roots(
    case: Case, claim: Claim, statements: Sequence[Statement], stretches: Stretches
) -> Roots | None:
    """The roots of these statements; `None` where one leads into a loop."""
    dossier = case.dossier
    on_claim = {statement.id: statement for statement in dossier.statements_on(claim)}
    bearing = {item.id for item in dossier.evidence_on(claim)}
    cited = {s: [item for item in on_claim[s].cites if item in bearing] for s in on_claim}
    carried = _carried(dossier, claim)
    originals = _originals(carried, stretches)

    def sources(node: StatementId | Carried) -> Sequence[StatementId | Carried]:
        """What a statement is taken from, where it cites no evidence."""
        if isinstance(node, tuple):
            return carried[node]
        if cited[node]:
            return ()
        repeated = [r for r in on_claim[node].repeats if r in on_claim]
        return repeated or originals.get(node, ())

    starts: list[StatementId | Carried] = [statement.id for statement in statements]
    reached = reachable(starts, sources)
    ends = [s for s in reached if not isinstance(s, tuple) and not sources(s)]
    try:
        TopologicalSorter({s: sources(s) for s in reached}).prepare()
    except CycleError:
        return None
    evidence = _evidence_roots(case, [item for s in ends for item in cited[s]])
    return None if evidence is None else evidence | {s: s for s in ends if not cited[s]}


def _carried(dossier: Dossier, claim: Claim) -> dict[Carried, list[StatementId]]:
    """The statements that assert the claim, by their speaker and the document that carries them."""
    found: dict[Carried, list[StatementId]] = {}
    for s in dossier.statements_on(claim):
        if s.stance is Stance.ASSERTS and s.document is not None:
            for speaker in _as_speaker(dossier, s):
                found.setdefault((speaker, s.document), []).append(s.id)
    return found


def _originals(
    carried: Mapping[Carried, Sequence[StatementId]], stretches: Stretches
) -> dict[StatementId, list[Carried]]:
    """For each statement in a reprint, what the same speaker says in the nearest original that has it."""
    documents: dict[object, list[DocumentId]] = {}
    for speaker, document in carried:
        documents.setdefault(speaker, []).append(document)
    found: dict[StatementId, list[Carried]] = {}
    for speaker, its_documents in documents.items():
        for document, original in _nearest(its_documents, stretches).items():
            for s in carried[speaker, document]:
                found.setdefault(s, []).append((speaker, original))
    # Known by two things, a speaker may be in two originals: the nearer one counts.
    for originals in found.values():
        nearest = max(stretches[original] for _, original in originals)
        originals[:] = [each for each in originals if stretches[each[1]] == nearest]
    return found


def _stretches(documents: Iterable[Document]) -> Stretches:
    """For each document a stretch of numbers that holds those of its reprints, and theirs, and no other's."""
    reprints: dict[DocumentId | None, list[DocumentId]] = {}
    for document in documents:
        reprints.setdefault(document.derived_from, []).append(document.id)
    first: dict[DocumentId, int] = {}
    found: dict[DocumentId, tuple[int, int]] = {}
    waiting = list(reprints.get(None, ()))
    while waiting:
        document_id = waiting[-1]
        if document_id in first:
            found[waiting.pop()] = first[document_id], len(first)
        else:
            first[document_id] = len(first)
            waiting += reprints.get(document_id, ())
    return found


def _nearest(documents: Iterable[DocumentId], stretches: Stretches) -> dict[DocumentId, DocumentId]:
    """For each of these documents the nearest of them that it reprints, if any."""
    found: dict[DocumentId, DocumentId] = {}
    above: list[DocumentId] = []
    for document in sorted(documents, key=stretches.__getitem__):
        while above and stretches[above[-1]][1] <= stretches[document][0]:
            above.pop()
        if above:
            found[document] = above[-1]
        above.append(document)
    return found


def _as_speaker(dossier: Dossier, statement: Statement) -> list[object]:
    """What a statement's speaker is known by: whose voice it is, and that it is narration naming nobody."""
    voice = dossier.voice(statement)
    narrates = statement.speaker is None and statement.mode is Mode.NARRATED
    return [*([voice] if voice is not None else []), *([Mode.NARRATED] if narrates else [])]


def _circular_support(case: Case) -> Iterator[Hit]:
    dossier = case.dossier
    loop_with = {item: index for index, loop in enumerate(dossier.lineage.loops) for item in loop}
    for claim in dossier.claims:
        vouched = {s.id: s for s in case.vouching(claim)}
        among = {s: [r for r in vouched[s].repeats if r in vouched] for s in vouched}
        repeats = loops(among, among.__getitem__)
        items = supporting(dossier, claim)
        looped = [item.id for item in items if not dossier.lineage.roots[item.id]]
        below = reachable(looped, lambda item: dossier[item].derived_from)
        derived = [dossier.lineage.loops[i] for i in {loop_with[item] for item in below if item in loop_with}]
        places = places_of_saying(case, claim)
        itself = [item for item in items if not places.isdisjoint((item.digest, item.locator))]
        if not (repeats or derived or itself):
            continue
        faults = ["statements that repeat each other"] if repeats else []
        faults += ["evidence that derives from itself"] if derived else []
        faults += ["the very text that says so"] if itself else []
        yield Hit(
            subjects=[claim],
            because=[*(s for loop in repeats for s in loop), *(e for loop in derived for e in loop), *itself],
            message=(
                f"the support for {case.quoted(claim)} is circular: it rests on {' and on '.join(faults)}"
            ),
        )


def places_of_saying(case: Case, claim: Claim) -> set[str | None]:
    """Digests and addresses of the documents in which a claim is asserted."""
    documents = {case.dossier[s.document] for s in case.live(claim, Stance.ASSERTS) if s.document}
    return {place for document in documents for place in (document.digest, document.url)} - {None}


def _second_hand_only(case: Case) -> Iterator[Hit]:
    dossier = case.dossier
    for claim in dossier.claims:
        statements = case.vouching(claim)
        relayed = bool(statements) and all(statement.via for statement in statements)
        if claim.is_opinion_like or not relayed:
            continue
        if any(is_usable(dossier, item) for item in supporting(dossier, claim)):
            continue
        relays = case.names(relay for statement in statements for relay in statement.via)
        yield Hit(
            subjects=[claim],
            because=statements,
            message=(
                f"{case.quoted(claim)} is known only at second hand: from {case.voices(statements)} "
                f"by way of {relays}"
            ),
        )


def _same_side_chorus(case: Case) -> Iterator[Hit]:
    """Repetition by one side.

    Decision: the camps of the speakers meet in one where some body is in all of them.
    """
    for claim, speakers in repeated(case):
        shared = frozenset[SpeakerId].intersection(*map(case.dossier.camp, speakers))
        if shared:
            yield Hit(
                subjects=[claim],
                because=[*case.vouching(claim), *shared],
                message=f"all who say that {case.quoted(claim)} are in one camp: {case.names(speakers)}",
            )


RULES = (
    Rule(
        code="I301",
        name="single-origin",
        severity=Severity.ERROR,
        summary="Several speakers or items speak for a claim, and all go back to one origin.",
        rationale="It is false confirmation: it looks like several sources and is one.",
        standard=(
            "US DoD, Intelligence Warning Terminology (2001); STANAG 2511, paras 10-11; Dong, "
            "Berti-Equille and Srivastava, PVLDB 2(1) 2009"
        ),
        remedy="count it as one, cite the origin, look for an independent second",
        find=_single_origin,
        folds=("S202",),
    ),
    Rule(
        code="I302",
        name="circular-support",
        severity=Severity.ERROR,
        summary="What speaks for a claim rests on itself.",
        rationale="Each leg rests on the other, and there is no ground floor.",
        standard="Wikipedia WP:CIRCULAR; US DoD, 'circular intelligence'",
        remedy="break the loop; items in one give no support",
        find=_circular_support,
    ),
    Rule(
        code="I303",
        name="second-hand-only",
        severity=Severity.WARNING,
        summary=(
            "Every statement that vouches for a claim came through somebody else, and nothing usable "
            "supports it."
        ),
        rationale="Each hop can drop a hedge, a date or a negation.",
        standard=(
            "US Federal Rules of Evidence 602, 801(c) and 805; BBC Editorial Guidelines (2019) 3.3.3; "
            "SPJ Code of Ethics (2014), original sources"
        ),
        remedy="go to the original, or show the whole chain",
        find=_second_hand_only,
    ),
    Rule(
        code="I304",
        name="same-side-chorus",
        severity=Severity.INFO,
        summary="All who say the same thing, with no evidence that can be seen, are in one camp.",
        rationale="Allies who repeat a line are taken for coordinated until shown otherwise.",
        standard="Wikipedia WP:INDY; Berkeley Protocol, ch. VI.E.1(c)",
        remedy="say that the voices are on one side",
        find=_same_side_chorus,
        is_default=False,
    ),
)
