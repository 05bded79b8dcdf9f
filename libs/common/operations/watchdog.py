"""Ends a process that can no longer do its work: its event loop is blocked, or it does not end when it must.

A blocked loop answers no request, applies no event and handles no signal, while its process looks alive. A thread
beside the loop notices, logs where the loop is blocked, and ends the process, so that whatever supervises it (a
container engine, which never restarts a container only for being unhealthy, Kubernetes, `make up`) starts it anew.
Nothing is lost: what was not committed is done again.

A thread cannot run while foreign code keeps the interpreter's lock; for that Kubernetes has its liveness probe.
"""

import asyncio
import os
import sys
import threading
import traceback
from collections.abc import Callable
from typing import Self

import structlog

STALLED_AFTER = 10.0
"""Seconds without a turn of the event loop. The longest callback that was measured takes less than one."""
EXIT_STALLED = 70
"""EX_SOFTWARE of sysexits.h."""

log = structlog.get_logger()


class Watchdog:
    """Made and entered inside the loop that it watches.

    Time is counted in rounds of the thread, never by the clock: after a pause of the whole process (SIGSTOP, a
    virtual machine that was suspended) the loop is not taken for a blocked one.
    """

    def __init__(
        self, stalled_after: float = STALLED_AFTER, round_length: float = 0.5, end: Callable[[int], None] = os._exit
    ) -> None:
        self._stalled_after = stalled_after
        self._round_length = round_length
        self._end = end
        self._turns = 0
        self._seconds_left: float | None = None

    def __enter__(self) -> Self:
        self._loop_thread = threading.get_ident()
        self._heartbeat = asyncio.ensure_future(self._count_turns())
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._heartbeat.cancel()

    def must_end_within(self, seconds: float) -> None:
        """From now on only this time counts, also once the loop has ended: a thread may still hold the process."""
        self._seconds_left = seconds

    async def _count_turns(self) -> None:
        while True:
            self._turns += 1
            await asyncio.sleep(self._round_length)

    def _watch(self) -> None:
        turns, stalled, pause = self._turns, 0.0, threading.Event()
        while True:
            pause.wait(self._round_length)
            if self._seconds_left is not None:
                self._seconds_left -= self._round_length
                if self._seconds_left <= 0:
                    log.error("the process did not end in time", stack=self._stack())
                    self._end(1)
                    return
                continue
            stalled = stalled + self._round_length if self._turns == turns else 0.0
            turns = self._turns
            if stalled >= self._stalled_after:
                log.critical("the event loop is blocked", seconds=self._stalled_after, stack=self._stack())
                self._end(EXIT_STALLED)
                return

    def _stack(self) -> str:
        """Where the loop's thread is: names of files and functions only, no values."""
        frame = sys._current_frames().get(self._loop_thread)  # noqa: SLF001 - the documented way to another thread
        return "".join(traceback.format_stack(frame)) if frame is not None else ""
