"""Family P: what each rule flags, and what it must not."""

import pytest
from attrs import evolve

from attribution import Claim, Document, Dossier, Evidence, Options, Record, Speaker, Statement, check
from attribution.rules import provenance

ANN = Speaker(id="ann", name="Ann Ost", kind="individual")
BEN = Speaker(id="ben", name="Ben Ray", kind="individual")
CLOSED = Claim(id="closed", text="The Lowmoor bridge is closed.")
PEOPLE = (ANN, BEN, CLOSED)

Found = tuple[str, tuple[str, ...], tuple[str, ...]]
"""Severity, subjects and witnesses."""


def found(code: str, *records: Record) -> list[Found]:
    """What the rule finds in these records and the people and the claim of this file."""
    report = check(Dossier.of(*PEOPLE, *records), rules=provenance.RULES, select=[code])
    return [(f.severity.value, f.subjects, f.because) for f in report]


def message(code: str, *records: Record) -> str:
    """What the rule says about them, in its one finding."""
    [finding] = check(Dossier.of(*PEOPLE, *records), rules=provenance.RULES, select=[code])
    return finding.message


def test_rules_of_the_family() -> None:
    """Each rule has its code, its severity, its default and what it folds."""
    rows = {(rule.code, rule.severity.value, rule.is_default, rule.folds) for rule in provenance.RULES}

    assert rows >= {
        ("P801", "warning", True, ()),
        ("P802", "info", False, ()),
        ("P804", "error", True, ()),
    }


# P801 quote-without-locator

PAPER = Document(id="paper", title="Bridge shut.")
ONLINE = Document(id="online", title="Bridge shut", url="https://example.org/1")


def quoted(
    *,
    mode: str = "direct",
    document: Document | None = None,
    channel: str | None = None,
    locator: str | None = None,
    via: tuple[Speaker, ...] = (),
    quote: str | None = "it is closed",
) -> Statement:
    """Ann's words on the bridge."""
    return Statement(
        id="s",
        speaker=ANN,
        stance="asserts",
        claim=CLOSED,
        mode=mode,
        quote=quote,
        document=document,
        channel=channel,
        locator=locator,
        via=via,
    )


@pytest.mark.parametrize("mode", ["direct", "mixed"])
def test_p801_quotation(mode: str) -> None:
    """Quoted words without a place are flagged, with the claim and the document as witnesses."""
    assert found("P801", PAPER, quoted(mode=mode, document=PAPER)) == [
        ("warning", ("s",), ("closed", "paper"))
    ]
    assert message("P801", PAPER, quoted(mode=mode, document=PAPER)) == (
        'the words of Ann Ost on "The Lowmoor bridge is closed" are quoted with no place to look them up: '
        "nothing says where"
    )


def test_p801_words_left_out() -> None:
    """The mode says that words are quoted, even where the record leaves them out."""
    assert found("P801", quoted(quote=None)) == [("warning", ("s",), ("closed",))]


@pytest.mark.parametrize(
    "statement",
    [
        quoted(channel="press briefing", via=(BEN,)),
        quoted(channel="press briefing", document=ONLINE),
        quoted(channel="press briefing", document=PAPER, via=(BEN,)),
    ],
)
def test_p801_traceable(statement: Statement) -> None:
    """A named channel with a relay or with an article online makes it an info."""
    [(severity, subjects, _)] = found("P801", PAPER, ONLINE, statement)

    assert (severity, subjects) == ("info", ("s",))
    assert message("P801", PAPER, ONLINE, statement) == (
        'the words of Ann Ost on "The Lowmoor bridge is closed" are quoted with no place to look them up: '
        "just the channel is named (press briefing)"
    )


@pytest.mark.parametrize(
    "statement",
    [
        quoted(document=ONLINE),
        quoted(via=(BEN,)),
        quoted(document=ONLINE, via=(BEN,)),
        quoted(channel="press briefing"),
        quoted(channel="press briefing", document=PAPER),
    ],
)
def test_p801_not_traceable(statement: Statement) -> None:
    """A channel alone, or an article and a relay without the channel, leaves it a warning."""
    [(severity, subjects, _)] = found("P801", PAPER, ONLINE, statement)

    assert (severity, subjects) == ("warning", ("s",))


def test_p801_located() -> None:
    """A page number is a place."""
    assert found("P801", quoted(locator="p. 4")) == []


@pytest.mark.parametrize("mode", ["indirect", "narrated"])
def test_p801_no_quotation(mode: str) -> None:
    """A report in the text's own words claims no exact words."""
    assert found("P801", quoted(mode=mode, quote=None)) == []


