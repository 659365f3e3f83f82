from collections.abc import Callable, Iterator

import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st

from attribution import Claim, InvalidRecordError, Mode, Problem, Speaker, SpeakerId, Stance, When
from attribution.fields import (
    DERIVED,
    LARGEST_NUMBER,
    LONGEST_ID,
    Checked,
    Sound,
    as_enum,
    as_tuple,
    as_when,
    fields_of,
    nearest,
)

STANCES = ", ".join(Stance)


@frozen(kw_only=True)
class Sample(Checked):
    """A value with a field of each sort."""

    id: SpeakerId = DERIVED
    text: str = "x"
    optional: str | None = None
    date: When = When("2031")  # noqa: RUF009  # it is frozen
    word: Stance = Stance.ASSERTS
    count: int = 0
    switch: bool = False
    to: SpeakerId | None = None
    many: tuple[str, ...] = ()
    links: tuple[tuple[str, ...], ...] = ()
    claims: tuple[Claim, ...] = ()
    digest: str | None = None
    url: str | None = None
    same_as: tuple[str, ...] = ()
    call: Callable[[], object] = print
    worked_out: str = field(init=False, default="")

    def _problems(self, sound: Sound) -> Iterator[Problem]:
        if sound(["count", "text"]) and self.count == 13:
            yield Problem("count", f"must not be 13 beside {self.text}")

    def _settle(self) -> None:
        object.__setattr__(self, "worked_out", f"{self.text} {self.count}")


def problems_of(**fields: object) -> list[str]:
    """What is wrong with a sample that has these fields."""
    with pytest.raises(InvalidRecordError) as caught:
        Sample(**fields)  # type: ignore[arg-type]
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("id", None, "id must be text, got None"),
        ("id", "\0", "id must be printable, without spaces at its ends, got '\\x00'"),
        ("text", 3, "text must be text, got 3"),
        ("text", None, "text must be text, got None"),
        ("text", " \n", "text must not be blank, got ' \\n'"),
        ("text", "\udc80", "text must not hold half a surrogate pair, got '\\udc80'"),
        ("optional", "", "optional must not be blank, got ''"),
        ("date", "2031-13", "date names no day of the calendar (years 0001 to 9999), got '2031-13'"),
        ("date", 2031, "date must be an EDTF string, got 2031"),
        (
            "word",
            "asserts",
            f"word must be one of {', '.join(Stance)}, got 'asserts' (did you mean 'asserts'?)",
        ),
        ("word", Mode.DIRECT, f"word must be one of {STANCES}, got <Mode.DIRECT: 'direct'>"),
        ("count", True, f"count must be a whole number from 0 to {LARGEST_NUMBER}, got True"),
        ("count", -1, f"count must be a whole number from 0 to {LARGEST_NUMBER}, got -1"),
        ("count", 2**53, f"count must be a whole number from 0 to {LARGEST_NUMBER}, got {2**53}"),
        ("count", 10**5000, f"count must be a whole number from 0 to {LARGEST_NUMBER}, got <int>"),
        ("switch", 1, "switch must be true or false, got 1"),
        ("to", 3, "to must be a Speaker or its id, got 3"),
        ("to", " ", "to must not be blank, got ' '"),
        ("to", "x" * 513, "to must be at most 512 characters long, got 513"),
        ("many", ["x"], "many must be a list, got ['x']"),
        ("many", ("x", 3, "y", ""), "many[1] must be text, got 3;many[3] must not be blank, got ''"),
        ("links", (("x",), ("x", 3), 4), "links[1][1] must be text, got 3;links[2] must be a list, got 4"),
        ("claims", ("x",), "claims[0] must be a Claim, got 'x'"),
        ("digest", "A" * 64, f"digest must be a SHA-256 digest, 64 digits of 0-9a-f, got '{'A' * 64}'"),
        ("url", "x", "url must be a URI, such as 'https://example.org/', got 'x'"),
        ("same_as", ("a:b", "b"), "same_as[1] must be a URI, such as 'https://example.org/', got 'b'"),
        ("call", 3, "call must be a function, got 3"),
    ],
    ids=range(27),
)
def test_a_field_is_checked_by_its_type(name: str, value: object, message: str) -> None:
    """What does not fit a field's type is told with the field's name, and what was got."""
    assert problems_of(**{name: value}) == message.split(";")


