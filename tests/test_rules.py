"""What each rule finds, and what a shallow reading would get wrong."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve, fields

from attribution import (
    RULES,
    Case,
    Claim,
    Document,
    DocumentId,
    InvalidRecordError,
    Link,
    LinkKind,
    Options,
    Record,
    Rule,
    Span,
    Speaker,
    check,
)
from story import ACCUSED, CLINIC, HIDDEN, MONITOR, NORTH, PLAIN, SOUTH, found, heads, says, shows, told

PAPER = Document(
    id="paper", title="The Paper", publisher=CLINIC, url="https://example.org/paper", digest="a" * 64
)
MINISTRY = Speaker(id="ministry", name="Ministry", kind="organization", member_of=[SOUTH])
OPINION = Claim(id="c", text="The bridge is ugly.", kind="opinion")
FAULT = Claim(
    id="f", text="No evidence was offered.", kind="sourcing", links=[Link(LinkKind.FAULTS, ACCUSED.id)]
)
RIVAL = Claim(id="rival", text="A storm took the bridge.", links=[Link(LinkKind.CONTRADICTS, ACCUSED.id)])
COUNTER = Claim(
    id="counter",
    text="North blew up the bridge.",
    accused=[NORTH],
    parties=[SOUTH],
    links=[Link(LinkKind.COUNTERS, ACCUSED.id)],
)
WORDS = [Span(10, 20)]


# A101


def test_a101_an_allegation_by_nobody_is_an_error() -> None:
    """An accusation for which no speaker is named is an error, on the statement."""
    assert heads("A101", ACCUSED, says("s", None)) == [("error", ("s",))]


def test_a101_another_claim_by_nobody_is_a_warning() -> None:
    """A claim that accuses nobody, said by nobody, is a warning."""
    assert heads("A101", PLAIN, says("s", None, PLAIN)) == [("warning", ("s",))]


def test_a101_a_speaker_for_the_same_words_is_enough() -> None:
    """Words that another statement gives a speaker, in one stretch or in two that touch, are attributed."""
    mine = says("s", None, document=PAPER, spans=WORDS)
    whole = says("t", NORTH, document=PAPER, spans=[Span(10, 15), Span(15, 30)])

    assert heads("A101", PAPER, ACCUSED, mine, whole) == []


def test_a101_a_speaker_for_some_of_the_words_is_not_enough() -> None:
    """A statement that covers one of two spans attributes nothing, nor do two that cover one each."""
    mine = says("s", None, document=PAPER, spans=[*WORDS, Span(30, 40)])
    first, second = (
        says(name, NORTH, document=PAPER, spans=[Span(start, start + 10)])
        for name, start in (("t", 10), ("u", 30))
    )
    both = says("v", NORTH, document=PAPER, spans=[Span(0, 50)])

    assert heads("A101", PAPER, ACCUSED, mine, first, second) == [("error", ("s",))]
    assert heads("A101", PAPER, ACCUSED, mine, first, second, both) == []


def test_a101_just_the_same_words_are_enough() -> None:
    """A statement with just these words, in one stretch or in two with others between, attributes them."""
    one, two = WORDS, [*WORDS, Span(30, 40)]

    for words in (one, two):
        mine, other = (
            says("s", None, document=PAPER, spans=words),
            says("t", NORTH, document=PAPER, spans=words),
        )
        assert heads("A101", PAPER, ACCUSED, mine, other) == []


def test_a101_no_spans_cover_nothing() -> None:
    """Without spans nothing tells that two statements are of the same words."""
    nowhere, somewhere = says("s", None, document=PAPER), says("t", NORTH, document=PAPER, spans=WORDS)
    attributed = says("u", NORTH, document=PAPER)

    assert heads("A101", PAPER, ACCUSED, nowhere, somewhere) == [("error", ("s",))]
    assert heads("A101", PAPER, ACCUSED, evolve(nowhere, spans=WORDS), attributed) == [("error", ("s",))]


def test_a101_the_same_words_elsewhere_are_other_words() -> None:
    """A speaker for the same stretch of another document attributes nothing."""
    other = Document(id="other", title="Other")
    elsewhere = says("t", NORTH, document=other, spans=WORDS)

    assert heads("A101", PAPER, other, ACCUSED, says("s", None, document=PAPER, spans=WORDS), elsewhere) == [
        ("error", ("s",))
    ]


def test_a101_narration_is_the_outlet_speaking() -> None:
    """Narration is the publisher's own voice, and gives words that it covers a known speaker."""
    narrated = says("t", None, mode="narrated", document=PAPER, spans=[Span(0, 50)])

    assert heads("A101", PAPER, ACCUSED, narrated) == []
    assert heads("A101", PAPER, ACCUSED, narrated, says("s", None, document=PAPER, spans=WORDS)) == []


def test_a101_a_statement_that_was_replaced_attributes_nothing() -> None:
    """What was corrected or withdrawn neither is flagged nor attributes what stands."""
    words: dict[str, Any] = {"document": PAPER, "spans": WORDS}
    gone = says("t", NORTH, **words)
    taken_back = says("u", NORTH, stance="withdraws", replaces=[gone])

    assert heads("A101", PAPER, ACCUSED, says("s", None, **words), gone, taken_back) == [("error", ("s",))]


# A102


def test_a102_only_anonymous_accusers_are_an_error() -> None:
    """An accusation for which nobody is named is an error, even with a reason and a basis."""
    reasoned = evolve(HIDDEN, anonymity_reason="fear of reprisals")

    assert heads("A102", reasoned, ACCUSED, says("s", reasoned, basis="told")) == [("error", ("s",))]


def test_a102_a_named_accuser_beside_is_a_warning() -> None:
    """With somebody named who vouches too, an anonymous source is a warning."""
    assert heads("A102", ACCUSED, says("s", HIDDEN), says("t", NORTH)) == [("warning", ("s",))]


def test_a102_a_reason_and_a_basis_make_it_info() -> None:
    """Where it is said why there is no name and how the source knows, the finding is for information."""
    reasoned = evolve(HIDDEN, anonymity_reason="fear of reprisals")

    assert heads("A102", reasoned, PLAIN, says("s", reasoned, PLAIN, basis="told")) == [("info", ("s",))]


@pytest.mark.parametrize(
    ("reason", "basis", "missing"),
    [
        (None, "unstated", "and it is not said why the name is kept back or how the source knows"),
        (None, "told", "and it is not said why the name is kept back"),
        ("fear", "unstated", "and it is not said how the source knows"),
    ],
)
def test_a102_says_what_is_missing(reason: str | None, basis: str, missing: str) -> None:
    """The message says what the reader is not told."""
    hidden = evolve(HIDDEN, anonymity_reason=reason)
    [finding] = found("A102", hidden, PLAIN, says("s", hidden, PLAIN, basis=basis))

    assert finding.message == f'"The bridge is gone" is put to an anonymous source, an official, {missing}'


