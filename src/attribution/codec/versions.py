"""Versions of the wire form: which can be read, and how older ones become the one of today.

A minor version (`attribution/1.2`) only adds fields; a major one (`attribution/2`) may change anything.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Literal

from attribution.codec.wire import FORMAT

__all__ = ["MIGRATIONS", "Unknown", "is_newer", "migrated"]

Unknown = Literal["refuse", "keep"]
"""What becomes of fields that a newer minor version of the format has."""

Migration = Callable[[Mapping[str, Any]], Mapping[str, Any]]

MIGRATIONS: Mapping[str, Migration] = {}
"""For each older format what makes a document of it one of the next; there is none yet."""

_NEWER = re.compile(rf"{FORMAT}\.[1-9][0-9]{{0,8}}", re.ASCII)


def migrated(
    document: Mapping[str, Any], migrations: Mapping[str, Migration] = MIGRATIONS
) -> Mapping[str, Any]:
    """The document in the format of today, as far as there are steps to it."""
    for _ in range(len(migrations)):
        step = migrations.get(str(document.get("format")))
        if step is None:
            break
        document = step(document)
    return document


def is_newer(version: object) -> bool:
    """Whether it is a minor version after the one of today, which may have more fields."""
    return isinstance(version, str) and _NEWER.fullmatch(version) is not None
