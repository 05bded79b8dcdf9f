"""Sends a Decision back to its drafters."""

from uuid import UUID

from common.identity import Actor
from common.revisions import ExpectedRevisions, require_revision
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.commands.mandates import mandate_for
from procedures.decisions.domain.approval_workflow import Step, returned
from procedures.decisions.domain.decision import Decision
from procedures.decisions.storage.approval_repository import ApprovalRepository
from procedures.decisions.storage.repository import Decisions


async def return_decision(
    work: UnitOfWork, id: UUID, expected_revision: ExpectedRevisions, by: Actor, reason: str
) -> Decision:
    """Drops the approval and the signature; the signed files and the steps stay on record.

    Raises `DecisionNotFound`, `RevisionMismatch`, `RoleNotHeld`, `DecisionOfAnotherAgency`, `DecisionAlreadyPublished`
    and `StepNotAllowedInStatus`.
    """
    before = await work.of(Decisions).lock(id)
    mandate = await mandate_for(work, Step.RETURN, before, by)
    require_revision(expected_revision, before.revision)
    after = returned(before)
    await work.of(Decisions).put_step(after)
    await work.of(ApprovalRepository).add(after, Step.RETURN, mandate, by.subject, work.clock.now(), reason)
    return after
