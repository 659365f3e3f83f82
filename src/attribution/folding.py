"""Folding: a text as a reader sees it, with the way back to the code points that it is written in.

Two texts that look alike fold to one. White space runs fold to one space; quotation marks, apostrophes,
primes and hyphens to the straight ones of their sort; what cannot be seen goes; all else is brought to one
normal form, cluster by cluster: a character with its combining marks folds as a whole, so that no edge of a
quote ever falls inside. Case and dashes stay as they are.
"""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from unicodedata import category, normalize

from attrs import field, frozen

__all__ = ["Folded", "fold"]

# Soft hyphen, zero-width characters, marks of direction, variation selectors and tags: those of Unicode's
# Default_Ignorable_Code_Point that stand in ordinary text.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff]"
)
_STRAIGHT = str.maketrans(
    dict.fromkeys("“”„‟«»″‶〝〞〟", '"') | dict.fromkeys("‘’‚‛‹›′‵`´ʼ", "'") | dict.fromkeys("‐‑", "-")
)
# More marks on one character are split: sorting them takes time in the square of their number.
# Source: UAX #15, Unicode Normalization Forms, D3 (Stream-Safe Text Format).
_MOST_MARKS = 30


@frozen(kw_only=True, eq=False)
class Folded:
    """A folded text; its positions are counted from 0, in code points."""

    text: str
    """The text, folded."""
    has_clusters: bool
    """Whether it has combining marks, so that a quote may cut a character from its own."""
    _starts: list[int] = field(repr=False, alias="starts")
    """Where each stretch that is not as it was starts in the folded text."""
    _ends: list[int] = field(repr=False, alias="ends")
    _written_starts: list[int] = field(repr=False, alias="written_starts")
    """Where it starts in the text as it was written."""
    _written_ends: list[int] = field(repr=False, alias="written_ends")

    def is_edge(self, at: int) -> bool:
        """Whether the position does not cut a cluster."""
        last = bisect_left(self._starts, at) - 1
        return last < 0 or at >= self._ends[last]

    def written(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the text as it was written; clusters that are cut count as a whole."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_left(self._starts, end) - 1
        return (
            self._written_starts[first]
            if first >= 0 and start < self._ends[first]
            else self._shifted(start, first),
            self._written_ends[last] if last >= 0 and end <= self._ends[last] else self._shifted(end, last),
        )

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The folded form of a stretch of the text as it was written, without the clusters that it cuts."""
        first = bisect_left(self._written_starts, start) - 1
        last = bisect_left(self._written_starts, end) - 1
        return (
            self._shifted_back(start, first)
            if first < 0 or start >= self._written_ends[first]
            else self._ends[first],
            self._shifted_back(end, last)
            if last < 0 or end >= self._written_ends[last]
            else self._starts[last],
        )

    def _shifted(self, at: int, stretch: int) -> int:
        return at + self._written_ends[stretch] - self._ends[stretch] if stretch >= 0 else at

    def _shifted_back(self, at: int, stretch: int) -> int:
        return at + self._ends[stretch] - self._written_ends[stretch] if stretch >= 0 else at


def fold(text: str) -> Folded:
    r"""The text as a reader sees it.

    >>> fold("“Wait\u2026” she \n said").text
    '"Wait..." she said'

    Source: UAX #15, Unicode Normalization Forms (NFKC); UAX #29, grapheme clusters, for what is a cluster.
    """
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    written_starts: list[int] = []
    written_ends: list[int] = []
    known: dict[str, str] = {}
    written = length = 0
    sorts = _sorted_characters(text)
    for match in _stretches(**sorts).finditer(text):
        start, end = match.span()
        stretch = match[0]
        folded = known.get(stretch)
        if folded is None:
            folded = known[stretch] = _fold_stretch(stretch)
        parts += text[written:start], folded
        length += start - written
        starts.append(length)
        length += len(folded)
        ends.append(length)
        written_starts.append(start)
        written_ends.append(end)
        written = end
    parts.append(text[written:])
    return Folded(
        text="".join(parts),
        has_clusters=bool(sorts["mark"]),
        starts=starts,
        ends=ends,
        written_starts=written_starts,
        written_ends=written_ends,
    )


def _sorted_characters(text: str) -> dict[str, str]:
    """The characters of a text that are not plain, by sort, ready for a set of a regular expression."""
    sorts: dict[str, list[str]] = {"unseen": [], "space": [], "mark": [], "other": []}
    for char in sorted(set(text)):
        for sort in _sorts(char):
            sorts[sort].append(char)
    return {sort: re.escape("".join(chars)) for sort, chars in sorts.items()}


def _stretches(*, unseen: str, space: str, mark: str, other: str) -> re.Pattern[str]:
    """Finds what does not fold to itself; made for the characters of one text, which is faster by far."""
    choices = [rf" [ {space}{unseen}]+"]
    if space:
        choices.append(rf"[{space}][ {space}{unseen}]*")
    if mark:
        between = rf"[{unseen}]*+" if unseen else ""
        choices.append(rf"[^ {space}{unseen}](?:{between}[{mark}]){{1,{_MOST_MARKS}}}")
    if other:
        choices.append(rf"[{other}]")
    if unseen:
        choices.append(rf"[{unseen}]+")
    return re.compile("|".join(choices))


@lru_cache(maxsize=65536)
def _sorts(char: str) -> tuple[str, ...]:
    """The ways in which a character is not plain, if any."""
    if char == " ":
        return ()
    if _UNSEEN.match(char):
        return ("unseen",)
    if char.isspace():
        return ("space",)
    first = normalize("NFKD", char)[0]
    # Vowels and final consonants of Hangul compose with what stands before them, as marks do.
    is_mark = category(first).startswith("M") or "\u1160" <= first <= "\u11ff"
    is_plain = _fold_cluster(char) == char
    return (*(("mark",) if is_mark else ()), *(() if is_plain else ("other",)))


def _fold_stretch(stretch: str) -> str:
    if stretch[0].isspace():
        return " "
    return _fold_cluster(_UNSEEN.sub("", stretch))


def _fold_cluster(cluster: str) -> str:
    straight = cluster.translate(_STRAIGHT)
    folded = normalize("NFKC", straight)
    # An accent that stands alone is no space with an accent on it.
    if folded.startswith(" "):
        folded = normalize("NFC", straight)
    return folded.translate(_STRAIGHT)
