"""`python -m reporting check-connections`: asks the health address of each data service."""

from argparse import Namespace

from common.delivery.address_resolution import address_in
from common.delivery.health_client import HealthClient
from common.service.definition import Command, Runtime
from reporting.records.clients.health_requests import check_all
from reporting.records.queries.health_addresses import health_addresses
from reporting.records.storage.connection_check_rows import ConnectionChecks
from reporting.settings import Settings

TIMEOUT = 5.0
"""Seconds for one request as a whole."""


async def check_connections(runtime: Runtime, _: Namespace) -> int:
    """Ask the health address of each data service, record whether it answers, and print it. Exits with 0 also where one
    does not: that is shown, and changes no count."""
    settings = runtime.settings
    networks = settings.allowed_networks if isinstance(settings, Settings) else ()
    async with runtime.engine.connect() as connection:
        addresses = await health_addresses(connection, runtime.clock.today())
    async with HealthClient(TIMEOUT, address_in(networks)) as client:
        checks = await check_all(client, addresses, runtime.clock)
    async with runtime.engine.begin() as connection:
        work = await runtime.work_on(connection)
        await work.of(ConnectionChecks).put(checks)
    for check in checks:
        print(f"{check.code}: {check.error or f'answers with {check.status}'}")
    return 0


checks = Command(check_connections)
