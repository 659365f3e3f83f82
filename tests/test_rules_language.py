"""Family L: what each rule flags, and what it must not."""

import pytest

from attribution import Claim, Document, Dossier, Evidence, Record, Speaker, Statement, check
from attribution.rules import language

NORTH = Speaker(id="north", name="Government of North", kind="organization")
SOUTH = Speaker(id="south", name="Government of South", kind="organization")
ANN = Speaker(id="ann", name="Ann Ost", kind="individual", member_of=[NORTH])
BEN = Speaker(id="ben", name="Ben Ray", kind="individual", member_of=[SOUTH])
EVA = Speaker(id="eva", name="Eva Moor", kind="individual")
CLOSED = Claim(id="closed", text="The Lowmoor bridge is closed.")
PEOPLE = (NORTH, SOUTH, ANN, BEN, EVA, CLOSED)

Found = tuple[str, tuple[str, ...], tuple[str, ...]]
"""Severity, subjects and witnesses."""


def found(code: str, *records: Record) -> list[Found]:
    """What the rule finds in these records and the people and the claim of this file."""
    report = check(Dossier.of(*PEOPLE, *records), rules=language.RULES, select=[code])
    return [(f.severity.value, f.subjects, f.because) for f in report]


def message(code: str, *records: Record) -> str:
    """What the rule says about them, in its one finding."""
    [finding] = check(Dossier.of(*PEOPLE, *records), rules=language.RULES, select=[code])
    return finding.message


def said(cue: str, *, stance: str = "asserts", quote: str | None = None) -> Statement:
    """Ann's word on the bridge, attributed with a cue."""
    mode = "indirect" if quote is None else "mixed"
    return Statement(id="s", speaker=ANN, stance=stance, claim=CLOSED, cue=cue, quote=quote, mode=mode)


def flags(code: str, cue: str, *, stance: str = "asserts", quote: str | None = None) -> bool:
    """Whether the rule flags a statement with this cue."""
    return bool(found(code, said(cue, stance=stance, quote=quote)))


def test_rules_of_the_family() -> None:
    """Each rule has its code, its severity, its default and what it folds."""
    rows = [(rule.code, rule.severity.value, rule.is_default, rule.folds) for rule in language.RULES]

    assert rows == [
        ("L701", "info", False, ()),
        ("L702", "warning", True, ()),
        ("L703", "info", False, ()),
        ("L704", "info", False, ()),
    ]


# L701 loaded-attribution-verb


def test_l701_finding() -> None:
    """A doubting verb is flagged at the statement, with the claim as witness."""
    assert found("L701", said("claimed")) == [("info", ("s",), ("closed",))]


@pytest.mark.parametrize(
    ("cue", "what_it_does"),
    [
        ("insists", "casts doubt on them"),
        ("admitted", "takes guilt for granted"),
        ("confirmed", "lends them weight"),
    ],
)
def test_l701_message(cue: str, what_it_does: str) -> None:
    """The message says what the verb does to the words."""
    assert message("L701", said(cue)) == (
        f'"{cue}" does more than report the words of Ann Ost on "The Lowmoor bridge is closed": '
        f"it {what_it_does}"
    )


@pytest.mark.parametrize(
    "cue",
    [
        *("claim", "claims", "claimed", "claiming", "purport", "purports", "purported", "purporting"),
        *("allege", "alleges", "alleged", "alleging", "insist", "insists", "insisted", "insisting"),
        *("maintain", "maintains", "maintained", "maintaining", "admit", "admits", "admitted", "admitting"),
        *("confess", "confesses", "confessed", "confessing", "concede", "concedes", "conceded", "conceding"),
        *("echo", "echoes", "echoed", "echoing", "confirm", "confirms", "confirmed", "confirming"),
    ],
)
def test_l701_every_form(cue: str) -> None:
    """Every form of every doubting or chorus verb is known."""
    assert flags("L701", cue)


