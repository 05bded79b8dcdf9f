"""Whether writes of this process have failed lately: reads go on while a disk is full or a primary is demoted."""

from time import monotonic

REMEMBERED = 30.0  # seconds; a refused caller retries sooner, and so confirms or clears the failure


class WriteHealth:
    def __init__(self) -> None:
        self._reason: str | None = None
        self._failed_at = 0.0

    def failed(self, reason: str) -> None:
        self._reason, self._failed_at = reason, monotonic()

    @property
    def reason(self) -> str | None:
        """Why nothing could be written within the last 30 s; None where no write failed."""
        return self._reason if monotonic() - self._failed_at < REMEMBERED else None
