import json
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from typing import NamedTuple

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from attribution import Claim, Dossier, InvalidRecordError, Problem, Span, Speaker, dumps
from attribution.codec.handwritten import LARGEST_BY_HAND, Handwritten, parse_toml, parse_yaml
from attribution.codec.jsontext import DEEPEST, parse
from attribution.strategies import dossiers

Parse = Callable[[bytes], Handwritten]
PARSERS = (parse_toml, parse_yaml)
KEYS = st.sampled_from(["claims", "odd key", "a.b", "x]", "it's", 'say "x"', "é", "k" * 100, "2031-05-02"])
# Values that stand on one line, and may stand in JSON, TOML and YAML.
TREES = st.recursive(
    st.booleans() | st.integers(-(10**16), 10**16) | st.text("ab :#-'\"[]{}.,=é\\", max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


def plain(text: str | bytes) -> object:
    """What YAML text holds."""
    return parse_yaml(text.encode() if isinstance(text, str) else text).document


def refusal(parser: Parse, text: str | bytes) -> Problem:
    """The one problem for which a text is refused."""
    with pytest.raises(InvalidRecordError) as caught:
        parser(text.encode() if isinstance(text, str) else text)
    [problem] = caught.value.problems
    return problem


# The same as JSON


@settings(max_examples=60)
@given(dossiers())
def test_yaml_means_what_json_means(dossier: Dossier) -> None:
    """A dossier that ruamel writes as YAML is read as the JSON that the library writes."""
    wire = json.loads(dumps(dossier))
    stream = StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = False
    yaml.dump(wire, stream)

    assert plain(stream.getvalue()) == parse(dumps(dossier).encode())


@settings(max_examples=60)
@given(dossiers(), st.sampled_from([None, 2]))
def test_json_is_yaml(dossier: Dossier, indent: int | None) -> None:
    """A dossier in JSON is read as YAML to the same values."""
    text = json.dumps(json.loads(dumps(dossier)), indent=indent)

    assert plain(text) == parse(text.encode())


@settings(max_examples=60)
@given(dossiers(), st.booleans())
def test_toml_means_what_json_means(dossier: Dossier, in_many_lines: bool) -> None:
    """A dossier in TOML is read as the JSON that the library writes."""
    text = tomli_w.dumps(json.loads(dumps(dossier)), multiline_strings=in_many_lines)

    assert parse_toml(text.encode()).document == parse(dumps(dossier).encode())


@pytest.mark.parametrize("parser", PARSERS)
@given(st.binary() | st.text("[]{}:-?!&*#|>%@`'\"\\=.,~\n\t ab01\u2028\x00").map(str.encode))
def test_anything_is_read_or_refused(parser: Parse, data: bytes) -> None:
    """Whatever the bytes, they are read, or refused at the root."""
    try:
        problems: tuple[Problem, ...] = ()
        parser(data)
    except InvalidRecordError as error:
        problems = error.problems

    assert [problem.path for problem in problems] in ([], ["$"])


# What is refused


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xef\xbb\xbf", "must not start with a byte order mark (line 1, column 1)"),
        ("a".encode("utf-16"), "must be UTF-8, got byte 0xff (line 1, column 1)"),
        ("# é\n# ".encode() + b"\xed\xa0\x80", "must be UTF-8, got byte 0xed (line 2, column 3)"),
        (
            b"#" * (LARGEST_BY_HAND + 1),
            f"must be at most {LARGEST_BY_HAND} bytes long, got {LARGEST_BY_HAND + 1}",
        ),
    ],
)
def test_bytes_that_are_no_text_of_ours_are_refused_by_name(parser: Parse, data: bytes, message: str) -> None:
    """Encodings other than UTF-8, byte order marks and too much of anything are refused before parsing."""
    problem = refusal(parser, data)
    assert problem.message.replace("(column", f"(line {problem.line}, column") == message


