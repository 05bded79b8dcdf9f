"""The days off in Việt Nam (Article 112 Bộ luật Lao động 2019) as the library `holidays` knows them: by the moon, and
by decree for swapped days."""

from collections.abc import Collection
from importlib.metadata import version

from common.calendar.working_days import CalendarDay


def author() -> str:
    """Who is named as having recorded these days."""
    return f"holidays {version('holidays')}"


def national_calendar(years: Collection[int]) -> list[CalendarDay]:
    from holidays import country_holidays  # noqa: PLC0415 - takes 0.25 s, and is needed once a year

    known = country_holidays("VN", years=list(years), language="vi")
    swapped = {day for day in known.weekend_workdays if day.year in years}
    off = [CalendarDay(day, False, name) for day, name in known.items() if day.year in years and day not in swapped]
    return sorted([*off, *(CalendarDay(day, True, "Ngày làm việc bù") for day in swapped)], key=lambda one: one.day)