def test_a102_an_anonymous_opinion_is_never_info() -> None:
    """An opinion is no fact that an anonymous source may give, whatever the reason."""
    hidden = evolve(HIDDEN, anonymity_reason="fear of reprisals")
    [finding] = found("A102", hidden, OPINION, says("s", hidden, OPINION, basis="told"))

    assert finding.severity == "warning"
    assert finding.message.endswith("an official, and is an opinion")


def test_a102_a_vague_source_is_not_an_anonymous_one() -> None:
    """Nobody at all, and somebody of whom little is known, are not anonymous; nor is who only denies."""
    records = [says("s", None), says("t", Speaker(id="x", name="officials", kind="class"))]

    assert heads("A102", Speaker(id="x", name="officials", kind="class"), ACCUSED, *records) == []
    assert heads("A102", ACCUSED, says("s", HIDDEN, stance="denies")) == []


def test_a102_an_anonymous_publisher_narrates_anonymously() -> None:
    """Narration that names nobody is by the publisher, who may be anonymous."""
    leaflet = Document(id="leaflet", title="Leaflet", publisher=HIDDEN)

    assert heads("A102", leaflet, PLAIN, says("s", None, PLAIN, mode="narrated", document=leaflet)) == [
        ("warning", ("s",))
    ]


# S201


def test_s201_an_accusation_without_evidence_is_an_error() -> None:
    """An accusation on somebody's word alone is an error, on the claim."""
    assert heads("S201", ACCUSED, says("s", NORTH), says("t", CLINIC)) == [("error", ("c",))]


def test_s201_nobody_needs_to_be_known() -> None:
    """An accusation that nobody is named for is unsupported too."""
    [finding] = found("S201", ACCUSED, says("s", None))

    assert finding.message == (
        '"South blew up the bridge" accuses South on the word of nobody named, and no evidence is on record'
    )


def test_s201_the_reader_may_be_told() -> None:
    """Where narration or somebody with no stake says that support is lacking, the finding is info."""
    [finding] = found("S201", ACCUSED, FAULT, says("s", NORTH), says("t", None, FAULT, mode="narrated"))

    assert finding.severity == "info"
    assert finding.message.endswith("no evidence is on record, as the reader is told")
    assert heads("S201", ACCUSED, says("s", NORTH), says("t", MONITOR, stance="questions")) == [
        ("info", ("c",))
    ]


def test_s201_the_accused_cannot_acknowledge() -> None:
    """That the accused call it unfounded tells the reader nothing."""
    assert heads("S201", ACCUSED, FAULT, says("s", NORTH), says("t", SOUTH, FAULT)) == [("error", ("c",))]


def test_s201_an_accusation_that_nobody_makes_is_none() -> None:
    """A claim that is only denied, or that was withdrawn, is no accusation that stands."""
    gone = says("s", NORTH)

    assert heads("S201", ACCUSED, says("t", SOUTH, stance="denies")) == []
    assert heads("S201", ACCUSED, gone, says("t", NORTH, stance="withdraws", replaces=[gone])) == []


def test_s201_evidence_that_nobody_saw_is_another_finding() -> None:
    """With an item on record, seen or not, the fault has another name; a retracted item is none."""
    assert heads("S201", ACCUSED, says("s", NORTH), shows("e", availability="withheld")) == []
    assert heads("S201", ACCUSED, says("s", NORTH), shows("e", retracted="2031")) == [("error", ("c",))]


# S202


def test_s202_two_voices_and_nothing_to_see() -> None:
    """Two known speakers, allied or not, are two voices and no support."""
    assert heads("S202", PLAIN, says("s", NORTH, PLAIN), says("t", HIDDEN, PLAIN)) == [("warning", ("c",))]


def test_s202_evidence_that_nobody_saw_is_no_corroboration() -> None:
    """A described item leaves two voices what they are."""
    described = shows("e", PLAIN, availability="described")
    [finding] = found("S202", PLAIN, says("s", NORTH, PLAIN), says("t", SOUTH, PLAIN), described)

    assert finding.message == (
        '2 speakers say that "The bridge is gone" (North and South), '
        "and no evidence that can be seen supports it"
    )


def test_s202_one_speaker_twice_is_one_voice() -> None:
    """One speaker, however often, and one beside nobody at all are one voice."""
    assert (
        heads("S202", PLAIN, says("s", NORTH, PLAIN), says("t", NORTH, PLAIN), says("u", None, PLAIN)) == []
    )


def test_s202_narration_is_no_second_voice() -> None:
    """The outlet's own words count only where it saw the thing itself."""
    narrated = says("t", CLINIC, PLAIN, mode="narrated")

    assert heads("S202", PLAIN, says("s", NORTH, PLAIN), narrated) == []
    assert heads("S202", PLAIN, says("s", NORTH, PLAIN), evolve(narrated, basis="observed")) == [
        ("warning", ("c",))
    ]


def test_s202_an_opinion_may_be_shared() -> None:
    """Two people of one opinion repeat nothing, and neither do two on whom evidence bears."""
    assert heads("S202", OPINION, says("s", NORTH, OPINION), says("t", SOUTH, OPINION)) == []
    assert heads("S202", PLAIN, says("s", NORTH, PLAIN), says("t", SOUTH, PLAIN), shows("e", PLAIN)) == []


# S203, S204


def test_s203_withheld_evidence() -> None:
    """An allegation of which the evidence is kept back is flagged, described items beside or not."""
    withheld, described = shows("e", availability="withheld"), shows("g", availability="described")
    [finding] = found("S203", ACCUSED, says("s", NORTH), withheld, described)

    assert (finding.subjects, finding.because) == (("c",), ("e",))
    assert finding.message == 'evidence for "South blew up the bridge" is withheld: video e'


def test_s203_the_reader_may_be_told() -> None:
    """Where somebody with no stake questions the claim, the finding is for information."""
    doubt = says("t", MONITOR, stance="questions")

    assert heads("S203", ACCUSED, doubt, shows("e", availability="withheld")) == [("info", ("c",))]


def test_s203_something_usable_beside_is_enough() -> None:
    """With a usable item beside it, what is withheld is no fault of the claim."""
    assert heads("S203", ACCUSED, shows("e", availability="withheld"), shows("g")) == []


def test_s203_a_retracted_or_undermining_item_is_not_withheld_support() -> None:
    """Only items that support the claim and stand are evidence withheld."""
    withheld = shows("e", availability="withheld")

    assert heads("S203", ACCUSED, evolve(withheld, retracted="2031")) == []
    assert heads("S203", ACCUSED, evolve(withheld, supports=(), undermines=[ACCUSED])) == []


def test_s204_evidence_only_described() -> None:
    """An allegation of which all evidence is talked about only is flagged."""
    [finding] = found("S204", ACCUSED, shows("e", availability="described"))

    assert (finding.severity, finding.because) == ("warning", ("e",))
    assert finding.message == 'no evidence for "South blew up the bridge" can be examined: video e'


