"""One procedure with its complete content, as in force on a day, as this system knew it at a moment."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, Row, Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.domain.refusals import ProcedureNotFound, ProcedureNotInForceOnDay
from procedures.law.queries.law_rows import in_force_on
from procedures.shared.queries.rows import rows_of
from procedures.tables import procedure, version


async def procedure_by_code(read: AsyncConnection, code: str, on: date, known_on: datetime | None) -> Row[Any]:
    """Raises `ProcedureNotFound` if the code was never introduced, and `ProcedureNotInForceOnDay` if the procedure is
    not in force on the day."""
    rows = await rows_of(read, with_content_in_force_on(on, known_on).where(procedure.c.code == code))
    if not rows:
        await require_procedure(read, code)
        raise ProcedureNotInForceOnDay(code, on)
    return rows[0]


def with_content_in_force_on(day: date | BindParameter[date], known_on: datetime | None) -> Select[Any]:
    return in_force_on(day, known_on, [version.c.content])


async def require_procedure(read: AsyncConnection, code: str) -> None:
    if await read.scalar(select(procedure.c.id).where(procedure.c.code == code)) is None:
        raise ProcedureNotFound(code)
