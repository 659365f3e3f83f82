"""Ten faults of ten kinds, planted in a sound dossier, none of which brings about another."""

from collections.abc import Callable
from typing import Any

__all__ = ["plant"]

Record = dict[str, Any]


def _unknown_key(record: Record) -> str:
    record["speeker"] = "North"
    return "speeker"


def _unknown_word(record: Record) -> str:
    record["stance"] = "assert"
    return "stance"


def _number_for_text(record: Record) -> str:
    record["cue"] = 3
    return "cue"


def _blank(record: Record) -> str:
    record["hedge"] = " "
    return "hedge"


def _text_for_list(record: Record) -> str:
    record["via"] = "abc"
    return "via"


def _no_such_day(record: Record) -> str:
    record["said"] = "2031-02-31"
    return "said"


def _empty_span(record: Record) -> str:
    record["spans"][0]["end"] = record["spans"][0]["start"]
    return "spans[0].end"


def _null(record: Record) -> str:
    record["certainty"] = None
    return "certainty"


def _no_such_record(record: Record) -> str:
    record["document"] = "nowhere"
    return "document"


def _missing(record: Record) -> str:
    del record["claim"]
    return "claim"


_FAULTS: tuple[Callable[[Record], str], ...] = (
    _unknown_key,
    _unknown_word,
    _number_for_text,
    _blank,
    _text_for_list,
    _no_such_day,
    _empty_span,
    _null,
    _no_such_record,
    _missing,
)


def plant(document: dict[str, Any]) -> tuple[str, ...]:
    """Change the wire form in ten statements, at even steps; the paths of the faults, in their order."""
    statements: list[Record] = document["statements"]
    step = len(statements) // len(_FAULTS)
    places = (number * step for number in range(len(_FAULTS)))
    return tuple(
        f"$.statements[{place}].{fault(statements[place])}"
        for place, fault in zip(places, _FAULTS, strict=True)
    )
