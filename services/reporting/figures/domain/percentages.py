"""The one rule for per cent, and for ranks.

Parts of a whole are whole per cent that add up to 100, by the largest remainder: 1, 1 and 1 of 3 are 34, 33 and 33. Of
equal remainders the part that comes first in the catalogue's order gets the point. The value of a single share is
rounded half up to two decimals. Ranks compare exact fractions, never rounded ones; equal ones share a rank.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

HUNDREDTH = Decimal("0.01")


def percentages(amounts: Sequence[Decimal]) -> list[int] | None:
    """Whole per cent of the sum, in the order of the amounts; None where there is no whole: nothing, or a negative
    part."""
    whole = Fraction(sum(amounts))
    if whole <= 0 or any(amount < 0 for amount in amounts):
        return None
    return by_largest_remainder([Fraction(amount) * 100 / whole for amount in amounts], 100)


def by_largest_remainder(parts: Sequence[Fraction], whole: int) -> list[int]:
    """The parts as whole numbers that add up to `whole`, which is their sum, rounded."""
    floors = [part.__floor__() for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda place: floors[place] - parts[place])  # a stable sort
    for place in by_remainder[: whole - sum(floors)]:
        floors[place] += 1
    return floors


def percent(numerator: Decimal, denominator: Decimal) -> Decimal | None:
    """With two decimals, rounded half up; None of nothing."""
    if not denominator:
        return None
    exact = Fraction(numerator) * 100 / Fraction(denominator)
    hundredths = (exact * 100 + Fraction(1, 2)).__floor__()
    return (Decimal(hundredths) / 100).quantize(HUNDREDTH, ROUND_HALF_UP)


def ranks(values: Sequence[Fraction | None], *, highest_first: bool) -> list[int | None]:
    """The rank of each value from 1; equal values share one, and the next rank is left out. What has no value has no
    rank."""
    known = [value for value in values if value is not None]
    return [
        None if value is None else 1 + sum(other > value if highest_first else other < value for other in known)
        for value in values
    ]
