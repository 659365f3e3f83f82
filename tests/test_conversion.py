import json
import pickle
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from attrs import frozen
from cattrs import ClassValidationError, transform_error
from cattrs.v import format_exception
from hypothesis import given
from hypothesis import strategies as st

from attribution import (
    AttributionError,
    Claim,
    Document,
    Dossier,
    Evidence,
    InvalidRecordError,
    Link,
    Problem,
    Span,
    Speaker,
    Statement,
    Waiver,
    When,
    converter,
    dumps,
    loads,
)
from attribution.strategies import dossiers, links, records, spans, statements, waivers, whens

SECTIONS: dict[str, type[Any]] = {
    "speakers": Speaker,
    "documents": Document,
    "claims": Claim,
    "statements": Statement,
    "evidence": Evidence,
    "waivers": Waiver,
}


@frozen
class Article:
    """What somebody else keeps, with records of ours inside."""

    headline: str
    dossier: Dossier
    best: Statement
    when: When


@frozen
class Shelf:
    """Many of ours, one way and another."""

    notes: list[Waiver | None]
    by_name: dict[str, Speaker]
    links: tuple[Link, ...] = ()


NORTH = Speaker(id="north", name="Government of North", kind="organization")
ARTICLE = Article(
    "The ferry",
    Dossier.of(NORTH),
    Statement(id="s", speaker=NORTH, stance="asserts", claim=Claim(id="c", text="It sank.")),
    When("2031-05~"),
)

articles = st.builds(Article, st.text(), dossiers(), statements(), whens())
values = records() | waivers() | spans() | links() | whens() | dossiers()


def refusal(value: object, kind: type) -> InvalidRecordError:
    """The error that structuring raises."""
    with pytest.raises(InvalidRecordError) as caught:
        converter().structure(value, kind)
    return caught.value


def test_record_has_the_form_of_the_wire() -> None:
    """Unstructured are plain values: words for enums, lists, texts for dates, and no defaults."""
    claim = Claim(
        id="c",
        text="It sank.",
        accused=[NORTH],
        occurred="2031-05",
        links=[Link("counters", Claim(id="d", text="It floats."))],
    )

    assert converter().unstructure(claim) == {
        "id": "c",
        "text": "It sank.",
        "accused": ["north"],
        "parties": ["north"],
        "occurred": "2031-05",
        "links": [{"kind": "counters", "claim": "d"}],
    }


def test_own_class_has_records_inside() -> None:
    """A class that holds records is unstructured with these in the form of the wire."""
    assert converter().unstructure(ARTICLE) == {
        "headline": "The ferry",
        "dossier": {
            "format": "attribution/1",
            "speakers": [{"id": "north", "name": "Government of North", "kind": "organization"}],
        },
        "best": {"id": "s", "speaker": "north", "stance": "asserts", "claim": "c"},
        "when": "2031-05~",
    }


@given(articles)
def test_own_class_comes_back_equal(article: Article) -> None:
    """Unstructured, written as JSON, read and structured again, a class with records inside is the same."""
    text = json.dumps(converter().unstructure(article))

    assert converter().structure(json.loads(text), Article) == article


@given(values)
def test_every_kind_comes_back_equal(value: Any) -> None:
    """A record or a value alone comes back equal too."""
    text = json.dumps(converter().unstructure(value))

    assert converter().structure(json.loads(text), type(value)) == value


@given(dossiers())
def test_dossier_has_the_form_that_dumps_writes(dossier: Dossier) -> None:
    """Unstructured is what any reader of JSON finds in the text that `dumps` writes, of each record too."""
    wire = json.loads(dumps(dossier))

    assert converter().unstructure(dossier) == wire
    for name in SECTIONS:
        assert converter().unstructure(list(getattr(dossier, name))) == wire.get(name, [])


def test_records_stand_in_collections() -> None:
    """Lists, mappings, tuples and optional values of records are structured as cattrs does."""
    waiver = Waiver(rule="S203", subjects=["c"], reason="known")
    shelf = Shelf([waiver, None], {"n": NORTH}, (Link("counters", ARTICLE.best.claim),))

    assert converter().structure(converter().unstructure(shelf), Shelf) == shelf


