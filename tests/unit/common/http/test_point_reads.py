"""Questions that wait become one statement, and none is answered by what was seen before it was asked."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from common.clock import FixedClock
from common.http.cache import coalescing as turns
from common.http.cache.point_reads import OVERHEAD, HotReader, Remembered
from common.service.api_definition import HotRead


class Database:
    """Answers with how many statements began before, each taking a moment. Unless it is told to stand, it changes all the time."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.looks = 0
        self.stands = False
        self.fails = False

    async def revision(self, _connection: Any) -> int:
        self.looks += 1
        return 1 if self.stands else self.looks

    async def bodies(self, _connection: Any, keys: Sequence[str], _today: date) -> tuple[int, Mapping[str, bytes]]:
        self.asked.append(list(keys))
        number = len(self.asked)
        await asyncio.sleep(0.02)
        if self.fails:
            raise ValueError("a mistake of ours")
        return 1 if self.stands else self.looks, {key: f"{key} {number}".encode() for key in keys if key != "absent"}


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Database:
    class Open:
        def is_closed(self) -> bool:
            return False

    async def connect(_url: str, **_settings: str) -> Open:
        return Open()

    monkeypatch.setattr(turns, "connect", connect)
    return Database()


NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Reads:
    def __init__(self, database: Database) -> None:
        self.clock = FixedClock(NOON)
        self.reader = HotReader(HotRead("/{key}", lambda path: path, database.revision, database.bodies), "", self.clock)

    async def body(self, key: str) -> bytes | None:
        answer = await self.reader.answer(key)
        return None if answer is None else answer.body


def reader(database: Database) -> Reads:
    return Reads(database)


async def test_all_who_ask_while_a_statement_runs_share_the_next(database: Database) -> None:
    reads = reader(database)
    first = asyncio.create_task(reads.body("a"))
    await asyncio.sleep(0.01)
    others = await asyncio.gather(*(reads.body(key) for key in ("b", "c", "b", "absent")))
    assert await first == b"a 1"
    assert others == [b"b 2", b"c 2", b"b 2", None]
    assert database.asked == [["a"], ["b", "c", "absent"]]


async def test_who_asks_for_what_is_being_read_gets_a_later_reading(database: Database) -> None:
    reads = reader(database)
    first = asyncio.create_task(reads.body("a"))
    await asyncio.sleep(0.01)
    assert await reads.body("a") == b"a 2", "the statement that ran had begun before the question"
    assert await first == b"a 1"


async def test_where_reading_fails_the_plain_route_is_left_to_answer(database: Database) -> None:
    reads, database.fails = reader(database), True
    assert await asyncio.gather(reads.body("a"), reads.body("b")) == [None, None]
    database.fails = False
    assert await reads.body("a") == b"a 2"


async def test_one_who_gives_up_takes_nothing_from_the_others(database: Database) -> None:
    reads = reader(database)
    gone, stays = asyncio.create_task(reads.body("a")), asyncio.create_task(reads.body("a"))
    await asyncio.sleep(0.01)
    gone.cancel()
    assert await stays == b"a 1"


async def test_what_has_not_changed_is_answered_from_memory_after_asking_whether_it_has(database: Database) -> None:
    reads, database.stands = reader(database), True
    assert [await reads.body("a") for _ in range(3)] == [b"a 1"] * 3
    assert (len(database.asked), database.looks) == (1, 3)
    assert await asyncio.gather(reads.body("a"), reads.body("b"), reads.body("absent")) == [b"a 1", b"b 2", None]
    assert database.asked[1:] == [["b", "absent"]]


async def test_a_change_and_another_day_make_it_forget(database: Database) -> None:
    reads, database.stands = reader(database), True
    assert await reads.body("a") == b"a 1"
    database.stands = False
    assert await reads.body("a") == b"a 2"
    database.stands = True
    assert await reads.body("a") == b"a 3"
    reads.clock.moment = NOON + timedelta(days=1)
    assert await reads.body("a") == b"a 4"


async def test_it_does_not_remember_without_end(database: Database) -> None:
    reads, database.stands = reader(database), True
    await reads.body("a")  # connects, and begins to remember
    reads.reader._remembered = Remembered(limit=2 * OVERHEAD)
    for key in ("a", "b", "c", "d", "e"):
        await reads.body(key)
    assert reads.reader._remembered.size <= 4 * OVERHEAD


async def test_a_new_connection_makes_it_forget_since_a_restored_database_counts_anew(database: Database) -> None:
    reads, database.stands = reader(database), True
    assert await reads.body("a") == b"a 1"
    reads.reader._turns._connection = None
    assert await reads.body("a") == b"a 2"
