"""What the library raises on purpose."""

from collections.abc import Callable, Iterable
from functools import partial

from attrs import frozen

__all__ = [
    "AttributionError",
    "InvalidRecordError",
    "MissingExtraError",
    "NotADossierError",
    "Problem",
    "RuleFailedError",
    "UnknownIdError",
    "UnknownRuleError",
    "UnresolvedDateError",
]

LONGEST_SHOWN = 80
MOST_PROBLEMS = 1000
"""The most problems that one error names."""


class AttributionError(Exception):
    """The parent of every error that this library raises on purpose."""


@frozen
class Problem:
    """One thing that is wrong with a record or a file."""

    path: str
    """Where it stands: a field (`spans[0].end`), or a JSON path in a file (`$.claims[3].kind`)."""
    message: str
    """What is wrong and what was got, lower case, without a full stop."""
    line: int | None = None
    """The line of the file, counted from 1, where it is known."""

    def __str__(self) -> str:
        at = "" if self.line is None else f"line {self.line}: "
        return f"{at}{self.path} {self.message}"

    def below(self, prefix: str) -> "Problem":
        """The same problem, seen from the record that holds this one."""
        return Problem(f"{prefix}.{self.path}", self.message, self.line)


class InvalidRecordError(AttributionError, ValueError):
    """Data that makes no sense, with every problem that was found.

    Attributes:
        what: The name of what could not be made (`Speaker`, `Dossier`).
        problems: The problems in the order of the data, at most 1,000 of them.
        left_out: How many more there are.
    """

    def __init__(self, what: str, problems: Iterable[Problem], left_out: int = 0) -> None:
        found = tuple(problems)
        self.what: str = what
        self.problems: tuple[Problem, ...] = found[:MOST_PROBLEMS]
        self.left_out: int = left_out + len(found) - len(self.problems)
        self._found = found
        super().__init__(what, self.problems, self.left_out)

    def every_problem(self) -> tuple[Problem, ...]:
        """Those that are left out too, as far as they are at hand."""
        return self._found

    def __str__(self) -> str:
        if len(self.problems) == 1 and not self.left_out:
            return f"{self.what}: {self.problems[0]}"
        lines = "".join(f"\n  {problem}" for problem in self.problems)
        more = f"\n  ... and {self.left_out} more" if self.left_out else ""
        return f"{self.what}: {len(self.problems) + self.left_out} problems{lines}{more}"


class UnresolvedDateError(AttributionError, ValueError):
    """A phrase or a printed date that does not say when, or says it in more than one way."""


class UnknownIdError(AttributionError, KeyError):
    """An id that the dossier does not hold."""

    def __str__(self) -> str:
        # A KeyError shows its message as a repr.
        return Exception.__str__(self)


class UnknownRuleError(AttributionError, ValueError):
    """A code, name or family that no rule has."""


def shown(value: object) -> str:
    """The `repr` of a value, cut to fit a message; a value that has none is shown by its type.

    >>> shown("2022-02-31")
    "'2022-02-31'"
    """
    if type(value) is str:
        value = value[: LONGEST_SHOWN + 1]
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001 - a repr may raise anything: an int of 5000 digits has none
        return f"<{type(value).__name__}>"
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 3]}..."


class RuleFailedError(AttributionError):
    """A rule that somebody wrote raised an error, or yielded what is no finding.

    Attributes:
        rule: The rule's code.
        claim: The id of the claim that it looked at last, or `None`.
    """

    def __init__(self, rule: str, claim: str | None, reason: str) -> None:
        self.rule: str = rule
        self.claim: str | None = claim
        super().__init__(rule, claim, reason)

    def __str__(self) -> str:
        at = "" if self.claim is None else f" on the claim {self.claim!r:.80}"
        return f"the rule {self.rule} failed{at}: {self.args[2]}"


class MissingExtraError(AttributionError, ImportError):
    """A part of the library was imported that needs a package which is not installed.

    Attributes:
        module: The part that was imported.
        extra: The extra that brings the package.
    """

    def __init__(self, module: str, *, needs: str, extra: str) -> None:
        self.module: str = module
        self.extra: str = extra
        super().__init__(f'{module} needs {needs}: pip install "attribution-statements[{extra}]"', name=needs)

    def __reduce__(self) -> "tuple[Callable[[], MissingExtraError], tuple[()], dict[str, object]]":
        """An ImportError is copied from its message, of which this one cannot be made."""
        made = partial(type(self), self.module, needs=str(self.name), extra=self.extra)
        return made, (), self.__dict__


class NotADossierError(AttributionError, FileExistsError):
    """A file that holds something else than a dossier, and is not overwritten unless told.

    Attributes:
        filename: The path of the file.
    """

    def __str__(self) -> str:
        return f"{self.filename} {self.strerror}"
