"""What the annex of a Decision says, as it was when the Decision became known: later Decisions and new names change no annex."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.annex_files.formats.annexed import Annexed
from procedures.decisions.queries.decision_by_id import Listed, decision_by_id
from procedures.law.queries.law_rows import in_force_on
from procedures.tables import procedure, register_entry

A_MICROSECOND = timedelta(microseconds=1)


async def annex_of_decision(read: AsyncConnection, id: UUID, drafts: bool) -> Annexed:
    """Raises `DecisionNotFound`, also for one on its way where the caller may not see those."""
    listed = await decision_by_id(read, id, drafts)
    at: datetime | None = listed.decision.recorded_at
    contents = [item["content"] for item in listed.items if item["content"]]
    agencies = {
        *(content["agency_code"] for content in contents),
        *(one["code"] for content in contents for one in content["agencies"] if one["code"]),
        *(process["agency_code"] for process in listed.processes),
    }
    return Annexed(
        listed,
        await _former_names(read, listed, at),
        await _register(read, "agency", agencies, at),
        await _register(read, "field", {content["field_code"] for content in contents}, at),
    )


async def _former_names(read: AsyncConnection, listed: Listed, at: datetime | None) -> dict[str, str]:
    days: dict[date, set[str]] = {}
    for item in listed.items:
        days.setdefault(item["effective_on"], set()).add(item["procedure_code"])
    names: dict[str, str] = {}
    for day, codes in days.items():
        law = in_force_on(day, None if at is None else at - A_MICROSECOND)
        names |= {row.code: row.name for row in await read.execute(law.where(procedure.c.code.in_(codes)))}
    return names


async def _register(read: AsyncConnection, register: str, codes: Collection[str], at: datetime | None) -> dict[str, str]:
    entry: Any = register_entry.c
    known = [entry.register == register, entry.code.in_(codes), *([] if at is None else [entry.recorded_at <= at])]
    statement = select(entry.code, entry.name).ext(distinct_on(entry.code)).order_by(entry.code, entry.id.desc())
    return {row.code: row.name for row in await read.execute(statement.where(and_(*known)))}
