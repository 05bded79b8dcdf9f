"""The steps of the approval workflow that a Decision has taken."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.decisions.domain.approval_workflow import CompletedStep
from procedures.decisions.domain.refusals import DecisionNotFound
from procedures.decisions.queries.list_of_decisions import visible_statuses
from procedures.decisions.storage.approval_repository import ApprovalRepository
from procedures.tables import decision


async def history_of_decision(read: AsyncConnection, id: UUID, drafts: bool) -> list[CompletedStep]:
    """The steps in their order; those of the drafts that it revises come first. Raises `DecisionNotFound`."""
    visible = select(decision.c.id).where(decision.c.id == id, decision.c.status.in_(visible_statuses(drafts)))
    if await read.scalar(visible) is None:
        raise DecisionNotFound(id)
    return await ApprovalRepository(read).completed_steps(id)
