"""Integrity: what must hold between records for a dossier to make sense.

Every reference names a record of the right kind, ids are unique whatever the kind, nothing belongs to,
derives from, replaces or narrows itself, directly or through others, and a statement is replaced only by
its own speaker or by somebody on a side that meets its speaker's.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from graphlib import TopologicalSorter
from typing import NamedTuple, NewType, TypeVar, cast, get_args

from attribution.errors import Problem, shown
from attribution.fields import DERIVED, a_kind, fields_of
from attribution.graph import loops
from attribution.model import Claim, Document, Evidence, Link, Record, Span, Speaker, Statement, Waiver
from attribution.vocabulary import DocumentId, LinkKind, Mode, Stance

__all__ = ["KINDS", "hold_together", "integrity_problems", "references", "voice"]

KINDS: Mapping[str, type[Record]] = {
    "speakers": Speaker,
    "documents": Document,
    "claims": Claim,
    "statements": Statement,
    "evidence": Evidence,
}
"""The sections of a dossier and the kind of record that each holds."""

R = TypeVar("R", Speaker, Document, Claim, Statement)
Placed = tuple[str, Record]
"""A path and the record that stands there."""


def integrity_problems(
    records: Sequence[Placed],
    waivers: Iterable[tuple[str, Waiver]],
    drafts: Set[str] = frozenset(),
) -> list[Problem]:
    """All that is wrong between the records, check by check, each in their order.

    Args:
        records: The records, each with its path.
        waivers: The waivers, each with its path.
        drafts: Paths of records of which something is wrong in itself; that stands empty in them, as
            `None` in a list. No problem is told that may only follow from that.
    """
    problems: list[Problem] = []
    index = _Index()
    for path, record in records:
        if record.id in index.kinds:
            problems.append(Problem(f"{path}.id", f"must be unique, got {shown(record.id)} again"))
        index.add(path, record)
    loose = index.loose(records)
    unresolved = [(path, problem) for path, record in loose for problem in index.unresolved(path, record)]
    problems += (problem for _, problem in unresolved)
    problems += (
        Problem(f"{path}.subjects[{number}]", f"names no record, got {shown(subject)}")
        for path, waiver in waivers
        for number, subject in enumerate(waiver.subjects)
        if subject and subject not in index.kinds and not index.partial
    )
    statements = [(path, record) for path, record in records if isinstance(record, Statement)]
    problems += _clashes(statements, index, {*drafts, *(path for path, _ in unresolved)})
    return problems


def hold_together(
    speakers: Sequence[Speaker],
    documents: Sequence[Document],
    claims: Sequence[Claim],
    statements: Sequence[Statement],
    by_id: Mapping[str, Record],
) -> bool:
    """Whether records fit that all have ids of their own and of which all references resolve.

    This finds what `integrity_problems` does, and looks only at the few records that could clash.
    """
    lengths = {d.id: d.length for d in documents if d.length is not None}
    measured = (s for s in statements if s.spans and s.document in lengths) if lengths else ()
    if any(span.end > lengths[cast(DocumentId, s.document)] for s in measured for span in s.spans):
        return False
    corrections = [s for s in statements if s.replaces]
    replaced = [cast(Statement, by_id[old]) for s in corrections for old in s.replaces]
    linked = [claim for claim in claims if claim.links]
    about = [cast(Claim, by_id[s.claim]) for s in (*corrections, *replaced)]
    few: tuple[Record, ...] = (*speakers, *documents, *linked, *about, *corrections, *replaced)
    index = _Index()
    for record in few:
        index.add("", record)
    return not any(True for _ in _clashes([("", s) for s in corrections], index, frozenset()))


def voice(statement: Statement, document: Document | None) -> str | None:
    """Whose voice a statement is: the speaker's, or on narration that names nobody the publisher's."""
    if statement.speaker is None and statement.mode is Mode.NARRATED and document is not None:
        return document.publisher
    return statement.speaker


# References


class _Index:
    """Records by kind and id; of two with one id the first."""

    def __init__(self) -> None:
        self.placed: dict[type[Record], dict[str, Placed]] = {kind: {} for kind in KINDS.values()}
        self.kinds: dict[str, type[Record]] = {}
        self._sides: Mapping[str, _Side] | None = None
        self.partial: set[type[Record]] = set()
        """The kinds of which there are drafts without an id, so that a reference may be to one of these."""

    def add(self, path: str, record: Record) -> None:
        if record.id is DERIVED:
            self.partial.add(type(record))
            return
        self.placed[type(record)].setdefault(record.id, (path, record))
        self.kinds.setdefault(record.id, type(record))

    def find(self, kind: type[R], record_id: str | None) -> R | None:
        found = self.placed[kind].get(record_id or "")
        return None if found is None else cast(R, found[1])

    def loose(self, placed: Sequence[Placed]) -> list[Placed]:
        """The records of which a reference may name none of the right kind."""
        return [each for each in placed if self._is_loose(each[1])]

    def _is_loose(self, record: Record) -> bool:
        for name, kind, is_list in _reference_fields(cast(Hashable, type(record))):
            known, target = self.placed[kind], getattr(record, name)
            if target and not (all(map(known.__contains__, target)) if is_list else target in known):
                return True
        return isinstance(record, Claim) and any(to not in self.placed[Claim] for _, to in _linked(record))

    def side(self, speaker: str, unclear: Set[str]) -> "_Side":
        """The side of a speaker: the topmost bodies, and whether all on the way to them is clear."""
        if self._sides is None:
            self._sides = _sides(self.placed[Speaker], unclear)
        return self._sides.get(speaker, _UNKNOWN_SIDE)

    def unresolved(self, path: str, record: Record) -> Iterator[Problem]:
        """The references of a record that name none of the right kind."""
        for below, kind, target in references(record):
            if target not in self.placed[kind] and (target in self.kinds or kind not in self.partial):
                is_one = f", which is {a_kind(self.kinds[target].__name__)}" if target in self.kinds else ""
                yield Problem(f"{path}.{below}", f"names no {kind.__name__}, got {shown(target)}{is_one}")


class _Side(NamedTuple):
    tops: int
    """A bit for each body in it that belongs to nothing: two sides meet exactly where they share one."""
    is_clear: bool


_UNKNOWN_SIDE = _Side(0, is_clear=False)


def _sides(placed: Mapping[str, Placed], unclear: Set[str]) -> Mapping[str, _Side]:
    """The side of each speaker; speakers that belong to each other count as one body."""
    bodies = {speaker: cast(Speaker, record).member_of for speaker, (_, record) in placed.items()}
    one = {speaker: speaker for speaker in bodies}
    for loop in loops(bodies, lambda speaker: [body for body in bodies[speaker] if body in bodies]):
        one.update(dict.fromkeys(loop, loop[0]))
    above: dict[str, dict[str, None]] = {each: {} for each in one.values()}
    clear = dict.fromkeys(above, True)
    for speaker, (path, _) in placed.items():
        each = one[speaker]
        clear[each] &= path not in unclear and all(body in bodies for body in bodies[speaker])
        above[each].update(dict.fromkeys(one[body] for body in bodies[speaker] if body in bodies))
        above[each].pop(each, None)
    found: dict[str, _Side] = {}
    count = 0
    for each in TopologicalSorter(above).static_order():
        tops = 0 if above[each] else 1 << count
        count += not above[each]
        for body in above[each]:
            tops |= found[body].tops
        found[each] = _Side(tops, clear[each] and all(found[body].is_clear for body in above[each]))
    return {speaker: found[each] for speaker, each in one.items()}


def references(record: Record) -> Iterator[tuple[str, type[Record], str]]:
    """Every reference of a record: the field's path, the kind that it must name, the id."""
    for name, kind, is_list in _reference_fields(cast(Hashable, type(record))):
        if is_list:
            # The accused are parties too, and are told of once.
            told = frozenset(cast(Claim, record).accused if name == "parties" else ())
            yield from ((below, kind, to) for below, to in _listed(name)(record) if to not in told)
        elif target := getattr(record, name):
            yield name, kind, target
    if isinstance(record, Claim):
        yield from ((below, Claim, target) for below, target in _linked(record))


