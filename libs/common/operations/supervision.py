"""Runs parts side by side until a signal asks to stop or one of them fails; then all end, in order, and the reason is
said."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Sequence

import structlog

from common.operations.watchdog import Watchdog

Part = Callable[[asyncio.Event], Awaitable[None]]

GRACE = 25.0  # seconds to finish what was begun; Kubernetes waits 30
LAST_GRACE = 3.0  # seconds for what was cancelled then, and for the interpreter's own end

log = structlog.get_logger()


async def until_stopped(parts: Sequence[tuple[str, Part]]) -> int:
    """0 when asked to stop, 1 when a part failed or ended by itself."""
    with Watchdog() as watchdog:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        tasks: dict[asyncio.Future[object], str] = {asyncio.ensure_future(part(stop)): name for name, part in parts}
        asked: asyncio.Future[object] = asyncio.ensure_future(stop.wait())
        done, _ = await asyncio.wait([*tasks, asked], return_when=asyncio.FIRST_COMPLETED)
        failed = [
            task for task in done - {asked} if not stop.is_set() or task.exception()
        ]  # a quick part may end with the asking
        for task in failed:
            log.error(
                "a part of the process ended", part=tasks[task], cause=repr(task.exception()), exc_info=task.exception()
            )
        stop.set()
        watchdog.must_end_within(GRACE + LAST_GRACE)
        _, hanging = await asyncio.wait([*tasks, asked], timeout=GRACE)  # a relay without Kafka has no parts at all
        for task in hanging:
            log.warning("a part did not end in time", part=tasks[task])
            task.cancel()
        await asyncio.gather(*tasks, asked, return_exceptions=True)
        return 1 if failed else 0
