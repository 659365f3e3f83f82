"""The JSON Schemas of the wire form, held against `loads`."""

import enum
import inspect
import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import product
from pathlib import Path
from random import Random
from types import NoneType
from typing import Any, NewType, TypeAlias, cast, get_args

import pytest
from attrs import NOTHING
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from attribution import (
    Dossier,
    InvalidRecordError,
    Link,
    Problem,
    Span,
    Waiver,
    When,
    dumps,
    loads,
)
from attribution.codec import schema as module
from attribution.codec.schema import json_schema, save_schemas
from attribution.fields import Checked, fields_of
from attribution.integrity import KINDS
from attribution.strategies import dossiers

Json: TypeAlias = Any

DOCS = Path(__file__).parent.parent / "docs"
REGENERATE = "python -c \"from attribution.codec.schema import save_schemas; save_schemas('docs/schema')\""
SCHEMA = json_schema()
STRICT = json_schema(strict=True)
DEFS = cast(dict[str, Json], SCHEMA["$defs"])
SECTIONS: dict[str, type[Checked]] = {**KINDS, "waivers": Waiver}
is_valid = Draft202012Validator(SCHEMA).is_valid
is_strict = Draft202012Validator(STRICT).is_valid


# What `loads` says, and which of it a schema can say


def listed(heading: str) -> tuple[str, ...]:
    """The words of messages that the page lists under a heading."""
    section = (DOCS / "json-schema.md").read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2]
    rows = [line for line in section.partition("\n## ")[0].splitlines() if line.startswith("| ")][2:]
    return tuple(words for row in rows for words in re.findall("`([^`]+)`", row.split(" | ")[1]))


CANNOT = listed("What no schema can say")
PARTLY = listed("What a schema says in part")
STRICT_CANNOT = listed("What the strict schema cannot say")
# What is left, and so what the strict schema says too.
STRUCTURE = (
    "must be text, got …",
    *(f"must be {kind} or its id, got …" for kind in ("a Speaker", "a Document", "a Claim", "a Statement")),
    "must be an Evidence or its id, got …",
    "must be an EDTF string, got …",
    "must be true or false, got …",
    "must be a list, got …",
    "must be an object, got …",
    "must be one of …, got …",
    "must be 'attribution/1', got …",
    "must be 'attribution/1', and is missing",
    "must name what the finding is about, got ()",
    "is missing",
    "is no field of …",
)


def says(words: str, message: str) -> bool:
    """Whether a message is in these words, in which `…` is what varies."""
    return re.fullmatch(".*".join(map(re.escape, words.split("…"))), message, re.DOTALL) is not None


def is_in(words: tuple[str, ...], message: str) -> bool:
    """Whether a message is in any of these words."""
    return any(says(each, message) for each in words)


def at(path: str, document: Json) -> Json:
    """The value that stands at a path."""
    for step in re.findall(r"\w+", path):
        document = document[int(step) if step.isdigit() else step]
    return document


# Assigned in Unicode 15, which Python 3.11 does not know, to marks that are not printable.
NEW_MARKS = "".join(map(chr, range(0x13439, 0x13440)))


def is_unassigned(value: object) -> bool:
    """Whether a text is at fault for characters only that Unicode has not assigned."""
    assigned = "".join(c for c in str(value) if c in NEW_MARKS or unicodedata.category(c) != "Cn")
    is_printable = assigned.isprintable() and str(value) == str(value).strip()
    return isinstance(value, str) and is_printable and assigned != value


def is_fraction(value: object) -> bool:
    """Whether a number is at fault only for how it is written."""
    return isinstance(value, float) and value.is_integer() and 0 <= value < 2**53


LET_PASS: dict[str, Callable[[Json], bool]] = {
    "must be printable, without spaces at its ends, got …": is_unassigned,
    "must be a URI, such as 'https://example.org/', got …": lambda value: (
        is_unassigned(value) and re.match(r"[A-Za-z][A-Za-z0-9+.-]*:[^ ]+\Z", value) is not None
    ),
    "must be a whole number from 0 to 9007199254740991, got …": is_fraction,
}


