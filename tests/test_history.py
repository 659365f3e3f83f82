from itertools import product
from typing import Any, get_args

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution import (
    Answer,
    Availability,
    Claim,
    ClaimId,
    Document,
    DocumentId,
    Dossier,
    Evidence,
    EvidenceId,
    InvalidRecordError,
    Record,
    Speaker,
    SpeakerId,
    Statement,
    StatementId,
    Waiver,
    When,
)
from attribution.history import Undated
from attribution.strategies import dossiers
from attribution.strategies.words import DATES

UNDATED: tuple[Undated, ...] = get_args(Undated)
EARLY, MIDDLE, LATE = When("2031-05-01"), When("2031-05-02"), When("2031-05-03")
WHENS = [
    When(text) for text in (*DATES, "2030", "2031-05-02", "2031-05-02T09:00:00+02:00", "2032", "2031-05/..")
]
IN_ORDER = [(a, b) for a, b in product(WHENS, WHENS) if a.before(b) is Answer.YES]
CLAIM = Claim(id=ClaimId("c"), text="It fell.")


def said(name: str, when: str | None, **fields: Any) -> Statement:
    """A statement of that date."""
    defaults: dict[str, Any] = {"stance": "asserts", "claim": CLAIM}
    return Statement(id=StatementId(name), said=when, **(defaults | fields))


def item(name: str, released: str | None, **fields: Any) -> Evidence:
    """An item released at that date."""
    defaults: dict[str, Any] = {
        "kind": "data",
        "availability": "published",
        "supports": [CLAIM],
        "description": name,
    }
    return Evidence(id=EvidenceId(name), released=released, **(defaults | fields))


def known(when: str, *records: Record, undated: Undated = "keep") -> dict[str, Record]:
    """The records known at that date but the claim, by id."""
    found = Dossier.of(CLAIM, *records).as_of(When(when), undated=undated)
    return {record.id: record for record in found if record != CLAIM}


@given(dossiers(), st.sampled_from(IN_ORDER), st.sampled_from(UNDATED))
@settings(max_examples=200)
def test_as_of_only_grows(dossier: Dossier, dates: tuple[When, When], undated: Undated) -> None:
    """What is known at a date is known at every later one, by the same id."""
    earlier, later = (dossier.as_of(when, undated=undated) for when in dates)

    assert {record.id for record in earlier} <= {record.id for record in later}
    assert set(earlier.waivers) <= set(later.waivers)


@given(dossiers(), st.sampled_from(WHENS), st.sampled_from(UNDATED))
@settings(max_examples=200)
def test_as_of_twice_is_as_of_once(dossier: Dossier, when: When, undated: Undated) -> None:
    """What was known at a date is, at that date, all known."""
    once = dossier.as_of(when, undated=undated)

    assert once.as_of(when, undated=undated) == once


@given(dossiers(), st.sampled_from(WHENS))
def test_keeping_keeps_all_that_dropping_keeps(dossier: Dossier, when: When) -> None:
    """Whatever is kept where undated records are dropped is kept where they are kept."""
    dropped, kept = (dossier.as_of(when, undated=undated) for undated in ("drop", "keep"))

    assert {record.id for record in dropped} <= {record.id for record in kept}


@given(dossiers(), st.sampled_from(WHENS), st.sampled_from(UNDATED))
def test_as_of_invents_nothing(dossier: Dossier, when: When, undated: Undated) -> None:
    """Each record known is one of the dossier, with some of its content, and the title stays."""
    found = dossier.as_of(when, undated=undated)

    assert found.title == dossier.title
    for record in found:
        old = dossier[record.id]
        if isinstance(record, Evidence) and isinstance(old, Evidence):
            restored: Record = evolve(
                record,
                availability=old.availability,
                supports=old.supports,
                undermines=old.undermines,
                retracted=old.retracted,
            )
        elif isinstance(record, Statement) and isinstance(old, Statement):
            restored = evolve(record, repeats=old.repeats, replaces=old.replaces)
        else:
            restored = record
        assert restored == old


