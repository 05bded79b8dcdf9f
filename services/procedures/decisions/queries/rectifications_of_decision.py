"""What was done later about one Decision: its annulments and corrections."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import RowMapping, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.tables import rectification, rectification_item, rectification_procedure


@dataclass(frozen=True, slots=True)
class Rectification:
    """`items` are those that it is about, each with the version that it mended, if it did."""

    row: RowMapping
    items: Sequence[RowMapping]


async def rectifications(read: AsyncConnection, decision: UUID) -> list[Rectification]:
    """In the order in which this system came to know them."""
    acts = await read.execute(
        select(rectification)
        .where(rectification.c.decision_id == decision)
        .order_by(rectification.c.recorded_at, rectification.c.id)
    )
    item, of_act = rectification_item, rectification_procedure
    mended = (
        select(func.max(of_act.c.version))
        .where(of_act.c.rectification_id == item.c.rectification_id, of_act.c.item_number == item.c.item_number)
        .scalar_subquery()
        .label("version")
    )
    items = await read.execute(select(item, mended).where(item.c.decision_id == decision).order_by(item.c.item_number))
    listed = items.mappings().all()
    return [
        Rectification(act, [one for one in listed if one["rectification_id"] == act["id"]]) for act in acts.mappings()
    ]