ODD: tuple[Any, ...] = (
    3, True, None, 1.5, [], {}, "", " ", "x", "2031-13", "2031", ["x"], [["x"]], {"id": "x"}, -1, 2**53,
    "half \ud83d", "a\u202eb", float("nan"), float("inf"), "north", "asserts",
)  # fmt: skip


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a JSON value: what holds it, and its key there."""
    for key, each in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        if isinstance(each, dict | list):
            yield from places(each)


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """The wire form of a dossier with one to three values changed, taken away or added."""
    document = json.loads(dumps(draw(dossiers())))
    for _ in range(draw(st.integers(1, 3))):
        place, key = draw(st.sampled_from(list(places(document))))
        match draw(st.sampled_from(["change", "remove", "add"])):
            case "change":
                place[key] = draw(st.sampled_from(ODD))
            case "add" if isinstance(place, dict):
                place[draw(st.sampled_from(["nmae", "odd key", "id", "kind"]))] = draw(st.sampled_from(ODD))
            case _:
                del place[key]
    return document


@given(mutated())
def test_structuring_takes_what_loads_takes(document: Any) -> None:
    """Both make the same dossier of the same values, or both refuse them for the same reasons."""
    read: Any
    structured: Any
    try:
        read = loads(json.dumps(document))
    except InvalidRecordError as error:
        read = [problem.path for problem in error.problems]
    try:
        structured = converter().structure(document, Dossier)
    except InvalidRecordError as error:
        structured = [problem.path for problem in error.problems]

    # What no JSON holds is said before anything else.
    is_json = "NaN" not in json.dumps(document) and "Infinity" not in json.dumps(document)
    assert structured == read if is_json else isinstance(structured, list) and isinstance(read, list)


@given(mutated())
def test_records_alone_are_taken_as_in_a_dossier(document: Any) -> None:
    """A record that `loads` takes is the same alone, and one that is refused alone is refused there."""
    try:
        read = loads(json.dumps(document))
    except InvalidRecordError:
        read = None
    for name, kind in SECTIONS.items():
        items = document.get(name, [])
        for index, item in enumerate(items if isinstance(items, list) else []):
            try:
                structured = converter().structure(item, kind)
            except InvalidRecordError:
                assert read is None
            else:
                assert read is None or getattr(read, name)[index] == structured


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (Speaker, {"id": "n", "name": 3}, Problem("$.name", "must be text, got 3")),
        (
            Speaker,
            {"name": "North", "nmae": "x"},
            Problem("$.nmae", "is no field of a Speaker (did you mean 'name'?)"),
        ),
        (Speaker, {"name": "North", "odd key": "x"}, Problem("$['odd key']", "is no field of a Speaker")),
        (Speaker, {}, Problem("$.name", "is missing")),
        (Speaker, "North", Problem("$", "must be an object, got 'North'")),
        (Speaker, NORTH, Problem("$", f"must be a value that JSON has, got {repr(NORTH)[:77]}...")),
        (Speaker, {"name": b"North"}, Problem("$.name", "must be a value that JSON has, got b'North'")),
        (
            Speaker,
            {"name": "North", "member_of": ("south",)},
            Problem("$.member_of", "must be a value that JSON has, got ('south',)"),
        ),
        (
            Speaker,
            {"name": "North", "member_of": [{"south"}]},
            Problem("$.member_of[0]", "must be a value that JSON has, got {'south'}"),
        ),
        (Speaker, {"name": "North", 3: 4}, Problem("$", "must have keys that are text, got 3")),
        (Span, {"start": 3, "end": 3}, Problem("$.end", "must be greater than start (3), got 3")),
        (Span, {"start": float("nan"), "end": 3},
         Problem("$.start", "must be a number that JSON has, got nan")),
        (Span, {"start": 0, "end": 3.0},
         Problem("$.end", "must be a whole number from 0 to 9007199254740991, got 3.0")),
        (Link, {"kind": "counters"}, Problem("$.claim", "is missing")),
        (Link, ["counters", "c"], Problem("$", "must be an object, got ['counters', 'c']")),
        (Waiver, {"rule": "S203", "subjects": "c", "reason": "x"},
         Problem("$.subjects", "must be a list, got 'c'")),
        (When, "2031-13", Problem("$", "names no day of the calendar (years 0001 to 9999), got '2031-13'")),
        (When, 2031, Problem("$", "must be an EDTF string, got 2031")),
        (When, {"text": "2031"}, Problem("$", "must be an EDTF string, got {'text': '2031'}")),
        (Dossier, {}, Problem("$.format", "must be 'attribution/1', and is missing")),
        (Dossier, [], Problem("$", "must be an object, got []")),
        (Dossier, {"format": "attribution/1", "speakers": ()},
         Problem("$.speakers", "must be a value that JSON has, got ()")),
        (Dossier, {"format": "attribution/1", 3: 4}, Problem("$", "must have keys that are text, got 3")),
        (Statement, {"stance": "asserts", "claim": "c", "document": "d", "spans": [{"start": 1}]},
         Problem("$.spans[0].end", "is missing")),
    ],
)  # fmt: skip
def test_wrong_value_is_refused_with_its_path(kind: type, value: object, expected: Problem) -> None:
    """Nothing is coerced, and the one problem of a value is said as `loads` says it."""
    error = refusal(value, kind)

    assert error.problems == (expected,)
    assert str(error) == f"{error.what}: {expected}"


def test_value_that_goes_too_deep_is_refused() -> None:
    """A list that holds itself has no end, and is refused where `loads` would refuse it."""
    endless: list[object] = []
    endless.append(endless)

    error = refusal(endless, Speaker)

    assert error.problems == (Problem("$" + "[0]" * 64, "must be at most 64 levels deep"),)


def test_error_of_an_own_class_gives_every_problem_a_line() -> None:
    """What is wrong anywhere in a class is said by cattrs, by path and with our message."""
    wire = converter().unstructure(ARTICLE)
    wire["dossier"]["speakers"][0]["nmae"] = wire["best"].pop("stance")
    wire["dossier"]["odd key"] = wire["when"] = "2031-13"
    del wire["headline"]

    with pytest.raises(ClassValidationError) as caught:
        converter().structure(wire, Article)

    assert sorted(transform_error(caught.value)) == [
        "required field missing @ $.headline",
        "unknown error (['odd key'] is no field of a dossier) @ $.dossier",
        "unknown error (is missing) @ $.best.stance",
        "unknown error (is no field of a Speaker (did you mean 'name'?)) @ $.dossier.speakers[0].nmae",
        "unknown error (names no day of the calendar (years 0001 to 9999), got '2031-13') @ $.when",
    ]


def test_messages_can_be_shown_as_they_are() -> None:
    """The text of each part is its message, for a formatter of one's own."""

    def said(error: BaseException, kind: type | None) -> str:
        return str(error) if isinstance(error, AttributionError) else format_exception(error, kind)

    error = refusal({"id": "n"}, Speaker)

    assert transform_error(error, format_exception=said) == ["is missing @ $.name"]


