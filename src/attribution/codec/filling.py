"""Filling: rows of the wire become records, checked as the constructors check them.

Whatever a row holds that makes no record is `Unfit`, and what is wrong with it is said by the constructor
elsewhere. Laws: a row fits exactly where the constructor takes its values, and the records are equal.
"""

from collections.abc import Callable, Sequence
from typing import Any, cast

from msgspec import UNSET

from attribution.dates import PLAIN, When
from attribution.errors import InvalidRecordError
from attribution.fields import Checked, is_digest, is_id, is_uri
from attribution.model import (
    CANNOT_ACCUSE,
    WITHOUT_QUOTE,
    Claim,
    Document,
    Evidence,
    Link,
    Span,
    Speaker,
    Statement,
    Waiver,
    with_accused,
)
from attribution.naming import derive_id
from attribution.vocabulary import Basis, Certainty, ClaimKind, LinkKind, Mode, SpeakerKind, Stance

__all__ = ["Filler", "Unfit"]

# What a row is: an object of a class that is made while the program runs.
Row = Any
Rows = Sequence[Row]
_LONGEST_DAY = len("2022-02-17")


class Unfit(Exception):  # noqa: N818  # no error: a sign between two rooms of this package
    """Rows that are no sound records."""


class _Once(dict[Any, Any]):
    """Every text once, so that what is said again takes no room; `None` for what is left out."""

    def __init__(self) -> None:
        super().__init__({None: None, UNSET: None})


class _Ids(_Once):
    """The ids of one kind of record, those that are referred to among them."""

    def __missing__(self, text: str) -> str:
        if not is_id(text):
            raise Unfit
        self[text] = text
        return text

    def add(self, rows: Rows) -> None:
        """Take in the ids that rows have of their own."""
        own = [row.id for row in rows if row.id]
        together = "".join(own)
        if not together.isprintable() or (" " in together and not all(map(is_id, own))):
            raise Unfit
        self.update(zip(own, own, strict=True))


class _Words(_Once):
    """Words that come again and again, such as cues."""

    def __missing__(self, text: str) -> str:
        if text.isspace():
            raise Unfit
        self[text] = text
        return text


def _unlocked(cls: type) -> Any:
    """A class with the fields of a frozen one and no lock on them.

    An object is filled as one of it, and then becomes one of the frozen class.
    """
    return type(cls.__name__, cls.__bases__, {"__slots__": cls.__dict__["__slots__"]})


_Speaker, _Document, _Claim = _unlocked(Speaker), _unlocked(Document), _unlocked(Claim)
_Statement, _Evidence, _Waiver = _unlocked(Statement), _unlocked(Evidence), _unlocked(Waiver)
_Span, _Link, _When = _unlocked(Span), _unlocked(Link), _unlocked(When)


