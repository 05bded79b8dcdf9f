"""The process that pushes events to subscribers."""

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
from procedures.settings import settings_of
from procedures.webhooks.commands.push_next_event import push_next_event
from procedures.webhooks.queries.subscribers import subscribers
from procedures.webhooks.storage import repository as stored_subscribers


async def measure_subscribers(connection: AsyncConnection, _: Clock) -> None:
    for row in await subscribers(connection):
        metrics.subscriber_lag.labels(row.code).set(row.lag)
        metrics.subscriber_failures.labels(row.code).set(row.failures)
        metrics.subscriber_circuit_open.labels(row.code).set(row.circuit != CircuitState.CLOSED)


SUBSCRIBERS = Receivers("push-webhooks", stored_subscribers.ready, push_next_event, measure_subscribers)


def push_events(runtime: Runtime) -> Callable[[asyncio.Event], Awaitable[None]]:
    """Push every event to the subscribers."""
    settings = settings_of(runtime)
    resolve_address = any_address if settings.webhook_allow_private_addresses else public_address
    return pushing_part(
        runtime, SUBSCRIBERS, Webhooks(settings.webhook_secrets_dir, settings.push_timeout, resolve_address)
    )
