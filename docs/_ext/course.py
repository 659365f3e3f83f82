"""The first page of the tutorials: each example with its title and first paragraph."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

__all__ = ["opening", "write_index"]

_INTRODUCTION = """\
The course
==========

Ten scripts, one idea each, from a first statement to a news article in full.
Each runs by itself and from any folder; those with pictures need matplotlib as well.
What a script prints stands under its cells, and was printed when this page was made.
"""


def opening(example: Path) -> tuple[str, str]:
    """The title and the first paragraph of an example.

    Raises:
        ValueError: It has none.
    """
    text = ast.get_docstring(ast.parse(example.read_text(encoding="utf-8"))) or ""
    found = re.match(r"(.+)\n=+\n\n(.+?)(\n\n|$)", text, re.DOTALL)
    if found is None:
        raise ValueError(f"{example.name} must open with a title and a paragraph")
    return found[1], " ".join(found[2].split())


def write_index(folder: Path) -> None:
    """Write the page for the examples in a folder, into it."""
    examples = sorted(folder.glob("[0-9]*.py"))
    lines = [_INTRODUCTION, *_entries(examples), "", ".. toctree::", "   :hidden:", ""]
    lines += [f"   {example.stem}" for example in examples]
    (folder / "index.rst").write_text("\n".join([*lines, ""]), encoding="utf-8")


def _entries(examples: list[Path]) -> Iterator[str]:
    for example in examples:
        title, paragraph = opening(example)
        yield f"#. :doc:`{title} <{example.stem}>`: {paragraph}"
