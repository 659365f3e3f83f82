"""The words, dates and texts that made-up records are made of."""

from datetime import timedelta
from hashlib import sha256

from attribution.model import Span

__all__ = [
    "AGES",
    "CUES",
    "DATES",
    "DIGESTS",
    "HEDGES",
    "LENGTH",
    "LOCATORS",
    "QUOTES",
    "REASONS",
    "TEXTS",
    "URLS",
    "WORDS",
]

DATES = (
    *("2031-05-01", "2031-05-03", "2031-05", "2031", "2031-05-02?", "2031~", "2031-05-XX", "203X"),
    *("2031-05-01/2031-05-04", "2031-05-02/..", "/2031-05-02", "2031-05-02T10:00:00Z", "2031-05-02T10:00:00"),
)
AGES = (timedelta(days=1), timedelta(days=30), timedelta(hours=36), timedelta())
URLS = ("https://example.org/1", "https://example.org/2")
LOCATORS = (*URLS, "page 3")
REASONS = ("fear of reprisals", "not allowed to speak")
WORDS = (
    "a bridge",
    "Zürich, 4 o’clock",
    "“yes”",
    "桥 🜁",
    "line\nbreak\u2028",
    "<b>&amp;</b>",
    '"\\',
    "\u202eabc",
)
CUES = (
    *("said", "claimed", "insisted that", "has admitted", "confirmed", "according to", "revealed", "showed"),
    *("pointed  out", "alleging", "echoes", "Learned", "reportedly", "is believed to", "would  Concede"),
    *("told reporters", "noting that", "maintains", "is said to", "proven", "purports", "acknowledges"),
    *("exposed", "claimant", "pointed", "confesses", "uncovering", "discovered", "could not confirm"),
    *("in the claims of", "went on to claim", "he often notes", "did not admit"),
)
HEDGES = ("reportedly", "perhaps", "allegedly", "Purportedly", "is said to", "is  believed to", "may have")

LENGTH = 40
TEXTS = (
    "“We saw two shells”, he said: “No more.”",
    "She never claimed it.\nZu\u0308rich\u00a0is safe\u00adly",
    "Two shells.",
)
"""Texts of documents; all but the last as long as documents say that they are."""
DIGESTS = (*(sha256(text.encode()).hexdigest() for text in TEXTS), "0" * 64)
QUOTES = (
    ("two shells", (Span(8, 18),)),
    ("We saw two  shells", (Span(1, 18),)),
    ("never claimed it", (Span(4, 20),)),
    ('"No more."', (Span(30, 40),)),
    ("We saw [...] No more", (Span(0, 40),)),
    ("We saw two shells. No more.", (Span(1, 18), Span(31, 39))),
    ("Z\u00fcrich is safely", (Span(22, 40),)),
    ("no more", (Span(31, 38),)),
    ("three shells", ()),
    ("s", ()),
)
"""Quotes, each with the spans at which a hasty reader would place it."""