@pytest.mark.parametrize(
    "cue",
    [
        *(
            "has repeatedly claimed",
            "Claimed",
            "CLAIMED,",
            "“claimed”",
            "he claims",
            "they didn't just claim",
        ),
        *("went on to claim", "refused to admit", "did not admit", "was the first to admit", "is alleged to"),
        *(
            "said, claiming",
            "rejected the plan and claimed",
            "never once claimed",
            "as Ost claimed",
            "didn’t admit",
        ),
        *("the mayor insisted", "has not only now confirmed"),
        *("not only confirmed", "who also notes and confirms", "could not say; confirmed", "says: claims"),
    ],
)
def test_l701_among_other_words(cue: str) -> None:
    """A verb is found among the words around it."""
    assert flags("L701", cue)


@pytest.mark.parametrize(
    "cue",
    [
        *("said", "stated", "according to", "told", "declared", "proclaimed", "disclaims", "reconfirms"),
        *("reportedly", "allegedly", "unconfirmed", "pointed out", "acknowledged", "insistent"),
    ],
)
def test_l701_other_verbs(cue: str) -> None:
    """Neutral verbs, factive ones, adverbs and longer words are no doubting verbs."""
    assert not flags("L701", cue)


@pytest.mark.parametrize(
    "cue",
    [
        *("rejected claims", "dismissed the claim", "according to claims by", "in answer to a claim"),
        *("told of the alleged plan", "rejected her claimed right", "in response to claims"),
    ],
)
def test_l701_no_verb(cue: str) -> None:
    """The noun and the adjective are no verbs: to reject a claim is not to claim."""
    assert not flags("L701", cue)


@pytest.mark.parametrize(
    "cue",
    [
        *("could not confirm", "couldn't confirm", "neither confirmed nor denied", "declined to confirm"),
        *("has never confirmed", "did not echo", "without confirming"),
    ],
)
def test_l701_negated_chorus(cue: str) -> None:
    """Who does not confirm or echo lends no weight."""
    assert not flags("L701", cue, stance="questions")


def test_l701_verb_of_the_speaker() -> None:
    """A verb that the quote holds is the speaker's own."""
    assert not flags("L701", "claimed", quote="They Claimed it was closed")


@pytest.mark.parametrize("quote", ["they claim it is closed", "reclaimed", "it is closed"])
def test_l701_verb_of_the_outlet(quote: str) -> None:
    """Another form in the quote, or a longer word, leaves the verb of the cue the outlet's."""
    assert flags("L701", "claimed", quote=quote)


@pytest.mark.parametrize("stance", ["denies", "questions", "declines"])
def test_l701_any_stance(stance: str) -> None:
    """A denial that is insisted on is loaded as well."""
    assert flags("L701", "insisted", stance=stance)


def test_l701_corrected() -> None:
    """A statement that was replaced is flagged no more."""
    corrected = Statement(
        id="t", speaker=ANN, stance="asserts", claim=CLOSED, cue="said", replaces=[said("claimed")]
    )

    assert found("L701", said("claimed"), corrected) == []


def test_l701_no_cue() -> None:
    """A statement without a cue has no verb."""
    assert found("L701", Statement(id="s", speaker=ANN, stance="asserts", claim=CLOSED)) == []


# L702 factive-cue-unsupported


def photo(*, availability: str = "published") -> Evidence:
    """A photo of the bridge."""
    return Evidence(
        id="photo", description="a photo", kind="image", availability=availability, supports=[CLOSED]
    )


def test_l702_nothing_on_record() -> None:
    """A factive verb over a bare assertion is flagged, with the claim and the assertion as witnesses."""
    assert found("L702", said("revealed")) == [("warning", ("s",), ("closed", "s"))]
    assert message("L702", said("revealed")) == (
        '"revealed" takes it for granted that "The Lowmoor bridge is closed", and no evidence is on record'
    )


def test_l702_nothing_usable() -> None:
    """A factive verb over evidence that nobody can see is flagged, with that evidence as witness."""
    records = (photo(availability="withheld"), said("pointed out"))

    assert found("L702", *records) == [("warning", ("s",), ("closed", "photo"))]
    assert message("L702", *records) == (
        '"pointed out" takes it for granted that "The Lowmoor bridge is closed", and no usable evidence '
        "supports it"
    )


