"""Sends a draft into review."""

from uuid import UUID

from common.identity import Actor
from common.revisions import ExpectedRevisions, require_revision
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.commands.mandates import mandate_for
from procedures.decisions.domain.approval_workflow import Step, submitted
from procedures.decisions.domain.decision import Decision
from procedures.decisions.storage.approval_repository import ApprovalRepository
from procedures.decisions.storage.repository import Decisions


async def submit_decision(
    work: UnitOfWork, id: UUID, expected_revision: ExpectedRevisions, by: Actor, reason: str | None
) -> Decision:
    """From then on only the controlling body and the signer can act on the Decision, until one of them sends it back.

    Raises `DecisionNotFound`, `RevisionMismatch`, `RoleNotHeld`, `DecisionOfAnotherAgency`, `DecisionAlreadyPublished`
    and `StepNotAllowedInStatus`.
    """
    before = await work.of(Decisions).lock(id)
    mandate = await mandate_for(work, Step.SUBMIT, before, by)
    require_revision(expected_revision, before.revision)
    after = submitted(before)
    await work.of(Decisions).put_step(after)
    await work.of(ApprovalRepository).add(after, Step.SUBMIT, mandate, by.subject, work.clock.now(), reason)
    return after