def test_s204_evidence_on_ground_that_fell() -> None:
    """A published item of which every root was retracted is no support, and the message says why."""
    root, made = shows("r", supports=(), retracted="2031"), shows("e", derived_from=["r"])
    [finding] = found("S204", ACCUSED, root, made)

    assert finding.message == (
        'no evidence for "South blew up the bridge" rests on ground that stands: video e'
    )


def test_s204_both_faults() -> None:
    """With items of both sorts the message names both."""
    root, made = shows("r", supports=(), retracted="2031"), shows("e", derived_from=["r"])
    [finding] = found("S204", ACCUSED, root, made, shows("g", availability="described"))

    assert finding.message == (
        'no evidence for "South blew up the bridge" can be examined and rests on ground that stands: '
        "video e and video g"
    )


def test_s204_is_silent_where_an_item_is_withheld() -> None:
    """Withheld and described together are one fault, evidence withheld; and no allegation has none."""
    assert (
        heads("S204", ACCUSED, shows("e", availability="withheld"), shows("g", availability="described"))
        == []
    )
    assert heads("S204", PLAIN, shows("e", PLAIN, availability="described")) == []


def test_s204_inspected_is_seen() -> None:
    """An item that somebody other than its holder examined is usable."""
    assert heads("S204", ACCUSED, shows("e", availability="inspected")) == []


# S205, S206


def test_s205_own_side_evidence() -> None:
    """An allegation that only the accusing side's own video supports is flagged."""
    [finding] = found("S205", ACCUSED, shows("e"))

    assert (finding.severity, finding.subjects) == ("warning", ("c",))
    assert finding.message == (
        'the evidence for "South blew up the bridge" comes from North, '
        "and nobody named and known to have no stake has verified it"
    )


def test_s205_nobody_named_is_not_outside() -> None:
    """An item from nobody, or from an anonymous source, is not known to come from outside."""
    assert heads("S205", ACCUSED, shows("e", provider=None)) == [("warning", ("c",))]
    assert heads("S205", ACCUSED, shows("e", provider=HIDDEN)) == [("warning", ("c",))]


def test_s205_an_ally_is_own_side() -> None:
    """An item from an ally of a party, whoever declares the alliance, comes from inside the stake."""
    ally = evolve(NORTH, aligned_with=[CLINIC])

    assert heads("S205", ally, ACCUSED, shows("e", provider=CLINIC)) == [("warning", ("c",))]


def test_s205_an_admission_comes_from_outside() -> None:
    """Evidence that the accused give against themselves is not of the accusing side."""
    assert heads("S205", ACCUSED, shows("e", provider=SOUTH)) == []


def test_s205_an_outside_check_lifts_own_side_evidence() -> None:
    """Own-side evidence that somebody with no stake verified is no longer interested only."""
    assert heads("S205", ACCUSED, shows("e", verified_by=[MONITOR])) == []


def test_s206_one_origin() -> None:
    """An allegation with one item from outside is single source, own-side items beside or not."""
    [finding] = found("S206", ACCUSED, shows("e", provider=MONITOR), shows("g"))

    assert finding.because == ("e", "g")
    assert finding.message == (
        'the evidence for "South blew up the bridge" has one origin outside the stake: video e and video g'
    )


def test_s206_two_copies_are_one_origin() -> None:
    """Two items made from one, or of one digest, are one origin, whoever provides them."""
    root = shows("r", supports=(), provider=None)
    made = [shows("e", provider=MONITOR, derived_from=["r"]), shows("g", provider=CLINIC, derived_from=["r"])]
    copies = [shows("e", provider=MONITOR, digest="a" * 64), shows("g", provider=CLINIC, digest="a" * 64)]

    assert heads("S206", ACCUSED, root, *made) == [("warning", ("c",))]
    assert heads("S206", ACCUSED, *copies) == [("warning", ("c",))]


def test_s206_two_origins_are_not_one() -> None:
    """Two items of separate origin are corroboration."""
    assert heads("S206", ACCUSED, shows("e", provider=MONITOR), shows("g", provider=CLINIC)) == []


def test_s206_a_verifier_may_be_chosen() -> None:
    """Two own-side items of different members that two outsiders verified are separate by some choice."""
    guard = Speaker(id="guard", name="Guard", aligned_with=[NORTH])
    first = shows("e", provider=NORTH, verified_by=[MONITOR])
    second = shows("g", provider=guard, verified_by=[MONITOR, CLINIC])

    assert heads("S206", guard, ACCUSED, first, second) == []
    assert heads("S206", guard, ACCUSED, first, evolve(second, verified_by=[MONITOR.id])) == [
        ("warning", ("c",))
    ]


# S208


def test_s208_two_sides_accuse_each_other() -> None:
    """Two counter-accusations, each by those whom the other accuses, are one finding on both."""
    [finding] = found("S208", ACCUSED, COUNTER, says("s", NORTH), says("t", SOUTH, COUNTER))

    assert (finding.subjects, finding.because) == (("c", "counter"), ("s", "t"))
    assert finding.message == (
        '"South blew up the bridge" and "North blew up the bridge" are accusations that two sides make of '
        "each other, and no evidence that can be seen supports either"
    )


def test_s208_an_ally_may_hit_back() -> None:
    """A counter-accusation by an ally of the accused is one by its camp; linked twice it is found once."""
    ally = evolve(CLINIC, aligned_with=[SOUTH.id])
    both_ways = evolve(ACCUSED, links=[Link(LinkKind.COUNTERS, COUNTER.id)])
    records: list[Record] = [ally, both_ways, COUNTER, says("s", NORTH), says("t", ally, COUNTER)]

    assert heads("S208", *records) == [("warning", ("c", "counter"))]


def test_s208_a_bystander_does_not_hit_back() -> None:
    """An accusation by somebody outside is none that two sides make of each other."""
    assert heads("S208", ACCUSED, COUNTER, says("s", NORTH), says("t", MONITOR, COUNTER)) == []
    assert heads("S208", ACCUSED, COUNTER, says("s", MONITOR), says("t", SOUTH, COUNTER)) == []


def test_s208_evidence_for_one_ends_the_symmetry() -> None:
    """With something to see for one of the two they are no longer alike."""
    records: list[Record] = [ACCUSED, COUNTER, says("s", NORTH), says("t", SOUTH, COUNTER)]

    assert heads("S208", *records, shows("e")) == []
    assert heads("S208", *records, shows("e", availability="withheld")) == [("warning", ("c", "counter"))]


def test_s208_a_counter_that_accuses_nobody_is_none() -> None:
    """A claim linked as a counter that accuses nobody is no accusation."""
    mild = evolve(COUNTER, accused=())

    assert heads("S208", ACCUSED, mild, says("s", NORTH), says("t", SOUTH, mild)) == []


# I301


def test_i301_two_speakers_of_one_source() -> None:
    """Two speakers, one of whom has it from the other, are one origin."""
    [finding] = found("I301", ACCUSED, says("s", NORTH), says("t", CLINIC, repeats=["s"]))

    assert (finding.subjects, finding.because) == (("c",), ("s", "t"))
    assert finding.message == (
        'all that speaks for "South blew up the bridge" goes back to one origin: a statement by North'
    )


