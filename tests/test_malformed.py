"""Two hundred documents, each wrong in its own way, and where the first thing wrong with it stands."""

import json

import pytest

from attribution import InvalidRecordError, loads

# What every document of these tests holds, and nothing is wrong with.
SOUND = {
    "speakers": '{"id": "n", "name": "North"}, {"id": "s", "name": "South"}',
    "documents": '{"id": "d", "title": "Shells fall on Ferry Street", "length": 10}',
    "claims": '{"id": "c", "text": "South shelled Ferry Street.", "accused": ["s"]},'
    ' {"id": "o", "text": "It was cruel.", "kind": "opinion"}',
    "statements": '{"id": "t", "speaker": "n", "stance": "asserts", "claim": "c", "document": "d"}',
    "evidence": '{"id": "e", "description": "a film", "kind": "video", "availability": "withheld"}',
    "waivers": '{"rule": "S201", "subjects": ["c"], "reason": "told so"}',
}
NEXT = {"speakers": 2, "documents": 1, "claims": 2, "statements": 1, "evidence": 1, "waivers": 1}
"""The number of the record that a test adds."""
SHA = "0123456789abcdef" * 4

TOP = (
    ("{}", "$.format", "and is missing"),
    ('{"Format": "attribution/1"}', "$.format", "and is missing"),
    ('{"format": null}', "$.format", "got None"),
    ('{"format": 1}', "$.format", "got 1"),
    ('{"format": 1.0}', "$.format", "got 1.0"),
    ('{"format": ["attribution/1"]}', "$.format", "got ["),
    ('{"format": {"attribution": 1}}', "$.format", "got {"),
    ('{"format": ""}', "$.format", "got ''"),
    ('{"format": "attribution"}', "$.format", "got 'attribution'"),
    ('{"format": "attribution/"}', "$.format", "must be 'attribution/1'"),
    ('{"format": "attribution/0"}', "$.format", "must be 'attribution/1'"),
    ('{"format": "attribution/2"}', "$.format", "must be 'attribution/1'"),
    ('{"format": "attribution/1."}', "$.format", "must be 'attribution/1'"),
    ('{"format": "attribution/1.0"}', "$.format", "must be 'attribution/1'"),
    ('{"format": "attribution/1.01"}', "$.format", "must be 'attribution/1'"),
    ('{"format": "attribution/1.1.1"}', "$.format", "must be 'attribution/1'"),
    ('{"format": "attribution/1.\\u0661"}', "$.format", "must be 'attribution/1'"),
    ('{"format": "attribution/1\\n"}', "$.format", "must be 'attribution/1'"),
    ('{"format": "attribution/1 "}', "$.format", "must be 'attribution/1'"),
    ('{"format": " attribution/1"}', "$.format", "must be 'attribution/1'"),
    ('{"format": "Attribution/1"}', "$.format", "must be 'attribution/1'"),
    ('{"format": "attribution/-1"}', "$.format", "must be 'attribution/1'"),
    ('{"format": "attribution/1", "title": 3}', "$.title", "must be text, got 3"),
    ('{"format": "attribution/1", "title": false}', "$.title", "must be text, got False"),
    ('{"format": "attribution/1", "title": []}', "$.title", "must be text, got []"),
    ('{"format": "attribution/1", "title": " "}', "$.title", "must not be blank"),
    ('{"format": "attribution/1", "title": "\\u2003"}', "$.title", "must not be blank"),
    ('{"format": "attribution/1", "titel": "x"}', "$.titel", "did you mean 'title'?"),
    ('{"format": "attribution/1", "claim": []}', "$.claim", "did you mean 'claims'?"),
    ('{"format": "attribution/1", "Speakers": []}', "$.Speakers", "did you mean 'speakers'?"),
    ('{"format": "attribution/1", "spekers": []}', "$.spekers", "did you mean 'speakers'?"),
    ('{"format": "attribution/1", "evidences": []}', "$.evidences", "did you mean 'evidence'?"),
    ('{"format": "attribution/1", "unknown": {}}', "$.unknown", "is no field of a dossier"),
    ('{"format": "attribution/1", "_by_id": {}}', "$._by_id", "is no field of a dossier"),
    ('{"format": "attribution/1", "$schema": "x"}', "$['$schema']", "is no field of a dossier"),
    ('{"format": "attribution/1", "speakers": null}', "$.speakers", "must be a list, got None"),
    ('{"format": "attribution/1", "documents": {}}', "$.documents", "must be a list, got {}"),
    ('{"format": "attribution/1", "claims": "c"}', "$.claims", "must be a list, got 'c'"),
    ('{"format": "attribution/1", "statements": 0}', "$.statements", "must be a list, got 0"),
    ('{"format": "attribution/1", "evidence": true}', "$.evidence", "must be a list, got True"),
    ('{"format": "attribution/1", "waivers": 1.5}', "$.waivers", "must be a list, got 1.5"),
    ('{"format": "attribution/1", "speakers": [null]}', "$.speakers[0]", "must be an object, got None"),
    ('{"format": "attribution/1", "documents": [[]]}', "$.documents[0]", "must be an object, got []"),
    ('{"format": "attribution/1", "claims": ["c"]}', "$.claims[0]", "must be an object, got 'c'"),
    ('{"format": "attribution/1", "statements": [0]}', "$.statements[0]", "must be an object, got 0"),
    ('{"format": "attribution/1", "evidence": [NaN]}', "$.evidence[0]", "must be an object, got NaN"),
    ('{"format": "attribution/1", "waivers": [{}]}', "$.waivers[0].rule", "is missing"),
    ('[{"format": "attribution/1"}]', "$", "must be an object"),
    ('{"format": "attribution/1", "claims": []}]', "$", "extra data"),
    ('{"format": "attribution/1", "claims": [}', "$", "expecting value"),
)

