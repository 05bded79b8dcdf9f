"""Short GET requests to processes on this machine."""

from functools import cache
from typing import Any

import httpx

IN_ENGLISH = {"Accept-Language": "en"}
"""The commands are English, and print what the problems say."""


def get(url: str, **parts: Any) -> httpx.Response:
    return _client().get(url, **parts)


def is_ready(url: str) -> bool:
    """Whether the service at the URL says that it is ready."""
    try:
        return get(f"{url}/healthz/ready", timeout=2).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


@cache
def _client() -> httpx.Client:
    """Creates the client once: creating one takes 30 ms, since it reads all certificates that the machine trusts. It
    keeps no connections, since the process behind a port may have been replaced since the last request."""
    return httpx.Client(headers=IN_ENGLISH, limits=httpx.Limits(max_keepalive_connections=0))
