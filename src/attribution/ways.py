"""Ways out of a finding: for each rule, the records that might clear what it finds, the best first.

Whether they do, and at what price, is for `attribution.clearing` to find out. What is hypothetical in them
is nobody's and dated at no time: "an uninvolved party", "a named source".
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar, cast

from attrs import evolve

from attribution.assessment import denying, supporting
from attribution.dates import Answer, When
from attribution.draft import Draft, Records, evidence_for, two_items, withdrawn
from attribution.findings import Finding
from attribution.graph import loops, reachable
from attribution.model import Claim, Document, Evidence, Record, Speaker, Statement
from attribution.rules import Case
from attribution.rules.independence import places_of_saying
from attribution.text import verify
from attribution.vocabulary import (
    Availability,
    Basis,
    Certainty,
    EvidenceId,
    LinkKind,
    Mode,
    SpeakerId,
    Stance,
    StatementId,
)

__all__ = ["WAYS"]

Ways = Iterator[Records]
"""Several such, the best first."""
R = TypeVar("R", bound=Record)
N = TypeVar("N", StatementId, EvidenceId)

_NEUTRAL_CUE = "said"


# Evidence


def _support(case: Case, finding: Finding) -> Ways:
    return evidence_for(case, _of_kind(Claim, case, finding.subjects))


def _release(case: Case, finding: Finding) -> Ways:
    for item in _of_kind(Evidence, case, finding.because):
        if item.availability in (Availability.WITHHELD, Availability.DESCRIBED):
            yield [evolve(item, availability=Availability.PUBLISHED)]
    yield from _support(case, finding)


def _verification(case: Case, finding: Finding) -> Ways:
    for item in _of_kind(Evidence, case, finding.because):
        draft = Draft(case.dossier)
        draft.put(evolve(item, verified_by=[*item.verified_by, draft.uninvolved()]))
        yield draft.made
    yield from _support(case, finding)


def _act_or_motive(case: Case, finding: Finding) -> Ways:
    [motive] = _of_kind(Claim, case, finding.subjects)
    acts = sorted(case.dossier.linked(motive, LinkKind.EXPLAINS))
    for act in map(case.dossier.__getitem__, acts):
        yield from evidence_for(case, [act])
        yield from evidence_for(case, [act, motive])
    yield from evidence_for(case, [motive])


def _third_party(case: Case, finding: Finding) -> Ways:
    """One item for both accusations, so that neither side is preferred; else for one of them."""
    both = _of_kind(Claim, case, finding.subjects)
    can_both_hold = both[1].id not in case.dossier.linked(both[0], LinkKind.CONTRADICTS)
    for claims in ([both] if can_both_hold else []) + [both[:1], both[1:]]:
        yield from evidence_for(case, claims)


def _newer_item(case: Case, finding: Finding) -> Ways:
    """The one date that is made up is the one that was given as today's."""
    return evidence_for(case, _of_kind(Claim, case, finding.subjects), created=case.options.as_of)


def _without_citation(case: Case, finding: Finding) -> Ways:
    [retracted] = finding.subjects
    late = _of_kind(Statement, case, finding.because)
    yield [evolve(s, cites=[item for item in s.cites if item != retracted]) for s in late]
    yield withdrawn(case, late)


def _broken_loops(case: Case, finding: Finding) -> Ways:
    """What leads into a loop rests on something else; else it counts for the claim no more."""
    [claim] = _of_kind(Claim, case, finding.subjects)
    dossier = case.dossier
    items = supporting(dossier, claim)
    looped = [item for item in items if not dossier.lineage.roots[item.id]]
    places = places_of_saying(case, claim)
    itself = [item for item in items if not places.isdisjoint((item.digest, item.locator))]
    for uncounted in (itself, [*itself, *looped]):
        draft = Draft(dossier)
        vouched = {s.id: s for s in case.vouching(claim)}
        for statement, sources in _cut({s: vouched[s].repeats for s in vouched}).items():
            draft.put(evolve(vouched[statement], repeats=sources))
        for item in uncounted:
            draft.put(evolve(item, supports=[c for c in item.supports if c != claim.id]))
        if uncounted is itself:
            below = reachable((item.id for item in looped), lambda item: dossier[item].derived_from)
            cut = _cut({item: dossier[item].derived_from for item in below})
            origin = draft.put(evolve(draft.item(), original=True)) if cut else None
            for item_id, kept in cut.items():
                item = cast(Evidence, draft.get(item_id, dossier[item_id]))
                draft.put(evolve(item, derived_from=[*kept] or [cast(Evidence, origin)]))
        yield draft.made


