"""Record channels of publication with their names and addresses."""

from collections.abc import Sequence
from typing import Any

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.publication_channels.storage.repository import PublicationChannels
from procedures.shared.domain.push_addresses import require_public_address


async def record_channels(work: UnitOfWork, channels: Sequence[dict[str, Any]], allow_private: bool, by: Actor) -> None:
    """Queued publications go to the new address; a channel that had been given up is tried again. Raises
    `AddressNotPublic`; then none of the channels is recorded."""
    if not allow_private:
        for channel in channels:
            if channel["url"] is not None:
                require_public_address(channel["code"], channel["url"])
    await work.of(PublicationChannels).record(channels, by.subject, work.clock.now())
