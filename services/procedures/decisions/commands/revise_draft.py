"""Replaces a draft by another one, most often after it was sent back."""

from uuid import UUID

from common.identity import Actor
from common.revisions import ExpectedRevisions, require_revision
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.commands.complete_replaced_lists import complete_replaced_lists
from procedures.decisions.commands.draft_event_sizes import check_event_sizes
from procedures.decisions.commands.mandates import mandate_for
from procedures.decisions.commands.reference_data import reference_data_of
from procedures.decisions.domain.approval_workflow import Step, revised
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.drafting import check_draft
from procedures.decisions.domain.followed_records import check_followed
from procedures.decisions.domain.item_designations import with_designations
from procedures.decisions.storage.approval_repository import ApprovalRepository
from procedures.decisions.storage.followed_record_rows import FollowedRecords
from procedures.decisions.storage.repository import Decisions


async def revise_draft(
    work: UnitOfWork, id: UUID, draft: Decision, expected_revision: ExpectedRevisions, by: Actor, reason: str | None
) -> Decision:
    """The former draft stays on record unchanged; the draft that replaces it names it in `revises`, and may have the
    same number.

    Raises `DecisionNotFound`, `RevisionMismatch`, `RoleNotHeld`, `DecisionOfAnotherAgency`, `DecisionAlreadyPublished`,
    `StepNotAllowedInStatus`, `UnknownNationalRecord`, `ContentTooLong`, `EventTooLarge`, the refusals of
    `complete_replaced_lists` and those of `decisions.domain.draft_refusals`.
    """
    former = await work.of(Decisions).lock(id)
    mandate = await mandate_for(work, Step.REVISE, former, by)
    require_revision(expected_revision, former.revision)
    discarded, replacement = revised(former, await complete_replaced_lists(work, draft))
    reference_data = await reference_data_of(work, replacement)
    check_draft(replacement, reference_data, work.clock.today(), may_enter_back=False)
    replacement = with_designations(replacement, reference_data.designations)
    check_followed(replacement.items, await work.of(FollowedRecords).existing(replacement.items))
    await check_event_sizes(work, replacement)
    now = work.clock.now()
    await work.of(Decisions).put_discarded(discarded, by.subject, now)
    await work.of(ApprovalRepository).add(discarded, Step.DISCARD, mandate, by.subject, now, reason)
    await work.of(Decisions).add(replacement, by.subject, now)
    await work.of(ApprovalRepository).add(replacement, Step.REVISE, mandate, by.subject, now, reason)
    return replacement
