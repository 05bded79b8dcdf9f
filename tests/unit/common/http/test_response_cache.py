"""A stored response is returned only while the revision is current that was current before the plain route ran."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from common.clock import FixedClock
from common.http.cache import database_batching
from common.http.cache.cached_response import CachedResponse
from common.http.cache.middleware import CacheMiddleware, ResponseCache
from common.http.cache.response_store import LARGEST
from common.service.api_definition import CachedRead, CachedRoute

PATH, OTHER, ITEM, CALLER = "/v1/things", "/v1/other-things", "/v1/things/", "/v1/things-of-callers"


class Service:
    """A plain route that responds with the number of its calls, over a database whose revision the test changes."""

    def __init__(self) -> None:
        self.clock = FixedClock(datetime(2026, 11, 24, 3, tzinfo=UTC))
        self.current, self.calls, self.more, self.size = 1, 0, [], 0
        self.fails = False
        self.connection = FakeConnection()
        self.meanwhile: Callable[[], Awaitable[None]] | None = None
        read = CachedRead(
            lambda path, query: None if query or not path.startswith(ITEM) else path[len(ITEM) :], self.bodies
        )
        self.routes = [
            CachedRoute(PATH, self.revision),
            CachedRoute(OTHER, self.revision),
            CachedRoute(CALLER, self.revision, for_anyone=False),
            CachedRoute(f"{ITEM}{{id}}", self.revision, read),
        ]
        self.cache = ResponseCache(self.routes, "", self.clock)
        self.middleware = CacheMiddleware(self.plain, self.cache)

    more: list[tuple[bytes, bytes]]

    async def revision(self, _: Any) -> int:
        await asyncio.sleep(0.01)
        if self.fails:
            raise OSError("gone")
        return self.current

    async def bodies(self, _: Any, keys: Sequence[str], _day: date) -> tuple[int, Mapping[str, bytes]]:
        return self.current, {key: f"read {key}".encode() for key in keys if key != "absent"}

    async def plain(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.calls += 1
        response = CachedResponse(b"%d" % self.calls + b"." * self.size, [])
        if self.meanwhile is not None:
            await self.meanwhile()
        await send({"type": "http.response.start", "status": 200, "headers": [*response.headers, *self.more]})
        await send({"type": "http.response.body", "body": response.body[:1], "more_body": True})
        await send({"type": "http.response.body", "body": response.body[1:]})

    async def get(self, query: str = "", path: str = PATH, **headers: str) -> bytes:
        body = b""

        async def send(message: Message) -> None:
            nonlocal body
            body += message.get("body", b"")

        raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": raw}

        async def receive() -> Message:
            return {"type": "http.request"}

        await self.middleware(scope, receive, send)
        return body


class FakeConnection:
    def is_closed(self) -> bool:
        return False

    def terminate(self) -> None:
        """Does nothing."""


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Service:
    fake_service = Service()

    async def connect(_url: str, **_settings: str) -> FakeConnection:
        return fake_service.connection

    monkeypatch.setattr(database_batching, "connect", connect)
    return fake_service


async def test_a_response_is_returned_again_for_the_same_query_only(service: Service) -> None:
    assert [await service.get("a=1"), await service.get("a=1"), await service.get("a=2"), await service.get("a=1")] == [
        b"1",
        b"1",
        b"2",
        b"1",
    ]


async def test_a_change_while_the_route_runs_leaves_nothing_stored(service: Service) -> None:
    async def change() -> None:
        service.current += 1

    service.meanwhile = change
    assert [await service.get(), await service.get()] == [b"1", b"2"]
    service.meanwhile = None
    assert [await service.get(), await service.get()] == [b"3", b"3"]


async def test_a_response_older_than_a_change_is_not_stored_for_the_revision_after_it(service: Service) -> None:
    async def change_and_read_other_route() -> None:
        service.meanwhile, service.current = None, service.current + 1
        assert await service.get(path=OTHER) == b"2"

    service.meanwhile = change_and_read_other_route
    assert await service.get() == b"1", "the route ran before the change"
    assert [await service.get(), await service.get(path=OTHER)] == [b"3", b"2"]


async def test_midnight_while_the_route_runs_leaves_nothing_stored(service: Service) -> None:
    async def midnight() -> None:
        service.clock.moment += timedelta(days=1)

    service.meanwhile = midnight
    assert [await service.get(), await service.get()] == [b"1", b"2"]


async def test_a_new_connection_drops_what_was_stored(service: Service) -> None:
    assert await service.get() == b"1"
    service.fails = True
    assert await service.get() == b"2", "nobody can confirm a revision, so the plain route answers"
    service.fails, service.connection = False, FakeConnection()
    assert [await service.get(), await service.get()] == [b"3", b"3"]


async def test_a_request_while_the_revision_is_read_waits_for_the_next_reading(service: Service) -> None:
    assert await service.get() == b"1"
    early = asyncio.create_task(service.get())
    await asyncio.sleep(0.005)  # its read has begun, and returns the old revision
    assert service.current == 1
    service.current = 2
    late = await service.get()
    assert late != b"1", "it was requested after the change"
    await early


async def test_a_response_with_more_headers_or_a_large_body_is_not_stored(service: Service) -> None:
    service.more = [(b"set-cookie", b"a=b")]
    assert [await service.get(), await service.get()] == [b"1", b"2"]
    service.more, service.size = [], LARGEST
    assert (await service.get())[:1] + (await service.get())[:1] == b"34"


async def test_a_request_that_waits_for_a_position_goes_to_the_plain_route(service: Service) -> None:
    assert await service.get() == b"1"
    assert await service.get(event_position_at_least="things/0:1") == b"2"
    assert await service.get() == b"1"


async def test_routes_of_one_revision_are_distinguished_by_their_paths(service: Service) -> None:
    assert [await service.get(), await service.get(path=OTHER), await service.get()] == [b"1", b"2", b"1"]


async def test_a_route_with_a_read_uses_it_and_the_plain_route_for_what_it_lacks(
    service: Service,
) -> None:
    assert await service.get(path=f"{ITEM}7") == b"read 7"
    assert [await service.get(path=f"{ITEM}absent"), await service.get(path=f"{ITEM}absent")] == [b"1", b"1"]


async def test_a_request_for_which_a_read_has_no_key_is_never_stored(service: Service) -> None:
    assert [await service.get("a=1", path=f"{ITEM}7"), await service.get("a=1", path=f"{ITEM}7")] == [b"1", b"2"]


async def test_a_route_that_depends_on_the_caller_caches_nothing_of_a_request_with_a_token(service: Service) -> None:
    assert [await service.get(path=CALLER), await service.get(path=CALLER)] == [b"1", b"1"]
    assert await service.get(path=CALLER, authorization="Bearer a") == b"2", "not what everyone gets"
    assert await service.get(path=CALLER) == b"1", "not what the caller with the token got"
    assert [await service.get(), await service.get(authorization="Bearer a")] == [b"3", b"3"]


def test_a_route_with_a_parameter_and_without_a_read_is_refused(service: Service) -> None:
    with pytest.raises(ValueError, match="has a parameter"):
        CachedRoute("/v1/things/{id}", service.revision)
