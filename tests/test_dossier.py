import copy
import pickle
from collections.abc import Iterable
from random import Random
from typing import Any

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution import (
    Claim,
    ClaimId,
    Difference,
    Document,
    Dossier,
    Evidence,
    InvalidRecordError,
    Link,
    LinkKind,
    Problem,
    Record,
    Speaker,
    SpeakerId,
    Statement,
    UnknownIdError,
    Waiver,
    When,
    assess,
    check,
)
from attribution.fields import fields_of
from attribution.strategies import dossiers

STATE = Speaker(id=SpeakerId("state"), name="State")
MINISTER = Speaker(id=SpeakerId("minister"), name="Minister", member_of=[STATE])
SPOKESMAN = Speaker(id=SpeakerId("spokesman"), name="Spokesman", member_of=[MINISTER])
ALLY = Speaker(id=SpeakerId("ally"), name="Ally", aligned_with=[STATE])
FRIEND = Speaker(id=SpeakerId("friend"), name="Friend of the ally", aligned_with=[ALLY])
OUTLET = Speaker(id=SpeakerId("outlet"), name="Outlet")
PAPER = Document(title="Paper", publisher=OUTLET, published="2031-05-02")
BLAST = Claim(text="The ally blew it up.", accused=[ALLY], links=[Link("counters", ClaimId("staged"))])
STAGED = Claim(id=ClaimId("staged"), text="It was staged.", links=[Link("narrows", ClaimId("fell"))])
FELL = Claim(id=ClaimId("fell"), text="It fell.")
FIRST = Statement(speaker=MINISTER, stance="asserts", claim=BLAST, document=PAPER, said="2031-05-01")
REPLY = Statement(speaker=ALLY, stance="asserts", claim=STAGED, answers=[BLAST, BLAST], document=PAPER)
TOLD = Statement(stance="asserts", claim=FELL, mode="narrated", document=PAPER)
SECOND = Statement(speaker=SPOKESMAN, stance="asserts", claim=BLAST, replaces=[FIRST, FIRST], repeats=[FIRST])
ITEM = Evidence(
    description="a video", kind="video", availability="published", supports=[FELL, FELL], undermines=[STAGED]
)
WAIVER = Waiver(rule="S201", subjects=[BLAST], reason="it is said in the text")
RECORDS: tuple[Record | Waiver, ...] = (
    *(STATE, MINISTER, SPOKESMAN, ALLY, FRIEND, OUTLET, PAPER, BLAST, STAGED, FELL),
    *(FIRST, REPLY, TOLD, SECOND, ITEM, WAIVER),
)
DOSSIER = Dossier.of(*RECORDS, title="The bridge")


def problems_of(make: Any, *arguments: object, **fields: object) -> dict[str, str]:
    """What is wrong with what would be made of these, by path."""
    with pytest.raises(InvalidRecordError) as caught:
        make(*arguments, **fields)
    return {problem.path: problem.message for problem in caught.value.problems}


# Making one


def test_records_of_any_kind_in_any_order() -> None:
    """Records are sorted into their sections, each in the order given."""
    assert (DOSSIER.title, DOSSIER.speakers) == ("The bridge", RECORDS[:6])
    assert DOSSIER.documents == (PAPER,)
    assert DOSSIER.claims == (BLAST, STAGED, FELL)
    assert DOSSIER.statements == (FIRST, REPLY, TOLD, SECOND)
    assert (DOSSIER.evidence, DOSSIER.waivers) == ((ITEM,), (WAIVER,))


def test_sections_take_any_iterable() -> None:
    """The constructor takes each section as any iterable of its records, and keeps a tuple."""
    made = Dossier(
        title="The bridge",
        speakers=list(DOSSIER.speakers),
        documents=iter(DOSSIER.documents),
        claims=(claim for claim in DOSSIER.claims),
        statements=list(DOSSIER.statements),
        evidence={ITEM},
        waivers=[WAIVER],
    )

    assert made == DOSSIER
    assert isinstance(made.speakers, tuple)


