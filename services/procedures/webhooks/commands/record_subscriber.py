"""Record a subscriber of events and its address."""

from typing import Any
from urllib.parse import urlsplit

from common.delivery.addresses import is_refused_literal
from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.webhooks.domain.refusals import AddressNotPublic
from procedures.webhooks.storage.repository import Subscribers


async def record_subscriber(
    work: UnitOfWork, subscriber: dict[str, Any], after: int | None, allow_private: bool, by: Actor
) -> None:
    """Raises `AddressNotPublic`, `ReplayBeyondTail`. A host name is resolved and checked at each push, not here."""
    host = urlsplit(subscriber["url"]).hostname or ""
    if not allow_private and is_refused_literal(host):
        raise AddressNotPublic(subscriber["code"], host)
    await work.of(Subscribers).record(subscriber, after, by.subject, work.clock.now())
