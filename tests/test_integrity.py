from typing import Any

import pytest

from attribution import (
    Claim,
    ClaimId,
    Document,
    DocumentId,
    Dossier,
    Evidence,
    EvidenceId,
    InvalidRecordError,
    Link,
    Record,
    Span,
    Speaker,
    SpeakerId,
    Statement,
    StatementId,
    Waiver,
)
from attribution.integrity import integrity_problems, voice


def speaker(name: str, *bodies: str, **fields: Any) -> Speaker:
    """A speaker who is a member of these bodies."""
    return Speaker(id=SpeakerId(name), name=name, member_of=[SpeakerId(body) for body in bodies], **fields)


def document(name: str, source: str | None = None, **fields: Any) -> Document:
    """A document derived from another."""
    return Document(
        id=DocumentId(name), title=name, derived_from=None if source is None else DocumentId(source), **fields
    )


def claim(name: str, *narrowed: str, **fields: Any) -> Claim:
    """A claim that narrows others."""
    links = [Link("narrows", ClaimId(other)) for other in narrowed]
    return Claim(id=ClaimId(name), text=name, links=links, **fields)


def said(name: str, by: str | None, *replaced: str, **fields: Any) -> Statement:
    """A statement that replaces others."""
    defaults = {"stance": "asserts", "claim": "c"}
    return Statement(
        id=StatementId(name),
        speaker=None if by is None else SpeakerId(by),
        replaces=[StatementId(old) for old in replaced],
        **(defaults | fields),
    )


def item(name: str, *sources: str, **fields: Any) -> Evidence:
    """An item derived from others."""
    return Evidence(
        id=EvidenceId(name),
        description=name,
        kind="data",
        availability="published",
        derived_from=[EvidenceId(source) for source in sources],
        **fields,
    )


def problems_of(*records: Record | Waiver) -> dict[str, str]:
    """What is wrong between the records, by path."""
    with pytest.raises(InvalidRecordError) as caught:
        Dossier.of(*records)
    return {problem.path: problem.message for problem in caught.value.problems}


def test_every_reference_must_resolve() -> None:
    """Each reference to nothing, or to a record of another kind, is told, with what it names."""
    no: Any = "no"
    records: list[Record] = [
        speaker("a", "no", aligned_with=[no]),
        document("d", "no", publisher=no),
        Claim(id=ClaimId("c"), text="x", accused=[no], parties=["a", "nor"], links=[Link("counters", "d")]),  # type: ignore[list-item, arg-type]
        said(
            "s",
            "no",
            "c",
            document=no,
            via=["a", "s"],
            repeats=["no"],
            answers=["no"],
            cites=["no"],
            claim="a",
        ),
        item("e", "no", supports=["c", "no"], undermines=["s"], provider=no, verified_by=["e"], document="a"),
    ]
    waiver = Waiver(rule="S201", subjects=["c", "no"], reason="x")

    assert problems_of(*records, waiver) == {
        "speakers[0].member_of[0]": "names no Speaker, got 'no'",
        "speakers[0].aligned_with[0]": "names no Speaker, got 'no'",
        "documents[0].publisher": "names no Speaker, got 'no'",
        "documents[0].derived_from": "names no Document, got 'no'",
        "claims[0].accused[0]": "names no Speaker, got 'no'",
        "claims[0].parties[1]": "names no Speaker, got 'nor'",
        "claims[0].links[0].claim": "names no Claim, got 'd', which is a Document",
        "statements[0].speaker": "names no Speaker, got 'no'",
        "statements[0].claim": "names no Claim, got 'a', which is a Speaker",
        "statements[0].document": "names no Document, got 'no'",
        "statements[0].via[1]": "names no Speaker, got 's', which is a Statement",
        "statements[0].repeats[0]": "names no Statement, got 'no'",
        "statements[0].answers[0]": "names no Claim, got 'no'",
        "statements[0].replaces[0]": "names no Statement, got 'c', which is a Claim",
        "statements[0].cites[0]": "names no Evidence, got 'no'",
        "evidence[0].supports[1]": "names no Claim, got 'no'",
        "evidence[0].undermines[0]": "names no Claim, got 's', which is a Statement",
        "evidence[0].provider": "names no Speaker, got 'no'",
        "evidence[0].verified_by[0]": "names no Speaker, got 'e', which is an Evidence",
        "evidence[0].derived_from[0]": "names no Evidence, got 'no'",
        "evidence[0].document": "names no Document, got 'a', which is a Speaker",
        "waivers[0].subjects[1]": "names no record, got 'no'",
    }


