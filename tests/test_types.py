"""Types as a stranger uses them: the right uses run, and a type checker refuses the wrong ones.

Each wrong use carries the complaint that mypy and pyright must make of it; a wrong use that either of them
accepts is an unused comment, which is an error.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import assert_type

import pytest

from attribution import (
    Answer,
    Assessment,
    AttributionError,
    Availability,
    Claim,
    ClaimId,
    ClaimKind,
    Difference,
    Document,
    DocumentId,
    Dossier,
    Evidence,
    EvidenceId,
    EvidenceKind,
    Finding,
    InvalidRecordError,
    Link,
    LinkKind,
    Mode,
    Problem,
    Record,
    Report,
    Rung,
    Severity,
    Span,
    Speaker,
    SpeakerId,
    SpeakerKind,
    Stance,
    Statement,
    StatementId,
    UnknownIdError,
    Verdict,
    Waiver,
    When,
    assess,
    check,
    dump,
    dumps,
    flag_unsupported,
    load,
    loads,
)

north = Speaker(id="north", name="North", kind="organization")
south = Speaker(id="south", name="South", kind=SpeakerKind.GROUP, member_of=[north], aligned_with=(north.id,))
paper = Document(
    id="paper", title="Paper", publisher=north, published="2031-05-02", retrieved=When("2031-05")
)
claim = Claim(id="c1", text="South shelled the bridge.", accused=[south], parties={north, south.id})
other = Claim(
    id="c2",
    text="North did.",
    kind="fact",
    links=[Link("counters", claim), Link(LinkKind.EXPLAINS, claim.id)],
)
said = Statement(
    id="s1",
    speaker=south,
    stance="asserts",
    claim=claim,
    document=paper,
    spans=[Span(0, 3)],
    mode="direct",
    via=[north, south.id],
    said="2031-05",
)
reply = Statement(speaker=None, stance=Stance.DENIES, claim=claim.id, repeats=[said], answers=(other,))
item = Evidence(
    id="e1",
    description="a video",
    kind="video",
    availability=Availability.WITHHELD,
    supports=[claim],
    provider=north.id,
    verified_by=iter([south]),
    derived_from=[],
)
waiver = Waiver(rule="S201", subjects=[claim, "c2"], reason="the text says so")
dossier = Dossier.of(north, south, paper, claim, other, said, reply, item, waiver, title="The bridge")


def refuses(use: Callable[[], object], error: type[Exception] = InvalidRecordError) -> bool:
    """Whether a wrong use is refused when it runs, too."""
    with pytest.raises(error):
        use()
    return True


def test_fields_hold_exact_types() -> None:
    """Whatever a constructor takes, the field holds one type."""
    assert_type(north.id, SpeakerId)
    assert_type(north.kind, SpeakerKind)
    assert_type(south.member_of, tuple[SpeakerId, ...])
    assert_type(paper.id, DocumentId)
    assert_type(paper.publisher, SpeakerId | None)
    assert_type(paper.published, When | None)
    assert_type(claim.id, ClaimId)
    assert_type(claim.kind, ClaimKind)
    assert_type(claim.accused, tuple[SpeakerId, ...])
    assert_type(other.links, tuple[Link, ...])
    assert_type(other.links[0].kind, LinkKind)
    assert_type(said.id, StatementId)
    assert_type(said.speaker, SpeakerId | None)
    assert_type(said.claim, ClaimId)
    assert_type(said.stance, Stance)
    assert_type(said.mode, Mode)
    assert_type(said.spans, tuple[Span, ...])
    assert_type(reply.repeats, tuple[StatementId, ...])
    assert_type(item.id, EvidenceId)
    assert_type(item.kind, EvidenceKind)
    assert_type(item.availability, Availability)
    assert_type(item.derived_from, tuple[EvidenceId, ...])
    assert_type(waiver.subjects, tuple[str, ...])


def test_a_dossier_gives_each_kind_by_its_id() -> None:
    """What `dossier[...]` gives is of the kind that the id is of."""
    assert_type(dossier[north.id], Speaker)
    assert_type(dossier[paper.id], Document)
    assert_type(dossier[said.claim], Claim)
    assert_type(dossier[reply.repeats[0]], Statement)
    assert_type(dossier[item.id], Evidence)
    assert_type(dossier["north"], Record)
    assert_type([dossier[body].name for body in south.member_of], list[str])
    assert (dossier[said.claim], dossier["north"]) == (claim, north)


def test_a_dossier_answers_with_exact_types() -> None:
    """Every look-up takes a record or its id and gives records or ids of one kind."""
    assert_type(dossier.claims, tuple[Claim, ...])
    assert_type(dossier.allegations, tuple[Claim, ...])
    assert_type(dossier.statements_on(claim), tuple[Statement, ...])
    assert_type(dossier.statements_on(said.claim), tuple[Statement, ...])
    assert_type(dossier.evidence_on(claim), tuple[Evidence, ...])
    assert_type(dossier.statements_by(north), tuple[Statement, ...])
    assert_type(dossier.side(south), frozenset[SpeakerId])
    assert_type(dossier.camp(south.id), frozenset[SpeakerId])
    assert_type(dossier.voice(said), SpeakerId | None)
    assert_type(dossier.linked(claim, LinkKind.COUNTERS), tuple[ClaimId, ...])
    assert_type(dossier.add(north, waiver), Dossier)
    assert_type(dossier.merge(dossier), Dossier)
    assert_type(dossier.as_of(When("2031"), undated="drop"), Dossier)
    assert_type(dossier.diff(dossier), Difference)
    assert_type(list(dossier), list[Record])


def test_functions_have_exact_types(tmp_path: Path) -> None:
    """What the functions give is of one type."""
    dump(dossier, tmp_path / "d.json")
    dump(dossier, str(tmp_path / "d.json"))
    assert_type(load(tmp_path / "d.json"), Dossier)
    assert_type(loads(dumps(dossier)), Dossier)
    assert_type(loads(dumps(dossier).encode()), Dossier)
    assert_type(assess(dossier, claim), Assessment)
    assert_type(assess(dossier, claim.id).pro, Rung)
    assert_type(assess(dossier, claim).verdict, Verdict)
    assert_type(check(dossier, select=["S", "A101"], ignore="D"), Report)
    assert_type(list(check(dossier)), list[Finding])
    assert_type(flag_unsupported(dossier), tuple[Finding, ...])
    assert_type(flag_unsupported(dossier)[0].severity, Severity)
    assert_type(When("2031").before(When("2032")), Answer)


def test_kinds_of_record_are_told_apart() -> None:
    """A record is one of five kinds, and a type checker knows when all are named."""

    def word(record: Record) -> str:
        match record:
            case Speaker():
                return record.name
            case Document():
                return record.title or record.id
            case Claim():
                return record.text
            case Statement():
                return record.stance
            case Evidence():
                return record.description

    assert [word(record) for record in (north, paper, claim, said, item)] == [
        "North",
        "Paper",
        "South shelled the bridge.",
        "asserts",
        "a video",
    ]


def test_errors_are_told_apart() -> None:
    """Everything raised on purpose is caught as one, and bad data is a ValueError."""
    with pytest.raises(AttributionError):
        Span(-1, 0)
    with pytest.raises(ValueError, match="Span") as caught:
        Span(-1, 0)
    assert isinstance(caught.value, InvalidRecordError)
    assert_type(caught.value.problems, tuple[Problem, ...])


def test_a_record_of_another_kind_is_refused() -> None:
    """A field for one kind of record takes no other, nor its id, nor a bare text."""
    assert refuses(lambda: Statement(speaker=claim, stance="asserts", claim=claim))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: Statement(speaker=north, stance="asserts", claim=north))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: Statement(stance="asserts", claim=claim, document=item))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: Statement(stance="asserts", claim=claim, via=[north, paper]))  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: Statement(stance="asserts", claim=claim, repeats=[claim]))  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: Statement(stance="asserts", claim=claim, cites=said))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: Claim(text="x", accused=[claim]))  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: Claim(text="x", links=[claim]))  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: Link("counters", said))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: Document(title="x", publisher=paper))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: Speaker(name="x", member_of=[item]))  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: Dossier(speakers=[claim]))  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: Dossier.of("north"))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    Statement(speaker=claim.id, stance="asserts", claim=claim)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    Statement(speaker="north", stance="asserts", claim=claim)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def test_values_of_the_wrong_type_are_refused() -> None:
    """A field takes no value of another type, and a list no bare text."""
    assert refuses(lambda: Speaker(name=3))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: Speaker(name="x", kind=3))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: Speaker(name="x", anonymous="yes"))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: Speaker(name="x", member_of="north"))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: Speaker(name="x", same_as=[3]))  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: Document(title="x", published=2031))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: Document(title="x", length="3"))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: Statement(stance="asserts", claim=claim, spans=[(0, 3)]))  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: Span("0", 3))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: Waiver(rule="x", subjects=[3], reason="x"))  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: When(2031))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: Speaker(name=None))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def test_calls_of_the_wrong_shape_are_refused() -> None:
    """Records take their fields by name, know no others, and miss none that they need."""
    assert refuses(lambda: Speaker("North"), TypeError)  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    assert refuses(lambda: Speaker(nmae="North"), TypeError)  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    assert refuses(lambda: Statement(speaker=north, claim=claim), TypeError)  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    assert refuses(lambda: Evidence(description="x", kind="video"), TypeError)  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    assert refuses(lambda: dossier.as_of(When("2031"), "drop"), TypeError)  # type: ignore[call-arg] # pyright: ignore[reportCallIssue, reportUnknownLambdaType]


def test_look_ups_of_another_kind_are_refused() -> None:
    """A look-up for one kind of record takes no other."""
    assert refuses(lambda: dossier.statements_on(north), UnknownIdError)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: dossier.evidence_on(said.id), UnknownIdError)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: dossier.side(claim), UnknownIdError)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    assert refuses(lambda: dossier[north], UnknownIdError)  # type: ignore[call-overload] # pyright: ignore[reportArgumentType, reportCallIssue, reportUnknownLambdaType]
    assert refuses(lambda: dossier[reply.speaker], UnknownIdError)  # type: ignore[index] # pyright: ignore[reportArgumentType, reportCallIssue, reportUnknownLambdaType]


def test_dates_have_no_order() -> None:
    """Two dates are not compared with `<`, and an answer is not taken for true or false."""
    assert refuses(lambda: When("2031") < When("2032"), TypeError)  # type: ignore[operator] # pyright: ignore[reportOperatorIssue, reportUnknownLambdaType]


def test_values_cannot_be_changed() -> None:
    """No field of a record or a dossier can be set."""
    with pytest.raises(AttributeError):
        north.name = "x"  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(AttributeError):
        dossier.title = "x"  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(AttributeError):
        claim.accused.append(north.id)  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]


def test_a_speaker_may_be_missing() -> None:
    """What may be `None` is not used before that is asked."""

    def name(statement: Statement) -> str:
        return dossier[statement.speaker].name if statement.speaker is not None else "nobody"

    def careless(statement: Statement) -> str:
        return dossier[statement.speaker].name  # type: ignore[index] # pyright: ignore[reportArgumentType, reportCallIssue, reportUnknownMemberType, reportUnknownVariableType]

    assert [name(said), name(reply), careless(said)] == ["South", "nobody", "South"]


def all_records(records: Iterable[Record]) -> Dossier:
    """A stranger's own function over records of any kind."""
    return Dossier.of(*records)


def test_a_list_of_records_is_a_list_of_records() -> None:
    """A list of records of different kinds, called one, makes a dossier."""
    records: list[Record] = [north, south, claim]

    assert len(all_records(records)) == 3
