"""The rules of the clock, with the calendar as it was known at a moment."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import orjson
from sqlalchemy import column, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.calendar.province_days import day_of
from common.calendar.working_days import Calendar
from online_services.clock.domain.clock_rules import ClockRules
from online_services.clock.domain.opening_hours import OpeningHours
from online_services.clock.domain.working_time import WorkingTime

OF_RULE = (
    "sessions",
    "received_until",
    "supplement_within",
    "supplement_restarts",
    "supplement_term",
    "warn_percents",
    "warn_days_before",
)
RULES = text(f"""
    SELECT {", ".join(OF_RULE)}, (
        SELECT hours FROM projected.working_hours
        WHERE unit = 'working_day' AND valid_from <= :day AND recorded_at <= :known_at
        ORDER BY valid_from DESC, recorded_at DESC LIMIT 1
    ) AS hours_per_day, (
        SELECT json_object_agg(day, working)::text FROM (
            SELECT DISTINCT ON (day) day, working FROM projected.calendar_day WHERE recorded_at <= :known_at
            ORDER BY day, recorded_at DESC
        ) AS known
    ) AS exceptions
    FROM clock_rule r WHERE r.procedure_code IN ('', :code) AND r.valid_from <= :day
    ORDER BY r.procedure_code DESC, r.valid_from DESC LIMIT 1
""").columns(*map(column, (*OF_RULE, "hours_per_day", "exceptions")))  # noqa: S608 - our own names
"""Of several rows of a day, or of several hours, the last one recorded until then counts. It returns one row."""


async def rules_known_at(
    connection: AsyncConnection, procedure_code: str, moment: datetime, known_at: datetime | None = None
) -> ClockRules:
    """Returns the rules that apply to a dossier of the procedure on the day of the moment, with the calendar as it was
    known then, or at `known_at`. They are read in one statement: each act that moves the clock needs them."""
    values = {"code": procedure_code, "day": day_of(moment), "known_at": known_at or moment}
    return rules_of_row((await connection.execute(RULES, values)).mappings().one())


def rules_of_row(rule: Any) -> ClockRules:
    """`rule` is a record of asyncpg, or a mapping."""
    hours = OpeningHours(tuple(map(_session, rule["sessions"].split())), rule["received_until"])
    return ClockRules(
        time=WorkingTime(Calendar(_exceptions(rule["exceptions"])), hours),
        hours_per_day=None if rule["hours_per_day"] is None else Decimal(rule["hours_per_day"]),
        supplement_within=rule["supplement_within"],
        supplement_restarts=rule["supplement_restarts"],
        supplement_term=rule["supplement_term"],
        warn_percents=tuple(rule["warn_percents"]),
        warn_days_before=tuple(rule["warn_days_before"]),
    )


def _session(text: str) -> tuple[time, time]:
    begin, end = text.split("-")
    return time.fromisoformat(begin), time.fromisoformat(end)


def _exceptions(days: str | None) -> dict[date, bool]:
    return {} if days is None else {date.fromisoformat(day): working for day, working in orjson.loads(days).items()}
