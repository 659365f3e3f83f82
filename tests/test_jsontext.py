import json
from collections.abc import Callable
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import InvalidRecordError, loads
from attribution.codec import jsontext
from attribution.codec.jsontext import DEEPEST, Doubled, Literal, parse

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**16), 10**16) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON, st.booleans())
def test_what_loses_nothing_is_as_json_reads_it(value: object, as_bytes: bool) -> None:
    """Text, whole numbers, lists and objects are what Python's own reader makes of them."""
    text = json.dumps(value)

    assert parse(text.encode() if as_bytes else text) == value


@given(st.text() | st.text(alphabet='[]{}",:\\ 01eNn.-'))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever the text, it is read where Python's own reader reads it, else refused at the root."""
    try:
        json.loads(text)
        is_json = True
    except json.JSONDecodeError:
        is_json = False

    assert refusals(text) == ([] if is_json else ["$"])


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Whatever the bytes, they are read or refused at the root."""
    assert refusals(data) in ([], ["$"])


def refusals(data: bytes | str) -> list[str]:
    """Where the data is at fault."""
    try:
        parse(data)
    except InvalidRecordError as error:
        return [problem.path for problem in error.problems]
    return []


@pytest.mark.parametrize("number", ["1.0", "-0.5", "1e5", "1E+400", "NaN", "Infinity", "-Infinity", "1" * 19])
def test_a_number_that_no_field_takes_stays_as_written(number: str) -> None:
    """Fractions, numbers that are none and very long ones are kept as written."""
    found = parse(f"[{number}]")

    assert (found, repr(found)) == ([Literal(number)], f"[{number}]")


def test_keys_given_twice_are_kept_by_name() -> None:
    """An object says which of its keys are given more than once, in order, each once."""
    found: Any = parse('{"b": 1, "a": 2, "b": 3, "c": {"d": 0, "d": 1}, "a": 4, "b": 5}')

    assert found == Doubled({"b": 5, "a": 4, "c": Doubled({"d": 1}, ("d",))}, ("b", "a"))
    assert repr(found) == "{'b': 5, 'a': 4, 'c': {'d': 1}}"


@pytest.mark.parametrize("pair", ["[]", "{}"])
def test_depth_is_limited(pair: str) -> None:
    """As many brackets as the limit may be open at once, and no more; those in texts do not count."""
    key = '"[{":' if pair == "{}" else '"[{",'
    deep = (pair[0] + key) * DEEPEST + "0" + pair[1] * DEEPEST

    parse(deep)
    with pytest.raises(InvalidRecordError, match=r"\$ must be at most 64 brackets deep"):
        parse(pair[0] + key + deep + pair[1])


def test_brackets_side_by_side_are_not_deep() -> None:
    """Only brackets that are open at once count."""
    wide = "[" + ",".join(["[]", '{"a": "]]]"}', '"\\"[["'] * 1000) + "]"

    assert parse(wide) == [[], {"a": "]]]"}, '"[['] * 1000


def test_size_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Data larger than the limit is refused unread."""
    monkeypatch.setattr(jsontext, "LARGEST", 10)

    assert parse(b'"12345678"') == "12345678"
    with pytest.raises(InvalidRecordError, match=r"\$ must be at most 10 bytes long, got 11"):
        parse(b'"123456789"')


def test_an_error_says_where_the_text_breaks() -> None:
    """The one problem of a broken text names the line and the column."""
    with pytest.raises(InvalidRecordError) as caught:
        parse('{\n  "a": 1,\n  "b" 2\n}')

    assert str(caught.value) == (
        "dossier: line 3: $ must be one JSON document: expecting ':' delimiter (column 7)"
    )


@pytest.mark.parametrize(
    "make",
    [
        lambda size: "[" * size,
        lambda size: '"' + "x" * size,
        lambda size: '"' + "\\" * (2 * size + 1),
        lambda size: '"' + '\\"' * size,
        lambda size: '["",' * (size // 100) + '"' * size,
        lambda size: "9" * size,
        lambda size: "-" + "9" * size + ".",
        lambda size: " " * size,
        lambda size: "\\" * size + '"',
    ],
    ids=range(9),
)
def test_broken_texts_are_refused_in_linear_time(make: Callable[[int], str]) -> None:
    """A broken text of megabytes is refused in a time that grows no faster than it."""

    def seconds(text: str) -> float:
        started = perf_counter()
        refusals(text)
        return perf_counter() - started

    small = min(seconds(make(100_000)) for _ in range(3))
    large = seconds(make(1_600_000))

    assert large < 160 * small + 0.5


def nesting(value: object) -> int:
    """How many lists and objects stand inside each other in a value."""
    if isinstance(value, list):
        return 1 + max(map(nesting, value), default=0)
    return 1 + max(map(nesting, value.values()), default=0) if isinstance(value, dict) else 0


MARKS = st.text(alphabet='[]{}"\\,: a', max_size=12)


@given(
    st.recursive(
        MARKS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(MARKS, inner, max_size=4)
    ),
    st.integers(0, 5),
)
def test_the_limit_of_depth_is_exact(value: object, limit: int) -> None:
    """A text is refused where more lists and objects than allowed stand inside each other, and only there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jsontext, "DEEPEST", limit)

        assert refusals(json.dumps(value)) == (["$"] if nesting(value) > limit else [])


@pytest.mark.parametrize(
    "value", [None, 3, [], {}, bytearray(b"{}"), object()], ids=lambda value: type(value).__name__
)
def test_what_is_no_text_is_refused(value: Any) -> None:
    """Something else than text is refused by name, and not by whatever first fails on it."""
    with pytest.raises(InvalidRecordError, match=r"\$ must be text or bytes, got "):
        loads(value)
