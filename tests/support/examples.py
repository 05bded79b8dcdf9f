"""How many random examples a property is tried with."""

import os

EVERYDAY = 20
"""Examples of a property that states no number of its own, where a full run draws hypothesis's 100."""


def is_full_run() -> bool:
    return os.environ.get("FULL") == "1"


def examples(number: int) -> int:
    """Returns the number in a full run, and a third of it in everyday work."""
    return number if is_full_run() else number // 3
