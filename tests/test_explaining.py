import copy
import cProfile
import json
import pickle
import pstats
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution import Dossier, InvalidRecordError, Problem, dumps, loads
from attribution.codec.explaining import Explainer
from attribution.codec.jsontext import Doubled, Literal
from attribution.codec.reading import read
from attribution.strategies import dossiers

Wire = dict[str, Any]
FORMAT = {"format": "attribution/1"}
ITEM = {"description": "a film", "kind": "video", "availability": "withheld"}
SAYS = {"stance": "asserts", "claim": "c"}
RAIN = {"id": "c", "text": "Rain fell."}


def error_of(document: object) -> InvalidRecordError:
    """What `loads` says of it."""
    with pytest.raises(InvalidRecordError) as caught:
        loads(json.dumps(document))
    return caught.value


def told(document: object) -> list[str]:
    """The paths of all that is wrong with it, of which there are no more than one error names."""
    error = error_of(document)
    assert error.left_out == 0
    return [problem.path for problem in error.problems]


# A large document, and faults that can be planted in each record of it.


def large() -> Wire:
    """A sound document of 2,000 records."""
    people = [{"id": f"p{i}", "name": "x", "same_as": ["a:b"], "kind": "group"} for i in range(400)]
    papers = [{"id": f"d{i}", "publisher": f"p{i}", "published": "2031", "length": 9} for i in range(400)]
    claims = [{"id": f"c{i}", "text": "x", "parties": [f"p{i}"], "occurred": "2031"} for i in range(400)]
    said = [
        {"id": f"s{i}", "speaker": f"p{i}", "stance": "asserts", "claim": f"c{i}", "document": f"d{i}"}
        | {"spans": [{"start": 1, "end": 9}], "said": "2031-05-02"}
        for i in range(400)
    ]
    items = [ITEM | {"id": f"e{i}", "supports": [f"c{i}"], "digest": "0" * 64} for i in range(400)]
    return FORMAT | {
        "speakers": people,
        "documents": papers,
        "claims": claims,
        "statements": said,
        "evidence": items,
    }


Plant = Callable[[Wire], object]
PLANTS: Mapping[str, list[tuple[str, Plant]]] = {
    "speakers": [
        ("kind", lambda r: r.update(kind="lake")),
        ("same_as[0]", lambda r: r.update(same_as=["x"])),
        ("nmae", lambda r: r.update(nmae="x")),
        ("member_of[0]", lambda r: r.update(member_of=["nobody"])),
    ],
    "documents": [
        ("published", lambda r: r.update(published="yesterday")),
        ("length", lambda r: r.update(length=-1)),
        ("publisher", lambda r: r.update(publisher="c1")),
        ("derived_from", lambda r: r.update(derived_from=r["id"])),
    ],
    "claims": [
        ("text", lambda r: r.update(text=" ")),
        ("parties[1]", lambda r: r["parties"].append(3)),
        ("links[0].kind", lambda r: r.update(links=[{"claim": "c0" if r["id"] != "c0" else "c1"}])),
        ("accused[0]", lambda r: r.update(accused=["nobody"])),
    ],
    "statements": [
        ("stance", lambda r: r.pop("stance")),
        ("spans[0].end", lambda r: r["spans"][0].update(end=10)),
        ("spans[1].start", lambda r: r["spans"].append({"start": "1", "end": 3})),
        ("quote", lambda r: r.update(quote="x")),
        ("answers[0]", lambda r: r.update(answers=["s0"])),
    ],
    "evidence": [
        ("digest", lambda r: r.update(digest="x")),
        ("undermines[0]", lambda r: r.update(undermines=r["supports"])),
        ("provider", lambda r: r.update(provider="nobody")),
    ],
}


@given(st.data())
@settings(max_examples=25)
def test_so_many_faults_in_a_large_document_are_told_at_just_their_places(data: st.DataObject) -> None:
    """Faults planted in records of a large document are told at their paths, once each, and nothing else."""
    document = large()
    places = st.tuples(st.sampled_from(list(PLANTS)), st.integers(0, 399))
    expected = []
    for section, index in data.draw(st.lists(places, min_size=1, max_size=30, unique=True)):
        path, plant = data.draw(st.sampled_from(PLANTS[section]))
        plant(document[section][index])
        expected.append(f"$.{section}[{index}].{path}")

    assert sorted(told(document)) == sorted(expected)


