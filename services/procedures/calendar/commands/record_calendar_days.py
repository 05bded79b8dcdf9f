"""Record days on which offices work, or do not."""

from collections.abc import Sequence

from common.identity import Actor
from procedures.calendar.domain.working_days import CalendarDay
from procedures.shared.work import ProceduresWork


async def record_calendar_days(work: ProceduresWork, days: Sequence[CalendarDay], by: Actor) -> None:
    """They hold for deadlines that are reckoned from now on; one that is recorded never moves."""
    await work.calendar.record(days, by.subject, work.clock.now())
