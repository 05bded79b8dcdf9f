"""Wakes tasks that wait for new events: by NOTIFY, or by a short poll while the listening connection is down."""

import asyncio
import contextlib
from typing import Any

import asyncpg

from common.database.connections import connect, is_connection_lost
from common.eventlog.log import CHANNEL

POLL_INTERVAL = 0.5  # seconds: how late an event may be noticed when a notification was missed
PROBE_INTERVAL = 5.0  # seconds between checks that the listening connection is still alive


class Wakeups:
    """One listening connection per process. Take `mark()` before reading, then `wait` on it: so no event is missed
    between the two."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.connected = False
        self.closing = False
        self._next = asyncio.Event()

    def mark(self) -> asyncio.Event:
        return self._next

    async def wait(self, mark: asyncio.Event, seconds: float) -> None:
        """Returns when events were committed after the mark, or when the time is over."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(
                mark.wait(), min(seconds, PROBE_INTERVAL) if self.connected else min(seconds, POLL_INTERVAL)
            )

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                await self._listen(stop)
            except Exception as error:
                if not is_connection_lost(error):
                    raise
                await asyncio.sleep(POLL_INTERVAL)
            finally:
                self.connected = False
                self.wake()

    async def _listen(self, stop: asyncio.Event) -> None:
        connection: asyncpg.Connection = await connect(self.url, application_name="listen")
        try:
            await connection.add_listener(CHANNEL, self._on_notification)
            self.connected = True
            self.wake()
            while not stop.is_set():
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), PROBE_INTERVAL)
                await connection.fetchval("SELECT 1", timeout=PROBE_INTERVAL)
        finally:
            connection.terminate()

    def _on_notification(self, *_notification: Any) -> None:
        self.wake()

    def close(self) -> None:
        """Wakes all waiting tasks, since the process is about to end."""
        self.closing = True
        self.wake()

    def wake(self) -> None:
        waiting, self._next = self._next, asyncio.Event()
        waiting.set()
