"""Send once more what a channel has refused."""

from uuid import UUID

from procedures.domain.publication_channels import Publication
from procedures.storage.work import ProceduresWork


async def try_again(work: ProceduresWork, decision: UUID, channel: str) -> Publication:
    """Raises `NotOnChannel`, `NotRefusedByChannel` and `LaterLawTold`."""
    refused = await work.channels.lock(decision, channel)
    waiting = refused.tried_again(later=await work.channels.told_later(decision, channel))
    await work.channels.put_tried_again(waiting, work.clock.now())
    return waiting
