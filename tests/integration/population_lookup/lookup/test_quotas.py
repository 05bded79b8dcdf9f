"""The quotas of a day, of clients and of officers: exact over all replicas, and refused with the hour at which they
end."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.lookup_harness import SCOPES, look_up, lookup_body, lookup_harness
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness, service_harness
from tests.support.soap_requests import call, envelope, problem_in


@pytest.fixture
async def population(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with lookup_harness(postgres, tmp_path) as harness:
        yield harness


async def limit(harness: ServiceHarness, kind: str, per_day: int, holder: str = "*") -> None:
    await harness.rows(
        "INSERT INTO quota (kind, holder, valid_from, per_day, source, certainty)"
        f" VALUES ('{kind}', '{holder}', '2017-10-01', {per_day}, 'test', 'own')"
        " ON CONFLICT (kind, holder, valid_from) DO UPDATE SET per_day = excluded.per_day RETURNING 1"
    )


async def test_over_three_replicas_exactly_the_quota_is_allowed(
    postgres: Postgres, population: ServiceHarness, tmp_path: Path
) -> None:
    await limit(population, "officer", 10)
    async with AsyncExitStack() as stack:
        replicas = [population]
        for name in ("second", "third"):
            (tmp_path / name).mkdir()
            url = population.runtime.settings.database_url
            other = service_harness(postgres, "population_lookup", tmp_path / name, url)
            replicas.append(await stack.enter_async_context(other))
        responses = await asyncio.gather(*(look_up(replicas[i % 3], lookup_body()) for i in range(36)))
    assert Counter(response.status_code for response in responses) == {200: 10, 429: 26}
    assert [row.state for row in await population.rows(STATES)].count("matched") == 10


STATES = "SELECT convert_from(content, 'UTF8')::jsonb->>'state' AS state FROM access_log"


async def test_the_refusal_states_the_hour_at_which_the_quota_ends_and_is_logged(population: ServiceHarness) -> None:
    await limit(population, "officer", 1)
    assert (await look_up(population, lookup_body())).status_code == 200
    refused = await look_up(population, lookup_body())
    problem = refused.json()
    assert (refused.status_code, problem["type"]) == (429, "urn:congbo:problem:quota-exceeded")
    assert (problem["quota"], problem["per_day"]) == ("officer", 1)
    assert problem["ends_at"] == "2026-11-24T00:00:00+07:00"
    seconds = (datetime(2026, 11, 23, 17, tzinfo=UTC) - population.clock.now()).total_seconds()
    assert (problem["seconds"], refused.headers["Retry-After"]) == (seconds, str(int(seconds)))
    fault = await call(population, envelope())
    assert (fault.status_code, problem_in(fault), fault.headers["Retry-After"]) == (
        429,
        "quota-exceeded",
        str(int(seconds)),
    )
    assert [row.state for row in await population.rows(STATES)] == ["matched", "refused", "refused"]
    population.clock.moment = datetime(2026, 11, 23, 17, tzinfo=UTC)
    assert (await look_up(population, lookup_body())).status_code == 200, "a new day"


async def test_an_officer_has_one_quota_over_all_accounts_and_others_have_their_own(
    population: ServiceHarness,
) -> None:
    await limit(population, "officer", 2)

    async def status(officer: str, subject: str, agency: str = "H60.01") -> int:
        body = lookup_body(officer_id=officer, agency_code=agency)
        headers = population.bearer(*SCOPES, subject=subject, agency=agency)
        return (await look_up(population, body, **headers)).status_code

    assert [await status("cb-1", subject) for subject in ("one", "two", "three")] == [200, 200, 429]
    assert await status("cb-2", "three") == 200
    assert await status("cb-1", "three", "H60.02") == 200


async def test_a_client_has_its_own_quota_where_a_row_names_it(population: ServiceHarness) -> None:
    await limit(population, "client", 1)
    await limit(population, "client", 3, "officer-1")
    assert [(await look_up(population, lookup_body(officer_id=f"cb-{i}"))).status_code for i in range(4)] == [
        200,
        200,
        200,
        429,
    ]
    other = population.bearer(*SCOPES, subject="officer-2")
    assert [(await look_up(population, lookup_body(), **other)).status_code for _ in range(2)] == [200, 429]


async def test_a_refused_look_up_counts_and_a_malformed_one_does_not(population: ServiceHarness) -> None:
    await limit(population, "officer", 2)
    assert (await look_up(population, lookup_body(birth_date="x"))).status_code == 422
    assert (await look_up(population, lookup_body(agency_code="H60.02"))).status_code == 403
    assert (await look_up(population, lookup_body(procedure_code="1.999999"))).status_code == 404
    assert (await look_up(population, lookup_body())).status_code == 200
    assert (await look_up(population, lookup_body())).status_code == 429