def test_ids_are_unique_whatever_the_kind() -> None:
    """An id that another record has is told at the later record; what refers to either still resolves."""
    records: list[Record] = [
        speaker("a"),
        speaker("b", "a"),
        claim("a"),
        said("s", "a", claim="a"),
        item("b", supports=["a"]),
    ]

    assert problems_of(*records, said("s", "b", claim="a")) == {
        "claims[0].id": "must be unique, got 'a' again",
        "statements[1].id": "must be unique, got 's' again",
        "evidence[0].id": "must be unique, got 'b' again",
    }


@pytest.mark.parametrize(
    ("records", "problems"),
    [
        (
            [speaker("a", "b"), speaker("b", "x", "c"), speaker("c", "a"), speaker("x")],
            {"speakers[0].member_of[0]": "must not lead back to 'a', got 'b'"},
        ),
        (
            [
                speaker("a"),
                speaker("b", "a", "c"),
                speaker("c", "b"),
                speaker("d", "e"),
                speaker("e", "d", "b"),
            ],
            {
                "speakers[1].member_of[1]": "must not lead back to 'b', got 'c'",
                "speakers[3].member_of[0]": "must not lead back to 'd', got 'e'",
            },
        ),
        (
            [document("a", "b"), document("b", "a")],
            {"documents[0].derived_from": "must not lead back to 'a', got 'b'"},
        ),
        (
            [claim("a"), claim("b", "a", "c"), claim("c", "b")],
            {"claims[1].links[1].claim": "must not lead back to 'b', got 'c'"},
        ),
        (
            [claim("c"), said("a", None, "b"), said("b", None, "a")],
            {"statements[0].replaces[0]": "must not lead back to 'a', got 'b'"},
        ),
    ],
    ids=range(5),
)
def test_nothing_leads_back_to_itself(records: list[Record], problems: dict[str, str]) -> None:
    """One problem a loop, at the link by which its first record leads into it."""
    assert problems_of(*records) == problems


def test_loops_in_the_world_are_recorded() -> None:
    """Statements that repeat each other, items that derive from each other, mutual links: all facts."""
    mutual = [
        Claim(
            id=ClaimId(name),
            text=name,
            links=[Link(kind, ClaimId(other)) for kind in ("counters", "explains")],
        )
        for name, other in (("c", "c2"), ("c2", "c"))
    ]
    loops: list[Record] = [
        said("s", None, repeats=["t"]),
        said("t", None, repeats=["s"]),
        item("e", "f"),
        item("f", "e"),
        speaker("a", aligned_with=["b"]),
        speaker("b", aligned_with=["a"]),
    ]

    assert len(Dossier.of(*mutual, *loops)) == 8


def test_spans_lie_in_their_document() -> None:
    """A span ends no later than its document, where the document's length is known."""
    spans = [Span(0, 10), Span(5, 11)]
    records: list[Record] = [claim("c"), document("d", length=10), document("e")]

    assert len(Dossier.of(*records, said("s", None, document="e", spans=spans))) == 4
    assert problems_of(*records, said("s", None, document="d", spans=spans)) == {
        "statements[0].spans[1].end": "must not be beyond the document's length (10), got 11"
    }


PEOPLE = [speaker("state"), speaker("minister", "state"), speaker("spokesman", "minister"), speaker("rebels")]
PAPER = document("paper", publisher="state")


