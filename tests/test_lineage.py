from typing import Any

from attrs import evolve
from hypothesis import given

from attribution import Dossier, Evidence, EvidenceId
from attribution.lineage import Lineage
from attribution.strategies import dossiers


def item(name: str, *sources: str, **fields: Any) -> Evidence:
    """An item derived from others."""
    return Evidence(
        id=EvidenceId(name),
        description="d",
        kind="data",
        availability="published",
        derived_from=[EvidenceId(source) for source in sources],
        **fields,
    )


def test_roots_are_the_ends() -> None:
    """An item's roots are the items at the ends of `derived_from`, or the item itself."""
    lineage = Lineage([item("a"), item("b"), item("c", "a", "b"), item("d", "c"), item("e", "d", "b")])

    assert lineage.roots == {
        "a": {"a"},
        "b": {"b"},
        "c": {"a", "b"},
        "d": {"a", "b"},
        "e": {"a", "b"},
    }


def test_what_leads_into_a_loop_has_no_roots() -> None:
    """Items in a loop, and all that derive from these, have no roots; what others they derive from has."""
    lineage = Lineage([item("a", "b"), item("b", "a", "d"), item("c", "a", "d"), item("d"), item("e", "c")])

    assert lineage.loops == (("a", "b"),)
    assert lineage.roots == {"a": set(), "b": set(), "c": set(), "d": {"d"}, "e": set()}


def test_items_alike_are_one() -> None:
    """Items equal in all but the id are one, by the first id; an id is never taken for another's."""
    lineage = Lineage(
        [item("b"), item("a"), item("any", "a"), item("x", "any"), item("y", "any", digest="0" * 64)]
    )

    assert lineage.alike == {"a": "a", "b": "a", "any": "any", "x": "x", "y": "y"}


def test_items_of_one_digest_have_one_key() -> None:
    """Items of one digest share a key, which is no item's id."""
    digest = "ab" * 32
    lineage = Lineage([item("a", digest=digest), item("b", "a", digest=digest), item("c"), item("d")])

    assert lineage.keys == {"a": f"\0{digest}", "b": f"\0{digest}", "c": "c", "d": "c"}


def test_lineages_of_any_length() -> None:
    """A lineage far longer than Python's stack is deep is worked out."""
    size = 20_000
    chain = [item("i0"), *(item(f"i{n}", f"i{n - 1}") for n in range(1, size))]
    circle = [evolve(chain[0], derived_from=[chain[-1]]), *chain[1:]]

    assert Lineage(chain).roots[chain[-1].id] == {"i0"}
    assert [len(loop) for loop in Lineage(circle).loops] == [size]


@given(dossiers())
def test_roots_agree_with_a_plain_walk(dossier: Dossier) -> None:
    """Every item's roots are those that a walk along all paths finds, none where the walk comes back."""

    def ends(name: EvidenceId, above: tuple[EvidenceId, ...]) -> set[EvidenceId] | None:
        if name in above:
            return None
        sources = dossier[name].derived_from
        found = [ends(source, (*above, name)) for source in sources]
        if None in found:
            return None
        return {end for each in found if each is not None for end in each} if sources else {name}

    assert dossier.lineage.roots == {e.id: ends(e.id, ()) or set() for e in dossier.evidence}
