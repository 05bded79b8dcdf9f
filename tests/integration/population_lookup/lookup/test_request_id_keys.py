"""Request ids are stored under keys: what was stored before, or under another key, still counts."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from population_lookup.settings import Settings
from tests.support.extra_apis import ExtraApi, extra_api
from tests.support.lookup_harness import lookup_body, lookup_harness
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness, unique

OLD, NEW = "o" * 32, "n" * 32
STEPS = {
    "the first key": (None, OLD),
    "the next key added": (OLD, f"{OLD} {NEW}"),
    "a replica that is a step behind": (f"{NEW}\n{OLD}", f"{OLD} {NEW}"),
    "the order changed": (f"{OLD} {NEW}", f"{NEW} {OLD}"),
    "the old key removed": (f"{NEW} {OLD}", NEW),
}
"""Settings under which an id is stored, and those under which it comes again."""


@pytest.fixture
async def population(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with lookup_harness(postgres, tmp_path) as harness:
        yield harness


def with_keys(harness: ServiceHarness, keys: str | None) -> AbstractAsyncContextManager[ExtraApi]:
    """A replica with these keys."""
    return extra_api(harness.runtime, request_id_keys=None if keys is None else SecretStr(keys))


async def status_of(harness: ServiceHarness, replica: ExtraApi, request_id: str, **changes: str) -> int:
    body = lookup_body(request_id=request_id, **changes)
    response = await replica.http.post("/v1/lookups", json=body, headers=harness.bearer("population.lookup"))
    return response.status_code


@pytest.mark.parametrize("step", STEPS)
async def test_an_id_counts_through_every_step_of_a_rotation(population: ServiceHarness, step: str) -> None:
    before, after = STEPS[step]
    request_id = unique("r")
    async with with_keys(population, before) as replica:
        assert await status_of(population, replica, request_id) == 200
    async with with_keys(population, after) as replica:
        assert await status_of(population, replica, request_id, birth_date="1991") == 409
        assert await status_of(population, replica, request_id) == 200, "the same request may be repeated"
        rows = await population.rows("SELECT 1 FROM lookup_request")
        assert len(rows) == 1, "it is stored once"


async def test_a_key_that_is_gone_takes_its_ids_along(population: ServiceHarness) -> None:
    async with with_keys(population, OLD) as replica:
        assert await status_of(population, replica, "r-1") == 200
    async with with_keys(population, NEW) as replica:
        assert await status_of(population, replica, "r-1", birth_date="1991") == 200


async def test_neither_the_id_nor_the_digest_of_the_request_is_stored(population: ServiceHarness) -> None:
    async with with_keys(population, None) as replica:
        await status_of(population, replica, "r-plain")
    (plain,) = await population.rows("SELECT request_id, request_digest FROM lookup_request")
    assert plain.request_id == "r-plain"
    for keys in (OLD, NEW):
        async with with_keys(population, keys) as replica:
            await status_of(population, replica, "r-keyed")
    rows = await population.rows("SELECT request_id, request_digest FROM lookup_request WHERE request_id <> 'r-plain'")
    assert len({row.request_id for row in rows}) == len({row.request_digest for row in rows}) == 2
    assert not {"r-keyed"} & {row.request_id for row in rows}
    assert plain.request_digest not in {row.request_digest for row in rows}


async def test_ids_of_two_officers_and_two_accounts_are_different(population: ServiceHarness) -> None:
    async with with_keys(population, OLD) as replica:
        for officer, account in (("cb-1", "officer-1"), ("cb-2", "officer-1"), ("cb-1", "officer-2")):
            headers = population.bearer("population.lookup", subject=account)
            body = lookup_body(request_id="r-1", officer_id=officer)
            response = await replica.http.post("/v1/lookups", json=body, headers=headers)
            assert response.status_code == 200
    assert len(await population.rows("SELECT DISTINCT request_id FROM lookup_request")) == 3


def test_a_short_key_is_refused_without_repeating_it() -> None:
    with pytest.raises(ValidationError, match="at least 32 characters") as refused:
        Settings.model_validate({"request_id_keys": f"{OLD} short-key"})
    assert "short-key" not in "".join(error["msg"] for error in refused.value.errors())
