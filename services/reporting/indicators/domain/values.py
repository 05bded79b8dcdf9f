"""Values of indicators, as agencies enter them. A value never changes: a correction is another value, which names the
one that it replaces. So the values for one indicator, place and period are a chain, of which only the last can still be
replaced, approved or sent back."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from reporting.indicators.domain.indicators import Indicator, IndicatorKind
from reporting.indicators.domain.refusals import (
    IndicatorOfAnotherAgency,
    ValueEnteredAlready,
    ValueInvalid,
    ValueReplacedAlready,
)
from reporting.shared.domain.periods import Period


class ValueRule(StrEnum):
    """Which rule of its indicator a value breaks."""

    PERIOD_KIND = "period_kind"
    FUTURE = "future"
    NOT_VALID = "not_valid"
    PLACE = "place"
    DENOMINATOR_MISSING = "denominator_missing"
    DENOMINATOR_UNEXPECTED = "denominator_unexpected"
    NUMERATOR_ABOVE_DENOMINATOR = "numerator_above_denominator"
    NEGATIVE = "negative"
    DECIMALS = "decimals"


RULE_NAMES = {
    ValueRule.PERIOD_KIND: ("period", "its kind is not that of the indicator", "chỉ tiêu báo cáo theo loại kỳ khác"),
    ValueRule.FUTURE: ("period", "the period has not begun", "kỳ báo cáo chưa bắt đầu"),
    ValueRule.NOT_VALID: ("period", "the indicator is not valid in the period", "chỉ tiêu không có hiệu lực trong kỳ"),
    ValueRule.PLACE: ("place", "it is no place of the indicator's dimension", "không thuộc chiều phân tổ của chỉ tiêu"),
    ValueRule.DENOMINATOR_MISSING: ("denominator", "a share has one", "chỉ tiêu tỷ lệ phải có mẫu số"),
    ValueRule.DENOMINATOR_UNEXPECTED: ("denominator", "only a share has one", "chỉ chỉ tiêu tỷ lệ mới có mẫu số"),
    ValueRule.NUMERATOR_ABOVE_DENOMINATOR: ("numerator", "it is larger than the denominator", "tử số lớn hơn mẫu số"),
    ValueRule.NEGATIVE: ("numerator", "it is negative", "giá trị âm"),
    ValueRule.DECIMALS: ("numerator", "it has more decimals than the indicator", "nhiều chữ số thập phân hơn quy định"),
}  # fmt: skip
"""For each rule the member that breaks it, and the rule in English and in Vietnamese."""


@dataclass(frozen=True, slots=True)
class EnteredValue:
    """`place` is empty for the whole province; `estimated` marks a number that the agency states as an estimate
    (khoảng). `replaces` is the id of the value that this one corrects."""

    id: UUID
    indicator: str
    place: str
    period: Period
    numerator: Decimal
    denominator: Decimal | None
    estimated: bool
    source_document: str | None
    note: str | None
    agency_code: str
    replaces: UUID | None = None


@dataclass(frozen=True, slots=True)
class LastValue:
    """The last value of a chain, and the how manieth of the chain it is, from 1."""

    value: EnteredValue
    number: int


def check_value(value: EnteredValue, indicator: Indicator, today: date) -> None:
    """Raises `IndicatorOfAnotherAgency` and `ValueInvalid`."""
    if value.agency_code not in indicator.agencies:
        raise IndicatorOfAnotherAgency(indicator.code, value.agency_code)
    if (rule := broken_rule(value, indicator, today)) is not None:
        field, reason, reason_vi = RULE_NAMES[rule]
        raise ValueInvalid(field, rule, reason, reason_vi)


def broken_rule(value: EnteredValue, indicator: Indicator, today: date) -> ValueRule | None:
    """The first rule of the indicator that the value breaks; None where it fits."""
    numbers = [number for number in (value.numerator, value.denominator) if number is not None]
    is_share = indicator.kind is IndicatorKind.SHARE
    broken = {
        ValueRule.PERIOD_KIND: value.period.kind is not indicator.period_kind,
        ValueRule.FUTURE: value.period.first > today,
        ValueRule.NOT_VALID: not indicator.is_valid_in(value.period),
        ValueRule.PLACE: not indicator.fits_place(value.place),
        ValueRule.DENOMINATOR_MISSING: is_share and value.denominator is None,
        ValueRule.DENOMINATOR_UNEXPECTED: not is_share and value.denominator is not None,
        ValueRule.NEGATIVE: indicator.kind is not IndicatorKind.AMOUNT and any(number < 0 for number in numbers),
        ValueRule.DECIMALS: any(decimals_of(number) > indicator.decimals for number in numbers),
        ValueRule.NUMERATOR_ABOVE_DENOMINATOR: value.denominator is not None and value.numerator > value.denominator,
    }
    return next((rule for rule, is_broken in broken.items() if is_broken), None)


def require_place_in_chain(value: EnteredValue, last: LastValue | None) -> int:
    """Returns the number of the value in its chain. Raises `ValueEnteredAlready` where it does not name the value that
    it replaces, and `ValueReplacedAlready` where that is not the last one of the same indicator, place and period."""
    if last is None:
        if value.replaces is not None:
            raise ValueReplacedAlready(value.replaces, None)
        return 1
    if value.replaces is None:
        raise ValueEnteredAlready(last.value.id, last.value.numerator, last.value.denominator, last.value.agency_code)
    if value.replaces != last.value.id:
        raise ValueReplacedAlready(value.replaces, last.value.id)
    return last.number + 1


def decimals_of(number: Decimal) -> int:
    """How many decimals the number needs: none for `1.0`."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
