import re
import sys

import pytest

from attribution import InvalidRecordError, Problem
from attribution.codec.handwritten import parse_yaml
from attribution.codec.jsontext import Doubled, Literal
from attribution.errors import MissingExtraError


def plain(text: str | bytes) -> object:
    """What YAML text holds."""
    return parse_yaml(text.encode() if isinstance(text, str) else text).document


def refusal(text: str | bytes) -> Problem:
    """The one problem for which a text is refused."""
    with pytest.raises(InvalidRecordError) as caught:
        parse_yaml(text.encode() if isinstance(text, str) else text)
    [problem] = caught.value.problems
    return problem


# YAML 1.2.2, section 10.3.2, with the examples of section 10.3.
CORE = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
    "0": 0,
    "2022": 2022,
    "-19": -19,
    "+12": 12,
    "007": 7,
    "0o7": 7,
    "0o14": 12,
    "0x3A": 58,
    "9" * 18: 10**18 - 1,
    "9" * 19: Literal("9" * 19),
    "9" * 5000: Literal("9" * 5000),
    "0xFFFFFFFFFFFFFFFF": Literal("0xFFFFFFFFFFFFFFFF"),
    "0.": Literal("0."),
    "-0.0": Literal("-0.0"),
    ".5": Literal(".5"),
    "+12e03": Literal("+12e03"),
    "-2E+05": Literal("-2E+05"),
    ".inf": Literal(".inf"),
    "-.Inf": Literal("-.Inf"),
    "+.INF": Literal("+.INF"),
    ".nan": Literal(".nan"),
    ".NaN": Literal(".NaN"),
}
# fmt: off
WORDS = [
    "no", "yes", "on", "off", "y", "n", "No", "YES", "nULL", "tRUE",
    "None", "nan", "inf", "NaN", "-.nan", ".", "..", "+", "+-", "2022-02-17",
    "2022-02", "2022-02-17T10:00:00Z", "12:30", "190:20:30", "0b101", "0o8", "0o", "0x", "0xG", "-0x1",
    "+0o7", "1_000", "1e", "1e+", "e5", "0.1.2", "1,5", "<<", "=", "http://example.org/#a",
    "a#b",
]
# fmt: on


@pytest.mark.parametrize("word", CORE)
@pytest.mark.parametrize("form", ["a: {}", "{{a: {}}}", "? a\n: {}", "a: {} # why\n", "a:\n  {}\n"])
def test_a_plain_word_is_what_the_core_schema_says(word: str, form: str) -> None:
    """Null, true and false, and numbers are told from text by the tables of YAML 1.2, wherever they stand."""
    found = plain(form.format(word))

    assert (found, repr(found)) == ({"a": CORE[word]}, repr({"a": CORE[word]}))


@pytest.mark.parametrize("word", WORDS)
def test_any_other_word_is_text(word: str) -> None:
    """Words that older YAML, or other programs, take for more than text are text as written."""
    assert plain(f"a: {word}\n") == {"a": word}


@pytest.mark.parametrize("word", CORE)
@pytest.mark.parametrize(
    "form", ['"{}"', "'{}'", "! {}", "!!str {}", "!<tag:yaml.org,2002:str> {}", "|-\n {}"]
)
def test_what_is_quoted_or_called_text_is_text(word: str, form: str) -> None:
    """Quotes, a block and the tag `!!str` make text of any word."""
    assert plain("a: " + form.format(word)) == {"a": word}


def test_a_tag_of_the_core_may_say_what_a_word_is() -> None:
    """Tags of the core schema hold where the word fits them."""
    text = 'a: !!int "7"\nb: !!float 7\nc: !!null\nd: !!seq [!!bool true]\ne: !!map {}\nf: ! []\n'

    assert plain(text) == {"a": 7, "b": Literal("7"), "c": None, "d": [True], "e": {}, "f": []}


def test_text_of_many_lines_is_folded_or_kept() -> None:
    """Blocks keep their lines or fold them."""
    assert plain("a: |\n  x\n  y\nb: >-\n  x\n  y\nc: x\n  y\n") == {"a": "x\ny\n", "b": "x y", "c": "x y"}


def test_two_escapes_of_one_character_are_joined() -> None:
    """A character beyond U+FFFF that is written in two escapes, as JSON does, is one."""
    assert plain(r'["\ud83d\ude00", "\ude00\ud83d", "\U0001f600"]') == ["😀", "\ude00\ud83d", "😀"]