def test_equal_records_count_once() -> None:
    """The same record given twice counts once for `of` and `add`; the constructor wants it once."""
    again = Speaker(id=SpeakerId("state"), name="State")

    assert Dossier.of(STATE, again, STATE) == Dossier.of(STATE)
    assert DOSSIER.add(again, WAIVER) == DOSSIER
    assert problems_of(Dossier, speakers=(STATE, again)) == {
        "speakers[1].id": "must be unique, got 'state' again"
    }


def test_what_is_no_record_is_refused() -> None:
    """Things that are no records, and records in the wrong section, are told by their place."""
    assert problems_of(Dossier.of, STATE, "state", None) == {
        "records[1]": "must be a record or a waiver, got 'state'",
        "records[2]": "must be a record or a waiver, got None",
    }
    assert list(problems_of(Dossier, speakers=[STATE, FELL], title="", claims="x", waivers=STATE)) == [
        "title",
        "speakers[1]",
        "claims",
        "waivers",
    ]


def test_all_that_does_not_fit_is_told_at_once() -> None:
    """One error names every reason why the records do not fit together."""
    assert list(problems_of(Dossier.of, MINISTER, FIRST, ITEM)) == [
        "speakers[0].member_of[0]",
        "statements[0].claim",
        "statements[0].document",
        "evidence[0].supports[0]",
        "evidence[0].supports[1]",
        "evidence[0].undermines[0]",
    ]


def test_an_empty_dossier_is_a_dossier() -> None:
    """A dossier may hold nothing."""
    empty = Dossier()

    assert (empty, len(empty), list(empty), repr(empty)) == (
        Dossier.of(),
        0,
        [],
        "<Dossier None: 0 speakers, 0 documents, 0 claims, 0 statements, 0 evidence>",
    )


# Looking things up


def test_records_are_found_by_id() -> None:
    """A dossier gives each record by its id, knows its ids, and goes through all records, kind by kind."""
    assert [DOSSIER[record.id] for record in DOSSIER] == list(RECORDS[:-1])
    assert len(DOSSIER) == 15
    assert ("state" in DOSSIER, BLAST.id in DOSSIER, "nobody" in DOSSIER, 3 in DOSSIER) == (
        True,
        True,
        False,
        False,
    )


@pytest.mark.parametrize("key", ["nobody", 3, None, STATE, ["state"]], ids=range(5))
def test_an_unknown_id_is_an_error(key: Any) -> None:
    """What is no id of the dossier is a KeyError that shows it, whatever it is."""
    with pytest.raises(UnknownIdError, match="the dossier holds no record with the id") as caught:
        DOSSIER[key]

    assert isinstance(caught.value, KeyError)


@pytest.mark.parametrize(
    ("look", "kind", "wrong"),
    [
        (DOSSIER.statements_on, "Claim", STATE),
        (DOSSIER.evidence_on, "Claim", STATE),
        (DOSSIER.answers_to, "Claim", FIRST),
        (DOSSIER.statements_by, "Speaker", FELL),
        (DOSSIER.side, "Speaker", FELL),
        (DOSSIER.camp, "Speaker", FELL),
        (DOSSIER.voice, "Statement", FELL),
        (DOSSIER.dated, "Statement", FELL),
        (DOSSIER.is_live, "Statement", FELL),
        (DOSSIER.replaced_by, "Statement", FELL),
        (lambda claim: DOSSIER.linked(claim, LinkKind.NARROWS), "Claim", STATE),
        (lambda claim: DOSSIER.linking(claim, LinkKind.NARROWS), "Claim", STATE),
    ],
    ids=range(12),
)
def test_looking_up_what_is_not_there_is_an_error(look: Any, kind: str, wrong: Any) -> None:
    """An id that is not there, or of another kind, is an error and not an empty answer."""
    for key in (wrong, wrong.id):
        with pytest.raises(UnknownIdError, match=f"the dossier holds no {kind} with the id '{wrong.id}'"):
            look(key)
    with pytest.raises(UnknownIdError, match="the dossier holds no record with the id 'nobody'"):
        look("nobody")


