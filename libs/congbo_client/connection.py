"""Sends requests to one service, and repeats those that may be repeated."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx

from congbo_client.problems import ConnectionFailed, problem_of
from congbo_client.requests import Request, Response
from congbo_client.retries import Retries

T = TypeVar("T")
TIMEOUT = 60.0
Token = str | Callable[[], str]
"""A bearer token, or a function that returns one that is valid now; it is called for each attempt."""


class Connection:
    """A connection to the service at `url`. `http` may be a client of one's own, with proxies or certificates; it is
    not closed here."""

    def __init__(
        self,
        url: str,
        *,
        token: Token | None = None,
        retries: Retries | None = None,
        http: httpx.Client | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.url, self.token, self.retries = url.rstrip("/"), token, retries or Retries()
        self._http = http or httpx.Client(timeout=TIMEOUT, follow_redirects=True)
        self._is_own, self._sleep = http is None, sleep

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._is_own:
            self._http.close()

    def send(self, request: Request) -> httpx.Response:
        """Returns a success. Raises `Problem`, `MalformedResponse` or `ConnectionFailed`."""
        attempt = 1
        while True:
            attempt, failure, response = attempt + 1, None, None
            try:
                response = self._http.request(**request_arguments(self.url, self.token, request))
            except httpx.TransportError as error:
                failure = error
            if response is not None and response.is_success:
                return response
            wait = self.retries.wait_before(attempt, response) if request.is_repeatable else None
            if wait is None:
                raise failure_of(request, response, failure)
            self._sleep(wait)


class AsyncConnection:
    """As `Connection`, with `async` methods."""

    def __init__(
        self,
        url: str,
        *,
        token: Token | None = None,
        retries: Retries | None = None,
        http: httpx.AsyncClient | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.url, self.token, self.retries = url.rstrip("/"), token, retries or Retries()
        self._http = http or httpx.AsyncClient(timeout=TIMEOUT, follow_redirects=True)
        self._is_own, self._sleep = http is None, sleep

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        if self._is_own:
            await self._http.aclose()

    async def send(self, request: Request) -> httpx.Response:
        """Returns a success. Raises `Problem`, `MalformedResponse` or `ConnectionFailed`."""
        attempt = 1
        while True:
            attempt, failure, response = attempt + 1, None, None
            try:
                response = await self._http.request(**request_arguments(self.url, self.token, request))
            except httpx.TransportError as error:
                failure = error
            if response is not None and response.is_success:
                return response
            wait = self.retries.wait_before(attempt, response) if request.is_repeatable else None
            if wait is None:
                raise failure_of(request, response, failure)
            await self._sleep(wait)


def request_arguments(url: str, token: Token | None, request: Request) -> dict[str, Any]:
    bearer = token() if callable(token) else token
    arguments: dict[str, Any] = {
        "method": request.method,
        "url": f"{url}{request.path}",
        "params": request.query,
        "headers": {**request.headers, **({"Authorization": f"Bearer {bearer}"} if bearer else {})},
        "content": request.content,
    }
    return arguments if request.timeout is None else {**arguments, "timeout": request.timeout}


def failure_of(request: Request, response: httpx.Response | None, failure: Exception | None) -> Exception:
    if response is not None:
        return problem_of(response)
    error = ConnectionFailed(
        f"{request.method} {request.path}: {type(failure).__name__}: {failure}", request.headers.get("Idempotency-Key")
    )
    error.__cause__ = failure
    return error


def all_items(page_after: Callable[[str | None], Response[Any]], after: str | None) -> Iterator[Any]:
    """The items of all pages, each of which is requested when the one before was consumed."""
    while True:
        page = page_after(after).body
        yield from page["items"]
        after = page["next"]
        if after is None:
            return


async def all_items_async(
    page_after: Callable[[str | None], Awaitable[Response[Any]]], after: str | None
) -> AsyncIterator[Any]:
    """As `all_items`, with `await`."""
    while True:
        page = (await page_after(after)).body
        for item in page["items"]:
            yield item
        after = page["next"]
        if after is None:
            return
