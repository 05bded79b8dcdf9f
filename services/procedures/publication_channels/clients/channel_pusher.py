"""The process that pushes Decisions to channels."""

import asyncio
from collections.abc import Awaitable, Callable

from sqlalchemy.ext.asyncio import AsyncConnection

from common import metrics
from common.clock import Clock
from common.delivery.address_resolution import any_address, public_address
from common.delivery.circuit import CircuitState
from common.delivery.pusher import Receivers, pushing_part
from common.delivery.webhook_sender import Webhooks
from common.service.definition import Runtime
from procedures.publication_channels.commands.push_next_publication import push_next_publication
from procedures.publication_channels.queries.overdue_channels import overdue_by_channel
from procedures.publication_channels.storage import push_queue
from procedures.settings import settings_of


async def measure_channels(connection: AsyncConnection, clock: Clock) -> None:
    for row in await overdue_by_channel(connection, clock.today()):
        metrics.channel_overdue.labels(row.channel).set(row.overdue)
        metrics.channel_circuit_open.labels(row.channel).set(row.state != CircuitState.CLOSED)


CHANNEL_RECEIVERS = Receivers("push-channels", push_queue.ready, push_next_publication, measure_channels)


def push_channels(runtime: Runtime) -> Callable[[asyncio.Event], Awaitable[None]]:
    """Push published Decisions to the connected channels."""
    settings = settings_of(runtime)
    resolve_address = any_address if settings.channel_allow_private_addresses else public_address
    return pushing_part(
        runtime, CHANNEL_RECEIVERS, Webhooks(settings.channel_secrets_dir, settings.push_timeout, resolve_address)
    )
