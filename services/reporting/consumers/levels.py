"""Which of a procedure's administrative levels it is counted under."""

from collections.abc import Sequence

from common.contracts.parts import Level

HIGHEST_FIRST = list(Level)


def counted_under(levels: Sequence[Level]) -> str:
    """The highest: each procedure counts once, so that the levels add up to the whole."""
    return min(levels, key=HIGHEST_FIRST.index, default=Level.OTHER).value
