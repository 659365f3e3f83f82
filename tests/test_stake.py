"""Who has a stake in a claim, in support and against."""

from attrs import evolve

from attribution import Claim, Speaker, SpeakerId
from attribution.stake import Stake
from story import ACCUSED, CLINIC, HIDDEN, MONITOR, NORTH, PLAIN, SOUTH, told

STATE = Speaker(id="state", name="State")


def ids(*names: str) -> frozenset[SpeakerId]:
    """A set of ids."""
    return frozenset(map(SpeakerId, names))


def test_support_is_of_the_other_parties_and_denial_of_the_accused() -> None:
    """Those who accuse have a stake in support, those accused one against."""
    stake = Stake.of(told(ACCUSED), ACCUSED)

    assert (stake.pro, stake.con) == (ids("north"), ids("south"))


def test_without_accused_both_stakes_are_of_all_parties() -> None:
    """Where nobody is accused all parties have a stake in either direction."""
    stake = Stake.of(told(PLAIN), PLAIN)

    assert stake.pro == stake.con == ids("north", "south")


def test_a_stake_is_of_whole_sides() -> None:
    """The bodies that a party belongs to share its stake, through any number of bodies."""
    region = Speaker(id="region", name="Region", member_of=[STATE])
    north = evolve(NORTH, member_of=[region])
    stake = Stake.of(told(STATE, region, north, ACCUSED), ACCUSED)

    assert stake.pro == ids("north", "region", "state")


def test_bodies_above_both_sides_count_for_neither() -> None:
    """Two ministers of one government do not make the government a party."""
    north, south = evolve(NORTH, member_of=[STATE]), evolve(SOUTH, member_of=[STATE])
    stake = Stake.of(told(STATE, north, south, ACCUSED), ACCUSED)

    assert (stake.pro, stake.con) == (ids("north"), ids("south"))


def test_a_body_above_both_that_is_a_party_counts() -> None:
    """A government that is itself named as a party has the stake that it is named for."""
    north, south = evolve(NORTH, member_of=[STATE]), evolve(SOUTH, member_of=[STATE])
    suffers, suspected = (
        evolve(ACCUSED, parties=[NORTH, STATE]),
        evolve(ACCUSED, accused=[SOUTH, STATE]),
    )
    people = [STATE, north, south]

    assert Stake.of(told(*people, suffers), suffers).pro == ids("north", "state")
    assert Stake.of(told(*people, suspected), suspected).con == ids("south", "state")


def test_a_body_of_which_one_side_is_part_stays_on_the_other() -> None:
    """An accused body keeps its stake when one of its members accuses it."""
    north = evolve(NORTH, member_of=[SOUTH])
    stake = Stake.of(told(north, ACCUSED), ACCUSED)

    assert (stake.pro, stake.con) == (ids("north", "south"), ids("south"))


def test_a_shared_body_counts_where_nobody_is_accused() -> None:
    """Without accused there are no two sides for a body to stand above."""
    north, south = evolve(NORTH, member_of=[STATE]), evolve(SOUTH, member_of=[STATE])
    stake = Stake.of(told(STATE, north, south, PLAIN), PLAIN)

    assert stake.pro == ids("north", "south", "state")


def test_allies_have_the_stake_of_those_they_are_allied_with() -> None:
    """A speaker has a stake when its camp meets a party's side, and alliances do not reach further."""
    ally = evolve(CLINIC, aligned_with=[NORTH])
    friend_of_ally = evolve(MONITOR, aligned_with=[CLINIC])
    stake = Stake.of(told(ally, friend_of_ally, ACCUSED), ACCUSED)

    assert stake.holds(SpeakerId("clinic"), stake.pro)
    assert not stake.holds(SpeakerId("clinic"), stake.con)
    assert not stake.holds(SpeakerId("monitor"), stake.pro)


def test_outside_is_who_is_named_and_has_no_such_stake() -> None:
    """The anonymous are never known to be outside; the accused are outside the stake in support."""
    stake = Stake.of(told(ACCUSED), ACCUSED)

    assert stake.is_outside(SpeakerId("monitor"), stake.pro)
    assert stake.is_outside(SpeakerId("south"), stake.pro)
    assert not stake.is_outside(SpeakerId("north"), stake.pro)
    assert not stake.is_outside(SpeakerId(HIDDEN.id), stake.pro)


def test_a_claim_without_parties_has_no_stake() -> None:
    """Where no party is named everybody named is outside."""
    claim = Claim(id="c", text="It rained.")
    stake = Stake.of(told(claim), claim)

    assert stake.pro == stake.con == frozenset()


def test_a_stake_against_is_of_whole_sides() -> None:
    """The bodies that an accused belongs to share the stake against, where they are above nobody else."""
    south = evolve(SOUTH, member_of=[STATE])
    stake = Stake.of(told(STATE, south, ACCUSED), ACCUSED)

    assert (stake.pro, stake.con) == (ids("north"), ids("south", "state"))
