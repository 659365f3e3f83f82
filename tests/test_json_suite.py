"""JSON as RFC 8259 has it: what must be read is, what must not is not, and what is left open is decided."""

import json

import pytest

from attribution import Dossier, InvalidRecordError, loads
from attribution.codec.jsontext import parse
from attribution.codec.reading import read

HEAD = b'{"format":"attribution/1"'
SPEAKERS = b',"speakers":[{"id":"n","name":"North"}]'


def around(value: bytes) -> list[bytes]:
    """Documents in which a text stands as the value of fields, of records and of the whole."""
    return [
        HEAD + b',"title":' + value + b"}",
        HEAD + b',"x":' + value + b"}",
        HEAD + SPEAKERS + b',"claims":' + value + b"}",
        HEAD + b',"claims":[' + value + b"]}",
        HEAD + b',"speakers":[{"id":"n","name":' + value + b"}]}",
        HEAD + b',"speakers":[{"id":"n","x":' + value + b',"name":"North"}]}',
        HEAD + b',"speakers":[{"id":"n","name":"North","member_of":[' + value + b"]}]}",
        HEAD + b',"documents":[{"id":"d","length":' + value + b"}]}",
        HEAD + b',"claims":[{"id":"c","text":"x","links":[{"kind":' + value + b',"claim":"c"}]}]}',
    ]


def problem(data: bytes) -> tuple[str, str]:
    """The one problem of a text that is no JSON."""
    with pytest.raises(InvalidRecordError) as caught:
        loads(data)
    [only] = caught.value.problems
    return only.path, only.message


def ids(data: bytes) -> str:
    """A short name of a test."""
    return ascii(data[:24])[2:-1]


# What is no JSON

