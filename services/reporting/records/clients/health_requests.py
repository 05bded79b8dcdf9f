"""Asks data services whether they answer."""

import asyncio
from collections.abc import Sequence

from common.clock import Clock
from common.delivery.health_client import HealthClient
from reporting.records.domain.connection_checks import ConnectionCheck, HealthAddress

AT_ONCE = 10
"""Requests that wait at the same time: a province has some twenty data services."""


async def check_all(client: HealthClient, addresses: Sequence[HealthAddress], clock: Clock) -> list[ConnectionCheck]:
    """One check of each, in the order of the addresses."""
    places = asyncio.Semaphore(AT_ONCE)

    async def check(address: HealthAddress) -> ConnectionCheck:
        async with places:
            health = await client.get(address.url)
        return ConnectionCheck(address.code, clock.now(), health.status, health.error)

    return list(await asyncio.gather(*map(check, addresses)))
