import copy
import errno
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

from attribution import (
    RULES,
    AttributionError,
    Claim,
    Document,
    Dossier,
    Evidence,
    InvalidRecordError,
    Link,
    NotADossierError,
    Problem,
    RuleFailedError,
    Span,
    Speaker,
    Statement,
    UnknownIdError,
    UnknownRuleError,
    UnresolvedDateError,
    Waiver,
    dumps,
    loads,
)
from attribution.errors import MissingExtraError
from attribution.fields import Checked
from attribution.strategies import dossiers, links, records, spans, waivers, whens


def pickled(protocol: int) -> Callable[[Any], Any]:
    """Copying by a pickle of that protocol."""
    return lambda value: pickle.loads(pickle.dumps(value, protocol))  # noqa: S301  # our own


WAYS: dict[str, Callable[[Any], Any]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{f"pickle {protocol}": pickled(protocol) for protocol in range(pickle.HIGHEST_PROTOCOL + 1)},
}
each_way = pytest.mark.parametrize("way", WAYS)

NORTH = Speaker(id="north", name="North")
CLAIM = Claim(
    id="sunk",
    text="The ferry sank.",
    accused=[NORTH],
    links=[Link("counters", Claim(id="c", text="It floats."))],
)
SAID = Statement(
    speaker=NORTH,
    stance="asserts",
    claim=CLAIM,
    document=Document(id="paper"),
    spans=[Span(7, 9)],
    cue="told reporters",
    said="2031-05~",
)


@each_way
@given(value=records() | waivers() | spans() | links() | whens() | dossiers())
def test_copy_is_equal(way: str, value: Any) -> None:
    """A copy of any record, value or dossier is equal to it, of the same class and with the same hash."""
    again = WAYS[way](value)

    assert type(again) is type(value)
    assert again == value
    assert hash(again) == hash(value)


@each_way
def test_derived_id_is_copied(way: str) -> None:
    """The id that followed from the content still does."""
    assert WAYS[way](SAID).id == SAID.id


@each_way
def test_what_was_read_is_copied(way: str) -> None:
    """Records that were filled in from a file are copied as those that were made."""
    dossier = loads(dumps(Dossier.of(NORTH, title="The ferry")))

    again = WAYS[way](dossier)

    assert (again, again.title, again["north"]) == (dossier, "The ferry", NORTH)


