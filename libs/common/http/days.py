"""Days and moments in requests. Only text in the form of RFC 3339 is accepted: pydantic would read a number as seconds
since 1970."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BeforeValidator

from common.calendar.province_days import day_of

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}.*", re.ASCII)


def written_day(value: Any) -> Any:
    if isinstance(value, date) or (isinstance(value, str) and _DAY.fullmatch(value)):
        return value
    raise ValueError("a day is written as YYYY-MM-DD")


def written_moment(value: Any) -> Any:
    if isinstance(value, datetime) or (isinstance(value, str) and _MOMENT.fullmatch(value)):
        return value
    raise ValueError("a moment is written as YYYY-MM-DDTHH:MM:SS with its offset")


def moment_with_days(value: datetime) -> datetime:
    """Refuses a moment at an end of the calendar of which UTC or the province has no day."""
    try:
        value.astimezone(UTC)
        day_of(value)
    except OverflowError as error:
        raise ValueError("a moment is within the years 1 to 9999, also in UTC and in Việt Nam") from error
    return value


Day = Annotated[date, BeforeValidator(written_day)]
Moment = Annotated[AwareDatetime, BeforeValidator(written_moment), AfterValidator(moment_with_days)]
