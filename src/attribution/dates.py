"""`When`: a date as precise as the words that gave it, and no more.

Laws: the text is kept as written; `earliest` and `latest` bound what it says; a comparison says yes
or no only where every meaning of both dates agrees.
"""

import enum
import math
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import product
from typing import NamedTuple, TypeAlias

from attrs import frozen

from attribution.errors import InvalidRecordError, Problem, UnresolvedDateError, shown

__all__ = ["PLAIN", "Answer", "When"]

DAY = 86_400
LONGEST_TEXT = 64
# A clock on the wall shows from 12 hours less to 14 hours more than UTC, so a time without a zone
# lies within these bounds of the UTC time that looks the same.
ZONE_EARLIEST, ZONE_LATEST = 14 * 3600, 12 * 3600

_DATE = re.compile(r"([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?([?~%]?)", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-]\d\d(?::[0-5]\d)?)?", re.ASCII)
_PLAIN_DAY = (
    r"(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
)
_PLAIN_TIME = r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z?"
PLAIN = re.compile(rf"(?!0000)[0-9]{{4}}(?:-{_PLAIN_DAY}(?:{_PLAIN_TIME})?|-(?:0[1-9]|1[0-2]))?").fullmatch
"""Matches dates as most are written, so that one look is enough to see that they are dates."""
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Answer(enum.Enum):
    """What a comparison of two dates says; it has no truth value, so that none is assumed."""

    YES = "yes"
    """In every meaning of both dates."""
    NO = "no"
    """In none."""
    CANNOT_TELL = "cannot tell"
    """In some and not in others, or nothing is sure about one of them."""

    def __bool__(self) -> bool:
        """Refuse to be read as true or false.

        Raises:
            TypeError: Always; compare with `Answer.YES` or `Answer.NO`.
        """
        raise TypeError("an Answer is neither true nor false: compare it with Answer.YES or Answer.NO")


class _Stretch(NamedTuple):
    """Where a date surely lies, in seconds of its own clock; infinite where nothing is sure."""

    start: float
    """It does not start before this."""
    soonest_end: float
    """It does not end before this."""
    end: float
    """It has ended by this."""
    zoned: bool = False

    def beside(self, other: "_Stretch") -> "_Stretch":
        """This stretch on the clock of `other`: without a zone it may be in any."""
        if self.zoned or not other.zoned:
            return self
        start, soonest_end, end, _ = self
        return _Stretch(start - ZONE_EARLIEST, soonest_end - ZONE_EARLIEST, end + ZONE_LATEST)


_ANY_TIME = _Stretch(-math.inf, -math.inf, math.inf)
_Reading: TypeAlias = tuple[date | None, date | None, _Stretch]


