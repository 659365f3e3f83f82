"""The library itself: its common cases, and those that only it has."""

import gc
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import orjson

import attribution
from attribution import Claim, Document, Dossier, Evidence, InvalidRecordError, Link, Span, Speaker, Statement
from benchmarks.cases import Data, Library, common_cases
from benchmarks.faults import plant
from benchmarks.generator import SECTIONS
from benchmarks.timing import Case, Side, SkippedError, ready

__all__ = ["CASES", "LIBRARY"]

LIBRARY = Library(
    name="attribution",
    packages=("attribution-statements", "attrs", "cattrs", "msgspec", "orjson"),
    load=attribution.loads,
    dump=attribution.dumps,
    count=lambda dossier: len(dossier.statements),
)

_COPIES = "one list copy a record"
_CLASSES: Mapping[str, type[Any]] = dict(
    zip(SECTIONS, (Speaker, Document, Claim, Statement, Evidence), strict=True)
)


def construct(data: Data) -> Case:
    """Records by their constructors, from words, EDTF texts and lists."""
    plain = data.plain()
    rows = [list(record.values()) for section in SECTIONS for record in plain[section]]
    arguments = [(_CLASSES[section], _ready(record)) for section in SECTIONS for record in plain[section]]
    del plain
    # These would not be there in ordinary use, so the collector is to pass them by.
    gc.freeze()

    def task() -> object:
        return [cls(**fields) for cls, fields in arguments]

    return Case(ready(task), ready(_copies, rows), _COPIES)


def _ready(record: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if "spans" in record:
        values["spans"] = [Span(**span) for span in record["spans"]]
    if "links" in record:
        values["links"] = [Link(**link) for link in record["links"]]
    return record | values


def _copies(rows: list[list[object]]) -> object:
    return [list(row) for row in rows]


def integrity(data: Data) -> Case:
    """A dossier of records that are there already."""
    rows = [list(record.values()) for records in _sections(data.plain()) for record in records]
    loaded = attribution.loads(data.raw)
    return Case(ready(_again, loaded), ready(_copies, rows), _COPIES)


def _sections(plain: dict[str, Any]) -> list[list[dict[str, Any]]]:
    return [plain[section] for section in SECTIONS]


def _again(loaded: Dossier) -> Dossier:
    """A dossier of the same records that has looked up nothing yet."""
    return Dossier(
        title=loaded.title,
        speakers=loaded.speakers,
        documents=loaded.documents,
        claims=loaded.claims,
        statements=loaded.statements,
        evidence=loaded.evidence,
    )


def _afresh(call: Callable[[Dossier], object], loaded: Dossier) -> Side:
    return lambda: partial(call, _again(loaded))


def index(data: Data) -> Case:
    """The first lookup of each kind, which makes the indexes."""
    plain = data.plain()
    return Case(
        _afresh(_look_up, attribution.loads(data.raw)),
        ready(_group, plain["statements"], plain["evidence"]),
        "one loop that groups the dicts alike",
    )


def _look_up(dossier: Dossier) -> object:
    claim, speaker = dossier.claims[0], dossier.speakers[0]
    return (
        dossier.statements_on(claim),
        dossier.statements_by(speaker),
        dossier.answers_to(claim),
        dossier.evidence_on(claim),
    )


def _group(statements: list[dict[str, Any]], evidence: list[dict[str, Any]]) -> object:
    on: dict[str, list[object]] = {}
    by: dict[str | None, list[object]] = {}
    answers: dict[str, list[object]] = {}
    shown: dict[str, list[object]] = {}
    for statement in statements:
        on.setdefault(statement["claim"], []).append(statement)
        by.setdefault(statement.get("speaker"), []).append(statement)
        for claim in statement.get("answers", ()):
            answers.setdefault(claim, []).append(statement)
    for item in evidence:
        for claim in (*item.get("supports", ()), *item.get("undermines", ())):
            shown.setdefault(claim, []).append(item)
    return on, by, answers, shown


def check(data: Data) -> Case:
    """All rules, over a dossier that has looked up nothing yet."""
    return Case(
        _afresh(attribution.check, attribution.loads(data.raw)),
        ready(orjson.loads, data.raw),
        "`orjson.loads` of the dossier",
    )


def explain(data: Data) -> Case:
    """A document with ten faults, until the error that names them."""
    plain = data.plain()
    paths = plant(plain)
    faulty = orjson.dumps(plain)
    del plain

    def is_right(error: object) -> bool:
        return isinstance(error, InvalidRecordError) and {p.path for p in error.problems} == set(paths)

    return Case(ready(_refused, faulty), ready(attribution.loads, data.raw), "its good load", is_right)


def _refused(faulty: bytes) -> object:
    try:
        return attribution.loads(faulty)
    except InvalidRecordError as error:
        return error


def jsonl(data: Data) -> Case:
    """A file of JSON Lines, record by record; nothing is kept."""
    iter_jsonl = getattr(attribution, "iter_jsonl", None)
    dump_jsonl = getattr(attribution, "dump_jsonl", None)
    if iter_jsonl is None or dump_jsonl is None:
        raise SkippedError("this version of the library has no iter_jsonl and dump_jsonl")
    loaded = attribution.loads(data.raw)
    count = len(loaded)
    path = data.folder / f"dossier-{data.size}.jsonl"
    dump_jsonl(loaded, path)
    del loaded

    def task() -> int:
        return sum(1 for record in iter_jsonl(path) if isinstance(record, attribution.Record))

    return Case(ready(task), ready(_parse_lines, path), "`orjson.loads` of each line", lambda n: n == count)


def _parse_lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for line in file if orjson.loads(line))


def _tenfold(task: Callable[[Data], Case]) -> Callable[[Data], Case]:
    def tenfold(data: Data) -> Case:
        return Case(task(data).task, task(data.tenth()).task, "a tenth of the statements")

    return tenfold


_COMMON = common_cases(LIBRARY)
CASES: Mapping[str, Callable[[Data], Case]] = {
    **_COMMON,
    "construct": construct,
    "integrity": integrity,
    "first lookups": index,
    "check": check,
    "explain 10 faults": explain,
    "JSON Lines": jsonl,
    "load, ten times the size": _tenfold(_COMMON["load"]),
    "dump, ten times the size": _tenfold(_COMMON["dump"]),
    "check, ten times the size": _tenfold(check),
}