def test_i301_two_items_made_from_one() -> None:
    """Two usable items made from one are one origin, and the message describes it."""
    root = shows("r", supports=(), provider=None)
    [finding] = found("I301", root, ACCUSED, shows("e", derived_from=["r"]), shows("g", derived_from=["r"]))

    assert (finding.severity, finding.because) == ("error", ("e", "g", "r"))
    assert finding.message.endswith("goes back to one origin: video r")


def test_i301_two_speakers_who_cite_one_item() -> None:
    """Speakers who rest on one item are one origin, together with the item."""
    records = [says("s", NORTH, cites=["e"]), says("t", CLINIC, cites=["e"])]

    assert heads("I301", ACCUSED, *records, shows("e")) == [("error", ("c",))]
    assert heads("I301", ACCUSED, *records, shows("e"), shows("g")) == []


def test_i301_an_item_twice_is_one_item() -> None:
    """An item and another alike in all but the id are one item, which confirms nothing and fakes nothing."""
    item = shows("e", provider=MONITOR)

    assert heads("I301", ACCUSED, item, evolve(item, id="g")) == []


def test_i301_a_reprint_has_the_root_of_the_original() -> None:
    """What a reprint gives in the words of a speaker goes back to what the original gave."""
    wire, copy, late = (
        Document(id="wire", title="Wire"),
        Document(id="copy", title="Copy", derived_from=DocumentId("wire")),
        Document(id="late", title="Late", derived_from=DocumentId("copy")),
    )
    first = says("s", NORTH, document=wire)
    again, echo = says("t", NORTH, document=late), says("u", CLINIC, repeats=["t"])

    assert heads("I301", wire, copy, late, ACCUSED, first, again, echo) == [("error", ("c",))]
    assert heads("I301", wire, copy, late, ACCUSED, first, evolve(again, document=None), echo) == []


def test_i301_a_reprint_keeps_the_narration() -> None:
    """The narration of a reprint is that of the original, and is what others ascribe to its publisher."""
    wire = Document(id="wire", title="Wire", publisher=MONITOR)
    copy = Document(id="copy", title="Copy", publisher=CLINIC, derived_from=DocumentId("wire"))
    saw: dict[str, Any] = {"mode": "narrated", "basis": "observed"}
    first, again = says("s", None, document=wire, **saw), says("t", None, document=copy, **saw)

    assert heads("I301", wire, copy, ACCUSED, first, again) == [("error", ("c",))]
    assert heads("I301", wire, copy, ACCUSED, first, again, says("u", MONITOR, document=copy)) == [
        ("error", ("c",))
    ]
    assert heads("I301", wire, copy, ACCUSED, first, says("t", CLINIC, document=copy)) == []


def test_i301_two_reprints_of_one_original_are_no_reprints_of_each_other() -> None:
    """What two reprints alone carry has a root in each."""
    wire, copy, other = (
        Document(id="wire", title="Wire"),
        Document(id="copy", title="Copy", derived_from=DocumentId("wire")),
        Document(id="other", title="Other", derived_from=DocumentId("wire")),
    )
    first, again, echo = (
        says("s", NORTH, document=copy),
        says("t", NORTH, document=other),
        says("u", CLINIC, repeats=["s"]),
    )

    assert heads("I301", wire, copy, other, ACCUSED, first, again, echo) == []


def test_i301_one_document_with_two_speakers_is_not_one_origin() -> None:
    """Two speakers of one text are two origins, and one speaker who repeats himself is not two speakers."""
    assert (
        heads("I301", PAPER, ACCUSED, says("s", NORTH, document=PAPER), says("t", CLINIC, document=PAPER))
        == []
    )
    assert heads("I301", ACCUSED, says("s", NORTH), says("t", NORTH, repeats=["s"])) == []


def test_i301_all_roots_together_are_one() -> None:
    """Supports that share a root and of which one has another root besides are not of one origin."""
    both = says("u", CLINIC, repeats=["s", "t"])

    assert heads("I301", ACCUSED, says("s", NORTH), says("t", MONITOR), both) == []


def test_i301_a_loop_has_no_origin() -> None:
    """Statements, or items, in a loop have no root; that is another rule's business."""
    said = [says("s", NORTH, repeats=["t"]), says("t", CLINIC, repeats=["s"])]
    loop = [shows("r", supports=(), derived_from=["q"]), shows("q", supports=(), derived_from=["r"])]
    made = shows("e", derived_from=["r"])

    assert heads("I301", ACCUSED, *said) == []
    assert (
        heads("I301", ACCUSED, *loop, made, says("s", NORTH, cites=["e"]), says("t", CLINIC, cites=["e"]))
        == []
    )


def test_i301_opinions_have_no_origin() -> None:
    """Two of one opinion are not flagged, whoever had it first."""
    assert heads("I301", OPINION, says("s", NORTH, OPINION), says("t", SOUTH, OPINION, repeats=["s"])) == []


def test_i301_an_origin_may_be_nobody() -> None:
    """Two who repeat what nobody is named for have one origin, without attribution."""
    echoes = [says("t", NORTH, repeats=["s"]), says("u", CLINIC, repeats=["s"])]
    [finding] = found("I301", ACCUSED, says("s", None), *echoes)

    assert finding.message.endswith("goes back to one origin: a statement without attribution")


# I302


def test_i302_statements_that_repeat_each_other() -> None:
    """Statements that lead back to themselves by way of each other are a loop."""
    said = [
        says("s", NORTH, repeats=["u"]),
        says("t", CLINIC, repeats=["s"]),
        says("u", MONITOR, repeats=["t"]),
    ]
    [finding] = found("I302", ACCUSED, *said)

    assert (finding.severity, finding.because) == ("error", ("s", "t", "u"))
    assert finding.message == (
        'the support for "South blew up the bridge" is circular: '
        "it rests on statements that repeat each other"
    )


def test_i302_items_that_derive_from_each_other() -> None:
    """An item that leads into a loop, in it or above it, is circular support."""
    loop = [shows("r", supports=(), derived_from=["q"]), shows("q", supports=(), derived_from=["r"])]

    assert heads("I302", ACCUSED, *loop, shows("e", derived_from=["r"])) == [("error", ("c",))]
    assert heads("I302", ACCUSED, *loop) == []


def test_i302_the_text_is_no_evidence_of_itself() -> None:
    """An item that is the very document in which the claim is asserted, by digest or address, is circular."""
    said = says("s", NORTH, document=PAPER)
    [by_digest] = found("I302", PAPER, ACCUSED, said, shows("e", digest="a" * 64))

    assert by_digest.message.endswith("it rests on the very text that says so")
    assert heads("I302", PAPER, ACCUSED, said, shows("e", locator=PAPER.url)) == [("error", ("c",))]


