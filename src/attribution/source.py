"""Source: a text in which quotes are looked up, as a reader would look them up.

Quotation marks, apostrophes and hyphens of every make, white space, characters that do not show and the
normal forms of Unicode fold; case never does. "[...]" in a quote stands for words left out. Every span
counts the code points of the text as it was given.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice

from attrs import field, frozen

from attribution.errors import InvalidRecordError, Problem, shown
from attribution.folding import Folded, fold
from attribution.model import Span
from attribution.wording import Wording, places

__all__ = ["MOST_PLACES", "Passage", "Source", "text_problem"]

# How much "[...]" may leave out, in folded code points: about a long paragraph.
LONGEST_GAP = 1000
MOST_PLACES = 100
# Iterators inside each other are calls inside each other, of which there is an end.
_DEEPEST = 50
_ELLIPSIS = re.compile(r"\[ ?\. ?\. ?\. ?\]")


@frozen(kw_only=True)
class Passage:
    """A piece of a text."""

    span: Span
    """Where it stands."""
    text: str
    """Its words, as they stand."""


@frozen
class Source:
    """A text in which quotes are looked up; it is folded and indexed once, when first needed.

    >>> source = Source("“We left at dawn,” Ada Fenn said. “It was… quiet.”")
    >>> source.find('"We left at dawn," Ada')
    (Span(start=0, end=22),)
    >>> source.find("We left [...] quiet")
    (Span(start=1, end=48),)
    >>> source.find("we left")
    ()
    >>> source.nearest("We left at noon, Ada Fenn said").text
    'We left at dawn,” Ada Fenn said'

    Raises:
        InvalidRecordError: The text is no `str`, or holds half a surrogate pair.
    """

    text: str = field(repr=False)
    """The text."""

    def __attrs_post_init__(self) -> None:
        problem = text_problem(self.text)
        if problem:
            raise InvalidRecordError("Source", [Problem("text", problem)])

    def find(self, quote: str, *, most: int | None = MOST_PLACES) -> tuple[Span, ...]:
        """The places where a quote stands, in order; they may overlap, and start or end inside words.

        A quote with "[...]" stands where its parts follow each other, each at most a thousand code points
        after the one before.

        Args:
            quote: The quote.
            most: How many places to give at most; `None` for all.
        """
        return tuple(islice(self._places(quote), most))

    def nearest(self, quote: str) -> Passage | None:
        """The passage most like a quote, whatever the case; `None` where no word of it occurs."""
        place = self._wording.nearest(" ".join(_parts(quote)))
        if place is None:
            return None
        span = Span(*self._folded.written(*place))
        return Passage(span=span, text=self.text[span.start : span.end])

    def holds(self, quote: str, spans: Iterable[Span]) -> bool:
        """Whether a quote stands within spans: in one of them, or word after word in one after the other.

        >>> Source("“We left,” she said, “at dawn.”").holds("We left at dawn.", [Span(1, 9), Span(22, 30)])
        True
        """
        stretches = _joined(spans)
        parts = _parts(quote)
        if parts and self._holds_parts(parts, [self._folded.within(*each) for each in stretches]):
            return True
        return bool(quote) and any(self.text.find(quote, *each) >= 0 for each in stretches)

    def is_whole(self, span: Span) -> bool:
        """Whether neither end of a span cuts a word."""
        return not any(self._cuts_word(at) for at in self._folded.within(span.start, span.end))

    @cached_property
    def _folded(self) -> Folded:
        return fold(self.text)

    @cached_property
    def _wording(self) -> Wording:
        return Wording(self._folded.text)

    def _places(self, quote: str) -> Iterator[Span]:
        parts = _parts(quote)
        start = -1
        for place in self._chains(parts):
            # Of the ends that a start has, the first.
            if place[0] > start:
                start = place[0]
                yield Span(*self._folded.written(*place))
        if start < 0 and quote and (self._folded.has_clusters or not parts):
            # It may cut a cluster, or have nothing that shows, and still stand there as it is.
            for at in places(self.text, quote, 0, len(self.text)):
                yield Span(at, at + len(quote))

    def _chains(self, parts: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Where the parts follow each other, in the order of their ends; each from its latest start."""
        whole = 0, len(self._folded.text)
        if not all(any(True for _ in self._stands(part, *whole)) for part in parts[1:]):
            return
        chains: Iterator[tuple[int, int]] = iter(())
        for number, part in enumerate(parts):
            ahead = self._stands(part, *whole)
            chains = _chained(chains, ahead) if number else ahead
            if number % _DEEPEST == _DEEPEST - 1:
                chains = iter([*chains])
        yield from chains

    def _holds_parts(self, parts: Sequence[str], stretches: Iterable[tuple[int, int]]) -> bool:
        """Whether the parts stand in the stretches, in order; a part may go on in a later stretch."""
        left = [*reversed(parts)]
        is_rest = False
        for start, end in stretches:
            at = start
            while left and (stand := next(self._stands(left[-1], at, end, after_break=is_rest), None)):
                at = stand[1]
                left.pop()
                is_rest = False
            if not left:
                return True
            words = left[-1].split(" ")
            begun = self._longest(words, at, end, after_break=is_rest)
            is_rest = is_rest or begun > 0
            left[-1] = " ".join(words[begun:])
        return False

    def _longest(self, words: Sequence[str], start: int, end: int, *, after_break: bool) -> int:
        """How many words, short of all, stand there and may go on in a later stretch."""

        def is_missing(count: int) -> bool:
            begun = " ".join(words[:count])
            stands = self._stands(begun, start, end, after_break=after_break, before_break=True)
            return next(stands, None) is None

        return bisect_left(range(1, len(words)), True, key=is_missing)

    def _stands(
        self, part: str, start: int, end: int, *, after_break: bool = False, before_break: bool = False
    ) -> Iterator[tuple[int, int]]:
        """Where a folded part stands in a stretch of the folded text, cutting no cluster.

        Where it was broken off, it cuts no word either.
        """
        for at in self._wording.places(part, start, end):
            stop = at + len(part)
            if not (self._folded.is_edge(at) and self._folded.is_edge(stop)):
                continue
            if (after_break and self._cuts_word(at)) or (before_break and self._cuts_word(stop)):
                continue
            yield at, stop

    def _cuts_word(self, at: int) -> bool:
        text = self._folded.text
        return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def text_problem(text: object) -> str:
    """What is wrong with a text, if anything."""
    if not isinstance(text, str):
        return f"must be text, got {shown(text)}"
    try:
        text.encode()
    except UnicodeEncodeError:
        return f"must not hold half a surrogate pair, got {shown(text)}"
    return ""


def _parts(quote: str) -> list[str]:
    """What stands between the ellipses of a quote, folded."""
    parts = (part.strip(" ") for part in _ELLIPSIS.split(fold(quote).text))
    return [part for part in parts if part]


def _chained(heads: Iterator[tuple[int, int]], tails: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Each tail joined to the last head before it, where no more than the longest gap lies between.

    Both come in the order of their ends, and so does the result; of all the starts that an end may have,
    it has the last.
    """
    head = None
    following = next(heads, None)
    for start, end in tails:
        while following is not None and following[1] <= start:
            head = following
            following = next(heads, None)
        if head is not None and start - head[1] <= LONGEST_GAP:
            yield head[0], end


def _joined(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """The stretches that spans cover together, in order."""
    stretches: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda each: each.start):
        if stretches and span.start <= stretches[-1][1]:
            start, end = stretches.pop()
            stretches.append((start, max(end, span.end)))
        else:
            stretches.append((span.start, span.end))
    return stretches
