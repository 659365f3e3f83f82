"""Family E, evidence: whether what was taken back is still being used."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import NamedTuple

from attribution.assessment import supporting
from attribution.dates import Answer, When
from attribution.findings import Severity
from attribution.graph import reachable
from attribution.model import Evidence, Statement
from attribution.origin import is_usable
from attribution.rules.rule import Case, Hit, Rule, described
from attribution.vocabulary import ClaimKind, EvidenceId, Stance, StatementId

__all__ = ["RULES"]


def _retracted_evidence_used(case: Case) -> Iterator[Hit]:
    dossier = case.dossier
    citing: dict[EvidenceId, list[Statement]] = {}
    for statement in dossier.statements:
        if statement.stance in (Stance.ASSERTS, Stance.DENIES) and dossier.is_live(statement):
            for cited in dict.fromkeys(statement.cites):
                citing.setdefault(cited, []).append(statement)
    for item in map(dossier.__getitem__, citing):
        if item.retracted is None:
            continue
        late = [s for s in citing[item.id] if not _surely_earlier(case, s, item.retracted)]
        if late:
            yield Hit(
                subjects=[item],
                because=late,
                message=(
                    f"evidence that was retracted ({item.retracted}) is cited {case.by_voices(late)}, "
                    f"not surely before that: {described([item])}"
                ),
            )


def _surely_earlier(case: Case, statement: Statement, retracted: When) -> bool:
    said = case.dossier.dated(statement)
    return said is not None and said.before(retracted) is Answer.YES


def _echo_of_withdrawn(case: Case) -> Iterator[Hit]:
    """Echoes of what was replaced.

    Decisions: the whole path from the echo to what was replaced is on one claim; who repeats a statement
    and replaces it is no echo, and neither are those who take it from there.
    """
    dossier = case.dossier
    for claim in dossier.claims:
        on_claim = {s.id: s for s in sorted(dossier.statements_on(claim), key=lambda s: s.id)}
        replaced = [s for s in on_claim if not dossier.is_live(s)]
        if not replaced:
            continue
        sources = _withdrawn_sources(on_claim, replaced)
        for statement in case.live(claim, Stance.ASSERTS):
            if source := sources.get(statement.id):
                by_source = case.by_voices([on_claim[source]])
                yield Hit(
                    subjects=[statement],
                    because=[source],
                    message=(
                        f"an echo of {case.quoted(claim)} stands, {case.by_voices([statement])}, "
                        f"and its source has been withdrawn or corrected, {by_source}"
                    ),
                )


class _Echo(NamedTuple):
    id: StatementId
    replaces: frozenset[StatementId]


def _withdrawn_sources(
    on_claim: dict[StatementId, Statement], replaced: list[StatementId]
) -> dict[StatementId, StatementId]:
    """For each statement that goes back to one that was replaced, such a one."""
    echoes: dict[StatementId, list[_Echo]] = {s: [] for s in on_claim}
    for statement in on_claim.values():
        echo = _Echo(statement.id, frozenset(statement.replaces))
        for source in set(statement.repeats) & on_claim.keys():
            echoes[source].append(echo)
    found, passed_over = _spread(replaced, echoes)
    # Each statement is found from its nearest source. One that replaces that source may go back to
    # another one, and those who take it from there too.
    doubtful = [s for s in passed_over if s not in found]
    behind = reachable(doubtful, lambda s: on_claim.keys() & set(on_claim[s].repeats))
    for source in replaced if doubtful else ():
        if source in behind:
            for taker in _spread([source], echoes)[0]:
                found.setdefault(taker, source)
    return found


def _spread(
    sources: Iterable[StatementId], echoes: Mapping[StatementId, Sequence[_Echo]]
) -> tuple[dict[StatementId, StatementId], list[StatementId]]:
    """Who takes it from these sources, each with one of them; and who was passed over for replacing one."""
    found: dict[StatementId, StatementId] = {}
    passed_over: list[StatementId] = []
    waiting = deque((s, s) for s in sources)
    while waiting:
        taken, source = waiting.popleft()
        for echo in echoes[taken]:
            if source in echo.replaces:
                passed_over.append(echo.id)
            elif echo.id not in found:
                found[echo.id] = source
                waiting.append((echo.id, source))
    return found, passed_over


def _evidence_postdates_claim(case: Case) -> Iterator[Hit]:
    """Evidence that was made after the claim was.

    Decision: what was published before an item was made was said before it too.
    """
    dossier = case.dossier
    for claim in dossier.claims:
        items = supporting(dossier, claim)
        if claim.kind is ClaimKind.PREDICTION or not items:
            continue
        asserting = case.live(claim, Stance.ASSERTS)
        early = [s for s in asserting if all(_said_before(case, s, item) for item in items)]
        if early:
            yield Hit(
                subjects=[claim],
                because=[*early, *items],
                message=f"all evidence that {case.quoted(claim)} was made after {case.voices(early)} said so",
            )


def _said_before(case: Case, statement: Statement, item: Evidence) -> bool:
    return item.created is not None and _surely_earlier(case, statement, item.created)


def _stale_support(case: Case) -> Iterator[Hit]:
    """Support that has grown old.

    Decisions: a claim is open-ended where its time ends in "..", not where the end is unknown; an item of
    which it is not sure when it was made may be new.
    """
    dossier, as_of, age = case.dossier, case.options.as_of, case.options.stale_after
    limit = _before(as_of, age)
    if as_of is None or limit is None:
        return
    for claim in dossier.claims:
        items = [item for item in supporting(dossier, claim) if is_usable(dossier, item)]
        is_open = claim.occurred is not None and claim.occurred.text.endswith("/..")
        if is_open and items and all(_is_old(item, as_of, limit) for item in items):
            yield Hit(
                subjects=[claim],
                because=items,
                message=(
                    f"{case.quoted(claim)} is said to go on, and all evidence for it that can be seen was "
                    f"made before {str(limit).removesuffix('T00:00:00')}"
                ),
            )


def _before(as_of: When | None, age: timedelta | None) -> When | None:
    """The moment that surely lies that long before."""
    if as_of is None or as_of.earliest is None or age is None:
        return None
    first = as_of.earliest
    moment = first if isinstance(first, datetime) else datetime.combine(first, time())
    try:
        return When((moment - age).replace(microsecond=0).isoformat())
    except OverflowError:
        return None


def _is_old(item: Evidence, as_of: When, limit: When) -> bool:
    made = item.created
    # The second question is whether as_of is sure: nothing is surely before a date that is not.
    return made is not None and made.before(limit) is Answer.YES and made.before(as_of) is Answer.YES


RULES = (
    Rule(
        code="E501",
        name="retracted-evidence-used",
        severity=Severity.ERROR,
        summary="A statement cites evidence that had been retracted.",
        rationale="The ground has been withdrawn, and the building is still on the map.",
        standard=(
            "Intelligence Community Standard 2008-500-2; IFCN Code of Principles, commitment 5; "
            "SPJ Code of Ethics (2014)"
        ),
        remedy="drop it and correct what rested on it",
        find=_retracted_evidence_used,
    ),
    Rule(
        code="E502",
        name="evidence-postdates-claim",
        severity=Severity.INFO,
        summary="All evidence for a claim was made after somebody had said it.",
        rationale="The speaker cannot have relied on it.",
        standard="Berkeley Protocol, ch. VI.E.1(e); ICD 206",
        remedy="keep what was known then apart from what is known now",
        find=_evidence_postdates_claim,
        is_default=False,
    ),
    Rule(
        code="E503",
        name="stale-support",
        severity=Severity.INFO,
        summary="A claim is said to go on, and the newest evidence for it is old.",
        rationale="A true report about last month is no support for today.",
        standard="Intelligence community source descriptors, currency; FM 2-22.3, App. B",
        remedy="check again, or date the claim",
        find=_stale_support,
        is_default=False,
        needs=("as_of", "stale_after"),
    ),
    Rule(
        code="E504",
        name="echo-of-withdrawn",
        severity=Severity.ERROR,
        summary="A statement repeats what its source has withdrawn or corrected.",
        rationale="A retraction that does not reach the echoes leaves the claim standing.",
        standard="Intelligence Community Standard 2008-500-2; IFCN Code of Principles, commitment 5",
        remedy="withdraw or correct the echo",
        find=_echo_of_withdrawn,
    ),
)
