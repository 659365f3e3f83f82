"""Wording: the words of a text, indexed to find a phrase, or the words most like it, without reading on."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import islice, pairwise
from typing import TypeVar

from attrs import field, frozen

__all__ = ["Wording", "places"]

# Scripts without spaces between words: there each character counts as a word.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
# How much is looked at, so that no quote takes longer than its length and these numbers say.
_SHORT_TEXT = 8192
_LONG_WORD = 1000
_MOST_WORDS = 60
_ENOUGH_VOTES = 200
_MOST_VOTES = 1000

K = TypeVar("K")


@frozen(eq=False)
class Wording:
    """The words of a text, and where each of them stands."""

    text: str = field(repr=False)
    """The text; phrases are looked up as they are in it, case included."""

    def places(self, phrase: str, start: int, end: int) -> Iterator[int]:
        """Where a phrase stands in that stretch of the text, in order; places may overlap."""
        begins = None if end - start <= _SHORT_TEXT else self._begins(phrase)
        if begins is None:
            return places(self.text, phrase, start, end)
        return (at for at in begins if start <= at <= end - len(phrase) and self.text.startswith(phrase, at))

    def nearest(self, phrase: str) -> tuple[int, int] | None:
        """The passage that has most words in common with a phrase, in its order; none where it has no word.

        Case does not matter here. Words and pairs of words that are rare in the text vote for where the
        phrase would start; the words there are aligned with those of the phrase.
        """
        words = [match[0].casefold() for match in _WORD.finditer(phrase)]
        voters: list[tuple[Sequence[int], int]] = [
            *((self._known.get(word, ()), at) for at, word in enumerate(words[:_MOST_WORDS])),
            *((self._pairs.get(pair, ()), at) for at, pair in enumerate(pairwise(words[:_MOST_WORDS]))),
        ]
        votes: list[int] = []
        for numbers, at in sorted(voters, key=lambda voter: len(voter[0])):
            if len(votes) < _ENOUGH_VOTES:
                votes += (number - at for number in numbers[:_MOST_VOTES])
        votes.sort()
        if not votes:
            return None
        slack = min(len(words), _MOST_WORDS) // 4 + 2
        first, last = self._aligned(words, _densest(votes, slack), slack)
        return self._words[first][0], self._words[last - 1][1]

    def _aligned(self, words: Sequence[str], start: int, slack: int) -> tuple[int, int]:
        """The numbers of the first word and of the word after the last in the passage found near `start`."""
        low = max(0, start - slack)
        high = min(len(self._words), start + min(len(words), _MOST_WORDS) + slack)
        window = [self.text[slice(*self._words[word])].casefold() for word in range(low, high)]
        matcher = SequenceMatcher(None, window, words[:_MOST_WORDS], autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        before = blocks[0].b
        after = len(words) - blocks[-1].b - blocks[-1].size
        first = max(low, low + blocks[0].a - before)
        last = low + blocks[-1].a + blocks[-1].size + after
        return first, min(len(self._words), last)

    def _begins(self, phrase: str) -> Iterable[int] | None:
        """Where a phrase may begin, in order; `None` where the index tells too little to save time."""
        words = [*islice(_WORD.finditer(phrase), _MOST_WORDS)]
        most = len(self.text) // max(len(phrase), _LONG_WORD)
        # Words with something before and after them are whole words of the text wherever the phrase stands.
        inner = [
            (self._known.get(word[0].casefold(), ()), word.start())
            for word in words
            if word.start() > 0 and word.end() < len(phrase)
        ]
        if inner:
            numbers, offset = min(inner, key=lambda each: len(each[0]))
            return None if len(numbers) > most else (self._words[n][0] - offset for n in numbers)
        longest = max(words, key=lambda word: len(word[0]), default=None)
        held = None if longest is None else self._holding(longest[0].casefold(), most)
        if longest is None or held is None:
            return None
        return (at - longest.start() for n in held for at in places(self.text, longest[0], *self._words[n]))

    def _holding(self, piece: str, most: int) -> Sequence[int] | None:
        """The numbers of the words that hold a piece of one; `None` where they are too many or too long."""
        numbers: list[int] = []
        at = self._vocabulary.find(piece)
        while at >= 0:
            end = self._vocabulary.index("\n", at)
            word = self._vocabulary[self._vocabulary.rindex("\n", 0, at) + 1 : end]
            if len(numbers) + len(self._known[word]) > most or len(word) > _LONG_WORD:
                return None
            numbers += self._known[word]
            at = self._vocabulary.find(piece, end)
        return sorted(numbers)

    @cached_property
    def _words(self) -> Sequence[tuple[int, int]]:
        return [match.span() for match in _WORD.finditer(self.text)]

    @cached_property
    def _caseless(self) -> Sequence[str]:
        return [self.text[start:end].casefold() for start, end in self._words]

    @cached_property
    def _known(self) -> Mapping[str, Sequence[int]]:
        return _numbered(self._caseless)

    @cached_property
    def _vocabulary(self) -> str:
        return "\n".join(["", *self._known, ""])

    @cached_property
    def _pairs(self) -> Mapping[tuple[str, str], Sequence[int]]:
        return _numbered(pairwise(self._caseless))


def places(text: str, phrase: str, start: int, end: int) -> Iterator[int]:
    """Where a phrase stands in that stretch of a text, in order; places may overlap.

    Takes time in proportion to the text, also for "aaa" in "aaaaaa": where the phrase repeats itself with a
    period of half its length or less, the next place is one period on, or more than half its length.
    Source: Fine and Wilf, Uniqueness theorems for periodic functions, Proc. AMS 16(1), 1965.
    """
    size = len(phrase)
    period = ""
    at = text.find(phrase, start, end)
    while at >= 0:
        yield at
        if period and text.startswith(period, at + size, end):
            at += len(period)
            continue
        following = text.find(phrase, at + 1, end)
        period = phrase[size - (following - at) :] if 0 < following - at <= size // 2 else ""
        at = following


def _numbered(keys: Iterable[K]) -> Mapping[K, Sequence[int]]:
    numbers: defaultdict[K, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        numbers[key].append(number)
    return dict(numbers)


def _densest(votes: Sequence[int], width: int) -> int:
    """The middle of the votes that lie within `width` of each other, where these are the most."""
    best = first = 0
    middle = votes[0]
    for last, vote in enumerate(votes):
        while vote - votes[first] > width:
            first += 1
        if last - first + 1 > best:
            best = last - first + 1
            middle = votes[(first + last) // 2]
    return middle
