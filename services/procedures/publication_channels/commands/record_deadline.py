"""Set a deadline of publication of one's own beside those of the law."""

from common.identity import Actor
from procedures.publication_channels.domain.deadlines import Deadline
from procedures.shared.work import ProceduresWork


async def record_deadline(work: ProceduresWork, deadline: Deadline, by: Actor) -> None:
    """It holds for Decisions that are published from now on, and only ever makes a deadline earlier. Raises `UnknownChannel`."""
    await work.channels.add_deadline(deadline, by.subject, work.clock.now())
