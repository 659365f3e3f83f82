"""What would clear a finding, and what it costs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import attrs
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from attribution import (
    RULES,
    Case,
    Claim,
    Document,
    Dossier,
    Evidence,
    Finding,
    Hit,
    InvalidRecordError,
    Link,
    Options,
    Record,
    Rule,
    Severity,
    Span,
    Speaker,
    SpeakerId,
    Statement,
    Waiver,
    assess,
    check,
    load,
)
from attribution.clearing import Clearance, what_would_clear
from attribution.draft import Draft
from attribution.strategies import dossiers, random_dossier
from attribution.strategies.words import LENGTH
from attribution.ways import WAYS
from story import ACCUSED, HIDDEN, MONITOR, NORTH, PLAIN, SOUTH, says, shows, told

ARTICLE = Path(__file__).parents[1] / "examples" / "article.json"
CODES = [rule.code for rule in RULES]
UNSUPPORTED = ("S201", "S203", "S204")
TEXT = "a bridge, “yes”, 桥 🜁 and Zürich, 4 o’clock"[:LENGTH]


def options_for(dossier: Dossier) -> Options:
    """Options with which all rules run: a text for the first document, a day that is late."""
    texts: dict[str, str] = {document.id: TEXT for document in dossier.documents[:1]}
    texts = texts or {"no document": ""}
    return Options(texts=texts, as_of="2040-01-01", stale_after=timedelta(days=30))


def everything_found(dossier: Dossier, options: Options = Options()) -> list[Finding]:  # noqa: B008  # frozen
    """The findings of all rules, the waived ones too."""
    report = check(dossier, select=CODES, options=options)
    return [*report.findings, *(each.finding for each in report.waived)]


def one(code: str, *records: Record | Waiver, options: Options = Options()) -> tuple[Dossier, Finding]:  # noqa: B008
    """A dossier of these records, and the one finding of a rule in it."""
    dossier = told(*records)
    [finding] = check(dossier, select=[code], options=options)
    return dossier, finding


def cleared(code: str, *records: Record, options: Options = Options()) -> list[str]:  # noqa: B008  # frozen
    """What would clear the one finding of a rule, in words; that it does is checked."""
    dossier, finding = one(code, *records, options=options)
    clearance = what_would_clear(dossier, finding, options=options)
    assert_lawful(dossier, finding, clearance, options)
    assert all(len(way) for way in WAYS[code](Case(dossier, options), finding))
    return [in_words(dossier, record) for record in clearance]


def in_words(dossier: Dossier, record: Record) -> str:
    """A new record by its id; one put in the place of another by what is changed."""
    if record.id not in dossier:
        return record.id
    old = dossier[record.id]
    names = [field.name for field in attrs.fields(type(record))]
    return f"{record.id}: {', '.join(n for n in names if getattr(record, n) != getattr(old, n))}"


def assert_lawful(
    dossier: Dossier,
    finding: Finding,
    clearance: Clearance,
    options: Options = Options(),  # noqa: B008  # frozen
    before: Sequence[Finding] | None = None,
) -> None:
    """The clearance keeps the law, or says why there is none."""
    assert bool(clearance) is (clearance.reason is None)
    if not clearance:
        return
    before = everything_found(dossier, options) if before is None else before
    after = everything_found(dossier.put(*clearance), options)
    counting = {rule.code for rule in RULES if rule.is_default} | {finding.code}
    old, new = (
        {(f.code, f.subjects) for f in found if f.severity is Severity.ERROR and f.code in counting}
        for found in (before, after)
    )
    assert (finding.code, finding.subjects) not in {(f.code, f.subjects) for f in after}
    assert new <= old
    assert not [
        f
        for f in after
        if f.code in UNSUPPORTED and f.subjects == finding.subjects and f.severity >= finding.severity
    ]


# Laws


@given(dossiers())
def test_remedy_clears(dossier: Dossier) -> None:
    """What would clear a finding clears it, brings no new error, and leaves its subject not unsupported."""
    options = options_for(dossier)
    found = everything_found(dossier, options)

    for finding in found:
        clearance = what_would_clear(dossier, finding, options=options)
        assert_lawful(dossier, finding, clearance, options, found)


@given(dossiers(), st.randoms(use_true_random=False))
def test_order_does_not_matter(dossier: Dossier, random: Random) -> None:
    """The same records in any order have the same clearances."""
    records = [*dossier, *dossier.waivers]
    random.shuffle(records)
    shuffled = Dossier.of(*records, title=dossier.title)

    for finding in everything_found(dossier)[::3]:
        assert what_would_clear(shuffled, finding) == what_would_clear(dossier, finding)


def test_every_way_is_records() -> None:
    """Every way that is proposed, tried or not, is some records, one an id."""
    for dossier in map(random_dossier, range(200)):
        options = options_for(dossier)
        for finding in everything_found(dossier, options):
            for records in WAYS[finding.code](Case(dossier, options), finding):
                assert all(isinstance(record, Record) for record in records)
                assert len({record.id for record in records}) == len(records)


def test_article() -> None:
    """Every finding of the article can be cleared lawfully, or it is said why not."""
    dossier = load(ARTICLE)
    found = everything_found(dossier)
    clearances = [(finding, what_would_clear(dossier, finding)) for finding in found]
    empty = Counter(finding.code for finding, clearance in clearances if not clearance)
    print(f"of {len(found)} findings, only an edit clears: {dict(empty)}")

    of_each_size = {(finding.code, len(clearance)): (finding, clearance) for finding, clearance in clearances}
    for finding, clearance in of_each_size.values():
        assert_lawful(dossier, finding, clearance, before=found)
    assert all(bool(clearance) is (clearance.reason is None) for _, clearance in clearances)
    assert empty == {"P802": 1}


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_a_way(code: str) -> None:
    """There is a way out of the findings of every rule."""
    assert code in WAYS


def test_who_reports_errors() -> None:
    """Of the rules whose findings are no errors as a rule, just those reckoned with sometimes report one."""
    seen = {
        finding.code
        for number in range(300)
        for finding in everything_found(random_dossier(number))
        if finding.severity is Severity.ERROR
    }
    always = {rule.code for rule in RULES if rule.severity is Severity.ERROR}

    assert seen - always == {"A101", "A102", "C601", "C603"}


# A dossier with records put there


def test_put_adds_or_replaces() -> None:
    """A record takes the place of the one with its id, or is added; the rest stays as it is."""
    waiver = Waiver(rule="S201", subjects=["c"], reason="told")
    dossier = Dossier.of(NORTH, SOUTH, ACCUSED, waiver, title="Bridge")
    renamed = evolve(NORTH, name="Northland")
    put = dossier.put(renamed, MONITOR)

    assert put == Dossier.of(renamed, SOUTH, MONITOR, ACCUSED, waiver, title="Bridge")
    assert put.speakers == (renamed, SOUTH, MONITOR)


def test_put_nothing() -> None:
    """Putting nothing, or what is there, changes nothing; a waiver is added."""
    dossier = Dossier.of(NORTH, SOUTH, ACCUSED)
    waiver = Waiver(rule="S201", subjects=["c"], reason="told")

    assert dossier.put() == dossier
    assert dossier.put(NORTH) == dossier
    assert dossier.put(waiver) == dossier.add(waiver)


@pytest.mark.parametrize(
    "records", [(evolve(NORTH, name="A"), evolve(NORTH, name="B")), (says("s", Speaker(id="x", name="X")),)]
)
def test_put_what_does_not_fit(records: Sequence[Record]) -> None:
    """Two records with one id, or a reference to nothing, make no dossier."""
    with pytest.raises(InvalidRecordError):
        Dossier.of(NORTH, SOUTH, ACCUSED).put(*records)


# Clearances


def test_a_clearance_is_a_tuple() -> None:
    """A clearance is the tuple of its records; with none it has a reason."""
    assert Clearance([NORTH]) == (NORTH,)
    assert Clearance([NORTH]).reason is None
    assert repr(Clearance(reason="no way")) == "Clearance((), reason='no way')"


def test_neutral_and_undated() -> None:
    """What is made up names nobody and no time."""
    dossier, finding = one("S201", ACCUSED, says("s", NORTH))
    party, item = what_would_clear(dossier, finding)

    assert party == Speaker(id="uninvolved-party", name="an uninvolved party", kind="organization")
    assert item == Evidence(
        id="evidence",
        description="an item that can be looked at",
        kind="other",
        availability="published",
        supports=[ACCUSED],
        provider=SpeakerId("uninvolved-party"),
        original=True,
    )


def test_ids_that_are_taken() -> None:
    """New records have ids that no record of the dossier has, whatever its kind."""
    taken: list[Record] = [says("uninvolved-party", NORTH), Speaker(id="evidence", name="Evidence")]

    assert cleared("S201", ACCUSED, *taken) == ["uninvolved-party-2", "evidence-2"]


def test_one_after_another() -> None:
    """Each finding that a clearance brings can be cleared in turn, up to full support."""
    dossier = told(ACCUSED, says("s", NORTH))
    for code in ("S201", "S206", "D401", "A103"):
        [finding] = check(dossier, select=[code])
        dossier = dossier.put(*what_would_clear(dossier, finding))

    assert assess(dossier, ACCUSED).verdict.value == "corroborated"
    assert not check(dossier).findings


def test_waived() -> None:
    """A waived finding is cleared as any other, by records and not by its waiver."""
    dossier = told(ACCUSED, says("s", NORTH), Waiver(rule="S201", subjects=["c"], reason="told"))
    [waived] = check(dossier, select=["S201"]).waived

    assert len(what_would_clear(dossier, waived.finding)) == 2


# Reasons


def test_no_such_finding() -> None:
    """A finding that the dossier does not have is told apart."""
    dossier, finding = one("S201", ACCUSED, says("s", NORTH))
    without = told(ACCUSED)

    assert what_would_clear(without, finding) == ()
    assert what_would_clear(without, finding).reason == "the dossier has no such finding"
    assert what_would_clear(dossier, finding, rules=()).reason == "no rule has the code S201"


def test_rule_that_cannot_run() -> None:
    """A rule that lacks an option finds nothing to clear."""
    options = Options(as_of="2040", stale_after=timedelta(days=1))
    lasting = evolve(PLAIN, occurred="2031/..")
    dossier, finding = one("E503", lasting, shows("e", PLAIN, created="2031-05-01"), options=options)

    reason = "the rule cannot run: it needs options.as_of and options.stale_after"
    assert what_would_clear(dossier, finding).reason == reason


def own_rule(code: str, *, severity: str = "error", **more: Any) -> Rule:
    """A rule that finds fault with every item of an uninvolved party or of nobody, and with South."""

    def find(case: Case) -> Iterator[Hit]:
        yield Hit(subjects=["south"], message="m")
        for item in case.dossier.evidence:
            yield Hit(subjects=[item], message="m")

    words = {"name": "no-items", "summary": "S.", "rationale": "R.", "standard": "T", "remedy": "think"}
    return Rule(code=code, severity=severity, find=find, **(words | more))


def _loud(case: Case) -> Iterator[Hit]:
    for item in case.dossier.evidence:
        yield Hit(subjects=[item], message="m", severity=Severity.ERROR)


def test_own_rule_without_a_way() -> None:
    """Of a user's own rule it is not known what clears it."""
    rules = (*RULES, own_rule("Z901"))
    dossier = told(ACCUSED)
    [finding] = check(dossier, rules=rules, select=["Z901"])

    reason = "what clears a finding of Z901 is not known; think"
    assert what_would_clear(dossier, finding, rules=rules).reason == reason