@pytest.mark.parametrize(
    ("by", "old", "new", "fits"),
    [
        ("rebels", {}, {}, True),
        ("state", {}, {}, True),
        ("minister", {}, {}, True),
        ("spokesman", {}, {}, True),
        (None, {}, {}, False),
        (None, {"document": "paper", "mode": "narrated"}, {}, False),
        (None, {}, {"document": "paper", "mode": "narrated"}, True),
        (None, {}, {"document": "paper"}, False),
    ],
    ids=range(8),
)
@pytest.mark.parametrize("other", ["rebels", "state", "spokesman", None])
def test_a_statement_is_replaced_by_its_own_side(
    by: str | None, old: dict[str, Any], new: dict[str, Any], fits: bool, other: str | None
) -> None:
    """Only the same voice, or one on a side that meets its own, replaces a statement."""
    sides = {
        "rebels": {"rebels"},
        "state": {"state"},
        "minister": {"state"},
        "spokesman": {"state"},
        None: set(),
    }
    mine = sides["state"] if by is None and new.get("mode") else sides[by]
    theirs = sides["state"] if other is None and old.get("mode") else sides[other]
    records: list[Record] = [
        *PEOPLE,
        PAPER,
        claim("c"),
        said("old", other, **old),
        said("new", by, "old", **new),
    ]

    if mine == theirs:
        assert Dossier.of(*records).replaced_by(StatementId("old")) == (records[-1],)
    else:
        assert problems_of(*records) == {
            "statements[1].replaces[0]": "must be by the same speaker or side, got 'old'"
        }


def test_a_withdrawal_is_on_the_claim_that_is_withdrawn() -> None:
    """A withdrawal replaces statements on its own claim; a correction may be on another."""
    records: list[Record] = [claim("c"), claim("c2"), said("old", None), said("older", None, claim="c2")]

    assert len(Dossier.of(*records, said("new", None, "old", "older"))) == 5
    assert problems_of(*records, said("new", None, "old", "older", stance="withdraws")) == {
        "statements[2].replaces[1]": "must be on the claim that is withdrawn, got 'older'"
    }


def test_no_problem_is_told_that_follows_from_another() -> None:
    """Where a reference leads nowhere, nothing is asked that hangs on it."""
    records: list[Record] = [claim("c"), claim("c2"), speaker("a", "no"), speaker("b"), speaker("d")]

    assert list(problems_of(*records, said("s", "a"), said("t", "b", "s"))) == ["speakers[0].member_of[0]"]
    assert list(problems_of(*records[:2], records[3], said("s", "no"), said("t", "b", "s"))) == [
        "statements[0].speaker"
    ]
    assert list(
        problems_of(*records[:2], said("s", None), said("t", None, "s", claim="no", stance="withdraws"))
    ) == ["statements[1].claim"]


def test_drafts_are_asked_for_their_references_alone() -> None:
    """A record with faults of its own is held to what stands in it, and others to what is clear of it."""
    records: list[tuple[str, Record]] = [
        ("$.a", speaker("a")),
        ("$.b", speaker("b")),
        ("$.c", claim("c")),
        ("$.s", said("s", "a")),
        ("$.t", said("t", "b", "s", "no")),
    ]

    strict = integrity_problems(records, [])
    lenient = [integrity_problems(records, [], {draft}) for draft in ("$.a", "$.b", "$.s", "$.t")]

    assert [problem.path for problem in strict] == ["$.t.replaces[1]"]
    assert lenient == [strict] * 4
    others = [*records[:4], ("$.t", said("t", "b", "s"))]
    assert [problem.path for problem in integrity_problems(others, [])] == ["$.t.replaces[0]"]
    assert [integrity_problems(others, [], {draft}) for draft in ("$.a", "$.b", "$.s", "$.t")] == [[]] * 4


def test_narration_is_in_the_publisher_s_voice() -> None:
    """The voice is the speaker's, or on narration that names nobody the publisher's, where there is one."""
    narrated = said("s", None, mode="narrated", document="paper")

    assert voice(said("s", "a", mode="narrated"), PAPER) == "a"
    assert voice(said("s", None, document="paper"), PAPER) is None
    assert voice(narrated, PAPER) == "state"
    assert voice(narrated, None) is None
    assert voice(narrated, document("paper")) is None
