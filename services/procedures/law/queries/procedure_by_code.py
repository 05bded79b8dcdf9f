"""One procedure with its whole content, as the law stood on one day, as this system knew it at one moment."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, Row, Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.domain.refusals import ProcedureNotFound, ProcedureNotInForceOnDay
from procedures.law.queries.law_rows import in_force_on
from procedures.shared.queries.rows import rows_of
from procedures.tables import procedure, version


async def procedure_by_code(read: AsyncConnection, code: str, on: date, known_on: datetime | None) -> Row[Any]:
    """Raises `ProcedureNotFound` where the code never was, `ProcedureNotInForceOnDay` where it is not law on that
    day."""
    found = await rows_of(read, with_content_in_force_on(on, known_on).where(procedure.c.code == code))
    if not found:
        await require_known(read, code)
        raise ProcedureNotInForceOnDay(code, on)
    return found[0]


def with_content_in_force_on(day: date | BindParameter[date], known_on: datetime | None) -> Select[Any]:
    return in_force_on(day, known_on, [version.c.content])


async def require_known(read: AsyncConnection, code: str) -> None:
    if await read.scalar(select(procedure.c.id).where(procedure.c.code == code)) is None:
        raise ProcedureNotFound(code)