def test_own_rule_that_objects() -> None:
    """An error of a user's own rule counts as one; where all ways bring it there is none."""
    dossier, finding = one("S201", ACCUSED, says("s", NORTH))
    objecting = what_would_clear(dossier, finding, rules=(*RULES, own_rule("Z901")))

    reason = "all that would brings a new error; ask the accuser for evidence and record it, or say in the "
    assert (objecting, objecting.reason) == ((), f"{reason}copy that none was offered")
    louder = evolve(own_rule("Z901", severity="warning"), find=_loud)
    assert what_would_clear(dossier, finding, rules=(*RULES, louder)) == ()
    for rule in (own_rule("Z901", severity="warning"), own_rule("Z901", is_default=False)):
        assert len(what_would_clear(dossier, finding, rules=(*RULES, rule))) == 2


@pytest.mark.parametrize(
    ("stance", "expected"), [("withdraws", 4), ("", 0)], ids=["to withdrawals", "to whatever is new"]
)
def test_own_rule_that_objects_to_what_mends(stance: str, expected: int) -> None:
    """Where what would clear a new error brings more of them, another way is taken, or none."""

    def find(case: Case) -> Iterator[Hit]:
        withdrawn = any(s.stance.value == "withdraws" for s in case.dossier.statements)
        if withdrawn or (not stance and len(case.dossier.evidence) > 1):
            yield from (Hit(subjects=[party], message="m") for party in ("north", "south"))

    rules = (*RULES, evolve(own_rule("Z901"), find=find))
    records = (ACCUSED, says("s", NORTH), says("t", SOUTH, stance="denies"), shows("e"))
    dossier, finding = one("S205", *records)

    assert len(what_would_clear(dossier, finding, rules=rules)) == expected


