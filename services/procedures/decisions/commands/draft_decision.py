"""Creates a draft, or, for a back-entered Decision, one that was signed outside."""

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.commands.complete_replaced_lists import complete_replaced_lists
from procedures.decisions.commands.draft_event_sizes import check_event_sizes
from procedures.decisions.commands.mandates import mandate_for
from procedures.decisions.commands.reference_data import reference_data_of
from procedures.decisions.domain.approval_workflow import Step, created
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.drafting import BACK_ENTRY, check_draft
from procedures.decisions.domain.followed_records import check_followed
from procedures.decisions.domain.item_designations import with_designations
from procedures.decisions.storage.approval_repository import ApprovalRepository
from procedures.decisions.storage.followed_record_rows import FollowedRecords
from procedures.decisions.storage.repository import Decisions


async def draft_decision(work: UnitOfWork, draft: Decision, by: Actor) -> Decision:
    """Stores the Decision with everything that it lists; nothing is law yet.

    Raises `RoleNotHeld`, the refusals of `decisions.domain.draft_refusals`, `UnknownNationalRecord`, `ContentTooLong`,
    `EventTooLarge` and those of `complete_replaced_lists`. The draft is compared with the law in force only when it is
    published.
    """
    step = Step.ENTER if draft.back_entered else Step.DRAFT
    mandate = await mandate_for(work, step, draft, by)
    draft = await complete_replaced_lists(work, draft)
    reference_data = await reference_data_of(work, draft)
    check_draft(draft, reference_data, work.clock.today(), may_enter_back=BACK_ENTRY in by.scopes)
    draft = with_designations(draft, reference_data.designations)
    check_followed(draft.items, await work.of(FollowedRecords).existing(draft.items))
    await check_event_sizes(work, draft)
    decision, now = created(draft), work.clock.now()
    await work.of(Decisions).add(decision, by.subject, now)
    await work.of(ApprovalRepository).add(decision, step, mandate, by.subject, now, None)
    return decision
