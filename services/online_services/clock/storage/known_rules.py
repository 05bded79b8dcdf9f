"""The rules of the clock, with the calendar as it was known at a moment."""

from datetime import date, datetime, time
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from common.calendar.province_days import day_of
from common.calendar.working_days import Calendar
from online_services.clock.domain.clock_rules import ClockRules
from online_services.clock.domain.opening_hours import OpeningHours
from online_services.clock.domain.working_time import WorkingTime
from online_services.tables import calendar_day, clock_rule, working_hours


async def rules_known_at(
    connection: AsyncConnection, procedure_code: str, moment: datetime, known_at: datetime | None = None
) -> ClockRules:
    """Returns the rules that apply to a dossier of the procedure on the day of the moment, with the calendar as it was
    known then, or at `known_at`."""
    known_at = known_at or moment
    statement = (
        select(clock_rule)
        .where(clock_rule.c.procedure_code.in_(["", procedure_code]), clock_rule.c.valid_from <= day_of(moment))
        .order_by(clock_rule.c.procedure_code.desc(), clock_rule.c.valid_from.desc())
        .limit(1)
    )
    rule = (await connection.execute(statement)).one()
    hours = OpeningHours(tuple(map(_session, rule.sessions.split())), rule.received_until)
    return ClockRules(
        time=WorkingTime(Calendar(await _exceptions(connection, known_at)), hours),
        hours_per_day=await _hours_per_day(connection, moment, known_at),
        supplement_within=rule.supplement_within,
        supplement_restarts=rule.supplement_restarts,
        supplement_term=rule.supplement_term,
        warn_percents=tuple(rule.warn_percents),
        warn_days_before=tuple(rule.warn_days_before),
    )


def _session(text: str) -> tuple[time, time]:
    begin, end = text.split("-")
    return time.fromisoformat(begin), time.fromisoformat(end)


async def _exceptions(connection: AsyncConnection, known_at: datetime) -> dict[date, bool]:
    """Of several rows of a day the last one recorded until then counts."""
    recorded = calendar_day.c.recorded_at
    statement = (
        select(calendar_day.c.day, calendar_day.c.working)
        .ext(distinct_on(calendar_day.c.day))
        .where(recorded <= known_at)
        .order_by(calendar_day.c.day, recorded.desc())
    )
    return {row.day: row.working for row in await connection.execute(statement)}


async def _hours_per_day(connection: AsyncConnection, moment: datetime, known_at: datetime) -> Decimal | None:
    column = working_hours.c
    statement = (
        select(column.hours)
        .where(column.unit == "working_day", column.valid_from <= day_of(moment), column.recorded_at <= known_at)
        .order_by(column.valid_from.desc(), column.recorded_at.desc())
        .limit(1)
    )
    hours = await connection.scalar(statement)
    return None if hours is None else Decimal(hours)
