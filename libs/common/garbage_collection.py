"""Python's search for garbage that forms reference cycles, paused while much is allocated."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Pauses the search in all threads of the process. Bodies that may run at once take a lock around it, since the
    first to end would resume the search for the others."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