@cache
def _reference_fields(cls: type[Record]) -> tuple[tuple[str, type[Record], bool], ...]:
    kinds = {kind.__name__ + "Id": kind for kind in KINDS.values()}
    found: list[tuple[str, type[Record], bool]] = []
    for a in fields_of(cls):
        if a.name == "id":
            continue
        inner = get_args(a.type) or (a.type,)
        if isinstance(inner[0], NewType):
            found.append((a.name, kinds[inner[0].__name__], ... in inner))
    return tuple(found)


Links = Callable[[Record], Sequence[tuple[str, str]]]
"""For a record, the path and the id of each link of one sort."""


def _listed(name: str) -> Links:
    def links(record: Record) -> Sequence[tuple[str, str]]:
        return [(f"{name}[{i}]", target) for i, target in enumerate(getattr(record, name)) if target]

    return links


def _linked(claim: Claim, kind: LinkKind | None = None) -> Sequence[tuple[str, str]]:
    links: Sequence[Link | None] = claim.links
    return [
        (f"links[{i}].claim", link.claim)
        for i, link in enumerate(links)
        if link and link.claim and kind in (None, link.kind)
    ]


def _original(record: Record) -> Sequence[tuple[str, str]]:
    target = cast(Document, record).derived_from
    return [] if target is None else [("derived_from", target)]