def test_statements_and_evidence_on_a_claim() -> None:
    """What takes a stance on a claim, bears on it or answers it, each once and in order."""
    assert DOSSIER.statements_on(BLAST) == DOSSIER.statements_on(BLAST.id) == (FIRST, SECOND)
    assert (DOSSIER.evidence_on(FELL), DOSSIER.evidence_on(STAGED), DOSSIER.evidence_on(BLAST)) == (
        (ITEM,),
        (ITEM,),
        (),
    )
    assert (DOSSIER.answers_to(BLAST), DOSSIER.answers_to(FELL)) == ((REPLY,), ())
    assert DOSSIER.allegations == (BLAST,)


def test_voices() -> None:
    """Narration that names nobody is in the publisher's voice."""
    assert [DOSSIER.voice(s) for s in DOSSIER.statements] == ["minister", "ally", "outlet", "spokesman"]
    assert (DOSSIER.statements_by(OUTLET), DOSSIER.statements_by("state")) == ((TOLD,), ())  # type: ignore[arg-type]


def test_replacements() -> None:
    """A statement is live until another replaces it."""
    assert [DOSSIER.is_live(s) for s in DOSSIER.statements] == [False, True, True, True]
    assert (DOSSIER.replaced_by(FIRST), DOSSIER.replaced_by(SECOND.id)) == ((SECOND,), ())


def test_dates() -> None:
    """A statement is dated by when it was said, else by its document."""
    assert [DOSSIER.dated(s) for s in DOSSIER.statements] == [
        When("2031-05-01"),
        When("2031-05-02"),
        When("2031-05-02"),
        None,
    ]


def test_links() -> None:
    """Links read both ways are found from either end, others from their own."""
    assert DOSSIER.linked(BLAST, LinkKind.COUNTERS) == ("staged",)
    assert DOSSIER.linked(STAGED, LinkKind.COUNTERS) == (BLAST.id,)
    assert (DOSSIER.linked(STAGED, LinkKind.NARROWS), DOSSIER.linked(FELL, LinkKind.NARROWS)) == (
        ("fell",),
        (),
    )
    assert (DOSSIER.linking(FELL, LinkKind.NARROWS), DOSSIER.linking(STAGED, LinkKind.NARROWS)) == (
        ("staged",),
        (),
    )


def test_sides_and_camps() -> None:
    """A side is the speaker with all bodies above; a camp takes in the sides of allies, one step far."""
    assert DOSSIER.side(SPOKESMAN) == DOSSIER.side(SPOKESMAN.id) == {"spokesman", "minister", "state"}
    assert DOSSIER.side(STATE) == {"state"}
    assert DOSSIER.camp(SPOKESMAN) == {"spokesman", "minister", "state", "ally"}
    assert DOSSIER.camp(ALLY) == {"ally", "state", "friend"}
    assert DOSSIER.camp(FRIEND) == {"friend", "ally"}
    assert DOSSIER.camp(OUTLET) == DOSSIER.camp(OUTLET.id) == {"outlet"}


# As a value


@given(dossiers(), st.randoms())
def test_order_does_not_matter(dossier: Dossier, random: Random) -> None:
    """Dossiers of the same records and waivers are equal, in whatever order these came."""
    records = [*dossier, *dossier.waivers, *dossier]
    random.shuffle(records)

    shuffled = Dossier.of(*records, title=dossier.title)

    assert (shuffled, hash(shuffled)) == (dossier, hash(dossier))
    assert not shuffled.diff(dossier)


def test_dossiers_differ_by_what_they_hold() -> None:
    """Another title, record or waiver makes another dossier, and nothing else is equal to one."""
    others: list[object] = [
        Dossier.of(*RECORDS),
        Dossier.of(*RECORDS[:-1], title="The bridge"),
        DOSSIER.add(Speaker(name="x")),
        Dossier.of(evolve(STATE, role="x"), *RECORDS[1:], title="The bridge"),
        3,
    ]

    assert [other == DOSSIER for other in others] == [False] * 5


