"""Options: what some rules need beside the dossier."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import cast

from attrs import field, frozen

from attribution.converters import to_when
from attribution.dates import When
from attribution.errors import InvalidRecordError, Problem, shown
from attribution.vocabulary import DocumentId

__all__ = ["Options"]


@frozen(kw_only=True)
class Options:
    """What some rules need beside the dossier; a rule that lacks it is reported as skipped.

    Raises:
        InvalidRecordError: A value is of the wrong kind.
    """

    texts: Mapping[str, str] | Mapping[DocumentId, str] = field(factory=dict[str, str])
    """The text of each document, under the document's id; for P803."""
    as_of: When | None = field(default=None, converter=to_when)
    """The day that counts as today; for E503."""
    stale_after: timedelta | None = None
    """The age from which support is old; for E503."""

    def __attrs_post_init__(self) -> None:
        wrong = [
            Problem(name, f"must be {what}, got {shown(value)}")
            for name, kind, what, value in (
                ("texts", Mapping, "a mapping of document ids to texts", self.texts),
                ("as_of", When | None, "a date", self.as_of),
                ("stale_after", timedelta | None, "a timedelta", self.stale_after),
            )
            if not isinstance(value, kind)
        ]
        given = cast(object, self.texts)
        texts = cast(Mapping[object, object], given if isinstance(given, Mapping) else {})
        wrong += (
            Problem(f"texts[{shown(document)}]", f"must be text, got {shown(text)}")
            for document, text in texts.items()
            if not isinstance(text, str)
        )
        if wrong:
            raise InvalidRecordError("Options", wrong)
        object.__setattr__(self, "texts", MappingProxyType(dict(self.texts.items())))
