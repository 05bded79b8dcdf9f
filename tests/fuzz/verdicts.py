"""When a response is a finding."""

import re
from pathlib import Path

TIME_LIMIT = 10.0  # seconds beyond what the request itself waits for
LONGEST_WAIT = 30.0  # seconds that a request for the feed may wait for an event
PAGE = Path(__file__).parents[2] / "docs" / "problems.md"
UNAVAILABLE = frozenset(re.findall(r"`([a-z-]+)` \| 503 \|", PAGE.read_text()))
"""The problems with which a service may answer 503."""
TYPE = re.compile(rb'"type":"urn:congbo:problem:([a-z-]+)"')


def fault_of(status: int, body: bytes) -> str | None:
    """Says why the response is a fault of the service, or returns None. A status from 500 is one, except a 503 that
    docs/problems.md lists."""
    if status < 500:
        return None
    problem = TYPE.search(body)
    name = problem[1].decode() if problem else "no problem"
    return None if status == 503 and name in UNAVAILABLE else f"{status} with {name}"


def delay_of(seconds: float, wait: object) -> str | None:
    """Says that the response took too long, or returns None; `wait` is the parameter of the feed, where it is given."""
    try:
        allowed = TIME_LIMIT + min(max(float(str(wait)), 0), LONGEST_WAIT)
    except ValueError:
        allowed = TIME_LIMIT
    return f"the response took {seconds:.1f} s" if seconds > allowed else None


def is_of_another_method(method: str, status: int) -> bool:
    """Whether the status is one of a method that the operation's document does not have: HEAD has that of GET, OPTIONS
    names the methods, every other one is refused."""
    return method.upper() == "HEAD" or status == (204 if method.upper() == "OPTIONS" else 405)