@given(dossiers(), st.booleans())
@settings(max_examples=40)
def test_a_dossier_is_copied_and_pickled(dossier: Dossier, used: bool) -> None:
    """A copy, however made and whether or not the dossier has been used, is equal and works as well."""
    if used:
        check(dossier)
    revived = pickle.loads(pickle.dumps(dossier))  # noqa: S301  # our own bytes
    copies = [copy.copy(dossier), copy.deepcopy(dossier), evolve(dossier), revived]

    assert all(each == dossier and hash(each) == hash(dossier) for each in copies)
    assert all(check(each) == check(dossier) for each in copies)
    assert all(repr(each) == repr(dossier) for each in copies)


def test_a_dossier_is_frozen() -> None:
    """No field of a dossier can be set, deleted or added."""
    for name in ("title", "speakers", "_by_id", "lineage"):
        with pytest.raises((FrozenInstanceError, AttributeError)):
            setattr(DOSSIER, name, ())
        with pytest.raises((FrozenInstanceError, AttributeError)):
            delattr(DOSSIER, name)
    with pytest.raises((FrozenInstanceError, AttributeError)):
        DOSSIER.extra = 1  # type: ignore[attr-defined]


# Other dossiers


def test_add() -> None:
    """Records are added to a new dossier; what does not fit, or clashes, is refused."""
    more = DOSSIER.add(Speaker(id=SpeakerId("new"), name="New"))

    assert (len(more), len(DOSSIER), more.title) == (16, 15, "The bridge")
    assert problems_of(DOSSIER.add, evolve(STATE, name="Other")) == {
        "speakers[6].id": "must be unique, got 'state' again"
    }


def parts(dossier: Dossier, keep: Iterable[str], title: bool) -> Dossier:
    """A dossier of these records and all that they refer to."""
    found = dict.fromkeys(keep)
    waiting = list(found)
    while waiting:
        for target in mentioned(dossier[waiting.pop()]):
            if target in dossier and target not in found:
                found[target] = None
                waiting.append(target)
    waivers = [waiver for waiver in dossier.waivers if found.keys() >= set(waiver.subjects)]
    return Dossier.of(*(dossier[i] for i in found), *waivers, title=dossier.title if title else None)


def mentioned(record: Record | Link) -> Iterable[str]:
    """Every text in a record, the ids that it refers to among them."""
    for a in fields_of(type(record)):
        held = getattr(record, a.name)
        for each in held if isinstance(held, tuple) else [held]:
            if isinstance(each, Link):
                yield from mentioned(each)
            elif isinstance(each, str):
                yield each


@st.composite
def compatible(draw: st.DrawFn) -> list[Dossier]:
    """Three parts of one dossier."""
    whole = draw(dossiers())
    ids = [record.id for record in whole]
    return [
        parts(whole, draw(st.lists(st.sampled_from(ids), max_size=6)), draw(st.booleans())) for _ in range(3)
    ]


@given(compatible())
def test_merge_is_a_semilattice(three: list[Dossier]) -> None:
    """Merging is commutative, associative and idempotent, and an empty dossier adds nothing."""
    a, b, c = three

    assert a.merge(b) == b.merge(a)
    assert a.merge(b).merge(c) == a.merge(b.merge(c))
    assert a.merge(a) == a.merge(Dossier()) == Dossier().merge(a) == a


@given(compatible(), st.data())
def test_merge_names_every_clash(three: list[Dossier], data: st.DataObject) -> None:
    """What both hold under one id with different content is named, whichever way round, and nothing else."""
    a, b, _ = three
    shared = sorted(record.id for record in a if record.id in b and isinstance(record, Speaker))
    changed = data.draw(st.sets(st.sampled_from(shared))) if shared else set[str]()
    other = Dossier.of(
        *(evolve(r, role="changed") if isinstance(r, Speaker) and r.id in changed else r for r in b),
        title="another" if a.title else None,
    )
    expected = {f"[{name!r}]" for name in changed} | ({"title"} if a.title else set())

    if not expected:
        assert a.merge(other) == other.merge(a)
    else:
        assert set(problems_of(a.merge, other)) == set(problems_of(other.merge, a)) == expected