@pytest.mark.parametrize(
    "cue",
    [
        *("reveal", "reveals", "revealed", "revealing", "uncover", "uncovers", "uncovered", "uncovering"),
        *(
            "expose",
            "exposes",
            "exposed",
            "exposing",
            "point out",
            "points out",
            "pointed out",
            "pointing out",
        ),
        *("note", "notes", "noted", "noting", "learn", "learns", "learned", "learnt", "learning"),
        *(
            "discover",
            "discovers",
            "discovered",
            "discovering",
            "show",
            "shows",
            "showed",
            "shown",
            "showing",
        ),
        *("prove", "proves", "proved", "proven", "proving", "confirm", "confirms", "confirmed", "confirming"),
        *("acknowledge", "acknowledges", "acknowledged", "acknowledging"),
    ],
)
def test_l702_every_form(cue: str) -> None:
    """Every form of every factive verb is known, British and American."""
    assert flags("L702", cue)


@pytest.mark.parametrize(
    "cue",
    [
        "was quick to point out",
        "pointed this out",
        "has since learnt",
        "it shows",
        "did not reveal",
        "notes that",
    ],
)
def test_l702_among_other_words(cue: str) -> None:
    """A factive verb is found among the words around it, negated or not."""
    assert flags("L702", cue)


@pytest.mark.parametrize(
    "cue",
    [
        *(
            "said",
            "pointed to",
            "pointed the way out",
            "in a note",
            "told the show",
            "the noted economist said",
        ),
        *("has not shown", "failed to prove", "claimed", "insisted"),
    ],
)
def test_l702_other_words(cue: str) -> None:
    """Other verbs, nouns, "point" without "out", and what is not shown take nothing for granted."""
    assert not flags("L702", cue)


def test_l702_usable_evidence() -> None:
    """With evidence that can be seen, if only from one side, the verb has a ground."""
    assert found("L702", photo(), said("revealed")) == []


def test_l702_denial() -> None:
    """To expose a claim by denying it does not assert it."""
    assert not flags("L702", "exposed", stance="denies")


def test_l702_verb_of_the_speaker() -> None:
    """A factive verb that the quote holds is the speaker's own."""
    assert not flags("L702", "shows", quote="this shows that it is closed")


def test_l702_corrected() -> None:
    """A statement that was replaced is flagged no more."""
    corrected = Statement(
        id="t", speaker=ANN, stance="asserts", claim=CLOSED, cue="said", replaces=[said("noted")]
    )

    assert found("L702", said("noted"), corrected) == []


# L703 asymmetric-verbs

PAPER = Document(id="paper", title="Two shores")
BY_SOUTH = Claim(id="by-south", text="South shelled the ferry.", accused=[SOUTH], parties=[NORTH])
BY_NORTH = Claim(id="by-north", text="North shelled the ferry.", accused=[NORTH], parties=[SOUTH])
FULL = Claim(id="full", text="The ferry was full.")
LATE = Claim(id="late", text="The ferry was late.")
STORY = (PAPER, BY_SOUTH, BY_NORTH, FULL, LATE)


def in_paper(
    name: str,
    speaker: Speaker | None,
    claim: Claim,
    cue: str = "said",
    *,
    document: Document | None = PAPER,
    stance: str = "asserts",
) -> Statement:
    """A statement in the paper."""
    return Statement(id=name, speaker=speaker, stance=stance, claim=claim, document=document, cue=cue)


def north(cue: str = "said", *, by: Speaker = ANN, document: Document = PAPER) -> list[Statement]:
    """What North says in the paper: two statements."""
    return [in_paper("n1", by, BY_SOUTH, document=document), in_paper("n2", by, FULL, cue, document=document)]


def south(cue: str = "said", *, by: Speaker = BEN) -> list[Statement]:
    """What South says in the paper: two statements."""
    return [in_paper("s1", by, BY_NORTH), in_paper("s2", by, LATE, cue)]


