"""The process that warns of appointments that are near."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog

from common import metrics
from common.database.connections import is_transient
from common.service.definition import Runtime
from online_services.dossiers.commands.emit_warnings import emit_warnings
from online_services.dossiers.storage.warnings import Warnings

POLL_INTERVAL = 10.0  # seconds: a warning names a moment some hours or days ahead of the appointment

log = structlog.get_logger()


async def watch_once(runtime: Runtime) -> int:
    """Emits in one transaction after another, until no warning is due. Returns how many."""
    emitted = 0
    while True:
        async with runtime.engine.begin() as connection:
            number = await emit_warnings(await runtime.work_on(connection))
        metrics.deadline_warnings.inc(number)
        emitted += number
        if not number:
            break
    async with runtime.engine.connect() as connection:
        oldest = await Warnings(connection).oldest()
    delay = 0.0 if oldest is None else (runtime.clock.now() - oldest).total_seconds()
    metrics.deadline_warning_delay.set(max(0.0, delay))
    return emitted


def watch_deadlines(runtime: Runtime) -> Callable[[asyncio.Event], Awaitable[None]]:
    """Warn of appointments that are near."""

    async def watch(stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                await watch_once(runtime)
            except Exception as error:
                if not is_transient(error):
                    raise
                log.warning("watching deadlines was interrupted", cause=repr(error))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), POLL_INTERVAL)

    return watch