def test_i302_another_text_may_be_evidence() -> None:
    """A document in which the claim is only denied, or another with no address either, is another text."""
    bare = evolve(PAPER, url=None, digest=None)

    assert (
        heads(
            "I302",
            PAPER,
            ACCUSED,
            says("s", SOUTH, stance="denies", document=PAPER),
            shows("e", digest="a" * 64),
        )
        == []
    )
    assert heads("I302", bare, ACCUSED, says("s", NORTH, document=bare), shows("e")) == []


def test_i302_a_loop_through_another_claim_or_a_denial_is_none() -> None:
    """Only what vouches for the claim can support it in a circle; and a retracted item supports nothing."""
    said = [says("s", NORTH, repeats=["t"]), says("t", SOUTH, stance="denies", repeats=["s"])]
    loop = [shows("r", retracted="2031", derived_from=["q"]), shows("q", supports=(), derived_from=["r"])]

    assert heads("I302", ACCUSED, *said, *loop) == []


def test_i302_two_sources_of_one_are_no_loop() -> None:
    """Ways that part and meet again lead to a ground floor."""
    said = [
        says("s", NORTH),
        says("t", CLINIC, repeats=["s"]),
        says("u", MONITOR, repeats=["s"]),
        says("v", SOUTH, repeats=["t", "u"]),
    ]

    assert heads("I302", ACCUSED, *said) == []


# I303


def test_i303_all_through_relays() -> None:
    """A claim that every speaker's words reached through somebody else is second hand."""
    said = [says("s", NORTH, PLAIN, via=[CLINIC]), says("t", SOUTH, PLAIN, via=[CLINIC, MONITOR])]
    [finding] = found("I303", PLAIN, *said)

    assert finding.because == ("s", "t")
    assert finding.message == (
        '"The bridge is gone" is known only at second hand: from North and South by way of Clinic and Monitor'
    )


def test_i303_evidence_that_nobody_saw_is_no_first_hand() -> None:
    """A withheld item leaves a relayed claim second hand."""
    said = says("s", NORTH, PLAIN, via=[CLINIC])

    assert heads("I303", PLAIN, said, shows("e", PLAIN, availability="withheld")) == [("warning", ("c",))]
    assert heads("I303", PLAIN, said, shows("e", PLAIN)) == []


def test_i303_one_at_first_hand_is_enough() -> None:
    """One speaker heard directly makes it first hand; nobody at all makes it neither."""
    relayed = says("s", NORTH, PLAIN, via=[CLINIC])

    assert heads("I303", PLAIN, relayed, says("t", SOUTH, PLAIN)) == []
    assert heads("I303", PLAIN, says("s", None, PLAIN, via=[CLINIC])) == []


def test_i303_an_unattributed_statement_is_no_first_hand() -> None:
    """Only what vouches counts: nobody's word beside a relayed one changes nothing."""
    relayed = says("s", NORTH, PLAIN, via=[CLINIC])

    assert heads("I303", PLAIN, relayed, says("t", None, PLAIN)) == [("warning", ("c",))]


def test_i303_relayed_opinions_are_opinions() -> None:
    """An opinion is not flagged, however it came."""
    assert heads("I303", OPINION, says("s", NORTH, OPINION, via=[CLINIC])) == []


# D401


def test_d401_nobody_asked_the_accused() -> None:
    """An accused party without any reply is flagged, once, with the accusations in the message."""
    more = [evolve(ACCUSED, id=f"c{i}", text=f"South blew up bridge {i}.") for i in (1, 2)]
    said = [says("s", NORTH), says("t", None, more[0]), says("u", CLINIC, more[1])]

    [one] = found("D401", ACCUSED, said[0])
    [two] = found("D401", ACCUSED, more[0], *said[:2])
    [three] = found("D401", ACCUSED, *more, *said)

    assert (three.subjects, three.because) == (("south",), ("c", "c1", "c2"))
    assert [finding.message for finding in (one, two, three)] == [
        'no reply from South is on record to "South blew up the bridge"',
        'no reply from South is on record to "South blew up the bridge" and 1 other accusation',
        'no reply from South is on record to "South blew up the bridge" and 2 other accusations',
    ]


def test_d401_a_counter_accusation_is_no_reply() -> None:
    """To accuse in turn is not to answer, even where it contradicts; unless the statement says it answers."""
    rival = evolve(COUNTER, links=[*COUNTER.links, Link(LinkKind.CONTRADICTS, ACCUSED.id)])
    back = says("t", SOUTH, rival)
    answer = evolve(back, answers=[ACCUSED])

    assert ("warning", ("south",)) in heads("D401", ACCUSED, rival, says("s", NORTH), back)
    assert ("warning", ("south",)) not in heads("D401", ACCUSED, rival, says("s", NORTH), answer)


@pytest.mark.parametrize("stance", ["denies", "declines", "questions", "asserts"])
def test_d401_any_stance_is_a_reply(stance: str) -> None:
    """A denial, no comment, a question and a confession each are a reply."""
    assert heads("D401", ACCUSED, says("s", NORTH), says("t", SOUTH, stance=stance)) == []


def test_d401_a_reply_to_a_narrower_or_wider_claim_is_one() -> None:
    """Who answers a part of the accusation, or the whole of which it is a part, has answered."""
    part = Claim(
        id="part", text="South mined a pillar.", accused=[SOUTH], links=[Link(LinkKind.NARROWS, ACCUSED)]
    )

    assert heads("D401", ACCUSED, part, says("s", NORTH), says("t", SOUTH, part, "denies")) == []
    assert heads("D401", ACCUSED, part, says("s", NORTH, part), says("t", SOUTH, ACCUSED, "denies")) == []


def test_d401_only_vouching_for_a_contradicting_claim_replies() -> None:
    """Who says what cannot hold beside the accusation has answered; who only doubts it has not."""
    assert heads("D401", ACCUSED, RIVAL, says("s", NORTH), says("t", SOUTH, RIVAL)) == []
    assert heads("D401", ACCUSED, RIVAL, says("s", NORTH), says("t", SOUTH, RIVAL, "questions")) == [
        ("warning", ("south",))
    ]


def test_d401_somebody_of_its_side_may_reply() -> None:
    """A ministry replies for its government, unless it makes the accusation itself; an ally does not."""
    ally = evolve(CLINIC, aligned_with=[SOUTH.id])
    accuses, denies = says("s", NORTH), says("t", MINISTRY, stance="denies")

    assert heads("D401", MINISTRY, ACCUSED, accuses, denies) == []
    assert heads("D401", MINISTRY, ACCUSED, accuses, denies, says("u", MINISTRY)) == [("warning", ("south",))]
    assert heads("D401", ally, ACCUSED, accuses, says("t", ally, stance="denies")) == [
        ("warning", ("south",))
    ]


def test_d401_who_only_accuses_itself_needs_no_reply() -> None:
    """Where nobody but the party asserts the claim, there is nothing to put to it."""
    assert heads("D401", ACCUSED, says("s", SOUTH)) == []
    assert heads("D401", ACCUSED, says("s", MONITOR, stance="denies")) == []


