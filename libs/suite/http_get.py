"""Short questions to what runs on this machine."""

from functools import cache
from typing import Any

import httpx


def get(url: str, **parts: Any) -> httpx.Response:
    return _client().get(url, **parts)


@cache
def _client() -> httpx.Client:
    """Made once: each reads all certificates that the machine trusts, in 30 ms. Who is asked may be another since; no
    connection is kept."""
    return httpx.Client(limits=httpx.Limits(max_keepalive_connections=0))