@pytest.mark.parametrize("parser", PARSERS)
def test_a_null_byte_is_refused(parser: Parse) -> None:
    """Nothing holds a null byte."""
    assert refusal(parser, b"\x00").line == 1


class Nesting(NamedTuple):
    """Brackets, or what stands for them."""

    parser: Parse
    before: str
    opening: str
    inner: str
    closing: str


NESTINGS = [
    Nesting(parse_toml, "a = ", "[", "", "]"),
    Nesting(parse_toml, "a = ", "{a = ", "1", "}"),
    Nesting(parse_toml, "a = ", "[\n", "", "\n]"),
    Nesting(parse_yaml, "", "[", "", "]"),
    Nesting(parse_yaml, "", "[\n", "", "\n]"),
    Nesting(parse_yaml, "", "{a: ", "1", "}"),
    Nesting(parse_yaml, "", "- ", "1", ""),
    Nesting(parse_yaml, "", "? ", "1", ""),
]


@pytest.mark.parametrize("nesting", NESTINGS)
def test_only_so_many_levels_are_read(nesting: Nesting) -> None:
    """64 levels are read, and no more; where the rest is missing does not matter."""
    parser, before, opening, inner, closing = nesting
    levels = DEEPEST - bool(before)
    whole = before + opening * levels + inner + closing * levels

    if opening != "? ":
        assert parser(whole.encode()).document
    for text in (
        before + opening * (DEEPEST + 1) + inner + closing * (DEEPEST + 1),
        before + opening * 100_000,
    ):
        assert refusal(parser, text).message.startswith(f"must be at most {DEEPEST} levels deep")


