"""When a request is repeated, and after how many seconds.

Only a request that changes nothing, or that has an idempotency key, is repeated: after a failed connection, 429 and
503. `Retry-After` is respected. Without it the wait doubles with each attempt, at random between nothing and that, so
that clients which failed together do not return together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from secrets import SystemRandom

import httpx

from congbo_client.problems import retry_after

STATUSES = (429, 503)


@dataclass(frozen=True)
class Retries:
    """`attempts` counts the first one. No single wait exceeds `longest_wait` seconds: a service that demands a longer
    one with `Retry-After` is not asked again. `between` draws a number from a range."""

    attempts: int = 5
    first_wait: float = 0.2
    longest_wait: float = 30.0
    between: Callable[[float, float], float] = SystemRandom().uniform

    def wait_before(self, attempt: int, response: httpx.Response | None) -> float | None:
        """The seconds to wait before this attempt, the second being 2; None if it must not be made. `response` is that
        of the attempt before, None if the connection failed."""
        if attempt > self.attempts or (response is not None and response.status_code not in STATUSES):
            return None
        backoff = self.between(0, min(self.longest_wait, self.first_wait * 2 ** (attempt - 2)))
        demanded = retry_after(response) if response is not None else None
        if demanded is None:
            return backoff
        return None if demanded > self.longest_wait else min(demanded + backoff, self.longest_wait)


NO_RETRIES = Retries(attempts=1)
