"""Reading what one has written elsewhere: `Event-Position-At-Least` waits, briefly, for what the caller has seen."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import event

from common.http import freshness
from tests.support.postgres import Postgres
from tests.support.procedures_harness import PUBLISH, item, problem, procedures_harness
from tests.support.service_harness import ServiceHarness, service_harness

SET_POSITION = (
    "INSERT INTO stream_position (source, shard, sequence, hash) VALUES (:source, :shard, :sequence, '')"
    " ON CONFLICT (source, shard) DO UPDATE SET sequence = excluded.sequence"
)
LIST = "/v1/online-services"


@pytest.fixture
async def registry(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "online_services", tmp_path) as harness:
        yield harness


async def reach(harness: ServiceHarness, sequence: int, shard: int = 0, source: str = "procedures") -> None:
    await harness.execute(SET_POSITION, source=source, shard=shard, sequence=sequence)


async def wanting(harness: ServiceHarness, position: str, path: str = LIST) -> httpx.Response:
    return await harness.http.get(path, headers={"Event-Position-At-Least": position})


@pytest.mark.parametrize("path", [LIST, "/v1/applied-positions"])
async def test_a_read_waits_for_a_position_that_comes_a_moment_later(registry: ServiceHarness, path: str) -> None:
    began = time.monotonic()
    asked = asyncio.create_task(wanting(registry, "procedures/0:7", path))
    await reach(registry, 6)
    await asyncio.sleep(0.3)
    assert not asked.done()
    await reach(registry, 7)
    assert (await asked).status_code == 200
    assert 0.3 <= time.monotonic() - began < 2


async def test_the_answer_is_made_after_the_waiting(registry: ServiceHarness) -> None:
    asked = asyncio.create_task(wanting(registry, "procedures/0:7", "/v1/applied-positions"))
    await asyncio.sleep(0.1)
    await reach(registry, 9)
    assert (await asked).json() == {"positions": ["procedures/0:9"]}


async def test_a_position_that_does_not_come_is_a_problem_that_says_so(
    registry: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freshness, "TIMEOUT", 0.2)
    await reach(registry, 6)
    began = time.monotonic()
    response = await wanting(registry, "procedures/0:7")
    found = problem(response)
    assert 0.2 <= time.monotonic() - began < 2
    assert (found["status"], found["type"], response.headers["Retry-After"]) == (503, "position-not-reached", "1")
    assert (found["requested"], found["current"]) == ("procedures/0:7", 6)


async def test_a_write_that_waits_in_vain_changes_nothing(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freshness, "TIMEOUT", 0.1)
    async with procedures_harness(postgres, tmp_path) as harness:
        draft = await harness.draft(item("introduce", "1.000101"))
        scopes = (PUBLISH, "decisions.back_enter")
        refused = await harness.post_publish(draft["id"], *scopes, **{"Event-Position-At-Least": "procedures/0:1"})
        assert (refused.status_code, problem(refused)["type"]) == (503, "position-not-reached")
        assert await harness.emitted_events() == []
        published = await harness.post_publish(draft["id"], *scopes, **{"Event-Position-At-Least": "procedures/0:0"})
        again = {"Event-Position-At-Least": published.headers["Event-Position"]}
        assert (await harness.http.get("/v1/procedures", headers=again)).status_code == 200


async def test_a_stranger_is_not_waited_for(registry: ServiceHarness) -> None:
    began = time.monotonic()
    response = await registry.http.post(LIST, json={}, headers={"Event-Position-At-Least": "procedures/0:999"})
    assert response.status_code == 401
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "header",
    ["7", "procedures", "procedures/0", "procedures:7", "procedures/0:-1", "procedures/x:7", "Procedures/0:7", "procedures/0:7;",
     "procedures/0:7 online_services/0:1", "procedures/0:" + "9" * 19, "procedures/123456:1", "procedures/0:٧"],
)  # fmt: skip
async def test_a_position_that_cannot_be_read_is_refused(registry: ServiceHarness, header: str) -> None:
    response = await registry.http.get(LIST, headers={b"Event-Position-At-Least": header.encode()})
    assert (response.status_code, problem(response)["type"]) == (400, "malformed-position")


@pytest.mark.parametrize("header", ["", " ", ","])
async def test_an_empty_wish_is_none(registry: ServiceHarness, header: str) -> None:
    assert (await wanting(registry, header)).status_code == 200


async def test_a_stream_that_is_not_followed_holds_nothing_up(registry: ServiceHarness) -> None:
    for position in ("population_lookup/0:999", "weather/0:1"):
        began = time.monotonic()
        assert (await wanting(registry, position)).status_code == 200
        assert time.monotonic() - began < 2


@pytest.mark.parametrize("position", ["procedures/1:1", "online_services/99999:1", f"procedures/0:{'9' * 18}"])
async def test_what_no_stream_has_yet_is_waited_for_like_any_other(
    registry: ServiceHarness, position: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freshness, "TIMEOUT", 0.1)
    assert problem(await wanting(registry, position))["type"] == "position-not-reached"


async def test_of_several_positions_all_are_waited_for(
    registry: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freshness, "TIMEOUT", 0.2)
    await reach(registry, 7)
    wanted = "procedures/0:7, online_services/2:0,procedures/1:3, population_lookup/3:8"
    found = problem(await wanting(registry, wanted))
    assert (found["requested"], found["current"]) == ("procedures/1:3", 0)
    await reach(registry, 3, shard=1)
    assert (await wanting(registry, wanted)).status_code == 200


async def test_several_positions_share_one_patience(registry: ServiceHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freshness, "TIMEOUT", 0.8)
    asked = asyncio.create_task(wanting(registry, ", ".join(f"procedures/{shard}:1" for shard in range(4))))
    for shard in range(4):
        await asyncio.sleep(0.3)
        await reach(registry, 1, shard)
    assert (await asked).status_code == 503


async def test_what_was_applied_is_told_to_everyone_in_the_body_and_in_the_header(registry: ServiceHarness) -> None:
    empty = await registry.http.get("/v1/applied-positions")
    assert (empty.json(), empty.headers["Event-Position"]) == ({"positions": []}, "")
    await reach(registry, 412)
    told = await registry.http.get("/v1/applied-positions")
    assert told.json() == {"positions": ["procedures/0:412"]}
    again = await wanting(registry, told.headers["Event-Position"])
    assert (told.headers["Event-Position"], again.status_code) == ("procedures/0:412", 200)


async def test_a_read_that_waits_takes_no_connection_meanwhile(registry: ServiceHarness) -> None:
    waiting = [asyncio.create_task(wanting(registry, "procedures/0:7")) for _ in range(30)]
    await asyncio.sleep(0.1)
    began = time.monotonic()
    assert (await registry.http.get(LIST)).status_code == 200
    assert time.monotonic() - began < 2
    await reach(registry, 7)
    assert {response.status_code for response in await asyncio.gather(*waiting)} == {200}


async def test_more_positions_than_a_write_can_move_are_refused_before_anything_is_asked(
    registry: ServiceHarness,
) -> None:
    many = ", ".join(f"procedures/{shard}:1" for shard in range(17))
    refused = await wanting(registry, many)
    assert (refused.status_code, problem(refused)["type"]) == (400, "too-many-positions")


async def test_sixteen_positions_cost_one_statement_a_look(registry: ServiceHarness) -> None:
    statements: list[str] = []
    event.listen(
        registry.runtime.engine.sync_engine,
        "before_cursor_execute",
        lambda connection, cursor, statement, *_: statements.append(statement),
    )
    for shard in range(16):
        await reach(registry, 1, shard)
    statements.clear()
    served = await wanting(registry, ", ".join(f"procedures/{shard}:1" for shard in range(16)))
    assert served.status_code == 200
    assert len([statement for statement in statements if "stream_position" in statement]) == 1
