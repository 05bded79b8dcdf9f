"""The administrative level under which reports count a procedure."""

from functools import lru_cache

from common.contracts.parts import Level

HIGHEST_FIRST = list(Level)


@lru_cache(1_024)  # there are few combinations, and a rebuild calls it a million times
def reported_level(levels: tuple[Level, ...]) -> str:
    """Returns the highest level: each procedure counts once, so that the levels add up to the total."""
    return min(levels, key=HIGHEST_FIRST.index, default=Level.OTHER).value