def test_error_of_an_own_class_holds_ours() -> None:
    """Each record that is refused is an `InvalidRecordError` inside the error of the class."""
    wire = {**converter().unstructure(ARTICLE), "best": {}}

    with pytest.raises(ClassValidationError) as caught:
        converter().structure(wire, Article)

    [ours] = caught.value.exceptions
    assert isinstance(ours, InvalidRecordError)
    assert ours.problems == (Problem("$.stance", "is missing"), Problem("$.claim", "is missing"))


def test_record_in_a_collection_has_its_index_and_key() -> None:
    """The path of a problem leads through lists and mappings of an own class."""
    with pytest.raises(ClassValidationError) as caught:
        converter().structure({"notes": [None, {}], "by_name": {"n": {"name": ""}}}, Shelf)

    assert transform_error(caught.value) == [
        "unknown error (is missing) @ $.notes[1].rule",
        "unknown error (is missing) @ $.notes[1].subjects",
        "unknown error (is missing) @ $.notes[1].reason",
        "unknown error (must not be blank, got '') @ $.by_name['n'].name",
    ]


def test_unknown_keys_of_an_own_class_are_refused() -> None:
    """A key that an own class does not have is refused, as in a record."""
    with pytest.raises(ClassValidationError) as caught:
        converter().structure({**converter().unstructure(ARTICLE), "zzz": 1}, Article)

    assert transform_error(caught.value) == ["extra fields found (zzz) @ $"]


def test_problems_left_out_are_counted() -> None:
    """An error names a thousand problems, and says how many more there are."""
    of_many_records = refusal({"format": "attribution/1", "speakers": [{"name": 3}] * 1001}, Dossier)
    of_one = refusal({"name": "North", "same_as": ["nowhere"] * 1001}, Speaker)

    for error in (of_many_records, of_one):
        assert (len(error.problems), error.left_out) == (1000, 1)
        assert transform_error(error)[-1] == "unknown error (... and 1 more) @ $"


