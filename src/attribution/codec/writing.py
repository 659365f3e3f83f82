"""Writing: records become the text of JSON, each on a line of its own, defaults left out."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
from attrs import NOTHING
from msgspec import UNSET

from attribution.codec.wire import FORMAT, SECTIONS
from attribution.dates import When
from attribution.dossier import Dossier
from attribution.fields import Checked, fields_of
from attribution.model import Claim, Document, Evidence, Link, Span, Speaker, Statement, Waiver
from attribution.pause import collection_paused

__all__ = ["lines", "plain_record", "text_of"]

_AT_A_TIME = 256
_HEAD = msgspec.defstruct("Head", [("format", str), ("title", Any, None)], omit_defaults=True)

# A text may be of a class of its own, which msgspec does not know.
_ENCODER = msgspec.json.Encoder(enc_hook=str.__str__)


def _row(cls: type[Checked]) -> Any:
    """The row that is written for a kind of record: its fields in order, without those that hold defaults."""
    return msgspec.defstruct(
        cls.__name__,
        [(a.name, Any, UNSET if a.default is NOTHING else a.default) for a in fields_of(cls)],
        omit_defaults=True,
        gc=False,
    )


_Speaker, _Document, _Claim = _row(Speaker), _row(Document), _row(Claim)
_Statement, _Evidence, _Waiver = _row(Statement), _row(Evidence), _row(Waiver)
_Span, _Link = _row(Span), _row(Link)


def _date(when: When | None) -> str | None:
    return None if when is None else when.text


def _speaker(s: Speaker) -> object:
    return _Speaker(
        s.id, s.name, s.kind, s.role, s.member_of, s.aligned_with, s.anonymous, s.anonymity_reason, s.same_as
    )


def _document(d: Document) -> object:
    published, retrieved = _date(d.published), _date(d.retrieved)
    return _Document(
        d.id, d.title, d.publisher, d.url, published, retrieved, d.derived_from, d.digest, d.length
    )


def _claim(c: Claim) -> object:
    links = tuple([_Link(link.kind, link.claim) for link in c.links]) if c.links else ()
    return _Claim(c.id, c.text, c.kind, c.accused, c.parties, _date(c.occurred), c.place, links)


def _statement(s: Statement) -> object:
    return _Statement(
        s.id,
        s.speaker,
        s.stance,
        s.claim,
        s.document,
        tuple([_Span(span.start, span.end) for span in s.spans]) if s.spans else (),
        s.mode,
        s.cue,
        s.hedge,
        s.certainty,
        s.basis,
        s.quote,
        None if s.said is None else s.said.text,
        s.channel,
        s.locator,
        s.via,
        s.repeats,
        s.answers,
        s.replaces,
        s.cites,
    )


def _evidence(e: Evidence) -> object:
    return _Evidence(
        e.id,
        e.description,
        e.kind,
        e.availability,
        e.supports,
        e.undermines,
        e.provider,
        e.verified_by,
        e.derived_from,
        e.original,
        e.document,
        e.locator,
        e.digest,
        _date(e.created),
        _date(e.released),
        _date(e.retracted),
    )


def _waiver(w: Waiver) -> object:
    return _Waiver(w.rule, w.subjects, w.reason)


_ROWS: Mapping[type[Checked], Callable[[Any], object]] = {
    Speaker: _speaker,
    Document: _document,
    Claim: _claim,
    Statement: _statement,
    Evidence: _evidence,
    Waiver: _waiver,
}


def lines(records: "tuple[Checked, ...]") -> Iterator[bytes]:
    """Records of one kind as JSON, some lines at a time, each line ended."""
    if records:
        row = _ROWS[type(records[0])]
        for start in range(0, len(records), _AT_A_TIME):
            yield _ENCODER.encode_lines([row(record) for record in records[start : start + _AT_A_TIME]])


def plain_record(record: Checked) -> dict[str, Any]:
    """The fields of a record that do not hold their defaults, as JSON has them."""
    found: dict[str, Any] = msgspec.to_builtins(_ROWS[type(record)](record), enc_hook=str.__str__)
    return found


def text_of(dossier: Dossier) -> bytes | bytearray:
    """The dossier as JSON, with what was kept aside in its places."""
    if dossier.unknown:
        return _ENCODER.encode(_with_unknown(dossier)) + b"\n"
    text = bytearray(_ENCODER.encode(_HEAD(FORMAT, dossier.title))[:-1])
    with collection_paused():
        for some in _sections(dossier):
            text += some
    text += b"}\n"
    return text


def _sections(dossier: Dossier) -> Iterator[bytes]:
    for name in SECTIONS:
        start = b',\n"%b":[\n' % name.encode()
        for some in lines(getattr(dossier, name)):
            # A line ends nowhere else: inside quotes its end is escaped.
            yield start + some[:-1].replace(b"\n", b",\n")
            start = b",\n"
        if start == b",\n":
            yield b"\n]"


def _with_unknown(dossier: Dossier) -> object:
    document: Any = {"format": FORMAT, "title": dossier.title} if dossier.title else {"format": FORMAT}
    for name in SECTIONS:
        if records := getattr(dossier, name):
            document[name] = [plain_record(record) for record in records]
    for (*steps, last), value in dossier.unknown.items():
        place = document
        for step in steps:
            place = place[step]
        place[last] = value
    return document
