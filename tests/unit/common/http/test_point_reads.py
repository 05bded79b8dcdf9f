"""Concurrent point reads share one statement, and no response is older than its request."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from common.clock import FixedClock
from common.http.cache import database_batching
from common.http.cache.cached_response import CachedResponse
from common.http.cache.checked_responses import CheckedResponses
from common.http.cache.response_store import OVERHEAD, ResponseStore


class Connection:
    def __init__(self) -> None:
        self.open = True

    def is_closed(self) -> bool:
        return not self.open

    def terminate(self) -> None:
        self.open = False


class Database:
    """Responds with the number of its statement, which takes a moment. Its revision changes with each read, unless
    `constant`."""

    def __init__(self) -> None:
        self.statements: list[list[str]] = []
        self.revisions_read = 0
        self.constant = False
        self.fails = False
        self.connections: list[Connection] = []

    async def revision(self, _connection: Any) -> int:
        self.revisions_read += 1
        return 1 if self.constant else self.revisions_read

    async def bodies(self, _connection: Any, keys: Sequence[str], _today: date) -> tuple[int, Mapping[str, bytes]]:
        self.statements.append(list(keys))
        number = len(self.statements)
        await asyncio.sleep(0.02)
        if self.fails:
            raise ValueError("a broken statement")
        return 1 if self.constant else self.revisions_read, {
            key: f"{key} {number}".encode() for key in keys if key != "absent"
        }

    async def connect(self, _url: str, **_settings: str) -> Connection:
        self.connections.append(Connection())
        return self.connections[-1]


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Database:
    fake_database = Database()
    monkeypatch.setattr(database_batching, "connect", fake_database.connect)
    return fake_database


NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Reads:
    def __init__(self, database: Database) -> None:
        self.clock = FixedClock(NOON)
        self.responses = CheckedResponses("test", database.revision, database.bodies, "", self.clock, [])

    async def body(self, key: str) -> bytes | None:
        response = await self.responses.get(key)
        return response.body if isinstance(response, CachedResponse) else None


async def test_all_requests_that_arrive_while_a_statement_runs_share_the_next(database: Database) -> None:
    reads = Reads(database)
    first = asyncio.create_task(reads.body("a"))
    await asyncio.sleep(0.01)
    others = await asyncio.gather(*(reads.body(key) for key in ("b", "c", "b", "absent")))
    assert await first == b"a 1"
    assert others == [b"b 2", b"c 2", b"b 2", None]
    assert database.statements == [["a"], ["b", "c", "absent"]]


async def test_a_request_for_what_is_being_read_waits_for_the_next_statement(database: Database) -> None:
    reads = Reads(database)
    first = asyncio.create_task(reads.body("a"))
    await asyncio.sleep(0.01)
    assert await reads.body("a") == b"a 2", "the statement that ran had begun before the request"
    assert await first == b"a 1"


async def test_where_a_statement_fails_the_plain_route_is_used_and_the_connection_is_closed(database: Database) -> None:
    reads, database.fails = Reads(database), True
    assert await asyncio.gather(reads.body("a"), reads.body("b")) == [None, None]
    database.fails = False
    assert await reads.body("a") == b"a 2"
    assert [connection.open for connection in database.connections] == [False, True]


async def test_a_caller_that_goes_away_takes_nothing_from_the_others(database: Database) -> None:
    reads = Reads(database)
    cancelled, waiting = asyncio.create_task(reads.body("a")), asyncio.create_task(reads.body("a"))
    await asyncio.sleep(0.01)
    cancelled.cancel()
    assert await waiting == b"a 1"


async def test_a_stored_response_is_returned_once_its_revision_is_confirmed(database: Database) -> None:
    reads, database.constant = Reads(database), True
    assert [await reads.body("a") for _ in range(3)] == [b"a 1"] * 3
    assert (len(database.statements), database.revisions_read) == (1, 3)
    assert await asyncio.gather(reads.body("a"), reads.body("b"), reads.body("absent")) == [b"a 1", b"b 2", None]
    assert database.statements[1:] == [["b", "absent"]]


async def test_another_revision_and_another_day_drop_what_is_stored(database: Database) -> None:
    reads, database.constant = Reads(database), True
    assert await reads.body("a") == b"a 1"
    database.constant = False
    assert await reads.body("a") == b"a 2"
    database.constant = True
    assert await reads.body("a") == b"a 3"
    reads.clock.moment = NOON + timedelta(days=1)
    assert await reads.body("a") == b"a 4"


async def test_a_store_does_not_grow_without_end(database: Database) -> None:
    reads, database.constant = Reads(database), True
    await reads.body("a")  # connects, and begins to store
    reads.responses._store = ResponseStore(limit=2 * OVERHEAD)
    for key in ("a", "b", "c", "d", "e"):
        await reads.body(key)
    assert len(reads.responses._store.responses) <= 4


async def test_a_new_connection_drops_what_is_stored_since_a_restored_database_counts_anew(database: Database) -> None:
    reads, database.constant = Reads(database), True
    assert await reads.body("a") == b"a 1"
    reads.responses._batcher._connection.terminate()
    assert await reads.body("a") == b"a 2"
