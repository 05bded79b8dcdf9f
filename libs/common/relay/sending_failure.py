"""Since when the relay cannot send, and why: for the metric, for readiness and, in the table, for `status`."""

import contextlib
import time
from typing import Any

from common import metrics
from common.service.part_health import PartHealth

FAILED_AFTER = 30.0
"""Seconds. A broker that restarts, or another one that takes over its partitions, is back sooner."""
SAVE_TIMEOUT = 5.0  # seconds: without its database the relay has more to repair than this note
COMPONENT = "sending to Kafka"

SAVE = "UPDATE relay_cursor SET failing_since = coalesce(failing_since, now()), failing_cause = $1"
CLEAR = "UPDATE relay_cursor SET failing_since = NULL, failing_cause = NULL WHERE failing_since IS NOT NULL"
SECONDS = "SELECT extract(epoch FROM now() - min(failing_since))::float FROM relay_cursor"


class SendFailed(Exception):
    """The broker has not confirmed the event at this position, or one shortly after it; the cause is `__cause__`."""


def failure_text(error: Exception) -> str:
    return f"{error}: {error.__cause__!r}" if isinstance(error, SendFailed) else repr(error)


class SendingFailure:
    """Begins with the first failure and ends when nothing is left unsent or the next event is sent. The table keeps its
    beginning over restarts of the process."""

    def __init__(self, source: str, parts: PartHealth) -> None:
        self._parts = parts
        self._since: float | None = None
        metrics.relay_failing.labels(source).set_function(self.seconds)

    def seconds(self) -> float:
        """Returns for how long sending has failed; 0 while it does not."""
        return 0.0 if self._since is None else time.monotonic() - self._since

    async def load(self, connection: Any) -> None:
        """Continues a failure that an earlier process has saved."""
        if (seconds := await connection.fetchval(SECONDS)) is not None:
            self._since = time.monotonic() - max(seconds, self.seconds())

    def began(self, error: Exception) -> None:
        self._since = time.monotonic() if self._since is None else self._since
        if self.seconds() > FAILED_AFTER:
            kind = type(error.__cause__ or error).__name__
            where = f"{error}: " if isinstance(error, SendFailed) else ""
            self._parts.failed(COMPONENT, f"{where}{kind}, for more than {FAILED_AFTER:.3g} s")

    async def save(self, connection: Any, error: Exception) -> None:
        with contextlib.suppress(Exception):  # the connection may be what has failed
            await connection.execute(SAVE, failure_text(error), timeout=SAVE_TIMEOUT)

    async def ended(self, connection: Any) -> None:
        if self._since is not None:
            await connection.execute(CLEAR)
            self.not_ours()

    def not_ours(self) -> None:
        """Another relay holds the lock: whether it can send is its own state."""
        self._since = None
        self._parts.recovered(COMPONENT)