def test_d401_nobody_in_particular_cannot_reply() -> None:
    """Speakers of kind unknown, class or system cannot be asked."""
    someone = evolve(SOUTH, kind="unknown")

    assert heads("D401", someone, ACCUSED, says("s", NORTH)) == []


def test_d401_a_reply_that_was_withdrawn_is_none() -> None:
    """What no longer stands answers nothing; the withdrawal itself does."""
    denial = says("t", SOUTH, stance="denies")
    replaced = says("u", SOUTH, PLAIN_ASIDE, replaces=["t"])

    assert heads("D401", ACCUSED, PLAIN_ASIDE, says("s", NORTH), denial, replaced) == [
        ("warning", ("south",))
    ]
    assert (
        heads("D401", ACCUSED, says("s", NORTH), denial, says("u", SOUTH, stance="withdraws", replaces=["t"]))
        == []
    )


PLAIN_ASIDE = Claim(id="aside", text="The weather was fine.")


# D403


def test_d403_asserted_against_evidence() -> None:
    """A claim still asserted after outside evidence spoke against it is an error."""
    against = shows("e", provider=MONITOR, supports=(), undermines=["c"])
    [finding] = found("D403", ACCUSED, says("s", NORTH), against)

    assert (finding.severity, finding.subjects, finding.because) == ("error", ("c",), ("e", "s"))
    assert finding.message == (
        '"South blew up the bridge" is still asserted by North, '
        "and evidence from outside the stake speaks against it"
    )


def test_d403_denied_against_evidence() -> None:
    """A claim still denied after outside evidence spoke for it is one alike."""
    [finding] = found("D403", ACCUSED, says("s", SOUTH, stance="denies"), shows("e", provider=MONITOR))

    assert finding.message == (
        '"South blew up the bridge" is still denied by South, '
        "and evidence from outside the stake speaks for it"
    )


def test_d403_nobody_needs_to_be_known() -> None:
    """What nobody is named for is carried on too."""
    against = shows("e", provider=MONITOR, supports=(), undermines=["c"])
    [finding] = found("D403", ACCUSED, says("s", None), against)

    assert finding.message.startswith('"South blew up the bridge" is still asserted without attribution, and')


def test_d403_evidence_of_the_accused_is_no_answer() -> None:
    """The accused's own evidence answers nothing; an admission against the accuser's interest does."""
    own = shows("e", provider=SOUTH, supports=(), undermines=["c"])

    assert heads("D403", ACCUSED, says("s", NORTH), own) == []
    assert heads("D403", ACCUSED, says("s", NORTH), evolve(own, provider=NORTH.id)) == [("error", ("c",))]


def test_d403_evidence_on_both_sides_is_a_dispute() -> None:
    """Where outside evidence speaks for the claim as well, nothing has answered it."""
    against = shows("e", provider=MONITOR, supports=(), undermines=["c"])

    assert heads("D403", ACCUSED, says("s", NORTH), against, shows("g", provider=CLINIC)) == []


def test_d403_nobody_carries_it_on() -> None:
    """A claim that was withdrawn, or that nobody asserts, is not carried on against the evidence."""
    against = shows("e", provider=MONITOR, supports=(), undermines=["c"])
    said = says("s", NORTH)

    assert heads("D403", ACCUSED, against, said, says("t", NORTH, stance="withdraws", replaces=[said])) == []
    assert heads("D403", ACCUSED, against, says("s", SOUTH, stance="denies")) == []


# E501


def test_e501_cited_after_the_retraction() -> None:
    """An item cited after it was retracted is an error, on the item."""
    [finding] = found(
        "E501", ACCUSED, says("s", NORTH, cites=["e"], said="2032"), shows("e", retracted="2031")
    )

    assert (finding.severity, finding.subjects, finding.because) == ("error", ("e",), ("s",))
    assert (
        finding.message
        == "evidence that was retracted (2031) is cited by North, not surely before that: video e"
    )


def test_e501_an_unknown_date_is_not_surely_earlier() -> None:
    """A statement without a date, or of the same year, may have come after the retraction."""
    item = shows("e", retracted="2031")

    assert heads("E501", ACCUSED, says("s", NORTH, cites=["e"]), item) == [("error", ("e",))]
    assert heads("E501", ACCUSED, says("s", NORTH, cites=["e"], said="2031-05"), item) == [("error", ("e",))]


def test_e501_cited_before_the_retraction() -> None:
    """What was said surely before, by its own date or by that of its document, could not know."""
    item = shows("e", retracted="2031")
    paper = evolve(PAPER, published="2030")

    assert heads("E501", ACCUSED, says("s", NORTH, cites=["e"], said="2030"), item) == []
    assert heads("E501", paper, ACCUSED, says("s", NORTH, cites=["e"], document=paper), item) == []


def test_e501_its_own_date_comes_first() -> None:
    """A late statement in an early document is late."""
    paper = evolve(PAPER, published="2030")
    said = says("s", NORTH, cites=["e"], document=paper, said="2032")

    assert heads("E501", paper, ACCUSED, said, shows("e", retracted="2031")) == [("error", ("e",))]


def test_e501_a_denial_cites_too() -> None:
    """Who denies on retracted evidence is flagged; who questions on it is not, nor who cites what stands."""
    item = shows("e", retracted="2031")

    assert heads("E501", ACCUSED, says("s", SOUTH, stance="denies", cites=["e"]), item) == [("error", ("e",))]
    assert heads("E501", ACCUSED, says("s", SOUTH, stance="questions", cites=["e"]), item) == []
    assert heads("E501", ACCUSED, says("s", SOUTH, stance="denies", cites=["e"]), shows("e")) == []


def test_e501_a_corrected_statement_is_no_use() -> None:
    """A statement that was replaced no longer uses what it cited."""
    said = says("s", NORTH, cites=["e"])
    corrected = says("t", NORTH, replaces=["s"])

    assert heads("E501", ACCUSED, said, corrected, shows("e", retracted="2031")) == []


# E504


def test_e504_an_echo_stands() -> None:
    """Who repeats what its source took back is flagged, on the statement."""
    said, back = says("s", NORTH), says("t", NORTH, stance="withdraws", replaces=["s"])
    [finding] = found("E504", ACCUSED, said, back, says("u", CLINIC, repeats=["s"]))

    assert (finding.severity, finding.subjects, finding.because) == ("error", ("u",), ("s",))
    assert finding.message == (
        'an echo of "South blew up the bridge" stands, by Clinic, '
        "and its source has been withdrawn or corrected, by North"
    )


def test_e504_an_echo_of_an_echo_stands() -> None:
    """The way back may lead through others, in a loop or not."""
    said, back = says("s", NORTH), says("t", NORTH, stance="withdraws", replaces=["s"])
    first, second = says("u", CLINIC, repeats=["s", "v"]), says("v", MONITOR, repeats=["u"])

    assert heads("E504", ACCUSED, said, back, first, second) == [("error", ("u",)), ("error", ("v",))]