@pytest.mark.parametrize(
    ("section", "path", "plant"),
    [(section, path, plant) for section, plants in PLANTS.items() for path, plant in plants],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_the_same_fault_in_many_records_is_told_in_the_order_of_the_document(
    section: str, path: str, plant: Plant
) -> None:
    """Problems of one sort come in the order of the records, and in every run the same."""
    document = large()
    for record in document[section][7:]:
        plant(record)
    # The documents that are too short are measured by their statements.
    first, second = error_of(document), error_of(document)

    assert [p.path for p in first.problems] == [f"$.{section}[{index}].{path}" for index in range(7, 400)]
    assert first.problems == second.problems


def test_problems_come_in_the_order_of_the_document() -> None:
    """First what is wrong in the records, section by section, then what is wrong between them."""
    document = {
        "waivers": [{"rule": " ", "subjects": ["x"], "reason": "y"}],
        "statements": [SAYS | {"id": "s", "mode": "song", "via": ["nobody"], "more": 1}],
        "speakers": [
            {"id": "p", "name": 3, "kind": "x"},
            {"id": "r", "name": "y", "member_of": ["z"], "role": ""},
        ],
        "titel": 1,
        "claims": [RAIN | {"parties": ["q"]}, {"id": "d", "text": ""}],
        "title": "",
        "format": "x",
    }

    assert told(document) == [
        "$.format",
        "$.titel",
        "$.title",
        "$.speakers[0].name",
        "$.speakers[0].kind",
        "$.speakers[1].role",
        "$.claims[1].text",
        "$.statements[0].more",
        "$.statements[0].mode",
        "$.waivers[0].rule",
        "$.speakers[1].member_of[0]",
        "$.claims[0].parties[0]",
        "$.statements[0].via[0]",
        "$.waivers[0].subjects[0]",
    ]


@given(dossiers())
@settings(max_examples=60)
def test_the_explainer_makes_what_is_read_straight(dossier: Dossier) -> None:
    """Of plain values that are sound it makes the same dossier as reading does."""
    text = dumps(dossier)

    made = Explainer().dossier(json.loads(text))

    assert made == read(text.encode()) == dossier
    assert (list(made), made.waivers) == (list(dossier), dossier.waivers)


# More than one error names


@pytest.mark.parametrize(
    ("document", "count", "first"),
    [
        ({"speakers": [{"id": f"p{i}", "name": " "} for i in range(2500)]}, 2500, "$.speakers[{}].name"),
        ({"speakers": [3] * 1001}, 1001, "$.speakers[{}]"),
        ({f"x{i}": 1 for i in range(1500)}, 1500, "$.x{}"),
        (
            {"speakers": [{"id": f"p{i}", "name": "x", "member_of": ["q"]} for i in range(1200)]},
            1200,
            "$.speakers[{}].member_of[0]",
        ),
        (
            {
                "documents": [{"id": "d", "length": 1}],
                "claims": [RAIN],
                "statements": [
                    SAYS | {"id": "s", "document": "d", "spans": [{"start": 1, "end": 2}] * 1300},
                ],
            },
            1300,
            "$.statements[0].spans[{}].end",
        ),
        (
            {
                "documents": [{"id": "d"}],
                "claims": [RAIN],
                "statements": [SAYS | {"id": "s", "document": "d", "spans": [{"start": 2, "end": 1}] * 3000}],
            },
            3000,
            "$.statements[0].spans[{}].end",
        ),
        (
            {"speakers": [{"id": f"p{i % 1000}", "name": "x"} for i in range(3000)]},
            2000,
            None,
        ),
    ],
    ids=["records", "no objects", "keys", "references", "measures", "spans", "ids"],
)
def test_problems_beyond_the_first_thousand_are_counted(
    document: Wire, count: int, first: str | None
) -> None:
    """One error names a thousand problems and says how many more there are."""
    error = error_of(FORMAT | document)

    assert (len(error.problems), error.left_out) == (1000, count - 1000)
    assert str(error).startswith(f"dossier: {count} problems\n  $.")
    assert str(error).endswith(f"\n  ... and {count - 1000} more")
    assert str(error).count("\n") == 1001
    if first:
        assert [problem.path for problem in error.problems] == [first.format(i) for i in range(1000)]


@pytest.mark.parametrize("item", [3, {"a": 1}, [[]], None, " ", "\ud800"], ids=ascii)
@pytest.mark.parametrize("field", ["via", "repeats", "answers", "replaces", "cites"])
def test_very_many_faults_in_one_field_are_counted(item: object, field: str) -> None:
    """Of one field too a thousand problems are named, and none is told twice."""
    error = error_of(FORMAT | {"claims": [RAIN], "statements": [SAYS | {"id": "s", field: [item] * 1500}]})

    assert (len(error.problems), error.left_out) == (1000, 500)
    assert [p.path for p in error.problems] == [f"$.statements[0].{field}[{i}]" for i in range(1000)]


@pytest.mark.parametrize(
    "record",
    [
        {"id": "p", "name": " ", "member_of": ["nobody"], "more": 1},
        {"name": "x", "member_of": ["nobody", 3]},
        {"id": "p", "name": "x", "member_of": ["p"]},
        {"more": 1},
        3,
        [],
    ],
    ids=str,
)
def test_the_same_fault_again_is_told_again(record: object) -> None:
    """Records that are alike have the same problems, each at its own path; alike ids are not unique."""
    one = error_of(FORMAT | {"speakers": [record]})
    four = error_of(FORMAT | {"speakers": [record, {"id": "q", "name": "x"}, record, copy.deepcopy(record)]})

    said = [(p.path, p.message) for p in four.problems if "unique" not in p.message]
    assert sorted(said) == sorted(
        (p.path.replace("[0]", f"[{i}]", 1), p.message) for p in one.problems for i in (0, 2, 3)
    )
    has_id = isinstance(record, dict) and "id" in record
    repeated = [p.path for p in four.problems if "unique" in p.message]
    assert repeated == (["$.speakers[2].id", "$.speakers[3].id"] if has_id else [])


def test_a_thousand_problems_are_all_named() -> None:
    """As many as one error names leave none out."""
    error = error_of(FORMAT | {"speakers": [3] * 1000})

    assert (len(error.problems), error.left_out) == (1000, 0)
    assert str(error).endswith("\n  $.speakers[999] must be an object, got 3")


def test_problems_within_records_and_between_them_are_counted_together() -> None:
    """What is wrong between records counts where what is wrong within them already fills the error."""
    bad = [{"id": f"p{i}", "name": " ", "member_of": ["nobody", "no one"]} for i in range(900)]

    error = error_of(FORMAT | {"speakers": bad})

    assert (len(error.problems), error.left_out) == (1000, 1700)
    assert [p.path for p in error.problems[898:902]] == [
        "$.speakers[898].name",
        "$.speakers[899].name",
        "$.speakers[0].member_of[0]",
        "$.speakers[0].member_of[1]",
    ]


def test_an_error_is_copied_with_what_it_left_out() -> None:
    """A pickle of the error names the same problems and the same number of others."""
    error = error_of(FORMAT | {"speakers": [3] * 1234})

    copied = pickle.loads(pickle.dumps(error))  # noqa: S301  # made here

    assert (type(copied), copied.what, copied.problems, copied.left_out, str(copied)) == (
        InvalidRecordError,
        "dossier",
        error.problems,
        234,
        str(error),
    )


# Names that are near


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({"speeker": []}, "is no field of a dossier (did you mean 'speakers'?)"),
        (
            {"speakers": [{"id": "n", "name": "x", "rol": 1}]},
            "is no field of a Speaker (did you mean 'role'?)",
        ),
        (
            {"documents": [{"id": "d", "PUBLISHED": 1}]},
            "is no field of a Document (did you mean 'published'?)",
        ),
        (
            {"evidence": [ITEM | {"id": "e", "suports": 1}]},
            "is no field of an Evidence (did you mean 'supports'?)",
        ),
        ({"claims": [RAIN | {"zzz": 1}]}, "is no field of a Claim"),
        (
            {
                "claims": [
                    RAIN,
                    {"id": "d", "text": "x", "links": [{"kind": "narrows", "claim": "c", "knd": 1}]},
                ]
            },
            "is no field of a Link (did you mean 'kind'?)",
        ),
        (
            {"claims": [RAIN | {"kind": "facts"}]},
            (
                "must be one of fact, motive, prediction, opinion, background, sourcing, got 'facts' "
                "(did you mean 'fact'?)"
            ),
        ),
    ],
)
def test_the_nearest_known_name_is_told(document: Wire, message: str) -> None:
    """An unknown key or word is told with the known one that is most like it, if one is."""
    [problem] = error_of(FORMAT | document).problems

    assert problem.message == message


