import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import Dossier, InvalidRecordError, Problem, digest, dump, dumps, load, loads
from attribution.codec.places import below
from attribution.codec.versions import MIGRATIONS, is_newer, migrated
from attribution.fields import fields_of
from attribution.model import Claim, Document, Evidence, Link, Span, Speaker, Statement, Waiver
from attribution.strategies import dossiers

TODAY: dict[str, Any] = {
    "format": "attribution/1",
    "title": "The ferry",
    "speakers": [{"id": "north", "name": "North"}],
    "documents": [{"id": "paper"}],
    "claims": [
        {"id": "sunk", "text": "The ferry sank.", "links": [{"kind": "counters", "claim": "floats"}]},
        {"id": "floats", "text": "It floats."},
    ],
    "statements": [
        {
            "id": "said",
            "speaker": "north",
            "stance": "asserts",
            "claim": "sunk",
            "document": "paper",
            "spans": [{"start": 0, "end": 7}, {"start": 9, "end": 12}],
        }
    ],
    "evidence": [{"id": "film", "description": "film", "kind": "video", "availability": "withheld"}],
    "waivers": [{"rule": "S203", "subjects": ["sunk"], "reason": "known"}],
}
# One field that nobody knows yet in each sort of object, by the steps that lead to it.
NEW: dict[tuple[str | int, ...], object] = {
    ("mood",): {"is": ["grim", None, 1.5]},
    ("odd key",): True,
    ("speakers", 0, "born"): "2001",
    ("documents", 0, "pages"): 3,
    ("claims", 0, "links", 0, "since"): None,
    ("claims", 1, "weight"): -0.25,
    ("statements", 0, "spans", 1, "page"): 10**30,
    ("evidence", 0, "seen"): [],
    ("waivers", 0, "until"): {},
}
PATHS = [
    "$.mood",
    "$['odd key']",
    "$.speakers[0].born",
    "$.documents[0].pages",
    "$.claims[0].links[0].since",
    "$.claims[1].weight",
    "$.statements[0].spans[1].page",
    "$.evidence[0].seen",
    "$.waivers[0].until",
]


def grown(
    document: Mapping[str, Any],
    fields: Mapping[tuple[str | int, ...], object],
    version: str = "attribution/1.3",
) -> dict[str, Any]:
    """The document as a newer version would have it, with more fields."""
    newer: dict[str, Any] = deepcopy({**document, "format": version})
    for (*steps, last), value in fields.items():
        place: Any = newer
        for step in steps:
            place = place[step]
        place[last] = value
    return newer


NEWER = grown(TODAY, NEW)


def problems_of(document: object, **options: Any) -> tuple[Problem, ...]:
    """What `loads` says is wrong with it."""
    with pytest.raises(InvalidRecordError) as caught:
        loads(document if isinstance(document, str) else json.dumps(document), **options)
    return caught.value.problems


def kept(document: object) -> Dossier:
    """The dossier of a document of a newer version, with its new fields kept aside."""
    return loads(document if isinstance(document, str) else json.dumps(document), unknown="keep")


def test_new_fields_are_refused_with_every_path() -> None:
    """Unless asked to, a reader drops nothing in silence, and names all that it does not know."""
    problems = problems_of(NEWER)

    assert [problem.path for problem in problems] == PATHS
    assert problems[0].message == (
        'is no field of a dossier in this version of the format (unknown="keep" keeps it aside)'
    )


def test_new_fields_are_kept_by_their_steps() -> None:
    """A reader that is asked keeps what new fields hold, and the version that has them."""
    assert kept(NEWER).unknown == {("format",): "attribution/1.3", **NEW}


def test_kept_fields_are_written_in_their_places() -> None:
    """What was kept aside is written again where it stood."""
    assert json.loads(dumps(kept(NEWER))) == NEWER


def test_kept_fields_change_nothing_else() -> None:
    """Neither equality nor the digest takes account of what was kept aside."""
    today, newer = loads(json.dumps(TODAY)), kept(NEWER)

    assert (newer, hash(newer), digest(newer)) == (today, hash(today), digest(today))


def test_kept_fields_cannot_be_changed() -> None:
    """What was kept aside is as frozen as the dossier."""
    unknown: Any = kept(NEWER).unknown

    with pytest.raises(TypeError):
        unknown["mood"] = "merry"