@frozen(order=False, weakref_slot=False)
class When:
    """A date or a span of time in EDTF, as written.

    Read are level 0 (dates, date-times to the second, intervals of dates), the qualifiers `?`
    (uncertain), `~` (approximate) and `%` (both) at the end of a date, `X` for a digit that is not
    known, and interval ends that are open (`..`) or unknown (left out). Years run from 0001 to 9999,
    hours to 23, seconds to 59, offsets from -12:00 to +14:00.

    Two `When` are equal where their texts are; there is no `<`, because two dates of different
    precision have no order. `before`, `after` and `by` answer yes, no or cannot tell. Nothing is sure
    about a date that carries a qualifier, so it has no part in a yes or a no. Two dates without a zone
    are read on one clock; beside a date with a zone, a date without one may be in any zone there is.

    >>> When("2022-02").latest
    datetime.date(2022, 2, 28)
    >>> When("2022-02").before(When("2022-02-17")).value
    'cannot tell'

    Source: Library of Congress, Extended Date/Time Format; ISO 8601-2:2019.

    Raises:
        InvalidRecordError: The text is no such date.
    """

    text: str
    """The date as written."""

    def __attrs_post_init__(self) -> None:
        if _is_plain(self.text):
            return  # what it says is worked out when it is asked for
        try:
            _read(self.text)
        except ValueError as error:
            raise InvalidRecordError("When", [Problem("text", f"{error}, got {shown(self.text)}")]) from None

    @property
    def earliest(self) -> date | None:
        """The first day (or, where a time is written, second) it names, qualified or not; `None` if open."""
        return self._reading[0]

    @property
    def latest(self) -> date | None:
        """The last day (or second) it names, qualified or not; `None` if open."""
        return self._reading[1]

    @property
    def _stretch(self) -> _Stretch:
        return self._reading[2]

    @cached_property
    def _reading(self) -> _Reading:
        return _read(self.text)

    def __reduce__(self) -> tuple[type["When"], tuple[str]]:
        """Copies and pickles go through the constructor."""
        return When, (self.text,)

    def __str__(self) -> str:
        return self.text

    def before(self, other: "When") -> Answer:
        """Whether this is surely earlier than `other`.

        Yes where this ends before the other starts, no where this starts after the other has ended,
        cannot tell where they may overlap.
        """
        mine, theirs = self._stretch.beside(other._stretch), other._stretch.beside(self._stretch)
        return _answer(yes=mine.end <= theirs.start, no=mine.start >= theirs.end)

    def after(self, other: "When") -> Answer:
        """Whether this is surely later than `other`: whether `other` is surely before this."""
        return other.before(self)

    def by(self, other: "When") -> Answer:
        """Whether this had surely happened by the end of `other`.

        Yes where this ends no later than the other, no where it starts after the other has ended.
        The end of `2022-02` is that of the month; the end of `2022-02-XX` is that of some day in it.

        >>> When("2022-02-17").by(When("2022-02")).value
        'yes'
        """
        mine, theirs = self._stretch.beside(other._stretch), other._stretch.beside(self._stretch)
        return _answer(yes=mine.end <= theirs.soonest_end, no=mine.start >= theirs.end)

    @classmethod
    def parse_printed(cls, text: str) -> "When":
        """The date that a printed text gives, with just the fields that are in it.

        >>> When.parse_printed("Thursday, 17 February 2022")
        When(text='2022-02-17')
        >>> When.parse_printed("Feb. 2022")
        When(text='2022-02')

        Args:
            text: An English date with a year of four digits, 0100 or later; at most 64 characters.

        Raises:
            UnresolvedDateError: The text holds anything else than one date (a time of day and a zone
                included), gives no year, or can be read in more than one way (`03/04/2022`).
        """
        from attribution.phrases import parse_printed

        return cls(parse_printed(text))

    @classmethod
    def resolve(cls, phrase: str, *, published: "When | None") -> "When":
        """The date that a phrase means in a text published at `published`.

        The table is closed: today, yesterday, tomorrow; names of weekdays (the one that is or was
        last; `last` and `next` never mean the day itself); this, last and next day, week, month and
        year; N days, weeks, months or years ago (as precise as the unit); in recent days, weeks or
        months (an unknown start, the end no later than the publication); since X, for each of the
        others but the recent ones, and for a printed date. Weeks run from Monday (ISO 8601).

        >>> When.resolve("yesterday", published=When("2022-02-18"))
        When(text='2022-02-17')
        >>> When.resolve("since last week", published=When("2022-02-18"))
        When(text='2022-02-07/..')

        Args:
            phrase: The words, in English; at most 64 characters.
            published: When the text was published; `None` if that is not known. It need be no more
                precise than the phrase: `last year` asks for no more than the year.

        Raises:
            UnresolvedDateError: The phrase is not in the table, or the date of publication is not
                known, or not known well enough.
        """
        from attribution.phrases import resolve

        return cls(resolve(phrase, cls._surely_between(published)))

    @staticmethod
    def _surely_between(published: object) -> tuple[date, date] | None:
        """The days between which a text was published, `None` where they are not sure."""
        if published is None:
            return None
        if not isinstance(published, When):
            raise UnresolvedDateError(f"published must be a When or None, got {shown(published)}")
        first, last, stretch = published.earliest, published.latest, published._stretch
        if first is None or last is None or math.isinf(stretch.start) or math.isinf(stretch.end):
            return None
        return date(first.year, first.month, first.day), date(last.year, last.month, last.day)


