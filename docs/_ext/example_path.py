"""`__file__` for the examples, which sphinx-gallery does not give them and a person's run does."""

import builtins
from pathlib import Path
from typing import Any

__all__ = ["tell"]


def tell(gallery: dict[str, Any], example: str | None) -> None:
    """Make the path of the example that is about to run known to it."""
    if example is not None:
        vars(builtins)["__file__"] = str(Path(gallery["examples_dirs"][0], Path(example).name))
