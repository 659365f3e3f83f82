"""Origin: which evidence can be used, and which items have separate origins."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from attribution.dossier import Dossier
from attribution.model import Evidence
from attribution.stake import Stake
from attribution.vocabulary import Availability, EvidenceId, SpeakerId

__all__ = ["is_declared", "is_usable", "origins", "outside_verifiers", "provided_outside", "separate_pair"]

_PAIR = 2

Origins = Sequence[frozenset[str]]
"""The origin sets that an item may have, one for each choice of a verifier; never empty."""


def is_usable(dossier: Dossier, item: Evidence) -> bool:
    """Whether an item can be seen, has not been retracted, and rests on a root that has not been either."""
    return (
        item.availability in (Availability.PUBLISHED, Availability.INSPECTED)
        and item.retracted is None
        and any(dossier[root].retracted is None for root in dossier.lineage.roots[item.id])
    )


def provided_outside(item: Evidence, stake: Stake, interest: frozenset[SpeakerId]) -> bool:
    """Whether the provider is named and has no such stake."""
    return item.provider is not None and stake.is_outside(item.provider, interest)


def outside_verifiers(item: Evidence, stake: Stake, interest: frozenset[SpeakerId]) -> list[SpeakerId]:
    """Those who verified the item and are named and have no such stake."""
    return [speaker for speaker in item.verified_by if stake.is_outside(speaker, interest)]


def origins(dossier: Dossier, item: Evidence, stake: Stake, interest: frozenset[SpeakerId]) -> Origins:
    """The origin sets of an item; none where it is not known to come from outside the stake.

    An origin set holds the item, its roots, the sides of all their known providers and, where only
    verification puts the item outside, the side of one of those verifiers.
    """
    lineage = dossier.lineage
    family = [item, *(dossier[root] for root in lineage.roots[item.id])]
    providers = {each.provider for each in family if each.provider is not None}
    origin = frozenset[str](lineage.keys[each.id] for each in family).union(*map(dossier.side, providers))
    if provided_outside(item, stake, interest):
        return [origin]
    return [origin | dossier.side(verifier) for verifier in outside_verifiers(item, stake, interest)]


def is_declared(item: Evidence) -> bool:
    """Whether it is on record where the item comes from; else independence can only be presumed."""
    return bool(item.derived_from or item.original) and item.provider is not None


def separate_pair(items: Iterable[tuple[EvidenceId, Origins]]) -> tuple[EvidenceId, EvidenceId] | None:
    """Two items of which some origin sets do not meet, or `None`.

    What only one item has in its origin sets cannot make it meet another. Without it, items fall into
    few groups of equal sets, and only the groups need be compared. The pair is the first in order of id.
    """
    ordered = sorted(items)
    if len(ordered) < _PAIR:
        return None
    holders = Counter(part for _, sets in ordered for part in frozenset[str]().union(*sets))
    groups: dict[frozenset[frozenset[str]], list[EvidenceId]] = {}
    for item, sets in ordered:
        shared = frozenset(frozenset(part for part in s if holders[part] > 1) for s in sets)
        groups.setdefault(shared, []).append(item)
    # Items that have one part in common, whatever verifier is chosen, all meet each other. Which part is
    # taken changes no result.
    fixed = {group: frozenset[str].intersection(*group) for group in groups}
    held = Counter(part for parts in fixed.values() for part in parts)
    commonest = max(held, key=held.__getitem__, default=None)
    ordered_groups = list(groups)
    without = [index for index, group in enumerate(ordered_groups) if commonest not in fixed[group]]
    for index, one in enumerate(ordered_groups):
        meets_most = commonest in fixed[one]
        partners = without[bisect_left(without, index) :] if meets_most else range(index, len(ordered_groups))
        second: EvidenceId | None = None
        for other in map(ordered_groups.__getitem__, partners):
            candidate = next(iter(groups[other] if other is not one else groups[other][1:]), None)
            if second is not None and (candidate is None or candidate > second):
                break
            if candidate is not None and any(a.isdisjoint(b) for a in one for b in other):
                second = candidate
        if second is not None:
            return groups[one][0], second
    return None
