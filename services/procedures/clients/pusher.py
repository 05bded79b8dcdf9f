"""The process that pushes Decisions to channels, each channel by itself: one that hangs keeps no other waiting."""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable
from time import monotonic

import structlog

from common.database import connect, driver_of, is_passing
from common.runtime import Runtime
from procedures.clients.webhooks import Webhooks
from procedures.commands.push_next import Send, push_next
from procedures.domain.circuit import CircuitState
from procedures.gauges import channel_overdue, circuit_open
from procedures.queries.overdue_channels import overdue_by_channel
from procedures.settings import Settings
from procedures.storage.pushes import ready

POLL = 1.0  # seconds: deadlines are days
MEASURED_EVERY = 30.0  # seconds
REST = 60.0  # seconds

log = structlog.get_logger()


class Pusher:
    def __init__(self, runtime: Runtime, send: Send) -> None:
        self.runtime = runtime
        self.send = send
        self._stop = asyncio.Event()
        self._busy: dict[str, asyncio.Task[None]] = {}

    async def run(self, stop: asyncio.Event) -> None:
        """Until it is asked to stop; what is being sent then is still recorded."""
        self._stop, measured_at = stop, -MEASURED_EVERY
        while not stop.is_set():
            with passing_by():
                await self.start_pushing()
                if monotonic() - measured_at >= MEASURED_EVERY:
                    await self.measure()
                    measured_at = monotonic()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), POLL)
        await asyncio.gather(*self._busy.values())

    async def start_pushing(self) -> None:
        for done in [channel for channel, task in self._busy.items() if task.done()]:
            del self._busy[done]
        async with self.runtime.engine.connect() as connection:
            waited_for = await ready(await driver_of(connection), self.runtime.clock.now())
        for channel in waited_for:
            if channel not in self._busy:
                self._busy[channel] = asyncio.create_task(self._push_all_apart(channel))

    async def push_all(self, channel: str) -> None:
        """All that waits for the channel, in order, until one has to wait."""
        with passing_by():
            driver = await connect(self.runtime.settings.database_url, application_name="publish-channels")
            try:
                while not self._stop.is_set() and await push_next(driver, channel, self.send, self.runtime.clock, random.random):
                    pass
            finally:
                driver.terminate()

    async def _push_all_apart(self, channel: str) -> None:
        """What nobody foresaw stops this channel for a while, and neither the other channels nor what else runs in this process."""
        try:
            await self.push_all(channel)
        except Exception:
            log.exception("a channel could not be pushed to", channel=channel)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), REST)

    async def measure(self) -> None:
        async with self.runtime.engine.connect() as connection:
            for row in await overdue_by_channel(connection, self.runtime.clock.today()):
                channel_overdue.labels(row.channel).set(row.overdue)
                circuit_open.labels(row.channel).set(row.state != CircuitState.CLOSED)


@contextlib.contextmanager
def passing_by():  # type: ignore[no-untyped-def]  # contextlib knows the type
    """What a second try may mend is said and left for the next round."""
    try:
        yield
    except Exception as error:
        if not is_passing(error):
            raise
        log.warning("pushing to channels was interrupted", cause=repr(error))


def pushing(runtime: Runtime) -> Callable[[asyncio.Event], Awaitable[None]]:
    """Push published Decisions to the channels that are connected."""
    settings = runtime.settings
    if not isinstance(settings, Settings):
        raise TypeError("this service has settings of its own")

    async def push(stop: asyncio.Event) -> None:
        webhooks = Webhooks(settings.channel_secrets, settings.channel_timeout)
        try:
            await Pusher(runtime, webhooks.send).run(stop)
        finally:
            await webhooks.close()

    return push
