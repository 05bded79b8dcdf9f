"""The process that pushes messages to receivers. Each receiver has a task of its own, so that one that does not answer
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
from common.database.connections import connect, is_transient
from common.delivery.pushes import Send
from common.delivery.webhook_sender import Webhooks
from common.service.definition import Runtime

POLL_INTERVAL = 1.0  # seconds; the deadlines of publication are days
MEASURING_INTERVAL = 30.0  # seconds
PAUSE_AFTER_ERROR = 60.0  # seconds

log = structlog.get_logger()


@dataclass(frozen=True)
class Receivers:
    """One kind of receivers: `ready` lists those with messages to send now, `push_next` sends the next message to one,
    and `measure` sets the metrics. `part` is the name of the process."""

    part: str
    ready: Callable[[Any, datetime], Awaitable[Sequence[str]]]
    push_next: Callable[[Any, str, Send, Clock, Callable[[], float]], Awaitable[bool]]
    measure: Callable[[AsyncConnection, Clock], Awaitable[None]]


class Pusher:
    def __init__(self, runtime: Runtime, send: Send, receivers: Receivers) -> None:
        self.runtime = runtime
        self.send = send
        self.receivers = receivers
        self._stop = asyncio.Event()
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._connection: Any = None

    async def run(self, stop: asyncio.Event) -> None:
        """Runs until `stop` is set; the result of a message that is being sent then is still recorded."""
        self._stop, measured_at = stop, -MEASURING_INTERVAL
        try:
            while not stop.is_set():
                with tolerating_transient_errors():
                    await self.start_pushing()
                    if monotonic() - measured_at >= MEASURING_INTERVAL:
                        await self.measure()
                        measured_at = monotonic()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), POLL_INTERVAL)
        finally:
            if self._connection is not None:
                self._connection.terminate()
        await asyncio.gather(*self._busy.values())

    async def start_pushing(self) -> None:
        for finished in [receiver for receiver, task in self._busy.items() if task.done()]:
            del self._busy[finished]
        for receiver in await self._ready():
            if receiver not in self._busy:
                self._busy[receiver] = asyncio.create_task(self._push_all_safely(receiver))

    async def _ready(self) -> Sequence[str]:
        """Reads on a connection that is kept while it works: the pool would test it each time, which takes longer than
        the statement."""
        connection, self._connection = self._connection, None
        if connection is None or connection.is_closed():
            connection = await self._connect()
        try:
            ready = await self.receivers.ready(connection, self.runtime.clock.now())
        except BaseException:
            connection.terminate()
            raise
        self._connection = connection
        return ready

    async def _connect(self) -> Any:
        return await connect(self.runtime.settings.database_url, application_name=self.receivers.part)

    async def push_all(self, receiver: str) -> None:
        """Sends the receiver's messages in order, until there are none or one must be sent later."""
        with tolerating_transient_errors():
            driver = await self._connect()
            try:
                while not self._stop.is_set() and await self._push_next(driver, receiver):
                    pass
            finally:
                driver.terminate()

    async def _push_next(self, driver: Any, receiver: str) -> bool:
        await self.runtime.clock_check.require_plausible(driver, self.runtime.clock)
        return await self.receivers.push_next(driver, receiver, self.send, self.runtime.clock, random.random)

    async def _push_all_safely(self, receiver: str) -> None:
        """After an unexpected error this receiver pauses for a while; other receivers and the rest of the process are
        not affected."""
        try:
            await self.push_all(receiver)
        except Exception:
            log.exception("a receiver could not be pushed to", receiver=receiver)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), PAUSE_AFTER_ERROR)

    async def measure(self) -> None:
        async with self.runtime.engine.connect() as connection:
            await self.receivers.measure(connection, self.runtime.clock)


@contextlib.contextmanager
def tolerating_transient_errors():  # type: ignore[no-untyped-def]  # contextlib knows the type
    """Logs transient errors; the work is repeated in the next round."""
    try:
        yield
    except Exception as error:
        if not is_transient(error):
            raise
        log.warning("pushing was interrupted", cause=repr(error))


def pushing_part(
    runtime: Runtime, receivers: Receivers, webhooks: Webhooks
) -> Callable[[asyncio.Event], Awaitable[None]]:
    async def push(stop: asyncio.Event) -> None:
        try:
            await Pusher(runtime, webhooks.send, receivers).run(stop)
        finally:
            await webhooks.close()

    return push
