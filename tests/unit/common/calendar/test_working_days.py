"""Working days, with the days off that were decreed for Tết, and the swapped days."""

from datetime import date, timedelta

import pytest

from common.calendar.national_calendar import national_calendar
from common.calendar.working_days import Calendar, DayKind, Direction, shift_day

WORKING, CALENDAR, BEFORE, AFTER = DayKind.WORKING, DayKind.CALENDAR, Direction.BEFORE, Direction.AFTER

TET = {
    2023: ("2023-01-20", "2023-01-26"),
    2024: ("2024-02-08", "2024-02-14"),
    2025: ("2025-01-27", "2025-01-31"),
    2026: ("2026-02-16", "2026-02-20"),
}
"""First and last weekday off by decree of the Prime Minister."""


def day(text: str) -> date:
    return date.fromisoformat(text)


def decreed_calendar() -> Calendar:
    off = [
        day(first) + timedelta(days=n) for first, last in TET.values() for n in range((day(last) - day(first)).days + 1)
    ]
    others = ["2023-01-02", "2025-04-07", "2025-04-30", "2025-05-01", "2025-05-02"]
    return Calendar({**dict.fromkeys([*off, *map(day, others)], False), day("2025-04-26"): True})


@pytest.mark.parametrize(
    ("start", "number", "direction", "expected"),
    [
        ("2023-01-19", 5, AFTER, "2023-02-02"),
        ("2024-02-07", 5, AFTER, "2024-02-21"),
        ("2025-01-24", 5, AFTER, "2025-02-07"),
        ("2026-02-13", 5, AFTER, "2026-02-27"),
        ("2026-02-13", 2, AFTER, "2026-02-24"),
        ("2023-01-27", 2, BEFORE, "2023-01-18"),
        ("2024-02-15", 1, BEFORE, "2024-02-07"),
        ("2025-01-29", 1, AFTER, "2025-02-03"),
        ("2025-04-25", 1, AFTER, "2025-04-26"),
        ("2025-04-29", 1, AFTER, "2025-05-05"),
        ("2026-07-03", 5, AFTER, "2026-07-10"),
    ],
)
def test_working_days_skip_tet_weekends_and_swapped_days(
    start: str, number: int, direction: Direction, expected: str
) -> None:
    assert shift_day(day(start), number, WORKING, direction, decreed_calendar()) == day(expected)


def test_calendar_days_skip_no_day() -> None:
    assert shift_day(day("2023-01-19"), 5, CALENDAR, AFTER, decreed_calendar()) == day("2023-01-24")
    assert shift_day(day("2023-01-01"), 5, CALENDAR, BEFORE, decreed_calendar()) == day("2022-12-27")


@pytest.mark.parametrize("kind", [WORKING, CALENDAR])
def test_no_day_is_the_day_itself_also_on_a_holiday(kind: DayKind) -> None:
    assert shift_day(day("2023-01-22"), 0, kind, AFTER, decreed_calendar()) == day("2023-01-22")


def test_shifting_there_and_back_returns_to_the_working_day() -> None:
    calendar = decreed_calendar()
    for offset in range(0, 800, 7):
        start = shift_day(day("2023-01-03") + timedelta(days=offset), 1, WORKING, AFTER, calendar)
        there = shift_day(start, 9, WORKING, AFTER, calendar)
        assert shift_day(there, 9, WORKING, BEFORE, calendar) == start


@pytest.mark.parametrize("year", TET)
def test_the_librarys_calendar_has_tet_as_it_was_decreed(year: int) -> None:
    calendar = Calendar({entry.day: entry.working for entry in national_calendar([year])})
    first, last = map(day, TET[year])
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert not any(calendar.is_working(day) for day in days if day.weekday() < 5)
    assert shift_day(first, 1, WORKING, BEFORE, calendar) < first
    assert shift_day(last, 1, WORKING, AFTER, calendar) == last + timedelta(days={4: 3, 3: 1, 2: 1}[last.weekday()])


def test_the_librarys_calendar_knows_the_saturday_that_was_worked_for_a_friday_off() -> None:
    entries = {entry.day: entry for entry in national_calendar([2025])}
    assert (entries[day("2025-05-02")].working, entries[day("2025-04-26")].working) == (False, True)
    assert entries[day("2025-01-29")].note.startswith("Tết")
