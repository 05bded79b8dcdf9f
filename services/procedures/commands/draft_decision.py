"""Take in a Decision as a draft."""

from common.identity import Actor
from procedures.domain.decision import Decision
from procedures.domain.drafting import BACK_ENTRY, check_draft
from procedures.domain.national.following import check_followed
from procedures.storage.work import ProceduresWork


async def draft_decision(work: ProceduresWork, draft: Decision, by: Actor) -> Decision:
    """Write down the Decision with all that it lists; nothing is law yet.

    Raises the refusals of `domain.draft_refusals`, and `UnknownNationalRecord`. The law as it stands is asked when the Decision is published.
    """
    on_record = await work.registers.on_record(draft)
    check_draft(draft, on_record, work.clock.today(), may_enter_back=BACK_ENTRY in by.scopes)
    check_followed(draft.items, await work.national.followed(draft.items))
    await work.decisions.add(draft, by.subject, work.clock.now())
    return draft
