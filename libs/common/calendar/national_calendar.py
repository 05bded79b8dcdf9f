"""The days off in Việt Nam (Article 112 Bộ luật Lao động 2019) from the library `holidays`: holidays of the lunar
calendar, and swapped days by decree."""

from collections.abc import Collection
from importlib.metadata import version

from common.calendar.working_days import CalendarDay


def author() -> str:
    """Returns the author that is recorded for these days."""
    return f"holidays {version('holidays')}"


def national_calendar(years: Collection[int]) -> list[CalendarDay]:
    from holidays import country_holidays  # noqa: PLC0415 - takes 0.25 s, and is needed once a year

    holidays = country_holidays("VN", years=list(years), language="vi")
    swapped = {day for day in holidays.weekend_workdays if day.year in years}
    off = [CalendarDay(day, False, name) for day, name in holidays.items() if day.year in years and day not in swapped]
    return sorted([*off, *(CalendarDay(day, True, "Ngày làm việc bù") for day in swapped)], key=lambda entry: entry.day)
