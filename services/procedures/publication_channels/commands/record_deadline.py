"""Set a deadline of publication of one's own beside those of the law."""

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.publication_channels.domain.deadlines import Deadline
from procedures.publication_channels.storage.repository import PublicationChannels


async def record_deadline(work: UnitOfWork, deadline: Deadline, by: Actor) -> None:
    """It holds for Decisions that are published from now on, and only ever makes a deadline earlier. Raises
    `UnknownChannel`."""
    await work.of(PublicationChannels).add_deadline(deadline, by.subject, work.clock.now())