def test_only_an_edit() -> None:
    """A date that nobody knows is not made up, and an order that cannot be is not set right by a guess."""
    wire = Document(id="d", published="2031-05-01")
    undated = one("P802", ACCUSED, Document(id="d"), says("s", NORTH, document="d"))
    impossible = one("P804", ACCUSED, wire, says("s", NORTH, document=wire, said="2031-05-03"))

    for dossier, finding in (undated, impossible):
        assert what_would_clear(dossier, finding) == ()
    assert str(what_would_clear(*undated).reason).startswith("nobody but who has the text can date it")
    assert str(what_would_clear(*impossible).reason).startswith("only an edit can, because nothing tells")


# Support

ITEM = ["uninvolved-party", "evidence"]


def test_denied() -> None:
    """Where outside evidence would make an error of a denial, the accuser's own evidence is asked for."""
    dossier, finding = one("S201", ACCUSED, says("s", NORTH), says("t", SOUTH, stance="denies"))
    [item] = what_would_clear(dossier, finding)

    assert isinstance(item, Evidence)
    assert item.provider == "north"


def test_denied_accuser_without_a_stake() -> None:
    """Where the accuser has no stake, that item is from nobody that is named."""
    dossier, finding = one("S201", ACCUSED, says("s", MONITOR), says("t", SOUTH, stance="denies"))
    [item] = what_would_clear(dossier, finding)

    assert isinstance(item, Evidence)
    assert item.provider is None


