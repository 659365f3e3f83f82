"""Whole dossiers, valid by construction, in which every rule sometimes fires and sometimes is silent.

They are drawn from whole numbers alone, so that a seed can make the same kind without Hypothesis, for runs
over very many.
"""

from collections.abc import Sequence
from random import Random

from attrs import evolve
from hypothesis import strategies as st

from attribution.dates import When
from attribution.dossier import Dossier
from attribution.model import Claim, Record, Statement, Waiver
from attribution.rules import Options
from attribution.strategies.choice import Chooser
from attribution.strategies.parts import (
    WHENS,
    make_claims,
    make_documents,
    make_evidence,
    make_speakers,
)
from attribution.strategies.sayings import Plot, make_statements
from attribution.strategies.words import AGES, TEXTS, WORDS
from attribution.vocabulary import EvidenceId

__all__ = ["cases", "dossiers", "random_case", "random_dossier"]


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Small dossiers: 2 to 8 speakers, 1 to 5 claims, up to 10 statements and 6 evidence items."""
    return _dossier(Chooser(lambda low, high: draw(st.integers(low, high))))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Dossier, Options]:
    """Such dossiers, each with options: texts for some of its documents, a date for today, an age."""
    return _case(Chooser(lambda low, high: draw(st.integers(low, high))))


def random_dossier(seed: int) -> Dossier:
    """The dossier of that number, one that `dossiers()` could make."""
    return _dossier(Chooser(Random(seed).randint))  # noqa: S311  # no secret


def random_case(seed: int) -> tuple[Dossier, Options]:
    """The dossier and the options of that number, such as `cases()` could make."""
    return _case(Chooser(Random(seed).randint))  # noqa: S311  # no secret


def _case(choose: Chooser) -> tuple[Dossier, Options]:
    dossier = _dossier(choose)
    texts: dict[str, str] = {
        paper.id: choose.early(TEXTS) for paper in dossier.documents if choose.chance(60)
    }
    as_of = choose.maybe(90, (*_LATER * 4, *WHENS))
    return dossier, Options(texts=texts, as_of=as_of, stale_after=choose.maybe(95, AGES))


_LATER = tuple(map(When, ("2031-06-15", "2032", "2031-06-04", "2031-05-05T00:00:00Z")))


def _dossier(choose: Chooser) -> Dossier:
    people = make_speakers(choose)
    papers = make_documents(choose, people)
    plot = choose.pick(_PLOTS if papers else _PLOTS[:-4])
    sentences = make_claims(choose, people, mutual=plot is Plot.QUARREL or choose.chance(8))
    item_ids = [EvidenceId(f"e{i}") for i in range(_how_many_items(choose, plot))]
    if plot is Plot.DENIAL:
        papers[-1] = evolve(papers[-1], published=choose.pick(_LATER))
    if plot is Plot.LASTING:
        sentences[0] = evolve(sentences[0], occurred=choose.pick(_OPEN))
    sayings = make_statements(choose, people, papers, sentences, item_ids, plot)
    items = make_evidence(choose, people, papers, sentences, item_ids)
    if plot in (Plot.LASTING, Plot.AFTERMATH):
        days = WHENS[:2] if plot is Plot.LASTING else _LATER
        items = [evolve(item, created=choose.pick(days)) for item in items]
        against = [claim for claim in items[0].undermines if claim != sentences[0].id]
        items[0] = evolve(items[0], supports=[sentences[0].id], undermines=against)
    everything: list[Record] = [*people, *papers, *sentences, *sayings, *items]
    return Dossier.of(*everything, *_waivers(choose, everything), title=choose.maybe(30, WORDS))


_PLOTS = (
    *(*(Plot.NONE,) * 4, Plot.CHORUS, Plot.LASTING, Plot.LASTING, Plot.AFTERMATH),
    *(Plot.QUARREL, Plot.QUARREL, Plot.DENIAL, Plot.DENIAL),  # in a document
)
_OPEN = tuple(map(When, ("2031-05-02/..", "2031-05/..", "2031-05-02/")))


def _how_many_items(choose: Chooser, plot: Plot) -> int:
    if plot in (Plot.LASTING, Plot.AFTERMATH):
        return choose.number(1, 6)
    return 0 if choose.chance(80 if plot is Plot.QUARREL else 20) else choose.number(0, 6)


def _waivers(choose: Chooser, everything: Sequence[Record]) -> list[Waiver]:
    subjects = [record.id for record in everything if isinstance(record, Claim | Statement)]
    return [
        Waiver(
            rule=choose.pick(("S201", "single-origin", "A101")), subjects=[subject], reason=choose.pick(WORDS)
        )
        for subject in choose.some(25, subjects)
    ]