def test_a_dated_statement_is_known_from_its_date() -> None:
    """A statement is known from the day it was said, or its document came out; if undated, as is asked."""
    paper = Document(id=DocumentId("d"), title="x", published="2031-05-02")
    records: list[Record] = [
        said("early", "2031-05-01"),
        said("late", "2031-05-03"),
        said("vague", "2031-05"),
        said("undated", None),
        said("printed", None, document=paper),
        said("before", "2031-05-01", document=paper),
        paper,
    ]

    assert list(known("2031-05-01", *records)) == ["d", "early", "vague", "undated", "before"]
    assert list(known("2031-05-01", *records, undated="drop")) == ["d", "early", "before"]
    assert list(known("2031-05-02", *records, undated="drop")) == ["d", "early", "printed", "before"]
    assert list(known("2031-05", *records, undated="drop")) == [
        "d",
        "early",
        "late",
        "vague",
        "printed",
        "before",
    ]
    assert list(known("2031-04", *records)) == ["undated"]


def test_speakers_and_claims_always_stay() -> None:
    """Speakers and claims have no date, and are there at any."""
    speaker = Speaker(id=SpeakerId("p"), name="x")

    assert known("0001", speaker, undated="drop") == {"p": speaker}


def test_links_to_what_is_not_known_are_cut() -> None:
    """A known statement does not repeat or correct what had not been said."""
    records: list[Record] = [
        said("new", "2031-05-03"),
        said("old", "2031-05-01", repeats=["new"], replaces=["new"]),
    ]

    assert known("2031-05-01", *records) == {"old": said("old", "2031-05-01")}


def test_what_a_known_statement_replaces_was_said_before() -> None:
    """What a known statement corrects or withdraws is known too, unless it surely was said later."""
    records: list[Record] = [
        said("first", None),
        said("second", "2031-05", replaces=["first"]),
        said("third", "2031-05-01", replaces=["second"], stance="withdraws"),
    ]

    assert list(known("2031-05-01", *records, undated="drop")) == ["first", "second", "third"]
    assert list(known("2031-04-01", *records, undated="drop")) == []


def test_a_withdrawal_of_nothing_known_falls() -> None:
    """A withdrawal is not known without what it withdraws, nor is what withdraws that withdrawal."""
    records: list[Record] = [
        said("late", "2031-05-03"),
        said("odd", "2031-05-01", replaces=["late"], stance="withdraws"),
        said("odder", "2031-05-01", replaces=["odd"], stance="withdraws"),
        said("oddest", "2031-05-01", replaces=["odder"]),
        said("both", "2031-05-01", replaces=["late", "oddest"], stance="withdraws"),
    ]

    found = known("2031-05-02", *records)

    assert list(found) == ["oddest", "both"]
    assert found["oddest"] == said("oddest", "2031-05-01")
    assert found["both"] == said("both", "2031-05-01", replaces=["oddest"], stance="withdraws")
    assert list(known("2031-05-03", *records)) == ["late", "odd", "odder", "oddest", "both"]


def test_an_item_is_known_from_its_release() -> None:
    """An item is known once it has been released; before it was created it surely had not been."""
    records: list[Record] = [
        item("early", "2031-05-01"),
        item("late", "2031-05-03"),
        item("undated", None),
        item("young", None, created="2031-05-03"),
        item("old", None, created="2031-05-01"),
    ]

    assert list(known("2031-05-01", *records)) == ["early", "undated", "old"]
    assert list(known("2031-05-01", *records, undated="drop")) == ["early"]
    assert list(known("2031-05-03", *records)) == ["early", "late", "undated", "young", "old"]


def test_a_later_retraction_is_blanked() -> None:
    """A retraction that came later is blanked and an earlier one stays; an undated one as is asked."""
    records = [
        item("early", "2031-05-01", retracted="2031-05-01"),
        item("late", "2031-05-01", retracted="2031-05-03"),
        item("vague", "2031-05-01", retracted="2031-05~"),
    ]

    assert known("2031-05-02", *records) == {
        "early": records[0],
        "late": evolve(records[1], retracted=None),
        "vague": records[2],
    }
    assert known("2031-05-02", *records, undated="drop")["vague"] == evolve(records[2], retracted=None)


