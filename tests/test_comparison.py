"""`diff`: which findings appeared and which were cleared, and by which records."""

from hypothesis import given

from attribution import Claim, Dossier, Evidence, Speaker, Statement, Waiver, check
from attribution.comparison import Change, Changes, diff
from attribution.strategies import dossiers

NORTH = Speaker(id="north", name="North", kind="organization")
SOUTH = Speaker(id="south", name="South", kind="organization")
MONITOR = Speaker(id="monitor", name="Monitor", kind="organization")
CLAIM = Claim(id="c1", text="South blew up the bridge.", accused=[SOUTH], parties=[NORTH])
SAID = Statement(id="s1", speaker=NORTH, stance="asserts", claim=CLAIM)
OLD = Dossier.of(NORTH, SOUTH, MONITOR, CLAIM, SAID)
VIDEO = Evidence(
    id="e1",
    description="a video",
    kind="video",
    availability="published",
    supports=[CLAIM],
    provider=MONITOR,
    original=True,
)


def told(changes: tuple[Change, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Codes of the findings, with the records that bear on them."""
    return [(change.finding.code, change.records) for change in changes]


def test_added_evidence_clears_and_brings_findings() -> None:
    """An added item is named for what it clears and for what it brings."""
    changes = diff(OLD, OLD.add(VIDEO), select=["S"])

    assert told(changes.cleared) == [("S201", ("e1",))]
    assert told(changes.appeared) == [("S206", ("e1",))]


def test_reply_clears_by_the_claim_that_it_is_on() -> None:
    """A reply is named for the finding that it clears, which has the claim as its witness."""
    reply = Statement(id="s2", speaker=SOUTH, stance="declines", claim=CLAIM)

    changes = diff(OLD, OLD.add(reply), select=["D401"])

    assert told(changes.cleared) == [("D401", ("s2",))]


def test_changed_record_at_one_remove() -> None:
    """A record to which a subject refers is named where no closer one differs."""
    old = OLD.add(VIDEO)
    allied = Speaker(id="monitor", name="Monitor", kind="organization", aligned_with=[NORTH])
    new = Dossier.of(NORTH, SOUTH, allied, CLAIM, SAID, VIDEO)

    changes = diff(old, new, select=["S"])

    assert told(changes.cleared) == [("S206", ("monitor",))]
    assert told(changes.appeared) == [("S205", ("monitor",))]


def test_far_record_is_named_with_all_that_differ() -> None:
    """Where nothing that differs is close to a finding, all that differs is named."""
    league = Speaker(id="league", name="League", aligned_with=[NORTH])
    member = Speaker(id="monitor", name="Monitor", member_of=[league])
    old = Dossier.of(NORTH, SOUTH, member, Speaker(id="league", name="League"), CLAIM, SAID, VIDEO)
    new = Dossier.of(NORTH, SOUTH, member, league, CLAIM, SAID, VIDEO)

    changes = diff(old, new, select=["S205"])

    assert told(changes.appeared) == [("S205", ("league",))]


def test_other_severity_is_told_apart() -> None:
    """A finding that weighs less than before is neither cleared nor new."""
    doubt = Statement(id="s2", speaker=MONITOR, stance="questions", claim=CLAIM)

    changes = diff(OLD, OLD.add(doubt), select=["S201"])

    assert told(changes.reweighed) == [("S201", ("s2",))]
    assert (changes.appeared, changes.cleared) == ((), ())


def test_waiver_clears() -> None:
    """A finding that has come under a waiver is cleared, by no record."""
    waiver = Waiver(rule="S201", subjects=["c1"], reason="the copy says so")

    changes = diff(OLD, OLD.add(waiver), select=["S201"])

    assert told(changes.cleared) == [("S201", ())]


def test_merged_dossiers_are_checked_as_one() -> None:
    """Two dossiers of one story give, merged, the findings of both together."""
    other = Dossier.of(NORTH, SOUTH, MONITOR, CLAIM, VIDEO)

    changes = diff(OLD, OLD.merge(other), select=["S"])

    assert told(changes.cleared) == [("S201", ("e1",))]


@given(dossiers())
def test_nothing_changes_from_a_dossier_to_itself(dossier: Dossier) -> None:
    """A dossier has no changes against itself."""
    changes = diff(dossier, dossier)

    assert changes == Changes(appeared=(), cleared=(), reweighed=())
    assert not changes


@given(dossiers(), dossiers())
def test_changes_lead_from_old_to_new(old: Dossier, new: Dossier) -> None:
    """The old findings less the cleared ones, with those that appeared, are the new findings."""
    changes = diff(old, new)
    keys = [{(f.code, f.subjects) for f in check(each)} for each in (old, new)]
    cleared = {(c.finding.code, c.finding.subjects) for c in changes.cleared}
    appeared = {(c.finding.code, c.finding.subjects) for c in changes.appeared}

    assert (keys[0] - cleared) | appeared == keys[1]
    assert bool(changes) == (keys[0] != keys[1] or bool(changes.reweighed))
