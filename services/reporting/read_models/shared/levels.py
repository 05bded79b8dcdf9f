"""Which of a procedure's administrative levels it is counted under."""

from functools import lru_cache

from common.contracts.parts import Level

HIGHEST_FIRST = list(Level)


@lru_cache(1_024)  # there are few combinations, and a rebuild asks a million times
def counted_under(levels: tuple[Level, ...]) -> str:
    """The highest: each procedure counts once, so that the levels add up to the whole."""
    return min(levels, key=HIGHEST_FIRST.index, default=Level.OTHER).value
