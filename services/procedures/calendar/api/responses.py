"""What the calendar says of days."""

from datetime import date

from pydantic import BaseModel


class CalendarDayOut(BaseModel):
    """`by_officer` is false where the library of public holidays says so, and nobody has said otherwise."""

    day: date
    working: bool
    note: str
    by_officer: bool


class CalendarOut(BaseModel):
    """In the order of the days. Of a day that is not listed the weekday decides."""

    year: int
    items: list[CalendarDayOut]