def test_newer_document_without_new_fields_is_read() -> None:
    """A document of a newer version that uses nothing new is one of today, and is written as one."""
    dossier = loads(json.dumps({**TODAY, "format": "attribution/1.3"}))

    assert dossier == loads(json.dumps(TODAY))
    assert json.loads(dumps(dossier)) == TODAY


@pytest.mark.parametrize("suffix", ["json", "toml", "yaml"])
def test_files_are_read_in_the_same_way(suffix: str, tmp_path: Path) -> None:
    """In a file of any kind a new field is refused, or kept if asked; what is saved holds it."""
    path = tmp_path / f"ferry.{suffix}"
    text = {
        "json": '{"format": "attribution/1.3", "mood": "grim"}',
        "toml": 'format = "attribution/1.3"\nmood = "grim"\n',
        "yaml": "format: attribution/1.3\nmood: grim\n",
    }
    path.write_text(text[suffix], encoding="utf-8")

    with pytest.raises(InvalidRecordError) as caught:
        load(path)
    assert [problem.path for problem in caught.value.problems] == ["$.mood"]

    dump(load(path, unknown="keep"), tmp_path / "saved.json")
    saved = json.loads((tmp_path / "saved.json").read_bytes())
    assert saved == {"format": "attribution/1.3", "mood": "grim"}


@pytest.mark.parametrize("unknown", ["refuse", "keep"])
def test_unknown_fields_in_the_format_of_today_are_refused(unknown: str) -> None:
    """A field that the format of a document does not have is a mistake, and never kept."""
    problems = problems_of({**NEWER, "format": "attribution/1"}, unknown=unknown)

    assert [problem.path for problem in problems] == PATHS
    assert problems[0].message == "is no field of a dossier"


@pytest.mark.parametrize("unknown", ["refuse", "keep"])
@pytest.mark.parametrize(
    ("steps", "path"),
    [
        (("speakers", 0, "kind"), "$.speakers[0].kind"),
        (("claims", 0, "links", 0, "kind"), "$.claims[0].links[0].kind"),
        (("statements", 0, "stance"), "$.statements[0].stance"),
        (("evidence", 0, "availability"), "$.evidence[0].availability"),
    ],
)
def test_new_words_are_refused(unknown: str, steps: tuple[str | int, ...], path: str) -> None:
    """A word that a closed list does not have has no meaning here, so that it cannot be kept."""
    newer = grown(TODAY, {steps: "telepathic"})

    assert [problem.path for problem in problems_of(newer, unknown=unknown)] == [path]


@pytest.mark.parametrize(
    "version",
    ["attribution/2", "attribution/2.1", "attribution/1.0", "attribution/1.03", "attribution/1.",
     "attribution/1.x", "attribution/1.3 ", "Attribution/1.3", "attribution/1.٣", "attribution/1.3.1",
     "attribution/1.1234567890", "attribution", "", None, 1, 1.3, ["attribution/1.3"], {}],
    ids=repr,
)  # fmt: skip
@pytest.mark.parametrize("unknown", ["refuse", "keep"])
def test_other_versions_are_refused(version: object, unknown: str) -> None:
    """What is no minor version after the one of today cannot be read."""
    assert not is_newer(version)
    [problem] = problems_of({**TODAY, "format": version}, unknown=unknown)
    assert problem.path == "$.format"
    assert problem.message.startswith("must be 'attribution/1', got ")


@pytest.mark.parametrize("version", ["attribution/1.1", "attribution/1.10", "attribution/1.999999999"])
def test_newer_minor_versions_are_known_as_such(version: str) -> None:
    """Minor versions are numbers from 1."""
    assert is_newer(version)
    assert loads(json.dumps({**TODAY, "format": version})) == loads(json.dumps(TODAY))


def test_other_problems_are_found_beside_kept_fields() -> None:
    """Keeping new fields makes nothing else right."""
    newer = grown(NEWER, {("speakers", 0, "name"): 3, ("claims", 0, "links", 0, "claim"): "nobody"})

    assert [problem.path for problem in problems_of(newer, unknown="keep")] == [
        "$.speakers[0].name",
        "$.claims[0].links[0].claim",
    ]


