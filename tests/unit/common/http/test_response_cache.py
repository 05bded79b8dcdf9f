"""What the plain route has answered is given again only while the revision stands that stood when it was asked for."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from common.clock import FixedClock
from common.http.cache import coalescing as turns
from common.http.cache.point_reads import Answer
from common.http.cache.response_cache import LARGEST, Recall, StandingRevision
from common.service.api_definition import RecalledReads

PATH = "/v1/things"


class Place:
    """A plain route that answers with how often it was asked, over a database whose revision the test moves."""

    def __init__(self) -> None:
        self.clock = FixedClock(datetime(2026, 11, 24, 3, tzinfo=UTC))
        self.stands, self.asked, self.more, self.size = 1, 0, [], 0
        self.fails = False
        self.connection = Connection()
        self.meanwhile: Callable[[], Awaitable[None]] | None = None
        self.recall = Recall(self.plain, StandingRevision(RecalledReads(frozenset({PATH}), self.revision), "", self.clock))

    more: list[tuple[bytes, bytes]]

    async def revision(self, _: Any) -> int:
        await asyncio.sleep(0.01)
        if self.fails:
            raise OSError("gone")
        return self.stands

    async def plain(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        made = Answer(b"%d" % self.asked + b"." * self.size)
        if self.meanwhile is not None:
            await self.meanwhile()
        await send({**made.head, "headers": [*made.headers, *self.more]})
        await send({"type": "http.response.body", "body": made.body[:1], "more_body": True})
        await send({"type": "http.response.body", "body": made.body[1:]})

    async def get(self, query: str = "", **headers: str) -> bytes:
        body = b""

        async def send(message: Message) -> None:
            nonlocal body
            body += message.get("body", b"")

        raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        scope = {"type": "http", "method": "GET", "path": PATH, "query_string": query.encode(), "headers": raw}

        async def receive() -> Message:
            return {"type": "http.request"}

        await self.recall(scope, receive, send)
        return body


class Connection:
    def is_closed(self) -> bool:
        return False


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Place:
    made = Place()

    async def connect(_url: str, **_settings: str) -> Connection:
        return made.connection

    monkeypatch.setattr(turns, "connect", connect)
    return made


async def test_an_answer_is_given_again_for_the_same_query_only(place: Place) -> None:
    assert [await place.get("a=1"), await place.get("a=1"), await place.get("a=2"), await place.get("a=1")] == [
        b"1",
        b"1",
        b"2",
        b"1",
    ]


async def test_a_change_while_the_route_answers_leaves_nothing_remembered(place: Place) -> None:
    async def moved() -> None:
        place.stands += 1

    place.meanwhile = moved
    assert [await place.get(), await place.get()] == [b"1", b"2"]
    place.meanwhile = None
    assert [await place.get(), await place.get()] == [b"3", b"3"]


async def test_midnight_while_the_route_answers_leaves_nothing_remembered(place: Place) -> None:
    async def midnight() -> None:
        place.clock.moment += timedelta(days=1)

    place.meanwhile = midnight
    assert [await place.get(), await place.get()] == [b"1", b"2"]


async def test_another_connection_may_count_anew_and_what_was_remembered_is_forgotten(place: Place) -> None:
    assert await place.get() == b"1"
    place.fails = True
    assert await place.get() == b"2", "nobody can say what stands, so the plain route answers"
    place.fails, place.connection = False, Connection()
    assert [await place.get(), await place.get()] == [b"3", b"3"]


async def test_who_asks_while_the_revision_is_read_waits_for_the_next_reading(place: Place) -> None:
    assert await place.get() == b"1"
    early = asyncio.create_task(place.get())
    await asyncio.sleep(0.005)  # its reading has begun, and has seen the old revision
    seen, place.stands = place.stands, place.stands + 1
    assert seen == 1
    late = await place.get()
    assert late != b"1", "it was asked after the change"
    await early


async def test_an_answer_that_says_more_in_its_headers_or_is_large_is_not_remembered(place: Place) -> None:
    place.more = [(b"set-cookie", b"a=b")]
    assert [await place.get(), await place.get()] == [b"1", b"2"]
    place.more, place.size = [], LARGEST
    assert (await place.get())[:1] + (await place.get())[:1] == b"34"


async def test_who_wants_to_wait_for_a_position_is_left_to_the_plain_route(place: Place) -> None:
    assert await place.get() == b"1"
    assert await place.get(event_position_at_least="things/0:1") == b"2"
    assert await place.get() == b"1"