def test_p801_url_of_the_article_is_no_locator() -> None:
    """The address of the article is not the place of the utterance."""
    assert found("P801", ONLINE, quoted(document=ONLINE)) == [("warning", ("s",), ("closed", "online"))]


def test_p801_corrected() -> None:
    """A quotation that was replaced by a paraphrase is flagged no more."""
    new = Statement(id="t", speaker=ANN, stance="asserts", claim=CLOSED, replaces=[quoted()])

    assert found("P801", quoted(), new) == []


# P802 undated-statement


def said(
    name: str,
    when: str | None = None,
    *,
    document: Document | None = None,
    speaker: Speaker = ANN,
    stance: str = "asserts",
    claim: Claim = CLOSED,
    repeats: tuple[Statement, ...] = (),
    answers: tuple[Claim, ...] = (),
    replaces: tuple[Statement, ...] = (),
) -> Statement:
    """A statement, said at some time."""
    return Statement(
        id=name,
        speaker=speaker,
        stance=stance,
        claim=claim,
        said=when,
        document=document,
        repeats=repeats,
        answers=answers,
        replaces=replaces,
    )


def published(when: str) -> Document:
    """The paper, of some date."""
    return Document(id="paper", title="Bridge shut", published=when)


def test_p802_one_statement() -> None:
    """A statement without a date in a document without one is flagged at the document."""
    assert found("P802", PAPER, said("s", document=PAPER)) == [("info", ("paper",), ("s",))]
    assert message("P802", PAPER, said("s", document=PAPER)) == (
        '"Bridge shut" has no date, and neither has a statement in it'
    )


def test_p802_one_finding_a_document() -> None:
    """The undated statements of a document are one finding, with their count."""
    records = (PAPER, said("s", document=PAPER), said("t", document=PAPER), said("u", "2031", document=PAPER))

    assert found("P802", *records) == [("info", ("paper",), ("s", "t"))]
    assert message("P802", *records) == '"Bridge shut" has no date, and neither have 2 statements in it'


def test_p802_two_documents() -> None:
    """Each document has its own finding."""
    records = (PAPER, ONLINE, said("s", document=PAPER), said("t", document=ONLINE, stance="declines"))

    assert found("P802", *records) == [("info", ("online",), ("t",)), ("info", ("paper",), ("s",))]


def test_p802_document_dated() -> None:
    """The date of publication dates what is said in it, however roughly."""
    assert found("P802", published("203X"), said("s", document=published("203X"))) == []


def test_p802_statement_dated() -> None:
    """A statement's own date is enough."""
    assert found("P802", PAPER, said("s", "2031", document=PAPER)) == []


def test_p802_date_of_reading() -> None:
    """When a text was read says nothing about when it came out."""
    paper = Document(id="paper", title="Bridge shut", retrieved="2031-05-01")

    assert found("P802", paper, said("s", document=paper)) == [("info", ("paper",), ("s",))]


def test_p802_no_document() -> None:
    """A statement in no document is in no finding: there is no document for it to be about."""
    assert found("P802", PAPER, said("s")) == []


def test_p802_corrected() -> None:
    """A statement that was replaced by a dated one needs no date any more."""
    old = said("s", document=PAPER)

    assert found("P802", PAPER, old, said("t", "2031", document=PAPER, replaces=(old,))) == []


# P804 impossible-order


def test_p804_said_after_publication() -> None:
    """Words cannot be printed before they were spoken."""
    records = (published("2031-05-01"), said("s", "2031-05-03", document=published("2031-05-01")))

    assert found("P804", *records) == [("error", ("s",), ("paper",))]
    assert message("P804", *records) == (
        'what is said by Ann Ost on "The Lowmoor bridge is closed" is dated 2031-05-03, after "Bridge shut" '
        "was published (2031-05-01)"
    )


@pytest.mark.parametrize(
    "when", ["2031-05-01", "2031-05", "2031", "2031-05-03?", "2031-05-XX", "2031-04-30/.."]
)
def test_p804_perhaps_before_publication(when: str) -> None:
    """What may have been said in time is not surely wrong."""
    assert found("P804", published("2031-05-01"), said("s", when, document=published("2031-05-01"))) == []


def test_p804_repeat_before_its_source() -> None:
    """Nobody repeats what is not yet said."""
    source = said("r", "2031-05-03", speaker=BEN)
    records = (source, said("s", "2031-05-01", repeats=(source,)))

    assert found("P804", *records) == [("error", ("s",), ("r",))]
    assert message("P804", *records) == (
        'what is said by Ann Ost on "The Lowmoor bridge is closed" is dated 2031-05-01, before what it '
        "repeats, the words of Ben Ray (2031-05-03)"
    )