def is_about_shape(problem: Problem, document: Json) -> bool:
    """Whether a schema can say what is wrong; each message is in exactly one list."""
    lists = [CANNOT, PARTLY, STRICT_CANNOT, STRUCTURE]
    assert sum(is_in(words, problem.message) for words in lists) == 1, f"{problem} is in no list, or in two"
    if is_in(PARTLY, problem.message):
        [lets_pass] = [let for words, let in LET_PASS.items() if says(words, problem.message)]
        return not lets_pass(at(problem.path, document))
    return not is_in(CANNOT, problem.message)


def problems_of(document: Json) -> tuple[Problem, ...]:
    """What `loads` finds wrong."""
    try:
        loads(json.dumps(document))
    except InvalidRecordError as error:
        return error.problems
    return ()


def agree(document: Json) -> bool:
    """Whether the schema and `loads` are of one mind about the shape of a document."""
    told = [is_about_shape(problem, document) for problem in problems_of(document)]
    return is_valid(document) is not any(told)


def test_the_lists_are_told_apart() -> None:
    """The page lists words under each heading, and what a schema says in part is what the test knows."""
    assert set(PARTLY) == set(LET_PASS)
    assert CANNOT
    assert STRICT_CANNOT


# Values, good and bad, for each type of field

MARKS = ("\n", "\r\n", "\0", "\x1f", "\x7f", "\x85", "\xa0", "\xad", "\u200b", "\u2028", "\u202e", "\ufeff")
ODD = (*MARKS, "\ud800", "\udfff", "\ue000", "\U000f0000", "\u0378", "\uffff", "\U000e0fff", "\U00013439")
TEXTS = (
    *("", " ", "\t\n", "\x1f", "\u3000 \u2003", "x", "ok then", " x", "x ", "x\n", "\nx", "é", "桥🜁"),
    *("x" * 512, "x" * 513, "🜁" * 512, "🜁" * 513, *(f"a{c}b" for c in ODD), *(f"a{c}" for c in ODD), *ODD),
)
DAYS = ("2031", "2031-05", "2031-05-02", "2032-02-29", "203X", "2031-XX-31", "XXXX", "2031-05-02T10:00:00Z")
BAD_DAYS = ("2031-13", "2031-02-29", "2031-04-31", "0000", "2031-00-01", "2031-X4-31", "20X1-02-29", "31")
DATES = (
    *(*DAYS, *BAD_DAYS, *(f"{day}~" for day in DAYS), *(f"{day}/.." for day in (*DAYS, *BAD_DAYS))),
    *("", "/", "..", "../..", "../", "2031/2032/2033", "2032/2031", "2031%/2030", "/2031?", "2031/", "2031 "),
    *(f"2031-05-02T{time}" for time in ("24:00:00", "10:00", "10:00:60", "10:00:00.5", "10:00:00+14:00")),
    *(
        f"2031-05-02T10:00:00{zone}"
        for zone in ("+14:01", "-12:00", "-12:01", "+05", "+5", "z", "Z\n", "+99")
    ),
    *("2031-05-02\n", "2031-05-02?~", "2031-05-02t10:00:00", "٢٠٣١", "2031-5-2", "2031-05-02/" + "1" * 60),
    *("2031-02-29T10:00:00", "0000-01-01T00:00:00", "203X-05-02T10:00:00", "2031T10:00:00", "\ud800"),
)
DIGESTS = ("0" * 64, "f" * 64, "A" * 64, "0" * 63, "0" * 65, "0" * 64 + "\n", "g" * 64, "٠" * 64, "")
URIS = (
    *("a:b", "https://example.org/", "urn:x:1", "a+b.c-d:e", "A1:é🜁", ":b", "1a:b", "a:", "a b", "a: b", "a"),
    *("a:b\n", "\na:b", "é:b", "a:b c", "", *(f"a:{c}" for c in ODD), *(f"a{c}:b" for c in MARKS)),
)
NUMBERS = (0, 1, 41, -1, 2**53 - 1, 2**53, 10**17, 10**30, 0.0, 1.0, -0.0, 1.5, 1e15, -1.0, 1e16, 1e300)
WORDS = tuple(
    dict.fromkeys(
        str(member.value)
        for cls in (*SECTIONS.values(), Link)
        for a in fields_of(cls)
        if isinstance(a.type, type) and issubclass(a.type, enum.Enum)
        for member in a.type
    )
)
ANYTHING: tuple[Json, ...] = (
    *(None, True, False, 0, 1, 1.0, "x", "", [], {}, [[]], [None], [""], ["x"], [{}], {"id": "x"}),
)
SMALL: dict[type, tuple[Json, ...]] = {
    Span: (
        *({"start": s, "end": e} for s in (0, 5, -1, None, 1.0) for e in (9, 0, 2**53, "9")),
        *({"start": 0}, {"end": 1}, {"start": 0, "end": 1, "x": 1}),
    ),
    Link: (
        *({"kind": k, "claim": c} for k in ("faults", "narrows", "x", None) for c in ("own", "x", "", None)),
        *({"kind": "counters"}, {"claim": "x"}, {"kind": "counters", "claim": "x", "note": "x"}),
    ),
}


