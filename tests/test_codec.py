import json
import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution import (
    Claim,
    Document,
    Dossier,
    Evidence,
    EvidenceKind,
    InvalidRecordError,
    Link,
    Problem,
    Span,
    Speaker,
    Statement,
    Waiver,
    dump,
    dumps,
    load,
    loads,
)
from attribution.fields import Checked, fields_of
from attribution.strategies import dossiers

# One document in which every field of every record stands, and nothing is at fault.
FULL: dict[str, Any] = {
    "format": "attribution/1",
    "title": "The bridge",
    "speakers": [
        {"id": "state", "name": "State", "kind": "organization"},
        {
            "id": "minister",
            "name": "A minister",
            "kind": "individual",
            "role": "minister of roads",
            "member_of": ["state"],
            "aligned_with": ["ally"],
            "same_as": ["https://example.org/minister", "urn:x:1"],
        },
        {"id": "ally", "name": "Ally"},
        {"id": "source", "name": "officials", "kind": "class", "anonymous": True, "anonymity_reason": "fear"},
        {"id": "outlet", "name": "The Outlet"},
        {"id": "rebels", "name": "Rebels", "kind": "group"},
        {"id": "spare", "name": "Nobody refers to this one"},
    ],
    "documents": [
        {
            "id": "wire",
            "title": "Bridge falls",
            "publisher": "outlet",
            "url": "https://example.org/wire",
            "published": "2031-05-02",
            "retrieved": "2031-05-03T10:00:00Z",
            "digest": "0" * 64,
            "length": 1000,
        },
        {"id": "reprint", "title": "Bridge falls, again", "derived_from": "wire"},
    ],
    "claims": [
        {
            "id": "blast",
            "text": "Rebels blew up the bridge.",
            "accused": ["rebels"],
            "parties": ["state", "rebels"],
            "occurred": "2031-05",
            "place": "the bridge",
            "links": [{"kind": "counters", "claim": "staged"}],
        },
        {
            "id": "staged",
            "text": "The state blew it up.",
            "accused": ["state"],
            "parties": ["state"],
            "links": [{"kind": "contradicts", "claim": "blast"}, {"kind": "narrows", "claim": "fell"}],
        },
        {"id": "fell", "text": "The bridge fell.", "kind": "background", "parties": ["state", "rebels"]},
        {
            "id": "doubt",
            "text": "None was shown.",
            "kind": "sourcing",
            "links": [{"kind": "faults", "claim": "blast"}],
        },
        {"id": "why", "text": "Votes.", "kind": "motive", "links": [{"kind": "explains", "claim": "staged"}]},
    ],
    "statements": [
        {
            "id": "first",
            "speaker": "minister",
            "stance": "asserts",
            "claim": "blast",
            "document": "wire",
            "spans": [{"start": 0, "end": 41}, {"start": 60, "end": 1000}],
            "mode": "mixed",
            "cue": "said",
            "hedge": "reportedly",
            "certainty": "probable",
            "basis": "told",
            "quote": "they did it",
            "said": "2031-05-02~",
            "channel": "television",
            "locator": "page 3",
            "via": ["ally"],
            "repeats": ["second"],
            "answers": ["staged"],
            "cites": ["video"],
        },
        {"id": "second", "speaker": "source", "stance": "asserts", "claim": "blast"},
        {"id": "third", "speaker": "state", "stance": "questions", "claim": "fell", "replaces": ["first"]},
        {
            "id": "fourth",
            "speaker": "minister",
            "stance": "withdraws",
            "claim": "blast",
            "replaces": ["first"],
        },
        {"id": "fifth", "stance": "asserts", "claim": "doubt", "document": "wire", "mode": "narrated"},
    ],
    "evidence": [
        {
            "id": "video",
            "description": "a video",
            "kind": "video",
            "availability": "withheld",
            "supports": ["blast", "fell"],
            "undermines": ["staged"],
            "provider": "minister",
            "verified_by": ["outlet"],
            "derived_from": ["raw"],
            "document": "wire",
            "locator": "01:02",
            "digest": "a" * 64,
            "created": "2031-05-01",
            "released": "2031-05-02",
            "retracted": "2031-06-01",
        },
        {
            "id": "raw",
            "description": "all of it",
            "kind": "video",
            "availability": "withheld",
            "original": True,
        },
        {"id": "unused", "description": "a stone", "kind": "physical", "availability": "inspected"},
    ],
    "waivers": [{"rule": "S201", "subjects": ["blast", "first"], "reason": "the text says so"}],
}
TEXT = json.dumps(FULL)

