"""Warns of appointments that are near, in rounds."""

from collections.abc import Callable

from common import metrics
from common.service.definition import Runtime
from online_services.dossiers.commands.emit_warnings import emit_warnings
from online_services.dossiers.storage.warnings import Warnings


async def watch_once(runtime: Runtime, is_stopped: Callable[[], bool] = lambda: False) -> int:
    """Emits in one transaction after another, until no warning is due or the process is to stop. Returns how many."""
    emitted, number = 0, 1
    while number and not is_stopped():
        async with runtime.engine.begin() as connection:
            number = await emit_warnings(await runtime.work_on(connection))
        metrics.deadline_warnings.inc(number)
        emitted += number
    async with runtime.engine.connect() as connection:
        oldest = await Warnings(connection).oldest()
    delay = 0.0 if oldest is None else (runtime.clock.now() - oldest).total_seconds()
    metrics.deadline_warning_delay.set(max(0.0, delay))
    return emitted