def test_l703_one_side_claims() -> None:
    """Where one side says and the other claims, the document is flagged, with both as witnesses."""
    records: list[Record] = [*STORY, *north(), *south("claimed")]

    assert found("L703", *records) == [("info", ("paper",), ("n1", "n2", "s2"))]
    assert message("L703", *records) == (
        'in "Two shores", "claimed" goes with the words of Ben Ray, and no such verb with those of Ann Ost, '
        "which have no more support"
    )


def test_l703_either_side() -> None:
    """It makes no difference which side is doubted."""
    assert found("L703", *STORY, *north("insists"), *south()) == [("info", ("paper",), ("n2", "s1", "s2"))]


def test_l703_several_verbs() -> None:
    """All doubting verbs of the one side are named."""
    statements = [in_paper("s1", BEN, BY_NORTH, "alleged"), in_paper("s2", BEN, LATE, "claimed")]

    assert message("L703", *STORY, *north(), *statements) == (
        'in "Two shores", "alleged" and "claimed" go with the words of Ben Ray, and no such verb with those '
        "of Ann Ost, which have no more support"
    )


def test_l703_allies_are_of_the_camp() -> None:
    """The words of an ally and of somebody else of the same body count with the side's own."""
    ally = Speaker(id="ally", name="Eastbank militia", kind="group", aligned_with=[SOUTH])
    clerk = Speaker(id="clerk", name="Cleo Wick", kind="individual", member_of=[SOUTH])
    statements = [
        in_paper("s1", BEN, BY_NORTH),
        in_paper("s2", ally, LATE, "claimed"),
        in_paper("s3", clerk, FULL),
    ]

    assert found("L703", *STORY, ally, clerk, *north(), *statements) == [
        ("info", ("paper",), ("n1", "n2", "s2"))
    ]


def test_l703_two_ministers_of_one_government() -> None:
    """Two of one government who accuse each other are two sides, and their government is on neither."""
    one = Speaker(id="one", name="Minister Lind", kind="individual", member_of=[NORTH])
    two = Speaker(id="two", name="Minister Marr", kind="individual", member_of=[NORTH])
    by_one = Claim(id="by-one", text="Lind took the money.", accused=[one])
    by_two = Claim(id="by-two", text="Marr took the money.", accused=[two])
    records = (one, two, by_one, by_two, *STORY)
    statements = [
        *(in_paper("n1", one, by_two), in_paper("n2", one, FULL)),
        *(
            in_paper("s1", two, by_one),
            in_paper("s2", two, LATE, "claimed"),
            in_paper("x", ANN, LATE, "claimed"),
        ),
    ]

    assert found("L703", *records, *statements) == [("info", ("paper",), ("n1", "n2", "s2"))]


def test_l703_both_sides_claim() -> None:
    """The same verbs for both sides are even, however loaded."""
    assert found("L703", *STORY, *north("alleges"), *south("claimed")) == []


def test_l703_neither_side_claims() -> None:
    """Neutral verbs on both sides are even."""
    assert found("L703", *STORY, *north(), *south()) == []


def test_l703_chorus_verbs_do_not_doubt() -> None:
    """To let one side confirm is not to doubt it."""
    assert found("L703", *STORY, *north(), *south("confirmed")) == []


def test_l703_one_statement_is_no_pattern() -> None:
    """With one statement on a side, there is nothing to compare."""
    accused, doubted = in_paper("n1", ANN, BY_SOUTH), in_paper("s1", BEN, BY_NORTH, "claimed")

    assert found("L703", *STORY, accused, *south("claimed")) == []
    assert found("L703", *STORY, *north(), doubted) == []


def test_l703_accusation_one_way() -> None:
    """Where only one side accuses, there is no dispute with two camps."""
    statements = [in_paper("s1", BEN, FULL), in_paper("s2", BEN, LATE, "claimed")]

    assert found("L703", *STORY, *north(), *statements) == []