SECTIONS: dict[str, type[Checked]] = {
    "speakers": Speaker,
    "documents": Document,
    "claims": Claim,
    "statements": Statement,
    "evidence": Evidence,
    "waivers": Waiver,
}


class Fault(NamedTuple):
    """A value that does not belong at a place, and the path of the one problem that it makes."""

    at: str
    value: object
    path: str

    def __str__(self) -> str:
        return f"{self.at}={ascii(self.value)[:30]}"


class _Gone:
    def __repr__(self) -> str:
        return "gone"


GONE = _Gone()


def steps(path: str) -> list[str | int]:
    """The keys and indexes of a path."""
    return [int(i) if i else word for i, word in re.findall(r"\[(\d+)\]|\.([A-Za-z_]+)", path)]


def with_faults(*faults: Fault) -> dict[str, Any]:
    """The full document with these faults in it."""
    document = deepcopy(FULL)
    for fault in faults:
        *above, last = steps(fault.at)
        place: Any = document
        for step in above:
            place = place[step]
        if fault.value is GONE:
            del place[last]
        elif isinstance(place, list) and last == len(place):
            place.append(fault.value)
        else:
            place[last] = fault.value
    return document


def problems_of(document: object) -> tuple[Problem, ...]:
    """What `loads` says is wrong with it."""
    data = document if isinstance(document, str | bytes) else json.dumps(document)
    with pytest.raises(InvalidRecordError) as caught:
        loads(data)
    return caught.value.problems


def paths_of(document: object) -> list[str]:
    """Where `loads` says that something is wrong with it."""
    return [problem.path for problem in problems_of(document)]


# What may not stand in a field of each sort.

Values = tuple[object, ...]

NO_TEXT: Values = (3, True, 1.5, [], ["x"], {}, "", "  ", "\n\u2003", "half \ud83d")
NO_DATE: Values = (
    "yesterday",
    "2031-02-30",
    "2031-13",
    "02/05/2031",
    "",
    " 2031",
    2031,
    2031.0,
    True,
    [],
    {},
)
NO_COUNT: Values = ("3", 1.0, -1, True, 2**53, 10**30, 10**400, 1e999, float("nan"), [3], {})
NO_SWITCH: Values = ("true", 1, 0, None, [], {})
NO_DIGEST: Values = ("0" * 63, "0" * 65, "A" * 64, "g" * 64, "", "0" * 64 + "\n", 0, [], {})
NO_URI: Values = (
    "example.org/x",
    "https://ex ample.org",
    "https:",
    "",
    "//x",
    "https://x\u202e",
    "a:\n",
    3,
    [],
    {},
)
NO_LIST: Values = ("abc", 3, True, None, {})
NO_ID: Values = (
    3,
    True,
    1.0,
    None,
    [],
    {},
    "",
    " ",
    "a\u0007",
    "a\u202eb",
    "a\n",
    " a",
    "a ",
    "\ud800",
    "x" * 513,
)
NO_REFERENCE: Values = (3, True, [], {}, "", " ", "a\u0007", "nobody")
NO_WORD: Values = ("", "Individual", "nonsense", 3, True, None, [], {})

SORTS: Mapping[str, Values] = {
    "text": (*NO_TEXT, None, GONE),
    "text?": NO_TEXT,
    "date?": NO_DATE,
    "count": (*NO_COUNT, None, GONE),
    "count?": NO_COUNT,
    "switch": NO_SWITCH,
    "digest?": NO_DIGEST,
    "uri?": NO_URI,
    "uri": (*NO_URI, None),
    "list": NO_LIST,
    "list!": (*NO_LIST, GONE),
    "id": NO_ID,
    "reference": (*NO_REFERENCE, None),
    "reference?": NO_REFERENCE,
    "reference!": (*NO_REFERENCE, None, GONE),
    "word": NO_WORD,
    "word!": (*NO_WORD, GONE),
    "object": ("abc", 3, None, [], True),
}

