"""Hypothesis strategies: any record, any dossier, and dossiers with the options to check them by.

Needs the extra `test`: `pip install "attribution-statements[test]"`. Nothing else in the package does.
"""

try:
    import hypothesis as _hypothesis
except ImportError as _error:
    from attribution.errors import MissingExtraError

    raise MissingExtraError("attribution.strategies", needs="hypothesis", extra="test") from _error

from attribution.strategies.dossiers import cases, dossiers, random_case, random_dossier
from attribution.strategies.records import (
    claims,
    documents,
    evidence,
    links,
    records,
    spans,
    speakers,
    statements,
    waivers,
    whens,
)

__all__ = [
    "cases",
    "claims",
    "documents",
    "dossiers",
    "evidence",
    "links",
    "random_case",
    "random_dossier",
    "records",
    "spans",
    "speakers",
    "statements",
    "waivers",
    "whens",
]

del _hypothesis
