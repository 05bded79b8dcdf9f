"""Send once more what a channel has refused."""

from uuid import UUID

from procedures.publication_channels.domain.publications import Publication
from procedures.shared.work import ProceduresWork


async def try_again(work: ProceduresWork, decision: UUID, channel: str, later_act: UUID | None) -> Publication:
    """The Decision itself, or one act about it. Raises `NotOnChannel`, `NotRefusedByChannel` and `LaterLawTold`."""
    refused = await work.channels.lock(decision, channel, later_act)
    waiting = refused.tried_again(later=await work.channels.told_later(refused))
    await work.channels.put_tried_again(waiting, work.clock.now())
    return waiting
