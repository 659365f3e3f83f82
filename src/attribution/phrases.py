"""What words say of a date, in EDTF: phrases (`since last week`) and printed dates (`17 February 2022`).

Laws: the tables are closed; no field is given that the words do not give; what has two readings is refused.
"""

import re
from datetime import date, datetime
from itertools import product

from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta

from attribution.errors import UnresolvedDateError, shown

__all__ = ["parse_printed", "resolve"]

LONGEST_WORDS = 64

_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_DIRECTIONS = {"last": -1, "this": 0, "next": 1}
_UNITS = {
    "day": relativedelta(days=1),
    "week": relativedelta(weeks=1),
    "month": relativedelta(months=1),
    "year": relativedelta(years=1),
}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_STEPS_TO_WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTED = {word: number for number, word in enumerate(_COUNTS, start=1)} | {"a": 1}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_RECENT = re.compile(r"(?:in )?recent (?:days|weeks|months)")
_ON_WEEKDAY = re.compile(r"(?:on )?(?:(last|next) )?([a-z]+day)")
_NEIGHBOUR = re.compile(r"(last|this|next) (day|week|month|year)")
_AGO = re.compile(r"([a-z]+|[1-9][0-9]{0,3}) (day|week|month|year)s? ago")

_WORD = re.compile(r"[0-9]+(?:st|nd|rd|th)?|[a-z]+")
_GAPS = {"", " ", ",", ", ", ".", ". ", "., ", "/", "-", "./", ".-"}
_NUMBER = re.compile(r"([0-9]{1,2}|[0-9]{4})(st|nd|rd|th)?")
_MONTH = re.compile(
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_WEEKDAY = re.compile(
    r"mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
_IN_NUMBERS = re.compile(
    r"""(?:[a-z]+[.,]*\ )?  # the name of a weekday
    (?: (?P<iso>[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)
      | [0-9]{4}
      | [0-9]{1,2} [./-] [0-9]{4}
      | [0-9]{1,2} (?P<after_day>[./-]\ ?) [0-9]{1,2} (?P=after_day) [0-9]{4}
      | [0-9]{4} (?P<after_year>[./-]) [0-9]{1,2} (?P=after_year) [0-9]{1,2}
    )\.?""",
    re.VERBOSE,
)


def resolve(phrase: object, published: tuple[date, date] | None) -> str:
    """The EDTF text of what a phrase means.

    Args:
        phrase: The words, in English.
        published: The first and the last day on which the text may have been published.

    Raises:
        UnresolvedDateError: The phrase is not in the table, or the two days give it two meanings.
    """
    words = _plain(phrase, "a phrase")
    opening = words.removeprefix("since ")
    since = opening != words
    reading = _read(opening)
    if since and reading is None:
        try:
            return f"{parse_printed(opening)}/.."
        except UnresolvedDateError as error:
            raise UnresolvedDateError(f"{shown(phrase)} cannot be resolved: {error}") from None
    if reading is None or (since and reading[0] == "recent"):
        raise UnresolvedDateError(f"no rule resolves the phrase {shown(phrase)}")
    unit, step = reading
    if published is None:
        raise UnresolvedDateError(f"{shown(phrase)} cannot be resolved without a sure date of publication")
    try:
        # Each step keeps the order of days, so what both ends agree on holds for every day between.
        meaning, other = (_write(day + step, unit) for day in published)
    except (OverflowError, ValueError):
        raise UnresolvedDateError(f"{shown(phrase)} is not in the years 0001 to 9999") from None
    if meaning != other:
        raise UnresolvedDateError(
            f"{shown(phrase)} cannot be resolved: published some day from {published[0]} to {published[1]}"
        )
    return f"{meaning.split('/')[0]}/.." if since else meaning


def _plain(text: object, what: str) -> str:
    """The words in lower case, one space apart."""
    if not isinstance(text, str):
        raise UnresolvedDateError(f"{what} must be a string, got {shown(text)}")
    if len(text) > LONGEST_WORDS:
        raise UnresolvedDateError(f"{what} has at most {LONGEST_WORDS} characters, got {shown(text)}")
    words = " ".join(text.split())
    if not words.isascii():
        raise UnresolvedDateError(f"{what} must be in English, got {shown(text)}")
    return words.lower()


def _read(words: str) -> tuple[str, relativedelta] | None:
    """The unit of what the phrase means, and the step to it from the day of publication."""
    if words in _DAYS:
        return "day", relativedelta(days=_DAYS[words])
    if _RECENT.fullmatch(words):
        return "recent", relativedelta()
    if (match := _ON_WEEKDAY.fullmatch(words)) and match[2] in _WEEKDAYS:
        # A step away first, so that `last` and `next` never mean the day itself.
        direction = _DIRECTIONS[match[1] or "this"]
        weekday = _STEPS_TO_WEEKDAYS[_WEEKDAYS.index(match[2])]
        return "day", relativedelta(days=direction, weekday=weekday(direction or -1))
    if match := _NEIGHBOUR.fullmatch(words):
        return match[2], _DIRECTIONS[match[1]] * _UNITS[match[2]]
    if match := _AGO.fullmatch(words):
        number = int(match[1]) if match[1].isdigit() else _COUNTED.get(match[1])
        return None if number is None else (match[2], -number * _UNITS[match[2]])
    return None


def _write(day: date, unit: str) -> str:
    match unit:
        case "year":
            return day.isoformat()[:4]
        case "month":
            return day.isoformat()[:7]
        case "week":
            monday = day + relativedelta(weekday=MO(-1))
            return f"{monday}/{monday + relativedelta(days=6)}"
        case "recent":
            return f"/{day}"
        case _:
            return day.isoformat()


def parse_printed(text: object) -> str:
    """The EDTF text of a printed date.

    dateutil's parser fills what it does not find from a default, guesses the order of day and month,
    and reads more than dates. So only words of a date reach it, each text is read from two defaults
    that differ in every field and in every order, and the fields on which all the readings agree must
    be exactly those that the words give.

    Raises:
        UnresolvedDateError: The text is no date, or can be read in more than one way.
    """
    line = _plain(text, "a printed date").replace(" of ", " ")
    words, gaps = _WORD.findall(line), _WORD.split(line)
    weekdays = {word[:3] for word in words if _WEEKDAY.fullmatch(word)}
    fields = [word for word in words if not _WEEKDAY.fullmatch(word)]
    numbers = [match for field in fields if (match := _NUMBER.fullmatch(field))]
    months = [_MONTHS.index(field[:3]) + 1 for field in fields if _MONTH.fullmatch(field)]
    in_numbers = _IN_NUMBERS.fullmatch(line)
    if (
        len(numbers) + len(months) != len(fields)
        or not (months or in_numbers)
        or gaps[0]
        or gaps[-1] not in ("", ".")
        or not _GAPS.issuperset(gaps)
    ):
        raise UnresolvedDateError(f"not a printed date in English without a time, got {shown(text)}")
    years = [int(number[1]) for number in numbers if len(number[1]) == 4]
    if len(years) != 1:
        raise UnresolvedDateError(f"a printed date needs one year of four digits, got {shown(text)}")
    readings = _readings(fields, iso=bool(in_numbers and in_numbers["iso"]))
    if len(readings) > 1:
        raise UnresolvedDateError(f"can be read in more than one way, got {shown(text)}")
    year, month, day = next(iter(readings), (0, 0, 0))
    given = sorted([*months, *(int(number[1]) for number in numbers)])
    ordinals = {int(number[1]) for number in numbers if number[2]}
    # dateutil guesses the century of a year below 100.
    in_place = years == [year] and year >= 100 and months in ([], [month]) and ordinals <= {day}
    if not in_place or sorted(filter(None, (year, month, day))) != given:
        raise UnresolvedDateError(f"not one day, month or year of the calendar, got {shown(text)}")
    if weekdays and (not day or weekdays != {_WEEKDAYS[date(year, month, day).weekday()][:3]}):
        raise UnresolvedDateError(f"the weekday is not that of the day, got {shown(text)}")
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def _readings(fields: list[str], *, iso: bool) -> set[tuple[int, int, int]]:
    """Year, month and day as dateutil reads them in each order, 0 where it only fills them in."""
    from dateutil.parser import parse  # takes longer than the rest of the library's import

    text = " ".join(field[:3] if field.isalpha() else field.rstrip("dhnrst") for field in fields)
    readings = set[tuple[int, int, int]]()
    for day_first, year_first in [(False, True)] if iso else product((False, True), repeat=2):
        try:
            one, other = (
                parse(text, default=default, dayfirst=day_first, yearfirst=year_first)
                for default in (datetime(2001, 1, 1), datetime(2004, 2, 2))  # noqa: DTZ001
            )
        except (ValueError, OverflowError):
            continue
        year, month, day = (
            a if a == b else 0 for a, b in zip(one.timetuple()[:3], other.timetuple()[:3], strict=True)
        )
        readings.add((year, month, day))
    return readings
