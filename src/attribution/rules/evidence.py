"""Family E, evidence: whether what was taken back is still being used."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from attribution.dates import Answer, When
from attribution.findings import Severity
from attribution.graph import reachable
from attribution.model import Statement
from attribution.rules.rule import Case, Hit, Rule, described
from attribution.vocabulary import EvidenceId, Stance, StatementId

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