RECORDS = {
    "speakers": (
        ("{}", ".name", "is missing"),
        ('{"name": null}', ".name", "must be text, got None"),
        ('{"name": 3}', ".name", "must be text, got 3"),
        ('{"name": ["Ferry"]}', ".name", "must be text, got ['Ferry']"),
        ('{"name": ""}', ".name", "must not be blank"),
        ('{"name": "\\t\\n"}', ".name", "must not be blank"),
        ('{"name": "\\udfff"}', ".name", "half a surrogate pair"),
        ('{"nam": "F", "name": "F"}', ".nam", "did you mean 'name'?"),
        ('{"name": "F", "ID": "f"}', ".ID", "did you mean 'id'?"),
        ('{"name": "F", "member-of": []}', "['member-of']", "did you mean 'member_of'?"),
        ('{"name": "F", "is_allegation": true}', ".is_allegation", "is no field of a Speaker"),
        ('{"name": "F", "id": null}', ".id", "must be text, got None"),
        ('{"name": "F", "id": 7}', ".id", "must be text, got 7"),
        ('{"name": "F", "id": ""}', ".id", "must not be blank"),
        ('{"name": "F", "id": " f"}', ".id", "without spaces at its ends"),
        ('{"name": "F", "id": "f\\u0000"}', ".id", "must be printable"),
        (f'{{"name": "F", "id": "{"f" * 513}"}}', ".id", "at most 512 characters long, got 513"),
        ('{"name": "F", "id": "n"}', ".id", "must be unique, got 'n' again"),
        ('{"name": "North", "id": "n"}', ".id", "must be unique"),
        ('{"name": "F", "kind": "person"}', ".kind", "must be one of individual"),
        ('{"name": "F", "kind": "Group"}', ".kind", "did you mean 'group'?"),
        ('{"name": "F", "kind": null}', ".kind", "must be one of"),
        ('{"name": "F", "kind": 0}', ".kind", "must be one of"),
        ('{"name": "F", "kind": ["group"]}', ".kind", "must be one of"),
        ('{"name": "F", "role": ""}', ".role", "must not be blank"),
        ('{"name": "F", "role": 1}', ".role", "must be text"),
        ('{"name": "F", "member_of": "n"}', ".member_of", "must be a list, got 'n'"),
        ('{"name": "F", "member_of": null}', ".member_of", "must be a list, got None"),
        ('{"name": "F", "member_of": {"n": 1}}', ".member_of", "must be a list, got {"),
        ('{"name": "F", "member_of": ["n", null]}', ".member_of[1]", "must be a Speaker or its id, got None"),
        ('{"name": "F", "member_of": [["n"]]}', ".member_of[0]", "must be a Speaker or its id, got ['n']"),
        ('{"name": "F", "member_of": ["N"]}', ".member_of[0]", "names no Speaker, got 'N'"),
        (
            '{"name": "F", "member_of": ["d"]}',
            ".member_of[0]",
            "names no Speaker, got 'd', which is a Document",
        ),
        (
            '{"name": "F", "id": "f", "member_of": ["n", "f"]}',
            ".member_of[1]",
            "must not be the record itself",
        ),
        ('{"name": "F", "aligned_with": ["nobody"]}', ".aligned_with[0]", "names no Speaker"),
        ('{"name": "F", "aligned_with": ["n\\u200b"]}', ".aligned_with[0]", "must be printable"),
        ('{"name": "F", "anonymous": 1}', ".anonymous", "must be true or false, got 1"),
        ('{"name": "F", "anonymous": "true"}', ".anonymous", "must be true or false"),
        ('{"name": "F", "anonymous": null}', ".anonymous", "must be true or false"),
        ('{"name": "F", "anonymity_reason": "fear"}', ".anonymity_reason", "needs anonymous to be true"),
        (
            '{"name": "F", "anonymous": true, "anonymity_reason": " "}',
            ".anonymity_reason",
            "must not be blank",
        ),
        ('{"name": "F", "same_as": "https://example.org"}', ".same_as", "must be a list"),
        ('{"name": "F", "same_as": ["example.org"]}', ".same_as[0]", "must be a URI"),
        ('{"name": "F", "same_as": ["https://a b"]}', ".same_as[0]", "must be a URI"),
        ('{"name": "F", "same_as": ["https:"]}', ".same_as[0]", "must be a URI"),
        ('{"name": "F", "same_as": ["https://a\\u202e"]}', ".same_as[0]", "must be a URI"),
        ('{"name": "F", "same_as": ["urn:x", 1]}', ".same_as[1]", "must be a URI"),
    ),
    "documents": (
        ('{"title": ""}', ".title", "must not be blank"),
        ('{"title": {}}', ".title", "must be text, got {}"),
        ('{"tittle": "x"}', ".tittle", "did you mean 'title'?"),
        ('{"text": "x"}', ".text", "is no field of a Document"),
        ('{"id": "c", "title": "x"}', "$.claims[0].id", "must be unique, got 'c' again"),
        ('{"publisher": "c"}', ".publisher", "names no Speaker, got 'c', which is a Claim"),
        ('{"publisher": []}', ".publisher", "must be a Speaker or its id, got []"),
        ('{"publisher": ""}', ".publisher", "must not be blank"),
        ('{"url": "ferry street"}', ".url", "must be a URI"),
        ('{"url": "//example.org"}', ".url", "must be a URI"),
        ('{"url": ""}', ".url", "must be a URI"),
        ('{"published": "yesterday"}', ".published", "must be an EDTF date"),
        ('{"published": "2031-02-29"}', ".published", "names no day of the calendar"),
        ('{"published": "2031-13"}', ".published", "names no day of the calendar"),
        ('{"published": "0000"}', ".published", "names no day of the calendar"),
        ('{"published": "31-05-02"}', ".published", "must be an EDTF date"),
        ('{"published": "2031-5-2"}', ".published", "must be an EDTF date"),
        ('{"published": "2031-05-02 "}', ".published", "must be an EDTF date"),
        ('{"published": "2031-05-02T24:00:00"}', ".published", "must be"),
        ('{"published": "2032/2031"}', ".published", "must"),
        ('{"published": 2031}', ".published", "must be"),
        ('{"published": ["2031"]}', ".published", "must be"),
        ('{"published": ""}', ".published", "must"),
        ('{"retrieved": "\\u0662\\u0660\\u0663\\u0661"}', ".retrieved", "must be an EDTF date"),
        ('{"retrieved": "2031-05-02T10:00:00+25:00"}', ".retrieved", "names no moment"),
        ('{"derived_from": "n"}', ".derived_from", "names no Document, got 'n', which is a Speaker"),
        ('{"id": "f", "derived_from": "f"}', ".derived_from", "must not be the record itself"),
        (f'{{"digest": "{SHA.upper()}"}}', ".digest", "must be a SHA-256 digest"),
        (f'{{"digest": "{SHA[1:]}"}}', ".digest", "must be a SHA-256 digest"),
        (f'{{"digest": "{SHA}\\n"}}', ".digest", "must be a SHA-256 digest"),
        ('{"digest": 0}', ".digest", "must be a SHA-256 digest"),
        ('{"length": -1}', ".length", "must be a whole number"),
        ('{"length": 10.0}', ".length", "must be a whole number"),
        ('{"length": 1e1}', ".length", "must be a whole number"),
        ('{"length": "10"}', ".length", "must be a whole number"),
        ('{"length": true}', ".length", "must be a whole number"),
        ('{"length": 9007199254740992}', ".length", "must be a whole number"),
    ),
    "claims": (
        ("{}", ".text", "is missing"),
        ('{"text": "\\u3000"}', ".text", "must not be blank"),
        ('{"text": "x", "kind": "allegation"}', ".kind", "must be one of fact"),
        ('{"text": "x", "kind": "Fact"}', ".kind", "did you mean 'fact'?"),
        ('{"text": "x", "accused": "s"}', ".accused", "must be a list"),
        ('{"text": "x", "accused": ["t"]}', ".accused[0]", "names no Speaker, got 't', which is a Statement"),
        ('{"text": "x", "accused": ["nobody"]}', ".accused[0]", "names no Speaker"),
        (
            '{"text": "x", "kind": "opinion", "accused": ["s"]}',
            ".accused",
            "must be empty in a claim of kind",
        ),
        ('{"text": "x", "kind": "background", "accused": ["s"]}', ".accused", "must be empty"),
        ('{"text": "x", "parties": [1]}', ".parties[0]", "must be a Speaker or its id, got 1"),
        (
            '{"text": "x", "parties": ["n", "e"]}',
            ".parties[1]",
            "names no Speaker, got 'e', which is an Evidence",
        ),
        ('{"text": "x", "occurred": "2031-05-XX-"}', ".occurred", "must be an EDTF date"),
        ('{"text": "x", "place": []}', ".place", "must be text"),
        ('{"text": "x", "links": {}}', ".links", "must be a list, got {}"),
        ('{"text": "x", "links": [1]}', ".links[0]", "must be an object, got 1"),
        ('{"text": "x", "links": [{}]}', ".links[0].kind", "is missing"),
        ('{"text": "x", "links": [{"kind": "narrows"}]}', ".links[0].claim", "is missing"),
        ('{"text": "x", "links": [{"claim": "c"}]}', ".links[0].kind", "is missing"),
        (
            '{"text": "x", "links": [{"kind": "narrow", "claim": "c"}]}',
            ".links[0].kind",
            "did you mean 'narrows'?",
        ),
        ('{"text": "x", "links": [{"kind": "narrows", "claim": "z"}]}', ".links[0].claim", "names no Claim"),
        (
            '{"text": "x", "links": [{"kind": "narrows", "claim": "s"}]}',
            ".links[0].claim",
            "which is a Speaker",
        ),
        (
            '{"text": "x", "links": [{"kind": "faults", "claim": "c"}]}',
            ".links[0].kind",
            "must not be faults",
        ),
        (
            '{"text": "x", "links": [{"kind": "narrows", "claim": "c", "id": "l"}]}',
            ".links[0].id",
            "is no field of",
        ),
        (
            '{"id": "f", "text": "x", "links": [{"kind": "counters", "claim": "f"}]}',
            ".links[0].claim",
            "itself",
        ),
        (
            '{"text": "x", "links": [{"kind": "narrows", "claim": "c"}, null]}',
            ".links[1]",
            "must be an object",
        ),
    ),
    "statements": (
        ("{}", ".stance", "is missing"),
        ('{"stance": "asserts"}', ".claim", "is missing"),
        ('{"claim": "c"}', ".stance", "is missing"),
        ('{"stance": "assert", "claim": "c"}', ".stance", "did you mean 'asserts'?"),
        ('{"stance": null, "claim": "c"}', ".stance", "must be one of"),
        ('{"stance": "asserts", "claim": null}', ".claim", "must be a Claim or its id, got None"),
        ('{"stance": "asserts", "claim": ["c"]}', ".claim", "must be a Claim or its id"),
        ('{"stance": "asserts", "claim": "C"}', ".claim", "names no Claim, got 'C'"),
        ('{"stance": "asserts", "claim": "c", "speaker": "c"}', ".speaker", "names no Speaker, got 'c'"),
        ('{"stance": "asserts", "claim": "c", "speaker": false}', ".speaker", "must be a Speaker or its id"),
        ('{"stance": "asserts", "claim": "c", "document": "wire"}', ".document", "names no Document"),
        ('{"stance": "asserts", "claim": "c", "speakers": "n"}', ".speakers", "did you mean 'speaker'?"),
        (
            '{"stance": "asserts", "claim": "c", "spans": [{"start": 0, "end": 1}]}',
            ".spans",
            "need a document",
        ),
        (
            '{"stance": "asserts", "claim": "c", "spans": [[0, 1]]}',
            ".spans[0]",
            "must be an object, got [0, 1]",
        ),
        ('{"stance": "asserts", "claim": "c", "spans": [{"start": 0}]}', ".spans[0].end", "is missing"),
        (
            '{"stance": "asserts", "claim": "c", "spans": [{"start": -1, "end": 1}]}',
            ".spans[0].start",
            "whole number",
        ),
        (
            '{"stance": "asserts", "claim": "c", "spans": [{"start": "0", "end": 1}]}',
            ".spans[0].start",
            "whole number",
        ),
        (
            '{"stance": "asserts", "claim": "c", "document": "d", "spans": [{"start": 4, "end": 4}]}',
            ".spans[0].end",
            "must be greater than start (4), got 4",
        ),
        (
            '{"stance": "asserts", "claim": "c", "document": "d", "spans": [{"start": 4, "end": 11}]}',
            ".spans[0].end",
            "must not be beyond the document's length (10), got 11",
        ),
        ('{"stance": "asserts", "claim": "c", "mode": "quoted"}', ".mode", "must be one of"),
        ('{"stance": "asserts", "claim": "c", "mode": "DIRECT"}', ".mode", "did you mean 'direct'?"),
        ('{"stance": "asserts", "claim": "c", "quote": "fire"}', ".quote", "needs mode direct or mixed"),
        ('{"stance": "asserts", "claim": "c", "mode": "narrated", "quote": "fire"}', ".quote", "needs mode"),
        ('{"stance": "asserts", "claim": "c", "mode": "direct", "quote": ""}', ".quote", "must not be blank"),
        ('{"stance": "asserts", "claim": "c", "cue": "  "}', ".cue", "must not be blank"),
        ('{"stance": "asserts", "claim": "c", "hedge": 0.5}', ".hedge", "must be text, got 0.5"),
        ('{"stance": "asserts", "claim": "c", "certainty": 1}', ".certainty", "must be one of"),
        ('{"stance": "asserts", "claim": "c", "basis": ""}', ".basis", "must be one of"),
        ('{"stance": "asserts", "claim": "c", "said": "2031-W05"}', ".said", "must be an EDTF date"),
        ('{"stance": "asserts", "claim": "c", "via": ["n", "n", "d"]}', ".via[2]", "which is a Document"),
        ('{"stance": "asserts", "claim": "c", "repeats": ["c"]}', ".repeats[0]", "names no Statement"),
        ('{"id": "f", "stance": "asserts", "claim": "c", "repeats": ["f"]}', ".repeats[0]", "itself"),
        ('{"stance": "asserts", "claim": "c", "answers": ["t"]}', ".answers[0]", "names no Claim"),
        ('{"stance": "asserts", "claim": "c", "cites": ["c"]}', ".cites[0]", "names no Evidence"),
        ('{"stance": "asserts", "claim": "c", "cites": [{}]}', ".cites[0]", "must be an Evidence or its id"),
        ('{"stance": "withdraws", "claim": "c"}', ".replaces", "must name what the statement withdraws"),
        (
            '{"stance": "denies", "claim": "c", "speaker": "s", "replaces": ["t"]}',
            ".replaces[0]",
            "same speaker",
        ),
        (
            '{"stance": "withdraws", "claim": "o", "speaker": "n", "replaces": ["t"]}',
            ".replaces[0]",
            "on the claim",
        ),
        (
            '{"stance": "asserts", "claim": "c", "speaker": "n", "replaces": ["t", "u"]}',
            ".replaces[1]",
            "names no",
        ),
    ),
    "evidence": (
        ("{}", ".description", "is missing"),
        ('{"description": "x", "availability": "withheld"}', ".kind", "is missing"),
        ('{"description": "x", "kind": "video"}', ".availability", "is missing"),
        ('{"description": "x", "kind": "film", "availability": "withheld"}', ".kind", "must be one of video"),
        (
            '{"description": "x", "kind": "video", "availability": "public"}',
            ".availability",
            "must be one of",
        ),
    ),
    "waivers": (
        ('{"rule": "S201", "subjects": ["c"]}', ".reason", "is missing"),
        ('{"rule": "S201", "reason": "x"}', ".subjects", "is missing"),
        (
            '{"rule": "S201", "reason": "x", "subjects": []}',
            ".subjects",
            "must name what the finding is about",
        ),
        ('{"rule": "S201", "reason": "x", "subjects": "c"}', ".subjects", "must be a list"),
        ('{"rule": "S201", "reason": "x", "subjects": [""]}', ".subjects[0]", "must not be blank"),
        (
            '{"rule": "S201", "reason": "x", "subjects": ["c", "z"]}',
            ".subjects[1]",
            "names no record, got 'z'",
        ),
        ('{"rule": " ", "reason": "x", "subjects": ["c"]}', ".rule", "must not be blank"),
        ('{"rule": "S201", "reason": null, "subjects": ["c"]}', ".reason", "must be text, got None"),
        (
            '{"rules": "S201", "rule": "S1", "reason": "x", "subjects": ["c"]}',
            ".rules",
            "did you mean 'rule'?",
        ),
        ('{"id": "w", "rule": "S201", "reason": "x", "subjects": ["c"]}', ".id", "is no field of a Waiver"),
    ),
}
# What these hold beside the part that is wrong.
EVIDENCE = (
    ('"supports": "c"', ".supports", "must be a list"),
    ('"supports": ["o", "t"]', ".supports[1]", "names no Claim, got 't', which is a Statement"),
    ('"supports": ["c"], "undermines": ["o", "c"]', ".undermines[1]", "must not be a claim it supports"),
    ('"undermines": [null]', ".undermines[0]", "must be a Claim or its id, got None"),
    ('"provider": "nobody"', ".provider", "names no Speaker"),
    ('"verified_by": ["n", 0]', ".verified_by[1]", "must be a Speaker or its id, got 0"),
    ('"derived_from": ["f"], "id": "f"', ".derived_from[0]", "must not be the record itself"),
    ('"derived_from": ["e"], "original": true', ".original", "must be false for an item with derived_from"),
    ('"derived_from": "e"', ".derived_from", "must be a list"),
    ('"original": "no"', ".original", "must be true or false"),
    ('"document": "e"', ".document", "names no Document, got 'e', which is an Evidence"),
    ('"locator": "\\n"', ".locator", "must not be blank"),
    ('"digest": "sha256:00"', ".digest", "must be a SHA-256 digest"),
    ('"created": "2031-05-02~?"', ".created", "must be an EDTF date"),
    ('"released": "2031//"', ".released", "must be an EDTF date"),
    ('"retracted": false', ".retracted", "must be"),
    ('"undermine": []', ".undermine", "did you mean 'undermines'?"),
)