@pytest.mark.parametrize(("code", "availability"), [("S203", "withheld"), ("S204", "described")])
def test_unseen(code: str, availability: str) -> None:
    """Evidence that nobody may see is shown."""
    records = (ACCUSED, says("s", NORTH), shows("e", availability=availability))

    assert cleared(code, *records) == ["e: availability"]


def test_unseen_for_another_reason() -> None:
    """Where showing what there is would not do, an item from outside does."""
    old = shows("old", supports=[], retracted="2031")
    records = (ACCUSED, says("s", NORTH), old)
    for availability in ("described", "published"):
        item = shows("e", derived_from=["old"], availability=availability)
        assert cleared("S204", *records, item) == ITEM


def test_unseen_either_way() -> None:
    """An item that would then be unseen for another reason is no way out, because that weighs as much."""
    old = shows("old", supports=[], retracted="2031")
    held = shows("e", derived_from=["old"], availability="withheld")

    assert cleared("S203", ACCUSED, says("s", NORTH), old, held) == ITEM


def test_own_side_only() -> None:
    """Somebody without a stake verifies an item."""
    assert cleared("S205", ACCUSED, says("s", NORTH), shows("e")) == ["uninvolved-party", "e: verified_by"]


def test_own_side_only_and_denied() -> None:
    """With verification, what would be an error is cleared too: the denial is withdrawn."""
    records = (ACCUSED, says("s", NORTH), says("t", SOUTH, stance="denies"), shows("e"))

    assert cleared("S205", *records) == ["uninvolved-party", "e: verified_by", "withdrawal"]


def test_single_source() -> None:
    """A second item is of separate origin."""
    assert cleared("S206", ACCUSED, says("s", NORTH), shows("e", provider=MONITOR)) == ITEM