def test_error_survives_pickling() -> None:
    """A process that structures for another can send it what went wrong."""
    error = refusal({"name": 3, "id": ""}, Speaker)

    again = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own

    assert type(again) is type(error)
    assert (str(again), again.problems, transform_error(again)) == (
        str(error),
        error.problems,
        transform_error(error),
    )


def test_error_can_be_split() -> None:
    """`except*` takes parts of an error, and finds ours in it."""
    wire = {**converter().unstructure(ARTICLE), "best": {}, "zzz": 1}
    with pytest.raises(ClassValidationError) as caught:
        converter().structure(wire, Article)

    parts, rest = caught.value.split(lambda error: str(error) == "is missing")

    assert parts is not None
    assert rest is not None
    assert transform_error(parts) == [
        "unknown error (is missing) @ $.best.stance",
        "unknown error (is missing) @ $.best.claim",
    ]
    assert transform_error(rest) == ["extra fields found (zzz) @ $"]


def test_plain_error_where_details_are_not_wanted() -> None:
    """A copy of the converter that stops at the first error raises ours as it is."""
    hasty = converter().copy(detailed_validation=False)

    with pytest.raises(InvalidRecordError, match="names no day"):
        hasty.structure({**converter().unstructure(ARTICLE), "when": "2031-13"}, Article)


NEWER = {"format": "attribution/1.1", "speakers": [{"id": "n", "name": "North", "mood": {"is": "grim"}}]}


def test_fields_of_a_newer_version_are_refused() -> None:
    """Nothing is dropped in silence."""
    assert [problem.path for problem in refusal(NEWER, Dossier).problems] == ["$.speakers[0].mood"]


def test_fields_of_a_newer_version_are_kept_if_asked() -> None:
    """A converter that keeps them gives them back in their places."""
    keeping = converter(unknown="keep")

    assert keeping.unstructure(keeping.structure(NEWER, Dossier)) == NEWER


def test_kept_fields_hold_what_json_holds() -> None:
    """What could not be written again is not kept."""
    with pytest.raises(InvalidRecordError, match=r"\$\.mood must be a number that JSON has, got nan"):
        converter(unknown="keep").structure({**NEWER, "mood": float("nan")}, Dossier)


def test_what_becomes_of_newer_fields_is_one_of_two_words() -> None:
    """A misspelt word is no way to keep anything."""
    wrong: Any = "kepe"

    with pytest.raises(InvalidRecordError, match="unknown must be refuse or keep, got 'kepe'"):
        converter(unknown=wrong).structure(NEWER, Dossier)


def test_text_of_a_class_of_its_own_is_plain_text() -> None:
    """What is unstructured is of plain types, whatever the texts were."""

    class Name(str):
        __slots__ = ()

    wire = converter().unstructure(Speaker(id="n", name=Name("North")))

    assert wire == {"id": "n", "name": "North"}
    assert type(wire["name"]) is str


def test_cattrs_is_imported_by_those_who_ask_for_it() -> None:
    """The library, and reading and writing, do without cattrs."""
    script = "import sys, attribution; attribution.loads, attribution.dumps; print('cattrs' in sys.modules)"

    assert subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    ).stdout == ("False\n")


class Word(str):
    """A text of a class of its own."""

    __slots__ = ()


class Whole(int):
    """A number of a class of its own."""


def test_texts_of_a_class_of_their_own_are_texts() -> None:
    """Scalars of other libraries that are texts, and objects that are dicts, are taken as what they are."""
    wire: dict[str, str] = defaultdict(
        lambda: "1", {Word("id"): Word("n"), "name": Word("North"), "kind": Word("group")}
    )

    made = converter().structure(wire, Speaker)

    assert made == Speaker(id="n", name="North", kind="group")
    assert {type(made.id), type(made.name)} == {str}


def test_numbers_of_a_class_of_their_own_are_refused() -> None:
    """What the constructor refuses is not taken."""
    with pytest.raises(InvalidRecordError, match="length must be a value that JSON has"):
        converter().structure({"id": "d", "length": Whole(3)}, Document)
    with pytest.raises(InvalidRecordError):
        Document(id="d", length=Whole(3))


def test_a_word_about_unknown_fields_is_one_of_two() -> None:
    """A word that says nothing is refused at once."""
    with pytest.raises(InvalidRecordError, match="unknown must be refuse or keep, got 'x'"):
        converter(unknown="x")  # type: ignore[arg-type]
