"""The clock of dossiers: cases from public reports of faults, and a naive oracle."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.calendar.province_days import PROVINCE
from common.calendar.working_days import Calendar
from online_services.clock.domain.appointments import (
    MOST_DAYS,
    Appointment,
    Limit,
    Timeliness,
    appointment,
    may_extend,
    timeliness,
)
from online_services.clock.domain.opening_hours import OpeningHours
from online_services.clock.domain.working_time import Pause, WorkingTime

HOURS = OpeningHours(((time(7, 30), time(11, 30)), (time(13, 30), time(17, 30))), time(15))
NATIONAL_DAY = Calendar(dict.fromkeys((date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2)), False))
TIME = WorkingTime(NATIONAL_DAY, HOURS)
EIGHT = Decimal(8)


def at(day: int, hour: int = 9, minute: int = 0, second: int = 0, month: int = 8) -> datetime:
    return datetime(2026, month, day, hour, minute, second, tzinfo=PROVINCE)


def days(number: int, begins: datetime, *pauses: Pause, time: WorkingTime = TIME) -> date:
    given_appointment = appointment(Limit(Decimal(number), "working_day"), begins, pauses, time, None)
    assert given_appointment is not None
    assert given_appointment.moment is None
    return given_appointment.day


def hours(number: str, begins: datetime, *pauses: Pause) -> datetime | None:
    given_appointment = appointment(Limit(Decimal(number), "working_hour"), begins, pauses, TIME, None)
    return None if given_appointment is None else given_appointment.moment


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (at(28, 14, 59), date(2026, 9, 9)),
        (at(28, 15), date(2026, 9, 9)),
        (at(28, 15, 0, 1), date(2026, 9, 10)),
        (at(28, 15, 1), date(2026, 9, 10)),
        (at(29, 9), date(2026, 9, 10)),
        (at(1, 9, month=9), date(2026, 9, 10)),
        (at(3, 9, month=9), date(2026, 9, 10)),
    ],
)
def test_five_working_days_around_the_national_day(received: datetime, due: date) -> None:
    assert days(5, received) == due


@pytest.mark.parametrize(
    ("begins", "length", "ends"),
    [
        (at(24, 8), "4", at(24, 14)),
        (at(24, 7), "8", at(24, 17, 30)),
        (at(24, 12), "1", at(24, 14, 30)),
        (at(28, 14, 30), "4", at(3, 8, 30, month=9)),
        (at(28, 15, 1), "4", at(3, 11, 30, month=9)),
        (at(29, 9), "0.5", at(3, 8, month=9)),
    ],
)
def test_working_hours_run_in_opening_hours_only(begins: datetime, length: str, ends: datetime) -> None:
    assert hours(length, begins) == ends


def test_a_pause_moves_the_appointment_by_its_working_days_and_hours() -> None:
    pause = Pause(at(25, 9), at(27, 9))
    assert days(3, at(24)) == date(2026, 8, 27)
    assert days(3, at(24), pause) == date(2026, 9, 3)
    assert hours("8", at(24, 9), Pause(at(24, 10), at(24, 14))) == at(25, 11)


def test_a_pause_that_ends_after_the_hour_of_reception_ends_the_next_working_day() -> None:
    assert days(5, at(24), Pause(at(25, 9), at(26, 15))) == date(2026, 9, 4)
    assert days(5, at(24), Pause(at(25, 9), at(26, 15, 1))) == date(2026, 9, 7)


def test_a_pause_still_counts_after_another_limit_applies() -> None:
    pause = Pause(at(24, 10), at(26, 9))
    assert days(3, at(21), pause) == date(2026, 8, 28)
    assert days(5, at(21), pause) == date(2026, 9, 4)


def test_the_calendar_moves_no_appointment_that_it_did_not_know_of() -> None:
    """What is computed again with the calendar as it was known gives the same appointment."""
    before, after = Calendar({}), NATIONAL_DAY
    assert days(5, at(28), time=WorkingTime(before, HOURS)) == date(2026, 9, 4)
    assert days(5, at(28), time=WorkingTime(after, HOURS)) == date(2026, 9, 9)


@pytest.mark.parametrize("unit", ["day", "hour", "minute", "week", "month", "year", "chu kỳ"])
def test_other_units_give_no_appointment(unit: str) -> None:
    assert appointment(Limit(Decimal(5), unit), at(24), (), TIME, EIGHT) is None


def test_a_part_of_a_working_day_is_counted_in_the_hours_that_are_laid_down_or_not_at_all() -> None:
    half = Limit(Decimal("0.5"), "working_day")
    assert appointment(half, at(24, 8), (), TIME, None) is None
    assert appointment(half, at(24, 8), (), TIME, EIGHT) == Appointment(date(2026, 8, 24), at(24, 14))


@pytest.mark.parametrize(
    ("amount", "unit"), [(str(MOST_DAYS + 1), "working_day"), ("24001", "working_hour"), ("-1", "working_day")]
)
def test_a_length_that_is_a_mistake_gives_no_appointment(amount: str, unit: str) -> None:
    assert appointment(Limit(Decimal(amount), unit), at(24), (), TIME, None) is None


def test_a_result_is_on_time_until_the_end_of_the_appointed_day() -> None:
    due = Appointment(date(2026, 9, 9))
    moments = [at(8, 23, 59, 59, month=9), at(9, 0, month=9), at(9, 23, 59, month=9), at(10, 0, month=9)]
    assert [timeliness(due, moment) for moment in moments] == [
        Timeliness.EARLY,
        Timeliness.ON_TIME,
        Timeliness.ON_TIME,
        Timeliness.LATE,
    ]


def test_a_result_is_late_after_the_appointed_moment() -> None:
    due = Appointment(date(2026, 8, 24), at(24, 14))
    assert [timeliness(due, at(24, *clock)) for clock in ((8,), (14,), (14, 0, 1))] == [
        Timeliness.ON_TIME,
        Timeliness.ON_TIME,
        Timeliness.LATE,
    ]


def test_an_extension_is_in_time_until_the_day_before() -> None:
    due = Appointment(date(2026, 9, 9))
    assert may_extend(due, at(8, 23, 59, month=9))
    assert not may_extend(due, at(9, 0, month=9))


FIRST = date(2026, 8, 24)
QUARTERS = 24 * 4
"""Quarters of an hour in a day: the oracle looks at each."""
quarters = st.integers(0, 20 * QUARTERS)
calendars = st.dictionaries(st.integers(0, 30), st.booleans(), max_size=12)
pairs = st.lists(quarters, max_size=6, unique=True).map(lambda found: sorted(found)[: len(found) // 2 * 2])


def moment(quarter: int) -> datetime:
    return datetime.combine(FIRST, time(0), PROVINCE) + timedelta(minutes=15 * quarter)


class Quarters:
    """The oracle: every rule is read off single quarters of an hour, and days."""

    def __init__(self, exceptions: dict[int, bool]) -> None:
        self.exceptions = exceptions

    def works(self, day: int) -> bool:
        return self.exceptions.get(day, day % 7 < 5)

    def day_that_counts(self, quarter: int) -> int:
        day, rest = divmod(quarter, QUARTERS)
        if self.works(day) and rest <= 15 * 4:
            return day
        return next(later for later in range(day + 1, day + 100) if self.works(later))

    def is_open(self, quarter: int) -> bool:
        day, rest = divmod(quarter, QUARTERS)
        return self.works(day) and (30 <= rest < 46 or 54 <= rest < 70)

    def quarter_that_counts(self, quarter: int) -> int:
        return max(quarter, self.day_that_counts(quarter) * QUARTERS + 30)

    def after_days(self, number: int, begins: int, pauses: Sequence[tuple[int, int]]) -> int:
        paused = {
            day for first, last in pauses for day in range(self.day_that_counts(first), self.day_that_counts(last))
        }
        begin = self.day_that_counts(begins)
        counted = [day for day in range(begin + 1, begin + 100) if self.works(day) and day not in paused]
        return counted[number - 1] if number else begin

    def after_quarters(self, number: int, begins: int, pauses: Sequence[tuple[int, int]]) -> int:
        quarter = self.quarter_that_counts(begins)
        ends = [(first, self.quarter_that_counts(last)) for first, last in pauses]
        while number:
            number -= self.is_open(quarter) and not any(first <= quarter < last for first, last in ends)
            quarter += 1
        return quarter


@settings(deadline=None)
@given(calendars, quarters, st.integers(0, 25), st.integers(0, 160), pairs)
def test_the_clock_agrees_with_an_oracle_that_looks_at_every_quarter_of_an_hour(
    exceptions: dict[int, bool], begins: int, number: int, length: int, marks: list[int]
) -> None:
    oracle = Quarters(exceptions)
    known = WorkingTime(Calendar({FIRST + timedelta(days=day): works for day, works in exceptions.items()}), HOURS)
    spans = list(zip(marks[::2], marks[1::2], strict=True))
    pauses = [Pause(moment(first), moment(last)) for first, last in spans]
    expected = FIRST + timedelta(days=oracle.after_days(number, begins, spans))
    assert days(number, moment(begins), *pauses, time=known) == expected
    ends = known.after_hours(timedelta(minutes=15 * length), moment(begins), pauses)
    assert ends == moment(oracle.after_quarters(length, begins, spans))
