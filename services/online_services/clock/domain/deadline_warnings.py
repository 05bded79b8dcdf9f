"""When an agency is warned that an appointment is near: after a share of the limit, and some days before. The
thresholds are data, as the other rules of the clock are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_CEILING
from enum import StrEnum

from common.calendar.working_days import DayKind, Direction, shift_day
from online_services.clock.domain.appointments import Appointment, Limit
from online_services.clock.domain.clock_rules import ClockRules
from online_services.clock.domain.working_time import Pause


class WarningKind(StrEnum):
    """A share of the limit in per cent, or working days before the appointment."""

    PERCENT = "percent"
    DAYS_BEFORE = "days_before"


@dataclass(frozen=True, slots=True)
class DeadlineWarning:
    """`threshold` is in per cent or in working days, as the `kind` says."""

    kind: WarningKind
    threshold: int
    warn_at: datetime


def deadline_warnings(
    limit: Limit, begins: datetime, pauses: Sequence[Pause], appointed: Appointment, rules: ClockRules
) -> Iterator[DeadlineWarning]:
    """Yields the warnings of an appointment. Where the limit is so short that a warning would come before it begins,
    there is none."""
    for percent in rules.warn_percents:
        moment = _after_share(limit, percent, begins, pauses, rules)
        if moment is not None and moment > begins:
            yield DeadlineWarning(WarningKind.PERCENT, percent, moment)
    for days in rules.warn_days_before:
        day = shift_day(appointed.day, days, DayKind.WORKING, Direction.BEFORE, rules.time.calendar)
        if (moment := _opening(day, rules)) > begins:
            yield DeadlineWarning(WarningKind.DAYS_BEFORE, days, moment)


def _after_share(
    limit: Limit, percent: int, begins: datetime, pauses: Sequence[Pause], rules: ClockRules
) -> datetime | None:
    """The opening of the working day in which that share is over, or the moment, for a limit that gives a moment."""
    share = Limit(limit.amount * percent / 100, limit.unit)
    if limit.unit == "working_day" and limit.amount == limit.amount.to_integral_value():
        share = Limit(share.amount.to_integral_value(ROUND_CEILING), limit.unit)
    ending = rules.appointment(share, begins, pauses)
    if ending is None:
        return None
    return ending.moment or _opening(ending.day, rules)


def _opening(day: date, rules: ClockRules) -> datetime:
    opening, _ = next(rules.time.hours.on(day))
    return opening
