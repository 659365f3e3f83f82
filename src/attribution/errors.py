"""What the library raises on purpose."""

from collections.abc import Iterable

from attrs import frozen

__all__ = [
    "AttributionError",
    "InvalidRecordError",
    "MissingExtraError",
    "Problem",
    "RuleFailedError",
    "UnknownIdError",
    "UnknownRuleError",
    "UnresolvedDateError",
]

LONGEST_SHOWN = 80


class AttributionError(Exception):
    """The parent of every error that this library raises on purpose."""


@frozen
class Problem:
    """One thing that is wrong with a record or a file."""

    path: str
    """Where it stands: a field (`spans[0].end`), or a JSON path in a file (`$.claims[3].kind`)."""
    message: str
    """What is wrong and what was got, lower case, without a full stop."""

    def __str__(self) -> str:
        return f"{self.path} {self.message}"

    def below(self, prefix: str) -> "Problem":
        """The same problem, seen from the record that holds this one."""
        return Problem(f"{prefix}.{self.path}", self.message)


class InvalidRecordError(AttributionError, ValueError):
    """Data that makes no sense, with every problem that was found.

    Attributes:
        what: The name of what could not be made (`Speaker`, `Dossier`).
        problems: All problems, in the order of the data.
    """

    def __init__(self, what: str, problems: Iterable[Problem]) -> None:
        self.what: str = what
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(what, self.problems)

    def __str__(self) -> str:
        if len(self.problems) == 1:
            return f"{self.what}: {self.problems[0]}"
        lines = "".join(f"\n  {problem}" for problem in self.problems)
        return f"{self.what}: {len(self.problems)} problems{lines}"


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
        extra: The extra that brings the package.
    """

    def __init__(self, module: str, *, needs: str, extra: str) -> None:
        self.extra: str = extra
        super().__init__(f'{module} needs {needs}: pip install "attribution-statements[{extra}]"', name=needs)
