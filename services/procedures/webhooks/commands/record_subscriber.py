"""Record a subscriber of events and its address."""

from typing import Any

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.shared.domain.push_addresses import require_public_address
from procedures.webhooks.storage.repository import Subscribers


async def record_subscriber(
    work: UnitOfWork, subscriber: dict[str, Any], after: int | None, allow_private: bool, by: Actor
) -> None:
    """Raises `AddressNotPublic`, `ReplayBeyondTail`. A host name is resolved and checked at each push, not here."""
    if not allow_private:
        require_public_address(subscriber["code"], subscriber["url"])
    await work.of(Subscribers).record(subscriber, after, by.subject, work.clock.now())
