"""The daily roll-ups of dossiers are a count of their rows: whatever the events, batches and shards, and after an
upgrade or a rebuild."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from msgspec import structs
from sqlalchemy import text

from common.clock import as_text
from common.consumer.applying import EncodedEvents, fold_encoded
from common.consumer.memory_tables import MemoryTables
from common.consumer.rebuild import rebuild
from common.consumer.verify import verify_projections
from common.contracts.dossiers import DossierEvent, DossierFinished
from common.database.connections import create_engine
from common.eventlog.record import Record
from common.migrations.run import upgrade
from reporting.figures.queries.dossier_conditions import CONDITIONS, FILTERS, DossierFilter, DossierGroup
from reporting.figures.queries.dossiers_of_period import dossiers_by_group, dossiers_of_period
from reporting.read_models.online_services.dossier_additions import NUMBERS
from reporting.read_models.online_services.dossiers import DossierRow
from reporting.tables import dossier, dossier_count, dossier_day_count, former_dossier
from tests.support.direct_consumer import EventWriter, deliver, random_batches
from tests.support.postgres import Postgres, service_of
from tests.support.random_dossier_events import (
    AGENCIES,
    FIRST,
    PROCEDURES,
    counted_row_by_row,
    not_zero,
    random_dossier_events,
)
from tests.support.service_harness import ServiceHarness, service_harness

SOURCE = "online_services"
CELLS = f"SELECT day, agency_code, procedure_code, channel, {', '.join(NUMBERS)} FROM projected.dossier_count"
DAYS = f"SELECT day, channel, {', '.join(NUMBERS)} FROM projected.dossier_day_count"
COUNTED = ", ".join(f"count(*) FILTER (WHERE {condition})" for condition in CONDITIONS.values())
FROM_ROWS = text(f"SELECT {COUNTED} FROM projected.dossier WHERE {FILTERS}")
GROUP_COLUMNS = {
    DossierGroup.AGENCY: "deciding_agency",
    DossierGroup.PROCEDURE: "procedure_code",
    DossierGroup.CHANNEL: "channel",
}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "reporting", tmp_path) as harness:
        yield harness


async def cells(harness: ServiceHarness) -> tuple[set[Any], set[Any]]:
    return {tuple(row) for row in await harness.rows(CELLS)}, {tuple(row) for row in await harness.rows(DAYS)}


async def rows_of(harness: ServiceHarness) -> list[DossierRow]:
    return [
        DossierRow(*row) for row in await harness.rows(f"SELECT {', '.join(DossierRow._fields)} FROM projected.dossier")
    ]


async def apply_shards(harness: ServiceHarness, seed: int, shards: int = 2) -> None:
    """Delivers different dossiers in several shards at once."""
    records = [
        EventWriter(SOURCE, shard).write(random_dossier_events(seed * 10 + shard, 150)) for shard in range(shards)
    ]
    await asyncio.gather(
        *(
            deliver(harness, SOURCE, shard, random_batches(Random(f"{seed}/{shard}"), of_shard))
            for shard, of_shard in enumerate(records)
        )
    )


@pytest.mark.parametrize("seed", range(3))
async def test_the_roll_ups_are_a_count_of_the_rows_live_and_after_a_rebuild(
    harness: ServiceHarness, seed: int
) -> None:
    await apply_shards(harness, seed)
    live, live_days = await cells(harness)
    counted = counted_row_by_row(await rows_of(harness))
    assert not_zero(list(live), NUMBERS) == {key: dict(numbers) for key, numbers in counted.items()}
    assert live_days == {
        (
            day,
            channel,
            *(sum(row[place] for row in live if (row[0], row[3]) == (day, channel)) for place in range(4, 18)),
        )
        for day, channel in {(row[0], row[3]) for row in live}
    }
    assert all([finding.intact async for finding in verify_projections(harness.runtime)])
    await rebuild(harness.runtime, lambda _: None)
    assert await cells(harness) == (live, live_days)


async def test_redelivered_events_count_once(harness: ServiceHarness) -> None:
    records = EventWriter(SOURCE).write(random_dossier_events(7, 60))
    await deliver(harness, SOURCE, 0, [records[:50], records[:50], records[20:120], records, records])
    counted = counted_row_by_row(await rows_of(harness))
    assert not_zero(list((await cells(harness))[0]), NUMBERS) == {key: dict(cell) for key, cell in counted.items()}


def random_filter(random: Random) -> DossierFilter:
    return DossierFilter(
        agency=random.choice([None, "H60", *AGENCIES]),
        procedure_code=random.choice([None, *PROCEDURES]),
        channel=random.choice([None, "online", "post"]),
    )


@pytest.mark.parametrize("seed", range(3))
async def test_the_figures_of_any_period_and_filter_are_those_of_the_rows(harness: ServiceHarness, seed: int) -> None:
    await apply_shards(harness, seed)
    random = Random(seed)
    async with harness.runtime.engine.connect() as read:
        for criteria in [DossierFilter(), *(random_filter(random) for _ in range(25))]:
            first = FIRST.date() + timedelta(days=random.randrange(-2, 12))
            last = first + timedelta(days=random.choice([0, 2, 30]))
            expected = await counts_of_rows(read, first, last, criteria)
            assert await dossiers_of_period(read, first, last, criteria) == expected, (criteria, first, last)
            for by in DossierGroup:
                groups = await dossiers_by_group(read, first, last, by, criteria)
                assert groups == await groups_of_rows(read, first, last, by, criteria), (by, criteria, first, last)


async def counts_of_rows(read: Any, first: date, last: date, criteria: DossierFilter) -> dict[Any, int]:
    row = (await read.execute(FROM_ROWS, criteria.parameters(first, last))).one()
    return dict(zip(CONDITIONS, row, strict=True))


async def groups_of_rows(
    read: Any, first: date, last: date, by: DossierGroup, criteria: DossierFilter
) -> list[tuple[str, dict[Any, int]]]:
    column = GROUP_COLUMNS[by]
    statement = f"SELECT {column}, {COUNTED} FROM projected.dossier WHERE {FILTERS} GROUP BY 1 ORDER BY 1"
    rows = await read.execute(text(statement), criteria.parameters(first, last))
    groups = [(key, dict(zip(CONDITIONS, counts, strict=True))) for key, *counts in rows]
    return [(key, counts) for key, counts in groups if any(counts.values())]


async def test_an_upgrade_counts_the_dossiers_that_were_applied_before_without_the_events_that_were_skipped(
    postgres: Postgres, tmp_path: Path
) -> None:
    events = random_dossier_events(11, 200)
    records = recorded_soon(Random(3), EventWriter(SOURCE).write(events), events)
    place = next(n for n, each in enumerate(events) if isinstance(each, DossierFinished) and each.parent_id is None)
    skipped = records[place]
    url = await postgres.create_database()
    engine = create_engine(url)
    async with engine.connect() as connection:
        await upgrade(service_of("reporting"), connection, "0007")
        await connection.execute(
            text(
                "INSERT INTO applied_event (source, shard, sequence, hash, type, time, payload)"
                " VALUES (:source, 0, :sequence, :hash, :type, :time, :payload)"
            ),
            [
                {
                    "source": SOURCE,
                    **{name: getattr(record, name) for name in ("sequence", "hash", "type", "time", "payload")},
                }
                for record in records
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
        tables = await folded([*records[:place], *records[place + 1 :]])
        assert await cells(harness) == (
            set(tables.records(dossier_count)),
            set(tables.records(dossier_day_count)),
        )
        columns = ", ".join(former_dossier.c.keys())
        former = await harness.rows(f"SELECT {columns} FROM projected.former_dossier")
        assert {tuple(row) for row in former} == set(tables.records(former_dossier))
        assert len(former) > 100


async def folded(records: Sequence[Record]) -> MemoryTables:
    (subscription,) = (each for each in service_of("reporting").subscriptions if each.source == SOURCE)
    tables = MemoryTables()
    await fold_encoded(subscription.projections, EncodedEvents.of(records), tables)
    assert tables.records(dossier)
    return tables


def recorded_soon(random: Random, records: list[Record], events: Sequence[DossierEvent]) -> list[Record]:
    """The records with the times of the acts, some of which were recorded days later."""
    times: dict[str, datetime] = {}
    found = []
    for record, event in zip(records, events, strict=True):
        lag = timedelta(hours=random.choice([0, 0, 0, 0, 30, 100]))
        time = max(event.occurred_at + lag, times.get(event.dossier_id, event.occurred_at))
        times[event.dossier_id] = time
        found.append(structs.replace(record, time=as_text(time)))
    return found
