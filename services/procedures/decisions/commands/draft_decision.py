"""Take in a Decision as a draft, or, entered back, as one that was signed outside."""

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.commands.mandates import mandate_for
from procedures.decisions.commands.on_record import on_record as recorded_for
from procedures.decisions.domain.approval_workflow import Step, begun
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.drafting import BACK_ENTRY, check_draft
from procedures.decisions.domain.followed_records import check_followed
from procedures.decisions.storage.approval_repository import ApprovalRepository
from procedures.decisions.storage.followed_record_rows import FollowedRecords
from procedures.decisions.storage.repository import Decisions


async def draft_decision(work: UnitOfWork, draft: Decision, by: Actor) -> Decision:
    """Write down the Decision with all that it lists; nothing is law yet.

    Raises `RoleNotHeld`, the refusals of `decisions.domain.draft_refusals`, and `UnknownNationalRecord`. The law as it
    stands is asked when the
    Decision is published.
    """
    step = Step.ENTER if draft.back_entered else Step.DRAFT
    mandate = await mandate_for(work, step, draft, by)
    on_record = await recorded_for(work, draft)
    check_draft(draft, on_record, work.clock.today(), may_enter_back=BACK_ENTRY in by.scopes)
    check_followed(draft.items, await work.of(FollowedRecords).known(draft.items))
    begins, now = begun(draft), work.clock.now()
    await work.of(Decisions).add(begins, by.subject, now)
    await work.of(ApprovalRepository).add(begins, step, mandate, by.subject, now, None)
    return begins