VALUES = [
    # Numbers
    *rb"+1 +0 ++1 --1 - -x 01 -01 00 -00 012 .5 -.5 +.5 1. -1. 1.e1 1.x 1..2 1.2.3 . -. 1_0 1,5x 1e".split(),
    *rb"1e+ 1e- 1E 1E+ 1ee1 1e1e1 1e1.5 e1 1e+-1 0e 0e+ 0x1 0X1F 0b1 0o7 1a 1f 1L 1n 0.1. 9.e+ -1x".split(),
    *rb"1- 1+2 1/2 Inf inf +Inf -Inf infinity +Infinity INFINITY nan Nan -NaN +NaN".split(),
    *(b"- 1", b"1 2", b"1 000", b"1e 1", b"\xef\xbc\x91", b"\xd9\xa1", b"1\xe2\x80\x8b"),
    *(b"\xe2\x88\x921", b"1\xff", b"\xb2"),
    # Words
    *rb"True False None TRUE NULL Null tru nul fals truee nulll undefined true1 nulltrue a word $ _".split(),
    *rb"@ # & * ...".split(),
    *(b"true false", b"x\xe5", b"\xe9"),
    # Strings
    *b'" "a a" "a"b"'.split(),
    *b'"a""b" \'a\' `a` """a""" "\\" "\\ \\"a" "a\' \'a" r"a" b"a" u"a" @"a" "\\a" "\\v" "\\0"'.split(),
    *b'"\\x41"'.split(),
    *b'"\\U00000041" "\\N" "\\\'" "\\1" "\\u" "\\u1" "\\u12" "\\u123" "\\uD8" "\\uGHIJ" "\\u+123"'.split(),
    *rb'"\u-123" "\u0x41" "\u{41}" "\u1_00" "\ud83d\u" "\ud83d\ude0"'.split(),
    *(b'"a" "b"', b"\xe2\x80\x9ca\xe2\x80\x9d", b'"\\ "', b'"\\\n"', b'"\\u 123"', b'"\\u12 3"'),
    *(b'"\\u00\xe9\xe9"', b'"\n"', b'"\r"', b'"\t"', b'"\x00"', b'"\x08"', b'"\x0c"', b'"\x1f"'),
    *(b'"a\x01b"', b'"a\n\nb"', b'"\x0b"', b'"\x1b[0m"'),
    # Bytes that no text has
    *(b'"\xff"', b'"\x80"', b'"\xc0\xaf"', b'"\xc1\xbf"', b'"\xe0\x80\xaf"'),
    *(b'"\xf0\x80\x80\xaf"', b'"\xf8\x88\x80\x80\x80"', b'"\xed\xa0\x80"', b'"\xed\xb0\x80"'),
    *(b'"\xed\xa0\xbd\xed\xb8\x80"', b'"\xf4\x90\x80\x80"', b'"\xf5\x80\x80\x80"'),
    *(b'"\xe2\x82"', b'"\xf0\x9f\x98"', b'"\xc3"', b'"\xc3\xc3"', b'"\xe9"', b'"\\\xe9"'),
    *(b'"\\u\xe9"', b'"\xfe\xff"'),
    # Lists
    *rb'[ ] [1 1] [1, [1,] [,1] [,] [1,,2] [1;2] [1:2] [1]] [[1] [1} [} (1) <1> [*] [...] ["a ["a",'.split(),
    *rb'["a" [1],[2] [-]'.split(),
    *(b"[1 2]", b"[1,\n", b"[\x0b]", b"[\x0c]", b"[\xa0]", b"[\xe2\x80\x83]", b"[\xe2\x80\xa8]"),
    *(b"[\xef\xbb\xbf]", b"[\x00]", b"[\x1a]"),
    # Objects
    *b"{ } {1} {1:1}".split(),
    *rb"""{a:1} {'a':1} {"a"} {"a":} {"a":1 {"a":1,} {,"a":1} {"a"=1} {"a"=>1} {"a"::1}""".split(),
    *rb'{"a":1,,"b":2} {"a":1;"b":2} {:1} {"a":1}} {"a":1] {"a","b"} {"a":"b" {"a":"b {"a {null:1}'.split(),
    *rb'{true:1} {[]:1} {{}:1} {"a":1,"b"} {"a":1,"b":} {"a":1,b:2} {"a":/**/1} {"a":1}// {{}}'.split(),
    *rb'{"\x":1} {.a:1} {...a} {"a":1...}'.split(),
    *(b'{"a" 1}', b'{"a":1 "b":2}', b'{"a":1 #b\n}', b'{"\t":1}', b'{"\xff":1}', b'{"a\n":1}'),
    *(b'{"a" :1 , }',),
    # Nothing, or something beside
    *rb"// /**/ /**/1 1/**/ 1// 1# -- , : 1, ,1 1: 1;".split(),
    *(b"", b" ", b"<!-- -->", b"1\x00", b"\x001", b"\xa01", b"1\xe3\x80\x80", b"\xef\xbb\xbf1"),
    *(b"1\xef\xbb\xbf", b"\x1e1"),
]


@pytest.mark.parametrize("value", VALUES, ids=ids)
def test_what_is_no_value_is_refused_wherever_it_stands(value: bytes) -> None:
    """Text that no JSON value is makes one problem at the root, as the whole or in any part of a dossier."""
    for data in (value, *(each for each in around(value) if not is_json(each))):
        path, message = problem(data)
        assert (path, message.startswith("must")) == ("$", True)
        assert read(data) is None
    assert not all(map(is_json, around(value)))


def is_json(data: bytes) -> bool:
    """Whether text is JSON after all: what is no value alone may be part of one, as `1,` is of a list."""
    try:
        json.loads(data.decode())
    except ValueError:
        return False
    return True


SOUND = HEAD + SPEAKERS + b',"title":"x"}'


