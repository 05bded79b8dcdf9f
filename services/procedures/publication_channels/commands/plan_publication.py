"""Compute the deadlines of a Decision, or of a rectification of one, and queue its publication on each channel."""

from dataclasses import replace
from datetime import datetime

from common.calendar.province_days import day_of
from common.calendar.working_days import Calendar
from common.service.unit_of_work import UnitOfWork
from procedures.calendar.commands.fill_calendar import fill_calendar
from procedures.calendar.storage.repository import CalendarDays
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.instruments import Instrument, RectificationKind
from procedures.publication_channels.domain.deadlines import due_of, years_needed, years_needed_by_rectification
from procedures.publication_channels.domain.publications import publications_of, publications_of_rectification
from procedures.publication_channels.storage.repository import PublicationChannels


async def plan_publication(work: UnitOfWork, decision: Decision, at: datetime) -> Decision:
    """Returns the same Decision with its own deadline. All deadlines are computed here, once, by the calendar as it is
    now.

    A Decision that only approves processes is published on no channel (Article 15 is about procedures).
    """
    if not decision.items or decision.published_on is None:
        return decision
    channels, deadlines = (
        await work.of(PublicationChannels).valid_on(decision.published_on),
        await work.of(PublicationChannels).deadlines(),
    )
    applying = [deadline for deadline in deadlines if deadline.applies_to(decision, deadline.channel)]
    calendar = await _calendar(work, years_needed(decision, applying))
    await work.of(PublicationChannels).add(publications_of(decision, channels, deadlines, calendar), at)
    return replace(decision, due=due_of(decision, None, deadlines, calendar))


async def plan_rectification(
    work: UnitOfWork, kind: RectificationKind, instrument: Instrument, decision: Decision, at: datetime
) -> None:
    """Queues the rectification for each channel that the Decision was queued for and that is still valid."""
    channels = await work.of(PublicationChannels).sent_to(decision.id, day_of(at))
    deadlines = await work.of(PublicationChannels).deadlines()
    applying = [
        deadline
        for deadline in deadlines
        if any(deadline.applies_to_rectification(kind, instrument, channel) for channel in channels)
    ]
    calendar = await _calendar(work, years_needed_by_rectification(instrument, applying))
    await work.of(PublicationChannels).add_rectifications(
        publications_of_rectification(kind, instrument, decision, channels, applying, calendar), at
    )


async def _calendar(work: UnitOfWork, years: set[int]) -> Calendar:
    """Fills missing years first: a deadline that was computed without holidays would be recorded for ever."""
    if not years:
        return Calendar()
    if unfilled := years - await work.of(CalendarDays).filled(years):
        await fill_calendar(work, unfilled)
    return await work.of(CalendarDays).of_years(years)
