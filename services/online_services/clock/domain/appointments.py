"""The appointment (hẹn trả kết quả) that a time limit gives, and how a result keeps it.

An appointment is given by an act, computed with what is known of the calendar at that act, and recorded. Once given it
never moves by itself, whatever the calendar learns. Whether a result is early, on time or late is computed from it, and
never recorded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from common.calendar.province_days import day_of
from online_services.clock.domain.working_time import Pause, WorkingTime

MOST_DAYS = 3_000
MOST_HOURS = Decimal(8 * MOST_DAYS)
"""More than ten years of working days, and of working time: what a source states beyond is a mistake, and gives no
appointment."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A length of time as the procedure states it (thời hạn giải quyết)."""

    amount: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """The day on which the result is due; with a limit in working hours also the `moment`."""

    day: date
    moment: datetime | None = None


class Timeliness(StrEnum):
    """Trước hạn, đúng hạn, quá hạn."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


def appointment(
    limit: Limit, begins: datetime, pauses: Sequence[Pause], time: WorkingTime, hours_per_day: Decimal | None
) -> Appointment | None:
    """Returns None where the limit is stated in another unit than working days or hours, or in a part of a day whose
    hours are not laid down: it is shown, and no day is guessed from it.

    `hours_per_day` is how many working hours a working day has.
    """
    whole_days = limit.amount == limit.amount.to_integral_value()
    match limit.unit:
        case "working_day" if whole_days and 0 <= limit.amount <= MOST_DAYS:
            return Appointment(time.after_days(int(limit.amount), begins, pauses))
        case "working_day" if hours_per_day is not None:
            return _after_hours(limit.amount * hours_per_day, begins, pauses, time)
        case "working_hour":
            return _after_hours(limit.amount, begins, pauses, time)
        case _:
            return None


def _after_hours(hours: Decimal, begins: datetime, pauses: Sequence[Pause], time: WorkingTime) -> Appointment | None:
    if not 0 <= hours <= MOST_HOURS:
        return None
    moment = time.after_hours(timedelta(seconds=int(hours * 3600)), begins, pauses)
    return Appointment(day_of(moment), moment.astimezone(UTC))


def timeliness(appointed: Appointment, result_at: datetime) -> Timeliness:
    """A result is on time until the last second of the appointed day, or until the appointed moment; it is early on an
    earlier day. A dossier that is still open is overdue where a result of now would be late; while it is paused, where
    one of the beginning of the pause would."""
    day = day_of(result_at)
    if day > appointed.day or (appointed.moment is not None and result_at > appointed.moment):
        return Timeliness.LATE
    return Timeliness.EARLY if day < appointed.day else Timeliness.ON_TIME


def may_extend(appointed: Appointment, now: datetime) -> bool:
    """Whether the letter of apology, which gives a new appointment, is in time: at least a day before the old one
    (Điều 19 khoản 9 NĐ 61/2018/NĐ-CP)."""
    return day_of(now) < appointed.day