@pytest.mark.parametrize("call", ["call()", "thread = Thread(target=call); thread.start(); thread.join()"])
def test_no_depth_ends_the_process(call: str) -> None:
    """Neither a raised recursion limit nor a small stack makes nesting dangerous."""
    code = f"""
import sys
from threading import Thread, stack_size
from attribution import InvalidRecordError
from attribution.codec.handwritten import parse_toml, parse_yaml
sys.setrecursionlimit(10**9)
stack_size(65536 * 2)
def call():
    toml = (b"a=[", b"a=[\\n", b"a={{a=", b"a.", b"[a.", b"[[", b"[[a.")
    yaml = (b"[", b"[\\n", b"{{a: ", b"{{? ", b"- ", b"? ", b"&a ", b"!a ")
    for parser, openings in ((parse_toml, toml), (parse_yaml, yaml)):
        for opening in openings:
            try:
                parser(opening + opening.removeprefix(b"a=") * 200_000)
            except InvalidRecordError:
                print("refused")
{call}
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, "refused\n" * 15, "")


# Lines


class Planted(NamedTuple):
    """A text, and a place in it."""

    text: str
    path: str
    line: int


@st.composite
def planted(draw: st.DrawFn) -> Planted:
    """A YAML text of one key or item a line, the path of one of them, and its line."""
    lines: list[str] = []
    spots: list[tuple[str, int]] = []

    def write(value: object, indent: str, path: str) -> None:
        pairs: list[tuple[str, str, object]] = []
        if isinstance(value, dict) and value:
            for key, each in value.items():
                shown = repr(key) if len(key) <= 78 else f"{key!r:.77}..."
                below = f".{key}" if key.isidentifier() and key.isascii() and len(key) <= 80 else f"[{shown}]"
                pairs.append((json.dumps(key) + ":", below, each))
        elif isinstance(value, list) and value:
            pairs = [("-", f"[{i}]", each) for i, each in enumerate(value)]
        for start, below, each in pairs:
            is_leaf = not isinstance(each, dict | list) or not each
            lines.append(f"{indent}{start} {json.dumps(each) if is_leaf else ''}")
            # An item that is a list or an object starts where the first thing in it does.
            spots.append((path + below, len(lines) + (start == "-" and not is_leaf)))
            write(each, indent + "  ", path + below)
            lines.extend(["# a comment", ""][: draw(st.integers(0, 2))])

    write(draw(st.dictionaries(KEYS, TREES, min_size=1, max_size=3)), "", "$")
    return Planted("\n".join(lines), *draw(st.sampled_from(spots)))


@given(planted())
def test_the_line_of_a_path_is_where_it_stands(spot: Planted) -> None:
    """Each key and each item is on the line on which it is written."""
    found = parse_yaml(spot.text.encode())

    assert found.line_of(spot.path) == spot.line
    assert found.line_of(f"{spot.path}.missing") == spot.line
    assert found.line_of(f"{spot.path}[99][1]['it.s']") == spot.line


def test_a_key_given_twice_stands_where_it_is_given_last() -> None:
    """The line is that of the value that counts, and nothing is left of the other one."""
    found = parse_yaml(b"a:\n- x: 1\n\na:\n- y: 1\n")

    assert [found.line_of(path) for path in ("$.a", "$.a[0].y", "$.a[0].x")] == [4, 5, 5]


def test_a_path_of_something_else_has_no_line() -> None:
    """Only what starts at the root has a place."""
    assert [parse_yaml(b"a: 1").line_of(path) for path in ("$", "$.b", "a", "")] == [1, 1, None, None]


@pytest.mark.parametrize(
    ("make", "written", "hint"),
    [
        (lambda: Speaker(name=2022), "2022", "must be text, got 2022 (without quotes it is a number)"),  # type: ignore[arg-type]  # wrong on purpose
        (lambda: Speaker(name=True), "True", "must be text, got True (without quotes it is true or false)"),  # type: ignore[arg-type]  # wrong on purpose
        (lambda: Speaker(name=None), "~", "must be text, got None"),  # type: ignore[arg-type]  # wrong on purpose
        (lambda: Claim(text="x", place=7), "7", "must be text, got 7 (without quotes it is a number)"),  # type: ignore[arg-type]  # wrong on purpose
        (
            lambda: Claim(text="x", occurred=2022),  # type: ignore[arg-type]  # wrong on purpose
            "2022",
            "must be an EDTF string, got 2022 (without quotes it is a number)",
        ),
        (
            lambda: Claim(text="x", accused=[7]),  # type: ignore[list-item]  # wrong on purpose
            "7",
            "must be a Speaker or its id, got 7 (without quotes it is a number)",
        ),
        (lambda: Speaker(name="x", anonymous=1), "1", "must be true or false, got 1"),  # type: ignore[arg-type]  # wrong on purpose
        (lambda: Span(start=-1, end=2), "-1", f"must be a whole number from 0 to {2**53 - 1}, got -1"),
        (lambda: Span(start=3, end=2), "2", "must be greater than start (3), got 2"),
        (lambda: Speaker(name=" "), '" "', "must not be blank, got ' '"),
    ],
)
def test_where_quotes_are_missing_the_problem_says_so(
    make: Callable[[], object], written: str, hint: str
) -> None:
    """A number, or true or false, where text belongs gets a hint beside its line; nothing else does."""
    with pytest.raises(InvalidRecordError) as caught:
        make()
    problem = Problem("$.a", caught.value.problems[0].message)

    assert parse_yaml(f"b: 1\na: {written}".encode()).placed(problem) == Problem("$.a", hint, 2)


def test_a_problem_with_what_is_missing_gets_the_line_around_it() -> None:
    """A missing key has the line of the record that lacks it."""
    problem = Problem("$.speakers[0].name", "is missing")

    assert parse_yaml(b"speakers:\n- id: 7\n").placed(problem) == Problem(
        "$.speakers[0].name", "is missing", 2
    )


def test_quotes_are_not_hinted_at_where_they_would_not_help() -> None:
    """A key that is not known, or given twice, is no better in quotes."""
    found = parse_yaml(b"nam: 3\n")

    told = found.placed(Problem("$.nam", "is no field of a Speaker (did you mean 'name'?)"))

    assert told.message == "is no field of a Speaker (did you mean 'name'?)"
