"""The days of the province. A moment is an aware datetime; a day is a date in Asia/Ho_Chi_Minh. No clock is read
here."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

PROVINCE = ZoneInfo("Asia/Ho_Chi_Minh")


def day_of(moment: datetime) -> date:
    """Returns the day in the province at a moment: 17:00 UTC is already the next day there."""
    return moment.astimezone(PROVINCE).date()
