"""One Decision with all that it lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.domain.refusals import DecisionNotFound
from procedures.queries.decisions import seen
from procedures.queries.later_acts import LaterAct, later_acts
from procedures.storage.tables import (
    decision,
    decision_item,
    group_member,
    internal_process,
    legal_document,
    procedure_group,
    process_fit,
    process_step,
)


@dataclass(frozen=True, slots=True)
class Listed:
    decision: Row[Any]
    items: Sequence[RowMapping]
    legal_documents: Sequence[RowMapping]
    processes: Sequence[RowMapping]
    steps: Sequence[RowMapping]
    fits: Sequence[RowMapping]
    groups: Sequence[RowMapping]
    members: Sequence[RowMapping]
    acts: Sequence[LaterAct]


async def decision_by_id(read: AsyncConnection, id: UUID, drafts: bool) -> Listed:
    """Raises `DecisionNotFound`, also for a draft where the caller may not see drafts."""
    found = (await read.execute(seen(drafts).where(decision.c.id == id))).one_or_none()
    if found is None:
        raise DecisionNotFound(id)
    rows = [
        (await read.execute(select(table).where(table.c.decision_id == id).order_by(*order))).mappings().all()
        for table, order in (
            (decision_item, [decision_item.c.number]),
            (legal_document, [legal_document.c.number]),
            (internal_process, [internal_process.c.position]),
            (process_step, [process_step.c.process_code, process_step.c.number]),
            (process_fit, [process_fit.c.process_code]),
            (procedure_group, [procedure_group.c.position]),
            (group_member, [group_member.c.group_code, group_member.c.position]),
        )
    ]
    items, documents, processes, steps, fits, groups, members = rows
    return Listed(found, items, documents, processes, steps, fits, groups, members, await later_acts(read, id))