@pytest.mark.parametrize(
    ("value", "path", "message"),
    [
        ({"speakers": 3}, "$.speakers", "must be a list, got 3"),
        ({"speakers": {}}, "$.speakers", "must be a list, got {}"),
        ({"speakers": [None]}, "$.speakers[0]", "must be an object, got None"),
        ({"speakers": [[]]}, "$.speakers[0]", "must be an object, got []"),
        ({"claims": [RAIN | {"links": 3}]}, "$.claims[0].links", "must be a list, got 3"),
        ({"claims": [RAIN | {"links": [3]}]}, "$.claims[0].links[0]", "must be an object, got 3"),
    ],
)
def test_what_is_no_list_or_object_is_told_whole(value: Wire, path: str, message: str) -> None:
    """A value of which no field can be looked at is one problem."""
    assert error_of(FORMAT | value).problems == (Problem(path, message),)


@pytest.mark.parametrize("document", [None, [], "x", 3, Literal("1.5")])
def test_what_is_no_object_is_no_dossier(document: object) -> None:
    """A document that is no object is one problem at the root."""
    with pytest.raises(InvalidRecordError) as caught:
        Explainer().dossier(document)

    assert caught.value.problems == (Problem("$", f"must be an object, got {document!r}"),)


def test_keys_given_twice_are_told_wherever_they_stand() -> None:
    """Each key that an object has twice is told, in the dossier, a record and a value in a record."""
    twice = Doubled({"start": 1, "end": 2}, ("start", "end"))
    said = Doubled(SAYS | {"id": "s", "document": "d", "spans": [twice]}, ("odd key", "id"))
    document = Doubled(
        FORMAT | {"claims": [RAIN], "documents": [{"id": "d"}], "statements": [said]}, ("title",)
    )

    with pytest.raises(InvalidRecordError) as caught:
        Explainer().dossier(document)

    assert [str(problem) for problem in caught.value.problems] == [
        "$.title is given twice",
        "$.statements[0]['odd key'] is given twice",
        "$.statements[0].id is given twice",
        "$.statements[0].spans[0].start is given twice",
        "$.statements[0].spans[0].end is given twice",
    ]


