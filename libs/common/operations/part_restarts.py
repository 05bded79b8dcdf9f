"""Starts a part of a process again after it failed: one consumer that cannot go on must not end the API beside it."""

import asyncio
import contextlib
from collections.abc import Callable

import structlog

from common.operations.supervision import Part
from common.service.definition import Runtime

FIRST_WAIT = 1.0  # seconds before a failed part is started again, doubled up to the limit
LONGEST_WAIT = 60.0
RECOVERED_AFTER = 10.0  # seconds that a part has to run until it counts as recovered

log = structlog.get_logger()


def restarted(runtime: Runtime, name: str, make: Callable[[], Part]) -> Part:
    """Returns a part that ends only when it is asked to. `make` is called for each start, since what has failed may
    have closed its connections. Meanwhile readiness reports the part as degraded, with the kind of the failure."""

    async def run(stop: asyncio.Event) -> None:
        wait = FIRST_WAIT
        while not stop.is_set():
            started = asyncio.get_running_loop().time()
            cause = await _run_once(runtime, name, make, stop)
            if stop.is_set():
                return
            if asyncio.get_running_loop().time() - started >= RECOVERED_AFTER:
                wait = FIRST_WAIT
            runtime.parts.failed(name, cause)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), wait)
            wait = min(wait * 2, LONGEST_WAIT)

    return run


async def _run_once(runtime: Runtime, name: str, make: Callable[[], Part], stop: asyncio.Event) -> str:
    """Returns why the part ended; where it was asked to, what it raised then is raised again."""
    recovered = asyncio.get_running_loop().call_later(RECOVERED_AFTER, runtime.parts.recovered, name)
    try:
        await make()(stop)
    except Exception as error:
        if stop.is_set():
            raise
        log.error("a part of the process failed", part=name, cause=repr(error), exc_info=error)
        return type(error).__name__
    finally:
        recovered.cancel()
    if not stop.is_set():
        log.error("a part of the process ended by itself", part=name)
    return "it ended by itself"
