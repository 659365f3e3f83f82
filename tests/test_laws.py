"""The laws of the design that the assessment and the rules keep, one a test, by their names."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

import attrs
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from attribution import (
    RULES,
    Availability,
    Claim,
    ClaimId,
    Dossier,
    Evidence,
    EvidenceId,
    Finding,
    Link,
    LinkKind,
    Options,
    Record,
    Rung,
    Stance,
    Statement,
    Waiver,
    When,
    assess,
    check,
)
from attribution.strategies import cases, dossiers
from attribution.strategies.choice import Chooser
from attribution.strategies.parts import make_evidence

CODES = [rule.code for rule in RULES]
Examined = tuple[Dossier, Options]


@st.composite
def added_items(draw: st.DrawFn, dossier: Dossier) -> Evidence:
    """An item that the dossier does not hold and can be added to it: id `added`, not retracted."""
    choose = Chooser(lambda low, high: draw(st.integers(low, high)))
    name = EvidenceId("added")
    [item] = make_evidence(choose, dossier.speakers, dossier.documents, dossier.claims, [name])
    sources = choose.some(40, [other.id for other in dossier.evidence])
    original = item.original and not sources
    return evolve(item, derived_from=sources, original=original, retracted=None)


def rungs(dossier: Dossier) -> dict[ClaimId, tuple[Rung, Rung]]:
    """Both rungs of every claim."""
    found = (assess(dossier, claim) for claim in dossier.claims)
    return {each.claim: (each.pro, each.con) for each in found}


def everything_found(dossier: Dossier, options: Options) -> list[Finding]:
    """The findings of all rules, the waived ones too, in their order."""
    report = check(dossier, select=CODES, options=options)
    found = [*report.findings, *(each.finding for each in report.waived)]
    return sorted(found, key=lambda finding: (finding.code, finding.subjects))


def heads(found: Sequence[Finding]) -> list[tuple[str, str, tuple[str, ...]]]:
    """What findings are, without what they say."""
    return [(finding.code, finding.severity.value, finding.subjects) for finding in found]


def replaced_in(dossier: Dossier, *records: Record) -> Dossier:
    """The dossier with records in the place of those with their ids."""
    ids = {record.id for record in records}
    kept = [record for record in dossier if record.id not in ids]
    return Dossier.of(*kept, *records, *dossier.waivers, title=dossier.title)


@given(cases(), st.randoms(use_true_random=False))
def test_order_does_not_matter(case: Examined, random: Random) -> None:
    """The same records in any order give the same report and the same assessments."""
    dossier, options = case
    records = [*dossier, *dossier.waivers]
    random.shuffle(records)
    shuffled = Dossier.of(*records, title=dossier.title)

    assert check(shuffled, select=CODES, options=options) == check(dossier, select=CODES, options=options)
    assert {c.id: assess(shuffled, c) for c in dossier.claims} == {
        c.id: assess(dossier, c) for c in dossier.claims
    }


@given(cases(), st.data())
def test_twice_counts_once(case: Examined, data: st.DataObject) -> None:
    """The same record again, or an item equal in all but its id, changes no assessment and no finding.

    What is wrong with the item itself, such as its dates, is wrong with both.
    """
    dossier, options = case
    record = data.draw(st.sampled_from(list(dossier)))
    again = Dossier.of(*dossier, record, *dossier.waivers, title=dossier.title)
    clone = [evolve(record, id="clone")] if isinstance(record, Evidence) else []
    cloned = dossier.add(*clone)

    assert again == dossier
    assert rungs(cloned) == rungs(dossier)
    for claim in dossier.claims:
        was, now = assess(dossier, claim), assess(cloned, claim)
        assert (now.verdict, now.presumed_independence) == (was.verdict, was.presumed_independence)
    before, after = (heads(everything_found(each, options)) for each in (dossier, cloned))
    assert [head for head in after if head[2] != ("clone",)] == before
    own = [(code, severity, ("clone",)) for code, severity, about in before if about == (record.id,)]
    assert {head for head in after if head[2] == ("clone",)} <= set(own)


@given(dossiers(), st.data())
def test_repetition_never_lifts(dossier: Dossier, data: st.DataObject) -> None:
    """Any number of statements leaves pro at most 1 where no evidence is, and as it was where some is."""
    claim = data.draw(st.sampled_from(dossier.claims))
    speakers = data.draw(st.lists(st.sampled_from(dossier.speakers), min_size=1, max_size=9))
    echoed = [statement.id for statement in dossier.statements_on(claim)]
    chorus = [
        Statement(id=f"added-{index}", speaker=speaker, stance="asserts", claim=claim, repeats=echoed)
        for index, speaker in enumerate(speakers)
    ]
    without = Dossier.of(*(record for record in dossier if not isinstance(record, Evidence | Statement)))

    before, after = assess(dossier, claim).pro, assess(dossier.add(*chorus), claim).pro

    assert after == max(before, Rung.ASSERTED)
    unfounded = [evolve(said, repeats=()) for said in chorus]
    assert assess(without.add(*unfounded), claim).pro == Rung.ASSERTED


@given(dossiers(), st.data())
def test_support_never_hurts(dossier: Dossier, data: st.DataObject) -> None:
    """An added supporting item never lowers pro and never touches con, of any claim."""
    item = evolve(data.draw(added_items(dossier)), undermines=())
    before, after = rungs(dossier), rungs(dossier.add(item))

    for claim in before:
        assert after[claim][0] >= before[claim][0]
        assert after[claim][1] == before[claim][1]


@given(dossiers(), st.data(), st.sampled_from([Availability.DESCRIBED, Availability.WITHHELD]))
def test_unseen_is_two(dossier: Dossier, data: st.DataObject, availability: Availability) -> None:
    """An added item that nobody may see lifts the claims that it supports to rung 2 and no further."""
    item = evolve(data.draw(added_items(dossier)), availability=availability, undermines=())
    before, after = rungs(dossier), rungs(dossier.add(item))

    for claim, (pro, _) in before.items():
        assert after[claim][0] == (max(pro, Rung.UNSEEN) if claim in item.supports else pro)


@given(dossiers(), st.data())
def test_own_side_is_three(dossier: Dossier, data: st.DataObject) -> None:
    """An added item from a claim's own side lifts it to rung 3 and no further."""
    claim = data.draw(st.sampled_from(dossier.claims))
    own = [party for party in claim.parties if party not in claim.accused] or claim.parties
    assume(own and not (claim.accused and set(claim.accused) == set(claim.parties)))
    party = data.draw(st.sampled_from(own))
    members = [speaker.id for speaker in dossier.speakers if party in dossier.side(speaker)]
    provider, verifier = data.draw(st.sampled_from(members)), data.draw(st.sampled_from(members))
    drawn = data.draw(added_items(dossier))
    item = evolve(drawn, supports=[claim], undermines=(), provider=provider, verified_by=[verifier])

    before, after = assess(dossier, claim).pro, assess(dossier.add(item), claim).pro

    assert after <= max(before, Rung.INTERESTED)