@pytest.mark.parametrize(
    "after",
    [
        b"x",
        b"1",
        b"{}",
        b"[]",
        b"}",
        b"]",
        b",",
        b":",
        b'"',
        b"\0",
        b"\xff",
        b"\x0c",
        b"\xa0",
        b"//",
        b"#",
        SOUND,
        b"\n" + SOUND,
        b"null",
        b"\xef\xbb\xbf",
        b"\x1a",
        b"\x1e",
    ],
    ids=ids,
)
def test_nothing_follows_a_document(after: bytes) -> None:
    """What stands after a sound document is refused, directly or after white space."""
    for space in (b"", b" ", b"\n\n"):
        path, message = problem(SOUND + space + after)
        assert (path, "extra data" in message or "UTF-8" in message) == ("$", True)


@pytest.mark.parametrize("end", range(1, len(SOUND)))
def test_no_part_of_a_document_is_a_document(end: int) -> None:
    """A document that is cut off anywhere is refused."""
    assert problem(SOUND[:end])[0] == "$"


# What is JSON

TEXTS = {
    b'"a"': "a",
    b'" a "': " a ",
    b'"\\u0061"': "a",
    b'"\\u00e9\\u00E9"': "\u00e9\u00e9",
    b'"\\"\\\\\\/\\b\\f\\n\\r\\t"': '"\\/\b\f\n\r\t',
    b'"\\u0000"': "\0",
    b'"x\\u0000y"': "x\0y",
    b'"\\u0022\\u005c"': '"\\',
    b'"\\\\u0061"': "\\u0061",
    b'"\\\\"': "\\",
    b'"\\""': '"',
    b'"\x7f"': "\x7f",
    b'"/* */ // #"': "/* */ // #",
    b'"\\ud83d\\ude00"': "\U0001f600",
    b'"\\uD83D\\uDE00\\ud83d\\ude00"': "\U0001f600\U0001f600",
    b'"\\udbff\\udfff"': "\U0010ffff",
    b'"\\uffff\\ufdd0\\ufffe"': "\uffff\ufdd0\ufffe",
    b'"\\u2028\\u2029\\u200b\\u2064"': "\u2028\u2029\u200b\u2064",
    '"\u2028\u2029\u20ac\U0001f600\uffff"'.encode(): "\u2028\u2029\u20ac\U0001f600\uffff",
    '"\ufeff"'.encode(): "\ufeff",
    b'"[]{},:"': "[]{},:",
    b'"null"': "null",
    b'"1e999"': "1e999",
    b'"' + b"x" * 100_000 + b'"': "x" * 100_000,
}


@pytest.mark.parametrize(
    ("value", "text"), TEXTS.items(), ids=lambda each: ids(each) if isinstance(each, bytes) else ""
)
def test_what_is_text_is_read_as_it_is(value: bytes, text: str) -> None:
    """Every way of writing a text is read, as title and as field of a record, by both ways of reading."""
    data = HEAD + b',"title":' + value + b',"speakers":[{"id":"n","name":' + value + b"}]}"

    dossier = loads(data)

    assert (dossier.title, named(dossier)) == (text, text)
    assert parse(value) == text


def named(dossier: Dossier) -> str:
    """The name of the one speaker."""
    [speaker] = dossier.speakers
    return speaker.name


@pytest.mark.parametrize("space", [b"", b" ", b"\t", b"\n", b"\r", b"\r\n", b" \t\n\r" * 50], ids=ascii)
def test_white_space_stands_anywhere(space: bytes) -> None:
    """Between any two parts of a document there may be white space."""
    parts = (
        '{ "format" : "attribution/1" , "speakers" : [ { "id" : "n" , "name" : "N" } , { "name" : "S" } ] }'
    )

    dossier = loads(space + space.join(parts.encode().split(b" ")) + space)

    assert [speaker.name for speaker in dossier.speakers] == ["N", "S"]


@pytest.mark.parametrize(
    ("number", "length"),
    [(b"0", 0), (b"-0", 0), (b"1", 1), (b"123456", 123456), (b"9007199254740991", 2**53 - 1)],
    ids=str,
)
def test_whole_numbers_are_read(number: bytes, length: int) -> None:
    """Whole numbers from 0 to the largest that every reader has; minus nought is nought."""
    [document] = loads(HEAD + b',"documents":[{"id":"d","length":' + number + b"}]}").documents

    assert document.length == length


