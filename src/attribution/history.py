"""History: which records were known at an earlier date, and what they said then."""

from collections.abc import Iterable, Iterator
from typing import Literal

from attrs import evolve, frozen

from attribution.dates import Answer, When
from attribution.graph import reachable
from attribution.model import Claim, Document, Evidence, Record, Speaker, Statement
from attribution.vocabulary import Availability, DocumentId, EvidenceId, Stance, StatementId

__all__ = ["Undated", "dated", "known_records"]

Undated = Literal["keep", "drop"]
"""What becomes of records that cannot be dated."""


def dated(statement: Statement, document: Document | None) -> When | None:
    """When a statement was said, else when the document that carries it was published."""
    return document.published if statement.said is None and document is not None else statement.said


def known_records(records: Iterable[Record], when: When, undated: Undated) -> Iterator[Record]:
    """The records as they stood at `when`; see `Dossier.as_of`."""
    everything = tuple(records)
    documents = {d.id: d for d in everything if isinstance(d, Document)}
    items = {e.id: e for e in everything if isinstance(e, Evidence)}
    at = _Moment(when, undated)
    statements = list(
        _known_statements({s.id: s for s in everything if isinstance(s, Statement)}, documents, at)
    )
    evidence = list(_known_evidence(items, statements, at))
    known = [d.id for d in documents.values() if at.holds(at.answer(d.published))]
    carriers = [s.document for s in statements] + [e.document for e in evidence]

    def original(document: DocumentId) -> list[DocumentId]:
        source = documents[document].derived_from
        return [] if source is None else [source]

    held = reachable([*known, *(d for d in carriers if d is not None)], original)
    yield from (record for record in everything if isinstance(record, Speaker | Claim))
    yield from (document for document in documents.values() if document.id in held)
    yield from statements
    yield from evidence


@frozen
class _Moment:
    when: When
    undated: Undated

    def answer(self, date: When | None) -> Answer:
        return Answer.CANNOT_TELL if date is None else date.by(self.when)

    def holds(self, answer: Answer) -> bool:
        return answer is Answer.YES or (answer is Answer.CANNOT_TELL and self.undated == "keep")


def _known_statements(
    statements: dict[StatementId, Statement], documents: dict[DocumentId, Document], at: _Moment
) -> Iterator[Statement]:
    answers = {
        s.id: at.answer(dated(s, None if s.document is None else documents[s.document]))
        for s in statements.values()
    }
    # What a known statement corrects or withdraws was said before it, dated or not.
    known = reachable(
        [s for s, answer in answers.items() if at.holds(answer)],
        lambda s: [old for old in statements[s].replaces if answers[old] is not Answer.NO],
    )
    # A withdrawal of nothing that is known makes no sense, and falls with what it withdraws.
    replacing: dict[StatementId, list[StatementId]] = {s: [] for s in statements}
    for s in known:
        for old in statements[s].replaces:
            replacing[old].append(s)
    left = {s: sum(old in known for old in statements[s].replaces) for s in known}
    fallen = [s for s in known if statements[s].stance is Stance.WITHDRAWS and not left[s]]
    while fallen:
        gone = fallen.pop()
        del known[gone]
        for s in replacing[gone]:
            left[s] -= 1
            if statements[s].stance is Stance.WITHDRAWS and not left[s]:
                fallen.append(s)
    for statement in statements.values():
        if statement.id in known:
            yield evolve(
                statement,
                repeats=[old for old in statement.repeats if old in known],
                replaces=[old for old in statement.replaces if old in known],
            )


def _known_evidence(
    items: dict[EvidenceId, Evidence], statements: Iterable[Statement], at: _Moment
) -> Iterator[Evidence]:
    known = {item.id for item in items.values() if at.holds(_released(item, at))}
    cited = {item for statement in statements for item in statement.cites}
    # What others point to has been there, but nobody had been shown it.
    pointed_to = reachable([*known, *cited], lambda item: items[item].derived_from)
    for item in items.values():
        if item.id not in pointed_to:
            continue
        stands = item.retracted is not None and not at.holds(at.answer(item.retracted))
        then = evolve(item, retracted=None) if stands else item
        if item.id not in known:
            then = evolve(then, availability=Availability.WITHHELD, supports=(), undermines=())
        yield then


def _released(item: Evidence, at: _Moment) -> Answer:
    """Whether an item had been released; before it was created, it surely had not."""
    if item.released is None and at.answer(item.created) is Answer.NO:
        return Answer.NO
    return at.answer(item.released)
