"""Asks by HTTP whether another system answers: one GET, whose body is not read."""

import asyncio
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import httpx

from common.delivery.stated_urls import ResolveAddress, client_for_stated_urls, request_to

LONGEST_ERROR = 300  # characters


@dataclass(frozen=True, slots=True)
class Health:
    """`status` is None where there was no response; `error` is None where it was a success (2xx)."""

    status: int | None
    error: str | None


class HealthClient:
    def __init__(self, timeout: float, resolve_address: ResolveAddress) -> None:
        """`timeout` are the seconds of a request as a whole."""
        self.timeout = timeout
        self.resolve_address = resolve_address
        self.http = client_for_stated_urls(timeout)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.http.aclose()

    async def get(self, url: str) -> Health:
        try:
            async with asyncio.timeout(self.timeout):
                status = await self._status_of(url)
        except (TimeoutError, httpx.TimeoutException):
            return Health(None, f"no response within {self.timeout:g} s")
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, RuntimeError) as error:
            return Health(None, f"{type(error).__name__}: {error}"[:LONGEST_ERROR])
        return Health(status, None if 200 <= status < 300 else f"it responded with {status}")

    async def _status_of(self, url: str) -> int:
        request = await request_to(self.http, "GET", url, self.resolve_address, {})
        async with request as response:
            return response.status_code