FIELDS = """
    $.title text?
    $.speakers list
    $.documents list
    $.claims list
    $.statements list
    $.evidence list
    $.waivers list
    $.speakers[6] object
    $.speakers[6].id id
    $.speakers[0].name text
    $.speakers[1].kind word
    $.speakers[1].role text?
    $.speakers[1].member_of list
    $.speakers[1].member_of[0] reference
    $.speakers[1].aligned_with list
    $.speakers[1].aligned_with[0] reference
    $.speakers[3].anonymous switch
    $.speakers[3].anonymity_reason text?
    $.speakers[1].same_as list
    $.speakers[1].same_as[1] uri
    $.documents[1] object
    $.documents[1].id id
    $.documents[0].title text?
    $.documents[0].publisher reference?
    $.documents[0].url uri?
    $.documents[0].published date?
    $.documents[0].retrieved date?
    $.documents[1].derived_from reference?
    $.documents[0].digest digest?
    $.documents[0].length count?
    $.claims[4] object
    $.claims[4].id id
    $.claims[0].text text
    $.claims[2].kind word
    $.claims[0].accused list
    $.claims[0].accused[0] reference
    $.claims[0].parties list
    $.claims[0].parties[1] reference
    $.claims[0].occurred date?
    $.claims[0].place text?
    $.claims[1].links list
    $.claims[1].links[1] object
    $.claims[1].links[1].kind word!
    $.claims[1].links[1].claim reference!
    $.statements[4] object
    $.statements[4].id id
    $.statements[0].speaker reference?
    $.statements[0].stance word!
    $.statements[3].claim reference!
    $.statements[0].document reference?
    $.statements[0].spans list
    $.statements[0].spans[0] object
    $.statements[0].spans[0].start count
    $.statements[0].spans[1].end count
    $.statements[0].mode word
    $.statements[0].cue text?
    $.statements[0].hedge text?
    $.statements[0].certainty word
    $.statements[0].basis word
    $.statements[0].quote text?
    $.statements[0].said date?
    $.statements[0].channel text?
    $.statements[0].locator text?
    $.statements[0].via list
    $.statements[0].via[0] reference
    $.statements[0].repeats list
    $.statements[0].repeats[0] reference
    $.statements[0].answers list
    $.statements[0].answers[0] reference
    $.statements[2].replaces list
    $.statements[3].replaces[0] reference
    $.statements[0].cites list
    $.statements[0].cites[0] reference
    $.evidence[2] object
    $.evidence[2].id id
    $.evidence[0].description text
    $.evidence[0].kind word!
    $.evidence[0].availability word!
    $.evidence[0].supports list
    $.evidence[0].supports[1] reference
    $.evidence[0].undermines list
    $.evidence[0].undermines[0] reference
    $.evidence[0].provider reference?
    $.evidence[0].verified_by list
    $.evidence[0].verified_by[0] reference
    $.evidence[0].derived_from list
    $.evidence[0].derived_from[0] reference
    $.evidence[1].original switch
    $.evidence[0].document reference?
    $.evidence[0].locator text?
    $.evidence[0].digest digest?
    $.evidence[0].created date?
    $.evidence[0].released date?
    $.evidence[0].retracted date?
    $.waivers[0] object
    $.waivers[0].rule text
    $.waivers[0].subjects list!
    $.waivers[0].subjects[1] reference
    $.waivers[0].reason text
"""
# A field wrong in itself, or a reference to nothing. An empty list in the place of a text is no text.
WRONG = tuple(
    Fault(path, value, path)
    for path, sort in map(str.split, FIELDS.split("\n")[1:-1])
    for value in SORTS[sort]
)