def _narrowed(record: Record) -> Sequence[tuple[str, str]]:
    return _linked(cast(Claim, record), LinkKind.NARROWS)


# Cycles

_ACYCLIC: tuple[tuple[type[Record], Links], ...] = (
    (Speaker, _listed("member_of")),
    (Document, _original),
    (Claim, _narrowed),
    (Statement, _listed("replaces")),
)


def _cycles(placed: Mapping[str, Placed], links: Links) -> Iterator[Problem]:
    """One problem a cycle, at the link by which its first record leads into it."""

    def targets(record_id: str) -> Iterator[str]:
        return (target for _, target in links(placed[record_id][1]) if target in placed)

    position = {record_id: number for number, record_id in enumerate(placed)}
    linked = (record_id for record_id, (_, record) in placed.items() if links(record))
    found = (sorted(loop, key=position.__getitem__) for loop in loops(linked, targets))
    for loop in sorted(found, key=lambda loop: position[loop[0]]):
        path, record = placed[loop[0]]
        members = set(loop)
        below, target = next(link for link in links(record) if link[1] in members)
        yield Problem(f"{path}.{below}", f"must not lead back to {shown(record.id)}, got {shown(target)}")


# What else must fit


def _clashes(
    statements: Sequence[tuple[str, Statement]], index: _Index, unclear: Set[str]
) -> Iterator[Problem]:
    """What does not fit although every reference resolves: cycles, and what these statements claim."""
    for kind, links in _ACYCLIC:
        yield from _cycles(index.placed[kind], links)
    for path, statement in statements:
        if statement.spans:
            yield from _misplaced_spans(path, statement, index)
    for path, statement in statements:
        if statement.replaces:
            yield from _misplaced_replacements(path, statement, index, unclear)


def _misplaced_spans(path: str, statement: Statement, index: _Index) -> Iterator[Problem]:
    document = index.find(Document, statement.document)
    spans: Sequence[Span | None] = statement.spans
    if document is None or document.length is None:
        return
    for number, span in enumerate(spans):
        if span and span.end and span.end > document.length:
            yield Problem(
                f"{path}.spans[{number}].end",
                f"must not be beyond the document's length ({document.length}), got {span.end}",
            )


def _misplaced_replacements(
    path: str, statement: Statement, index: _Index, unclear: Set[str]
) -> Iterator[Problem]:
    for below, target in _listed("replaces")(statement):
        old = index.find(Statement, target)
        if old is None:
            continue
        claims = [index.find(Claim, each.claim) for each in (statement, old)]
        if statement.stance is Stance.WITHDRAWS and None not in claims and claims[0] != claims[1]:
            yield Problem(f"{path}.{below}", f"must be on the claim that is withdrawn, got {shown(target)}")
        if _are_strangers(statement, old, index, unclear):
            yield Problem(f"{path}.{below}", f"must be by the same speaker or side, got {shown(target)}")


def _are_strangers(one: Statement, other: Statement, index: _Index, unclear: Set[str]) -> bool:
    """Whether two statements are, as far as that is clear, of voices on sides that do not meet."""

    def is_clear(kind: type[Record], ids: Iterable[str | None]) -> bool:
        found = [index.placed[kind].get(i) for i in ids if i is not None]
        return all(placed is not None and placed[0] not in unclear for placed in found)

    if not is_clear(Statement, (one.id, other.id)) or not is_clear(Document, (one.document, other.document)):
        return False
    voices = [voice(each, index.find(Document, each.document)) for each in (one, other)]
    if voices[0] == voices[1]:
        return False
    sides = [index.side(each, unclear) for each in voices if each is not None]
    return all(side.is_clear for side in sides) and (
        len(sides) < len(voices) or not sides[0].tops & sides[1].tops
    )
