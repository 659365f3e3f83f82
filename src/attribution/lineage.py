"""Lineage: what each evidence item comes from, and which items are one."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from graphlib import TopologicalSorter

from attrs import field, frozen

from attribution.fields import fields_of
from attribution.graph import loops, reachable
from attribution.model import Evidence
from attribution.vocabulary import EvidenceId

__all__ = ["Lineage"]


def _by_id(items: Iterable[Evidence]) -> Mapping[EvidenceId, Evidence]:
    return {item.id: item for item in items}


def _content(item: Evidence) -> tuple[object, ...]:
    return tuple(getattr(item, a.name) for a in fields_of(Evidence) if a.name != "id")


@frozen
class Lineage:
    """The lineage of all items of a dossier, worked out once."""

    _items: Mapping[EvidenceId, Evidence] = field(converter=_by_id, repr=False)

    @cached_property
    def loops(self) -> tuple[tuple[EvidenceId, ...], ...]:
        """The sets of items each of which derives from each other; facts about the world, not errors."""
        return tuple(tuple(sorted(loop)) for loop in loops(self._items, self._sources))

    @cached_property
    def roots(self) -> Mapping[EvidenceId, frozenset[EvidenceId]]:
        """The ends of `derived_from`: the item itself where it derives from nothing.

        An item that leads into a loop has none.
        """
        made_from: dict[EvidenceId, list[EvidenceId]] = {item: [] for item in self._items}
        for item in self._items.values():
            for source in item.derived_from:
                made_from[source].append(item.id)
        looped = reachable((item for loop in self.loops for item in loop), made_from.__getitem__)
        found: dict[EvidenceId, frozenset[EvidenceId]] = dict.fromkeys(looped, frozenset())
        order = TopologicalSorter({i: self._sources(i) for i in self._items if i not in looped})
        for i in order.static_order():
            sources = self._sources(i)
            found[i] = (
                frozenset[EvidenceId]().union(*(found[s] for s in sources)) if sources else frozenset([i])
            )
        return found

    @cached_property
    def alike(self) -> Mapping[EvidenceId, EvidenceId]:
        """For each item the first that is equal to it in all but the id: these are one item."""
        first: dict[tuple[object, ...], EvidenceId] = {}
        return {i: first.setdefault(_content(self._items[i]), i) for i in sorted(self._items)}

    @cached_property
    def keys(self) -> Mapping[EvidenceId, str]:
        """One key for all items of one origin: of one digest or, where there is none, alike."""
        # No id has a NUL, so that no digest is taken for one.
        return {i: f"\0{e.digest}" if e.digest else self.alike[i] for i, e in self._items.items()}

    def _sources(self, item: EvidenceId) -> Iterable[EvidenceId]:
        return self._items[item].derived_from
