"""The pause of garbage collection."""

import gc

import pytest

from attribution.pause import collection_paused


@pytest.mark.parametrize("was_on", [True, False])
def test_collector_is_as_it_was(was_on: bool) -> None:
    """The collector rests inside, and is restored whatever happens."""
    (gc.enable if was_on else gc.disable)()
    try:
        with collection_paused():
            paused = not gc.isenabled()
        with pytest.raises(KeyError), collection_paused():
            raise KeyError

        assert paused
        assert gc.isenabled() is was_on
    finally:
        gc.enable()
