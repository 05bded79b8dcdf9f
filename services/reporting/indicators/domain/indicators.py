"""Indicators (chỉ tiêu báo cáo): what agencies enter values for, because no event states it.

A definition never changes. What is defined anew is a later revision of the same code: names, ground, end of validity,
agencies and targets may differ. What values were measured by stays as it is: kind, decimals, kind of period, dimension
and unit.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import assert_never

from reporting.indicators.domain.refusals import IndicatorInvalid, IndicatorUnitFixed
from reporting.shared.domain.periods import Period, PeriodKind


class IndicatorKind(StrEnum):
    """`count`: how many there are, a whole number from 0. `amount`: any number. `share`: a numerator of a
    denominator."""

    COUNT = "count"
    AMOUNT = "amount"
    SHARE = "share"


class Dimension(StrEnum):
    """What the place of a value is: none for the whole province, or the code of an agency, a level, a field of the
    register, or a commune. By the channel of a publication only counted figures are split."""

    NONE = "none"
    AGENCY = "agency"
    LEVEL = "level"
    FIELD = "field"
    COMMUNE = "commune"
    CHANNEL = "channel"


class Better(StrEnum):
    """In which direction the indicator improves."""

    UP = "up"
    DOWN = "down"


AGENCY_PLACE = re.compile(r"[A-Z0-9][A-Z0-9.]{0,34}", re.ASCII)
LEVEL_PLACE = re.compile(r"ministry|province|district|commune|other", re.ASCII)
FIELD_PLACE = re.compile(r"[A-Z0-9.-]{1,35}", re.ASCII)
COMMUNE_PLACE = re.compile(r"[0-9]{5}", re.ASCII)
"""The five digits of QĐ 124/2004/QĐ-TTg and its successors: `00691`."""


@dataclass(frozen=True, slots=True)
class IndicatorTarget:
    """What is to be attained at a place in a period; `amount` is in the unit of the indicator, for a share in per
    cent."""

    place: str
    period: Period
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Indicator:
    """`decimals` is how many a numerator or a denominator may have. It is valid in `[valid_from, valid_to)`; `agencies`
    are the codes of those that enter it."""

    code: str
    name_vi: str
    name_en: str
    unit_vi: str
    unit_en: str
    kind: IndicatorKind
    decimals: int
    period_kind: PeriodKind
    dimension: Dimension
    better: Better
    ground: str
    valid_from: date
    valid_to: date | None
    agencies: tuple[str, ...]
    targets: tuple[IndicatorTarget, ...] = ()
    revision: int = 1

    def check(self) -> None:
        """Raises `IndicatorInvalid`."""
        if self.period_kind is PeriodKind.RANGE:
            raise IndicatorInvalid("period_kind", "values are entered for units of the calendar, not for ranges")
        if self.dimension is Dimension.CHANNEL:
            raise IndicatorInvalid("dimension", "nothing is entered by channel: publications are counted")
        if self.kind is IndicatorKind.COUNT and self.decimals:
            raise IndicatorInvalid("decimals", "a count has none")
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise IndicatorInvalid("valid_to", "it comes after valid_from")
        if len(set(self.agencies)) < len(self.agencies):
            raise IndicatorInvalid("agencies", "each is named once")
        for number, target in enumerate(self.targets):
            self._check_target(number, target)
        if len(set(self._target_keys())) < len(self.targets):
            raise IndicatorInvalid("targets", "there is one for each place and period")

    def require_same_measure(self, earlier: "Indicator") -> None:
        """Raises `IndicatorUnitFixed` where values of the earlier revision would mean something else in this one."""
        for name in ("kind", "decimals", "period_kind", "dimension", "unit_vi", "unit_en"):
            if getattr(self, name) != getattr(earlier, name):
                raise IndicatorUnitFixed(self.code, name)

    def fits_place(self, place: str) -> bool:
        """Whether the text is a place of the dimension; the whole province has the empty one."""
        match self.dimension:
            case Dimension.NONE:
                return place == ""
            case Dimension.AGENCY:
                return AGENCY_PLACE.fullmatch(place) is not None
            case Dimension.LEVEL:
                return LEVEL_PLACE.fullmatch(place) is not None
            case Dimension.FIELD:
                return FIELD_PLACE.fullmatch(place) is not None
            case Dimension.COMMUNE:
                return COMMUNE_PLACE.fullmatch(place) is not None
            case Dimension.CHANNEL:
                return False
            case _:
                assert_never(self.dimension)

    def is_valid_in(self, period: Period) -> bool:
        """Whether any day of the period is in the validity."""
        return self.valid_from <= period.last and (self.valid_to is None or period.first < self.valid_to)

    def _check_target(self, number: int, target: IndicatorTarget) -> None:
        if target.period.kind is not self.period_kind:
            raise IndicatorInvalid(f"targets/{number}/period", f"it is a {self.period_kind}")
        if not self.fits_place(target.place):
            raise IndicatorInvalid(f"targets/{number}/place", f"it is no place of the dimension {self.dimension}")

    def _target_keys(self) -> Iterator[tuple[str, Period]]:
        return ((target.place, target.period) for target in self.targets)
