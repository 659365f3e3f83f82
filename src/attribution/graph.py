"""Walks over links between things; none recurses, so that a chain may be of any length."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

__all__ = ["loops", "reachable"]

N = TypeVar("N", bound=Hashable)


def reachable(starts: Iterable[N], links: Callable[[N], Iterable[N]]) -> dict[N, None]:
    """The nodes that the links lead to from `starts`, these included."""
    found = dict.fromkeys(starts)
    waiting = list(found)
    while waiting:
        for node in links(waiting.pop()):
            if node not in found:
                found[node] = None
                waiting.append(node)
    return found


def loops(nodes: Iterable[N], links: Callable[[N], Iterable[N]]) -> list[list[N]]:  # noqa: C901  # one walk
    """The sets of two or more nodes in which each leads to every other.

    Source: Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1(2), 1972.
    """
    number: dict[N, int] = {}
    lowest: dict[N, int] = {}
    path: list[N] = []
    on_path: set[N] = set()
    walk: list[tuple[N, Iterator[N]]] = []
    found: list[list[N]] = []

    def arrive(node: N) -> None:
        number[node] = lowest[node] = len(number)
        path.append(node)
        on_path.add(node)
        walk.append((node, iter(links(node))))

    def leave(node: N) -> None:
        walk.pop()
        if walk:
            parent = walk[-1][0]
            lowest[parent] = min(lowest[parent], lowest[node])
        if lowest[node] == number[node]:
            loop = [path.pop()]
            while loop[-1] != node:
                loop.append(path.pop())
            on_path.difference_update(loop)
            if len(loop) > 1:
                found.append(loop)

    for root in nodes:
        if root not in number:
            arrive(root)
        while walk:
            node, ahead = walk[-1]
            for target in ahead:
                if target not in number:
                    arrive(target)
                    break
                if target in on_path:
                    lowest[node] = min(lowest[node], number[target])
            else:
                leave(node)
    return found
