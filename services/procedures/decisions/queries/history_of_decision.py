"""The steps of the approval workflow that a Decision has taken."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.decisions.domain.approval_workflow import CompletedStep
from procedures.decisions.domain.draft_access import ActingAgency
from procedures.decisions.domain.refusals import DecisionNotFound
from procedures.decisions.queries.visible_decisions import is_readable_as_draft_by, is_visible_to
from procedures.decisions.storage.approval_repository import ApprovalRepository
from procedures.tables import decision


@dataclass(frozen=True, slots=True)
class DecisionHistory:
    """`with_accounts` states whether the caller may see who took the steps and their reasons."""

    steps: list[CompletedStep]
    with_accounts: bool


async def history_of_decision(read: AsyncConnection, id: UUID, acting: ActingAgency) -> DecisionHistory:
    """The steps in their order; those of the drafts that it revises come first. Raises `DecisionNotFound`."""
    statement = select(is_readable_as_draft_by(acting)).where(decision.c.id == id, is_visible_to(acting))
    with_accounts = await read.scalar(statement.select_from(decision))
    if with_accounts is None:
        raise DecisionNotFound(id)
    return DecisionHistory(await ApprovalRepository(read).completed_steps(id), with_accounts)
