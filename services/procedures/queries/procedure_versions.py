"""All versions that a procedure ever had, also those that never became law."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.queries.law import DECISION, EFFECTIVE, HEADING, held_true, rows_of, versions_with_names
from procedures.queries.procedure_by_code import require_known
from procedures.storage.tables import period, procedure, version


async def procedure_versions(read: AsyncConnection, code: str) -> Sequence[Row[Any]]:
    """In the order of their numbers, each with the period that is held true now, if any. Raises `UnknownProcedure`."""
    await require_known(read, code)
    holds = (period.c.procedure_id == version.c.procedure_id) & (period.c.version == version.c.number) & held_true(None)
    statement = versions_with_names(
        *HEADING, *EFFECTIVE, period.c.under_review, version.c.content, version.c.item_number, *DECISION
    )
    of_this = statement.outerjoin(period, holds).where(procedure.c.code == code)
    return await rows_of(read, of_this.order_by(version.c.number))