@pytest.mark.parametrize(
    "value",
    [
        b"null",
        b"true",
        b"false",
        b"0",
        b"-1",
        b"1.5",
        b"1e5",
        b"1E-5",
        b"0e0",
        b"[]",
        b"[[],[[]]]",
        b"{}",
        b'{"":0}',
        b'{"a":{"a":{}}}',
        b'[1,"a",null,{"b":[true]}]',
        b"[" * 60 + b"]" * 60,
    ],
    ids=ids,
)
def test_values_that_no_field_takes_are_read_and_told_of(value: bytes) -> None:
    """Any JSON value in place of a name is JSON, so that the problem is the name's and not the text's."""
    assert problem(HEAD + b',"speakers":[{"id":"n","name":' + value + b"}]}")[0] == "$.speakers[0].name"


# What the standard leaves open


@pytest.mark.parametrize(
    "number",
    [
        b"1e999",
        b"-1e999",
        b"1e-999",
        b"0.4e00669999999999999999999999999",
        b"9" * 19,
        b"-" + b"9" * 19,
        b"9" * 100_000,
        b"-" + b"9" * 100_000,
        b"1." + b"0" * 100_000,
        b"1e" + b"9" * 100_000,
        b"123.456e789",
        b"-0.0",
        b"9007199254740993",
    ],
    ids=ids,
)
def test_numbers_that_are_no_whole_numbers_of_all_readers_are_refused(number: bytes) -> None:
    """Too large, too small, too long or too exact: it is refused where it stands, and nothing is rounded."""
    path, message = problem(HEAD + b',"documents":[{"id":"d","length":' + number + b"}]}")

    assert (path, message.startswith("must be a whole number from 0 to 9007199254740991")) == (
        "$.documents[0].length",
        True,
    )


@pytest.mark.parametrize("word", [b"NaN", b"Infinity", b"-Infinity"])
def test_words_for_numbers_are_refused_by_name(word: bytes) -> None:
    """Python's own words for what JSON does not have are told as they are written."""
    path, message = problem(HEAD + b',"documents":[{"id":"d","length":' + word + b"}]}")

    assert (path, message.endswith(f"got {word.decode()}")) == ("$.documents[0].length", True)


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "utf-32-be",
        "utf-8-sig",
        "utf-7",
        "latin-1",
        "cp037",
    ],
)
def test_other_encodings_are_refused(encoding: str) -> None:
    """UTF-8 without a byte order mark is the only encoding; what looks like another is named."""
    text = SOUND.decode().replace(
        '"x"', '"Br\u00fccke \u2014"' if encoding != "latin-1" and encoding != "cp037" else '"Br\u00fccke"'
    )
    if encoding == "utf-7":  # which is UTF-8 too, so that what it says stays as it is
        assert loads(text.encode(encoding)).title == "Br+APw-cke +IBQ"
        return

    path, message = problem(text.encode(encoding))

    assert (path, "UTF-8" in message or "byte order mark" in message) == ("$", True)


@pytest.mark.parametrize(
    "mark",
    [
        b"\xef\xbb\xbf",
        b"\xef\xbb\xbf\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xff\xfe\0\0",
        b"\0\0\xfe\xff",
    ],
)
@pytest.mark.parametrize("rest", [b"", b"{}", SOUND])
def test_byte_order_marks_are_refused(mark: bytes, rest: bytes) -> None:
    """Any mark of any encoding, before a document or before nothing."""
    path, message = problem(mark + rest)

    assert (path, "byte order mark" in message or "UTF-16 or UTF-32" in message) == ("$", True)


def test_keys_given_twice_are_refused() -> None:
    """The standard lets an object hold a key twice; we do not, whatever the values."""
    for value in (b'"x"', b'"y"'):
        assert problem(HEAD + b',"title":"x","title":' + value + b"}") == ("$.title", "is given twice")
