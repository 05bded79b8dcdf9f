"""Records days on which agencies work, or do not."""

from collections.abc import Sequence

from common.calendar.working_days import CalendarDay
from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.calendar.events import days_recorded
from procedures.calendar.storage.repository import CalendarDays


async def record_calendar_days(work: UnitOfWork, days: Sequence[CalendarDay], by: Actor) -> None:
    """The days apply to deadlines that are computed from now on; a recorded deadline never moves."""
    now = work.clock.now()
    await work.record(days_recorded(await work.of(CalendarDays).record(days, by.subject, now), now))
