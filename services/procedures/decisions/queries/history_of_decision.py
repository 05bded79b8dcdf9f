"""Which steps a Decision has taken on its road."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.decisions.domain.approval_workflow import CompletedStep
from procedures.decisions.domain.refusals import DecisionNotFound
from procedures.decisions.queries.list_of_decisions import shown
from procedures.decisions.storage.approval_repository import ApprovalRepository
from procedures.tables import decision


async def history_of_decision(read: AsyncConnection, id: UUID, drafts: bool) -> list[CompletedStep]:
    """In their order, those of the drafts that it revises first. Raises `DecisionNotFound`."""
    known = select(decision.c.id).where(decision.c.id == id, decision.c.status.in_(shown(drafts)))
    if await read.scalar(known) is None:
        raise DecisionNotFound(id)
    return await ApprovalRepository(read).done(id)
