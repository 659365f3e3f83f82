"""Text: the quotes and spans of a dossier, held against the texts of its documents."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import cast

from attrs import frozen

from attribution.dossier import Dossier
from attribution.errors import InvalidRecordError, Problem, UnknownIdError, shown
from attribution.model import Document, Span, Statement
from attribution.source import MOST_PLACES, Passage, Source, text_problem
from attribution.vocabulary import DocumentId, StatementId

__all__ = ["Coverage", "Fault", "Mismatch", "Passage", "Skipped", "Source", "Texts", "cover", "verify"]

Texts = Mapping[DocumentId, str] | Mapping[str, str]
"""The texts of documents, each under its document's id."""

_MOST_TOLD = 5


class Fault(StrEnum):
    """In what way a document's text does not bear out a dossier."""

    NOT_FOUND = "not_found"
    """The quote stands nowhere in the text."""
    FOUND_TWICE = "found_twice"
    """The quote stands in several places, and no span says which is meant."""
    OUT_OF_RANGE = "out_of_range"
    """A span lies outside the text, wholly or in part."""
    NOT_AT_SPAN = "not_at_span"
    """The quote is not within the statement's spans, but elsewhere."""
    WRONG_DIGEST = "wrong_digest"
    """The text is not the one that the document's digest was made from."""
    WRONG_LENGTH = "wrong_length"
    """The text is longer or shorter than the document says."""


@frozen(kw_only=True)
class Mismatch:
    """One thing in which a text and a dossier do not agree."""

    subject: StatementId | DocumentId
    """The statement; the document for its digest and its length."""
    document: DocumentId
    """The document with the text."""
    fault: Fault
    """What is wrong."""
    message: str
    """What is wrong, in one line."""
    found: tuple[Span, ...] = ()
    """Where else the quote stands, at most the first hundred places."""
    nearest: Passage | None = None
    """For a quote that stands nowhere, the passage most like it; `None` where no word of it occurs."""


@frozen(kw_only=True)
class Skipped:
    """A record that was not held against a text."""

    subject: StatementId | DocumentId
    """The statement or document."""
    reason: str
    """Why, in one line."""


@frozen(kw_only=True)
class Coverage:
    """Which statements and documents `verify` holds against a text, and which it passes over."""

    checked: tuple[StatementId | DocumentId, ...]
    """The ids of those checked, sorted."""
    skipped: tuple[Skipped, ...]
    """The others, sorted by id."""


def verify(dossier: Dossier, texts: Texts) -> tuple[Mismatch, ...]:
    """What does not agree between a dossier and the texts of its documents, sorted by subject.

    A quote without a span is looked up, and must stand in one place, or in one where it cuts no word.
    Nothing is said of documents without a text, or of their statements; `cover` lists them.

    >>> from attribution import Claim, Document
    >>> claim = Claim(id="c1", text="The bridge is closed.")
    >>> wire = Document(id="wire", title="Bridge closed")
    >>> said = Statement(id="s1", stance="asserts", claim=claim, document=wire, mode="direct",
    ...                  quote='It is "closed" for good', spans=[Span(0, 24)])
    >>> dossier = Dossier.of(claim, wire, said)
    >>> verify(dossier, {"wire": "It is “closed” for good, Ada Fenn said."})
    ()
    >>> [mismatch] = verify(dossier, {"wire": "It is “closed” for now, Ada Fenn said."})
    >>> mismatch.fault, mismatch.nearest.text
    (<Fault.NOT_FOUND: 'not_found'>, 'It is “closed” for now')

    Args:
        dossier: The dossier.
        texts: The text of each document, under its id, in code points as the spans count them.

    Raises:
        UnknownIdError: The dossier holds no document with an id in `texts`.
        InvalidRecordError: A text is no `str`, or holds half a surrogate pair; the error names all such.
    """
    sources = _sources(dossier, texts)
    found: list[Mismatch] = []
    for document in dossier.documents:
        if document.id in sources:
            found += _document_mismatches(document, sources[document.id])
    for statement in dossier.statements:
        document_id = statement.document
        if document_id is not None and document_id in sources:
            found += _statement_mismatches(statement, document_id, sources[document_id])
    return tuple(sorted(found, key=lambda each: (each.subject, each.fault)))


