"""Family P, provenance: whether words can be looked up, and whether their dates can be."""

from collections.abc import Iterator, Sequence

from attribution.dates import Answer, When
from attribution.findings import Severity
from attribution.model import Statement
from attribution.rules.rule import Case, Hit, Rule, described, listed
from attribution.vocabulary import ClaimId, DocumentId, Mode, Stance

__all__ = ["RULES"]


def _quote_without_locator(case: Case) -> Iterator[Hit]:
    """Quotations without a place where they can be looked up.

    Decisions: the mode makes it a quotation, whether or not `quote` holds the words; the severity is info
    where the channel is named and, besides, there are relays or the document has an address.
    """
    dossier = case.dossier
    for statement in dossier.statements:
        if statement.mode not in (Mode.DIRECT, Mode.MIXED) or statement.locator is not None:
            continue
        if not dossier.is_live(statement):
            continue
        document = None if statement.document is None else dossier[statement.document]
        has_address = document is not None and document.url is not None
        found, severity = "nothing says where", Severity.WARNING
        if statement.channel is not None and (statement.via or has_address):
            found, severity = f"just the channel is named ({listed([statement.channel])})", Severity.INFO
        yield Hit(
            subjects=[statement],
            because=[statement.claim, *([] if document is None else [document])],
            message=(
                f"the words of {case.voices([statement])} on {case.quoted(dossier[statement.claim])} are "
                f"quoted with no place to look them up: {found}"
            ),
            severity=severity,
        )


def _undated_statement(case: Case) -> Iterator[Hit]:
    """Documents whose statements nothing dates.

    Decision: a statement in no document has no finding, because a finding is about a document, and no
    text is there that lacks a date.
    """
    dossier = case.dossier
    undated: dict[DocumentId, list[Statement]] = {}
    for statement in dossier.statements:
        if statement.document is not None and statement.said is None and dossier.is_live(statement):
            undated.setdefault(statement.document, []).append(statement)
    for document, statements in undated.items():
        if dossier[document].published is None:
            count = len(statements)
            yield Hit(
                subjects=[document],
                because=statements,
                message=(
                    f"{case.titled(dossier[document])} has no date, and neither "
                    f"{'has a statement' if count == 1 else f'have {count} statements'} in it"
                ),
            )


def _impossible_order(case: Case) -> Iterator[Hit]:
    """Dates that cannot all be right.

    Decisions: a statement whose date is not given was said by the time its document was published, and no
    more than that is sure, so that what it repeats, and what it answers, must have a date of its own to
    be surely later; what is repeated or answered may have been replaced since, because it stood then;
    where nobody asserts what is answered, nothing is out of order; an item that was retracted still has
    its dates in order.
    """
    yield from _impossible_statements(case)
    for item in case.dossier.evidence:
        if _surely(item.released, item.created):
            yield Hit(
                subjects=[item],
                message=(
                    f"evidence was released ({item.released}) before it was created ({item.created}): "
                    f"{described([item])}"
                ),
            )


def _impossible_statements(case: Case) -> Iterator[Hit]:
    dossier = case.dossier
    asserted = _Asserted(case)
    for statement in dossier.statements:
        if not dossier.is_live(statement):
            continue
        because: list[str] = []
        faults: list[str] = []
        document = None if statement.document is None else dossier[statement.document]
        published = None if document is None else document.published
        if document is not None and _surely(published, statement.said):
            because.append(document.id)
            faults.append(f"after {case.titled(document)} was published ({published})")
        date = dossier.dated(statement)
        for source in map(dossier.__getitem__, dict.fromkeys(statement.repeats)):
            if _surely(date, source.said):
                because.append(source.id)
                faults.append(f"before what it repeats, the words of {case.voices([source])} ({source.said})")
        for claim in dict.fromkeys(statement.answers):
            if asserted.all_after(claim, date):
                because.append(claim)
                faults.append(f"before anybody said what it answers, {case.quoted(dossier[claim])}")
        if faults:
            yield Hit(
                subjects=[statement],
                because=because,
                message=(
                    f"what is said by {case.voices([statement])} on "
                    f"{case.quoted(dossier[statement.claim])} is dated {date}, " + " and ".join(faults)
                ),
            )


