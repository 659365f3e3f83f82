import json
import re
import tomllib

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution import Dossier, InvalidRecordError, Problem, dumps
from attribution.codec.handwritten import parse_toml
from attribution.codec.jsontext import Literal
from attribution.strategies import dossiers


def refusal(text: str | bytes) -> Problem:
    """The one problem for which a text is refused."""
    with pytest.raises(InvalidRecordError) as caught:
        parse_toml(text.encode() if isinstance(text, str) else text)
    [problem] = caught.value.problems
    return problem


@pytest.mark.parametrize(
    "date",
    [
        "2022-02-17",
        "2022-02-17T10:00:00Z",
        "2022-02-17t10:00:00z",
        "2022-02-17 10:00:00",
        "2022-02-17T10:00:00.50",
        "2022-02-17T10:00:00+00:00",
        "2022-02-17 10:00:00.123456789-05:30",
    ],
)
def test_a_date_in_toml_is_the_text_as_written(date: str) -> None:
    """Dates keep every character, wherever they stand, and also where they are keys."""
    day = date[:10]
    text = (
        f"a={date}#{date}\nb = [{date},{date} , # {date}\n{date}]\n{day}.c = {{ {day} = {date}}}\n[{day}.d]\n"
    )

    assert parse_toml(text.encode()).document == {
        "a": date,
        "b": [date] * 3,
        day: {"c": {day: date}, "d": {}},
    }


def test_a_date_inside_a_text_or_a_word_is_left_alone() -> None:
    """Only a date that TOML takes for one is read as one."""
    day = "2022-02-17"
    quotes = ('"', "'", '"""', "'''")
    text = (
        "\n".join(f"k{i} = {q}{day} # {day}{q}" for i, q in enumerate(quotes))
        + f"\nx{day} = 1\n{day}-x = 2\n"
    )
    text += f'q = """\n""{day}\\"""{day}"""""\nr = \'\'\'\'{day}\'\'{day}\'\'\'\'\'\n'

    assert parse_toml(text.encode()).document == tomllib.loads(text)


def test_quotes_at_the_end_of_a_long_text_belong_to_it() -> None:
    """What follows a text that ends in quotes of its own is read for what it is."""
    text = 'a = ["""b"""", 2022-02-17]\n' + "b = ['''b'''', 2022-02-17]\n"

    assert parse_toml(text.encode()).document == {"a": ['b"', "2022-02-17"], "b": ["b'", "2022-02-17"]}


def test_only_the_dots_of_a_key_are_counted() -> None:
    """A key of eight dots is read, whatever its value."""
    assert parse_toml(b"a.b.c.d.e.f.g.h.i = 1.5\nj = 1.5").line_of("$.j") == 2


@pytest.mark.parametrize(
    "value", ["1.5", "1e5", "1_0.5", "inf", "+inf", "-nan", "10:00:00", "10:00:00.500000"]
)
def test_what_no_field_takes_stays_as_written(value: str) -> None:
    """Fractions and times of no day are kept, so that they can be named."""
    found = parse_toml(f"a = {value}".encode()).document

    assert (found, repr(found)) == ({"a": Literal(value)}, f"{{'a': {value}}}")


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("1_000", 1000),
        ("-0", 0),
        ("0x1F", 31),
        ("0o14", 12),
        ("true", True),
        ("9" * 18, 10**18 - 1),
        ("0xFFFFFFFFFFFFFFFF", Literal(str(2**64 - 1))),
    ],
)
def test_a_whole_number_in_toml_is_a_number(number: str, value: object) -> None:
    """Whole numbers are numbers, up to the digits that JSON text may have."""
    found = parse_toml(f"a = {number}".encode()).document

    assert (found, repr(found)) == ({"a": value}, repr({"a": value}))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = 1\na = 2\n", "must be TOML: ... (line 2, column 6)"),
        ("a = 1\n[b\n", "must be TOML: ... (line 2, column 3)"),
        ("a = 1\r\nb = [1,\r\n2", "must be TOML: ... (line 3, column 2)"),
        ("a = 2031-05-02 ?", "must be TOML: ... (line 1, column 16)"),
        ("a = 2031-02-30", "must be TOML: ... (line 1, column 5)"),
        ("a = {b = 2031-05-02, b = 2}", "must be TOML: ... (line 1, column 27)"),
        (f"a = 1\nb = {'9' * 19}", "must not hold a whole number of more than 18 digits (line 2, column 5)"),
        (f"b = -{'1_' * 5000}1", "must not hold a whole number of more than 18 digits (line 1, column 5)"),
        (f"b = 0x{'F' * 9999}", "must not hold a whole number of more than 18 digits (line 1, column 5)"),
        (f"a = 1\n{'a.' * 9}b = 1", "must not hold a key of more than 8 dots (line 2, column 18)"),
        (f"[{'a . ' * 999}b]", "must not hold a key of more than 8 dots (line 1, column 36)"),
    ],
)
def test_what_is_no_toml_is_refused_with_its_line(text: str, message: str) -> None:
    """What is no TOML, or would be dear to read, is refused with its line and column."""
    problem = refusal(text)

    told = problem.message.replace("(column", f"(line {problem.line}, column")
    assert re.fullmatch(re.escape(message).replace(r"\.\.\.", ".+"), told)
    assert problem.path == "$"


