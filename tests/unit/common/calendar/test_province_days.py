"""Days of the province: of every moment the day that the time zone database says."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.calendar.province_days import LATEST, OFFSET_SINCE, PROVINCE, day_of, moments_of

ZONES = [
    UTC,
    PROVINCE,
    timezone(timedelta(0)),
    timezone(timedelta(hours=-11)),
    timezone(timedelta(hours=9)),
]
FIRST, LAST = datetime.min + timedelta(days=2), datetime.max - timedelta(days=2)  # noqa: DTZ901  zones are added


@given(st.datetimes(FIRST, LAST), st.sampled_from(ZONES))
def test_the_day_is_that_of_the_time_zone_database(moment: datetime, zone: tzinfo) -> None:
    aware = moment.replace(tzinfo=zone)
    assert day_of(aware) == aware.astimezone(PROVINCE).date()


@given(st.timedeltas(timedelta(hours=-48), timedelta(hours=48)))
def test_the_day_is_right_about_the_moment_since_which_the_offset_has_not_changed(after: timedelta) -> None:
    moment = OFFSET_SINCE + after
    assert day_of(moment) == moment.astimezone(PROVINCE).date()


@pytest.mark.parametrize("day", [date(1975, 6, 13), date(2026, 12, 31), LATEST])
def test_a_day_begins_and_ends_at_17_utc(day: date) -> None:
    begins, ended = (moment.astimezone(UTC) for moment in moments_of(day, day))
    assert (begins.hour, ended.hour) == (17, 17)
    assert day_of(begins) == day_of(ended - timedelta(microseconds=1)) == day
    assert day_of(begins - timedelta(microseconds=1)) == day - timedelta(days=1)
