"""When agencies are warned of an appointment."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from common.calendar.province_days import PROVINCE
from common.calendar.working_days import Calendar
from online_services.clock.domain.appointments import Limit
from online_services.clock.domain.clock_rules import ClockRules
from online_services.clock.domain.deadline_warnings import DeadlineWarning, WarningKind, deadline_warnings
from online_services.clock.domain.opening_hours import OpeningHours
from online_services.clock.domain.working_time import Pause, WorkingTime

HOURS = OpeningHours(((time(7, 30), time(11, 30)), (time(13, 30), time(17, 30))), time(15))
RULES = ClockRules(WorkingTime(Calendar({date(2026, 9, 2): False}), HOURS), Decimal(8), 3, True, 30, (50, 80), (1, 3))
MONDAY = datetime(2026, 8, 24, 9, tzinfo=PROVINCE)


def warnings(amount: str, unit: str, begins: datetime = MONDAY, *pauses: Pause) -> list[DeadlineWarning]:
    limit = Limit(Decimal(amount), unit)
    appointed = RULES.appointment(limit, begins, pauses)
    assert appointed is not None
    return list(deadline_warnings(limit, begins, pauses, appointed, RULES))


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=PROVINCE)


def test_a_limit_in_days_warns_at_openings() -> None:
    """Ten working days from 24 August end on 8 September, as 2 September is a day off."""
    assert [(warning.kind, warning.threshold, warning.warn_at) for warning in warnings("10", "working_day")] == [
        (WarningKind.PERCENT, 50, at(8, 31, 7, 30)),
        (WarningKind.PERCENT, 80, at(9, 4, 7, 30)),
        (WarningKind.DAYS_BEFORE, 1, at(9, 7, 7, 30)),
        (WarningKind.DAYS_BEFORE, 3, at(9, 3, 7, 30)),
    ]


def test_a_limit_in_hours_warns_at_moments_and_not_on_a_day_before_it_began() -> None:
    assert [(warning.kind, warning.threshold, warning.warn_at) for warning in warnings("4", "working_hour")] == [
        (WarningKind.PERCENT, 50, at(8, 24, 11)),
        (WarningKind.PERCENT, 80, at(8, 24, 14, 12)),
    ]


def test_what_is_paused_does_not_count() -> None:
    paused = warnings("10", "working_day", MONDAY, Pause(at(8, 25, 9), at(8, 28, 9)))
    assert paused[0].warn_at == at(9, 4, 7, 30)


@given(
    st.integers(1, 60),
    st.sampled_from(["working_day", "working_hour"]),
    st.integers(0, 10_000),
    st.lists(st.tuples(st.integers(1, 5_000), st.integers(1, 5_000)), max_size=3),
)
def test_warnings_come_after_the_beginning_and_not_after_the_appointment(
    amount: int, unit: str, minutes: int, pauses: list[tuple[int, int]]
) -> None:
    begins = MONDAY + timedelta(minutes=minutes)
    paused, since = [], begins
    for before, length in pauses:
        since += timedelta(minutes=before)
        paused.append(Pause(since, since + timedelta(minutes=length)))
        since += timedelta(minutes=length)
    limit = Limit(Decimal(amount), unit)
    appointed = RULES.appointment(limit, begins, paused)
    assert appointed is not None
    found = list(deadline_warnings(limit, begins, paused, appointed, RULES))
    last = appointed.moment or datetime.combine(appointed.day, time.max, PROVINCE)
    assert all(begins < warning.warn_at <= last for warning in found)
    shares = [warning.warn_at for warning in found if warning.kind is WarningKind.PERCENT]
    assert shares == sorted(shares)