def test_a_clash_says_in_what() -> None:
    """The error names the fields that differ with both values, or the kinds where these differ."""
    mine = Dossier.of(STATE, FELL, Speaker(id=SpeakerId("x"), name="X"), title="a")
    yours = Dossier.of(
        evolve(STATE, name="Other", role="r"), FELL, Claim(id=ClaimId("x"), text="x"), title="b"
    )

    assert problems_of(mine.merge, yours) == {
        "['state']": (
            "has different content in the two dossiers: name 'State' and 'Other', role None and 'r'"
        ),
        "['x']": "has different content in the two dossiers: a Speaker and a Claim",
        "title": "must be one, got 'a' and 'b'",
    }


def test_diff() -> None:
    """A difference says what was added, removed and changed, and is falsy where there is none."""
    other = Dossier.of(
        evolve(STATE, role="x"),
        *RECORDS[1:-1],
        Speaker(id=SpeakerId("n"), name="N"),
        Waiver(rule="x", subjects=["n"], reason="x"),
        title="b",
    )

    found = DOSSIER.diff(other)

    assert found == Difference(
        added=(Speaker(id=SpeakerId("n"), name="N"), Waiver(rule="x", subjects=["n"], reason="x")),
        removed=(WAIVER,),
        changed=((STATE, evolve(STATE, role="x")),),
        titles=("The bridge", "b"),
    )
    assert bool(found)
    assert [bool(d.diff(Dossier())) for d in (Dossier(), DOSSIER, Dossier(title="x"), Dossier.of(STATE))] == [
        False,
        True,
        True,
        True,
    ]


@given(compatible())
def test_a_difference_turns_one_dossier_into_the_other(three: list[Dossier]) -> None:
    """What was kept, with what was added and changed, is the other dossier; seen from there all turns."""
    a, b, _ = three

    there, back = a.diff(b), b.diff(a)

    kept = [each for each in (*a, *a.waivers) if each not in there.removed]
    assert Dossier.of(*kept, *there.added, title=b.title) == b
    assert (set(there.added), set(there.removed)) == (set(back.removed), set(back.added))


def test_errors_of_merge_are_problems() -> None:
    """A clash is an InvalidRecordError like any other."""
    with pytest.raises(InvalidRecordError) as caught:
        Dossier(title="a").merge(Dossier(title="b"))

    assert caught.value.problems == (Problem("title", "must be one, got 'a' and 'b'"),)


# Of any size


def test_chains_of_any_length_are_assessed() -> None:
    """Chains far longer than Python's stack is deep are looked up, assessed and checked."""
    size = 2_000
    bodies = [Speaker(id=SpeakerId("p0"), name="x")]
    claims = [Claim(id=ClaimId("c0"), text="x", accused=[bodies[0]])]
    said: list[Statement] = []
    items: list[Evidence] = []
    for n in range(1, size):
        bodies.append(Speaker(id=SpeakerId(f"p{n}"), name="x", member_of=[bodies[-1]]))
        claims.append(Claim(id=ClaimId(f"c{n}"), text="x", links=[Link("narrows", claims[-1])]))
        said.append(Statement(stance="asserts", claim=claims[0], repeats=said[-1:], locator=f"{n}"))
        items.append(
            Evidence(
                description=f"{n}",
                kind="data",
                availability="published",
                derived_from=items[-1:],
                supports=[claims[0]],
            )
        )
    said.append(Statement(speaker=bodies[-1], stance="asserts", claim=claims[0], repeats=said[-1:]))
    dossier = Dossier.of(*bodies, *claims, *said, *items)

    assert (len(dossier.side(bodies[-1])), len(dossier.camp(bodies[-1]))) == (size, size)
    assert assess(dossier, claims[0]).pro == 3
    assert check(dossier).checked
    assert dossier.merge(dossier.as_of(When("2031"))) == dossier