def test_repetition() -> None:
    """An item from outside ends the chorus, for both rules that hear it."""
    records = (ACCUSED, says("s", NORTH), says("t", Speaker(id="ally", name="Ally", member_of=[NORTH])))
    people = (Speaker(id="ally", name="Ally", member_of=[NORTH]),)

    assert cleared("S202", *people, *records) == ITEM
    assert cleared("I304", *people, *records) == ITEM


MOTIVE = Claim(
    id="m", text="South wanted war.", kind="motive", accused=[SOUTH], links=[Link("explains", ACCUSED)]
)


def test_motive() -> None:
    """Evidence for the act is enough where the reader is told that the motive is unsupported."""
    act = (ACCUSED, MOTIVE, says("s", NORTH, MOTIVE))
    dossier, finding = one("S207", *act, says("q", MONITOR, MOTIVE, stance="questions"))
    _, item = what_would_clear(dossier, finding)

    assert isinstance(item, Evidence)
    assert item.supports == ("c",)


def test_motive_that_is_an_allegation() -> None:
    """Else the same item must speak for the motive, so that it is not unsupported."""
    dossier, finding = one("S207", ACCUSED, MOTIVE, says("s", NORTH, MOTIVE))
    _, item = what_would_clear(dossier, finding)

    assert isinstance(item, Evidence)
    assert item.supports == ("c", "m")


@pytest.mark.parametrize(("kind", "supported"), [("counters", ("c", "d")), ("contradicts", ("c",))])
def test_mutual_accusation(kind: str, supported: tuple[str, ...]) -> None:
    """One item speaks for both accusations, that no side be preferred, unless they cannot both hold."""
    links = [Link("counters", ACCUSED), *([Link(kind, ACCUSED)] if kind != "counters" else [])]
    other = Claim(id="d", text="North blew up the bridge.", accused=[NORTH], parties=[SOUTH], links=links)
    dossier, finding = one("S208", ACCUSED, other, says("s", NORTH), says("t", SOUTH, other))
    _, item = what_would_clear(dossier, finding)

    assert isinstance(item, Evidence)
    assert item.supports == supported


# Independence


def test_single_origin() -> None:
    """An item of another root is asked for."""
    records = (ACCUSED, says("s", NORTH), says("t", MONITOR, repeats=["s"]))

    assert cleared("I301", *records) == ITEM


def test_loop_of_statements() -> None:
    """One of the statements is no more taken from another; an item speaks for the claim as well."""
    records = (ACCUSED, says("s", NORTH, repeats=["t"]), says("t", MONITOR, repeats=["s"]))

    assert cleared("I302", *records) == ["s: repeats", *ITEM]


def test_loop_of_items() -> None:
    """One of the items rests on something that is known to derive from nothing."""
    loop = (shows("e", PLAIN, derived_from=["f"]), shows("f", PLAIN, supports=[], derived_from=["e"]))
    dossier, finding = one("I302", PLAIN, says("s", NORTH, PLAIN), *loop)
    origin, item = what_would_clear(dossier, finding)

    assert isinstance(origin, Evidence)
    assert isinstance(item, Evidence)
    assert (origin.original, origin.supports, item.derived_from) == (True, (), (origin.id,))


def test_loop_of_items_with_another_source() -> None:
    """An item that has a source outside the loop keeps that one."""
    root = shows("root", PLAIN, supports=[])
    loop = (
        shows("e", PLAIN, derived_from=["f", "root"]),
        shows("f", PLAIN, supports=[], derived_from=["e"]),
    )

    assert cleared("I302", PLAIN, says("s", NORTH, PLAIN), root, *loop) == ["e: derived_from"]


def test_text_as_its_own_evidence() -> None:
    """The text that says so counts no more, and something else is shown."""
    wire = Document(id="d", url="https://example.org/wire")
    records = (ACCUSED, wire, says("s", NORTH, document=wire), shows("e", locator=wire.url))

    assert cleared("I302", *records) == ["e: supports", *ITEM]


def test_second_hand() -> None:
    """Somebody named says a plain claim at first hand; for an accusation evidence is asked for."""
    relayed = (says("s", HIDDEN, PLAIN, via=["monitor"]), says("t", NORTH, PLAIN, via=["monitor"]))
    dossier, finding = one("I303", PLAIN, *relayed)
    [statement] = what_would_clear(dossier, finding)

    assert isinstance(statement, Statement)
    assert (statement.speaker, statement.stance.value, statement.via) == ("north", "asserts", ())
    assert cleared("I303", ACCUSED, says("s", NORTH, via=["monitor"])) == ITEM


