"""Which evidence can be used, and which items have separate origins."""

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution import Evidence, EvidenceId, Speaker, SpeakerId
from attribution.origin import (
    is_declared,
    is_usable,
    origins,
    outside_verifiers,
    provided_outside,
    separate_pair,
)
from attribution.stake import Stake
from story import ACCUSED, CLINIC, HIDDEN, MONITOR, NORTH, SOUTH, shows, told


@pytest.mark.parametrize(
    ("availability", "usable"),
    [("published", True), ("inspected", True), ("described", False), ("withheld", False)],
)
def test_usable_is_what_somebody_can_see(availability: str, usable: bool) -> None:
    """Published and inspected items are usable, described and withheld ones are not."""
    item = shows("e", availability=availability)

    assert is_usable(told(ACCUSED, item), item) is usable


def test_a_retracted_item_is_not_usable() -> None:
    """What was taken back cannot be used."""
    item = shows("e", retracted="2031")

    assert not is_usable(told(ACCUSED, item), item)


def test_an_item_needs_one_root_that_stands() -> None:
    """With one of two roots retracted an item still is usable, with both it is not."""
    roots = [shows("r", supports=()), shows("q", supports=(), retracted="2031")]
    item = shows("e", derived_from=["r", "q"])
    gone = shows("r", supports=(), retracted="2031")

    assert is_usable(told(ACCUSED, *roots, item), item)
    assert not is_usable(told(ACCUSED, gone, roots[1], item), item)


def test_a_retracted_step_on_the_way_does_not_matter() -> None:
    """Only the roots must stand, not what lies between."""
    root, step = shows("r", supports=()), shows("q", supports=(), derived_from=["r"], retracted="2031")
    item = shows("e", derived_from=["q"])

    assert is_usable(told(ACCUSED, root, step, item), item)


def test_an_item_that_leads_into_a_loop_is_not_usable() -> None:
    """Neither an item in a loop nor one above it is usable, even with another root besides."""
    loop = [shows("r", derived_from=["q"]), shows("q", derived_from=["r"])]
    item = shows("e", derived_from=["r", "o"])
    dossier = told(ACCUSED, *loop, shows("o"), item)

    assert [is_usable(dossier, each) for each in (*loop, item)] == [False, False, False]


def outside(item: Evidence) -> tuple[bool, list[SpeakerId]]:
    """Whether the item is provided from outside the accuser's stake, and who outside it verified it."""
    stake = Stake.of(told(ACCUSED, item), ACCUSED)
    return provided_outside(item, stake, stake.pro), outside_verifiers(item, stake, stake.pro)


def test_outside_is_known_of_named_people_only() -> None:
    """Nobody, an anonymous source and a party are not outside; a bystander and the accused are."""
    providers = [None, HIDDEN, NORTH, MONITOR, SOUTH]

    assert [outside(shows("e", provider=each))[0] for each in providers] == [False, False, False, True, True]


def test_verifiers_outside_are_named_and_without_a_stake() -> None:
    """Of those who verified an item, the anonymous and the parties are left out."""
    item = shows("e", verified_by=[NORTH, HIDDEN, MONITOR, SOUTH])

    assert outside(item)[1] == ["monitor", "south"]


def origin_sets(item: Evidence, *records: Speaker | Evidence) -> list[frozenset[str]]:
    """The origin sets of an item in support of the accusation."""
    dossier = told(ACCUSED, item, *records)
    stake = Stake.of(dossier, ACCUSED)
    return list(origins(dossier, item, stake, stake.pro))


def test_an_origin_set_holds_item_roots_and_providers() -> None:
    """The item, its roots and the sides of their providers are its origin; what lies between is not."""
    clinic = Speaker(id="clinic", name="Clinic", member_of=[NORTH])
    root, step = shows("r", provider=clinic), shows("q", provider=SOUTH, derived_from=["r"])

    assert origin_sets(shows("e", provider=MONITOR, derived_from=["q"]), clinic, root, step) == [
        frozenset({"e", "r", "monitor", "clinic", "north"})
    ]


def test_verification_adds_a_choice_of_verifier() -> None:
    """Where only verification puts an item outside, there is an origin set for each such verifier."""
    assert origin_sets(shows("e", verified_by=[MONITOR, CLINIC, HIDDEN])) == [
        frozenset({"e", "north", "monitor"}),
        frozenset({"e", "north", "clinic"}),
    ]


def test_an_item_from_inside_has_no_origin_set() -> None:
    """An item not known to come from outside has none."""
    assert origin_sets(shows("e", verified_by=[HIDDEN])) == []


def test_items_of_one_digest_have_one_mark() -> None:
    """Items of one digest, and items alike in all but the id, share a mark in their origin sets."""
    marked = [shows(name, provider=None, verified_by=[MONITOR], digest="a" * 64) for name in ("e", "g")]
    alike = [shows(name, provider=None, verified_by=[MONITOR], description="a video") for name in ("e", "g")]

    for first, second in (marked, alike):
        [one], [other] = origin_sets(first, second), origin_sets(second, first)
        assert len(one & other - {"monitor"}) == 1


@pytest.mark.parametrize(
    ("fields", "declared"),
    [
        ({}, False),
        ({"original": True}, True),
        ({"derived_from": ["r"]}, True),
        ({"original": True, "provider": None}, False),
    ],
)
def test_declared_is_where_an_item_comes_from(fields: dict[str, Any], declared: bool) -> None:
    """An item with a known provider is declared when it names its source or is known to have none."""
    assert is_declared(shows("e", **fields)) is declared


def pair(*items: tuple[str, list[set[str]]]) -> tuple[str, str] | None:
    """The pair of items of separate origin."""
    return separate_pair((EvidenceId(name), list(map(frozenset, sets))) for name, sets in items)


def test_two_items_whose_sets_do_not_meet_are_separate() -> None:
    """Items are separate where some choice keeps their sets apart, and one item is separate from none."""
    assert pair(("a", [{"1"}]), ("b", [{"2"}])) == ("a", "b")
    assert pair(("a", [{"1"}]), ("b", [{"1"}, {"2"}])) == ("a", "b")
    assert pair(("a", [{"1"}]), ("b", [{"1"}])) is None
    assert pair(("a", [{"1"}])) is None
    assert pair() is None


def test_a_chain_of_meeting_sets_does_not_join_its_ends() -> None:
    """Two items that each meet a third are separate where they do not meet each other."""
    assert pair(("a", [{"1"}]), ("b", [{"1", "2"}]), ("c", [{"2"}])) == ("a", "c")


@given(
    st.lists(
        st.lists(st.frozensets(st.sampled_from("123456"), max_size=4), min_size=1, max_size=3), max_size=8
    )
)
def test_the_pair_is_the_first_of_all(sets: list[list[frozenset[str]]]) -> None:
    """The pair found is the first, in order of id, of all pairs of which some sets do not meet."""
    items = [(EvidenceId(f"e{index}"), each) for index, each in enumerate(sets)]
    apart = (
        (one, other)
        for (one, mine), (other, theirs) in combinations(items, 2)
        if any(a.isdisjoint(b) for a in mine for b in theirs)
    )

    assert separate_pair(items[::-1]) == next(apart, None)


def test_a_retracted_item_is_not_usable_on_standing_ground() -> None:
    """An item that was retracted is not usable, though what it rests on has not been."""
    item = shows("e", derived_from=["r"], retracted="2031")

    assert not is_usable(told(ACCUSED, shows("r"), item), item)
