"""Send once more what a channel has refused."""

from uuid import UUID

from common.service.unit_of_work import UnitOfWork
from procedures.publication_channels.domain.publications import Publication
from procedures.publication_channels.storage.repository import PublicationChannels


async def try_again(work: UnitOfWork, decision: UUID, channel: str, rectification: UUID | None) -> Publication:
    """The Decision itself, or one act about it. Raises `NotPublishedOnChannel`, `NotRefusedByChannel` and
    `LaterChangeAlreadySent`."""
    refused = await work.of(PublicationChannels).lock(decision, channel, rectification)
    waiting = refused.tried_again(later=await work.of(PublicationChannels).sent_later(refused))
    await work.of(PublicationChannels).put_tried_again(waiting, work.clock.now())
    return waiting
