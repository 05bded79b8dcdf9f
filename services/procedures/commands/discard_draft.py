"""Give up a draft."""

from collections.abc import Callable
from uuid import UUID

from common.identity import Actor
from procedures.storage.work import ProceduresWork


async def discard_draft(work: ProceduresWork, id: UUID, seen: Callable[[int], None], by: Actor) -> None:
    """The draft is no longer shown and its number is free again; who gave it up and when stays on record.

    Raises `DecisionNotFound` and `DecisionAlreadyPublished`.
    """
    draft = await work.decisions.lock(id)
    seen(draft.revision)
    await work.decisions.put_discarded(draft.discarded(), by.subject, work.clock.now())
