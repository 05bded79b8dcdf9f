"""A server for the client of the APIs that needs no network: it sends responses in order, and records requests and
waits."""

from collections.abc import Callable, Sequence
from typing import Any

import httpx

from congbo_client import AsyncProcedures, Procedures, Retries

Reply = httpx.Response | Exception
URL = "http://service.test"


def longest(_: float, end: float) -> float:
    """Draws the end of each range, where the client draws at random."""
    return end


class ClientServer:
    def __init__(self, *replies: Reply, respond: Callable[[httpx.Request], httpx.Response] | None = None) -> None:
        self.replies, self._respond = list(replies), respond
        self.requests: list[httpx.Request] = []
        self.waits: list[float] = []

    def handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if self._respond is not None:
            return self._respond(request)
        reply = self.replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply

    def headers(self, name: str) -> Sequence[str | None]:
        return [request.headers.get(name) for request in self.requests]

    def client(self, **options: Any) -> Procedures:
        return Procedures(
            URL,
            http=httpx.Client(transport=httpx.MockTransport(self.handle)),
            sleep=self.waits.append,
            **{"retries": Retries(between=longest), **options},
        )

    def async_client(self, **options: Any) -> AsyncProcedures:
        async def sleep(seconds: float) -> None:
            self.waits.append(seconds)

        return AsyncProcedures(
            URL,
            http=httpx.AsyncClient(transport=httpx.MockTransport(self.handle)),
            sleep=sleep,
            **{"retries": Retries(between=longest), **options},
        )


def unavailable(**headers: str) -> httpx.Response:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(503, json={"type": "urn:congbo:problem:database-unreachable"}, headers=names)
