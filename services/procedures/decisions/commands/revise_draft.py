"""Put another draft in the place of one, most often of one that was sent back."""

from uuid import UUID

from common.identity import Actor
from common.revisions import require_revision
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.commands.mandates import mandate_for
from procedures.decisions.commands.on_record import on_record
from procedures.decisions.domain.approval_workflow import Step, revised
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.drafting import check_draft
from procedures.decisions.domain.followed_records import check_followed
from procedures.decisions.storage.approval_repository import ApprovalRepository
from procedures.decisions.storage.followed_record_rows import FollowedRecords
from procedures.decisions.storage.repository import Decisions


async def revise_draft(
    work: UnitOfWork, id: UUID, draft: Decision, expected_revision: int | None, by: Actor, reason: str | None
) -> Decision:
    """What was sent back stays on record as it was; the draft that takes its place names it, and may have its number.

    Raises `DecisionNotFound`, `RevisionMismatch`, `RoleNotHeld`, `DecisionAlreadyPublished`,
    `StepNotAllowedInStatus`, `UnknownNationalRecord` and the refusals of `decisions.domain.draft_refusals`.
    """
    former = await work.of(Decisions).lock(id)
    require_revision(expected_revision, former.revision)
    mandate = await mandate_for(work, Step.REVISE, former, by)
    given_up, takes_its_place = revised(former, draft)
    check_draft(takes_its_place, await on_record(work, takes_its_place), work.clock.today(), may_enter_back=False)
    check_followed(takes_its_place.items, await work.of(FollowedRecords).known(takes_its_place.items))
    now = work.clock.now()
    await work.of(Decisions).put_discarded(given_up, by.subject, now)
    await work.of(ApprovalRepository).add(given_up, Step.DISCARD, mandate, by.subject, now, reason)
    await work.of(Decisions).add(takes_its_place, by.subject, now)
    await work.of(ApprovalRepository).add(takes_its_place, Step.REVISE, mandate, by.subject, now, reason)
    return takes_its_place