def _cut(links: Mapping[N, Sequence[N]]) -> dict[N, list[N]]:
    """The links that some of these keep so that none leads back to itself; what keeps all is left out."""
    kept = {node: [target for target in links[node] if target in links] for node in sorted(links)}
    cut: dict[N, list[N]] = {}
    while looped := sorted(map(sorted, loops(kept, kept.__getitem__))):
        first = looped[0][0]
        kept[first] = [target for target in kept[first] if target not in looped[0]]
        cut[first] = [target for target in links[first] if target not in links or target in kept[first]]
    return cut


# Voices


def _named_source(case: Case, finding: Finding) -> Ways:
    """A source is named: a new one, the one it was taken from, the outlet, or one beside it in the text."""
    [statement] = _of_kind(Statement, case, finding.subjects)
    draft = Draft(case.dossier)
    draft.attribute(statement, draft.source())
    yield draft.made
    yield from _attributions(case, statement)
    narrated = evolve(statement, mode=Mode.NARRATED, basis=Basis.OBSERVED, quote=None)
    if statement.document is not None and case.dossier[statement.document].publisher is not None:
        yield [narrated]
    draft = Draft(case.dossier)
    name = StatementId(draft.fresh("attributed"))
    draft.put(evolve(statement, id=name, speaker=draft.source(), repeats=(), replaces=(), cites=()))
    yield draft.made
    draft = Draft(case.dossier)
    draft.put(evolve(draft.attribute(statement, draft.source()), repeats=()))
    yield draft.made


def _attributions(case: Case, statement: Statement) -> Ways:
    """The statement in the words of somebody named who says so: whom it repeats, else another."""
    dossier = case.dossier
    others = (s for s in case.vouching(statement.claim) if s.id != statement.id)
    ordered = sorted(others, key=lambda s: s.id not in statement.repeats)
    for voice in dict.fromkeys(dossier.voice(other) for other in ordered):
        if voice is not None and not dossier[voice].anonymous:
            draft = Draft(dossier)
            draft.attribute(statement, voice)
            yield draft.made


def _on_record(case: Case, finding: Finding) -> Ways:
    """The source goes on the record, or somebody named speaks for it."""
    [statement] = _of_kind(Statement, case, finding.subjects)
    speaker = case.dossier[cast(SpeakerId, case.dossier.voice(statement))]
    yield [evolve(speaker, anonymous=False, anonymity_reason=None)]
    draft = Draft(case.dossier)
    draft.put(evolve(statement, speaker=draft.source(speaker.id)))
    yield draft.made
    yield withdrawn(case, [statement])


def _first_hand(case: Case, finding: Finding) -> Ways:
    [claim] = _of_kind(Claim, case, finding.subjects)
    speakers = {case.dossier[voice] for s in case.vouching(claim) if (voice := case.dossier.voice(s))}
    for speaker in sorted(speakers, key=lambda speaker: (speaker.anonymous, speaker.id)):
        draft = Draft(case.dossier)
        draft.statement("first-hand", speaker, Stance.ASSERTS, claim, locator=_PLACE)
        yield draft.made
    yield from _support(case, finding)


def _attribution_put_back(case: Case, finding: Finding) -> Ways:
    """The party that says so is named; else a source, with no outlet's voice; else evidence is shown."""
    [statement] = _of_kind(Statement, case, finding.subjects)
    claim = case.dossier[statement.claim]
    if statement.speaker is not None:
        yield [evolve(statement, mode=Mode.INDIRECT)]
    yield from _attributions(case, statement)
    draft = Draft(case.dossier)
    draft.attribute(statement, draft.source())
    yield draft.made
    yield from evidence_for(case, [claim])
    yield withdrawn(case, [statement])


