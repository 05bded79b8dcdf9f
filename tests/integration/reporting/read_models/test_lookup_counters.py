"""Look-ups are counted exactly once: whatever the batches, redeliveries and shards, and after an upgrade or rebuild."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import text

from common.consumer.rebuild import rebuild
from common.consumer.verify import verify_projections
from common.database.connections import create_engine
from common.migrations.run import upgrade
from tests.support.direct_consumer import EventWriter, deliver, random_batches
from tests.support.postgres import Postgres, service_of
from tests.support.random_lookups import Lookup, counted_one_by_one, random_lookups
from tests.support.service_harness import ServiceHarness, service_harness

SOURCE = "population_lookup"
CELLS = (
    "SELECT day, agency_code, procedure_code, outcome, recorded_on, lookups FROM projected.lookup_count",
    "SELECT day, outcome, recorded_on, lookups FROM projected.lookup_day_count",
    "SELECT day, agency_code, field, recorded_on, lookups FROM projected.lookup_field_count",
)


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "reporting", tmp_path) as harness:
        yield harness


async def cells(harness: ServiceHarness) -> tuple[set[Any], ...]:
    return tuple([{tuple(row) for row in await harness.rows(query)} for query in CELLS])


@pytest.mark.parametrize("seed", range(4))
async def test_the_counters_are_a_plain_count_of_the_events_live_and_after_a_rebuild(
    harness: ServiceHarness, seed: int
) -> None:
    lookups = random_lookups(seed, 1_200)
    await deliver(harness, SOURCE, 0, random_batches(Random(seed), EventWriter(SOURCE).write(lookups)))
    assert await cells(harness) == counted_one_by_one(lookups)
    assert all([finding.intact async for finding in verify_projections(harness.runtime)])
    await rebuild(harness.runtime, lambda _: None)
    assert await cells(harness) == counted_one_by_one(lookups)


async def test_a_redelivered_lookup_counts_once(harness: ServiceHarness) -> None:
    lookups = random_lookups(7, 300)
    records = EventWriter(SOURCE).write(lookups)
    await deliver(harness, SOURCE, 0, [records[:100], records[:100], records[50:200], records, records])
    assert await cells(harness) == counted_one_by_one(lookups)


async def test_shards_and_replicas_that_count_in_the_same_cells_at_once_lose_and_double_nothing(
    harness: ServiceHarness,
) -> None:
    """Each of two replicas delivers all of four shards, in batches of its own."""
    lookups = [random_lookups(seed, 400) for seed in range(4)]
    records = [EventWriter(SOURCE, shard).write(of_shard) for shard, of_shard in enumerate(lookups)]
    deliveries = [
        deliver(harness, SOURCE, shard, random_batches(Random(f"{replica}/{shard}"), of_shard))
        for replica in range(2)
        for shard, of_shard in enumerate(records)
    ]
    await asyncio.gather(*deliveries)
    everything: list[Lookup] = [lookup for of_shard in lookups for lookup in of_shard]
    assert await cells(harness) == counted_one_by_one(everything)


async def test_an_upgrade_counts_the_lookups_that_were_applied_before_without_those_that_were_skipped(
    postgres: Postgres, tmp_path: Path
) -> None:
    lookups = random_lookups(11, 500)
    skipped = EventWriter(SOURCE).write(lookups)[20]
    url = await postgres.create_database()
    engine = create_engine(url)
    async with engine.connect() as connection:
        await upgrade(service_of("reporting"), connection, "0004")
        await connection.execute(
            text(
                "INSERT INTO applied_event (source, shard, sequence, hash, type, payload)"
                " VALUES (:source, 0, :sequence, :hash, :type, :payload)"
            ),
            [
                {"source": SOURCE, **{name: getattr(record, name) for name in ("sequence", "hash", "type", "payload")}}
                for record in EventWriter(SOURCE).write(lookups)
            ],
        )
        await connection.execute(
            text(
                "INSERT INTO dead_letter (source, shard, sequence, hash, type, cause, skipped_at)"
                " VALUES (:source, 0, :sequence, :hash, :type, 'refused', now())"
            ),
            {"source": SOURCE, "sequence": skipped.sequence, "hash": skipped.hash, "type": skipped.type},
        )
        await upgrade(service_of("reporting"), connection)
        await connection.commit()
    await engine.dispose()
    async with service_harness(postgres, "reporting", tmp_path, url) as harness:
        assert await cells(harness) == counted_one_by_one(lookups[:20] + lookups[21:])