def test_dotted_keys_count_as_levels() -> None:
    """Levels that stand in dotted keys are counted together with brackets."""
    text = "a.a.a.a.a.a.a.a={" * 7 + "a.a.a.a.a.a.a=1" + "}" * 7

    assert parse_toml(text.encode()).document != {}
    assert refusal(text.replace("=1", ".a.a=1")) == Problem("$", "must be at most 64 levels deep")


# Lines

TOML = '''
title = """
[[claims]]
"""  # the story
[[claims]]
id = "a"
accused = [
  "north", # [[
  {x = 1},
]

[[claims.links]]
kind = 'counters'
[[claims.links]]
"odd key" = 1

[[claims]]
  links.x.y = {z = 2031-05-02}
  [claims.more."deep er"]
  k = 1
[other]
[other.one]
'''
TOML_LINES = {
    "$": 1,
    "$.title": 2,
    "$.claims": 5,
    "$.claims[0]": 5,
    "$.claims[0].missing": 5,
    "$.claims[0].id": 6,
    "$.claims[0].accused": 7,
    "$.claims[0].accused[0]": 7,
    "$.claims[0].accused[1].x": 7,
    "$.claims[0].links": 12,
    "$.claims[0].links[0].kind": 13,
    "$.claims[0].links[1]": 14,
    "$.claims[0].links[1]['odd key']": 15,
    "$.claims[1]": 17,
    "$.claims[1].links.x.y.z": 18,
    "$.claims[1].more": 19,
    "$.claims[1].more['deep er'].k": 20,
    "$.other": 21,
    "$.other.one": 22,
    "$.nothing": 1,
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_line_of_a_path_in_toml_is_where_its_statement_starts(ends: str) -> None:
    """In TOML the line is the first one of the table or of the key with its value."""
    found = parse_toml(TOML.replace("\n", ends).encode())

    assert {path: found.line_of(path) for path in TOML_LINES} == TOML_LINES


@settings(max_examples=30)
@given(dossiers(), st.data())
def test_the_line_of_a_record_in_toml_is_that_of_its_table(dossier: Dossier, data: st.DataObject) -> None:
    """The line of each record is the one on which its table starts, however the values are written."""
    before: dict[str, object] = json.loads(dumps(dossier)) | {"speakers": {}}
    del before["speakers"]
    text = tomli_w.dumps(before, multiline_strings=data.draw(st.booleans()))
    text += '[[speakers]]\nid = "s"\n\n[[speakers]]\nid = "marked"\n'
    line = text.split("\n").index('id = "marked"') + 1

    found = parse_toml(text.encode())

    assert [found.line_of(f"$.speakers[1]{below}") for below in ("", ".id", ".kind")] == [
        line - 1,
        line,
        line - 1,
    ]
