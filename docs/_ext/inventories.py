"""Inventories of other projects' documentation, kept as text and compiled for intersphinx."""

import zlib
from pathlib import Path

__all__ = ["compile_inventory", "lines_of"]


def lines_of(source: Path) -> list[tuple[str, str, str]]:
    """The name, the `domain:role` and the address of each line that is no comment."""
    found: list[tuple[str, str, str]] = []
    for line in source.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, role, uri = line.split()
            found.append((name, role, uri))
    return found


def compile_inventory(source: Path, folder: Path) -> str:
    """The path of the inventory that a text makes, as Sphinx reads it (version 2)."""
    head = f"# Sphinx inventory version 2\n# Project: {source.stem}\n# Version: \n"
    head += "# The remainder of this file is compressed using zlib.\n"
    body = "".join(f"{name} {role} 1 {uri} -\n" for name, role, uri in lines_of(source))
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{source.stem}.inv"
    target.write_bytes(head.encode() + zlib.compress(body.encode()))
    return str(target)
