"""Periods of reports and of entered values (kỳ báo cáo): runs of days of the province, each with one text form.

| kind | text |
|---|---|
| year, half, quarter, month | `2026`, `2026-H1`, `2026-Q3`, `2026-07` |
| week of ISO 8601, named with its own year | `2026-W53` |
| day | `2026-07-15` |
| range of days, both included | `2026-07-01..2026-07-15` |

A range that happens to be a month is another period than the month: each names what was asked for.
"""

import re
from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Self, assert_never

from common.calendar.province_days import PROVINCE, day_of
from reporting.shared.domain.refusals import PeriodMalformed, PeriodReversed, PeriodTooLong

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""What lies outside of these years is a slip of the keyboard."""
MOST_YEARS = 10
ONE_DAY = timedelta(days=1)
TEXT = re.compile(
    r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|W(?P<week>\d{2})|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?",
    re.ASCII,
)
BETWEEN = ".."


class PeriodKind(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    RANGE = "range"


MONTHS = {
    PeriodKind.DAY: 0,
    PeriodKind.WEEK: 0,
    PeriodKind.RANGE: 0,
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF: 6,
    PeriodKind.YEAR: 12,
}
"""How many months a period of the kind has; 0 where it is counted in days."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included. Make one by `parse_period`, `period_between` or
    `period_around`."""

    kind: PeriodKind
    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def day_after(self) -> date:
        """The first day that is no longer in the period."""
        return self.last + ONE_DAY

    @property
    def starts_at(self) -> datetime:
        """The first moment of the period in the province."""
        return _midnight(self.first)

    @property
    def ends_before(self) -> datetime:
        """The first moment after the period in the province."""
        return _midnight(self.day_after)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        match self.kind:
            case PeriodKind.YEAR:
                text = f"{self.first.year:04}"
            case PeriodKind.HALF:
                text = f"{self.first.year:04}-H{self._number}"
            case PeriodKind.QUARTER:
                text = f"{self.first.year:04}-Q{self._number}"
            case PeriodKind.MONTH:
                text = f"{self.first.year:04}-{self.first.month:02}"
            case PeriodKind.WEEK:
                year, week, _ = self.first.isocalendar()
                text = f"{year:04}-W{week:02}"
            case PeriodKind.DAY:
                text = self.first.isoformat()
            case PeriodKind.RANGE:
                text = f"{self.first.isoformat()}{BETWEEN}{self.last.isoformat()}"
            case _:
                assert_never(self.kind)
        return text

    def before(self) -> Self:
        """The period of the same kind that ends on the day before this one; for a range, as many days as it has."""
        if self.kind is PeriodKind.RANGE:
            return type(self)(self.kind, self.first - timedelta(days=self.days), self.first - ONE_DAY)
        return self._of_kind(self.first - ONE_DAY)

    def year_before(self) -> Self:
        """The same period of the year before. 29 February becomes 28 February, and week 53 the last week of a year that
        has only 52."""
        match self.kind:
            case PeriodKind.WEEK:
                year, week, _ = self.first.isocalendar()
                first = date.fromisocalendar(year - 1, min(week, 52), 1)  # no two years in a row have 53 weeks
                return self._of_kind(first)
            case PeriodKind.RANGE:
                return type(self)(self.kind, _years_later(self.first, -1), _years_later(self.last, -1))
            case PeriodKind.DAY | PeriodKind.MONTH | PeriodKind.QUARTER | PeriodKind.HALF | PeriodKind.YEAR:
                return self._of_kind(_years_later(self.first, -1))
            case _:
                assert_never(self.kind)

    @property
    def _number(self) -> int:
        """Which quarter or half of its year it is."""
        return (self.first.month - 1) // MONTHS[self.kind] + 1

    def _of_kind(self, day: date) -> Self:
        around = period_around(self.kind, day)
        return type(self)(around.kind, around.first, around.last)


def period_around(kind: PeriodKind, day: date) -> Period:
    """The period of the kind that the day belongs to. A range of one day is what surrounds a day as a range."""
    match kind:
        case PeriodKind.DAY | PeriodKind.RANGE:
            return Period(kind, day, day)
        case PeriodKind.WEEK:
            monday = day - timedelta(days=day.weekday())
            return Period(kind, monday, monday + timedelta(days=6))
        case PeriodKind.MONTH | PeriodKind.QUARTER | PeriodKind.HALF | PeriodKind.YEAR:
            months = MONTHS[kind]
            first = (day.month - 1) // months * months + 1
            last = first + months - 1
            return Period(kind, date(day.year, first, 1), date(day.year, last, monthrange(day.year, last)[1]))
        case _:
            assert_never(kind)


def period_at(kind: PeriodKind, moment: datetime) -> Period:
    """The period of the kind that a moment belongs to, by the day in the province."""
    return period_around(kind, day_of(moment))


def period_between(first: date, last: date) -> Period:
    """The range of days, both included. Raises `PeriodReversed`, and `PeriodTooLong` from more than ten years."""
    if last < first:
        raise PeriodReversed(first, last)
    if last >= _years_later(first, MOST_YEARS):
        raise PeriodTooLong(first, last, MOST_YEARS)
    return Period(PeriodKind.RANGE, first, last)


def parse_period(text: str) -> Period:
    """Reads what `str` of a period writes, and nothing else. Raises `PeriodMalformed`, `PeriodReversed` and
    `PeriodTooLong`."""
    first, between, last = text.partition(BETWEEN)
    if between:
        return period_between(_day(first, text), _day(last, text))
    return _unit(text, text)


def _day(part: str, text: str) -> date:
    period = _unit(part, text)
    if period.kind is not PeriodKind.DAY:
        raise PeriodMalformed(text)
    return period.first


def _unit(part: str, text: str) -> Period:
    found = TEXT.fullmatch(part)
    if found is None or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
        raise PeriodMalformed(text)
    numbers = {name: int(value) for name, value in found.groupdict().items() if value is not None}
    try:
        return _of_numbers(**numbers)
    except ValueError as error:
        raise PeriodMalformed(text) from error


def _of_numbers(
    year: int,
    half: int | None = None,
    quarter: int | None = None,
    week: int | None = None,
    month: int | None = None,
    day: int | None = None,
) -> Period:
    """Raises `ValueError` where there is no such week, month or day."""
    if half is not None:
        return period_around(PeriodKind.HALF, date(year, 6 * half, 1))
    if quarter is not None:
        return period_around(PeriodKind.QUARTER, date(year, 3 * quarter, 1))
    if week is not None:
        return period_around(PeriodKind.WEEK, date.fromisocalendar(year, week, 1))
    if month is None:
        return period_around(PeriodKind.YEAR, date(year, 1, 1))
    if day is None:
        return period_around(PeriodKind.MONTH, date(year, month, 1))
    return period_around(PeriodKind.DAY, date(year, month, day))


def _years_later(day: date, years: int) -> date:
    """The same day of another year; 28 February where that year has no 29."""
    year = day.year + years
    is_gone = (day.month, day.day) == (2, 29) and not isleap(year)
    return day.replace(year=year, day=28) if is_gone else day.replace(year=year)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, PROVINCE)