def test_l703_accusations_of_somebody_else() -> None:
    """Two who each accuse a third are not opposed to each other."""
    by_eva = Claim(id="by-eva", text="Eva Moor shelled the ferry.", accused=[EVA])
    statements = [in_paper("n1", ANN, by_eva), in_paper("n2", ANN, FULL), in_paper("s1", BEN, by_eva)]

    assert found("L703", *STORY, by_eva, *statements, in_paper("s2", BEN, LATE, "claimed")) == []


@pytest.mark.parametrize("accuser", [ANN, BEN])
def test_l703_answered_by_accusing_a_third(accuser: Speaker) -> None:
    """Where one accuses the other, and the other a third, the accusation is not mutual."""
    by_eva = Claim(id="by-eva", text="Eva Moor shelled the ferry.", accused=[EVA])
    statements = [
        in_paper("n1", ANN, by_eva if accuser is BEN else BY_SOUTH),
        in_paper("s1", BEN, by_eva if accuser is ANN else BY_NORTH),
        *(in_paper("n2", ANN, FULL), in_paper("s2", BEN, LATE, "claimed")),
    ]

    assert found("L703", *STORY, by_eva, *statements) == []


def test_l703_accusation_in_narration() -> None:
    """An accusation that is told without having been observed is not vouched for."""
    told = Statement(id="s1", speaker=BEN, stance="asserts", claim=BY_NORTH, document=PAPER, mode="narrated")
    statements = [told, in_paper("s2", BEN, LATE, "claimed")]

    assert found("L703", *STORY, *north(), *statements) == []


def test_l703_envoy_of_both() -> None:
    """Who belongs to both sides is on neither."""
    envoy = Speaker(id="envoy", name="Joint envoy", kind="individual", member_of=[NORTH, SOUTH])
    statements = [in_paper("s1", BEN, BY_NORTH, "claimed"), in_paper("x", envoy, LATE)]

    assert found("L703", *STORY, envoy, *north(), *statements) == []
    assert found("L703", *STORY, envoy, *north(), *statements, *south()[1:]) == [
        ("info", ("paper",), ("n1", "n2", "s1"))
    ]


def test_l703_in_two_documents() -> None:
    """Each document is read alone."""
    other = Document(id="other", title="One shore")

    assert found("L703", *STORY, other, *north(document=other), *south("claimed")) == []


def test_l703_in_no_document() -> None:
    """Statements that no document carries have no verbs to compare."""
    statements = [
        in_paper("s1", BEN, BY_NORTH, document=None),
        in_paper("s2", BEN, LATE, "claimed", document=None),
    ]

    assert found("L703", *STORY, *north(), *statements) == []


def test_l703_better_supported_side() -> None:
    """Unequal evidence may have unequal verbs: statements on supported claims are left out."""
    shown = Evidence(
        id="log", description="a log", kind="data", availability="published", supports=[FULL, BY_SOUTH]
    )

    assert found("L703", *STORY, shown, *north(), *south("claimed")) == []


def test_l703_doubted_denial() -> None:
    """A doubting verb over a denial is no assertion to compare."""
    statements = [*south(), in_paper("s3", BEN, BY_SOUTH, "claimed", stance="denies")]

    assert found("L703", *STORY, *north(), *statements) == []


def test_l703_nobody_named() -> None:
    """What nobody is named for is on no side."""
    assert found("L703", *STORY, *north(), *south(), in_paper("x", None, BY_NORTH, "claimed")) == []


# L704 sourceless-hedge


def unsourced(*, hedge: str | None = None, cue: str | None = None, mode: str = "indirect") -> Statement:
    """A statement that names nobody."""
    return Statement(id="s", stance="asserts", claim=CLOSED, hedge=hedge, cue=cue, mode=mode)


@pytest.mark.parametrize(
    "words",
    [
        *("reportedly", "Allegedly", "purportedly,", "has reportedly been", "is said to", "are said to have"),
        *("was believed to be", "are widely believed to", "been said to", "believed to be", "said to have"),
        *("it’s believed to", "is not believed to"),
    ],
)
def test_l704_hedge_without_a_source(words: str) -> None:
    """Words that speak of a source, and no speaker, are flagged in the hedge and in the cue."""
    assert found("L704", unsourced(hedge=words)) == [("info", ("s",), ("closed",))]
    assert found("L704", unsourced(cue=words)) == [("info", ("s",), ("closed",))]


