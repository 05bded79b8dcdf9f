"""The rules of a day by which the limit of a dossier is counted, as far as they are known at a moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from common.calendar.province_days import day_of
from common.calendar.working_days import ONE_DAY
from online_services.clock.domain.appointments import MOST_DAYS, Appointment, Limit, appointment
from online_services.clock.domain.working_time import Pause, WorkingTime


@dataclass(frozen=True, slots=True)
class ClockRules:
    """`hours_per_day` is how many working hours a working day has, where that is laid down. A supplement may be asked
    for within `supplement_within` working days of reception, and is handed in within `supplement_term` days where it
    was asked for before. With `supplement_restarts` the limit begins again from zero after it. Agencies are warned
    after `warn_percents` per cent of the limit, and `warn_days_before` working days before the appointment."""

    time: WorkingTime
    hours_per_day: Decimal | None
    supplement_within: int
    supplement_restarts: bool
    supplement_term: int
    warn_percents: tuple[int, ...] = (50, 80)
    warn_days_before: tuple[int, ...] = (1,)

    def appointment(self, limit: Limit | None, begins: datetime, pauses: Sequence[Pause] = ()) -> Appointment | None:
        return None if limit is None else appointment(limit, begins, pauses, self.time, self.hours_per_day)

    def last_day_to_request(self, received_at: datetime) -> date:
        return self.time.after_days(self.supplement_within, received_at)

    def last_day_to_submit(self, requested_at: datetime) -> date:
        return day_of(requested_at) + timedelta(days=self.supplement_term)

    def limit_until(self, day: date, begins: datetime) -> Limit | None:
        """The limit in working days that ends on the day; None where the day is no later working day, or so late that
        it is a mistake."""
        if not self.time.calendar.is_working(day) or day > day_of(begins) + timedelta(days=MOST_DAYS):
            return None
        first, number = self.time.counting_day(begins), 0
        while first < day:
            first += ONE_DAY
            number += self.time.calendar.is_working(first)
        return Limit(Decimal(number), "working_day") if number else None
