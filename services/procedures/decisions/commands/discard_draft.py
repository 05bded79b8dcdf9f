"""Discards a draft."""

from uuid import UUID

from common.identity import Actor
from common.revisions import ExpectedRevisions, require_revision
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.commands.mandates import mandate_for
from procedures.decisions.domain.approval_workflow import Step
from procedures.decisions.storage.approval_repository import ApprovalRepository
from procedures.decisions.storage.repository import Decisions


async def discard_draft(
    work: UnitOfWork, id: UUID, expected_revision: ExpectedRevisions, by: Actor, reason: str | None = None
) -> None:
    """The draft is no longer shown and its number is free again; who discarded it and when stays on record.

    Raises `DecisionNotFound`, `RevisionMismatch`, `RoleNotHeld`, `DecisionOfAnotherAgency`, `DecisionAlreadyPublished`
    and `StepNotAllowedInStatus`.
    """
    draft = await work.of(Decisions).lock(id)
    mandate = await mandate_for(work, Step.DISCARD, draft, by)
    require_revision(expected_revision, draft.revision)
    discarded, now = draft.discarded(), work.clock.now()
    await work.of(Decisions).put_discarded(discarded, by.subject, now)
    await work.of(ApprovalRepository).add(discarded, Step.DISCARD, mandate, by.subject, now, reason)