def values(name: str, kind: object) -> tuple[Json, ...]:
    """Values for a field of that name and type, good and bad."""
    inner = next((arg for arg in get_args(kind) if arg not in (NoneType, ...)), kind)
    if ... in get_args(kind):
        items = values(name, inner)
        return (*ANYTHING, *([item] for item in items), *(["x", item] for item in items))
    if name == "digest":
        return (*ANYTHING, *DIGESTS)
    if name in ("url", "same_as"):
        return (*ANYTHING, *URIS)
    if isinstance(inner, type) and issubclass(inner, enum.Enum):
        return (*ANYTHING, *WORDS, *map(str.upper, WORDS[:2]), f"{WORDS[0]}\n")
    if isinstance(inner, NewType):
        return (*ANYTHING, "own", "other", *TEXTS)
    if inner in SMALL:
        return (*ANYTHING, *SMALL[inner])
    return (*ANYTHING, *{str: TEXTS, When: DATES, int: NUMBERS, bool: ("true",)}[cast(type, inner)])


FIELDS = [
    (section, name, kind)
    for section, cls in SECTIONS.items()
    for name, kind in [*((a.name, a.type) for a in fields_of(cls)), ("unknown", str), ("", str)]
]
LEAST: dict[str, Json] = {
    "speakers": {"name": "x"},
    "documents": {},
    "claims": {"text": "x"},
    "statements": {"stance": "asserts", "claim": "x"},
    "evidence": {"description": "x", "kind": "data", "availability": "published"},
    "waivers": {"rule": "x", "subjects": ["x"], "reason": "x"},
}


def name_of(part: object) -> str:
    """A short name for a case."""
    return part if isinstance(part, str) else "+".join(part) if isinstance(part, dict) else ""


@pytest.mark.parametrize(("section", "name", "kind"), FIELDS, ids=name_of)
def test_each_value_of_each_field(section: str, name: str, kind: object) -> None:
    """In every field of every record, the schema takes a value where `loads` takes its shape."""
    least = LEAST[section] if section == "waivers" else LEAST[section] | {"id": "own"}

    documents = [
        {"format": "attribution/1", section: [least | {name: value}]} for value in values(name, kind)
    ]

    assert [document for document in documents if not agree(document)] == []


@pytest.mark.parametrize("section", SECTIONS)
def test_what_must_be_given(section: str) -> None:
    """Where a key is missing, the schema takes the record where `loads` does."""
    records = [
        {key: value for key, value in LEAST[section].items() if key != gone} for gone in ["", *LEAST[section]]
    ]

    assert [record for record in records if not agree({"format": "attribution/1", section: [record]})] == []


FORMATS = (
    *(
        "attribution/1",
        "attribution/1\n",
        "attribution/2",
        "attribution/1.1",
        "attribution/1.0",
        "attribution/11",
    ),
    *("attribution/1.01", "attribution/1.x", "attribution/1.1\n", "attribution/1.1.1", "attribution/1x1"),
    *(
        "attribution/1.123456789",
        "attribution/1.1234567890",
        " attribution/1",
        "attribution/1.",
        "attribution/1.٣",
    ),
)


@pytest.mark.parametrize("name", ["format", "title", *SECTIONS, "unknown", "$schema"])
def test_the_outer_fields(name: str) -> None:
    """The outermost object, its keys and their values are taken where `loads` takes their shape."""
    others = (*FORMATS, *TEXTS)

    for value in (*ANYTHING, *others, [LEAST.get(name, {})]):
        assert agree({"format": "attribution/1"} | {name: value}), value
        assert agree({"format": "attribution/1.2"} | {name: value}), value
        assert agree({name: value}), value
        assert agree(value), value