# What fits by itself, and not with what is around it: where, what, and the path where it is not the same.
MISFITS = tuple(
    Fault(at, value, path[0] if path else at)
    for at, value, *path in (
        # The whole
        ("$.format", "attribution/2"),
        ("$.format", 1),
        ("$.format", None),
        ("$.format", GONE),
        ("$.speeker", []),
        ("$.Title", "x"),
        ("$.evidense", [], "$.evidense"),
        ("$.record", "dossier"),
        # Unknown keys
        ("$.speakers[0].nmae", "x"),
        ("$.documents[0].date", "2031"),
        ("$.claims[0].is_allegation", True),
        ("$.claims[0].links[0].id", "x"),
        ("$.statements[0].speakers", ["state"]),
        ("$.statements[0].spans[0].length", 3),
        ("$.evidence[0].claims", ["blast"]),
        ("$.waivers[0].id", "w"),
        # References of the wrong kind
        ("$.speakers[1].member_of[0]", "blast"),
        ("$.speakers[1].member_of", ["state", "first"], "$.speakers[1].member_of[1]"),
        ("$.speakers[1].aligned_with[0]", "wire"),
        ("$.documents[0].publisher", "reprint"),
        ("$.documents[1].derived_from", "outlet"),
        ("$.claims[0].accused[0]", "staged"),
        ("$.claims[0].parties[0]", "video"),
        ("$.claims[1].links[1].claim", "state"),
        ("$.claims[0].links[0].claim", "first"),
        ("$.statements[0].speaker", "blast"),
        ("$.statements[3].claim", "minister"),
        ("$.statements[0].document", "video"),
        ("$.statements[0].via[0]", "wire"),
        ("$.statements[0].repeats[0]", "blast"),
        ("$.statements[0].answers[0]", "second"),
        ("$.statements[2].replaces[0]", "blast"),
        ("$.statements[0].cites[0]", "first"),
        ("$.evidence[0].supports[0]", "first"),
        ("$.evidence[0].undermines[0]", "raw"),
        ("$.evidence[0].provider", "blast"),
        ("$.evidence[0].verified_by[0]", "video"),
        ("$.evidence[0].derived_from[0]", "blast"),
        ("$.evidence[0].document", "blast"),
        # Ids given twice, within a kind and across kinds
        ("$.speakers[6].id", "state"),
        ("$.documents[2]", {"id": "wire", "title": "Bridge falls"}, "$.documents[2].id"),
        ("$.documents[1].id", "state"),
        ("$.claims[4].id", "blast"),
        ("$.claims[4].id", "wire"),
        ("$.statements[4].id", "first"),
        ("$.statements[4].id", "blast"),
        ("$.evidence[2].id", "video"),
        ("$.evidence[2].id", "first"),
        ("$.speakers[6].id", "video", "$.evidence[0].id"),
        ("$.speakers[6].id", "blast", "$.claims[0].id"),
        ("$.speakers[7]", {"id": "state", "name": "State", "kind": "organization"}, "$.speakers[7].id"),
        # Loops, and records that refer to themselves
        ("$.speakers[6].member_of", ["spare"], "$.speakers[6].member_of[0]"),
        ("$.speakers[6].aligned_with", ["state", "spare"], "$.speakers[6].aligned_with[1]"),
        ("$.speakers[0].member_of", ["ally", "minister"], "$.speakers[0].member_of[1]"),
        ("$.documents[1].derived_from", "reprint"),
        ("$.documents[0].derived_from", "reprint"),
        ("$.claims[4].links[0].claim", "why"),
        ("$.claims[2].links", [{"kind": "narrows", "claim": "staged"}], "$.claims[1].links[1].claim"),
        ("$.statements[1].repeats", ["second"], "$.statements[1].repeats[0]"),
        ("$.statements[4].replaces", ["fifth"], "$.statements[4].replaces[0]"),
        ("$.statements[0].replaces", ["third"], "$.statements[0].replaces[0]"),
        ("$.evidence[2].derived_from", ["unused"], "$.evidence[2].derived_from[0]"),
        # Speakers
        ("$.speakers[3].anonymous", False, "$.speakers[3].anonymity_reason"),
        ("$.speakers[3].anonymous", GONE, "$.speakers[3].anonymity_reason"),
        ("$.speakers[0].anonymity_reason", "fear"),
        # Claims
        ("$.claims[0].kind", "opinion", "$.claims[0].accused"),
        ("$.claims[2].accused", ["rebels"]),
        ("$.claims[3].accused", ["rebels"]),
        ("$.claims[0].links[0].kind", "faults"),
        ("$.claims[3].kind", "fact", "$.claims[3].links[0].kind"),
        # Statements
        ("$.statements[0].mode", "indirect", "$.statements[0].quote"),
        ("$.statements[0].mode", "narrated", "$.statements[0].quote"),
        ("$.statements[0].mode", GONE, "$.statements[0].quote"),
        ("$.statements[1].quote", "they did"),
        ("$.statements[0].document", None, "$.statements[0].spans"),
        ("$.statements[1].spans", [{"start": 0, "end": 1}]),
        ("$.statements[0].spans[0].end", 0),
        ("$.statements[0].spans[1].start", 1000, "$.statements[0].spans[1].end"),
        ("$.statements[0].spans[1].end", 59),
        ("$.statements[0].spans[1].end", 1001),
        ("$.documents[0].length", 999, "$.statements[0].spans[1].end"),
        ("$.statements[3].replaces", []),
        ("$.statements[3].replaces", GONE),
        ("$.statements[1].stance", "withdraws", "$.statements[1].replaces"),
        ("$.statements[2].stance", "withdraws", "$.statements[2].replaces[0]"),
        ("$.statements[3].claim", "fell", "$.statements[3].replaces[0]"),
        ("$.statements[2].speaker", "rebels", "$.statements[2].replaces[0]"),
        ("$.statements[2].speaker", None, "$.statements[2].replaces[0]"),
        ("$.statements[4].replaces", ["second"], "$.statements[4].replaces[0]"),
        ("$.speakers[1].member_of", [], "$.statements[2].replaces[0]"),
        # Evidence
        ("$.evidence[0].undermines", ["staged", "fell"], "$.evidence[0].undermines[1]"),
        ("$.evidence[0].supports[0]", "staged", "$.evidence[0].undermines[0]"),
        ("$.evidence[0].original", True),
        ("$.evidence[1].derived_from", ["unused"], "$.evidence[1].original"),
        # Waivers
        ("$.waivers[0].subjects", []),
        ("$.waivers[0].subjects[0]", "S201"),
    )
)

