"""Reckon the deadlines of a Decision, and note what is to be done on each channel."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from procedures.commands.fill_calendar import fill_calendar
from procedures.domain.deadlines import Deadline, due_of, years_needed
from procedures.domain.decision import Decision
from procedures.domain.publication_channels import publications_of
from procedures.domain.working_days import Calendar
from procedures.storage.work import ProceduresWork


async def plan_publication(work: ProceduresWork, decision: Decision, at: datetime) -> Decision:
    """The same Decision with its own deadline. All are reckoned here, once, by the calendar as it is now.

    What approves processes only has nothing for a channel (Article 15 is about procedures).
    """
    if not decision.items or decision.published_on is None:
        return decision
    channels, deadlines = await work.channels.valid_on(decision.published_on), await work.channels.deadlines()
    calendar = await _calendar(work, decision, deadlines)
    await work.channels.add(publications_of(decision, channels, deadlines, calendar), at)
    return replace(decision, due=due_of(decision, None, deadlines, calendar))


async def _calendar(work: ProceduresWork, decision: Decision, deadlines: Sequence[Deadline]) -> Calendar:
    """A year that nobody filled is filled now: a deadline that knows no holidays would be recorded for good."""
    years = years_needed(decision, (one for one in deadlines if one.holds_for(decision, one.channel)))
    if not years:
        return Calendar()
    if missing := years - await work.calendar.filled(years):
        await fill_calendar(work, missing)
    return await work.calendar.of_years(years)