def test_what_is_pointed_to_stays_withheld() -> None:
    """An item not yet released to which a known record points stays, as withheld and bearing on nothing."""
    root = item("root", "2031-05-03", retracted="2031-05-03")
    middle = item("middle", "2031-05-03", derived_from=["root"])
    cut = item("cut", "2031-05-01", derived_from=["middle"])
    cited = item("cited", "2031-05-03", availability="inspected", undermines=[CLAIM], supports=[])
    citing = said("s", "2031-05-01", cites=["cited"])
    later: list[Record] = [item("unknown", "2031-05-03"), said("t", "2031-05-03", cites=["unknown"])]

    found = known("2031-05-01", root, middle, cut, cited, citing, *later)

    assert found == {
        "s": citing,
        "root": evolve(root, retracted=None, availability=Availability.WITHHELD, supports=()),
        "middle": evolve(middle, availability=Availability.WITHHELD, supports=()),
        "cut": cut,
        "cited": evolve(cited, availability=Availability.WITHHELD, undermines=()),
    }


def test_documents_stay_with_what_they_carry() -> None:
    """A document is known once it is out, and where something known stands in it or in a copy of it."""
    first = Document(id=DocumentId("first"), title="x", published="2031-05-03")
    records: list[Record] = [
        first,
        Document(id=DocumentId("copy"), title="x", derived_from=first, published="2031-05-03"),
        Document(id=DocumentId("out"), title="x", published="2031-05-01"),
        Document(id=DocumentId("shown"), title="x", published="2031-05-03"),
        Document(id=DocumentId("late"), title="x", published="2031-05-03"),
        Document(id=DocumentId("undated"), title="x"),
        said("s", "2031-05-01", document=DocumentId("copy")),
        item("e", "2031-05-01", document=DocumentId("shown")),
    ]

    assert list(known("2031-05-01", *records)) == ["first", "copy", "out", "shown", "undated", "s", "e"]
    assert list(known("2031-05-01", *records, undated="drop")) == ["first", "copy", "out", "shown", "s", "e"]


def test_a_waiver_stays_with_its_subjects() -> None:
    """A waiver stays while all its subjects are known."""
    waivers = [Waiver(rule="x", subjects=["c", name], reason="x") for name in ("early", "late")]
    dossier = Dossier.of(CLAIM, said("early", "2031-05-01"), said("late", "2031-05-03"), *waivers)

    assert dossier.as_of(EARLY).waivers == (waivers[0],)
    assert dossier.as_of(LATE) == dossier


@pytest.mark.parametrize("undated", UNDATED)
def test_histories_of_any_length(undated: Undated) -> None:
    """Chains far longer than Python's stack is deep have a history."""
    records: list[Record] = [said("s0", "2031-05-03"), item("e0", "2031-05-03")]
    documents = [Document(id=DocumentId("d0"), title="x")]
    for n in range(1, 2_000):
        records.append(said(f"s{n}", "2031-05-01", replaces=[f"s{n - 1}"], stance="withdraws"))
        records.append(item(f"e{n}", "2031-05-01", derived_from=[f"e{n - 1}"]))
        documents.append(Document(id=DocumentId(f"d{n}"), title="x", derived_from=documents[-1]))
    dossier = Dossier.of(CLAIM, *records, *documents)

    assert len(dossier.as_of(MIDDLE, undated=undated).statements) == 0
    assert len(dossier.as_of(LATE, undated=undated).statements) == 2_000
    assert len(dossier.as_of(MIDDLE, undated=undated).evidence) == 2_000


def test_undated_is_one_of_two_words() -> None:
    """Another word for what becomes of undated records is refused, and not taken for one of the two."""
    with pytest.raises(InvalidRecordError, match="undated must be keep or drop, got 'Drop'"):
        Dossier().as_of(When("2031"), undated="Drop")  # type: ignore[arg-type]