def test_p804_printed_before_its_source() -> None:
    """A repeat without a date of its own was surely said by the time that it was in print."""
    source = said("r", "2031-05-03")
    records = (
        source,
        published("2031-05-01"),
        said("s", document=published("2031-05-01"), repeats=(source,)),
    )

    assert found("P804", *records) == [("error", ("s",), ("r",))]


def test_p804_source_printed_later() -> None:
    """A source that was printed after its repeat may still have been said before it."""
    source = said("r", document=published("2031-05-03"))

    assert found("P804", published("2031-05-03"), source, said("s", "2031-05-01", repeats=(source,))) == []


@pytest.mark.parametrize("when", [None, "2031-05-03", "2031-05", "2031-05-01~", "2031-05-05"])
def test_p804_repeat_perhaps_in_time(when: str | None) -> None:
    """A repeat that may be as late as its source is not surely wrong."""
    source = said("r", "2031-05-03")

    assert found("P804", source, said("s", when, repeats=(source,))) == []


def test_p804_source_withdrawn_since() -> None:
    """What is repeated was said when it was said, whatever became of it."""
    source = said("r", "2031-05-03", speaker=BEN)
    withdrawn = said("w", "2031-05-04", speaker=BEN, stance="withdraws", replaces=(source,))

    assert found("P804", source, withdrawn, said("s", "2031-05-01", repeats=(source,))) == [
        ("error", ("s",), ("r",))
    ]


def test_p804_repeats_of_each_other() -> None:
    """Of two statements that repeat each other, the earlier one is out of order."""
    first = Statement(
        id="s", speaker=ANN, stance="asserts", claim=CLOSED, said="2031-05-01", repeats=[said("t").id]
    )

    assert found("P804", first, said("t", "2031-05-03", repeats=(first,))) == [("error", ("s",), ("t",))]


RAY_SHUT = Claim(id="ray-shut", text="Ben Ray shut the bridge.", accused=[BEN])


def answered(when: str | None, *, document: Document | None = None) -> Statement:
    """Ben's answer to the accusation."""
    return said("b", when, speaker=BEN, answers=(RAY_SHUT,), document=document)


def accused(name: str, when: str | None, *, document: Document | None = None) -> Statement:
    """An accusation of Ben."""
    return said(name, when, claim=RAY_SHUT, document=document)


def test_p804_answer_before_every_accusation() -> None:
    """Nobody answers what nobody has said yet; the claim that is answered is the witness."""
    records = (RAY_SHUT, accused("s", "2031-05-03"), accused("t", "2031-05-04"), answered("2031-05-01"))

    assert found("P804", *records) == [("error", ("b",), ("ray-shut",))]
    assert message("P804", *records) == (
        'what is said by Ben Ray on "The Lowmoor bridge is closed" is dated 2031-05-01, before anybody said '
        'what it answers, "Ben Ray shut the bridge"'
    )


def test_p804_two_answers() -> None:
    """Each answer is held against the accusations."""
    late = said("c", "2031-05-04", speaker=BEN, answers=(RAY_SHUT,))
    records = (RAY_SHUT, accused("s", "2031-05-03"), late)

    assert found("P804", *records, answered("2031-05-01")) == [("error", ("b",), ("ray-shut",))]


def test_p804_answer_printed_before_every_accusation() -> None:
    """An answer without a date of its own was surely given by the time that it was in print."""
    records = (RAY_SHUT, published("2031-05-01"), accused("s", "2031-05-03"))

    assert found("P804", *records, answered(None, document=published("2031-05-01"))) == [
        ("error", ("b",), ("ray-shut",))
    ]


@pytest.mark.parametrize("when", ["2031-04-30", None, "2031", "2031-05-03?", "../2031-05-04"])
def test_p804_answer_perhaps_after_one_accusation(when: str | None) -> None:
    """One accusation that may have come first is enough for an answer to be in order."""
    records = (RAY_SHUT, accused("s", "2031-05-03"), accused("t", when), accused("u", "2031-05-04T10:00:00Z"))

    assert found("P804", *records, answered("2031-05-01")) == []


def test_p804_accusation_printed_later() -> None:
    """An accusation of unknown date that was printed after the answer may have been made before it."""
    paper = published("2031-05-03")

    assert found("P804", RAY_SHUT, paper, accused("s", None, document=paper), answered("2031-05-01")) == []


def test_p804_answer_to_an_accusation_withdrawn_since() -> None:
    """An answer to what was later withdrawn came after it, even where others accuse only later."""
    first = accused("s", "2031-04-30")
    withdrawn = said("w", "2031-05-02", claim=RAY_SHUT, stance="withdraws", replaces=(first,))
    records = (RAY_SHUT, first, withdrawn, accused("t", "2031-05-03"))

    assert found("P804", *records, answered("2031-05-01")) == []


