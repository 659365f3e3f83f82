"""Namesake: the other distribution on PyPI that installs a package called `attribution`."""

import os
import warnings

__all__ = ["warn_of_namesake"]

_ITS_FILES = frozenset({"generate.py", "helpers.py", "main.py", "project.py", "tag.py", "types.py"})


def warn_of_namesake(folder: str | os.PathLike[str]) -> None:
    """Warn where files of the other distribution stand in this package's folder."""
    if not _ITS_FILES.isdisjoint(os.listdir(folder)):  # noqa: PTH208  # an import of pathlib costs as much
        warnings.warn(
            "the distribution 'attribution' is installed over 'attribution-statements', and each breaks the "
            "other: uninstall both, then install the one you want",
            stacklevel=3,
        )
