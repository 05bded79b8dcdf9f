"""The annulments and corrections of one Decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import RowMapping, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.tables import rectification, rectification_item, rectification_procedure


@dataclass(frozen=True, slots=True)
class Rectification:
    """`items` are the items concerned, each with the version that holds its corrected content, if any."""

    row: RowMapping
    items: Sequence[RowMapping]


async def rectifications(read: AsyncConnection, decision: UUID) -> list[Rectification]:
    """In the order in which they were recorded."""
    rows = await read.execute(
        select(rectification)
        .where(rectification.c.decision_id == decision)
        .order_by(rectification.c.recorded_at, rectification.c.id)
    )
    item, procedure = rectification_item, rectification_procedure
    corrected_version = (
        select(func.max(procedure.c.version))
        .where(procedure.c.rectification_id == item.c.rectification_id, procedure.c.item_number == item.c.item_number)
        .scalar_subquery()
        .label("version")
    )
    statement = select(item, corrected_version).where(item.c.decision_id == decision).order_by(item.c.item_number)
    items = (await read.execute(statement)).mappings().all()
    return [
        Rectification(row, [item for item in items if item["rectification_id"] == row["id"]]) for row in rows.mappings()
    ]