BETWEEN: list[tuple[str, dict[str, tuple[Json, ...]]]] = [
    ("speakers", {"anonymous": (True, False, None), "anonymity_reason": ("x", None, " ")}),
    (
        "claims",
        {"kind": WORDS, "accused": ([], ["x"], None), "links": ([], [{"kind": "faults", "claim": "x"}])},
    ),
    (
        "claims",
        {
            "kind": ("fact", "sourcing"),
            "links": ([{"kind": k, "claim": "x"} for k in ("narrows", "faults")], 3),
        },
    ),
    ("statements", {"document": ("x", None, 3), "spans": ([], [{"start": 0, "end": 1}], None)}),
    ("statements", {"mode": WORDS, "quote": ("x", None, "")}),
    ("statements", {"stance": WORDS, "replaces": ([], ["x"], None)}),
    ("evidence", {"original": (True, False, None, 1), "derived_from": ([], ["x"], None)}),
    ("evidence", {"supports": ([], ["x"]), "undermines": ([], ["x"], ["y", "x"])}),
]


@pytest.mark.parametrize(("section", "fields"), BETWEEN, ids=name_of)
def test_fields_that_bear_on_each_other(section: str, fields: dict[str, tuple[Json, ...]]) -> None:
    """Where one field needs another, the schema takes the pairs that `loads` takes."""
    left_out = object()
    for chosen in product(*((*options, left_out) for options in fields.values())):
        given_ = {name: value for name, value in zip(fields, chosen, strict=True) if value is not left_out}
        record = {key: value for key, value in LEAST[section].items() if key not in fields or key in given_}
        document = {"format": "attribution/1", section: [record | given_]}
        assert agree(document), document


# Any document


@given(dossiers())
@settings(max_examples=50)
def test_what_dumps_writes_fits(dossier: Dossier) -> None:
    """A valid dossier fits the schema."""
    assert is_valid(json.loads(dumps(dossier)))


@st.composite
def altered(draw: st.DrawFn) -> Json:
    """A dossier in the wire form in which a few things are changed, taken away or added."""
    document = json.loads(dumps(draw(dossiers())))
    known = [value for section in KINDS for record in document.get(section, []) for value in record.values()]
    for _ in range(draw(st.integers(1, 3))):
        section = draw(st.sampled_from([name for name in SECTIONS if document.get(name)]))
        record = draw(st.sampled_from(document[section]))
        name, kind = draw(st.sampled_from([(n, k) for s, n, k in FIELDS if s == section]))
        if draw(st.booleans()):
            record[name] = draw(st.sampled_from(values(name, kind)) | st.sampled_from(known) | st.text())
        else:
            record.pop(draw(st.sampled_from(sorted(record) or [""])), None)
    if draw(st.integers(0, 9)) == 9:
        document[draw(st.sampled_from(["title", "format", *SECTIONS]))] = draw(st.sampled_from(ANYTHING))
    return deepcopy(document)


@given(altered())
@settings(max_examples=400)
def test_the_schema_and_loads_agree(document: Json) -> None:
    """The schema takes a document if and only if `loads` says nothing about its shape."""
    assert agree(document)


def test_a_key_given_twice_is_not_seen() -> None:
    """A key that is given twice is refused in words that the page lists."""
    text = '{"format": "attribution/1", "title": "x", "title": "y"}'

    with pytest.raises(InvalidRecordError) as caught:
        loads(text)

    assert is_valid(json.loads(text))
    assert [is_in(CANNOT, problem.message) for problem in caught.value.problems] == [True]


# Patterns


def takes(name: str, text: str) -> bool:
    """Whether a text is one of that sort."""
    return Draft202012Validator(DEFS[name]).is_valid(text)


def reads(text: str) -> bool:
    """Whether `When` takes the shape of a text."""
    try:
        When(text)
    except InvalidRecordError as error:
        return is_in(CANNOT, error.problems[0].message)
    return True


def test_the_pattern_of_dates_knows_the_calendar() -> None:
    """Years, months and days, with digits that are not known, are taken where `When` takes them."""
    pattern = re.compile(DEFS["Date"]["pattern"])
    pairs = ["".join(pair) for pair in product("0123456789X", repeat=2)]
    centuries = ("00", "04", "19", "20", "0X", "1X", "X0", "X1", "XX")
    dates = [f"{year}-{month}-{day}" for year in ("2031", "2032") for month in pairs for day in pairs]
    dates += [f"{c}{year}{rest}" for c in centuries for year in pairs for rest in ("-02-29", "-02")]
    dates += [f"{date}T10:00:00" for date in dates[::5]]
    clocks = [f"{hour:02}:{minute}" for hour in range(30) for minute in ("00", "07", "59", "60", "99")]
    dates += [f"2031-05-02T{clock}:{second}" for clock in clocks for second in ("00", "59", "60")]
    dates += [f"2031-05-02T10:00:00{sign}{clock}" for sign in "+-" for clock in clocks]

    assert [date for date in dates if (pattern.search(date) is not None) != reads(date)] == []