def _surely(first: When | None, then: When | None) -> bool:
    """Whether both dates are known, and the first is surely before the other."""
    return first is not None and then is not None and first.before(then) is Answer.YES


class _Asserted:
    """When claims were asserted."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._dates: dict[ClaimId, Sequence[When | None]] = {}

    def all_after(self, claim: ClaimId, date: When | None) -> bool:
        """Whether somebody asserts a claim, and everybody who does surely does so after a date."""
        if claim not in self._dates:
            said = {s.said for s in self._case.dossier.statements_on(claim) if s.stance is Stance.ASSERTS}
            # What is hardly later stands first, so that few dates are looked at.
            self._dates[claim] = sorted(said, key=lambda date: str((date and date.earliest) or ""))
        dates = self._dates[claim]
        return bool(dates) and all(_surely(date, other) for other in dates)


def _quote_not_in_text(case: Case) -> Iterator[Hit]:
    """Quotes and spans that the documents' texts do not bear out.

    Decisions: a quote lies at its span where it stands within the statement's spans; a quote without a span
    must stand in the text, in one place; a text of another length than the document says is a text of another
    digest. One finding a statement, and one a document.
    """
    # Only a check against texts needs what compares them.
    from attribution.text import Mismatch, verify

    dossier = case.dossier
    told: dict[str, list[Mismatch]] = {}
    for mismatch in verify(dossier, _given_texts(case)):
        told.setdefault(mismatch.subject, []).append(mismatch)
    for subject, mismatches in told.items():
        record = dossier[subject]
        document = case.titled(dossier[mismatches[0].document])
        where = document
        if isinstance(record, Statement):
            if not dossier.is_live(record):
                continue
            where = f"the words of {case.voices([record])} in {document}"
        yield Hit(
            subjects=[subject],
            because=[mismatches[0].document],
            message=f"{where}: {'; '.join(each.message for each in mismatches)}",
        )


def _given_texts(case: Case) -> dict[str, str]:
    documents = {document.id for document in case.dossier.documents}
    return {document: text for document, text in case.options.texts.items() if document in documents}


def _without_text(case: Case) -> str | None:
    """Which statements P803 could not hold against a text."""
    texts = _given_texts(case)
    lacking = [
        statement
        for statement in case.dossier.statements
        if (statement.quote or statement.spans)
        and case.dossier.is_live(statement)
        and statement.document not in texts
    ]
    if not lacking:
        return None
    documents = {case.dossier[s.document] for s in lacking if s.document is not None}
    places = {case.titled(document) for document in documents}
    places |= {"no document" for s in lacking if s.document is None}
    noun = "statement" if len(lacking) == 1 else "statements"
    return f"has no text for {len(lacking)} {noun} with a quote or a span, in {listed(places)}"


RULES = (
    Rule(
        code="P801",
        name="quote-without-locator",
        severity=Severity.WARNING,
        summary="Words are quoted, and nothing leads to the place where they can be looked up.",
        rationale="A quotation is a claim of exact words, and must be checkable.",
        standard="Wikipedia WP:V; ICD 206; Berkeley Protocol, ch. VI.D",
        remedy="link or archive the utterance",
        find=_quote_without_locator,
    ),
    Rule(
        code="P802",
        name="undated-statement",
        severity=Severity.INFO,
        summary="A document without a date of publication carries statements without a date.",
        rationale="Order, staleness and contradiction all need dates.",
        standard="ICD 206; Wikipedia WP:RELTIME",
        remedy="add the date at whatever precision is known",
        find=_undated_statement,
        is_default=False,
    ),
    Rule(
        code="P803",
        name="quote-not-in-text",
        severity=Severity.ERROR,
        summary="A quote or a span does not agree with the text of its document.",
        rationale="Everything else rests on the words being there.",
        standard="Berkeley Protocol, ch. VI.D-E; W3C Web Annotation Data Model, selectors",
        remedy="correct the quotation or the span",
        find=_quote_not_in_text,
        needs=("texts",),
        passes_over=_without_text,
    ),
    Rule(
        code="P804",
        name="impossible-order",
        severity=Severity.ERROR,
        summary="Something is dated before what must have come first.",
        rationale="A date or a link is wrong.",
        standard="W3C PROV-CONSTRAINTS, event ordering",
        remedy="correct the date or the link",
        find=_impossible_order,
    ),
)