# What hides nothing


@pytest.mark.parametrize(
    "bad",
    [
        {"more": 1},
        {"stance": "x"},
        {"said": "yesterday"},
        {"via": 3},
        {"repeats": ["t", 3]},
        {"spans": [{"start": 0, "end": 9}, 3]},
        {"spans": [{"start": 0, "end": 9, "more": 1}]},
        {"replaces": ["s"]},
    ],
    ids=str,
)
def test_a_fault_in_a_record_hides_nothing_else(bad: Wire) -> None:
    """Other references of the record, those to it, and what is wrong in other records are told too."""
    document = FORMAT | {
        "speakers": [{"id": "p", "name": "x", "member_of": ["q"]}],
        "documents": [{"id": "d", "length": 8}],
        "claims": [RAIN],
        "statements": [
            SAYS | {"id": "s", "document": "d", "cites": ["e"]} | bad,
            SAYS | {"id": "t", "repeats": ["s"], "speaker": "s"},
        ],
        "waivers": [{"rule": "S201", "subjects": ["s", "nobody"], "reason": "x"}],
    }

    found = told(document)

    others = ["$.speakers[0].member_of[0]", "$.statements[0].cites[0]", "$.statements[1].speaker"]
    beyond = ["$.statements[0].spans[0].end"] if "spans" in bad else []
    assert [path for path in found if path in others] == others
    assert [p for p in found if p not in others][1:] == ["$.waivers[0].subjects[1]", *beyond]


