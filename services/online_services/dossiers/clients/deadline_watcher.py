"""Warns of appointments that are near, in rounds."""

from collections.abc import Callable

from common import metrics
from common.service.definition import Runtime
from online_services.dossiers.commands.add_missing_warnings import add_missing_warnings
from online_services.dossiers.commands.emit_warnings import emit_warnings
from online_services.dossiers.storage.warnings import Warnings


async def watch_once(runtime: Runtime, is_stopped: Callable[[], bool] = lambda: False) -> int:
    """Emits in one transaction after another, until no warning is due or the process is to stop. Returns how many.
    Before, dossiers that have no warnings yet get theirs, in transactions of their own."""
    judged = 1
    while judged and not is_stopped():
        async with runtime.engine.begin() as connection:
            judged = await add_missing_warnings(await runtime.work_on(connection))
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
