"""A case: a task and its floor, timed in turn in one process, so that only their ratio counts."""

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ParamSpec

__all__ = [
    "Case",
    "Pair",
    "SkippedError",
    "Spread",
    "WrongAnswerError",
    "measure",
    "ratios",
    "ready",
    "spread",
]

P = ParamSpec("P")
Side = Callable[[], Callable[[], object]]
"""Makes what is to be timed, afresh for each round; the making is not timed."""
Pair = tuple[float, float]
"""The seconds of the floor and of the task in one round."""

FEWEST_ROUNDS = 3
SHORTEST = 0.02


class SkippedError(Exception):
    """The task cannot be done here; the reason is told in the table."""


class WrongAnswerError(Exception):
    """What is timed does not do what it should."""


@dataclass(frozen=True)
class Case:
    """What is timed, and beside what."""

    task: Side
    floor: Side
    against: str
    """What the floor is, in words; its ratio is 1.00."""
    is_right: Callable[[object], bool] = lambda _: True
    """Whether the task's result is what it should be."""


@dataclass(frozen=True)
class Spread:
    """The middle of some numbers, and their ends."""

    median: float
    lowest: float
    highest: float
    rounds: int


def ready(call: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> Side:
    """A side that needs nothing made afresh: the call, with these arguments."""
    return lambda: partial(call, *args, **kwargs)


def measure(
    case: Case, rounds: int, budget: float, clock: Callable[[], float] = time.perf_counter
) -> list[Pair]:
    """The times of each round, after one that warms up, is checked and does not count.

    The two sides take turns in going first. The garbage collector is on, and has just run.

    Args:
        case: What is timed.
        rounds: How many rounds at most.
        budget: After so many seconds no further round is begun, but three there are.
        clock: Gives the seconds.

    Raises:
        WrongAnswerError: The task's result is not right.
    """
    began = clock()
    if not case.is_right(case.task()()):
        raise WrongAnswerError("the result is not what was expected")
    _seconds(case.floor, clock)
    pairs: list[Pair] = []
    while len(pairs) < rounds and (len(pairs) < FEWEST_ROUNDS or clock() - began < budget):
        if len(pairs) % 2:
            task, floor = _seconds(case.task, clock), _seconds(case.floor, clock)
        else:
            floor, task = _seconds(case.floor, clock), _seconds(case.task, clock)
        pairs.append((floor, task))
    return pairs


def _seconds(side: Side, clock: Callable[[], float]) -> float:
    """The seconds of a call; of several where one is so short that chance would tell."""
    took, calls = 0.0, 0
    while took < SHORTEST:
        call = side()
        if not calls:
            gc.collect()
        began = clock()
        result = call()
        took += clock() - began
        calls += 1
        del result  # only now, so that giving it up is not timed
    return took / calls


def ratios(pairs: Sequence[Pair]) -> list[float]:
    """What the task took, with the floor of the same round as 1."""
    return [task / floor for floor, task in pairs]


def spread(numbers: Sequence[float]) -> Spread:
    """The median of the numbers, the lowest and the highest."""
    return Spread(statistics.median(numbers), min(numbers), max(numbers), len(numbers))
