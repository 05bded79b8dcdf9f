"""The refusals that a tester orders. They are what a client sees of the real service when it is overloaded, and are
declared nowhere else, since this service itself is never in such a state."""

from common.http.http_refusals import HttpRefusal


class ServiceUnavailable(HttpRefusal):
    """A tester has ordered that the service be unavailable; `Retry-After` states for how long."""

    status, type, title = 503, "service-unavailable", "The service is unavailable"

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"try again in {retry_after} s", seconds=retry_after)
        self.headers = {"Retry-After": str(retry_after)}


class LookupsThrottled(HttpRefusal):
    """A tester has ordered that the caller has sent too many look-ups; `Retry-After` states when the next one is
    accepted."""

    status, type, title = 429, "lookups-throttled", "Too many look-ups"

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"try again in {retry_after} s", seconds=retry_after)
        self.headers = {"Retry-After": str(retry_after)}