def test_missing_fields_are_not_made_up_for() -> None:
    """A new field does not stand for one that must be there."""
    newer = grown(TODAY, {("speakers", 0): {"id": "north", "label": "North"}})

    assert problems_of(newer, unknown="keep") == (Problem("$.speakers[0].name", "is missing"),)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 400])
@pytest.mark.parametrize("around", ["%s", "[%s]", '{"a": [%s]}'])
def test_what_is_no_number_cannot_be_kept(number: str, around: str) -> None:
    """A number that could not be written again is refused."""
    [problem] = problems_of(f'{{"format": "attribution/1.3", "mood": {around % number}}}', unknown="keep")

    assert problem.path == "$.mood"
    assert problem.message.startswith("must be a number that JSON has, got ")


def test_key_given_twice_is_refused() -> None:
    """A new field may be given once, as any other."""
    text = '{"format": "attribution/1.3", "mood": 1, "mood": 2}'

    assert problems_of(text, unknown="keep") == (Problem("$.mood", "is given twice"),)


@pytest.mark.parametrize("around", ["%s", "[%s]", '{"a": [%s]}'])
def test_key_given_twice_inside_cannot_be_kept(around: str) -> None:
    """Of two values under one key one would be lost."""
    twice = '{"b": 1, "b": 2}'
    text = f'{{"format": "attribution/1.3", "mood": {around % twice}}}'

    assert problems_of(text, unknown="keep") == (Problem("$.mood", "must not hold a key twice, got 'b'"),)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (r'"mood": "\ud800"', "$.mood"),
        (r'"mood": [{"a": "b\udfff"}]', "$.mood"),
        (r'"mood": {"\ud800": 1}', "$.mood"),
        (r'"\ud800": 1', r"$['\ud800']"),
    ],
)
def test_half_a_surrogate_pair_cannot_be_kept(text: str, path: str) -> None:
    """Text that no UTF-8 can hold could not be written again."""
    [problem] = problems_of(f'{{"format": "attribution/1.3", {text}}}', unknown="keep")

    assert problem.path == path
    assert problem.message.startswith("must not hold half a surrogate pair, got ")


@pytest.mark.parametrize("unknown", [None, "", "drop", "KEEP", True, ["keep"]])
def test_what_becomes_of_unknown_fields_is_one_of_two_words(unknown: object) -> None:
    """A misspelt word is no way to keep anything."""
    [problem] = problems_of(NEWER, unknown=unknown)

    assert problem == Problem("unknown", f"must be refuse or keep, got {unknown!r}")


# Any document, with any new fields anywhere

KNOWN = {
    a.name
    for kind in (Dossier, Speaker, Document, Claim, Statement, Evidence, Waiver, Link, Span)
    for a in fields_of(kind)
}
names = st.sampled_from(["mood", "odd key", "ids", "x", "0"]) | st.text()
new_names = names.filter(lambda name: name not in {*KNOWN, "format"})
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def objects(value: Any, *steps: str | int) -> Iterator[tuple[str | int, ...]]:
    """The steps to each object in a document."""
    if isinstance(value, dict):
        yield steps
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from objects(each, *steps, key)


def path_of(steps: tuple[str | int, ...]) -> str:
    """The JSON path of these steps."""
    path = "$"
    for step in steps:
        path = f"{path}[{step}]" if isinstance(step, int) else below(path, step)
    return path


@given(dossiers(), st.data())
def test_any_new_fields_are_kept_and_written_again(dossier: Dossier, data: st.DataObject) -> None:
    """Whatever they hold and wherever they stand: refused by path, or kept, written, and without effect."""
    document = json.loads(dumps(dossier))
    places = st.sampled_from(list(objects(document)))
    fields = data.draw(
        st.dictionaries(
            st.builds(lambda at, name: (*at, name), places, new_names), values, min_size=1, max_size=4
        )
    )
    newer = grown(document, fields)

    dossier_kept = kept(newer)

    assert {problem.path for problem in problems_of(newer)} == set(map(path_of, fields))
    assert dossier_kept.unknown == {("format",): "attribution/1.3", **fields}
    assert dossier_kept == dossier
    assert digest(dossier_kept) == digest(dossier)
    assert json.loads(dumps(dossier_kept)) == newer
    assert kept(dumps(dossier_kept)).unknown == dossier_kept.unknown