# Attribution


def test_unattributed() -> None:
    """A source is named."""
    dossier, finding = one("A101", ACCUSED, says("s", None))
    source, statement = what_would_clear(dossier, finding)

    assert source == Speaker(id="named-source", name="a named source", kind="individual")
    assert statement == says("s", source)


def test_unattributed_correction() -> None:
    """What an unattributed statement corrects is by the same source."""
    records = (ACCUSED, says("old", None), says("s", None, replaces=["old"]))

    assert cleared("A101", *records) == ["named-source", "old: speaker", "s: speaker"]


def test_two_unattributed_corrections() -> None:
    """What corrects the same statement is by the same source too."""
    said = (says("old", None), says("s", None, replaces=["old"]), says("t", None, replaces=["old"]))
    dossier = told(ACCUSED, *said)
    finding = check(dossier, select=["A101"]).findings[0]
    clearance = what_would_clear(dossier, finding)

    assert_lawful(dossier, finding, clearance)
    assert [record.id for record in clearance] == ["named-source", "old", "s", "t"]


def test_unattributed_echo() -> None:
    """Where another speaker of one origin would be an error, the statement is by whom it repeats."""
    records = (PLAIN, says("r", NORTH, PLAIN), says("s", None, PLAIN, repeats=["r"]))
    dossier, finding = one("A101", *records)
    [statement] = what_would_clear(dossier, finding)

    assert statement == says("s", NORTH, PLAIN, repeats=["r"])


def test_anonymous() -> None:
    """The source goes on the record."""
    dossier, finding = one("A102", ACCUSED, says("s", HIDDEN))

    assert what_would_clear(dossier, finding) == (evolve(HIDDEN, anonymous=False),)


def test_anonymous_with_evidence() -> None:
    """Where that would lift an item of the source's, and be an error, somebody named speaks for it."""
    denial = says("t", SOUTH, stance="denies")
    records = (ACCUSED, says("s", HIDDEN), denial, shows("e", provider=HIDDEN))

    assert cleared("A102", *records) == ["named-source", "s: speaker"]


def test_vague_and_quoted() -> None:
    """The place where it was said can be looked up."""
    assert cleared("A103", ACCUSED, says("s", NORTH)) == ["s: locator"]
    assert cleared("P801", ACCUSED, says("s", NORTH, mode="direct")) == ["s: locator"]


def test_own_voice() -> None:
    """What the outlet says in its own voice is given to who says so, else to a named source."""
    wire = Document(id="d", publisher=MONITOR)
    adopted = says("s", None, document=wire, mode="narrated")

    assert cleared("C603", ACCUSED, wire, adopted) == ["named-source", "s: speaker, mode"]
    assert cleared("C603", ACCUSED, wire, adopted, says("t", NORTH)) == ["s: speaker, mode"]
    repeating = evolve(adopted, repeats=[says("u", SOUTH)])
    dossier, finding = one("C603", ACCUSED, wire, repeating, says("t", NORTH), says("u", SOUTH))
    assert what_would_clear(dossier, finding) == (evolve(repeating, speaker=SOUTH, mode="indirect"),)
    assert cleared("C603", ACCUSED, says("s", NORTH, mode="narrated")) == ["s: mode"]


# Disputes


def test_no_reply() -> None:
    """The accused has no comment, once for all accusations, and takes no side."""
    other = evolve(ACCUSED, id="d", text="South shelled the bridge.")
    dossier, finding = one("D401", ACCUSED, other, says("s", NORTH), says("t", NORTH, other))
    [reply] = what_would_clear(dossier, finding)

    assert reply == says("reply", SOUTH, stance="declines", answers=["d"])


def test_denial_left_out() -> None:
    """The denial stands beside the claim."""
    wire = Document(id="d", published="2031-05-03")
    denial = says("t", SOUTH, stance="denies", said="2031-05-01")
    records = (ACCUSED, wire, says("s", NORTH, document=wire), denial)
    dossier, finding = one("D402", *records)

    assert what_would_clear(dossier, finding) == (
        says("denial", SOUTH, stance="denies", document="d", repeats=["t"]),
    )
    assert cleared("D402", *records) == ["denial"]


