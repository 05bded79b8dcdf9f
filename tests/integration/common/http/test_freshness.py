"""Read your writes across services: `Event-Position-At-Least` waits until the position is applied."""

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


async def set_position(harness: ServiceHarness, sequence: int, shard: int = 0, source: str = "procedures") -> None:
    await harness.execute(SET_POSITION, source=source, shard=shard, sequence=sequence)


async def get_at_least(harness: ServiceHarness, position: str, path: str = LIST) -> httpx.Response:
    return await harness.http.get(path, headers={"Event-Position-At-Least": position})


@pytest.mark.parametrize("path", [LIST, "/v1/applied-positions"])
async def test_a_read_waits_for_a_position_that_comes_a_moment_later(registry: ServiceHarness, path: str) -> None:
    started = time.monotonic()
    request = asyncio.create_task(get_at_least(registry, "procedures/0:7", path))
    await set_position(registry, 6)
    await asyncio.sleep(0.3)
    assert not request.done()
    await set_position(registry, 7)
    assert (await request).status_code == 200
    assert time.monotonic() - started >= 0.3


async def test_the_response_is_read_after_the_wait(registry: ServiceHarness) -> None:
    request = asyncio.create_task(get_at_least(registry, "procedures/0:7", "/v1/applied-positions"))
    await asyncio.sleep(0.1)
    await set_position(registry, 9)
    assert (await request).json() == {"positions": ["procedures/0:9"]}


async def test_a_position_that_is_not_applied_in_time_is_a_problem(
    registry: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freshness, "TIMEOUT", 0.2)
    await set_position(registry, 6)
    started = time.monotonic()
    response = await get_at_least(registry, "procedures/0:7")
    refusal = problem(response)
    assert time.monotonic() - started >= 0.2
    assert (refusal["status"], refusal["type"], response.headers["Retry-After"]) == (503, "position-not-reached", "1")
    assert (refusal["requested"], refusal["current"]) == ("procedures/0:7", 6)


async def test_a_write_whose_position_is_not_applied_changes_nothing(
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


async def test_a_request_without_a_token_does_not_wait(
    registry: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freshness, "TIMEOUT", 60)
    async with asyncio.timeout(30):
        response = await registry.http.post(LIST, json={}, headers={"Event-Position-At-Least": "procedures/0:999"})
    assert response.status_code == 401


@pytest.mark.parametrize(
    "header",
    [
        "7",
        "procedures",
        "procedures/0",
        "procedures:7",
        "procedures/0:-1",
        "procedures/x:7",
        "Procedures/0:7",
        "procedures/0:7;",
        "procedures/0:7 online_services/0:1",
        "procedures/0:" + "9" * 19,
        "procedures/123456:1",
        "procedures/0:٧",
    ],
)
async def test_a_position_that_cannot_be_read_is_refused(registry: ServiceHarness, header: str) -> None:
    response = await registry.http.get(LIST, headers={b"Event-Position-At-Least": header.encode()})
    assert (response.status_code, problem(response)["type"]) == (400, "malformed-position")


@pytest.mark.parametrize("header", ["", " ", ","])
async def test_an_empty_header_is_ignored(registry: ServiceHarness, header: str) -> None:
    assert (await get_at_least(registry, header)).status_code == 200


async def test_a_stream_that_is_not_followed_is_not_waited_for(
    registry: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freshness, "TIMEOUT", 60)
    for position in ("population_lookup/0:999", "weather/0:1"):
        async with asyncio.timeout(30):
            assert (await get_at_least(registry, position)).status_code == 200


@pytest.mark.parametrize("position", ["procedures/1:1", "online_services/99999:1", f"procedures/0:{'9' * 18}"])
async def test_a_position_of_an_empty_stream_is_waited_for_like_any_other(
    registry: ServiceHarness, position: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freshness, "TIMEOUT", 0.1)
    assert problem(await get_at_least(registry, position))["type"] == "position-not-reached"


async def test_of_several_positions_all_are_waited_for(
    registry: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freshness, "TIMEOUT", 0.2)
    await set_position(registry, 7)
    positions = "procedures/0:7, online_services/2:0,procedures/1:3, population_lookup/3:8"
    refusal = problem(await get_at_least(registry, positions))
    assert (refusal["requested"], refusal["current"]) == ("procedures/1:3", 0)
    await set_position(registry, 3, shard=1)
    assert (await get_at_least(registry, positions)).status_code == 200


async def test_several_positions_share_one_timeout(registry: ServiceHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freshness, "TIMEOUT", 0.8)
    request = asyncio.create_task(get_at_least(registry, ", ".join(f"procedures/{shard}:1" for shard in range(4))))
    for shard in range(4):
        await asyncio.sleep(0.3)
        await set_position(registry, 1, shard)
    assert (await request).status_code == 503


async def test_applied_positions_are_public_in_the_body_and_in_the_header(registry: ServiceHarness) -> None:
    empty = await registry.http.get("/v1/applied-positions")
    assert (empty.json(), empty.headers["Event-Position"]) == ({"positions": []}, "")
    await set_position(registry, 412)
    response = await registry.http.get("/v1/applied-positions")
    assert response.json() == {"positions": ["procedures/0:412"]}
    again = await get_at_least(registry, response.headers["Event-Position"])
    assert (response.headers["Event-Position"], again.status_code) == ("procedures/0:412", 200)


async def test_a_read_that_waits_takes_no_connection_meanwhile(
    registry: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freshness, "TIMEOUT", 60)
    waiting = [asyncio.create_task(get_at_least(registry, "procedures/0:7")) for _ in range(30)]
    await asyncio.sleep(0.1)
    async with asyncio.timeout(30):
        assert (await registry.http.get(LIST)).status_code == 200
    await set_position(registry, 7)
    assert {response.status_code for response in await asyncio.gather(*waiting)} == {200}


async def test_more_positions_than_a_write_can_move_are_refused_before_any_query(
    registry: ServiceHarness,
) -> None:
    many = ", ".join(f"procedures/{shard}:1" for shard in range(17))
    refused = await get_at_least(registry, many)
    assert (refused.status_code, problem(refused)["type"]) == (400, "too-many-positions")


async def test_sixteen_positions_cost_one_statement_per_poll(registry: ServiceHarness) -> None:
    statements: list[str] = []
    event.listen(
        registry.runtime.engine.sync_engine,
        "before_cursor_execute",
        lambda connection, cursor, statement, *_: statements.append(statement),
    )
    for shard in range(16):
        await set_position(registry, 1, shard)
    statements.clear()
    response = await get_at_least(registry, ", ".join(f"procedures/{shard}:1" for shard in range(16)))
    assert response.status_code == 200
    assert len([statement for statement in statements if "stream_position" in statement]) == 1
