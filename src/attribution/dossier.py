"""`Dossier`: the file on a story, consistent or not constructed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar, cast, get_args, overload

from attrs import evolve, field, frozen

from attribution.dates import When
from attribution.difference import Difference, difference, unlike
from attribution.errors import InvalidRecordError, Problem, UnknownIdError, shown
from attribution.fields import Checked, Sound, as_tuple
from attribution.graph import reachable
from attribution.history import Undated, dated, known_records
from attribution.integrity import KINDS, integrity_problems, voice
from attribution.lineage import Lineage
from attribution.model import Claim, Document, Evidence, Record, Speaker, Statement, Waiver
from attribution.vocabulary import (
    ClaimId,
    DocumentId,
    EvidenceId,
    LinkKind,
    SpeakerId,
    StatementId,
)

__all__ = ["Difference", "Dossier"]

K = TypeVar("K")
V = TypeVar("V")


def _speakers(values: Iterable[Speaker]) -> tuple[Speaker, ...]:
    return cast(tuple[Speaker, ...], as_tuple(values))


def _documents(values: Iterable[Document]) -> tuple[Document, ...]:
    return cast(tuple[Document, ...], as_tuple(values))


def _claims(values: Iterable[Claim]) -> tuple[Claim, ...]:
    return cast(tuple[Claim, ...], as_tuple(values))


def _statements(values: Iterable[Statement]) -> tuple[Statement, ...]:
    return cast(tuple[Statement, ...], as_tuple(values))


def _evidence(values: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return cast(tuple[Evidence, ...], as_tuple(values))


def _waivers(values: Iterable[Waiver]) -> tuple[Waiver, ...]:
    return cast(tuple[Waiver, ...], as_tuple(values))


@frozen(kw_only=True, eq=False, repr=False)
class Dossier(Checked):
    """Speakers, documents, claims, statements and evidence that belong together.

    Every reference resolves, ids are unique whatever the kind, and nothing belongs to, derives from,
    replaces or narrows itself. Two dossiers are equal where they hold the same records, in any order.

    >>> north = Speaker(id="north", name="North")
    >>> claim = Claim(id="c1", text="The bridge is closed.")
    >>> dossier = Dossier.of(north, claim, Statement(speaker=north, stance="asserts", claim=claim))
    >>> [dossier[s.speaker].name for s in dossier.statements_on(claim) if s.speaker]
    ['North']

    Raises:
        InvalidRecordError: The records do not fit together; the error names every reason.
    """

    title: str | None = None
    """What the story is called."""
    speakers: tuple[Speaker, ...] = field(default=(), converter=_speakers)
    """Who speaks, is accused, or has a stake."""
    documents: tuple[Document, ...] = field(default=(), converter=_documents)
    """The texts."""
    claims: tuple[Claim, ...] = field(default=(), converter=_claims)
    """What is said."""
    statements: tuple[Statement, ...] = field(default=(), converter=_statements)
    """Who says it."""
    evidence: tuple[Evidence, ...] = field(default=(), converter=_evidence)
    """What there is to show for it."""
    waivers: tuple[Waiver, ...] = field(default=(), converter=_waivers)
    """The findings silenced on purpose."""
    unknown: Mapping[tuple[str | int, ...], object] = field(factory=lambda: MappingProxyType({}), init=False)
    """Fields of a newer version of the format, by the steps that lead to each; see `loads`."""
    _by_id: dict[str, Record] = field(init=False)

    @classmethod
    def of(cls, *records: Record | Waiver, title: str | None = None) -> "Dossier":
        """A dossier of records of any kind, in any order; the same record given twice counts once.

        Raises:
            InvalidRecordError: The records do not fit together.
        """
        problems = [
            Problem(f"records[{index}]", f"must be a record or a waiver, got {shown(record)}")
            for index, record in enumerate(cast(tuple[object, ...], records))
            if not isinstance(record, Record | Waiver)
        ]
        if problems:
            raise InvalidRecordError("Dossier", problems)
        unique = tuple(dict.fromkeys(records))
        return cls(
            title=title,
            speakers=_of_kind(Speaker, unique),
            documents=_of_kind(Document, unique),
            claims=_of_kind(Claim, unique),
            statements=_of_kind(Statement, unique),
            evidence=_of_kind(Evidence, unique),
            waivers=_of_kind(Waiver, unique),
        )

    def _problems(self, sound: Sound) -> list[Problem]:
        if not sound((*KINDS, "waivers")):
            return []
        records = [(f"{name}[{i}]", r) for name in KINDS for i, r in enumerate(getattr(self, name))]
        return integrity_problems(records, [(f"waivers[{i}]", w) for i, w in enumerate(self.waivers)])

    def _settle(self) -> None:
        object.__setattr__(self, "_by_id", {record.id: record for record in self})

    def beside(self, unknown: Mapping[tuple[str | int, ...], object]) -> "Dossier":
        """This dossier with fields beside it that this version does not know."""
        made = Dossier(title=self.title, **{name: getattr(self, name) for name in (*KINDS, "waivers")})
        object.__setattr__(made, "unknown", MappingProxyType(dict(unknown)))
        return made

    def __reduce__(self) -> tuple[Callable[..., Checked], tuple[object, ...]]:
        """Copies and pickles go through the constructor, and hold what was kept aside."""
        return (Dossier.beside, (evolve(self), dict(self.unknown))) if self.unknown else super().__reduce__()

    # Looking things up

    @overload
    def __getitem__(self, key: SpeakerId) -> Speaker: ...
    @overload
    def __getitem__(self, key: DocumentId) -> Document: ...
    @overload
    def __getitem__(self, key: ClaimId) -> Claim: ...
    @overload
    def __getitem__(self, key: StatementId) -> Statement: ...
    @overload
    def __getitem__(self, key: EvidenceId) -> Evidence: ...
    @overload
    def __getitem__(self, key: str) -> Record: ...
    def __getitem__(self, key: str) -> Record:
        """The record with that id; a type checker knows its kind from the kind of the id.

        Raises:
            UnknownIdError: The dossier holds no such record.
        """
        try:
            return self._by_id[key]
        except (KeyError, TypeError):
            raise UnknownIdError(f"the dossier holds no record with the id {shown(key)}") from None

    def __contains__(self, key: object) -> bool:
        """Whether a record has this id."""
        return isinstance(key, str) and key in self._by_id

    def __iter__(self) -> Iterator[Record]:
        """All records, kind by kind."""
        yield from self.speakers
        yield from self.documents
        yield from self.claims
        yield from self.statements
        yield from self.evidence

    def __len__(self) -> int:
        """How many records there are."""
        return len(self._by_id)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self, name))} {name}" for name in KINDS)
        return f"<Dossier {self.title!r}: {counts}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Dossier):
            return NotImplemented
        return (
            self.title == other.title
            and self._by_id == other._by_id
            and frozenset(self.waivers) == frozenset(other.waivers)
        )

    def __hash__(self) -> int:
        return hash((self.title, frozenset(self._by_id)))

    @property
    def allegations(self) -> tuple[Claim, ...]:
        """The claims in which somebody is accused."""
        return tuple(claim for claim in self.claims if claim.is_allegation)

    def statements_on(self, claim: Claim | ClaimId) -> tuple[Statement, ...]:
        """The statements that take a stance on the claim."""
        return self._statements_on.get(self._id(claim, Claim), ())

    def evidence_on(self, claim: Claim | ClaimId) -> tuple[Evidence, ...]:
        """The evidence that supports or undermines the claim."""
        return self._evidence_on.get(self._id(claim, Claim), ())

    def statements_by(self, speaker: Speaker | SpeakerId) -> tuple[Statement, ...]:
        """The statements in the speaker's voice, narration by the publisher included."""
        return self._statements_by.get(self._id(speaker, Speaker), ())

    def answers_to(self, claim: Claim | ClaimId) -> tuple[Statement, ...]:
        """The statements that reply to the claim without a stance on it."""
        return self._answers_to.get(self._id(claim, Claim), ())

    def voice(self, statement: Statement | StatementId) -> SpeakerId | None:
        """Whose voice a statement is: the speaker's, or on narration that names nobody the publisher's."""
        found = cast(Statement, self[self._id(statement, Statement)])
        document = None if found.document is None else self[found.document]
        return cast(SpeakerId | None, voice(found, document))

    def is_live(self, statement: Statement | StatementId) -> bool:
        """Whether no other statement replaces it."""
        return self._id(statement, Statement) not in self._replaced_by

    def replaced_by(self, statement: Statement | StatementId) -> tuple[Statement, ...]:
        """The statements that correct or withdraw it."""
        return self._replaced_by.get(self._id(statement, Statement), ())

    def dated(self, statement: Statement | StatementId) -> When | None:
        """When a statement was said, else when the document that carries it was published."""
        found = cast(Statement, self[self._id(statement, Statement)])
        return dated(found, None if found.document is None else self[found.document])

    def linked(self, claim: Claim | ClaimId, kind: LinkKind) -> tuple[ClaimId, ...]:
        """The claims that it links to; for links read both ways, those that link to it too."""
        found = self._id(claim, Claim)
        ahead = self._links.get((kind, found), ())
        both_ways = kind in (LinkKind.CONTRADICTS, LinkKind.COUNTERS)
        return tuple(dict.fromkeys((*ahead, *self._linking.get((kind, found), ())) if both_ways else ahead))

    def linking(self, claim: Claim | ClaimId, kind: LinkKind) -> tuple[ClaimId, ...]:
        """The claims that link to it."""
        return self._linking.get((kind, self._id(claim, Claim)), ())

    def side(self, speaker: Speaker | SpeakerId) -> frozenset[SpeakerId]:
        """The speaker and all that it is a member of, through any number of bodies."""
        start = cast(SpeakerId, self._id(speaker, Speaker))
        if start not in self._sides:
            self._sides[start] = frozenset(reachable([start], lambda member: self[member].member_of))
        return self._sides[start]

    def camp(self, speaker: Speaker | SpeakerId) -> frozenset[SpeakerId]:
        """The speaker's side, and the sides of those that anyone in it is aligned with.

        Alignment is read both ways and one step far: alliances are not transitive.
        """
        start = cast(SpeakerId, self._id(speaker, Speaker))
        if start not in self._camps:
            side = self.side(start)
            allies = {ally for member in side for ally in self._aligned.get(member, ())}
            self._camps[start] = side.union(*(self.side(ally) for ally in allies))
        return self._camps[start]

    def _id(self, record: Record | str, kind: type[Record]) -> str:
        found = self[record if isinstance(record, str) else record.id]
        if not isinstance(found, kind):
            raise UnknownIdError(f"the dossier holds no {kind.__name__} with the id {shown(found.id)}")
        return found.id

    @cached_property
    def _statements_on(self) -> Mapping[str, tuple[Statement, ...]]:
        return _grouped((statement.claim, statement) for statement in self.statements)

    @cached_property
    def _evidence_on(self) -> Mapping[str, tuple[Evidence, ...]]:
        return _grouped((c, item) for item in self.evidence for c in {*item.supports, *item.undermines})

    @cached_property
    def _answers_to(self) -> Mapping[str, tuple[Statement, ...]]:
        return _grouped((claim, s) for s in self.statements for claim in set(s.answers))

    @cached_property
    def _links(self) -> Mapping[tuple[LinkKind, str], tuple[ClaimId, ...]]:
        return _grouped(((link.kind, claim.id), link.claim) for claim in self.claims for link in claim.links)

    @cached_property
    def _linking(self) -> Mapping[tuple[LinkKind, str], tuple[ClaimId, ...]]:
        return _grouped(((link.kind, link.claim), claim.id) for claim in self.claims for link in claim.links)

    @cached_property
    def lineage(self) -> Lineage:
        """What each evidence item comes from."""
        return Lineage(self.evidence)

    @cached_property
    def _statements_by(self) -> Mapping[str | None, tuple[Statement, ...]]:
        return _grouped((self.voice(statement), statement) for statement in self.statements)

    @cached_property
    def _replaced_by(self) -> Mapping[str, tuple[Statement, ...]]:
        return _grouped((old, statement) for statement in self.statements for old in set(statement.replaces))

    @cached_property
    def _aligned(self) -> Mapping[SpeakerId, tuple[SpeakerId, ...]]:
        pairs = [(speaker.id, ally) for speaker in self.speakers for ally in speaker.aligned_with]
        return _grouped([*pairs, *((ally, speaker) for speaker, ally in pairs)])

    @cached_property
    def _sides(self) -> dict[SpeakerId, frozenset[SpeakerId]]:
        return {}

    @cached_property
    def _camps(self) -> dict[SpeakerId, frozenset[SpeakerId]]:
        return {}

    # Other dossiers

    def add(self, *records: Record | Waiver) -> "Dossier":
        """This dossier with more records; one that it already holds counts once.

        Raises:
            InvalidRecordError: The records do not fit, or an id is taken by a record of other content.
        """
        return Dossier.of(*self, *self.waivers, *records, title=self.title)

    def put(self, *records: Record | Waiver) -> "Dossier":
        """This dossier with these records, each in the place of the one with its id, or added.

        >>> north = Speaker(id="north", name="North")
        >>> Dossier.of(north).put(Speaker(id="north", name="Government of North"))["north"].name
        'Government of North'

        Raises:
            InvalidRecordError: The records do not fit, or two of other content have one id.
        """
        new = {record.id: record for record in records if isinstance(record, Record)}
        placed = (new.get(record.id, record) for record in self)
        return Dossier.of(*placed, *self.waivers, *records, title=self.title)

    def merge(self, other: "Dossier") -> "Dossier":
        """What both hold together; commutative, associative and idempotent.

        Raises:
            InvalidRecordError: Both have an id with different content, or a title each; the error names
                every clash.
        """
        clashes = [
            Problem(f"[{old.id!r}]", f"has different content in the two dossiers: {unlike(old, new)}")
            for old, new in self.diff(other).changed
        ]
        if None not in (self.title, other.title) and self.title != other.title:
            clashes.append(Problem("title", f"must be one, got {shown(self.title)} and {shown(other.title)}"))
        if clashes:
            raise InvalidRecordError("Dossier", clashes)
        records = (*self, *self.waivers, *other, *other.waivers)
        return Dossier.of(*records, title=other.title if self.title is None else self.title)

    def as_of(self, when: When, *, undated: Undated = "keep") -> "Dossier":
        """What had been said, released, withdrawn or retracted by the end of `when`.

        A retraction that came later is blanked; an earlier one stays. An item not yet released to which
        a known item or statement points stays, as withheld and bearing on nothing. Speakers and claims
        always stay; a waiver stays while all its subjects do.

        Args:
            when: The date.
            undated: What becomes of records of which their dates do not tell whether they were known.

        Raises:
            InvalidRecordError: `undated` is another word.
        """
        if undated not in get_args(Undated):
            problem = f"must be {' or '.join(get_args(Undated))}, got {shown(undated)}"
            raise InvalidRecordError("Dossier.as_of", [Problem("undated", problem)])
        records = tuple(known_records(self, when, undated))
        ids = {record.id for record in records}
        waivers = (waiver for waiver in self.waivers if ids.issuperset(waiver.subjects))
        return Dossier.of(*records, *waivers, title=self.title)

    def diff(self, other: "Dossier") -> Difference:
        """What the other dossier adds, lacks and has changed, seen from this one."""
        return difference((*self, *self.waivers), (*other, *other.waivers), titles=(self.title, other.title))


def _of_kind(kind: type[V], records: Iterable[object]) -> tuple[V, ...]:
    return tuple(record for record in records if isinstance(record, kind))


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
