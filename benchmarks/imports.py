"""Import time: whole processes, so that all of it counts, less the bare interpreter."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.environments import clean_variables
from benchmarks.timing import Pair

__all__ = ["AGAINST", "ROUNDS", "fresh_process", "import_pairs"]

AGAINST = "`import attrs, msgspec`"
ROUNDS = 21
_BARE, _FLOOR, _TASK = "pass", "import attrs, msgspec", "import attribution"


def import_pairs(run: Callable[[str], float], rounds: int = ROUNDS) -> list[Pair]:
    """The seconds of the floor and of the library, both less the bare interpreter, a pair a round.

    Args:
        run: Gives the seconds that a fresh process takes for a line of Python.
        rounds: How many rounds count; one before them writes the bytecode.
    """
    lines = (_BARE, _FLOOR, _TASK)
    for line in lines:
        run(line)
    pairs: list[Pair] = []
    for number in range(rounds):
        # Each goes first in every third round.
        turned = lines[number % 3 :] + lines[: number % 3]
        took = {line: run(line) for line in turned}
        pairs.append((took[_FLOOR] - took[_BARE], took[_TASK] - took[_BARE]))
    return pairs


def fresh_process(python: Path) -> Callable[[str], float]:
    """What runs a line in a fresh process of that Python, apart from the user's own packages."""

    def run(line: str) -> float:
        began = time.perf_counter()
        subprocess.run((python, "-I", "-c", line), env=clean_variables(), check=True)  # noqa: S603  # our lines
        return time.perf_counter() - began

    return run
