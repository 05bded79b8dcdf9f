"""The events about days of the calendar."""

from collections.abc import Iterable
from datetime import datetime

from common.calendar.working_days import CalendarDay
from common.contracts.reference_data import CalendarDayRecorded


def days_recorded(days: Iterable[CalendarDay], at: datetime) -> list[CalendarDayRecorded]:
    return [
        CalendarDayRecorded(day=entry.day, working=entry.working, note=entry.note, recorded_at=at) for entry in days
    ]
