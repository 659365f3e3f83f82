"""Pause: garbage collection held back while very many objects are made that all stay."""

import gc
from collections.abc import Generator
from contextlib import contextmanager

__all__ = ["collection_paused"]


@contextmanager
def collection_paused() -> Generator[None, None, None]:
    """Hold back the collector, which would search all that has been made again and again; then restore it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
