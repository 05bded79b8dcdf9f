"""Records that a Decision was signed, and keeps the signed file."""

from uuid import UUID

from common.identity import Actor
from common.revisions import ExpectedRevisions, require_revision
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.commands.mandates import mandate_for
from procedures.decisions.commands.reference_data import reference_data_of
from procedures.decisions.domain.approval_workflow import Signature, Step, signed
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.drafting import check_list
from procedures.decisions.storage.approval_repository import ApprovalRepository
from procedures.decisions.storage.repository import Decisions


async def sign_decision(
    work: UnitOfWork,
    id: UUID,
    signature: Signature,
    expected_revision: ExpectedRevisions,
    by: Actor,
    reason: str | None,
) -> Decision:
    """Records number, day and file as the signer gives them. Repeating the same signature changes nothing. The list of
    the draft is checked again against the day of signing.

    Raises `DecisionNotFound`, `RevisionMismatch`, `RoleNotHeld`, `DecisionOfAnotherAgency`, `SeparationOfDuties`,
    `DecisionNumberTaken` and the refusals of `decisions.domain.approval_workflow.signed` and
    `decisions.domain.drafting.check_list`.
    """
    before = await work.of(Decisions).lock(id)
    mandate = await mandate_for(work, Step.SIGN, before, by, also_on=[signature.signed_on or before.signed_on])
    after = signed(before, signature, mandate.title, work.clock.today())
    if after is before:
        return before
    require_revision(expected_revision, before.revision)
    with_contents, now = await work.of(Decisions).with_contents(after), work.clock.now()
    check_list(with_contents, await reference_data_of(work, with_contents))
    await work.of(ApprovalRepository).keep_file(signature.sha256, signature.file, by.subject, now)
    await work.of(Decisions).put_step(after)
    await work.of(ApprovalRepository).add(after, Step.SIGN, mandate, by.subject, now, reason)
    return after