# Migrations


def test_there_is_no_older_version_yet() -> None:
    """Every older version has its step here, and there is none."""
    assert MIGRATIONS == {}


def renamed(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """From a made-up version 0, which called the title a name, to today's."""
    rest = {key: value for key, value in document.items() if key != "name"}
    return {**rest, "format": "attribution/1", "title": document["name"]}


def versioned(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """From a made-up version before that, which had no slash."""
    return {**document, "format": "attribution/0"}


STEPS = {"attribution/0": renamed, "attribution-0": versioned}


@pytest.mark.parametrize("version", STEPS)
def test_older_document_becomes_one_of_today(version: str) -> None:
    """Step by step, a document comes to the format of today, and the original stays as it was."""
    older = {"format": version, "name": "The ferry"}

    assert migrated(older, STEPS) == {"format": "attribution/1", "title": "The ferry"}
    assert older == {"format": version, "name": "The ferry"}


@pytest.mark.parametrize(
    "version", ["attribution/1", "attribution/1.3", "attribution/7", None, ["attribution/0"]]
)
def test_document_without_a_step_stays_as_it_is(version: object) -> None:
    """What is of today, or of a version without a step, is not touched."""
    document = {"format": version, "name": "The ferry"}

    assert migrated(document, STEPS) is document
    assert migrated({}, STEPS) == {}


def test_steps_in_a_circle_end() -> None:
    """A table that leads nowhere is no reason to run forever."""
    circle = {"a": lambda it: {**it, "format": "b"}, "b": lambda it: {**it, "format": "a"}}

    assert migrated({"format": "a"}, circle)["format"] in circle


def test_reading_uses_the_table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`loads` and `load` read older versions as soon as the table has steps for them."""
    text = '{"format": "attribution-0", "name": "The ferry"}'
    path = tmp_path / "ferry.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidRecordError, match=r"\$\.format must be 'attribution/1', got 'attribution-0'"):
        loads(text)
    for version, step in STEPS.items():
        monkeypatch.setitem(cast(dict[str, Any], MIGRATIONS), version, step)

    assert loads(text) == load(path) == Dossier(title="The ferry")


def test_problems_of_an_older_document_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong after the steps is refused as ever."""
    monkeypatch.setitem(cast(dict[str, Any], MIGRATIONS), "attribution/0", renamed)

    problems = problems_of('{"format": "attribution/0", "name": 3, "mood": 1}')

    assert [problem.path for problem in problems] == ["$.mood", "$.title"]


def test_a_field_called_record_cannot_be_kept() -> None:
    """In JSON Lines `record` names the kind, so that no field of a record can be called so."""
    text = '{"format":"attribution/1.1","record":1,"speakers":[{"id":"n","name":"x","record":"claim"}]}'

    with pytest.raises(InvalidRecordError) as caught:
        loads(text, unknown="keep")

    assert [problem.path for problem in caught.value.problems] == ["$.record", "$.speakers[0].record"]


def test_what_is_kept_aside_cannot_be_changed() -> None:
    """A dossier is frozen, its unknown fields too, whether there are any or none."""
    for dossier in (Dossier(), loads('{"format":"attribution/1"}'), loads(WITH_X, unknown="keep")):
        with pytest.raises(TypeError):
            dossier.unknown["x",] = 1  # type: ignore[index]


WITH_X = '{"format":"attribution/1.1","x":1}'


def test_a_number_in_another_way_of_writing_is_no_number_of_json(tmp_path: Path) -> None:
    """What YAML takes for a number and JSON does not is named, and digits are kept."""
    path = tmp_path / "d.yaml"
    path.write_text("format: attribution/1.1\nx: .inf\ny: 1\n", encoding="utf-8")
    with pytest.raises(InvalidRecordError) as caught:
        load(path, unknown="keep")
    path.write_text("format: attribution/1.1\nx: +123456789012345678901\n", encoding="utf-8")

    assert [problem.message for problem in caught.value.problems] == [
        "must be a number that JSON has, got .inf"
    ]
    assert load(path, unknown="keep").unknown["x",] == 123456789012345678901