def test_every_problem_is_told_at_once() -> None:
    """All fields are checked; what holds between fields is asked only where these are sound."""
    assert problems_of(count=13) == ["count must not be 13 beside x"]
    assert problems_of(count=13, text="", url="x") == [
        "text must not be blank, got ''",
        "url must be a URI, such as 'https://example.org/', got 'x'",
    ]


def test_what_follows_is_filled_in() -> None:
    """A sound value is settled after its checks, and only its own fields are the constructor's."""
    assert Sample(count=3).worked_out == "x 3"
    assert [a.name for a in fields_of(Sample)][-1] == "call"


@pytest.mark.parametrize(
    "value", ["x", "a b", "\u6865", "x" * LONGEST_ID, "S201", "https://example.org/?a=b#c", "\U0001f701"]
)
def test_ids_are_printable(value: str) -> None:
    """An id is any printable text up to the limit."""
    assert Sample(id=SpeakerId(value)).id == value


@pytest.mark.parametrize(
    "value", ["https://example.org/", "urn:isbn:0", "a:b", "a+b.c-1:x", "https://\u6865.example/"]
)
def test_uris_have_a_scheme(value: str) -> None:
    """Any text with a scheme and without spaces is a URI."""
    assert Sample(url=value).url == value


def test_a_tuple_is_made_of_anything_but_text() -> None:
    """Any iterable becomes a tuple, a set in the order of its texts; texts and mappings stay as they are."""
    assert as_tuple(["b", "a"]) == as_tuple(iter(["b", "a"])) == as_tuple(("b", "a")) == ("b", "a")
    assert as_tuple({"b", "a", "c"}) == as_tuple(frozenset("cab")) == ("a", "b", "c")
    assert as_tuple([1, 2], lambda item: str(item)) == ("1", "2")
    assert [as_tuple(x) for x in ("ab", b"ab", {"a": 1}, 3, None)] == ["ab", b"ab", {"a": 1}, 3, None]


@given(st.sets(st.one_of(st.integers(), st.text(), st.booleans(), st.none())))
def test_any_set_becomes_a_tuple(values: set[object]) -> None:
    """A set of anything is taken, for the checks to name what is wrong in it."""
    found = as_tuple(values)

    assert isinstance(found, tuple)
    assert set(found) == values


def test_a_set_of_huge_numbers_becomes_a_tuple() -> None:
    """A set of numbers that Python does not write out is taken too."""
    assert as_tuple({10**5000}) == (10**5000,)


def test_sets_of_records_have_one_order() -> None:
    """A set of records gives the order of their ids in every run."""
    speakers = {Speaker(id=SpeakerId(f"s{n}"), name=f"{9 - n}") for n in range(9)}

    assert Claim(text="x", parties=speakers).parties == tuple(f"s{n}" for n in range(9))


def test_words_and_dates_are_converted() -> None:
    """A value of the list becomes its word and an EDTF text a date; anything else stays as it is."""
    assert as_enum(Stance, "denies") is Stance.DENIES
    assert [as_enum(Stance, x) for x in ("x", Mode.DIRECT, 3, None)] == ["x", Mode.DIRECT, 3, None]
    assert as_when("2031~") == When("2031~")
    assert [as_when(x) for x in ("x", When("2031"), 3, None)] == ["x", When("2031"), 3, None]


def test_a_hint_names_the_nearest_word() -> None:
    """The nearest known word is named, in whatever case; none where none is near."""
    words = ["asserts", "denies"]

    assert [nearest(value, words) for value in ("Asserst", "DENIES", "xyz", 3, "x" * 1_000_000)] == [
        " (did you mean 'asserts'?)",
        " (did you mean 'denies'?)",
        "",
        "",
        "",
    ]