def test_e504_a_correction_is_no_echo() -> None:
    """Who repeats a statement to correct it is no echo, and neither is who takes it from there."""
    corrected = says("t", NORTH, repeats=["s"], replaces=["s"])

    assert heads("E504", ACCUSED, says("s", NORTH), corrected, says("u", CLINIC, repeats=["t"])) == []


def test_e504_a_correction_may_echo_something_else() -> None:
    """Who corrects one source and takes from another that was withdrawn is an echo of that."""
    said = [says("s", NORTH), says("r", MONITOR), says("m", CLINIC, repeats=["s", "r"])]
    gone = says("x", MONITOR, stance="withdraws", replaces=["r"])
    late = says("t", NORTH, repeats=["m"], replaces=["s"])

    assert heads("E504", ACCUSED, *said, gone, late) == [("error", ("m",)), ("error", ("t",))]
    assert heads("E504", ACCUSED, said[0], evolve(said[2], repeats=said[:1]), late) == [("error", ("m",))]


def test_e504_whatever_the_ids_are() -> None:
    """The source that is taken from and not replaced is found, in whatever order their ids stand."""
    said = [says("a", NORTH), says("b", MONITOR), says("m", CLINIC, repeats=["a", "b"])]
    gone = says("x", MONITOR, stance="withdraws", replaces=["b"])
    late = says("t", NORTH, repeats=["m"], replaces=["a"])
    [_, finding] = found("E504", ACCUSED, *said, gone, late)

    assert (finding.subjects, finding.because) == (("t",), ("b",))


def test_e504_another_claim_is_another_matter() -> None:
    """A way back over another claim, or a denial that echoes, is not flagged."""
    said, back = says("s", NORTH), says("t", NORTH, stance="withdraws", replaces=["s"])
    aside = says("u", CLINIC, PLAIN_ASIDE, repeats=["s"])

    assert heads("E504", ACCUSED, PLAIN_ASIDE, said, back, aside, says("v", MONITOR, repeats=["u"])) == []
    assert heads("E504", ACCUSED, said, back, says("u", SOUTH, stance="denies", repeats=["s"])) == []


# Rules as such


def test_a_long_list_of_names_is_cut() -> None:
    """A message names a few and counts the others; names stand in one line."""
    many = [Speaker(id=f"p{i}", name=f"Person\n{i}.") for i in range(7)]
    [finding] = found("S202", *many, PLAIN, *(says(f"s{i}", p, PLAIN) for i, p in enumerate(many)))

    assert "(Person 0, Person 1, Person 2, Person 3 and 3 others)" in finding.message


def test_a_long_claim_is_cut() -> None:
    """A message gives the first words of a long claim."""
    claim = evolve(PLAIN, text="The bridge over the river that runs between North and South is gone.")
    [finding] = found("A101", claim, says("s", None, claim))

    assert finding.message == (
        'nobody is named as saying that "The bridge over the river that runs between North and South ..."'
    )


def test_codes_and_names_are_unique() -> None:
    """No two rules share a code or a name."""
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


def test_a_rule_is_checked_when_it_is_made() -> None:
    """A code or a name of the wrong form, and a function that is none, are refused together."""
    with pytest.raises(InvalidRecordError) as caught:
        Rule(
            code="s201",
            name="Not Kebab",
            severity="grave",
            summary="x",
            rationale="x",
            standard="x",
            remedy="x",
            find=None,  # type: ignore[arg-type]
        )

    assert [problem.path for problem in caught.value.problems] == ["severity", "find", "code", "name"]


# D402


def test_d402_each_accused_denies_for_itself() -> None:
    """A document with the denial of one accused leaves out the earlier one of another."""
    both = evolve(ACCUSED, accused=[SOUTH, MONITOR])
    paper = evolve(PAPER, published="2031-05-04")
    accuses = says("s", NORTH, both, document=paper)
    early = says("t", SOUTH, both, "denies", said="2031-05-01")
    late = says("u", MONITOR, both, "denies", document=paper)

    assert heads("D402", paper, both, accuses, early, late) == [("warning", ("c", "paper"))]
    assert heads("D402", paper, both, accuses, late) == []


# E503


@pytest.mark.parametrize(
    ("age", "is_stale"),
    [
        (timedelta(0), True),
        (timedelta(days=12), True),
        (timedelta(days=12, hours=9), True),
        (timedelta(days=12, hours=9, seconds=1), False),
        (timedelta(days=13), False),
        (timedelta.max, False),
    ],
)
def test_e503_an_age_counts_to_the_second(age: timedelta, is_stale: bool) -> None:
    """Support is old from the moment at which the age has surely passed, be it nothing at all."""
    lasting = evolve(ACCUSED, occurred="2031-05/..")
    item = shows("e", lasting, created="2031-05-02")
    options = Options(as_of="2031-05-15T09:00:00", stale_after=age)

    report = check(told(lasting, item), select=["E503"], options=options)

    assert [finding.subjects for finding in report] == [("c",)] * is_stale
    assert report.checked == ("E503",)


# What the findings show


def test_a102_shows_the_claim_and_the_speaker() -> None:
    """Beside the statement, the claim and the speaker whose name is kept back are shown."""
    [finding] = found("A102", ACCUSED, says("s", HIDDEN))

    assert finding.because == ("c", "hidden")


@pytest.mark.parametrize(("code", "more"), [("S205", {}), ("S206", {"provider": MONITOR})])
def test_s205_and_s206_show_what_can_be_used(code: str, more: dict[str, Any]) -> None:
    """Items that nobody may see are not shown as the evidence on which the rung rests."""
    hidden = shows("hidden-item", **more, availability="withheld")

    [finding] = found(code, ACCUSED, shows("e", **more), hidden)

    assert finding.because == ("e",)


def test_i301_the_nearer_of_two_originals_counts() -> None:
    """Narration comes from the nearest narration, not from what its publisher says in an older original."""
    oldest = Document(id="oldest", title="Oldest")
    middle = Document(id="middle", title="Middle", publisher=MONITOR, derived_from=oldest)
    newest = Document(id="newest", title="Newest", publisher=CLINIC, derived_from=middle)
    seen: dict[str, Any] = {"mode": "narrated", "basis": "observed"}
    first = says("a", CLINIC, PLAIN, document=oldest, mode="narrated")
    second, third = (
        says(name, None, PLAIN, document=document, **seen)
        for name, document in (("b", middle), ("d", newest))
    )

    [finding] = found("I301", oldest, middle, newest, PLAIN, first, second, third)

    assert finding.because == ("b", "d")


def test_i302_names_each_fault() -> None:
    """The message names the loop among the items and the text that says so."""
    loop = [
        shows("e", PLAIN, derived_from=["f"]),
        shows("f", PLAIN, derived_from=["e"], locator="https://example.org/paper"),
    ]

    [finding] = found("I302", PAPER, PLAIN, *loop, says("s", NORTH, PLAIN, document=PAPER))

    assert finding.message == (
        'the support for "The bridge is gone" is circular: it rests on evidence that derives from itself '
        "and on the very text that says so"
    )