# E501 speaks of retraction itself, X901 of who is heard by way of items that stand, and I301 of where voices
# come from, which is the item that they cite even where it has been retracted.
ON_ITEMS = {"E501", "X901", "I301"}


@given(cases(), st.data())
def test_retracted_bears_on_nothing(case: Examined, data: st.DataObject) -> None:
    """Retracting an item from which nothing derives equals emptying it; retracting any lifts nothing."""
    dossier, options = case
    assume(dossier.evidence)
    item = data.draw(st.sampled_from(dossier.evidence))
    retracted = replaced_in(dossier, evolve(item, retracted=When("2031")))
    emptied = replaced_in(dossier, evolve(item, supports=(), undermines=(), retracted=None))
    before, after = rungs(dossier), rungs(retracted)

    if not any(item.id in other.derived_from for other in dossier.evidence):
        for claim in dossier.claims:
            assert assess(retracted, claim) == assess(emptied, claim)
        found = (heads(everything_found(each, options)) for each in (retracted, emptied))
        mine, theirs = ([head for head in each if head[0] not in ON_ITEMS] for each in found)
        assert mine == theirs
    for claim_id, (pro, con) in before.items():
        assert after[claim_id][0] <= pro
        assert after[claim_id][1] <= con


def renamed(dossier: Dossier, names: Mapping[str, str]) -> Dossier:
    """The dossier with each id changed to the one that stands for it, wherever it stands."""

    def change(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(map(change, value))
        if isinstance(value, Link):
            return Link(value.kind, ClaimId(names.get(value.claim, value.claim)))
        return names.get(value, value) if type(value) is str else value

    def changed(record: Record) -> Record:
        kind: Any = type(record)
        fields = [field.name for field in attrs.fields(kind) if field.init]
        made: Record = kind(**{name: change(getattr(record, name)) for name in fields})
        return made

    return Dossier.of(*map(changed, dossier), title=dossier.title)


@given(cases(), st.data())
def test_sides_are_symmetric(case: Examined, data: st.DataObject) -> None:
    """Swapping and renaming speakers, parties and sides throughout swaps findings and verdicts alike."""
    dossier, options = case
    swapped: dict[str, str] = {}
    for ids in ([s.id for s in dossier.speakers], [c.id for c in dossier.claims]):
        swapped |= dict(zip(ids, data.draw(st.permutations(ids)), strict=True))
    names = {speaker.id: speaker.name for speaker in dossier.speakers}
    other = renamed(dossier, swapped)
    # A name stays with its id, so that all else changes hands.
    other = replaced_in(other, *(evolve(s, name=names[s.id]) for s in other.speakers))

    def seen(ids: Sequence[str]) -> frozenset[str]:
        return frozenset(swapped.get(each, each) for each in ids)

    assert {
        (f.code, f.severity, frozenset(f.subjects), frozenset(f.because))
        for f in everything_found(other, options)
    } == {(f.code, f.severity, seen(f.subjects), seen(f.because)) for f in everything_found(dossier, options)}
    for claim in dossier.claims:
        mine, theirs = assess(dossier, claim), assess(other, ClaimId(swapped[claim.id]))
        assert theirs.verdict == mine.verdict
        assert (theirs.pro_witnesses, theirs.con_witnesses) == (mine.pro_witnesses, mine.con_witnesses)
        assert (theirs.denied, theirs.acknowledged) == (mine.denied, mine.acknowledged)
        assert frozenset(theirs.voices.sides) == seen(mine.voices.sides)


def mirrored(dossier: Dossier) -> Dossier:
    """The dossier with support and denial, accused and other parties swapped in the claims that allow it."""
    stances = {Stance.ASSERTS: Stance.DENIES, Stance.DENIES: Stance.ASSERTS}

    def mirror(record: Record) -> Record:
        if isinstance(record, Claim) and is_two_sided(dossier, record):
            return evolve(record, accused=[party for party in record.parties if party not in record.accused])
        if isinstance(record, Statement):
            return evolve(record, stance=stances.get(record.stance, record.stance))
        if isinstance(record, Evidence):
            return evolve(record, supports=record.undermines, undermines=record.supports)
        return record

    return Dossier.of(*map(mirror, dossier))


def is_two_sided(dossier: Dossier, claim: Claim) -> bool:
    """Whether some parties are accused and not all, and no claim contradicts it."""
    some_not_all = bool(claim.accused) and bool(set(claim.parties) - set(claim.accused))
    return some_not_all and not dossier.linked(claim, LinkKind.CONTRADICTS)


@given(dossiers())
def test_opposites_mirror(dossier: Dossier) -> None:
    """Swapping support with denial and the accused with the other parties swaps pro and con."""
    mirror = mirrored(dossier)

    for claim in dossier.claims:
        if is_two_sided(dossier, claim):
            found = assess(dossier, claim)
            other = assess(mirror, claim.id)
            assert (other.pro, other.con) == (found.con, found.pro)


@given(cases(), st.data())
def test_waiver_hides_nothing(case: Examined, data: st.DataObject) -> None:
    """A waiver moves a finding to the waived ones, with its reason, and changes nothing else."""
    dossier, options = case
    bare = Dossier.of(*dossier, title=dossier.title)
    plain = check(bare, select=CODES, options=options)
    assume(plain.findings)
    chosen = data.draw(st.lists(st.sampled_from(plain.findings), min_size=1, unique=True))
    by = st.sampled_from([lambda finding: finding.code, lambda finding: finding.name])
    waivers = [
        Waiver(rule=data.draw(by)(finding), subjects=finding.subjects, reason=f"reason {index}")
        for index, finding in enumerate(chosen)
    ]

    report = check(bare.add(*waivers), select=CODES, options=options)

    assert report.findings == tuple(finding for finding in plain.findings if finding not in chosen)
    assert {(each.finding, each.waiver) for each in report.waived} == set(zip(chosen, waivers, strict=True))
    assert report.unused == ()
    assert (report.checked, report.skipped) == (plain.checked, plain.skipped)


@given(cases(), st.data())
def test_select_is_a_filter(case: Examined, data: st.DataObject) -> None:
    """Selecting and ignoring rules leaves just their findings out, and those left are as they were."""
    dossier, options = case
    words = st.sampled_from([word for rule in RULES for word in (rule.code, rule.name, rule.family)])
    select = data.draw(st.none() | st.lists(words, max_size=4))
    ignore = data.draw(st.lists(words, max_size=3))
    everything = check(dossier, select=CODES, options=options)
    wanted = {
        rule.code
        for rule in RULES
        if (rule.is_default if select is None else {rule.code, rule.name, rule.family} & set(select))
        and not {rule.code, rule.name, rule.family} & set(ignore)
    }

    report = check(dossier, select=select, ignore=ignore, options=options)

    assert report.findings == tuple(f for f in everything.findings if f.code in wanted)
    assert report.waived == tuple(each for each in everything.waived if each.finding.code in wanted)
    assert report.checked == tuple(code for code in everything.checked if code in wanted)
    assert report.skipped == tuple(each for each in everything.skipped if each.code in wanted)
