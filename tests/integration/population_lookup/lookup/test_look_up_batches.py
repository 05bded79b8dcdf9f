"""Look-ups that wait at the same time share a transaction: none is answered before its commit, and none fails because
of another."""

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.access_log.queries.access_log_faults import verify_access_log
from population_lookup.lookup.commands import look_up as command
from population_lookup.register.domain.person_key import PersonKey
from population_lookup.register.storage.repository import FoundResidents, residents_by_number
from tests.support.lookup_harness import FUTURE, WITHOUT_FIELDS, look_up, lookup_body, lookup_harness
from tests.support.lookup_requests import DAO, ELDER
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness, service_harness, unique


@pytest.fixture
async def population(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with lookup_harness(postgres, tmp_path) as harness:
        yield harness


@asynccontextmanager
async def access_log_locked(harness: ServiceHarness) -> AsyncIterator[None]:
    """Locks the access log, so that every look-up must wait."""
    async with harness.runtime.engine.begin() as connection:
        await connection.execute(text("SELECT FROM access_log_tail FOR UPDATE"))
        yield


async def wait_until_blocked(harness: ServiceHarness, tasks: Sequence[asyncio.Task[httpx.Response]]) -> None:
    """Waits until one transaction waits for the log, and later look-ups for the next batch."""
    async with asyncio.timeout(10):
        while not await harness.rows(
            "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%access_log_tail%'"
        ):
            await asyncio.sleep(0.02)
    await asyncio.sleep(0.3)
    assert not any(task.done() for task in tasks), "a response was sent before its line was committed"


def start_look_ups(harness: ServiceHarness, bodies: Collection[dict[str, Any]]) -> list[asyncio.Task[httpx.Response]]:
    return [asyncio.create_task(look_up(harness, body)) for body in bodies]


async def lines(harness: ServiceHarness) -> list[dict[str, Any]]:
    rows = await harness.rows(
        "SELECT convert_from(content, 'UTF8')::jsonb AS content FROM access_log ORDER BY sequence"
    )
    return [row.content for row in rows]


async def is_sound(harness: ServiceHarness) -> bool:
    return all([finding.intact async for finding in verify_access_log(harness.runtime)])


async def test_waiting_look_ups_are_one_transaction_and_none_returns_before_its_commit(
    population: ServiceHarness,
) -> None:
    async with access_log_locked(population):
        tasks = start_look_ups(population, [lookup_body() for _ in range(20)])
        await wait_until_blocked(population, tasks)
        assert await lines(population) == []
    responses = await asyncio.gather(*tasks)
    assert {response.status_code for response in responses} == {200}
    transactions = await population.rows("SELECT DISTINCT xmin::text FROM access_log")
    assert 1 <= len(transactions) <= 2, "the first look-up may have been decided before the others arrived"
    assert {line["lookup_id"] for line in await lines(population)} == {
        response.json()["lookup_id"] for response in responses
    }
    assert await is_sound(population)


async def test_in_a_batch_each_look_up_is_decided_and_logged_as_if_it_were_alone(
    postgres: Postgres, tmp_path: Path, population: ServiceHarness
) -> None:
    reused = unique("same")
    bodies = [
        lookup_body(),
        lookup_body(agency_code="H60.02"),
        lookup_body(procedure_code=FUTURE),
        lookup_body(procedure_code=WITHOUT_FIELDS),
        lookup_body(procedure_code="9.999999"),
        lookup_body(full_name="AIKHAC"),
        lookup_body(personal_id="999190123456", birth_date="1991"),
        lookup_body(personal_id=None, old_identity_card=DAO.old_identity_card),
        lookup_body(personal_id=None, old_identity_card="070123457"),
        lookup_body(request_id=reused),
        lookup_body(request_id=reused, full_name="AIKHAC"),
        lookup_body(request_id=reused),
        lookup_body(personal_id=ELDER.personal_id, full_name="VANGACHU", birth_date="1945"),
    ]
    async with access_log_locked(population):
        first = start_look_ups(population, [lookup_body()])
        await wait_until_blocked(population, first)
        tasks = start_look_ups(population, bodies)
        await wait_until_blocked(population, tasks)
    in_batch = await asyncio.gather(*tasks)
    await asyncio.gather(*first)
    assert len(await population.rows("SELECT DISTINCT xmin::text FROM access_log")) == 2
    (tmp_path / "alone").mkdir()
    async with lookup_harness(postgres, tmp_path / "alone") as other:
        alone = [await look_up(other, body, **{"Idempotency-Key": unique("k")}) for body in bodies]
        assert [comparable_parts(response) for response in in_batch] == [
            comparable_parts(response) for response in alone
        ]
        assert {response.json()["type"].rsplit(":", 1)[1] for response in in_batch if response.status_code != 200} == {
            "agency-mismatch",
            "procedure-not-in-force",
            "no-population-fields",
            "procedure-not-found",
            "request-id-reused",
        }
        batch_lines, lines_alone = (await lines(population))[1:], await lines(other)
    assert [without_id(line) for line in batch_lines] == [without_id(line) for line in lines_alone]


def comparable_parts(response: httpx.Response) -> tuple[int, dict[str, str], dict[str, Any]]:
    """All parts of a response except those that are unique to each look-up."""
    headers = {
        name: value for name, value in response.headers.items() if name not in ("content-length", "event-position")
    }
    assert response.headers["event-position"].startswith("population_lookup/")
    return response.status_code, headers, without_id(response.json())


def without_id(document: dict[str, Any]) -> dict[str, Any]:
    assert document["lookup_id"]
    return {name: value for name, value in document.items() if name not in ("lookup_id", "salt")}


async def test_a_look_up_that_fails_does_not_fail_the_others_of_its_batch(
    population: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail_for_elder(connection: AsyncConnection, persons: Collection[PersonKey]) -> FoundResidents:
        if any(person.personal_id == ELDER.personal_id for person in persons):
            await connection.execute(text("SELECT 1 / 0"))
        return await residents_by_number(connection, persons)

    monkeypatch.setattr(command, "residents_by_number", fail_for_elder)
    async with access_log_locked(population):
        first = start_look_ups(population, [lookup_body()])
        await wait_until_blocked(population, first)
        tasks = start_look_ups(population, [lookup_body(), lookup_body(personal_id=ELDER.personal_id), lookup_body()])
        await asyncio.sleep(0.2)
    responses = await asyncio.gather(*tasks)
    assert [response.status_code for response in responses] == [200, 500, 200]
    returned_ids = {
        response.json()["lookup_id"] for response in [*await asyncio.gather(*first), responses[0], responses[2]]
    }
    assert {line["lookup_id"] for line in await lines(population)} == returned_ids
    assert await is_sound(population)


async def test_after_a_batch_is_killed_before_its_commit_each_look_up_is_decided_alone(
    population: ServiceHarness,
) -> None:
    async with access_log_locked(population):
        tasks = start_look_ups(population, [lookup_body() for _ in range(5)])
        await wait_until_blocked(population, tasks)
        await population.rows(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE wait_event_type = 'Lock' AND query LIKE '%access_log_tail%' AND pid <> pg_backend_pid()"
        )
        await asyncio.sleep(0.3)
        assert not any(task.done() for task in tasks)
    responses = await asyncio.gather(*tasks)
    assert {response.status_code for response in responses} == {200}
    assert {line["lookup_id"] for line in await lines(population)} == {
        response.json()["lookup_id"] for response in responses
    }
    assert await is_sound(population)


async def test_after_a_restart_of_postgresql_between_two_batches_the_next_is_one_transaction_again(
    population: ServiceHarness,
) -> None:
    responses = await asyncio.gather(*start_look_ups(population, [lookup_body() for _ in range(5)]))
    await population.rows(
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    transactions = await distinct_transactions(population)
    async with access_log_locked(population):
        tasks = start_look_ups(population, [lookup_body() for _ in range(20)])
        await wait_until_blocked(population, tasks)
    responses += await asyncio.gather(*tasks)
    assert {response.status_code for response in responses} == {200}
    assert await distinct_transactions(population) - transactions <= 2, "the look-ups were decided alone"
    logged = [line["lookup_id"] for line in await lines(population)]
    assert sorted(logged) == sorted(response.json()["lookup_id"] for response in responses)
    assert await is_sound(population)


async def distinct_transactions(harness: ServiceHarness) -> int:
    return len(await harness.rows("SELECT DISTINCT xmin::text FROM access_log"))


async def test_the_connection_of_batches_returns_to_the_pool_at_shutdown(postgres: Postgres, tmp_path: Path) -> None:
    async with lookup_harness(postgres, tmp_path) as harness:
        pool = harness.runtime.engine.sync_engine.pool
        for _ in range(3):
            assert (await look_up(harness, lookup_body())).status_code == 200
        in_use = pool.checkedout()  # type: ignore[attr-defined]  # of the pool that engines have
    assert (in_use, pool.checkedout()) == (1, 0)  # type: ignore[attr-defined]  # of the pool that engines have


async def test_a_look_up_whose_response_is_lost_after_the_commit_is_logged_and_decided_again(
    population: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit, lost = AsyncConnection.commit, list[bool]()

    async def commit_and_lose_connection(connection: AsyncConnection) -> None:
        await commit(connection)
        if not lost:
            lost.append(True)
            raise ConnectionResetError

    async with access_log_locked(population):
        tasks = start_look_ups(population, [lookup_body() for _ in range(4)])
        await wait_until_blocked(population, tasks)
        monkeypatch.setattr(AsyncConnection, "commit", commit_and_lose_connection)
    responses = await asyncio.gather(*tasks)
    assert {response.status_code for response in responses} == {200}
    logged = [line["lookup_id"] for line in await lines(population)]
    returned_ids = {response.json()["lookup_id"] for response in responses}
    assert (returned_ids < set(logged), len(logged) > len(responses)) == (True, True)
    assert await is_sound(population)


async def test_a_caller_that_disconnects_does_not_affect_the_others_and_remains_logged(
    population: ServiceHarness,
) -> None:
    async with access_log_locked(population):
        first = start_look_ups(population, [lookup_body()])
        await wait_until_blocked(population, first)
        leaving, staying = start_look_ups(population, [lookup_body(request_id="leaves"), lookup_body()])
        await asyncio.sleep(0.2)
        leaving.cancel()
        await asyncio.sleep(0.05)
    assert (await staying).status_code == 200
    assert "leaves" in {line["request_id"] for line in await lines(population)}


async def test_several_replicas_write_one_chain_even_with_the_same_request_ids(
    population: ServiceHarness, tmp_path: Path
) -> None:
    (tmp_path / "second").mkdir()
    request_ids = [unique("same") for _ in range(10)]
    no_postgres = cast("Postgres", None)  # the database exists already
    database_url = population.runtime.settings.database_url
    async with service_harness(no_postgres, "population_lookup", tmp_path / "second", database_url) as other:
        tasks = [
            task
            for n in range(6)
            for harness, ids in ((population, request_ids), (other, request_ids[::-1]))
            for task in start_look_ups(
                harness,
                [lookup_body(request_id=id, officer_id=f"cb-{n % 2}") for id in ids]
                + [lookup_body() for _ in range(5)],
            )
        ]
        responses = await asyncio.gather(*tasks)
    assert {response.status_code for response in responses} == {200}
    assert len(await lines(population)) == len(responses) == 180
    assert len(await population.rows("SELECT DISTINCT xmin::text FROM access_log")) < 60, (
        "the batches failed, and each look-up was decided alone"
    )
    assert await is_sound(population)