@pytest.mark.parametrize(
    "person",
    [
        {"name": "x"},
        {"id": 3, "name": "x"},
        {"id": " ", "name": "x"},
        {"name": 3},
        {"id": ["p"], "name": 3},
        3,
    ],
    ids=str,
)
def test_a_record_without_a_sound_id_may_be_what_a_reference_names(person: object) -> None:
    """Where an id is not known, references to records of that kind are not called unresolved."""
    document = FORMAT | {
        "speakers": [person, {"id": "r", "name": " "}],
        "claims": [RAIN | {"parties": ["p"]}],
        "statements": [SAYS | {"id": "s", "answers": ["nobody"]}],
        "waivers": [{"rule": "S201", "subjects": ["p"], "reason": "x"}],
    }

    found = told(document)

    assert "$.statements[0].answers[0]" in found
    named = ["$.claims[0].parties[0]", "$.waivers[0].subjects[0]"]
    # A record that lacks nothing but its id has the one that is derived.
    assert [path for path in found if path in named] == (named if person == {"name": "x"} else [])


def test_where_more_could_not_be_read_no_reference_is_called_unresolved() -> None:
    """Of a part of a dossier only what is wrong in itself is told, and it makes no dossier."""
    document = FORMAT | {"speakers": [{"id": "p", "name": "x", "member_of": ["nobody"], "role": " "}]}

    with pytest.raises(InvalidRecordError) as caught:
        Explainer().dossier(document, is_whole=False)

    assert [problem.path for problem in caught.value.problems] == ["$.speakers[0].role"]


def test_what_cannot_be_kept_aside_is_told() -> None:
    """A value of a newer version that could not be written again is a problem at its path."""
    document = {"format": "attribution/1.1", "speakers": [{"id": "p", "name": "x", "more": Literal("NaN")}]}

    with pytest.raises(InvalidRecordError) as caught:
        Explainer("keep").dossier(document)

    assert [problem.path for problem in caught.value.problems] == ["$.speakers[0].more"]


@pytest.mark.parametrize("bad", [{}, {"more": 1}, {"role": " "}, {"member_of": ["nobody"]}], ids=str)
def test_whose_side_a_faulty_speaker_is_on_is_not_clear(bad: Wire) -> None:
    """A replacement by a stranger is told only where nothing is wrong with the speakers."""
    document = FORMAT | {
        "speakers": [{"id": "a", "name": "x"} | bad, {"id": "b", "name": "y"}],
        "claims": [RAIN],
        "statements": [
            SAYS | {"id": "s", "speaker": "a"},
            SAYS | {"id": "t", "speaker": "b", "replaces": ["s"]},
        ],
    }

    assert ("$.statements[1].replaces[0]" in told(document)) == (not bad)
    assert len(told(document)) == 1


@pytest.mark.parametrize(
    ("section", "value", "path"),
    [
        ("speakers", 3, "$.speakers"),
        ("speakers", [3], "$.speakers[0]"),
        ("waivers", [{"rule": "S201", "reason": "x"}], "$.waivers[0].subjects"),
        ("waivers", [{"rule": "S201", "reason": "x", "subjects": 3}], "$.waivers[0].subjects"),
    ],
)
def test_what_is_not_there_hides_what_would_refer_to_it(section: str, value: object, path: str) -> None:
    """Where a list of records cannot be read, references to that kind are not called unresolved."""
    document = FORMAT | {
        "claims": [RAIN | {"parties": ["p"] if section == "speakers" else []}],
        section: value,
    }

    assert told(document) == [path]


