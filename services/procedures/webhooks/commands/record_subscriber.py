"""Record who is sent the events, and where."""

from typing import Any
from urllib.parse import urlsplit

from common.delivery.addresses import is_refused_literal
from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.webhooks.domain.refusals import AddressNotPublic
from procedures.webhooks.storage.repository import Subscribers


async def record_subscriber(
    work: UnitOfWork, given: dict[str, Any], after: int | None, any_address: bool, by: Actor
) -> None:
    """Raises `AddressNotPublic`, `ReplayBeyondTail`. What a name means is looked at each time that something is
    sent."""
    host = urlsplit(given["url"]).hostname or ""
    if not any_address and is_refused_literal(host):
        raise AddressNotPublic(given["code"], host)
    await work.of(Subscribers).record(given, after, by.subject, work.clock.now())
