"""Asks by HTTP whether another system answers: one GET, whose body is not read."""

import asyncio
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import httpx

from common.delivery.webhook_sender import NO_REUSE, ResolveAddress

LONGEST_ERROR = 300  # characters


@dataclass(frozen=True, slots=True)
class Health:
    """`status` is None where there was no response; `error` is None where it was a success (2xx)."""

    status: int | None
    error: str | None


class HealthClient:
    """`resolve_address` returns the network address to connect to, or raises an `OSError`: URLs are stated by people.
    Redirects are not followed, since they would lead past it."""

    def __init__(self, timeout: float, resolve_address: ResolveAddress) -> None:
        """`timeout` are the seconds of a request as a whole."""
        self.timeout = timeout
        self.resolve_address = resolve_address
        self.http = httpx.AsyncClient(timeout=timeout, follow_redirects=False, trust_env=False, limits=NO_REUSE)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.http.aclose()

    async def get(self, url: str) -> Health:
        try:
            async with asyncio.timeout(self.timeout):
                status = await self._status_of(httpx.URL(url))
        except (TimeoutError, httpx.TimeoutException):
            return Health(None, f"no response within {self.timeout:g} s")
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, RuntimeError) as error:
            return Health(None, f"{type(error).__name__}: {error}"[:LONGEST_ERROR])
        return Health(status, None if 200 <= status < 300 else f"it responded with {status}")

    async def _status_of(self, url: httpx.URL) -> int:
        headers = {"host": url.netloc.decode(), "user-agent": "congbo"}
        address = await self.resolve_address(url.host, url.port or (443 if url.scheme == "https" else 80))
        request = self.http.stream(
            "GET", url.copy_with(host=address), headers=headers, extensions={"sni_hostname": url.host}
        )
        async with request as response:
            return response.status_code
