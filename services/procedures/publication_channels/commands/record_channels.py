"""Record channels of publication: what they are called, and where they are reached."""

from collections.abc import Sequence
from typing import Any

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.publication_channels.storage.repository import PublicationChannels


async def record_channels(work: UnitOfWork, channels: Sequence[dict[str, Any]], by: Actor) -> None:
    """What waits for a channel goes to the new address; one that was given up is asked again."""
    await work.of(PublicationChannels).record(channels, by.subject, work.clock.now())