# What no JSON value can show: where in the text, what instead, the path, and part of the message.
BROKEN = (
    ("", "\ufeff", "$", "byte order mark"),
    ('"title": "The bridge"', '"title": "a", "title": "b"', "$.title", "is given twice"),
    ('"title": "The bridge"', '"title": "a", "title": "The bridge"', "$.title", "is given twice"),
    ('"id": "state"', '"id": "state", "id": "state"', "$.speakers[0].id", "is given twice"),
    ('"place": "the bridge"', '"place": "a", "place": "b"', "$.claims[0].place", "is given twice"),
    ('{"start": 0', '{"start": 1, "start": 0', "$.statements[0].spans[0].start", "is given twice"),
    (
        '"kind": "counters"',
        '"kind": "counters", "kind": "counters"',
        "$.claims[0].links[0].kind",
        "is given twice",
    ),
    ('"waivers": [', '"waivers": [], "waivers": [', "$.waivers", "is given twice"),
    ('"title": "The bridge"', '"title": NaN', "$.title", "got NaN"),
    ('"length": 1000', '"length": Infinity', "$.documents[0].length", "got Infinity"),
    ('"length": 1000', '"length": -Infinity', "$.documents[0].length", "got -Infinity"),
    ('"length": 1000', '"length": 1000.0', "$.documents[0].length", "got 1000.0"),
    ('"length": 1000', '"length": 1e3', "$.documents[0].length", "got 1e3"),
    ('"length": 1000', '"length": 1e999', "$.documents[0].length", "got 1e999"),
    (
        '"length": 1000',
        '"length": 1000000000000000000000',
        "$.documents[0].length",
        "got 1000000000000000000000",
    ),
    ('"length": 1000', f'"length": {"9" * 5000}', "$.documents[0].length", "got 99999"),
    ('"length": 1000', f'"length": -{"9" * 1_000_000}', "$.documents[0].length", "got -9999"),
    ('"title": "The bridge"', f'"title": {"9" * 5000}', "$.title", "must be text, got 9999"),
    ('"title": "The bridge"', '"title": "\\ud800"', "$.title", "half a surrogate pair"),
    ('"title": "The bridge"', '"title": "x", "\\ud800": 1', "$['\\ud800']", "is no field of a dossier"),
    ('"title": "The bridge"', '"title": "x", "a b": 1', "$['a b']", "is no field of a dossier"),
    ('"title": "The bridge"', '"title": "x", "": 1', "$['']", "is no field of a dossier"),
    ('"title": "The bridge"', '"title": "a\nb"', "$", "invalid control character"),
    ('"title": "The bridge"', '"title": "\\x"', "$", "invalid \\escape"),
    ('"title": "The bridge"', '"title": +1', "$", "expecting value"),
    ('"title": "The bridge"', '"title": 01', "$", "expecting"),
    ('"title": "The bridge"', '"title": undefined', "$", "expecting value"),
    ('"title": "The bridge"', "'title': 'x'", "$", "expecting property name"),
    ('"title": "The bridge"', '"title": "x",', "$", "property name"),
    ('"title": "The bridge"', '// why\n"title": "x"', "$", "expecting property name"),
    ('"title": "The bridge"', '"title": ' + "[" * 64 + "]" * 64, "$", "at most 64 brackets deep"),
    ('"title": "The bridge"', '"title": ' + "[" * 63 + "]" * 63, "$.title", "must be text"),
)


@pytest.mark.parametrize("fault", [*WRONG, *MISFITS], ids=str)
def test_a_fault_is_told_once_at_its_place(fault: Fault) -> None:
    """One fault in a document makes one problem, at the path of the fault."""
    document = with_faults(fault)

    assert paths_of(document) == [fault.path]


