"""Set a deadline of the province's own beside those of the law."""

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.publication_channels.domain.deadlines import Deadline
from procedures.publication_channels.storage.repository import PublicationChannels


async def record_deadline(work: UnitOfWork, deadline: Deadline, by: Actor) -> None:
    """The deadline applies to Decisions that are published from now on, and can only make a due day earlier. Raises
    `UnknownChannel`."""
    await work.of(PublicationChannels).add_deadline(deadline, by.subject, work.clock.now())
