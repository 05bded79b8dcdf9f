"""Reckon the deadlines of a Decision, or of an act about one, and note what is to be done on each channel."""

from dataclasses import replace
from datetime import datetime

from common.calendar.working_days import Calendar
from common.clock import day_of
from common.service.unit_of_work import UnitOfWork
from procedures.calendar.commands.fill_calendar import fill_calendar
from procedures.calendar.storage.repository import CalendarDays
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.instruments import Instrument, RectificationKind
from procedures.publication_channels.domain.deadlines import due_of, years_needed, years_needed_by_act
from procedures.publication_channels.domain.publications import publications_of, publications_of_act
from procedures.publication_channels.storage.repository import PublicationChannels


async def plan_publication(work: UnitOfWork, decision: Decision, at: datetime) -> Decision:
    """The same Decision with its own deadline. All are reckoned here, once, by the calendar as it is now.

    What approves processes only has nothing for a channel (Article 15 is about procedures).
    """
    if not decision.items or decision.published_on is None:
        return decision
    channels, deadlines = (
        await work.of(PublicationChannels).valid_on(decision.published_on),
        await work.of(PublicationChannels).deadlines(),
    )
    holding = [one for one in deadlines if one.holds_for(decision, one.channel)]
    calendar = await _calendar(work, years_needed(decision, holding))
    await work.of(PublicationChannels).add(publications_of(decision, channels, deadlines, calendar), at)
    return replace(decision, due=due_of(decision, None, deadlines, calendar))


async def plan_rectification(
    work: UnitOfWork, kind: RectificationKind, instrument: Instrument, decision: Decision, at: datetime
) -> None:
    """Each channel to which the Decision went, and which there still is, hears of what was done about it."""
    channels = await work.of(PublicationChannels).sent_to(decision.id, day_of(at))
    deadlines = await work.of(PublicationChannels).deadlines()
    holding = [one for one in deadlines if any(one.holds_for_act(kind, instrument, code) for code in channels)]
    calendar = await _calendar(work, years_needed_by_act(instrument, holding))
    await work.of(PublicationChannels).add_acts(
        publications_of_act(kind, instrument, decision, channels, holding, calendar), at
    )


async def _calendar(work: UnitOfWork, years: set[int]) -> Calendar:
    """A year that nobody filled is filled now: a deadline that knows no holidays would be recorded for good."""
    if not years:
        return Calendar()
    if missing := years - await work.of(CalendarDays).filled(years):
        await fill_calendar(work, missing)
    return await work.of(CalendarDays).of_years(years)