def test_carried_on() -> None:
    """Who carries on what evidence has answered, withdraws it; all that one speaker says in one."""
    against = shows("e", supports=[], undermines=["c"], provider=MONITOR)
    dossier, finding = one("D403", ACCUSED, says("s", NORTH), says("t", NORTH), against)

    assert what_would_clear(dossier, finding) == (
        says("withdrawal", NORTH, stance="withdraws", replaces=["s", "t"]),
    )


def test_denial_carried_on() -> None:
    """So does who denies it."""
    denial = says("t", SOUTH, stance="denies")

    assert cleared("D403", ACCUSED, denial, shows("e", provider=MONITOR)) == ["withdrawal"]


@pytest.mark.parametrize(
    ("dates", "corrected"), [(("2031", "2032"), "t"), (("2032", "2031"), "s"), ((None, "2031"), "t")]
)
def test_self_contradiction(dates: tuple[str | None, str], corrected: str) -> None:
    """The later statement replaces the earlier one."""
    said = (says("s", NORTH, said=dates[0]), says("t", NORTH, stance="denies", said=dates[1]))

    assert cleared("D404", ACCUSED, *said) == [f"{corrected}: replaces"]


def test_conflict() -> None:
    """The side with the fewer voices withdraws."""
    other = Claim(id="d", text="The bridge stands.", links=[Link("contradicts", PLAIN)])
    said = (says("s", NORTH, PLAIN), says("t", SOUTH, PLAIN), says("u", MONITOR, other))
    dossier, finding = one("D405", PLAIN, other, *said)
    [withdrawal] = what_would_clear(dossier, finding)

    assert isinstance(withdrawal, Statement)
    assert withdrawal.replaces == ("u",)


def test_conflict_over_an_allegation() -> None:
    """A denial by an outsider is withdrawn, and the claim that is left is not left unsupported."""
    records = (ACCUSED, says("s", NORTH), says("t", MONITOR, stance="denies"))

    assert cleared("D405", *records) == ["withdrawal"]
    assert cleared("D405", *records, says("u", None)) == ["withdrawal", "withdrawal-2"]


# Evidence


def test_retracted() -> None:
    """A retracted item is cited no more."""
    records = (ACCUSED, says("s", NORTH, cites=["e"]), shows("e", retracted="2031"))

    assert cleared("E501", *records) == ["s: cites"]


def test_later_evidence() -> None:
    """Another item is not known to have been made later."""
    records = (ACCUSED, says("s", NORTH, said="2031-05-01"), shows("e", created="2031-06"))

    assert cleared("E502", *records) == ITEM


def test_stale() -> None:
    """A new item was made on the day that was given as today's."""
    options = Options(as_of="2040", stale_after=timedelta(days=1))
    lasting = evolve(PLAIN, occurred="2031/..")
    dossier, finding = one("E503", lasting, shows("e", PLAIN, created="2031-05-01"), options=options)
    _, item = what_would_clear(dossier, finding, options=options)

    assert isinstance(item, Evidence)
    assert str(item.created) == "2040"


def test_echo() -> None:
    """An echo of what was withdrawn is withdrawn, and so is what that would make an echo of it."""
    old = says("old", NORTH)
    new = says("new", NORTH, stance="withdraws", replaces=["old"])
    echo = says("s", MONITOR, repeats=["old"])
    next_echo = says("t", NORTH, repeats=["s"], replaces=["old"])

    assert cleared("E504", ACCUSED, old, new, echo) == ["withdrawal"]
    assert cleared("E504", ACCUSED, old, echo, next_echo) == ["withdrawal", "withdrawal-2"]


# Words, places and dates


def test_drift() -> None:
    """The source's degree of certainty is restored, in a surer echo too where an error would be left."""
    source = says("r", NORTH, certainty="possible")
    surer = says("s", MONITOR, certainty="probable", repeats=["r"])
    surest = says("t", SOUTH, certainty="certain", repeats=["s"])
    dossier = told(ACCUSED, source, surer, surest)
    finding = check(dossier, select=["C601"]).findings[0]
    clearance = what_would_clear(dossier, finding)

    assert cleared("C601", ACCUSED, source, surer) == ["s: certainty"]
    assert_lawful(dossier, finding, clearance)
    assert [in_words(dossier, record) for record in clearance] == [
        "s: certainty",
        "t: certainty",
    ]