def cover(dossier: Dossier, texts: Texts) -> Coverage:
    """Which documents and statements `verify` checks, given these texts, and which it skips, and why.

    Raises:
        UnknownIdError: As `verify` does.
        InvalidRecordError: As `verify` does.
    """
    sources = _sources(dossier, texts)
    reasons: dict[StatementId | DocumentId, str] = {
        **{document.id: _document_skipped(document, sources) for document in dossier.documents},
        **{statement.id: _statement_skipped(statement, sources) for statement in dossier.statements},
    }
    return Coverage(
        checked=tuple(sorted(subject for subject, reason in reasons.items() if not reason)),
        skipped=tuple(Skipped(subject=s, reason=reason) for s, reason in sorted(reasons.items()) if reason),
    )


def _sources(dossier: Dossier, texts: Texts) -> Mapping[str, Source]:
    given = cast(object, texts)
    if not isinstance(given, Mapping):
        raise InvalidRecordError(
            "verify", [Problem("texts", f"must map document ids to texts, got {shown(given)}")]
        )
    known = {document.id for document in dossier.documents}
    unknown = [key for key in texts if key not in known]
    if unknown:
        told = ", ".join(shown(key) for key in unknown)
        raise UnknownIdError(f"the dossier holds no document with the id {told}")
    problems = [(key, text_problem(text)) for key, text in texts.items()]
    if any(problem for _, problem in problems):
        raise InvalidRecordError(
            "verify", (Problem(f"texts[{shown(key)}]", problem) for key, problem in problems if problem)
        )
    return {key: Source(text) for key, text in texts.items()}


def _document_skipped(document: Document, sources: Mapping[str, Source]) -> str:
    if document.id not in sources:
        return "no text is given for it"
    return "" if document.digest or document.length is not None else "it has neither digest nor length"


def _statement_skipped(statement: Statement, sources: Mapping[str, Source]) -> str:
    if statement.document is None:
        return "it names no document"
    if statement.document not in sources:
        return f"no text is given for its document {shown(statement.document)}"
    return "" if statement.quote or statement.spans else "it has neither quote nor span"


def _document_mismatches(document: Document, source: Source) -> Iterator[Mismatch]:
    digest = hashlib.sha256(source.text.encode()).hexdigest()
    if document.digest not in (None, digest):
        yield Mismatch(
            subject=document.id,
            document=document.id,
            fault=Fault.WRONG_DIGEST,
            message=f"the text must have the digest {document.digest}, got {digest}",
        )
    size = len(source.text)
    if document.length not in (None, size):
        yield Mismatch(
            subject=document.id,
            document=document.id,
            fault=Fault.WRONG_LENGTH,
            message=f"the text must be {document.length} code points long, got {size}",
        )


def _statement_mismatches(statement: Statement, document: DocumentId, source: Source) -> Iterator[Mismatch]:
    quote, spans = statement.quote, statement.spans
    size = len(source.text)
    outside = [span for span in spans if span.end > size]
    found = source.find(quote) if quote and (outside or not source.holds(quote, spans)) else None
    mismatch = partial(Mismatch, subject=statement.id, document=document, found=found or ())
    if outside:
        told = f"{_told(outside)} must lie within the text, which is {size} code points long"
        yield mismatch(fault=Fault.OUT_OF_RANGE, message=told)
    if not quote or found is None:
        return
    if not found:
        nearest = source.nearest(quote)
        hint = f"; nearest is {shown(nearest.text)} at {_told([nearest.span])}" if nearest else ""
        told = f"quote must stand in the text, got {shown(quote)}{hint}"
        yield mismatch(fault=Fault.NOT_FOUND, message=told, nearest=nearest)
    elif spans and not outside:
        told = f"quote must stand at {_told(spans)} of the text, got {shown(quote)}, found at {_told(found)}"
        yield mismatch(fault=Fault.NOT_AT_SPAN, message=told)
    elif not spans and len(meant := _meant(source, found)) > 1:
        told = (
            f"quote must stand once in the text or have a span, got {shown(quote)}, found at {_told(meant)}"
        )
        yield mismatch(fault=Fault.FOUND_TWICE, message=told, found=meant)


def _meant(source: Source, found: tuple[Span, ...]) -> tuple[Span, ...]:
    """The places at which a quote cuts no word, if any; all where there may be more than were looked for."""
    whole = tuple(span for span in found if source.is_whole(span))
    return whole if whole and len(found) < MOST_PLACES else found


def _told(spans: Sequence[Span]) -> str:
    told = [f"{span.start}:{span.end}" for span in spans[:_MOST_TOLD]]
    return f"{', '.join(told)}{' and more' if len(spans) > _MOST_TOLD else ''}"
