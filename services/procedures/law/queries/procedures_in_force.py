"""The procedures in force on a day, as this system knew them at a moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.queries.law_rows import in_force_on
from procedures.shared.queries.rows import in_agency_or_below, rows_of
from procedures.tables import procedure, version


@dataclass(frozen=True, slots=True)
class ProcedureFilter:
    """A filter that is None does not apply; `known_on` None means now. `agency` includes the agencies below it."""

    in_force_on: date
    known_on: datetime | None = None
    agency: str | None = None
    field: str | None = None
    level: str | None = None


async def procedures_in_force(
    read: AsyncConnection, criteria: ProcedureFilter, after: tuple[Any, ...], limit: int
) -> Sequence[Row[Any]]:
    """Returns rows in the order of the codes, after the key `after`."""
    return await rows_of(read, page_in_force(criteria, after, limit))


def page_in_force(criteria: ProcedureFilter, after: tuple[Any, ...], limit: int) -> Select[Any]:
    statement = in_force_on(criteria.in_force_on, criteria.known_on).order_by(procedure.c.code).limit(limit)
    if after:
        statement = statement.where(procedure.c.code > after[0])
    if criteria.agency is not None:
        statement = statement.where(in_agency_or_below(version.c.agency_code, criteria.agency))
    if criteria.field is not None:
        statement = statement.where(version.c.field_code == criteria.field)
    if criteria.level is not None:
        statement = statement.where(version.c.levels.contains([criteria.level]))
    return statement
