"""What `check` takes beside the dossier: options that rules need, and waivers."""

from datetime import timedelta
from typing import Any

import pytest

from attribution import (
    Claim,
    Document,
    Evidence,
    InvalidRecordError,
    Options,
    Skipped,
    Waived,
    Waiver,
    When,
    check,
)
from story import ACCUSED, MONITOR, NORTH, SOUTH, says, told

ACCUSATION = told(ACCUSED, says("s", NORTH), says("t", SOUTH, stance="denies"))
WAIVER = Waiver(rule="S201", subjects=["c"], reason="the copy says so")


def test_rule_without_its_options_is_skipped() -> None:
    """A rule that lacks what it needs is not counted as checked, and the report says what it needs."""
    report = check(ACCUSATION, select=["P803", "E503", "S201"])

    assert report.checked == ("S201",)
    assert report.skipped == (
        Skipped(code="E503", reason="needs options.as_of and options.stale_after"),
        Skipped(code="P803", reason="needs options.texts"),
    )


def test_rule_with_half_its_options_is_skipped() -> None:
    """What is still missing is named alone."""
    report = check(ACCUSATION, select=["E503"], options=Options(as_of="2031-06-01"))

    assert report.skipped == (Skipped(code="E503", reason="needs options.stale_after"),)


def test_options_are_checked() -> None:
    """Options of the wrong kind are refused, each by its name."""
    with pytest.raises(InvalidRecordError) as caught:
        Options(texts="abc", as_of=3, stale_after=90)  # type: ignore[arg-type]

    assert [problem.path for problem in caught.value.problems] == ["texts", "as_of", "stale_after"]


def test_texts_are_texts() -> None:
    """A text that is none is refused under its document's id."""
    with pytest.raises(InvalidRecordError, match=r"texts\['paper'\] must be text, got b'words'"):
        Options(texts={"paper": b"words"})  # type: ignore[arg-type]


def test_options_keep_their_texts() -> None:
    """A mapping that is changed afterwards changes no options."""
    texts = {"paper": "words"}

    options = Options(texts=texts)
    texts.clear()

    assert dict(options.texts) == {"paper": "words"}


def test_texts_of_other_dossiers_do_no_harm() -> None:
    """A text whose document the dossier does not hold is left alone."""
    options = Options(texts={"elsewhere": "words"})

    assert check(ACCUSATION, select=["P803"], options=options).findings == ()


def test_text_of_another_digest_is_a_finding_on_the_document() -> None:
    """A text with another digest than the document's is a finding on the document."""
    paper = Document(id="paper", title="The bridge", digest="0" * 64)

    report = check(told(paper), select=["P803"], options=Options(texts={"paper": "words"}))

    assert [finding.subjects for finding in report] == [("paper",)]


@pytest.mark.parametrize(
    ("created", "as_of", "days", "is_old"),
    [
        ("2031-01-01", "2031-06-01", 90, True),
        ("2031-05-01", "2031-06-01", 90, False),
        ("2031-01-01", "2031-06-01~", 90, False),
        ("2031-01-01~", "2031-06-01", 90, False),
        (None, "2031-06-01", 90, False),
        ("2031-01-01", "../2031-06-01", 90, False),
        ("2031-01-01", "2031-06-01", 9_999_999, False),
    ],
)
def test_support_is_old_only_where_that_is_sure(
    created: str | None, as_of: str, days: int, is_old: bool
) -> None:
    """Support is old where every reading of its date and of today says so."""
    claim = Claim(id="c", text="The bridge stays shut.", occurred="2031-01-01/..")
    item = Evidence(
        id="e", description="film", kind="video", availability="published", supports=[claim], created=created
    )
    options = Options(as_of=as_of, stale_after=timedelta(days=days))

    report = check(told(claim, item), select=["E503"], options=options)

    assert (len(report) == 1) is is_old


def test_waiver_passed_in_silences() -> None:
    """A waiver that is passed in works like one in the dossier."""
    report = check(ACCUSATION, select=["S201"], waivers=[WAIVER])

    assert report.findings == ()
    assert [type(each) for each in report.waived] == [Waived]
    assert report.waived[0].waiver == WAIVER


def test_waiver_passed_in_that_silences_nothing_is_told() -> None:
    """A waiver that is passed in and matches nothing is reported."""
    report = check(told(MONITOR), waivers=[WAIVER])

    assert report.unused == (WAIVER,)


def test_waiver_given_twice_is_one() -> None:
    """The same waiver in the dossier and passed in is one waiver."""
    report = check(ACCUSATION.add(WAIVER), select=["S201"], waivers=[WAIVER])

    assert len(report.waived) == 1
    assert report.unused == ()


def test_dates_of_options_are_dates() -> None:
    """An as-of date may be given as its EDTF text."""
    assert Options(as_of="2031-06").as_of == When("2031-06")


def test_texts_may_be_under_ids_of_documents() -> None:
    """A type checker takes texts under the documents' own ids as well as under plain words."""
    paper = Document(id="paper", title="The bridge")

    assert dict(Options(texts={paper.id: "words"}).texts) == {"paper": "words"}


PAPER = Document(id="paper", title="The bridge")
QUOTED: dict[str, Any] = {"document": PAPER, "mode": "direct", "quote": "it is gone", "locator": "page 1"}


def test_rule_that_passes_over_statements_says_so() -> None:
    """A rule that could not look at everything is counted as checked, and says what it passed over."""
    loose: dict[str, Any] = {"mode": "direct", "quote": "gone", "locator": "page 2"}
    dossier = told(ACCUSED, PAPER, says("s", NORTH, **QUOTED), says("t", NORTH, **loose))

    report = check(dossier, select=["P803"], options=Options(texts={"c": "no text of a document"}))

    assert report.checked == ("P803",)
    assert report.skipped == (
        Skipped(
            code="P803",
            reason='has no text for 2 statements with a quote or a span, in "The bridge" and no document',
        ),
    )


def test_rule_that_looked_at_everything_skips_nothing() -> None:
    """Where every quote could be looked up, nothing was passed over."""
    dossier = told(ACCUSED, PAPER, says("s", NORTH, **QUOTED), says("t", SOUTH))

    report = check(dossier, select=["P803"], options=Options(texts={"paper": "North: it is gone."}))

    assert (report.findings, report.skipped) == ((), ())


def test_wrong_quote_is_told_with_names() -> None:
    """A finding on a quote names who speaks, and where, and not their ids."""
    dossier = told(ACCUSED, PAPER, says("s", NORTH, **QUOTED))

    [finding] = check(dossier, select=["P803"], options=Options(texts={"paper": "North: it is here."}))

    assert finding.message.startswith('the words of North in "The bridge": quote must stand in the text')
