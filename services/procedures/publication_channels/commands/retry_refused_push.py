"""Push again what a channel has refused."""

from uuid import UUID

from common.service.unit_of_work import UnitOfWork
from procedures.publication_channels.domain.publications import Publication
from procedures.publication_channels.storage.repository import PublicationChannels


async def retry_refused_push(work: UnitOfWork, decision: UUID, channel: str, rectification: UUID | None) -> Publication:
    """Applies to the Decision itself, or to one rectification of it. Raises `NotPublishedOnChannel`,
    `NotRefusedByChannel` and `LaterChangeAlreadySent`."""
    refused = await work.of(PublicationChannels).lock(decision, channel, rectification)
    waiting = refused.retried(later=await work.of(PublicationChannels).sent_later(refused))
    await work.of(PublicationChannels).put_retried(waiting, work.clock.now())
    return waiting