def test_a_key_given_twice_is_kept_for_the_reader_to_refuse() -> None:
    """Keys given twice are told, as those of JSON are."""
    found = plain("b: 0\na: 1\nb: 2\na: 3\n")

    assert found == Doubled({"b": 2, "a": 3}, ("b", "a"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "must be one YAML document, got none (line 1, column 1)"),
        ("# a\n", "must be one YAML document, got none (line 2, column 1)"),
        ("a: 1\n---\nb: 2\n", "must be one YAML document, got a second one (line 2, column 1)"),
        ("%YAML 1.1\n---\na: no\n", "must be YAML 1.2, got %YAML 1.1 (line 2, column 1)"),
        ("%TAG !e! tag:x,2031:\n---\na: 1\n", "must not hold %TAG (line 2, column 1)"),
        ("a: 1\nb: &x 2\n", "must not hold an anchor, got &x (line 2, column 4)"),
        ("a: 1\nb: *x\n", "must not hold an alias, got *x (line 2, column 4)"),
        ("a:\n  <<: *x\n", "must not hold an alias, got *x (line 2, column 7)"),
        ("a: !foo 1", "must not hold the tag !foo here (line 1, column 4)"),
        ("- !!python/name:os 1", "must not hold the tag !!python/name:os here (line 1, column 3)"),
        ("- !!timestamp 2031-05-02", "must not hold the tag !!timestamp here (line 1, column 3)"),
        ("- !!map []", "must not hold the tag !!map here (line 1, column 3)"),
        ("- !!seq {}", "must not hold the tag !!seq here (line 1, column 3)"),
        ("- !!str {}", "must not hold the tag !!str here (line 1, column 3)"),
        ("- !str a", "must not hold the tag !str here (line 1, column 3)"),
        ("- !<str> a", "must not hold the tag str here (line 1, column 3)"),
        ("- !!int a", "must fit its tag !!int, got 'a' (line 1, column 3)"),
        ("- !!int 1.5", "must fit its tag !!int, got '1.5' (line 1, column 3)"),
        ("a: 1\n2: b", "must have keys that are text, got 2 (line 2, column 1)"),
        ("? [a]\n: b", "must have keys that are text, got a list or an object (line 1, column 3)"),
        ("? {a: b}\n: b", "must have keys that are text, got a list or an object (line 1, column 3)"),
        ("a:\n\t- b", "must be YAML: ... (line 2, column 1)"),
        ("a: b: c", "must be YAML: ... (line 1, column 5)"),
        ("a: [b", "must be YAML: ... (line 1, column 6)"),
        (
            "- |\n \n\n   a",
            "must be YAML: ... (line 4, column 4)",
        ),
        (
            'a: 1\nb: "\\UFFFFFFFF"',
            "must be YAML: ..., after (line 2, column 1)",
        ),
        (
            "a: b\x00",
            "must not hold U+0000 as it is (in double quotes, \\u0000 stands for it) (line 1, column 5)",
        ),
        (
            "a: b\r\nc: \u2028",
            "must not hold U+2028 as it is (in double quotes, \\u2028 stands for it) (line 2, column 4)",
        ),
        (
            f"a: !{'x' * 70_000}",
            "must not hold a tag or a comment of more than 65536 characters (line 1, column 4)",
        ),
        (
            f"a: |- #{'x' * 70_000}\n b",
            "must not hold a tag or a comment of more than 65536 characters (line 1, column 4)",
        ),
    ],
)
def test_yaml_that_a_dossier_has_no_use_for_is_refused_by_name(text: str, message: str) -> None:
    """What has no place in a dossier, or is no YAML, is refused with its line and column."""
    problem = refusal(text)

    told = problem.message.replace("(column", f"(line {problem.line}, column")
    assert re.fullmatch(re.escape(message).replace(r"\.\.\.", ".+"), told)
    assert problem.path == "$"


def test_a_long_name_is_cut_in_the_message() -> None:
    """A message stays short, however long the words that it quotes."""
    for text in ("&" + "a" * 9999, "*" + "a" * 9999, "!" + "a" * 9999, f"? !!int {'a' * 9999}\n: b"):
        assert len(refusal(text).message) < 300


def test_without_the_extra_yaml_is_refused_by_the_name_of_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has no parser for YAML is told how to get it."""
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)

    with pytest.raises(MissingExtraError, match=r'reading YAML needs .* "attribution-statements\[yaml\]"'):
        parse_yaml(b"a: 1")
