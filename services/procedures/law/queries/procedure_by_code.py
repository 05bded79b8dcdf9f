"""One procedure with its complete content, as in force on a day, as this system knew it at a moment."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, Row, Select, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.domain.refusals import ProcedureNotFound, ProcedureNotInForceOnDay, ProcedureRecoded
from procedures.law.queries.law_rows import in_force_on
from procedures.shared.domain.procedure_codes import ProcedureCode, is_provisional
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
    """Raises `ProcedureNotFound`, and `ProcedureRecoded` for a provisional code that is no longer used."""
    known = or_(procedure.c.code == code, procedure.c.provisional_code == code)
    current = await read.scalar(select(procedure.c.code).where(known))
    if current is None:
        raise ProcedureNotFound(code)
    if current != code:
        raise ProcedureRecoded(code, current)


async def current_codes(read: AsyncConnection, codes: Sequence[str]) -> Sequence[str]:
    """The codes, where a provisional one that is no longer used is replaced by that of its procedure."""
    provisional = [code for code in codes if is_provisional(ProcedureCode(code))]
    if not provisional:
        return codes
    statement = select(procedure.c.provisional_code, procedure.c.code).where(
        procedure.c.provisional_code.in_(provisional)
    )
    current = {row.provisional_code: row.code for row in await read.execute(statement)}
    return tuple(current.get(code, code) for code in codes)