def test_prediction() -> None:
    """A prediction is probable."""
    forecast = evolve(PLAIN, kind="prediction")

    assert cleared("C602", forecast, says("s", NORTH, forecast, certainty="certain")) == [
        "s: hedge, certainty"
    ]


@pytest.mark.parametrize(("code", "cue"), [("L701", "claimed"), ("L702", "revealed")])
def test_cues(code: str, cue: str) -> None:
    """The verb is neutral."""
    dossier, finding = one(code, ACCUSED, says("s", NORTH, cue=cue))

    assert what_would_clear(dossier, finding) == (says("s", NORTH, cue="said"),)


def test_uneven_cues() -> None:
    """Only the verbs that doubt are changed."""
    wire = Document(id="d")
    other = Claim(id="b", text="North blew up the bridge.", accused=[NORTH], parties=[SOUTH])
    north = [says(f"n{i}", NORTH, document=wire, cue="claimed") for i in range(2)]
    south = [says(f"s{i}", SOUTH, other, document=wire, cue="told us") for i in range(2)]

    assert cleared("L703", ACCUSED, other, wire, *north, *south) == ["n0: cue", "n1: cue"]


def test_hedge_that_hides() -> None:
    """A source is named; where that would be an error, the words that hide it go."""
    assert cleared("L704", ACCUSED, says("s", None, hedge="reportedly")) == ["named-source", "s: speaker"]
    echo = says("s", None, PLAIN, hedge="reportedly", repeats=["r"])
    assert cleared("L704", PLAIN, says("r", NORTH, PLAIN), echo) == ["s: cue, hedge"]


def test_date() -> None:
    """What was read on some day was published by then."""
    read = Document(id="d", retrieved="2031-05-03")
    dossier, finding = one("P802", ACCUSED, read, says("s", NORTH, document=read))
    [document] = what_would_clear(dossier, finding)

    assert isinstance(document, Document)
    assert str(document.published) == "/2031-05-03"


def test_place_of_a_quote() -> None:
    """A quote that stands elsewhere in the text, in one place, is put there; else only an edit helps."""
    wire = Document(id="d")
    options = Options(texts={"d": "North said yes today."})
    quoted = says("s", NORTH, document=wire, mode="direct", quote="yes", spans=[Span(0, 5)])
    dossier, finding = one("P803", ACCUSED, wire, quoted, options=options)
    [statement] = what_would_clear(dossier, finding, options=options)
    other = one("P803", ACCUSED, wire, evolve(quoted, quote="no such words"), options=options)
    twice = Options(texts={"d": "It was yes today, and yes before."})

    assert isinstance(statement, Statement)
    assert statement.spans == (Span(11, 14),)
    assert what_would_clear(dossier, finding, options=twice) == ()
    assert str(what_would_clear(*other, options=options).reason).startswith("only an edit can: correct")


def test_answer_before_the_claim() -> None:
    """What was answered had been said before, at a time that is not known."""
    claim = evolve(ACCUSED, id="d")
    answer = says("a", SOUTH, claim, stance="declines", answers=["c"], said="2031-05-01")
    records = (ACCUSED, claim, says("s", NORTH, said="2031-05-03"), answer)

    assert cleared("P804", *records) == ["earlier"]


def test_nobody_outside() -> None:
    """A party without a stake is heard, and takes no side."""
    wire = Document(id="d")
    dossier, finding = one("X901", ACCUSED, wire, says("s", NORTH, document=wire))
    party, statement = what_would_clear(dossier, finding)

    assert isinstance(party, Speaker)
    assert statement == says("outside-voice", party, stance="questions", document=wire)


# Drafts


def test_draft() -> None:
    """A draft keeps its records in order, one an id, and its new ids clash with nothing."""
    draft = Draft(told(ACCUSED))
    first, second = draft.uninvolved(), draft.uninvolved()
    renamed = draft.put(evolve(first, name="another"))

    assert draft.made == (renamed, second)
    assert (draft.fresh("north"), draft.fresh("west")) == ("north-2", "west")
