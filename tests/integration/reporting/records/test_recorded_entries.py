"""PostgreSQL keeps what agencies entered: nothing changes it, and no rebuild of the read models loses it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from common.consumer.rebuild import projected_tables, rebuild
from reporting.records.api.examples import TASK
from tests.support.entry_requests import EntryHarness, entry_harness
from tests.support.postgres import Postgres

TABLES = {
    "indicator": "code",
    "indicator_target": "code",
    "indicator_value": "note",
    "value_approval": "ground",
    "record_version": "name",
    "record_approval": "ground",
}


@pytest.fixture
async def entries(postgres: Postgres, tmp_path: Path) -> AsyncIterator[EntryHarness]:
    async with entry_harness(postgres, tmp_path) as harness:
        await harness.define()
        await harness.approve(await harness.enter())
        await harness.enter_records(TASK)
        await harness.decide_records("approve", ("task", "452-01", 1))
        yield harness


@pytest.mark.parametrize("table", TABLES)
async def test_postgresql_refuses_to_change_what_was_entered(entries: EntryHarness, table: str) -> None:
    before = await entries.service.rows(f"SELECT * FROM {table}")
    assert before
    for statement in (
        f"UPDATE {table} SET {TABLES[table]} = 'other'",
        f"DELETE FROM {table}",
        f"TRUNCATE {table} CASCADE",
    ):
        with pytest.raises(IntegrityError, match="append-only"):
            await entries.service.execute(statement)
    assert await entries.service.rows(f"SELECT * FROM {table}") == before


async def test_a_chain_of_values_does_not_fork(entries: EntryHarness) -> None:
    copy = (
        "INSERT INTO indicator_value SELECT gen_random_uuid(), indicator_code, indicator_revision, place, period,"
        " first_day, last_day, {number}, 1, NULL, false, NULL, NULL, agency_code, {replaces}, entered_by, entered_at"
        " FROM indicator_value WHERE number = 1"
    )
    with pytest.raises(IntegrityError, match="uq_indicator_value_indicator_code_place_period_number"):
        await entries.service.execute(copy.format(number=1, replaces="NULL"))
    with pytest.raises(IntegrityError, match="ck_indicator_value_replaces"):
        await entries.service.execute(copy.format(number=2, replaces="NULL"))
    await entries.service.execute(copy.format(number=2, replaces="id"))
    with pytest.raises(IntegrityError, match="uq_indicator_value_replaces"):
        await entries.service.execute(copy.format(number=3, replaces="id"))


async def test_a_rebuild_of_the_read_models_keeps_what_was_entered(entries: EntryHarness) -> None:
    before = {table: await entries.service.rows(f"SELECT * FROM {table}") for table in TABLES}
    projected = {table.name for table in projected_tables(entries.service.runtime)}
    assert not projected & set(TABLES)
    await rebuild(entries.service.runtime, lambda _: None)
    assert {table: await entries.service.rows(f"SELECT * FROM {table}") for table in TABLES} == before
    assert await entries.approved() == ["1344"]
    assert (await entries.counts())["task"]["count"] == 1
