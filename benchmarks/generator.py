"""A made-up dossier of any size: the same bytes for the same size and seed, on any Python.

    python -m benchmarks.generator 10000 dossier.json

For N statements there are N/50 speakers, N/8 documents, N/4 claims and N/3 items of evidence. A field
that holds its default is left out, as `attribution.dumps` leaves it out.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

__all__ = ["SECTIONS", "SEED", "dossier", "records"]

SECTIONS = ("speakers", "documents", "claims", "statements", "evidence")
SEED = 7

Wire = dict[str, Any]
T = TypeVar("T")

_NAMES = (
    "Ana Brook",
    "Zoë Marsh",
    "Ivo Kovač",
    "Søren Lind",
    "Łucja Field",
    "The Harbour Post",
    "Ferry Street Council",
)
_ROLES = ("mayor", "spokeswoman", "Müller's deputy", "head of the harbour office", "witness", "correspondent")
_CUES = ("said", "told reporters", "wrote", "according to", "insisted", "claimed", "denied", "añadió")
_HEDGES = ("reportedly", "allegedly", "is believed to", "it appears that", "may have")
_CHANNELS = ("television", "press conference", "letter", "message service")
_PLACES = ("Ferry Street", "the harbour", "Old Mill", "Größe Square", "the north bridge")
_KINDS = ("individual", "group", "system", "organization", "class")
_NEUTRAL_KINDS = ("fact", "prediction", "opinion", "background", "sourcing")
_MEDIA = ("video", "image", "audio", "document", "data", "physical", "testimony", "other")
_AVAILABILITY = ("published", "inspected", "described", "withheld")
_VOCABULARY = (
    "bridge harbour council ferry street shell fire report letter night crew train power line north "
    "south market school river guard truck order payment permit signed ordered moved closed opened "
    "burned watched counted denied paid hid found before after without under every third old new café "
    "Brücke señal przed мост naïve"
)
_WORDS = _VOCABULARY.split()
_LONGEST_WORD = max(map(len, _WORDS))
_FIRST_DAY = datetime(2031, 1, 1, tzinfo=UTC)


def dossier(size: int, seed: int = SEED) -> bytes:
    """The wire form of a dossier of `size` statements, compact, in UTF-8."""
    document: Wire = {"format": "attribution/1", "title": f"{size} statements, café edition"}
    document |= {section: [] for section in SECTIONS}
    for section, record in records(size, seed):
        document[section].append(record)
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def records(size: int, seed: int = SEED) -> Iterator[tuple[str, Wire]]:
    """The records of a dossier of `size` statements, each with its section, section by section."""
    maker = _Maker(size, seed)
    for section in SECTIONS:
        make = getattr(maker, f"{section}_record")
        yield from ((section, make(number)) for number in range(maker.counts[section]))


class _Maker:
    """Makes one record after the other; what a record refers to is counted, or was made earlier."""

    def __init__(self, size: int, seed: int) -> None:
        # Only `random()` gives the same numbers in every version of Python, so all is drawn from it.
        self._draw = random.Random(f"{size}/{seed}").random  # noqa: S311  # data, no secrets
        shares = {"speakers": 50, "documents": 8, "claims": 4, "statements": 1, "evidence": 3}
        self.counts = {section: max(4, size // share) for section, share in shares.items()}
        self._allegations: list[str] = []
        self._said: dict[str, list[tuple[str, str | None]]] = {}

    def speakers_record(self, number: int) -> Wire:
        is_anonymous = self._is(0.12)
        return _present(
            id=f"speaker-{number:07}",
            name=f"{self._one_of(_NAMES)} {number}" if not is_anonymous else f"officials, {number}",
            kind="class" if is_anonymous else self._one_of(_KINDS),
            role=self._one_of(_ROLES) if self._is(0.5) else None,
            member_of=[f"speaker-{self._below(number):07}"] if number and self._is(0.25) else None,
            aligned_with=[f"speaker-{self._below(number):07}"] if number and self._is(0.15) else None,
            anonymous=is_anonymous or None,
            anonymity_reason="not allowed to speak" if is_anonymous and self._is(0.6) else None,
            same_as=[f"https://example.org/names/{number}"] if self._is(0.1) else None,
        )

    def documents_record(self, number: int) -> Wire:
        is_copy = number > 0 and self._is(0.1)
        return _present(
            id=f"document-{number:07}",
            title=self._sentence(30, 60) if self._is(0.9) else None,
            publisher=self._any("speaker"),
            url=f"https://example.org/{self._below(9000)}/{number}",
            published=self._day(),
            retrieved=self._second() if self._is(0.4) else None,
            derived_from=f"document-{self._below(number):07}" if is_copy else None,
            digest=self._digest() if self._is(0.5) else None,
            length=self._between(10_000, 30_000) if self._is(0.7) else None,
        )

    def claims_record(self, number: int) -> Wire:
        claim = f"claim-{number:07}"
        accused: list[str] = []
        kind = self._one_of(_NEUTRAL_KINDS)
        if self._is(0.4):
            kind = "motive" if self._is(0.1) else "fact"
            accused = self._some("speaker", self._between(1, 2))
            self._allegations.append(claim)
        others = self._some("speaker", self._between(1, 2)) if self._is(0.4) else []
        return _present(
            id=claim,
            text=self._sentence(60, 110),
            kind=kind if kind != "fact" else None,
            accused=accused,
            parties=list(dict.fromkeys((*accused, *others))),
            occurred=self._partial_date() if self._is(0.5) else None,
            place=self._one_of(_PLACES) if self._is(0.3) else None,
            links=self._links(number, kind) if number and self._is(0.25) else None,
        )

    def _links(self, number: int, kind: str) -> list[Wire]:
        fitting = {"sourcing": ("faults",), "motive": ("explains",)}.get(
            kind, ("contradicts", "counters", "narrows")
        )
        return [{"kind": self._one_of(fitting), "claim": f"claim-{self._below(number):07}"}]

    def statements_record(self, number: int) -> Wire:
        # A quarter of the claims draw a good part of what is said.
        claims = self.counts["claims"]
        claim = f"claim-{self._below(claims if self._is(0.6) else claims // 4):07}"
        statement = f"statement-{number:08}"
        earlier = self._said.setdefault(claim, [])
        mode = self._mode()
        speaker = None if mode == "narrated" and self._is(0.5) else self._any("speaker")
        stance = "asserts" if self._is(0.65) else self._one_of(("denies", "questions", "declines"))
        replaced, author = self._one_of(earlier) if earlier else ("", None)
        withdraws = author is not None and self._is(0.02)
        if withdraws:
            speaker, stance = author, "withdraws"
        repeats = [self._one_of(earlier)[0]] if earlier and self._is(0.52) else None
        earlier.append((statement, speaker))
        is_verbatim = mode in ("direct", "mixed")
        return _present(
            id=statement,
            speaker=speaker,
            stance=stance,
            claim=claim,
            document=self._any("document"),
            spans=self._spans(),
            mode=mode if mode != "indirect" else None,
            cue=self._one_of(_CUES),
            hedge=self._one_of(_HEDGES) if self._is(0.35) else None,
            certainty=self._one_of(("certain", "probable", "possible")) if self._is(0.4) else None,
            basis=self._one_of(("observed", "told", "inferred")) if self._is(0.3) else None,
            quote=self._sentence(95, 140) if is_verbatim else None,
            said=self._second() if self._is(0.6) else self._day() if self._is(0.4) else None,
            channel=self._one_of(_CHANNELS) if self._is(0.15) else None,
            locator=f"page {self._between(1, 60)}" if self._is(0.1) else None,
            via=self._some("speaker", 1) if self._is(0.2) else None,
            repeats=repeats,
            answers=[self._one_of(self._allegations)] if self._allegations and self._is(0.05) else None,
            replaces=[replaced] if withdraws else None,
            cites=self._some("evidence", 1) if self._is(0.15) else None,
        )

    def _mode(self) -> str:
        drawn = self._draw()
        return (
            "direct"
            if drawn < 0.3
            else "mixed"
            if drawn < 0.45
            else "narrated"
            if drawn < 0.55
            else "indirect"
        )

    def _spans(self) -> list[Wire]:
        start = self._below(9_000)
        first = {"start": start, "end": start + self._between(20, 300)}
        if not self._is(0.16):
            return [first]
        start = first["end"] + self._between(5, 200)
        return [first, {"start": start, "end": start + self._between(20, 100)}]

    def evidence_record(self, number: int) -> Wire:
        bears_on = self._some("claim", 2)
        is_derived = number > 0 and self._is(0.2)
        return _present(
            id=f"evidence-{number:07}",
            description=self._sentence(30, 70),
            kind=self._one_of(_MEDIA),
            availability=self._one_of(_AVAILABILITY),
            supports=bears_on[:1] if self._is(0.8) else None,
            undermines=bears_on[1:] if self._is(0.25) else None,
            provider=self._any("speaker") if self._is(0.85) else None,
            verified_by=self._some("speaker", self._between(1, 2)) if self._is(0.25) else None,
            derived_from=[f"evidence-{self._below(number):07}"] if is_derived else None,
            original=True if not is_derived and self._is(0.2) else None,
            document=self._any("document") if self._is(0.5) else None,
            locator=f"https://example.org/seen/{number}" if self._is(0.5) else None,
            digest=self._digest() if self._is(0.3) else None,
            created=self._partial_date() if self._is(0.4) else None,
            released=self._day() if self._is(0.5) else None,
            retracted=self._day() if self._is(0.02) else None,
        )

    # Draws

    def _is(self, share: float) -> bool:
        return self._draw() < share

    def _below(self, end: int) -> int:
        return int(self._draw() * end)

    def _between(self, low: int, high: int) -> int:
        return low + self._below(high - low + 1)

    def _one_of(self, items: Sequence[T]) -> T:
        return items[self._below(len(items))]

    def _any(self, kind: str) -> str:
        section = kind if kind == "evidence" else f"{kind}s"
        return f"{kind}-{self._below(self.counts[section]):07}"

    def _some(self, kind: str, number: int) -> list[str]:
        """At most so many ids, each once."""
        return list(dict.fromkeys(self._any(kind) for _ in range(number)))

    def _sentence(self, shortest: int, longest: int) -> str:
        """Words up to a full stop, in so many characters."""
        wanted = self._between(shortest, longest - _LONGEST_WORD)
        words: list[str] = []
        length = 0
        while length < wanted:
            words.append(self._one_of(_WORDS))
            length += len(words[-1]) + 1
        return f"{' '.join(words)}."

    def _digest(self) -> str:
        return "".join(f"{self._below(2**32):08x}" for _ in range(8))

    def _second(self) -> str:
        moment = _FIRST_DAY + timedelta(seconds=self._below(700 * 86_400))
        zone = "Z" if self._is(0.7) else self._one_of(("+01:00", "+02:00", "-05:00", "+09:30"))
        return f"{moment:%Y-%m-%dT%H:%M:%S}{zone}"

    def _day(self) -> str:
        return f"{_FIRST_DAY + timedelta(days=self._below(700)):%Y-%m-%d}"

    def _partial_date(self) -> str:
        return self._day()[: self._one_of((4, 7, 10))] + ("~" if self._is(0.1) else "")


def _present(**fields: object) -> Wire:
    return {name: value for name, value in fields.items() if value is not None and value != []}


def main() -> None:
    """Write a dossier to a file."""
    parser = argparse.ArgumentParser(description="Write a made-up dossier.")
    parser.add_argument("size", type=int, help="how many statements")
    parser.add_argument("path", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    given.path.write_bytes(dossier(given.size, given.seed))


if __name__ == "__main__":
    main()
