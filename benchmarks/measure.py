"""One task of one library in this process; its result is one line of JSON.

python -m benchmarks.measure library load 10000 --data FOLDER --rounds 7
python -m benchmarks.measure library names
"""

import argparse
import importlib
import json
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import cases
from benchmarks.timing import SkippedError, WrongAnswerError, measure

__all__ = ["result"]

MEMORY, NAMES = "memory", "names"


def result(module: str, task: str, data: cases.Data, rounds: int, budget: float) -> dict[str, Any]:
    """What was measured: pairs of seconds with what the floor is, or bytes, or why there is nothing.

    Args:
        module: The module in this package that has the library's `LIBRARY` and its `CASES`.
        task: The name of a case, or `memory`.
        data: The dossier.
        rounds: How many rounds at most.
        budget: The seconds after which no further round is begun.
    """
    runner = importlib.import_module(f"benchmarks.{module}")
    library: cases.Library = runner.LIBRARY
    told: dict[str, Any] = {
        "library": library.name,
        "task": task,
        "size": data.size,
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "packages": {name: version(name) for name in library.packages},
    }
    if library.largest is not None and data.size > library.largest:
        return told | {"skipped": f"would take minutes a round above {library.largest:,} statements"}
    try:
        if task == MEMORY:
            held, peak = cases.memory(library, data)
            return told | {"held": held, "peak": peak}
        case = runner.CASES[task](data)
        return told | {"against": case.against, "pairs": measure(case, rounds, budget)}
    except (SkippedError, WrongAnswerError) as error:
        return told | {"skipped": str(error)}


def main() -> None:
    """Print the result, or the names, as a line of JSON."""
    parser = argparse.ArgumentParser(description="Measure one task of one library.")
    parser.add_argument("module", help="such as library or peers.structs")
    parser.add_argument("task", help=f"the name of a case, {MEMORY}, or {NAMES} for a list of all names")
    parser.add_argument("size", type=int, nargs="?", default=0, help="how many statements")
    parser.add_argument("--data", type=Path, default=Path(), help="the folder of the dossiers")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--budget", type=float, default=60, help="seconds, after which no round is begun")
    given = parser.parse_args()
    if given.task == NAMES:
        print(json.dumps([*importlib.import_module(f"benchmarks.{given.module}").CASES, MEMORY]))
        return
    data = cases.Data(given.data, given.size)
    print(json.dumps(result(given.module, given.task, data, given.rounds, given.budget)))


if __name__ == "__main__":
    main()
