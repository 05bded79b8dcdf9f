"""Days of the calendar."""

from datetime import date

from pydantic import BaseModel


class CalendarDayOut(BaseModel):
    """`by_officer` is false where the day comes from the library of public holidays and no officer recorded
    otherwise."""

    day: date
    working: bool
    note: str
    by_officer: bool


class CalendarOut(BaseModel):
    """In the order of the days. For a day that is not listed, the weekday decides."""

    year: int
    items: list[CalendarDayOut]