class Filler:
    """Fills in the records of one dossier, list by list, and remembers all ids that they use."""

    def __init__(self) -> None:
        self._speakers, self._documents, self._claims = _Ids(), _Ids(), _Ids()
        self._statements, self._evidence = _Ids(), _Ids()
        self._words = _Words()
        self._days: dict[str, When] = {}

    def fill(self, cls: type[Checked], rows: Rows) -> list[Any]:
        """The records that rows of one kind make.

        Raises:
            Unfit: At least one row makes none.
        """
        fill: Callable[[Rows], list[Any]] = getattr(self, f"_{cls.__name__.lower()}_of")
        return fill(rows)

    def ids(self) -> tuple[int, ...]:
        """How many ids of each kind of record were given or referred to, in the order of `KINDS`."""
        each = (self._speakers, self._documents, self._claims, self._statements, self._evidence)
        return tuple(len(ids) - len(_Once()) for ids in each)

    def _speaker_of(self, rows: Rows) -> list[Speaker]:
        ids, made = self._speakers, list[Any]()
        ids.add(rows)
        for row in rows:
            record = _Speaker()
            record.id = own = row.id or None
            record.name = row.name
            record.kind = row.kind or SpeakerKind.UNKNOWN
            record.role = row.role or None
            record.member_of = member_of = _each(ids, row.member_of)
            record.aligned_with = aligned_with = _each(ids, row.aligned_with)
            record.anonymous = row.anonymous or False
            record.anonymity_reason = row.anonymity_reason or None
            record.same_as = tuple(row.same_as or ())
            if (
                own in member_of
                or own in aligned_with
                or (row.anonymity_reason and not row.anonymous)
                or not all(map(is_uri, record.same_as))
                or _is_blank(row.name, row.role, row.anonymity_reason)
            ):
                raise Unfit
            record.__class__ = Speaker
            if own is None:
                self._name(record, ids)
            made.append(record)
        return made

    def _document_of(self, rows: Rows) -> list[Document]:
        ids, speakers, made = self._documents, self._speakers, list[Any]()
        ids.add(rows)
        published = self._dates([row.published for row in rows])
        retrieved = self._dates([row.retrieved for row in rows])
        for row, record_published, record_retrieved in zip(rows, published, retrieved, strict=True):
            record = _Document()
            record.id = own = row.id or None
            record.title = row.title or None
            record.publisher = speakers[row.publisher]
            record.url = row.url or None
            record.published = record_published
            record.retrieved = record_retrieved
            record.derived_from = source = ids[row.derived_from]
            record.digest = row.digest or None
            record.length = None if row.length is UNSET else row.length
            if (
                (source is not None and source == own)
                or (row.url and not is_uri(row.url))
                or (row.digest and not is_digest(row.digest))
                or (row.title and row.title.isspace())
            ):
                raise Unfit
            record.__class__ = Document
            if own is None:
                self._name(record, ids)
            made.append(record)
        return made

    def _claim_of(self, rows: Rows) -> list[Claim]:
        ids, speakers, made = self._claims, self._speakers, list[Any]()
        ids.add(rows)
        for row, occurred in zip(rows, self._dates([row.occurred for row in rows]), strict=True):
            record = _Claim()
            record.id = own = row.id or None
            record.text = row.text
            record.kind = kind = row.kind or ClaimKind.FACT
            record.accused = accused = _each(speakers, row.accused)
            parties = _each(speakers, row.parties)
            record.parties = with_accused(parties, accused) if accused else parties
            record.occurred = occurred
            record.place = row.place or None
            record.links = self._links(row.links, own, kind) if row.links else ()
            if (
                (accused and kind in CANNOT_ACCUSE)
                or row.text.isspace()
                or (row.place and row.place.isspace())
            ):
                raise Unfit
            record.__class__ = Claim
            if own is None:
                self._name(record, ids)
            made.append(record)
        return made

    def _links(self, rows: Rows, own: str | None, kind: ClaimKind) -> tuple[Link, ...]:
        made: list[Any] = []
        for row in rows:
            link = _Link()
            link.kind = row.kind
            link.claim = self._claims[row.claim]
            if link.claim == own or (row.kind is LinkKind.FAULTS and kind is not ClaimKind.SOURCING):
                raise Unfit
            link.__class__ = Link
            made.append(link)
        return tuple(made)

    def _statement_of(self, rows: Rows) -> list[Statement]:
        ids, speakers, documents = self._statements, self._speakers, self._documents
        claims, evidence, words, made = self._claims, self._evidence, self._words, list[Any]()
        ids.add(rows)
        for row, said in zip(rows, self._dates([row.said for row in rows]), strict=True):
            record = _Statement()
            record.id = own = row.id or None
            record.speaker = speakers[row.speaker]
            record.stance = row.stance
            record.claim = claims[row.claim]
            record.document = document = documents[row.document]
            record.spans = spans = _spans(row.spans) if row.spans else ()
            record.mode = mode = row.mode or Mode.INDIRECT
            record.cue = words[row.cue] if row.cue else None
            record.hedge = words[row.hedge] if row.hedge else None
            record.certainty = row.certainty or Certainty.UNSTATED
            record.basis = row.basis or Basis.UNSTATED
            record.quote = quote = row.quote or None
            record.said = said
            record.channel = words[row.channel] if row.channel else None
            record.locator = locator = row.locator or None
            record.via = _each(speakers, row.via) if row.via else ()
            record.repeats = repeats = _each(ids, row.repeats) if row.repeats else ()
            record.answers = _each(claims, row.answers) if row.answers else ()
            record.replaces = replaces = _each(ids, row.replaces) if row.replaces else ()
            record.cites = _each(evidence, row.cites) if row.cites else ()
            if (
                (quote and (mode in WITHOUT_QUOTE or quote.isspace()))
                or (spans and document is None)
                or (row.stance is Stance.WITHDRAWS and not replaces)
                or own in repeats
                or own in replaces
                or (locator and locator.isspace())
            ):
                raise Unfit
            record.__class__ = Statement
            if own is None:
                self._name(record, ids)
            made.append(record)
        return made

    def _evidence_of(self, rows: Rows) -> list[Evidence]:
        ids, speakers, documents = self._evidence, self._speakers, self._documents
        claims, made = self._claims, list[Any]()
        ids.add(rows)
        dates = [self._dates([getattr(row, name) for row in rows]) for name in _EVIDENCE_DATES]
        for row, created, released, retracted in zip(rows, *dates, strict=True):
            record = _Evidence()
            record.id = own = row.id or None
            record.description = row.description
            record.kind = row.kind
            record.availability = row.availability
            record.supports = supports = _each(claims, row.supports) if row.supports else ()
            record.undermines = undermines = _each(claims, row.undermines) if row.undermines else ()
            record.provider = speakers[row.provider]
            record.verified_by = _each(speakers, row.verified_by) if row.verified_by else ()
            record.derived_from = sources = _each(ids, row.derived_from) if row.derived_from else ()
            record.original = row.original or False
            record.document = documents[row.document]
            record.locator = row.locator or None
            record.digest = row.digest or None
            record.created = created
            record.released = released
            record.retracted = retracted
            if (
                (supports and undermines and not frozenset(supports).isdisjoint(undermines))
                or own in sources
                or (row.original and sources)
                or (row.digest and not is_digest(row.digest))
                or row.description.isspace()
                or (row.locator and row.locator.isspace())
            ):
                raise Unfit
            record.__class__ = Evidence
            if own is None:
                self._name(record, ids)
            made.append(record)
        return made

    def _waiver_of(self, rows: Rows) -> list[Waiver]:
        made: list[Any] = []
        for row in rows:
            record = _Waiver()
            record.rule = row.rule
            record.subjects = tuple(row.subjects)
            record.reason = row.reason
            if not row.subjects or _is_blank(row.rule, row.reason, *row.subjects):
                raise Unfit
            record.__class__ = Waiver
            made.append(record)
        return made

    def _dates(self, texts: Sequence[Any]) -> list[When | None]:
        """The dates that texts write; days come again and again, and are kept once."""
        days, dates = self._days, list[When | None]()
        for text in texts:
            if not text:
                dates.append(None)
            elif len(text) > _LONGEST_DAY:
                dates.append(_date(text))
            else:
                dates.append(days.get(text) or days.setdefault(text, _date(text)))
        return dates

    @staticmethod
    def _name(record: Any, ids: _Ids) -> None:
        derive_id(record)
        ids[record.id] = record.id


_EVIDENCE_DATES = ("created", "released", "retracted")


def _each(known: _Once, texts: Any) -> tuple[Any, ...]:
    return tuple(map(known.__getitem__, texts or ()))


def _is_blank(*texts: Any) -> bool:
    return any(text.isspace() for text in texts if text)


def _spans(rows: Rows) -> tuple[Span, ...]:
    made: list[Any] = []
    for row in rows:
        span = _Span()
        span.start = start = row.start
        span.end = end = row.end
        if end <= start:
            raise Unfit
        span.__class__ = Span
        made.append(span)
    return tuple(made)


def _date(text: str) -> When:
    if PLAIN(text) is None:
        try:
            return When(text)
        except InvalidRecordError:
            raise Unfit from None
    date = _When()
    date.text = text
    date.__class__ = When
    return cast(When, date)
