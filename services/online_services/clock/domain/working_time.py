"""Counts working days and working hours from a moment, without what is paused.

What happens on a day off, or after the hour until which dossiers are received, counts from the next working day:
reception, which begins a limit, and the beginning and the end of a pause alike. The day from which days are counted is
not counted itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from common.calendar.province_days import PROVINCE, day_of
from common.calendar.working_days import ONE_DAY, Calendar, DayKind, Direction, shift_day
from online_services.clock.domain.opening_hours import OpeningHours


@dataclass(frozen=True, slots=True)
class Pause:
    """The time in which the agency waits for the applicant: `[begins, ends)`."""

    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """The calendar as it was known at one moment, and the office hours."""

    calendar: Calendar
    hours: OpeningHours

    def counting_day(self, moment: datetime) -> date:
        """The day as on which the moment counts."""
        local = moment.astimezone(PROVINCE)
        if self.calendar.is_working(local.date()) and local.time() <= self.hours.received_until:
            return local.date()
        return shift_day(local.date(), 1, DayKind.WORKING, Direction.AFTER, self.calendar)

    def counting_moment(self, moment: datetime) -> datetime:
        """The moment itself, or the first one of the working day as on which it counts."""
        day = self.counting_day(moment)
        opening, _ = next(self.hours.on(day))
        return max(moment, opening)

    def after_days(self, number: int, begins: datetime, pauses: Sequence[Pause] = ()) -> date:
        """Returns the last of that many working days. A day counts unless it is paused."""
        paused = [(self.counting_day(pause.begins), self.counting_day(pause.ends)) for pause in pauses]
        day = self.counting_day(begins)
        while number:
            day += ONE_DAY
            is_paused = any(first <= day < resumed for first, resumed in paused)
            number -= self.calendar.is_working(day) and not is_paused
        return day

    def after_hours(self, length: timedelta, begins: datetime, pauses: Sequence[Pause] = ()) -> datetime:
        """Returns the moment at which that much working time is over."""
        end = self.counting_moment(begins)
        spans = self._spans(end, pauses)
        while length:
            span_begins, span_ends = next(spans)
            counted = min(length, span_ends - span_begins)
            length, end = length - counted, span_begins + counted
        return end

    def _spans(self, since: datetime, pauses: Sequence[Pause]) -> Iterator[tuple[datetime, datetime]]:
        """Yields the working time from a moment on, without what is paused."""
        paused = [(pause.begins, self.counting_moment(pause.ends)) for pause in pauses]
        day = day_of(since)
        while True:
            if self.calendar.is_working(day):
                for session in self.hours.on(day):
                    yield from _without(paused, max(session[0], since), session[1])
            day += ONE_DAY


def _without(
    paused: Sequence[tuple[datetime, datetime]], begins: datetime, ends: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """Yields the parts of a span that lie in no pause."""
    for pause_begins, pause_ends in sorted(paused):
        if begins < pause_begins < ends:
            yield begins, pause_begins
        if pause_begins < ends:
            begins = max(begins, pause_ends)
    if begins < ends:
        yield begins, ends
