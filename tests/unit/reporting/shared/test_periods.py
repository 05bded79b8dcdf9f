"""Periods: one text form each, days of the province, and the periods that they are compared with."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reporting.shared.domain.periods import (
    Period,
    PeriodKind,
    parse_period,
    period_around,
    period_at,
    period_between,
)
from reporting.shared.domain.refusals import PeriodMalformed, PeriodReversed, PeriodTooLong

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
UNITS = [kind for kind in PeriodKind if kind is not PeriodKind.RANGE]
RANGES = st.builds(lambda first, days: period_between(first, first + timedelta(days)), DAYS, st.integers(0, 3_000))
PERIODS = st.one_of(st.builds(period_around, st.sampled_from(UNITS), DAYS), RANGES)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-H1", "2026-01-01", "2026-06-30"),
        ("2026-H2", "2026-07-01", "2026-12-31"),
        ("2026-Q3", "2026-07-01", "2026-09-30"),
        ("2026-07", "2026-07-01", "2026-07-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-W53", "2026-12-28", "2027-01-03"),
        ("2025-W01", "2024-12-30", "2025-01-05"),
        ("2026-07-15", "2026-07-15", "2026-07-15"),
        ("2026-07-01..2026-07-15", "2026-07-01", "2026-07-15"),
    ],
)
def test_each_text_names_its_days_both_included(text: str, first: str, last: str) -> None:
    period = parse_period(text)
    assert (period.first.isoformat(), period.last.isoformat(), str(period)) == (first, last, text)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 12, 31), "2026-W53"),
        (date(2027, 1, 1), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2024, 12, 30), "2025-W01"),
        (date(2024, 12, 29), "2024-W52"),
    ],
)
def test_a_week_at_the_turn_of_the_year_names_its_iso_year(day: date, week: str) -> None:
    assert str(period_around(PeriodKind.WEEK, day)) == week


@given(PERIODS)
def test_what_is_printed_is_read_as_the_same_period(period: Period) -> None:
    assert parse_period(str(period)) == period


@given(st.sampled_from(UNITS), DAYS)
@example(PeriodKind.WEEK, date(2027, 1, 1))
@example(PeriodKind.WEEK, date(2024, 12, 30))
def test_each_day_belongs_to_exactly_one_period_of_a_kind(kind: PeriodKind, day: date) -> None:
    period = period_around(kind, day)
    days = [period.first + timedelta(number) for number in range(period.days)]
    assert day in period
    assert days[-1] == period.last
    assert {period_around(kind, other) for other in days} == {period}
    assert period_around(kind, period.day_after) != period


@given(PERIODS)
def test_the_period_before_ends_on_the_day_before(period: Period) -> None:
    before = period.before()
    assert before.day_after == period.first
    assert before.kind is period.kind
    if period.kind is PeriodKind.RANGE:
        assert before.days == period.days


@given(PERIODS)
def test_the_period_of_the_year_before_lies_in_the_year_before(period: Period) -> None:
    earlier = period.year_before()
    assert earlier.kind is period.kind
    if period.kind is PeriodKind.WEEK:
        assert earlier.first.isocalendar().year == period.first.isocalendar().year - 1
        assert earlier.first.isocalendar().week == min(period.first.isocalendar().week, 52)
    else:
        assert (earlier.first.year, earlier.last.year) == (period.first.year - 1, period.last.year - 1)
        assert earlier.first.month == period.first.month
        assert parse_period(str(earlier)) == earlier


@pytest.mark.parametrize(
    ("period", "before", "year_before"),
    [
        ("2026", "2025", "2025"),
        ("2026-H1", "2025-H2", "2025-H1"),
        ("2026-Q1", "2025-Q4", "2025-Q1"),
        ("2026-03", "2026-02", "2025-03"),
        ("2024-02-29", "2024-02-28", "2023-02-28"),
        ("2026-W53", "2026-W52", "2025-W52"),
        ("2027-W01", "2026-W53", "2026-W01"),
        ("2026-07-01..2026-07-15", "2026-06-16..2026-06-30", "2025-07-01..2025-07-15"),
        ("2024-02-29..2024-03-01", "2024-02-27..2024-02-28", "2023-02-28..2023-03-01"),
    ],
)
def test_what_a_period_is_compared_with(period: str, before: str, year_before: str) -> None:
    assert str(parse_period(period).before()) == before
    assert str(parse_period(period).year_before()) == year_before


def test_days_begin_at_midnight_in_the_province() -> None:
    last_second = datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC)
    assert str(period_at(PeriodKind.YEAR, last_second)) == "2026"
    assert str(period_at(PeriodKind.YEAR, last_second + timedelta(seconds=1))) == "2027"
    year = parse_period("2026")
    assert year.starts_at == datetime(2025, 12, 31, 17, tzinfo=UTC)
    assert year.ends_before == datetime(2026, 12, 31, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "", "26", "2026-H3", "2026-Q0", "2026-13", "2026-00", "2026-1", "2026-W54", "2025-W53", "2026-W00",
        "2026-02-29", "2026-07-15..", "..2026-07-15", "2026-07..2026-08", "2026..2027", "2026-07-01...2026-07-15",
        " 2026", "2026 ", "2026-h1", "1899", "2200", "0000", "２０２６", "2026-07-15T00:00", "2026\n", "2026-07-01/P1D",
    ],
)  # fmt: skip
def test_nothing_else_is_a_period(text: str) -> None:
    with pytest.raises(PeriodMalformed):
        parse_period(text)


def test_a_period_backwards_or_over_ten_years_is_refused() -> None:
    assert period_between(date(2016, 1, 1), date(2025, 12, 31)).days == 3_653
    assert period_between(date(2016, 2, 29), date(2026, 2, 27)).days > 3_600
    with pytest.raises(PeriodTooLong):
        parse_period("2016-01-01..2026-01-01")
    with pytest.raises(PeriodReversed):
        parse_period("2026-07-15..2026-07-14")
