"""One Decision with everything that it lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, RowMapping, Select, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.decisions.domain.draft_access import ActingAgency
from procedures.decisions.domain.refusals import DecisionNotFound
from procedures.decisions.queries.list_of_decisions import visible_decisions
from procedures.decisions.queries.rectifications_of_decision import Rectification, rectifications
from procedures.law.queries.replaced_and_replacing import list_replacements
from procedures.tables import (
    decision,
    decision_item,
    designation,
    group_member,
    internal_process,
    item_national_record,
    legal_document,
    procedure,
    procedure_group,
    process_fit,
    process_step,
    version,
)


@dataclass(frozen=True, slots=True)
class DecisionRows:
    decision: Row[Any]
    items: Sequence[RowMapping]
    legal_documents: Sequence[RowMapping]
    processes: Sequence[RowMapping]
    steps: Sequence[RowMapping]
    fits: Sequence[RowMapping]
    groups: Sequence[RowMapping]
    members: Sequence[RowMapping]
    rectifications: Sequence[Rectification]
    replaces_lists_of: Sequence[Row[Any]]
    lists_replaced_by: Sequence[Row[Any]]


async def decision_by_id(read: AsyncConnection, id: UUID, acting: ActingAgency) -> DecisionRows:
    """Raises `DecisionNotFound`, also for a draft that the agency may not read."""
    row = (await read.execute(visible_decisions(acting).where(decision.c.id == id))).one_or_none()
    if row is None:
        raise DecisionNotFound(id)
    rows = [
        (await read.execute(statement.where(table.c.decision_id == id).order_by(*order))).mappings().all()
        for statement, table, order in (
            (_items(), decision_item, [decision_item.c.number]),
            (select(legal_document), legal_document, [legal_document.c.number]),
            (select(internal_process), internal_process, [internal_process.c.position]),
            (select(process_step), process_step, [process_step.c.process_code, process_step.c.number]),
            (select(process_fit), process_fit, [process_fit.c.process_code]),
            (select(procedure_group), procedure_group, [procedure_group.c.position]),
            (select(group_member), group_member, [group_member.c.group_code, group_member.c.position]),
        )
    ]
    items, documents, processes, steps, fits, groups, members = rows
    related = await list_replacements(read, [id])
    return DecisionRows(
        row,
        items,
        documents,
        processes,
        steps,
        fits,
        groups,
        members,
        await rectifications(read, id),
        related.replaces.get(id, ()),
        related.replaced_by.get(id, ()),
    )


def _items() -> Select[Any]:
    record = item_national_record.c
    reference = func.json_build_object("snapshot_id", record.snapshot_id, "code", record.code)
    national_record = case((record.code.is_not(None), reference)).label("national_record")
    same_item = (record.decision_id == decision_item.c.decision_id) & (record.item_number == decision_item.c.number)
    of_item = (version.c.decision_id == decision_item.c.decision_id) & (version.c.item_number == decision_item.c.number)
    first = (version.c.procedure_id == procedure.c.id) & version.c.correction_id.is_(None) & of_item
    return (
        select(
            decision_item,
            national_record,
            version.c.computed_parts.label("computed_changed_parts"),
            designation.c.name.label("designation_name"),
        )
        .outerjoin(item_national_record, same_item)
        .outerjoin(designation, designation.c.code == decision_item.c.designation)
        .outerjoin(procedure, procedure.c.code == decision_item.c.procedure_code)
        .outerjoin(version, first)
    )