def test_l704_message() -> None:
    """The message shows the words."""
    assert message("L704", unsourced(hedge="were widely believed to have")) == (
        '"were widely believed to" says that there is a source on "The Lowmoor bridge is closed", and none '
        "is named"
    )


def test_l704_hedge_and_cue() -> None:
    """A plain hedge does not hide the cue."""
    assert found("L704", unsourced(hedge="perhaps", cue="is said to")) == [("info", ("s",), ("closed",))]


def test_l704_narration() -> None:
    """An outlet that narrates with "reportedly" hides its source as well."""
    assert found("L704", unsourced(hedge="reportedly", mode="narrated")) == [("info", ("s",), ("closed",))]


def test_l704_source_named() -> None:
    """Where a speaker is named, the hedge may be the speaker's own."""
    s = Statement(id="s", speaker=ANN, stance="asserts", claim=CLOSED, hedge="allegedly")

    assert found("L704", s) == []


@pytest.mark.parametrize(
    "words",
    [
        *("said", "said to reporters", "perhaps", "he said to be careful", "reported", "alleged"),
        *("likely", "it is said that", "unreportedly", "has believed to"),
    ],
)
def test_l704_other_words(words: str) -> None:
    """Hedges that speak of no source, and verbs in the active, are not flagged."""
    assert found("L704", unsourced(hedge=words)) == []


def test_l704_no_words() -> None:
    """A bare statement that names nobody has no adverb to flag."""
    assert found("L704", unsourced()) == []


def test_l704_corrected() -> None:
    """A statement that was replaced is flagged no more."""
    old = Statement(id="s", stance="asserts", claim=CLOSED, hedge="reportedly")
    new = Statement(id="t", stance="asserts", claim=CLOSED, replaces=[old])

    assert found("L704", old, new) == []


@pytest.mark.parametrize(("north_cue", "south_cue"), [("said", "claimed"), ("claimed", "said")])
def test_l703_doubted_envoy_of_both(north_cue: str, south_cue: str) -> None:
    """A doubting verb with the words of somebody on neither side makes nothing uneven, and nothing even."""
    envoy = Speaker(id="envoy", name="Joint envoy", kind="individual", member_of=[NORTH, SOUTH])
    doubted = in_paper("x", envoy, LATE, "alleged")
    even: list[Record] = [*STORY, envoy, *north(), *south()]
    uneven: list[Record] = [*STORY, envoy, *north(north_cue), *south(south_cue)]

    assert found("L703", *even, doubted) == []
    assert found("L703", *uneven, doubted) == found("L703", *uneven) != []


def test_l703_an_even_dispute_beside() -> None:
    """Of two disputes in a document, the words of the one with even verbs are not shown."""
    east, west = Speaker(id="east", name="Eastbank"), Speaker(id="west", name="Westbank")
    by_east = Claim(id="by-east", text="Eastbank took the boats.", accused=[east])
    by_west = Claim(id="by-west", text="Westbank took the boats.", accused=[west])
    beside = [
        *(in_paper("e1", east, by_west), in_paper("e2", east, FULL)),
        *(in_paper("w1", west, by_east), in_paper("w2", west, LATE)),
    ]
    uneven = [*north(), *south("claimed")]

    assert found("L703", *STORY, east, west, by_east, by_west, *uneven, *beside) == [
        ("info", ("paper",), ("n1", "n2", "s2"))
    ]


def test_l701_a_doubting_verb_after_a_negated_one() -> None:
    """A negated verb that does not count hides none that stands after it."""
    assert flags("L701", "could not confirm but claimed")


def test_l701_a_doubting_verb_after_one_of_the_speaker() -> None:
    """A verb that the quote holds hides none that stands after it."""
    assert flags("L701", "claimed and insisted", quote="nobody claimed that")