def test_intervals_are_taken_as_they_are_read() -> None:
    """Both ends of an interval are taken where `When` takes them."""
    ends = ("", "..", ".", *DAYS, *BAD_DAYS, "2031~")
    texts = [f"{left}{slash}{right}" for left in ends for slash in ("/", "", "//") for right in ends]

    assert [text for text in texts if takes("Date", text) != reads(text)] == []


def test_every_character_is_known() -> None:
    """Ids take what is printable, or not assigned; texts are more than spaces and halves of pairs."""
    one_id, one_text = (re.compile(DEFS[name]["pattern"]) for name in ("Id", "Text"))
    characters = list(map(chr, range(0x110000)))
    unassigned = {c for c in characters if unicodedata.category(c) == "Cn"}

    ids = {c for c in characters if one_id.search(c)}
    texts = {c for c in characters if one_text.search(c)}

    printable = {c for c in characters if c.isprintable() and c != " "}
    assert printable <= ids <= printable | unassigned
    assert {c for c in characters if not c.isprintable()} - ids - unassigned == {
        c for c in characters if not c.isprintable() and unicodedata.category(c) != "Cn"
    }
    assert texts == {c for c in characters if not c.isspace() and not "\ud800" <= c <= "\udfff"}


NODE = shutil.which("node")
IN_NODE = """
const read = require('fs').readFileSync(0, 'utf8');
const answer = JSON.parse(read).map(([pattern, texts]) => {
  const compiled = new RegExp(pattern, 'u');
  return texts.map(text => compiled.test(text));
});
console.log(JSON.stringify(answer));
"""


def patterns(schema: Json) -> Iterator[str]:
    """The patterns of a schema, those under `not` too."""
    if isinstance(schema, dict):
        for key, value in cast(dict[str, Json], schema).items():
            yield from [value] if key == "pattern" else patterns(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from patterns(value)


def mangled(random: Random) -> str:
    """A text that is nearly of some sort."""
    text = list(random.choice((*TEXTS, *DATES, *DATES, *DIGESTS, *URIS))[:70])
    for _ in range(random.randrange(3)):
        place = random.randrange(len(text) + 1)
        text[place : place + random.randrange(2)] = random.choice((*ODD, *"0123X-/.:TZ~ a", "🜁", ""))
    # Two halves make one character, as they do in any JSON text.
    return cast(str, json.loads(json.dumps("".join(text))))


@pytest.mark.skipif(NODE is None, reason="needs node")
def test_patterns_mean_the_same_in_javascript() -> None:
    """With the flag `u`, each pattern compiles in node, and finds what Python finds up to a last newline."""
    random = Random(4)  # noqa: S311  # no secret
    texts = [*TEXTS, *DATES, *URIS, *DIGESTS, *FORMATS, *(mangled(random) for _ in range(5_000))]
    # The one difference, which the schema allows for: in Python, `$` is true before a last newline.
    texts = [text for text in texts if not text.endswith("\n")]
    cases = [(pattern, texts) for pattern in patterns(SCHEMA)]

    answer = subprocess.run(
        [str(NODE), "-e", IN_NODE], input=json.dumps(cases), capture_output=True, text=True, check=True
    )

    found = [[re.search(pattern, text) is not None for text in texts] for pattern, texts in cases]
    assert json.loads(answer.stdout) == found
    assert all({True, False} == set(each) for each in found)


# The strict dialect

WORDS_OF_DIALECT = {
    *(
        "type",
        "enum",
        "items",
        "description",
        "properties",
        "required",
        "additionalProperties",
        "$ref",
        "$defs",
    )
}


def objects(schema: Json) -> Iterator[dict[str, Json]]:
    """Every schema within a schema."""
    yield schema
    for name in ("properties", "$defs"):
        for inner in schema.get(name, {}).values():
            yield from objects(inner)
    if "items" in schema:
        yield from objects(schema["items"])


def depth(schema: dict[str, Json]) -> int:
    """How many objects stand in each other."""
    if "$ref" in schema:
        return depth(cast(Json, STRICT["$defs"])[schema["$ref"].removeprefix("#/$defs/")])
    inner = [*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])]
    return max(map(depth, inner), default=0) + int(schema["type"] == "object")