def test_p804_answer_to_nobody_on_record() -> None:
    """An answer to what nobody on record asserts contradicts no date."""
    denied = said("d", "2031-05-03", claim=RAY_SHUT, stance="denies")

    assert found("P804", RAY_SHUT, denied, answered("2031-05-01")) == []


def test_p804_two_faults_in_one_finding() -> None:
    """All that is wrong with one statement's date is one finding."""
    source = said("r", "2031-05-09")
    records = (published("2031-05-01"), source)
    s = said("s", "2031-05-03", document=published("2031-05-01"), repeats=(source,))

    assert found("P804", *records, s) == [("error", ("s",), ("paper", "r"))]
    assert message("P804", *records, s) == (
        'what is said by Ann Ost on "The Lowmoor bridge is closed" is dated 2031-05-03, after "Bridge shut" '
        "was published (2031-05-01) and before what it repeats, the words of Ann Ost (2031-05-09)"
    )


def test_p804_corrected() -> None:
    """A statement that was replaced by one with the right date is flagged no more."""
    old = said("s", "2031-05-03", document=published("2031-05-01"))

    assert found("P804", published("2031-05-01"), old, said("t", "2031-05-01", replaces=(old,))) == []


def item(created: str | None, released: str | None, retracted: str | None = None) -> Evidence:
    """A photo and its dates."""
    return Evidence(
        id="photo",
        description="A photo.",
        kind="image",
        availability="published",
        created=created,
        released=released,
        retracted=retracted,
    )


@pytest.mark.parametrize("retracted", [None, "2031-06-01"])
def test_p804_released_before_created(retracted: str | None) -> None:
    """An item cannot be made public before it is made, whether or not it was retracted."""
    assert found("P804", item("2031-05-03", "2031-05-01", retracted)) == [("error", ("photo",), ())]
    assert message("P804", item("2031-05-03", "2031-05-01", retracted)) == (
        "evidence was released (2031-05-01) before it was created (2031-05-03): A photo"
    )


@pytest.mark.parametrize(
    ("created", "released"),
    [
        *(("2031-05-01", "2031-05-01"), ("2031-05-03", "2031-05"), ("2031-05-03?", "2031-05-01")),
        *((None, "2031-05-01"), ("2031-05-03", None), ("2031-05-01", "2031-05-03")),
    ],
)
def test_p804_released_perhaps_in_time(created: str | None, released: str | None) -> None:
    """What may be in order is not surely wrong."""
    assert found("P804", item(created, released)) == []


# Documents without a title


@pytest.mark.parametrize(
    ("document", "named"),
    [
        (Document(id="d"), "an untitled document has no date"),
        (Document(id="d", publisher=ANN), "an untitled document by Ann Ost has no date"),
    ],
)
def test_untitled_document_is_named_by_what_is_known(document: Document, named: str) -> None:
    """A document without a title is named in a message by its publisher, if that is known."""
    said = Statement(id="s", speaker=ANN, stance="asserts", claim=CLOSED, document=document)

    [finding] = check(Dossier.of(ANN, CLOSED, document, said), rules=provenance.RULES, select=["P802"])

    assert finding.message.startswith(named)


# P803 quote-not-in-text


def test_p803_corrected() -> None:
    """A statement that has been replaced is not held against the text."""
    wrong = evolve(quoted(document=PAPER, quote="never"), id="old")
    dossier = Dossier.of(*PEOPLE, PAPER, wrong)
    mended = dossier.add(evolve(quoted(document=PAPER), replaces=[wrong]))
    options = Options(texts={"paper": "Ann Ost said that it is closed."})

    before, after = (check(each, select=["P803"], options=options) for each in (dossier, mended))

    assert [finding.subjects for finding in before] == [("old",)]
    assert after.findings == ()


def test_p803_corrected_beside_another() -> None:
    """A statement that has been replaced takes no other finding away; the document is shown."""
    wrong = evolve(quoted(document=PAPER, quote="never"), id="a")
    mended, other = (
        evolve(quoted(document=PAPER), id="b", replaces=[wrong]),
        evolve(quoted(document=PAPER, quote="always"), id="z"),
    )
    options = Options(texts={"paper": "Ann Ost said that it is closed."})

    report = check(Dossier.of(*PEOPLE, PAPER, wrong, mended, other), select=["P803"], options=options)

    assert [(finding.subjects, finding.because) for finding in report] == [(("z",), ("paper",))]