@pytest.mark.parametrize(("old", "new", "path", "words"), BROKEN, ids=range(len(BROKEN)))
def test_broken_text_is_told_at_its_place(old: str, new: str, path: str, words: str) -> None:
    """Text that JSON forbids, or that says a thing twice, makes one problem with its path and reason."""
    [problem] = problems_of(TEXT.replace(old, new, 1))

    assert (problem.path, words in problem.message) == (path, True)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "expecting value (column 1)"),
        (b" \n", "expecting value"),
        (b"null", "must be an object, got None"),
        (b"[]", "must be an object, got []"),
        (b'"{}"', "must be an object, got '{}'"),
        (b"NaN", "must be an object, got NaN"),
        (b"1e999", "must be an object, got 1e999"),
        (b"9" * 5000, "must be an object, got 999"),
        (TEXT.encode("utf-16"), "must be UTF-8, got what looks like UTF-16"),
        (TEXT.encode("utf-16-le"), "must be UTF-8, got what looks like UTF-16"),
        (TEXT.encode("utf-32"), "must be UTF-8, got what looks like UTF-16"),
        (TEXT.encode("utf-8-sig"), "must not start with a byte order mark"),
        (b'{"title": "Br\xfccke"}', "must be UTF-8, got byte 0xfc at 13"),
        (b'{"title": "\xed\xa0\x80"}', "must be UTF-8, got byte 0xed at 11"),
        (b'{"title": "\xc0\x80"}', "must be UTF-8, got byte 0xc0 at 11"),
        (TEXT.encode() + b"x", "extra data"),
        (TEXT.encode() + b"\0", "extra data"),
        (TEXT.encode() + TEXT.encode(), "extra data"),
        (TEXT.encode() + b"\n{}", "extra data (column 1)"),
        (TEXT.encode()[:-1], "must be one JSON document"),
        (TEXT.encode()[:100], "must be one JSON document"),
        (b"[" * 65 + b"]" * 65, "must be at most 64 brackets deep"),
        (b"[" * 1_000_000, "must be at most 64 brackets deep"),
        (b'{"a":' * 1_000_000, "must be at most 64 brackets deep"),
        (b"]" * 1_000_000 + b"[" * 1_000_000, "expecting value"),
        (b'{"title": "' + b"x" * 1_000_000, "unterminated string"),
        (b'{"title": "' + b'\\"' * 1_000_000, "unterminated string"),
        (b'{"title": "' + b"\\\\" * 500_000 + b"\\", "must be one JSON document"),
        (b'{"title": "' + b'["' * 500_000, "must be"),
    ],
    ids=range(29),
)
def test_what_is_no_document_is_refused_as_a_whole(data: bytes, words: str) -> None:
    """Data that is not one JSON object in UTF-8, no deeper than the limit, makes one problem at the root."""
    [problem] = problems_of(data)

    assert (problem.path, words in problem.message) == ("$", True)


def test_the_full_document_has_every_field() -> None:
    """The document of these tests is sound, and every field of every record differs from its default."""
    given = {(cls, name) for section, cls in SECTIONS.items() for record in FULL[section] for name in record}

    assert given == {(cls, a.name) for cls in SECTIONS.values() for a in fields_of(cls)}
    assert json.loads(dumps(loads(TEXT))) == FULL


@pytest.mark.parametrize(
    ("at", "value", "hint"),
    [
        ("$.speeker", [], "is no field of a dossier (did you mean 'speakers'?)"),
        ("$.speakers[0].Nmae", "x", "is no field of a Speaker (did you mean 'name'?)"),
        ("$.claims[0].links[0].xyz", "x", "is no field of a Link"),
        (
            "$.evidence[0].kind",
            "Vidoe",
            f"must be one of {', '.join(EvidenceKind)}, got 'Vidoe' (did you mean 'video'?)",
        ),
        ("$.evidence[0].supports[0]", "first", "names no Claim, got 'first', which is a Statement"),
        ("$.evidence[0].supports[0]", "nobody", "names no Claim, got 'nobody'"),
        ("$.evidence[0].supports[0]", 3, "must be a Claim or its id, got 3"),
        ("$.evidence[0].derived_from[0]", 3, "must be an Evidence or its id, got 3"),
        ("$.speakers[0].name", GONE, "is missing"),
        ("$.format", GONE, "must be 'attribution/1', and is missing"),
        ("$.format", "attribution/2", "must be 'attribution/1', got 'attribution/2'"),
        ("$.documents[0].length", "3", "must be a whole number from 0 to 9007199254740991, got '3'"),
        ("$.speakers[3].anonymous", "yes", "must be true or false, got 'yes'"),
        ("$.speakers[1].member_of", "state", "must be a list, got 'state'"),
    ],
    ids=str,
)
def test_a_message_says_what_is_wrong(at: str, value: object, hint: str) -> None:
    """A problem says what is wrong, what was got and, where one is near, which word is known."""
    [problem] = problems_of(with_faults(Fault(at, value, at)))

    assert problem.message == hint


def test_a_long_unknown_key_is_shortened() -> None:
    """An unknown key that is too long for a line is quoted and cut."""
    [problem] = problems_of(FULL | {"x" * 1_000_000: 1})

    assert problem == Problem(f"$['{'x' * 76}...]", "is no field of a dossier")


