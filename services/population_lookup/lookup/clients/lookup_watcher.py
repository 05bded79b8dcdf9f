"""The process that raises alarms about unusual look-ups. It also forgets old request ids, and makes the partitions of
the access log."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from common import metrics
from common.database.connections import is_transient
from common.service.definition import Runtime
from population_lookup.access_log.commands.raise_alarms import raise_alarms
from population_lookup.access_log.storage.months import extend_log
from population_lookup.lookup.storage.request_ids import forget_before
from population_lookup.settings import Settings

log = structlog.get_logger()

MAINTENANCE = timedelta(hours=1)
"""How often request ids are forgotten and partitions made: both go by days, and each pass reads an index."""


async def watch_once(runtime: Runtime) -> None:
    """One transaction raises the alarms of the last hour."""
    async with runtime.engine.begin() as connection:
        alarms = await raise_alarms(await runtime.work_on(connection))
    for alarm in alarms:
        metrics.lookup_alarms.labels(alarm.kind.value).inc()
        log.warning("look-ups are unusual", alarm=alarm.kind.value, number=alarm.number, threshold=alarm.threshold)


async def maintain_once(runtime: Runtime) -> None:
    """Each in a transaction of its own, so that neither waits for the locks of the other."""
    assert isinstance(runtime.settings, Settings)  # noqa: S101 - of this service
    oldest = runtime.clock.today() - timedelta(days=runtime.settings.request_id_days)
    async with runtime.engine.begin() as connection:
        await forget_before(connection, oldest)
    async with runtime.engine.begin() as connection:
        made = await extend_log(connection)
    if made:
        log.info("partitions of the access log were made", partitions=made)


def watch_lookups(runtime: Runtime) -> Callable[[asyncio.Event], Awaitable[None]]:
    """Raise alarms about unusual look-ups, forget old request ids, and make the partitions of the access log."""
    assert isinstance(runtime.settings, Settings)  # noqa: S101 - of this service
    pause = runtime.settings.watch_seconds

    async def watch(stop: asyncio.Event) -> None:
        maintained: datetime | None = None
        while not stop.is_set():
            try:
                await watch_once(runtime)
                now = runtime.clock.now()
                if maintained is None or now - maintained >= MAINTENANCE:
                    await maintain_once(runtime)
                    maintained = now
            except Exception as error:
                if not is_transient(error):
                    raise
                log.warning("watching look-ups was interrupted", cause=repr(error))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)

    return watch
