"""orjson alone: dicts, of which nothing is checked. Its ratios must be 1.00."""

import orjson

from benchmarks.cases import Library, common_cases

__all__ = ["CASES", "LIBRARY"]

LIBRARY = Library(
    name="orjson",
    packages=("orjson",),
    load=orjson.loads,
    dump=orjson.dumps,
    count=lambda document: len(document["statements"]),
)
CASES = common_cases(LIBRARY)
