"""Python's garbage collector, set for processes that import much once and then make many short-lived rows and
events."""

import gc

YOUNG = 50_000  # objects: a batch of 2,000 events makes some 40,000, and they die by themselves
GENERATIONS = (20, 20)


def rest_collector() -> None:
    """While modules are loaded, which stay: looking through them again and again takes a tenth of a start."""
    gc.disable()


def settle_collector() -> None:
    """What was imported is never looked through again, and cycles are looked for rarely.

    A quarter of the time in which a Decision of 2,000 items is published went into looking for cycles among rows that
    make none.
    """
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *GENERATIONS)