def test_d404_says_what_is_said_too() -> None:
    """The message tells a denial of the claim from a claim that contradicts it."""
    asserts = says("s", NORTH)

    [denied] = found("D404", ACCUSED, asserts, says("t", NORTH, stance="denies"))
    [rival] = found("D404", ACCUSED, RIVAL, asserts, says("t", NORTH, RIVAL))

    assert denied.message == 'North says that "South blew up the bridge" and also denies it'
    assert rival.message == (
        'North says that "South blew up the bridge" and also says that "A storm took the bridge"'
    )


def test_rules_of_five_families() -> None:
    """Each rule of five families has its code, its severity and its default."""
    rows = [(rule.code, rule.severity.value, rule.is_default) for rule in RULES if rule.family in "ASIDE"]

    assert rows == [
        ("A101", "warning", True),
        ("A102", "warning", True),
        ("A103", "warning", True),
        ("S201", "error", True),
        ("S202", "warning", True),
        ("S203", "warning", True),
        ("S204", "warning", True),
        ("S205", "warning", True),
        ("S206", "warning", True),
        ("S207", "warning", False),
        ("S208", "warning", True),
        ("I301", "error", True),
        ("I302", "error", True),
        ("I303", "warning", True),
        ("I304", "info", False),
        ("D401", "warning", True),
        ("D402", "warning", False),
        ("D403", "error", True),
        ("D404", "warning", True),
        ("D405", "info", False),
        ("E501", "error", True),
        ("E502", "info", False),
        ("E503", "info", False),
        ("E504", "error", True),
    ]


@pytest.mark.parametrize(
    ("code", "folded"),
    [
        ("A101", {"L704"}),
        ("A102", {"A103"}),
        ("S201", {"I303", "L702", "C603"}),
        ("S202", {"I304"}),
        ("I301", {"S202"}),
    ],
)
def test_rules_fold_what_they_say_themselves(code: str, folded: set[str]) -> None:
    """A rule folds at least those whose findings on the same subject say no more than its own."""
    [rule] = (rule for rule in RULES if rule.code == code)

    assert folded <= set(rule.folds)


def test_what_a_case_has_worked_out_is_no_part_of_it() -> None:
    """A case is the dossier and the options; what was asked of it tells no two of them apart."""
    asked, fresh = Case(told(ACCUSED, says("s", NORTH))), Case(told(ACCUSED, says("s", NORTH)))
    next(asked.claims())
    asked.assess(ACCUSED)

    assert asked == fresh
    assert repr(asked) == repr(fresh)


def test_a101_a_named_speaker_first_hides_nobody() -> None:
    """A statement without a speaker is flagged after one that has a speaker, too."""
    assert heads("A101", ACCUSED, says("a", NORTH), says("s", None)) == [("error", ("s",))]


def test_i301_narration_of_a_named_speaker_is_theirs() -> None:
    """What a reprint tells of somebody whom it names is not the narration of the original."""
    first = Document(id="first", title="First", publisher=MONITOR)
    reprint = Document(id="reprint", title="Reprint", derived_from=first)
    seen: dict[str, Any] = {"mode": "narrated", "basis": "observed"}
    original = says("a", None, PLAIN, document=first, **seen)

    assert (
        heads("I301", first, reprint, PLAIN, original, says("b", None, PLAIN, document=reprint, **seen)) == []
    )
    assert (
        heads("I301", first, reprint, PLAIN, original, says("b", NORTH, PLAIN, document=reprint, **seen))
        == []
    )


def test_d405_shows_who_says_and_who_denies() -> None:
    """What is shown is the statements on both sides, of two claims and of one."""
    ours, theirs = says("s", NORTH, PLAIN), says("t", SOUTH, evolve(RIVAL, id="rival"))

    [finding] = found("D405", PLAIN, RIVAL, ours, theirs)
    [denied] = found("D405", PLAIN, ours, says("t", SOUTH, PLAIN, "denies"))

    assert (finding.subjects, finding.because) == (("c", "rival"), ("s", "t"))
    assert (denied.subjects, denied.because) == (("c",), ("s", "t"))


def test_a101_shows_the_claim() -> None:
    """Beside the statement that names nobody, the claim is shown."""
    [finding] = found("A101", ACCUSED, says("s", None))

    assert finding.because == ("c",)


def test_i302_shows_what_leads_round() -> None:
    """All that is in a loop is shown, statements and items, the items that support no claim too."""
    loop = [shows("e", PLAIN, derived_from=["f"]), shows("f", PLAIN, derived_from=["e"], supports=[])]
    echoes = [says("s", NORTH, PLAIN, repeats=["t"]), says("t", SOUTH, PLAIN, repeats=["s"])]

    [finding] = found("I302", PLAIN, *loop, *echoes)

    assert finding.because == ("e", "f", "s", "t")


@pytest.mark.parametrize(
    "options", [Options(), Options(as_of="2031-06-01"), Options(stale_after=timedelta(1))]
)
def test_e503_is_silent_without_both_options(options: Options) -> None:
    """Run by itself, without the day or the age, the rule finds nothing."""
    [rule] = (rule for rule in RULES if rule.code == "E503")
    going_on = evolve(PLAIN, occurred="2020/..")
    dossier = told(going_on, shows("e", going_on, created="2020"))

    assert list(rule.findings(Case(dossier, options))) == []


def test_a_short_list_of_names_is_whole() -> None:
    """As many names as a message has room for are all there."""
    few = [Speaker(id=f"p{i}", name=f"Person {i}") for i in range(5)]
    [finding] = found("S202", *few, PLAIN, *(says(f"s{i}", p, PLAIN) for i, p in enumerate(few)))

    assert "(Person 0, Person 1, Person 2, Person 3 and Person 4)" in finding.message


def test_i302_shows_the_text_itself() -> None:
    """The item that is the very text in which the claim is asserted is shown."""
    item = shows("e", PLAIN, locator=PAPER.url)

    [finding] = found("I302", PAPER, PLAIN, item, says("s", NORTH, PLAIN, document=PAPER))

    assert finding.because == ("e",)


def test_e504_the_first_source_is_shown() -> None:
    """Of several sources that were withdrawn, equally near, the first in order of id is shown."""
    first, second = says("a", NORTH, PLAIN), says("b", SOUTH, PLAIN)
    gone = [
        says("y", NORTH, PLAIN, "withdraws", replaces=[first]),
        says("x", SOUTH, PLAIN, "withdraws", replaces=[second]),
    ]
    echo = says("z", MONITOR, PLAIN, repeats=["a", "b"])

    for records in ([first, second], [second, first]):
        [finding] = found("E504", PLAIN, *records, *gone, echo)
        assert finding.because == ("a",)


def test_a_case_is_made_of_a_dossier_and_options() -> None:
    """What a case works out for itself cannot be handed to it."""
    assert [each.name for each in fields(Case) if each.init] == ["dossier", "options"]