@each_way
@pytest.mark.parametrize(
    "value",
    [NORTH, CLAIM, SAID, Span(7, 9), CLAIM.links[0], Dossier.of(NORTH)],
    ids=lambda value: type(value).__name__,
)
def test_copy_goes_through_the_constructor(way: str, value: Checked, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever way a copy is made, it is checked like any other record."""
    checked: list[type] = []
    check = Checked.__attrs_post_init__

    def noted(self: Checked) -> None:
        checked.append(type(self))
        check(self)

    monkeypatch.setattr(Checked, "__attrs_post_init__", noted)

    WAYS[way](value)

    assert type(value) in checked


def _elsewhere(text: str) -> Any:
    """The same text as another object, which a pickle holds once more."""
    return "".join(list(text))


# What is pickled, and what is changed in the bytes of it, each of the same length.
TAMPERED: list[tuple[Any, bytes, bytes, str]] = [
    (NORTH, b"North", b"     ", "name must not be blank, got '     '"),
    (Document(id="paper", url="https:x"), b"https:x", b"httpsxx", "url must be a URI"),
    (CLAIM, b"The ferry sank.", b" " * 15, "text must not be blank"),
    (SAID, b"2031-05~", b"2031-13~", "names no day of the calendar"),
    (SAID, b"told reporters", b" " * 14, "cue must not be blank"),
    (
        Evidence(description="film", kind="video", availability="withheld"),
        b"film",
        b"    ",
        "description must not",
    ),
    (Waiver(rule="S203", subjects=["sunk"], reason="known"), b"known", b"     ", "reason must not be blank"),
    (Link("counters", _elsewhere("floats")), b"floats", b" float", "claim must be printable"),
    (Span(7, 9), b"K\x09", b"K\x03", r"end must be greater than start \(7\), got 3"),
    (Dossier.of(NORTH, title="Ferry"), b"Ferry", b"     ", "title must not be blank"),
    (
        Dossier.of(NORTH, Claim(text="It sank.", accused=[_elsewhere("north")])),
        b"north",
        b"south",
        "accused",
    ),
]


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
@pytest.mark.parametrize(
    ("value", "before", "after", "message"),
    TAMPERED,
    ids=[f"{type(each[0]).__name__}-{each[1]!r}" for each in TAMPERED],
)
def test_tampered_pickle_is_refused(
    value: object, before: bytes, after: bytes, message: str, protocol: int
) -> None:
    """A pickle in which somebody changed a value makes no record that the constructor would refuse."""
    data = pickle.dumps(value, protocol)
    assert before in data

    with pytest.raises(InvalidRecordError, match=message):
        pickle.loads(data.replace(before, after, 1))  # noqa: S301  # our own


def test_indexes_are_not_pickled() -> None:
    """A pickle is the same before and after the dossier was used."""
    dossier = Dossier.of(NORTH, CLAIM, Claim(id="c", text="It floats."), evidence())
    before = pickle.dumps(dossier)

    assert dossier.statements_on(CLAIM) == ()
    assert len(dossier.evidence_on(CLAIM)) == 1
    assert dossier.camp(NORTH) == {NORTH.id}
    assert len(dossier.lineage.roots) == 1

    assert pickle.dumps(dossier) == before


def evidence() -> Evidence:
    """An item that speaks for the claim."""
    return Evidence(id="film", description="film", kind="video", availability="withheld", supports=[CLAIM])


def test_records_can_still_be_changed_into_others() -> None:
    """`attrs.evolve` makes another record, and checks it."""
    assert evolve(NORTH, name="South") == Speaker(id="north", name="South")
    with pytest.raises(InvalidRecordError, match="name must not be blank"):
        evolve(NORTH, name=" ")


@each_way
def test_fields_kept_aside_are_copied(way: str) -> None:
    """What a newer version of the format holds is not lost in a copy."""
    newer = '{"format": "attribution/1.1", "mood": {"is": ["grim"]}, "speakers": [{"name": "N", "age": 3}]}'
    dossier = loads(newer, unknown="keep")

    again = WAYS[way](dossier)

    assert again.unknown == dossier.unknown
    assert dumps(again) == dumps(dossier)
    with pytest.raises(TypeError):
        again.unknown["mood"] = 3


@each_way
@pytest.mark.parametrize("rule", RULES[:3], ids=lambda rule: rule.code)
def test_rules_are_copied(way: str, rule: object) -> None:
    """A rule can be sent to another process."""
    assert WAYS[way](rule) == rule


# Errors


MANY = [Problem(f"$.speakers[{number}].name", "is missing", line=number) for number in range(1003)]
ERRORS: list[AttributionError] = [
    AttributionError("wrong"),
    InvalidRecordError("dossier", MANY[:2]),
    InvalidRecordError("dossier", MANY, left_out=4),
    NotADossierError(errno.EEXIST, "is no dossier", "ferry.txt"),
    MissingExtraError("reading YAML", needs="ruamel.yaml", extra="yaml"),
    RuleFailedError("X901", "sunk", "it broke"),
    RuleFailedError("X901", None, "it broke"),
    UnknownIdError("the dossier holds no record with the id 'x'"),
    UnknownRuleError("no rule is called 'x'"),
    UnresolvedDateError("'then' says no date"),
]


@each_way
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_error_is_copied(way: str, error: AttributionError) -> None:
    """An error that comes from another process says what it said there, notes included."""
    error.add_note("seen on Ferry Street")

    again = WAYS[way](error)

    assert type(again) is type(error)
    assert str(again) == str(error)
    assert {**vars(again)} == {**vars(error)}


@each_way
def test_what_an_error_holds_is_copied(way: str) -> None:
    """What is no text of an error survives too."""
    invalid: InvalidRecordError = WAYS[way](InvalidRecordError("dossier", MANY, left_out=4))
    refused: NotADossierError = WAYS[way](NotADossierError(errno.EEXIST, "is no dossier", "ferry.txt"))
    missing: MissingExtraError = WAYS[way](MissingExtraError("reading", needs="ruamel.yaml", extra="yaml"))

    assert (invalid.what, invalid.problems, invalid.left_out) == ("dossier", tuple(MANY[:1000]), 7)
    assert (refused.errno, refused.strerror, refused.filename) == (errno.EEXIST, "is no dossier", "ferry.txt")
    assert (missing.module, missing.name, missing.extra) == ("reading", "ruamel.yaml", "yaml")