def _outside_voice(case: Case, finding: Finding) -> Ways:
    """A party with no stake is heard, and takes neither side."""
    [document] = _of_kind(Document, case, finding.subjects)
    draft = Draft(case.dossier)
    claim = min(s.claim for s in _of_kind(Statement, case, finding.because))
    draft.statement("outside-voice", draft.uninvolved(), Stance.QUESTIONS, claim, document=document)
    yield draft.made


# Disputes


def _reply(case: Case, finding: Finding) -> Ways:
    """One "no comment" by the accused to all that they are accused of: it takes no side."""
    [party] = _of_kind(Speaker, case, finding.subjects)
    claims = _of_kind(Claim, case, finding.because)
    draft = Draft(case.dossier)
    draft.statement("reply", party, Stance.DECLINES, claims[0], answers=claims[1:])
    yield draft.made


def _denial_beside(case: Case, finding: Finding) -> Ways:
    [document] = _of_kind(Document, case, finding.subjects)
    for denial in _of_kind(Statement, case, finding.because):
        draft = Draft(case.dossier)
        voice = case.dossier.voice(denial)
        draft.statement("denial", voice, Stance.DENIES, denial.claim, document=document, repeats=[denial.id])
        yield draft.made


def _answered(case: Case, finding: Finding) -> Ways:
    """Those who carry on the claim, or the denial, withdraw it; else evidence speaks for their side too."""
    [claim] = _of_kind(Claim, case, finding.subjects)
    carried_on = _of_kind(Statement, case, finding.because)
    yield withdrawn(case, carried_on)
    if any(s.stance is Stance.ASSERTS for s in carried_on):
        yield from evidence_for(case, [claim])
    else:
        draft = Draft(case.dossier)
        draft.item(undermines=[claim], provider=draft.uninvolved())
        yield draft.made


def _correction(case: Case, finding: Finding) -> Ways:
    """The later statement corrects the earlier; where no date tells, the second in order of id the first."""
    pair = _of_kind(Statement, case, finding.subjects)
    dates = [case.dossier.dated(s) for s in pair]
    if dates[0] is not None and dates[1] is not None and dates[1].before(dates[0]) is Answer.YES:
        pair.reverse()
    for old, new in (pair, pair[::-1]):
        yield [evolve(new, replaces=[*new.replaces, old])]
    for statement in pair:
        yield withdrawn(case, [statement])


def _reconciliation(case: Case, finding: Finding) -> Ways:
    """The fewer voices withdraw, or evidence settles it; where all is even, in order of id."""
    claims = _of_kind(Claim, case, finding.subjects)
    sides = [case.vouching(claim) for claim in claims]
    if len(claims) == 1:
        told = set(finding.because)
        sides.append([s for s in denying(case.dossier, claims[0]) if s.id in told])
    yield from sorted((withdrawn(case, side) for side in sides), key=len)
    yield from (two_items(case, claim) for claim in claims)
    yield from (two_items(case, claim, against=True) for claim in claims)


def _withdrawal(case: Case, finding: Finding) -> Ways:
    yield withdrawn(case, _of_kind(Statement, case, finding.subjects))


# Words, places and dates

_PLACE = "where it was said: an address, a page or a timecode"


def _locator(case: Case, finding: Finding) -> Ways:
    yield [evolve(s, locator=_PLACE) for s in _of_kind(Statement, case, finding.subjects)]


def _own_certainty(case: Case, finding: Finding) -> Ways:
    """The source's own degree, in what echoes it too; else an item that the source did not have."""
    [surer] = _of_kind(Statement, case, finding.subjects)
    [weaker] = _of_kind(Statement, case, finding.because)
    yield [evolve(surer, certainty=weaker.certainty)]
    claim = case.dossier[surer.claim]
    echoes: dict[StatementId, list[StatementId]] = {}
    for statement in case.live(claim, surer.stance):
        for source in statement.repeats:
            echoes.setdefault(source, []).append(statement.id)
    taken = reachable([surer.id], lambda s: echoes.get(s, ()))
    stated = (
        s for s in map(case.dossier.__getitem__, sorted(taken)) if s.certainty is not Certainty.UNSTATED
    )
    yield [evolve(s, certainty=weaker.certainty) for s in stated]
    for records in evidence_for(case, [claim]):
        yield [*records, evolve(surer, cites=[*surer.cites, cast(Evidence, records[-1])])]


