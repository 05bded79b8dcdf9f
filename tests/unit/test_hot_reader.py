"""Questions that wait become one statement, and none is answered by a statement that began before it was asked."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest

from common.clock import FixedClock
from common.http import hot
from common.http.hot import HotReader
from common.service import HotRead


class Database:
    """Answers with how many statements began before, each taking a moment."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.fails = False

    async def bodies(self, _connection: Any, keys: Sequence[str], _today: date) -> Mapping[str, bytes]:
        self.asked.append(list(keys))
        number = len(self.asked)
        await asyncio.sleep(0.02)
        if self.fails:
            raise ValueError("a mistake of ours")
        return {key: f"{key} {number}".encode() for key in keys if key != "absent"}


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Database:
    class Open:
        def is_closed(self) -> bool:
            return False

    async def connect(_url: str, **_settings: str) -> Open:
        return Open()

    monkeypatch.setattr(hot, "connect", connect)
    return Database()


def reader(database: Database) -> HotReader:
    return HotReader(HotRead("/{key}", lambda path: path, database.bodies), "", FixedClock(datetime(2026, 11, 24, tzinfo=UTC)))


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
