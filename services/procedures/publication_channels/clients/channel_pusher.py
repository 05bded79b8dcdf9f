"""The process that pushes Decisions to channels."""

import asyncio
from collections.abc import Awaitable, Callable

from sqlalchemy.ext.asyncio import AsyncConnection

from common import metrics
from common.clock import Clock
from common.delivery.circuit import CircuitState
from common.delivery.pusher import Receivers, pushing_part
from common.delivery.webhook_sender import Webhooks
from common.service.definition import Runtime
from procedures.publication_channels.commands.push_next import push_next
from procedures.publication_channels.queries.overdue_channels import overdue_by_channel
from procedures.publication_channels.storage import push_queue as pushes
from procedures.settings import settings_of


async def measure_channels(connection: AsyncConnection, clock: Clock) -> None:
    for row in await overdue_by_channel(connection, clock.today()):
        metrics.channel_overdue.labels(row.channel).set(row.overdue)
        metrics.channel_circuit_open.labels(row.channel).set(row.state != CircuitState.CLOSED)


CHANNELS = Receivers("push-channels", pushes.ready, push_next, measure_channels)


def pushing(runtime: Runtime) -> Callable[[asyncio.Event], Awaitable[None]]:
    """Push published Decisions to the channels that are connected."""
    settings = settings_of(runtime)
    return pushing_part(runtime, CHANNELS, Webhooks(settings.channel_secrets_dir, settings.push_timeout))
