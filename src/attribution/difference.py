"""Difference: what one dossier holds and another does not."""

from collections.abc import Iterable

from attrs import frozen

from attribution.errors import shown
from attribution.fields import a_kind, fields_of
from attribution.model import Record, Waiver

__all__ = ["Difference", "difference", "unlike"]


@frozen(kw_only=True)
class Difference:
    """How one dossier differs from another."""

    added: tuple[Record | Waiver, ...]
    """What only the other holds."""
    removed: tuple[Record | Waiver, ...]
    """What only this one holds."""
    changed: tuple[tuple[Record, Record], ...]
    """Records of one id and different content: here, and in the other."""
    titles: tuple[str | None, str | None] | None
    """Both titles where they differ, else `None`."""

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.titles)


def difference(
    old: Iterable[Record | Waiver], new: Iterable[Record | Waiver], titles: tuple[str | None, str | None]
) -> Difference:
    """How the new records and waivers differ from the old ones.

    Args:
        old: What the one dossier holds.
        new: What the other holds.
        titles: The titles of both.
    """
    mine = {_key(each): each for each in old}
    theirs = {_key(each): each for each in new}
    pairs = ((each, theirs[key]) for key, each in mine.items() if key in theirs)
    return Difference(
        added=tuple(each for key, each in theirs.items() if key not in mine),
        removed=tuple(each for key, each in mine.items() if key not in theirs),
        changed=tuple(
            (before, after)
            for before, after in pairs
            if before != after and not isinstance(before, Waiver) and not isinstance(after, Waiver)
        ),
        titles=None if titles[0] == titles[1] else titles,
    )


def unlike(old: Record, new: Record) -> str:
    """In what two records differ, in words: their kinds, or the fields with both values."""
    if type(old) is not type(new):
        return f"{a_kind(type(old).__name__)} and {a_kind(type(new).__name__)}"
    names = (a.name for a in fields_of(type(old)))
    return ", ".join(
        f"{name} {shown(getattr(old, name))} and {shown(getattr(new, name))}"
        for name in names
        if getattr(old, name) != getattr(new, name)
    )


def _key(each: Record | Waiver) -> str | Waiver:
    return each if isinstance(each, Waiver) else each.id
