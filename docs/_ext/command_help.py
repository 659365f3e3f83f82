"""The directive `command-help`: the help of the command and of each part of it, made from its parser."""

import argparse
import os
from collections.abc import Iterator
from unittest.mock import patch

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx

from attribution.cli import _parser

__all__ = ["helps", "setup"]


def helps() -> Iterator[tuple[str, str]]:
    """The name and the help of the command, then of each of its parts."""
    parser = _parser()
    with patch.dict(os.environ, {"COLUMNS": "80", "NO_COLOR": "1"}):
        yield parser.prog, parser.format_help()
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                for part in action.choices.values():
                    yield part.prog, part.format_help()


class CommandHelp(Directive):
    """A section for the command and for each of its parts."""

    def run(self) -> list[nodes.Node]:
        """The sections."""
        return [_section(name, text) for name, text in helps()]


def _section(name: str, text: str) -> nodes.section:
    identifier = nodes.make_id(name)
    title = nodes.title("", "", nodes.literal("", name))
    return nodes.section(
        "", title, nodes.literal_block(text, text, language="text"), ids=[identifier], names=[name]
    )


def setup(app: Sphinx) -> dict[str, bool]:
    """Give the directive to Sphinx."""
    app.add_directive("command-help", CommandHelp)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