def test_the_strict_schema_keeps_to_its_dialect() -> None:
    """Only common keywords are used, objects are closed, all keys required, and references stand alone."""
    every = list(objects(STRICT))
    closed = [each for each in every if each.get("type") == "object"]

    assert STRICT["type"] == "object"
    assert {key for each in every for key in each} == WORDS_OF_DIALECT
    assert all(each["additionalProperties"] is False for each in closed)
    assert all(each["required"] == list(each["properties"]) for each in closed)
    assert all(set(each) == {"$ref"} for each in every if "$ref" in each)
    assert (sum(len(each["properties"]) for each in closed), depth(STRICT)) == (73, 3)


def filled_out(record: Json, cls: type[Checked]) -> Json:
    """A record in the wire form with the keys that were left out."""
    defaults = {
        a.name: list(a.default) if isinstance(a.default, tuple) else a.default
        for a in fields_of(cls)
        if a.default is not NOTHING and a.name != "id"
    }
    return defaults | record


@given(dossiers())
@settings(max_examples=50)
def test_a_dossier_filled_out_is_strict(dossier: Dossier) -> None:
    """A valid dossier without waivers, with every key, fits the strict schema."""
    document = {"title": None} | json.loads(dumps(dossier))
    document.pop("waivers", None)
    for section, cls in KINDS.items():
        document[section] = [filled_out(record, cls) for record in document.get(section, [])]

    assert is_strict(document)
    assert is_valid(document)


SAID = ("own", "x", "2031-05", "https://example.org/", "0" * 64, "", " ", "\ud800", "2031-13", "x" * 513)


def answers(schema: Json) -> st.SearchStrategy[Json]:
    """What a model may answer that is held to a schema of the strict dialect."""
    if "$ref" in schema:
        return answers(cast(Json, STRICT["$defs"])[schema["$ref"].removeprefix("#/$defs/")])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    sorts = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return st.one_of([answers_of_type(sort, schema) for sort in reversed(sorts)])


def answers_of_type(sort: str, schema: Json) -> st.SearchStrategy[Json]:
    """Such answers, of one JSON type."""
    match sort:
        case "null":
            return st.none()
        case "string":
            return st.sampled_from(SAID) | st.text(max_size=3)
        case "integer":
            return st.integers(-2, 2**54)
        case "boolean":
            return st.booleans()
        case "array":
            return st.lists(answers(schema["items"]), max_size=2)
        case _:
            return st.fixed_dictionaries({n: answers(each) for n, each in schema["properties"].items()})


@given(answers(STRICT))
@settings(max_examples=150)
def test_a_strict_answer_has_the_right_keys_and_types(answer: Json) -> None:
    """`loads` refuses what fits the strict schema only in words that the page lists."""
    problems = problems_of(answer)

    assert is_strict(answer)
    assert [p for p in problems if not is_in((*CANNOT, *PARTLY, *STRICT_CANNOT), p.message)] == []


LEAST_ANSWER: dict[str, Json] = {
    "format": "attribution/1",
    "title": None,
    **{section: [] for section in KINDS},
}


@pytest.mark.parametrize(
    "answer",
    [
        *({key: value for key, value in LEAST_ANSWER.items() if key != gone} for gone in LEAST_ANSWER),
        *(LEAST_ANSWER | {key: 3} for key in LEAST_ANSWER),
        *(LEAST_ANSWER | {key: [{}]} for key in KINDS),
        LEAST_ANSWER | {"waivers": []},
        LEAST_ANSWER | {"speakers": None},
        LEAST_ANSWER | {"format": "attribution/2"},
    ],
    ids=str,
)
def test_what_is_not_strict(answer: Json) -> None:
    """A missing or unknown key, and a value of the wrong type, does not fit the strict schema."""
    assert is_strict(LEAST_ANSWER)
    assert not is_strict(answer)


# The schemas themselves


@pytest.mark.parametrize("strict", [False, True])
def test_a_schema_is_a_schema(strict: bool) -> None:
    """Both are valid against the metaschema of 2020-12."""
    Draft202012Validator.check_schema(json_schema(strict=strict))


