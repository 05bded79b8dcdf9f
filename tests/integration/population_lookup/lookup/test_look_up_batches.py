"""Look-ups that wait at the same time are one transaction: none is answered before its line is committed, and none pays
for another."""

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
from population_lookup.register.storage.repository import Found, residents_under
from tests.support.lookup_harness import FUTURE, WITHOUT_FIELDS, look_up, lookup_body, lookup_harness
from tests.support.lookup_requests import DAO, ELDER
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness, service_harness, unique


@pytest.fixture
async def population(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with lookup_harness(postgres, tmp_path) as harness:
        yield harness


@asynccontextmanager
async def log_held(harness: ServiceHarness) -> AsyncIterator[None]:
    """Nobody writes a line meanwhile: who asks must wait."""
    async with harness.runtime.engine.begin() as connection:
        await connection.execute(text("SELECT FROM access_log_tail FOR UPDATE"))
        yield


async def all_wait(harness: ServiceHarness, tasks: Sequence[asyncio.Task[httpx.Response]]) -> None:
    """Until one transaction waits for the log, and those who came later for their turn."""
    async with asyncio.timeout(10):
        while not await harness.rows(
            "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%access_log_tail%'"
        ):
            await asyncio.sleep(0.02)
    await asyncio.sleep(0.3)
    assert not any(task.done() for task in tasks), "an answer left before its line was committed"


def asking(harness: ServiceHarness, bodies: Collection[dict[str, Any]]) -> list[asyncio.Task[httpx.Response]]:
    return [asyncio.create_task(look_up(harness, body)) for body in bodies]


async def lines(harness: ServiceHarness) -> list[dict[str, Any]]:
    rows = await harness.rows(
        "SELECT convert_from(content, 'UTF8')::jsonb AS content FROM access_log ORDER BY sequence"
    )
    return [row.content for row in rows]


async def is_sound(harness: ServiceHarness) -> bool:
    return all([finding.intact async for finding in verify_access_log(harness.runtime)])


async def test_those_that_wait_are_one_transaction_and_none_is_answered_before_it_is_committed(
    population: ServiceHarness,
) -> None:
    async with log_held(population):
        tasks = asking(population, [lookup_body() for _ in range(20)])
        await all_wait(population, tasks)
        assert await lines(population) == []
    responses = await asyncio.gather(*tasks)
    assert {response.status_code for response in responses} == {200}
    transactions = await population.rows("SELECT DISTINCT xmin::text FROM access_log")
    assert 1 <= len(transactions) <= 2, "the first may have gone before the others came"
    assert {line["lookup_id"] for line in await lines(population)} == {
        response.json()["lookup_id"] for response in responses
    }
    assert await is_sound(population)


async def test_in_a_batch_each_is_answered_and_written_down_as_alone(
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
    async with log_held(population):
        first = asking(population, [lookup_body()])
        await all_wait(population, first)
        tasks = asking(population, bodies)
        await all_wait(population, tasks)
    in_batch = await asyncio.gather(*tasks)
    await asyncio.gather(*first)
    assert len(await population.rows("SELECT DISTINCT xmin::text FROM access_log")) == 2
    (tmp_path / "alone").mkdir()
    async with lookup_harness(postgres, tmp_path / "alone") as other:
        alone = [await look_up(other, body, **{"Idempotency-Key": unique("k")}) for body in bodies]
        assert [shared_parts(one) for one in in_batch] == [shared_parts(one) for one in alone]
        assert {one.json()["type"].rsplit(":", 1)[1] for one in in_batch if one.status_code != 200} == {
            "agency-mismatch",
            "procedure-not-in-force",
            "no-population-fields",
            "procedure-not-found",
            "request-id-reused",
        }
        kept, kept_alone = (await lines(population))[1:], await lines(other)
    assert [plain(line) for line in kept] == [plain(line) for line in kept_alone]


def shared_parts(response: httpx.Response) -> tuple[int, dict[str, str], dict[str, Any]]:
    """All but what is given to each look-up by itself."""
    headers = {
        name: value for name, value in response.headers.items() if name not in ("content-length", "event-position")
    }
    assert response.headers["event-position"].startswith("population_lookup/")
    return response.status_code, headers, plain(response.json())


def plain(told: dict[str, Any]) -> dict[str, Any]:
    assert told["lookup_id"]
    return {name: value for name, value in told.items() if name != "lookup_id"}


async def test_one_that_cannot_be_decided_fails_none_of_its_neighbours(
    population: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def failing_for_one(connection: AsyncConnection, persons: Collection[PersonKey]) -> Found:
        if any(person.personal_id == ELDER.personal_id for person in persons):
            await connection.execute(text("SELECT 1 / 0"))
        return await residents_under(connection, persons)

    monkeypatch.setattr(command, "residents_under", failing_for_one)
    async with log_held(population):
        first = asking(population, [lookup_body()])
        await all_wait(population, first)
        tasks = asking(population, [lookup_body(), lookup_body(personal_id=ELDER.personal_id), lookup_body()])
        await asyncio.sleep(0.2)
    responses = await asyncio.gather(*tasks)
    assert [response.status_code for response in responses] == [200, 500, 200]
    answered = {
        response.json()["lookup_id"] for response in [*await asyncio.gather(*first), responses[0], responses[2]]
    }
    assert {line["lookup_id"] for line in await lines(population)} == answered
    assert await is_sound(population)


async def test_a_transaction_that_is_killed_before_its_commit_answers_nobody_and_each_goes_alone(
    population: ServiceHarness,
) -> None:
    async with log_held(population):
        tasks = asking(population, [lookup_body() for _ in range(5)])
        await all_wait(population, tasks)
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


async def test_whose_answer_is_lost_after_the_commit_is_answered_by_another_line_of_his_own(
    population: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed, lost = AsyncConnection.commit, list[bool]()

    async def losing(connection: AsyncConnection) -> None:
        await committed(connection)
        if not lost:
            lost.append(True)
            raise ConnectionResetError

    async with log_held(population):
        tasks = asking(population, [lookup_body() for _ in range(4)])
        await all_wait(population, tasks)
        monkeypatch.setattr(AsyncConnection, "commit", losing)
    responses = await asyncio.gather(*tasks)
    assert {response.status_code for response in responses} == {200}
    kept = [line["lookup_id"] for line in await lines(population)]
    answered = {response.json()["lookup_id"] for response in responses}
    assert (answered < set(kept), len(kept) > len(responses)) == (True, True)
    assert await is_sound(population)


async def test_a_caller_who_goes_away_takes_no_neighbour_along_and_stays_written_down(
    population: ServiceHarness,
) -> None:
    async with log_held(population):
        first = asking(population, [lookup_body()])
        await all_wait(population, first)
        leaving, staying = asking(population, [lookup_body(request_id="leaves"), lookup_body()])
        await asyncio.sleep(0.2)
        leaving.cancel()
        await asyncio.sleep(0.05)
    assert (await staying).status_code == 200
    assert "leaves" in {line["request_id"] for line in await lines(population)}


async def test_several_replicas_write_one_chain_also_where_they_are_asked_under_the_same_ids(
    population: ServiceHarness, tmp_path: Path
) -> None:
    (tmp_path / "second").mkdir()
    same = [unique("same") for _ in range(10)]
    no_postgres = cast("Postgres", None)  # the database exists already
    database_url = population.runtime.settings.database_url
    async with service_harness(no_postgres, "population_lookup", tmp_path / "second", database_url) as other:
        tasks = [
            task
            for n in range(6)
            for harness, ids in ((population, same), (other, same[::-1]))
            for task in asking(
                harness,
                [lookup_body(request_id=id, officer_id=f"cb-{n % 2}") for id in ids]
                + [lookup_body() for _ in range(5)],
            )
        ]
        responses = await asyncio.gather(*tasks)
    assert {response.status_code for response in responses} == {200}
    assert len(await lines(population)) == len(responses) == 180
    assert len(await population.rows("SELECT DISTINCT xmin::text FROM access_log")) < 60, "they failed, and went alone"
    assert await is_sound(population)
