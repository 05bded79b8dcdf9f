"""Runs parts concurrently until a signal arrives or one of them ends; then all are stopped, and the cause is logged."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Sequence

import structlog

from common.operations.watchdog import Watchdog

Part = Callable[[asyncio.Event], Awaitable[None]]

GRACE = 25.0  # seconds that parts may take to stop; Kubernetes waits 30
LAST_GRACE = 3.0  # seconds for cancelled parts to end, and for the interpreter itself

log = structlog.get_logger()


async def until_stopped(parts: Sequence[tuple[str, Part]]) -> int:
    """Returns 0 after a signal, 1 where a part failed or ended by itself."""
    with Watchdog() as watchdog:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        tasks: dict[asyncio.Future[object], str] = {asyncio.ensure_future(part(stop)): name for name, part in parts}
        stopping: asyncio.Future[object] = asyncio.ensure_future(stop.wait())
        done, _ = await asyncio.wait([*tasks, stopping], return_when=asyncio.FIRST_COMPLETED)
        # after a signal a quick part may be done already, which is no failure
        failed = [task for task in done - {stopping} if not stop.is_set() or task.exception()]
        for task in failed:
            log.error(
                "a part of the process ended", part=tasks[task], cause=repr(task.exception()), exc_info=task.exception()
            )
        stop.set()
        watchdog.must_end_within(GRACE + LAST_GRACE)
        _, hanging = await asyncio.wait([*tasks, stopping], timeout=GRACE)  # a relay without Kafka has no parts at all
        for task in hanging:
            log.warning("a part did not end in time", part=tasks[task])
            task.cancel()
        await asyncio.gather(*tasks, stopping, return_exceptions=True)
        return 1 if failed else 0