@given(st.data())
@settings(max_examples=300)
def test_every_fault_is_told(data: st.DataObject) -> None:
    """So many faults, planted at random places, are told at just these places."""
    faults = data.draw(st.lists(st.sampled_from(PLANTED), min_size=1, max_size=8, unique_by=lambda f: f.at))
    places = [fault.at for fault in faults]
    apart = [f for f in faults if not any(f.at != at and f.at.startswith(at) for at in places)]

    assert sorted(paths_of(with_faults(*apart))) == sorted(fault.path for fault in apart)


# A record that nobody can name hides which references lead nowhere.
PLANTED = tuple(
    fault
    for fault in WRONG
    if fault.value is not GONE and not re.search(r"\.id$|^\$\.[a-z]+(\[\d\])?$", fault.at)
)


def test_an_unnamed_record_hides_what_refers_to_its_kind() -> None:
    """Where a record has no sound id, references to its kind are not called unresolved."""
    document = with_faults(
        Fault("$.speakers[0].id", 3, ""),
        Fault("$.documents", 3, ""),
        Fault("$.claims[0].accused[0]", "wire", ""),
    )

    assert paths_of(document) == ["$.speakers[0].id", "$.documents"]


# The constructors and `loads`

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 2**54)
    | st.floats()
    | st.text(max_size=3)
    | st.sampled_from(
        ["state", "wire", "blast", "first", "video", "fact", "image", "direct", "2031", "a:b", "f" * 64]
    ),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=3,
)
SPAN_PLACES = ("$.statements[0].spans[0].start", "$.statements[0].spans[0].end")
PLACES = [
    (section, index, a.name)
    for section, cls in SECTIONS.items()
    for index in range(len(FULL[section]))
    for a in fields_of(cls)
    if a.name not in ("links", "spans")
]


def constructed(document: dict[str, Any]) -> Dossier:
    """The dossier, made with the constructors."""
    for claim in document["claims"]:
        claim["links"] = [Link(**link) for link in claim.get("links", ())]
    for statement in document["statements"]:
        statement["spans"] = [Span(**span) for span in statement.get("spans", ())]
    sections: dict[str, Any] = {
        section: [cls(**fields) for fields in document[section]] for section, cls in SECTIONS.items()
    }
    return Dossier(title=document["title"], **sections)


def outcome(make: Callable[[Any], Dossier], document: object) -> Dossier | set[str]:
    """The dossier, or the names of the fields at fault."""
    try:
        return make(document)
    except InvalidRecordError as error:
        return {re.split(r"[.\]]", re.sub(r"\[\d+\]$", "", problem.path))[-1] for problem in error.problems}


@given(st.sampled_from(PLACES), VALUES)
@settings(max_examples=600)
def test_constructors_and_loads_agree(place: tuple[str, int, str], value: object) -> None:
    """A value that `loads` takes the constructors take, to the same effect, and no other."""
    section, index, name = place
    document = with_faults(Fault(f"$.{section}[{index}].{name}", value, ""))

    read = outcome(loads, json.dumps(document))
    made = outcome(constructed, document)

    assert read == made or (isinstance(read, set) and isinstance(made, set) and made <= read)


@given(
    st.sampled_from(["$.claims[4].links[0].kind", "$.claims[4].links[0].claim", *SPAN_PLACES]),
    VALUES,
)
@settings(max_examples=200)
def test_small_values_and_loads_agree(at: str, value: object) -> None:
    """A value that `loads` takes in a link or a span its constructor takes, and no other."""
    document = with_faults(Fault(at, value, at))

    read = outcome(loads, json.dumps(document))
    made = outcome(constructed, document)

    assert read == made or (isinstance(read, set) and isinstance(made, set) and made <= read)


# There and back


@given(dossiers())
def test_round_trip(dossier: Dossier) -> None:
    """A dossier written and read is the same dossier, and written again the same text."""
    text = dumps(dossier)

    assert loads(text) == dossier
    assert loads(text.encode()) == dossier
    assert dumps(loads(text)) == text


def test_what_stands_at_its_default_is_left_out() -> None:
    """Only fields that differ from their defaults are written, in the order of the record."""
    dossier = Dossier.of(Speaker(id="n", name="North", kind="group"), Claim(id="c", text="Rain."))

    assert json.loads(dumps(dossier)) == {
        "format": "attribution/1",
        "speakers": [{"id": "n", "name": "North", "kind": "group"}],
        "claims": [{"id": "c", "text": "Rain."}],
    }
    assert dumps(Dossier()) == '{"format":"attribution/1"}\n'


