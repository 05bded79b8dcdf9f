"""Requests to URLs that people have stated. The connection is made to an address that was checked, and nothing leads
past it: no redirect, no proxy, and no connection that another name has opened."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager

import httpx

ResolveAddress = Callable[[str, int], Awaitable[str]]
"""Returns the network address of a host and a port, or raises an `OSError`."""
NO_REUSE = httpx.Limits(max_keepalive_connections=0)  # two names may share an address
USER_AGENT = "congbo"


def client_for_stated_urls(timeout: float) -> httpx.AsyncClient:
    """`timeout` are the seconds of each read; the caller limits the whole exchange."""
    return httpx.AsyncClient(
        timeout=timeout,
        follow_redirects=False,  # a signed message is sent to the stated URL only
        trust_env=False,  # a proxy would resolve the name again
        limits=NO_REUSE,
    )


async def request_to(
    http: httpx.AsyncClient,
    method: str,
    stated: str,
    resolve_address: ResolveAddress,
    headers: Mapping[str, str],
    content: bytes | None = None,
) -> AbstractAsyncContextManager[httpx.Response]:
    """The request, whose response streams. Raises `httpx.InvalidURL`, and what `resolve_address` raises."""
    url = httpx.URL(stated)
    address = await resolve_address(url.host, url.port or (443 if url.scheme == "https" else 80))
    return http.stream(
        method,
        url.copy_with(host=address),
        content=content,
        headers={**headers, "host": url.netloc.decode(), "user-agent": USER_AGENT},
        extensions={"sni_hostname": url.host},
    )
