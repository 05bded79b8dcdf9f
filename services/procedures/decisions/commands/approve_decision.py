"""The body that controls procedures consents to a Decision."""

from uuid import UUID

from common.identity import Actor
from common.revisions import ExpectedRevisions, require_revision
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.commands.mandates import mandate_for
from procedures.decisions.domain.approval_workflow import Step, approved
from procedures.decisions.domain.decision import Decision
from procedures.decisions.storage.approval_repository import ApprovalRepository
from procedures.decisions.storage.repository import Decisions


async def approve_decision(
    work: UnitOfWork, id: UUID, expected_revision: ExpectedRevisions, by: Actor, reason: str | None
) -> Decision:
    """Kiểm soát thủ tục hành chính: without this step the Decision cannot be signed.

    Raises `DecisionNotFound`, `RevisionMismatch`, `RoleNotHeld`, `DecisionOfAnotherAgency`, `SeparationOfDuties`,
    `DecisionAlreadyPublished` and `StepNotAllowedInStatus`.
    """
    before = await work.of(Decisions).lock(id)
    mandate = await mandate_for(work, Step.APPROVE, before, by)
    require_revision(expected_revision, before.revision)
    after = approved(before)
    await work.of(Decisions).put_step(after)
    await work.of(ApprovalRepository).add(after, Step.APPROVE, mandate, by.subject, work.clock.now(), reason)
    return after