def test_defaults_may_be_written_out() -> None:
    """A field that is given its default reads like one that is left out."""
    plain = {"format": "attribution/1", "speakers": [{"id": "n", "name": "North"}]}
    full: dict[str, object] = {
        "id": "n",
        "name": "North",
        "kind": "unknown",
        "role": None,
        "member_of": [],
        "anonymous": False,
    }

    assert loads(json.dumps(plain)) == loads(
        json.dumps(plain | {"title": None, "speakers": [full], "claims": []})
    )


def test_an_id_may_be_left_out() -> None:
    """A record without an id reads as one with the id that the constructor derives."""
    read = loads('{"format": "attribution/1", "speakers": [{"name": "North"}]}')

    assert read == Dossier.of(Speaker(name="North"))


def test_text_of_a_class_of_its_own_is_written_as_text() -> None:
    """A text that is an instance of a subclass of `str` is written like any other."""

    class Name(str):
        __slots__ = ()

    dossier = Dossier.of(Speaker(id="n", name=Name("North")))

    assert loads(dumps(dossier)) == dossier


# Files

DOSSIER = loads(TEXT)


def test_dump_and_load(tmp_path: Path) -> None:
    """What is saved in a file is loaded from it, and nothing else is left in its folder."""
    path = tmp_path / ("d" * 250 + ".json")

    dump(DOSSIER, path)
    dump(Dossier(title="short"), str(path))

    assert (load(path), load(str(path)), list(tmp_path.iterdir())) == (
        Dossier(title="short"),
        Dossier(title="short"),
        [path],
    )


@pytest.mark.parametrize("section", ["repeats", "member_of", "derived_from", "narrows", "replaces", "items"])
def test_a_chain_of_any_length_is_read(section: str) -> None:
    """Chains far longer than Python's stack is deep are read, written and compared."""
    text = json.dumps({"format": "attribution/1", **chain(section, 3_000)})

    assert loads(dumps(loads(text))) == loads(text)


def test_lists_of_any_length_are_read() -> None:
    """Records that refer to very many others are read in a time that grows no faster than they do."""
    ids = [f"r{i}" for i in range(30_000)]
    claim = {"id": "c", "text": "x", "accused": ids, "parties": ids[::-1]}
    item = {"description": "x", "kind": "data", "availability": "published", "supports": ["c"] * 30_000}
    document = {"format": "attribution/1", "speakers": [{"id": i, "name": i} for i in ids], "claims": [claim]}
    others = [f"c{i}" for i in range(30_000)]

    with pytest.raises(InvalidRecordError) as caught:
        loads(json.dumps(document | {"evidence": [item | {"undermines": others}]}))

    told = [problem.path for problem in caught.value.problems]
    assert (told, caught.value.left_out) == ([f"$.evidence[0].undermines[{i}]" for i in range(1000)], 29_000)


def test_a_loop_of_any_length_is_told_once() -> None:
    """A loop far longer than Python's stack is deep is one problem, at its first record."""
    document = {"format": "attribution/1", **chain("member_of", 3_000)}
    document["speakers"][0]["member_of"] = ["r2999"]

    assert paths_of(document) == ["$.speakers[0].member_of[0]"]


def chain(sort: str, length: int) -> dict[str, list[Any]]:
    """Sections in which each record but the first leads to the one before it."""
    ids = [f"r{i}" for i in range(length)]
    back: list[list[str]] = [[], *([i] for i in ids[:-1])]
    claim = {"id": "c", "text": "Rain."}
    match sort:
        case "member_of":
            return {
                "speakers": [{"id": i, "name": i, "member_of": b} for i, b in zip(ids, back, strict=True)]
            }
        case "narrows":
            links = [[{"kind": "narrows", "claim": i} for i in b] for b in back]
            return {"claims": [{"id": i, "text": i, "links": b} for i, b in zip(ids, links, strict=True)]}
        case "derived_from":
            return {
                "documents": [
                    {"id": i, "title": i, "derived_from": b[0] if b else None}
                    for i, b in zip(ids, back, strict=True)
                ]
            }
        case "items":
            item = {"description": "d", "kind": "data", "availability": "published", "supports": ["c"]}
            items = [item | {"id": i, "derived_from": b} for i, b in zip(ids, back, strict=True)]
            return {"claims": [claim], "evidence": items}
        case _:
            said = {"claim": "c", "stance": "asserts"}
            return {
                "claims": [claim],
                "statements": [said | {"id": i, sort: b} for i, b in zip(ids, back, strict=True)],
            }