@pytest.mark.parametrize("before", [997, 998, 999, 1000, 1001])
def test_the_same_fault_beyond_the_limit_is_counted_each_time(before: int) -> None:
    """A record with two faults counts as two wherever it stands, however many were told before."""
    twice = {"id": "p", "name": " ", "role": " "}

    error = error_of(FORMAT | {"documents": [], "speakers": [*range(before), *[twice] * 10]})

    # All but the first of them have an id again.
    assert len(error.problems) + error.left_out == before + 20 + 9


def test_the_same_value_is_another_fault_in_another_list() -> None:
    """What a value lacks depends on what it should be."""
    assert told(FORMAT | {"speakers": [{}], "claims": [{}]}) == ["$.speakers[0].name", "$.claims[0].text"]


@pytest.mark.parametrize("field", ["name", "role"])
def test_half_a_surrogate_pair_is_told(field: str) -> None:
    """A text that no UTF-8 can hold is no text, among records that are sound."""
    people = [{"id": "p", "name": "x"}, {"id": "q", "name": "y"} | {field: "z\ud83d"}]

    assert told(FORMAT | {"speakers": people}) == [f"$.speakers[1].{field}"]


# Work


def calls(document: object) -> int:
    """How many functions are called to explain what is wrong with it."""
    profile = cProfile.Profile()
    with pytest.raises(InvalidRecordError):
        profile.runcall(Explainer().dossier, document)
    found: int = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]  # not in the types
    return found


SPREAD: Mapping[str, Callable[[int], Wire]] = {
    "blank names": lambda n: {"speakers": [{"id": f"p{i}", "name": " "} for i in range(n)]},
    "unknown keys": lambda n: {"speakers": [{"id": f"p{i}", "name": "x", f"k{i}": 1} for i in range(n)]},
    "keys of one record": lambda n: {"speakers": [{"id": "p", "name": "x"} | {f"k{i}": 1 for i in range(n)}]},
    "keys of the dossier": lambda n: {f"k{i}": 1 for i in range(n)},
    "no objects": lambda n: {"speakers": [3] * n},
    "references": lambda n: {"claims": [{"id": f"c{i}", "text": "x", "parties": ["p"]} for i in range(n)]},
    "references of one record": lambda n: {"claims": [RAIN | {"parties": [f"p{i}" for i in range(n)]}]},
    "ids": lambda n: {"speakers": [{"id": "p", "name": "x"}] * n},
    "spans": lambda n: {
        "documents": [{"id": "d"}],
        "claims": [RAIN],
        "statements": [SAYS | {"id": "s", "document": "d", "spans": [{"start": 2, "end": 1}] * n}],
    },
    "loops": lambda n: {
        "speakers": [{"id": f"p{i}", "name": "x", "member_of": [f"p{i ^ 1}"]} for i in range(n)]
    },
    "strangers": lambda n: {
        "speakers": [{"id": "a", "name": "x"}, {"id": "b", "name": "y"}],
        "claims": [RAIN],
        "statements": [
            SAYS | {"id": f"s{i}", "speaker": "ab"[i % 2]} | ({"replaces": [f"s{i - 1}"]} if i else {})
            for i in range(n)
        ],
    },
    "one fault": lambda n: {"speakers": [{"id": f"p{i}", "name": " " if i == 3 else "x"} for i in range(n)]},
}


@pytest.mark.parametrize("sort", SPREAD)
def test_work_grows_no_faster_than_faults(sort: str) -> None:
    """Twice as many faults take about twice the work, far beyond what one error names."""
    calls(FORMAT | SPREAD[sort](10))  # what is only done once

    few, many = (calls(FORMAT | SPREAD[sort](count)) for count in (2_000, 4_000))

    assert many < 2.2 * few


def test_very_many_faults_are_told() -> None:
    """An error about very many faults says how many there are."""
    error = error_of(FORMAT | {"speakers": [{"id": f"p{i}", "name": " "} for i in range(20_000)]})

    assert (len(error.problems), error.left_out, len(str(error)) < 100_000) == (1000, 19_000, True)
    assert error.problems[-1].path == "$.speakers[999].name"
