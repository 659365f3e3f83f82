"""Choices: everything that is left to chance, made with one function that picks a whole number."""

from collections.abc import Callable, Sequence
from typing import TypeVar

__all__ = ["Chooser"]

T = TypeVar("T")


class Chooser:
    """Choices, all made with one function that picks a whole number between two, both included.

    The lowest number is always the plainest choice, so that Hypothesis shrinks towards it.
    """

    def __init__(self, number: Callable[[int, int], int]) -> None:
        self.number = number

    def chance(self, percent: int) -> bool:
        """True in so many of a hundred."""
        return self.number(0, 99) >= 100 - percent

    def pick(self, options: Sequence[T]) -> T:
        """One of the options, each as likely."""
        return options[self.number(0, len(options) - 1)]

    def early(self, options: Sequence[T]) -> T:
        """One of the options, the early ones more likely."""
        return options[min(self.number(0, len(options) - 1), self.number(0, len(options) - 1))]

    def maybe(self, percent: int, options: Sequence[T]) -> T | None:
        """One of the options in so many of a hundred, else nothing."""
        return self.pick(options) if options and self.chance(percent) else None

    def some(self, percent: int, options: Sequence[T], most: int = 2) -> tuple[T, ...]:
        """Different options, one to `most` and rather early ones, in so many of a hundred, else none."""
        if not options or not self.chance(percent):
            return ()
        return tuple(dict.fromkeys(self.early(options) for _ in range(self.number(1, most))))