def within(section: str, record: str) -> str:
    """The sound document with one more record."""
    lists = {name: f"{held}, {record}" if name == section else held for name, held in SOUND.items()}
    sections = ", ".join(f'"{name}": [{held}]' for name, held in lists.items())
    return f'{{"format": "attribution/1", {sections}}}'


def cases() -> list[tuple[str, str, str]]:
    """All documents, each with the path and part of the message of its first problem."""
    found = list(TOP)
    film = '{"description": "x", "kind": "video", "availability": "withheld", '
    records = RECORDS | {
        "evidence": (*RECORDS["evidence"], *((film + r + "}", at, words) for r, at, words in EVIDENCE))
    }
    for section, each in records.items():
        at = f"$.{section}[{NEXT[section]}]"
        found += [
            (within(section, record), path if path.startswith("$") else at + path, words)
            for record, path, words in each
        ]
    return found


CASES = cases()


def test_what_all_these_documents_hold_is_sound() -> None:
    """Nothing is wrong with the documents before something is made wrong; no two of them are the same."""
    record = '{"id": "f", "name": "Ferry"}'

    assert loads(within("speakers", record))["f"].id == "f"
    assert len({text for text, _, _ in CASES}) == len(CASES) > 190


@pytest.mark.parametrize(("text", "path", "words"), CASES, ids=range(len(CASES)))
def test_the_first_thing_wrong_is_told_with_its_path(text: str, path: str, words: str) -> None:
    """A document with something wrong is refused, and told is where and what, however it is laid out."""
    first = refusal(text)

    assert (first[0], words in first[1]) == (path, True), first
    if path != "$":
        assert refusal(json.dumps(json.loads(text), indent=1).encode())[0] == path


def refusal(data: bytes | str) -> tuple[str, str]:
    """Where the first problem of a document is, and what."""
    with pytest.raises(InvalidRecordError) as caught:
        loads(data)
    first = caught.value.problems[0]
    return first.path, first.message
