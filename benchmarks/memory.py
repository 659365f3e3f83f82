"""Memory: what a process holds, and the most that it has held, as the system counts it."""

import gc
import os
from collections.abc import Callable
from pathlib import Path

from benchmarks.timing import SkippedError

__all__ = ["held_by"]

_PROCESS = Path("/proc/self")


def held_by(make: Callable[[], object]) -> tuple[int, int]:
    """The bytes that stay resident for what is made, and the most that there were on the way.

    Raises:
        SkippedError: The system does not tell.
    """
    if not (_PROCESS / "statm").exists():
        raise SkippedError("needs a system with /proc/self/statm")
    gc.collect()
    before = _resident()
    made = make()
    gc.collect()
    after, peak = _resident(), _peak()
    del made
    return after - before, peak - before


def _resident() -> int:
    return int((_PROCESS / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _peak() -> int:
    # Not from getrusage, which goes on from what the parent held before this program was begun.
    [line] = [line for line in (_PROCESS / "status").read_text().splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) * 1024
