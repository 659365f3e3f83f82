"""The table: results in Markdown, as ratios and bytes, never as seconds.

python -m benchmarks.table build/benchmarks/results.jsonl
"""

import argparse
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.timing import Spread, ratios, spread

__all__ = ["page"]

Row = Mapping[str, Any]

_OURS = "attribution"
_BARS: Mapping[str, float] = {
    "load": 1.3,
    "dump": 2.5,
    "explain 10 faults": 5,
    "load, ten times the size": 12,
    "dump, ten times the size": 12,
    "check, ten times the size": 12,
    "import": 2,
}
_MEMORY_BAR = 1_300


def page(rows: Sequence[Row], cores: int | None = None) -> str:
    """The whole page.

    Args:
        rows: The results, each as `benchmarks.measure` prints it.
        cores: How many the machine has; asked of the system where it is not given.
    """
    timed = [row for row in rows if "pairs" in row]
    parts = [
        "# Measurements",
        "Made by `make bench`; [how to read this](benchmarks.md).",
        "## The library",
        _table(
            ("task", "statements", "1.00 is", "median", "lowest to highest", "rounds", "at most"),
            (_own_line(row) for row in timed if row["library"] == _OURS),
        ),
        "## Beside other libraries",
        _table(
            ("task", "statements", "library", "1.00 is", "median", "lowest to highest", "rounds"),
            _shared_lines(timed),
        ),
        "## Memory",
        "Resident bytes a statement after loading, and the most while loading, in fresh processes.",
        _table(
            ("library", "statements", "held", "lowest to highest", "peak", "processes", "at most"),
            _held(rows),
        ),
        *_not_measured(rows),
        "## With",
        _table(("library", "Python", "packages"), _versions(rows)),
        f"Cores: {cores or os.cpu_count()}.",
    ]
    return "\n\n".join(parts) + "\n"


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    body = [" | ".join(line) for line in (head, ["---"] * len(head), *lines)]
    return "\n".join(f"| {line} |" for line in body)


def _own_line(row: Row) -> Sequence[str]:
    found = spread(ratios(row["pairs"]))
    return (
        row["task"],
        _size(row),
        row["against"],
        *_numbers(found),
        _against_bar(found.median, _BARS.get(row["task"])),
    )


def _shared_lines(timed: Sequence[Row]) -> Iterator[Sequence[str]]:
    """The tasks that more than the library has, those of one task and size together, the lowest first."""
    shared = dict.fromkeys((row["task"], row["size"]) for row in timed if row["library"] != _OURS)
    for task, size in sorted(shared, key=lambda each: (each[1], each[0])):
        alike = [
            (spread(ratios(row["pairs"])), row)
            for row in timed
            if row["task"] == task and row.get("size") == size
        ]
        for found, row in sorted(alike, key=lambda each: each[0].median):
            yield task, _size(row), row["library"], row["against"], *_numbers(found)


def _held(rows: Sequence[Row]) -> Iterator[Sequence[str]]:
    held = [row for row in rows if "held" in row]
    for library, size in dict.fromkeys((row["library"], row["size"]) for row in held):
        alike = [row for row in held if (row["library"], row["size"]) == (library, size)]
        found = spread([row["held"] / size for row in alike])
        peak = spread([row["peak"] / size for row in alike])
        yield (
            library,
            f"{size:,}",
            f"{found.median:,.0f}",
            f"{found.lowest:,.0f} to {found.highest:,.0f}",
            f"{peak.median:,.0f}",
            str(found.rounds),
            _against_bar(found.median, _MEMORY_BAR if library == _OURS else None),
        )


def _not_measured(rows: Sequence[Row]) -> Iterator[str]:
    skipped = [row for row in rows if "skipped" in row]
    if skipped:
        yield "## Not measured"
        lines = dict.fromkeys(
            (row["library"], row["task"], _size(row), _in_a_cell(row["skipped"])) for row in skipped
        )
        yield _table(("library", "task", "statements", "why"), lines)


def _versions(rows: Sequence[Row]) -> Iterator[Sequence[str]]:
    known = {row["library"]: row for row in rows if "packages" in row}
    for library, row in known.items():
        packages = ", ".join(f"{name} {version}" for name, version in row["packages"].items())
        yield library, row["python"], packages


def _numbers(found: Spread) -> Sequence[str]:
    return f"{found.median:.2f}", f"{found.lowest:.2f} to {found.highest:.2f}", str(found.rounds)


def _against_bar(number: float, bar: float | None) -> str:
    if bar is None:
        return ""
    return f"{bar:,g}" if number <= bar else f"{bar:,g}, **missed**"


def _size(row: Row) -> str:
    return f"{row['size']:,}" if "size" in row else ""


def _in_a_cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Print the page of a file of results."""
    parser = argparse.ArgumentParser(description="Print the table of results.")
    parser.add_argument("results", type=Path)
    given = parser.parse_args()
    lines = given.results.read_text(encoding="utf-8").splitlines()
    print(page([json.loads(line) for line in lines]), end="")


if __name__ == "__main__":
    main()
