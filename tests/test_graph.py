from hypothesis import given
from hypothesis import strategies as st

from attribution.graph import loops, reachable

GRAPHS = st.integers(1, 8).flatmap(
    lambda size: st.lists(st.lists(st.integers(0, size - 1), max_size=4), min_size=size, max_size=size)
)


def slowly_reachable(graph: list[list[int]], start: int) -> set[int]:
    """The nodes that can be reached from `start`, found by trying again until nothing is added."""
    found = {start}
    while more := {target for node in found for target in graph[node]} - found:
        found |= more
    return found


@given(GRAPHS, st.data())
def test_reachable_are_the_nodes_that_links_lead_to(graph: list[list[int]], data: st.DataObject) -> None:
    """The starts and all that the links lead to, each once, the starts first."""
    starts = data.draw(st.lists(st.sampled_from(range(len(graph))), unique=True))

    found = reachable(starts, graph.__getitem__)

    assert set(found) == {node for start in starts for node in slowly_reachable(graph, start)}
    assert list(found)[: len(starts)] == starts


@given(GRAPHS)
def test_loops_are_nodes_that_lead_to_each_other(graph: list[list[int]]) -> None:
    """Each set of two or more nodes that lead to each other is found once."""
    reach = [slowly_reachable(graph, node) for node in range(len(graph))]
    mutual = {frozenset(other for other in reach[n] if n in reach[other]) for n in range(len(graph))}

    found = loops(range(len(graph)), graph.__getitem__)

    assert sorted(map(sorted, found)) == sorted(sorted(each) for each in mutual if len(each) > 1)


def test_walks_take_any_length() -> None:
    """Chains and circles far longer than Python's stack is deep are walked."""
    size = 50_000

    def circle(node: int) -> list[int]:
        return [(node + 1) % size]

    assert len(reachable([0], circle)) == size
    assert [len(loop) for loop in loops(range(size), circle)] == [size]
    assert loops(range(size), lambda node: range(node + 1, min(node + 2, size))) == []


def test_any_node_will_do() -> None:
    """A node may be anything that can be a key, `None` too."""
    graph: dict[int | None, list[int | None]] = {None: [1], 1: [None]}

    assert sorted(loops(graph, graph.__getitem__)[0], key=str) == [1, None]