def _likelihood(case: Case, finding: Finding) -> Ways:
    [statement] = _of_kind(Statement, case, finding.subjects)
    yield [evolve(statement, certainty=Certainty.PROBABLE, hedge="probably")]


def _neutral_cues(case: Case, finding: Finding) -> Ways:
    """A neutral verb, in the subject or in what shows the fault."""
    statements = _of_kind(Statement, case, (*finding.subjects, *finding.because))
    yield [evolve(s, cue=_NEUTRAL_CUE) for s in statements if s.cue is not None]


def _source_for_hedge(case: Case, finding: Finding) -> Ways:
    [statement] = _of_kind(Statement, case, finding.subjects)
    draft = Draft(case.dossier)
    draft.attribute(statement, draft.source())
    yield draft.made
    yield [evolve(statement, cue=_NEUTRAL_CUE, hedge=None)]


def _bounded_date(case: Case, finding: Finding) -> Ways:
    """What was read on some day had been published by then; no other date can be known."""
    for document in _of_kind(Document, case, finding.subjects):
        read = document.retrieved
        if read is not None and read.latest is not None and read.text.replace("-", "").isdigit():
            yield [evolve(document, published=When(f"/{read.latest.isoformat()[:10]}"))]


def _right_place(case: Case, finding: Finding) -> Ways:
    """The span at which the text has the quote, where that is one."""
    texts = {d: text for d, text in case.options.texts.items() if d in case.dossier}
    for mismatch in verify(case.dossier, texts):
        if mismatch.subject in finding.subjects and len(mismatch.found) == 1:
            statement = case.dossier[cast(StatementId, mismatch.subject)]
            yield [evolve(statement, spans=mismatch.found)]


def _earlier_assertion(case: Case, finding: Finding) -> Ways:
    """What an answer replies to was said before, at a time that is not known."""
    draft = Draft(case.dossier)
    for claim in _of_kind(Claim, case, finding.because):
        asserting = [s for s in case.dossier.statements_on(claim) if s.stance is Stance.ASSERTS]
        voice = case.dossier.voice(min(asserting, key=lambda s: s.id))
        draft.statement("earlier", voice, Stance.ASSERTS, claim, locator=_PLACE)
    yield draft.made


def _of_kind(kind: type[R], case: Case, ids: Sequence[str]) -> list[R]:
    records = (case.dossier[each] for each in sorted(set(ids)))
    return [record for record in records if isinstance(record, kind)]


WAYS: Mapping[str, Callable[[Case, Finding], Ways]] = {
    "A101": _named_source,
    "A102": _on_record,
    "A103": _locator,
    "S201": _support,
    "S202": _support,
    "S203": _release,
    "S204": _release,
    "S205": _verification,
    "S206": _support,
    "S207": _act_or_motive,
    "S208": _third_party,
    "I301": _support,
    "I302": _broken_loops,
    "I303": _first_hand,
    "I304": _support,
    "D401": _reply,
    "D402": _denial_beside,
    "D403": _answered,
    "D404": _correction,
    "D405": _reconciliation,
    "E501": _without_citation,
    "E502": _support,
    "E503": _newer_item,
    "E504": _withdrawal,
    "C601": _own_certainty,
    "C602": _likelihood,
    "C603": _attribution_put_back,
    "L701": _neutral_cues,
    "L702": _neutral_cues,
    "L703": _neutral_cues,
    "L704": _source_for_hedge,
    "P801": _locator,
    "P802": _bounded_date,
    "P803": _right_place,
    "P804": _earlier_assertion,
    "X901": _outside_voice,
}
"""For each rule's code what might clear a finding of it."""
