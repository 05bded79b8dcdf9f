"""Record channels of publication with their names and addresses."""

from collections.abc import Sequence
from typing import Any

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.publication_channels.storage.repository import PublicationChannels


async def record_channels(work: UnitOfWork, channels: Sequence[dict[str, Any]], by: Actor) -> None:
    """Queued publications go to the new address; a channel that had been given up is tried again."""
    await work.of(PublicationChannels).record(channels, by.subject, work.clock.now())