def test_the_schema_says_what_it_is() -> None:
    """The schema names its dialect and itself, and defines each kind of record and value."""
    kinds = {cls.__name__ for cls in (*SECTIONS.values(), Span, Link)}

    assert (SCHEMA["$schema"], SCHEMA["$id"], SCHEMA["title"]) == (
        "https://json-schema.org/draft/2020-12/schema",
        "urn:attribution:schema:1",
        "Dossier (attribution/1)",
    )
    assert set(DEFS) == {*kinds, "Format", "Text", "Id", "Uri", "Digest", "Date"}
    assert set(cast(Json, STRICT["$defs"])) == kinds - {"Waiver"}


@pytest.mark.parametrize("schema", [SCHEMA, STRICT])
def test_every_field_is_described(schema: Json) -> None:
    """Each kind and each field has a description, without the marks of a docstring."""
    every = [schema, *(DEFS[k] for k in KINDS if k in DEFS), *schema["$defs"].values()]
    fields = [field for each in every for field in each.get("properties", {}).values()]
    described = [each for each in every if "properties" in each] + fields

    assert [each for each in described if not each.get("description")] == []
    assert [each for each in described if re.search(r"`|\n|None", each["description"])] == []


def test_descriptions_are_the_docstrings() -> None:
    """A description is the line under the field, with the words that it may hold, or whose id it is."""
    span, speaker = DEFS["Span"], DEFS["Statement"]["properties"]["speaker"]
    mode = cast(Json, STRICT["$defs"])["Statement"]["properties"]["mode"]

    assert span["description"] == "A stretch of a document's text, in Unicode code points."
    assert span["properties"]["start"]["description"] == "The first code point, counted from 0."
    assert speaker["description"] == (
        "Who says it; null where the text names nobody, which on narration means the publisher. "
        "The id of a Speaker."
    )
    assert mode["description"].startswith(
        "How the text gives the words. direct: Verbatim, in quotation marks. indirect: "
    )


def without_descriptions(schema: Json) -> Json:
    """The same schema as far as it decides anything."""
    if isinstance(schema, dict):
        items = cast(dict[str, Json], schema).items()
        return {k: without_descriptions(v) for k, v in items if k != "description" or isinstance(v, dict)}
    return list(map(without_descriptions, schema)) if isinstance(schema, list) else schema


@pytest.mark.parametrize("strict", [False, True])
def test_without_source_there_are_no_docstrings(monkeypatch: pytest.MonkeyPatch, strict: bool) -> None:
    """Where the package is installed without its source, the schema is the same but for descriptions."""

    def fail(_: object) -> str:
        raise OSError("could not get source code")

    documentation = getattr(module, "_documentation")  # noqa: B009  # not for users
    monkeypatch.setattr(inspect, "getsource", fail)
    documentation.cache_clear()
    bare = json_schema(strict=strict)
    monkeypatch.undo()
    documentation.cache_clear()

    assert "counted from 0" not in json.dumps(bare)
    assert '"description": ""' not in json.dumps(bare)
    assert without_descriptions(bare) == without_descriptions(json_schema(strict=strict))


def test_a_schema_is_the_callers_own() -> None:
    """Each call makes a new schema, in which nothing is shared: changing one changes nothing else."""
    changed = cast(Json, json_schema())
    changed["$defs"]["Date"].clear()
    changed["$defs"]["Span"]["properties"]["start"]["maximum"] = 3

    assert json_schema() == SCHEMA
    assert changed["$defs"]["Span"]["properties"]["end"]["maximum"] == 2**53 - 1


@pytest.mark.parametrize("name", ["attribution-1.json", "attribution-1-strict.json"])
def test_the_files_are_up_to_date(tmp_path: Path, name: str) -> None:
    """The files in the documentation are what the records make of them today, in ASCII."""
    save_schemas(tmp_path)

    made = (tmp_path / name).read_text(encoding="ascii")
    assert made == (DOCS / "schema" / name).read_text(encoding="ascii"), f"to update it: {REGENERATE}"
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(
        file.name for file in (DOCS / "schema").iterdir()
    )


def test_the_page_tells_how_to_update_the_files() -> None:
    """The command that a failing test names is the one on the page."""
    assert REGENERATE in (DOCS / "json-schema.md").read_text(encoding="utf-8")
