"""When each Decision and each rectification was recorded is in the read models, also of what was applied before."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from common.migrations.run import upgrade
from tests.support.direct_consumer import EventWriter
from tests.support.foreign_events import annulled, corrected, decision
from tests.support.postgres import Postgres, service_of
from tests.support.service_harness import ServiceHarness, service_harness

TABLES = ("decision", "annulled_item", "annulled_decision", "corrected_item")
FIRST = decision(1, date(2023, 2, 1), ("introduce", "1.000001"), ("introduce", "1.000002"))
EVENTS = [*FIRST, *decision(2, date(2023, 3, 1), ("amend", "1.000001")), annulled(FIRST, 1, entire_decision=True)]


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "reporting", tmp_path) as harness:
        await EventWriter("procedures").emit(harness, *EVENTS, corrected(FIRST, 2))
        yield harness


async def moments(harness: ServiceHarness) -> dict[str, set[Any]]:
    return {
        table: {row.recorded_at for row in await harness.rows(f"SELECT recorded_at FROM projected.{table}")}
        for table in TABLES
    }


RECORDED = {
    "decision": {datetime(2026, 11, 23, tzinfo=UTC)},
    **{table: {datetime(2026, 11, 24, tzinfo=UTC)} for table in TABLES[1:]},
}


async def test_the_moment_of_recording_is_kept_with_each_row(harness: ServiceHarness) -> None:
    assert await moments(harness) == RECORDED


async def test_an_upgrade_takes_the_moments_of_what_was_applied_before_from_the_kept_events(
    harness: ServiceHarness,
) -> None:
    async with harness.runtime.engine.connect() as connection:
        for table in TABLES:
            await connection.execute(text(f"ALTER TABLE projected.{table} DROP COLUMN recorded_at"))
        for table in ("publication", "lookup_day_count"):
            await connection.execute(text(f"DROP TABLE projected.{table} CASCADE"))
        await connection.execute(text("UPDATE alembic_version SET version_num = '0005'"))
        await upgrade(service_of("reporting"), connection, "0006")
        await connection.commit()
    assert await moments(harness) == RECORDED
