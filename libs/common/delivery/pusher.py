"""The process that pushes messages to receivers. Each receiver is served by a task of its own, so that one that hangs
delays no other."""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from common.clock import Clock
from common.database.connections import connect, driver_of, is_transient
from common.delivery.pushes import Send
from common.delivery.webhook_sender import Webhooks
from common.service.definition import Runtime

POLL_INTERVAL = 1.0  # seconds: deadlines are days
MEASURED_EVERY = 30.0  # seconds
REST = 60.0  # seconds

log = structlog.get_logger()


@dataclass(frozen=True)
class Receivers:
    """What is pushed to whom: which receivers something waits for now, how the first of it is sent to one, what is
    measured."""

    part: str
    ready: Callable[[Any, datetime], Awaitable[Sequence[str]]]
    push_next: Callable[[Any, str, Send, Clock, Callable[[], float]], Awaitable[bool]]
    measure: Callable[[AsyncConnection, Clock], Awaitable[None]]


class Pusher:
    def __init__(self, runtime: Runtime, send: Send, to: Receivers) -> None:
        self.runtime = runtime
        self.send = send
        self.to = to
        self._stop = asyncio.Event()
        self._busy: dict[str, asyncio.Task[None]] = {}

    async def run(self, stop: asyncio.Event) -> None:
        """Until it is asked to stop; what is being sent then is still recorded."""
        self._stop, measured_at = stop, -MEASURED_EVERY
        while not stop.is_set():
            with tolerating_transient_errors():
                await self.start_pushing()
                if monotonic() - measured_at >= MEASURED_EVERY:
                    await self.measure()
                    measured_at = monotonic()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), POLL_INTERVAL)
        await asyncio.gather(*self._busy.values())

    async def start_pushing(self) -> None:
        for done in [receiver for receiver, task in self._busy.items() if task.done()]:
            del self._busy[done]
        async with self.runtime.engine.connect() as connection:
            waited_for = await self.to.ready(await driver_of(connection), self.runtime.clock.now())
        for receiver in waited_for:
            if receiver not in self._busy:
                self._busy[receiver] = asyncio.create_task(self._push_all_apart(receiver))

    async def push_all(self, receiver: str) -> None:
        """All that waits for the receiver, in order, until one has to wait."""
        with tolerating_transient_errors():
            driver = await connect(self.runtime.settings.database_url, application_name=self.to.part)
            try:
                while not self._stop.is_set() and await self.to.push_next(
                    driver, receiver, self.send, self.runtime.clock, random.random
                ):
                    pass
            finally:
                driver.terminate()

    async def _push_all_apart(self, receiver: str) -> None:
        """What nobody foresaw stops this receiver for a while, and neither the others nor what else runs in this
        process."""
        try:
            await self.push_all(receiver)
        except Exception:
            log.exception("a receiver could not be pushed to", receiver=receiver)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), REST)

    async def measure(self) -> None:
        async with self.runtime.engine.connect() as connection:
            await self.to.measure(connection, self.runtime.clock)


@contextlib.contextmanager
def tolerating_transient_errors():  # type: ignore[no-untyped-def]  # contextlib knows the type
    """What a second try may mend is said and left for the next round."""
    try:
        yield
    except Exception as error:
        if not is_transient(error):
            raise
        log.warning("pushing was interrupted", cause=repr(error))


def pushing_part(runtime: Runtime, to: Receivers, webhooks: Webhooks) -> Callable[[asyncio.Event], Awaitable[None]]:
    async def push(stop: asyncio.Event) -> None:
        try:
            await Pusher(runtime, webhooks.send, to).run(stop)
        finally:
            await webhooks.close()

    return push
