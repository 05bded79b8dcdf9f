"""One Decision with all that it lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, RowMapping, Select, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.domain.refusals import DecisionNotFound
from procedures.queries.decisions import seen
from procedures.storage.tables import (
    decision,
    decision_item,
    internal_process,
    legal_document,
    national_reference,
    process_step,
)


@dataclass(frozen=True, slots=True)
class Listed:
    decision: Row[Any]
    items: Sequence[RowMapping]
    legal_documents: Sequence[RowMapping]
    processes: Sequence[RowMapping]
    steps: Sequence[RowMapping]


async def decision_by_id(read: AsyncConnection, id: UUID, drafts: bool) -> Listed:
    """Raises `DecisionNotFound`, also for a draft where the caller may not see drafts."""
    found = (await read.execute(seen(drafts).where(decision.c.id == id))).one_or_none()
    if found is None:
        raise DecisionNotFound(id)
    listed = [
        (await read.execute(statement.where(table.c.decision_id == id).order_by(*order))).mappings().all()
        for statement, table, order in (
            (_items(), decision_item, [decision_item.c.number]),
            (select(legal_document), legal_document, [legal_document.c.number]),
            (select(internal_process), internal_process, [internal_process.c.position]),
            (select(process_step), process_step, [process_step.c.process_code, process_step.c.number]),
        )
    ]
    return Listed(found, *listed)


def _items() -> Select[Any]:
    followed = national_reference
    reference = func.json_build_object("snapshot_id", followed.c.snapshot_id, "code", followed.c.code)
    national = case((followed.c.code.is_not(None), reference)).label("national")
    same = (followed.c.decision_id == decision_item.c.decision_id) & (followed.c.item_number == decision_item.c.number)
    return select(decision_item, national).outerjoin(followed, same)
