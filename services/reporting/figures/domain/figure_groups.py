"""Numbers of a figure: for a period, and for each of the groups that it is split into."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from reporting.figures.domain.figure_definitions import FigureDefinition
from reporting.figures.domain.levels import LEVELS
from reporting.figures.domain.percentages import percent, percentages, ranks
from reporting.indicators.domain.indicators import Better, Dimension


@dataclass(frozen=True, slots=True)
class FigureNumber:
    """`numerator` is None where nothing is entered; a counted figure has 0 there. `denominator` is None where the
    figure is no share. `estimated` says that a number in it is an estimate (khoảng)."""

    numerator: Decimal | None
    denominator: Decimal | None = None
    estimated: bool = False

    @property
    def value(self) -> Decimal | None:
        """Of a share the per cent, else the numerator."""
        if self.numerator is None or self.denominator is None:
            return self.numerator
        return percent(self.numerator, self.denominator)

    @property
    def exact(self) -> Fraction | None:
        """The value before any rounding."""
        if self.numerator is None or self.denominator is None:
            return None if self.numerator is None else Fraction(self.numerator)
        return Fraction(self.numerator) / Fraction(self.denominator) if self.denominator else None


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """`percent` is the group's part of the whole; a share has none. `rank` is None where neither direction is
    better."""

    key: str
    number: FigureNumber
    percent: int | None
    rank: int | None


def groups_of(
    definition: FigureDefinition, by: Dimension, numbers: Sequence[tuple[str, FigureNumber]]
) -> list[FigureGroup]:
    """In the order of the catalogue: levels from the highest, everything else by its code."""
    ordered = sorted(numbers, key=lambda group: (_place(by, group[0]), group[0]))
    amounts = [number.numerator for _, number in ordered if number.numerator is not None]
    parts = None if definition.is_share or len(amounts) < len(ordered) else percentages(amounts)
    exact = [number.exact for _, number in ordered]
    ranked = (
        [None] * len(ordered)
        if definition.better is None
        else ranks(exact, highest_first=definition.better is Better.UP)
    )
    return [
        FigureGroup(key, number, None if parts is None else parts[place], ranked[place])
        for place, (key, number) in enumerate(ordered)
    ]


def _place(by: Dimension, key: str) -> int:
    return LEVELS.index(key) if by is Dimension.LEVEL and key in LEVELS else len(LEVELS)
