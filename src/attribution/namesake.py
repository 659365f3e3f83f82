"""Namesake: the other distribution on PyPI that installs a package called `attribution`."""

import warnings
from pathlib import Path

__all__ = ["warn_of_namesake"]

_ITS_FILES = ("generate.py", "helpers.py", "main.py", "project.py", "tag.py", "types.py")


def warn_of_namesake(folder: Path) -> None:
    """Warn where files of the other distribution stand in this package's folder."""
    if any((folder / name).exists() for name in _ITS_FILES):
        warnings.warn(
            "the distribution 'attribution' is installed over 'attribution-statements', and each breaks the "
            "other: uninstall both, then install the one you want",
            stacklevel=3,
        )