def _is_plain(text: object) -> bool:
    return isinstance(text, str) and PLAIN(text) is not None


def _answer(*, yes: bool, no: bool) -> Answer:
    return Answer.YES if yes else Answer.NO if no else Answer.CANNOT_TELL


def _read(text: object) -> _Reading:
    if not isinstance(text, str):
        raise ValueError("must be an EDTF string")  # noqa: TRY004 - becomes an InvalidRecordError
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"must be an EDTF date of at most {LONGEST_TEXT} characters")
    if "T" in text:
        return _read_moment(text)
    left, slash, right = text.partition("/")
    if not slash:
        return _read_date(text)
    earliest, first_latest, first = _read_end(left)
    last_earliest, latest, last = _read_end(right)
    if first_latest is None and last_earliest is None:
        raise ValueError("must have a date at one end of the interval at least")
    if earliest is not None and latest is not None and latest < earliest:
        raise ValueError("must not end before it starts")
    # An end that is open, unknown or not sure is still no earlier than the start.
    return earliest, latest, _Stretch(first.start, max(first.start, last.soonest_end), last.end)


def _read_end(text: str) -> _Reading:
    return (None, None, _ANY_TIME) if text in ("", "..") else _read_date(text)


def _read_moment(text: str) -> _Reading:
    if _TIME.fullmatch(text) is None:
        raise ValueError("must be an EDTF date, or a date and a time from 00:00:00 to 23:59:59")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("names no moment of the calendar (years 0001 to 9999)") from None
    offset = moment.utcoffset()
    if offset is not None and not timedelta(hours=-12) <= offset <= timedelta(hours=14):
        raise ValueError("has an offset that no clock has (-12:00 to +14:00)")
    since_midnight = moment.hour * 3600 + moment.minute * 60 + moment.second
    start = moment.toordinal() * DAY + since_midnight - (offset or timedelta()) // timedelta(seconds=1)
    return moment, moment, _Stretch(start, start + 1, start + 1, zoned=offset is not None)


def _read_date(text: str) -> _Reading:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError("must be an EDTF date, such as '2022', '2022-02-17', '2022-02~' or '2022-02/..'")
    year, month, day, qualifier = match.groups(default="XX")
    first = next(_days(year, month, day, 1), None)
    last = next(_days(year, month, day, -1), None) if "X" in (year + month + day) else first
    if first is None or last is None:
        raise ValueError("names no day of the calendar (years 0001 to 9999)")
    if qualifier:
        return first, last, _ANY_TIME
    end = (last.toordinal() + 1) * DAY
    # With a digit not known, the first date that fits, as precise as this one, ends soonest.
    soonest_end = _read_date(first.isoformat()[: len(text)])[2].end if "X" in text else end
    return first, last, _Stretch(first.toordinal() * DAY, soonest_end, end)


def _days(year: str, month: str, day: str, step: int) -> Iterator[date]:
    """The days that fit, in order of time, or with a step of -1 the last first."""
    months = [
        (m, days[::step])
        for m in _numbers(month, 12)[::step]
        if (days := _numbers(day, _LONGEST_MONTHS[m - 1]))
    ]
    # The last two digits of a year tell that it has no 29 February, but for that of a century.
    if months == [(2, [29])] and not any(y % 4 == 0 for y in _filled(year[2:], 1)):
        return
    for y in filter(None, _filled(year, step) if months else ()):
        for m, days in months:
            for d in days:
                try:
                    yield date(y, m, d)
                except ValueError:  # 29 February
                    continue


def _numbers(pattern: str, high: int) -> Sequence[int]:
    """The numbers from 1 to `high` that fit."""
    if pattern == "XX":
        return range(1, high + 1)
    return [number for number in _filled(pattern, 1) if 1 <= number <= high]


def _filled(pattern: str, step: int) -> Iterator[int]:
    """The numbers that fit, rising, or with a step of -1 falling."""
    if "X" not in pattern:
        return iter((int(pattern),))
    digits = "0123456789"[::step]
    return (int("".join(number)) for number in product(*(digits if d == "X" else d for d in pattern)))
