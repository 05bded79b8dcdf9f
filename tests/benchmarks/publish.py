"""Publish 2,000 items in one transaction, against asyncpg's COPY of the same rows into the same constrained tables."""

import time
from io import BytesIO
from pathlib import Path

import asyncpg

from common.database.connections import connect
from common.database.urls import database_in
from tests.benchmarks.bulk import published, signed
from tests.benchmarks.ratio_rounds import Figure, at_least
from tests.support.postgres import Postgres
from tests.support.procedures_harness import Office, office

ITEMS, ROUNDS = 2_000, 5
WRITTEN = ("procedure", "version", "period", "event_log")
"""The tables that publishing fills, parents first."""
DRAFTED = {"decision": "id", "legal_document": "decision_id", "decision_item": "decision_id"}
"""What a draft has filled before, by the column that names the Decision."""


async def run(postgres: Postgres, folder: Path, _: str | None) -> list[Figure]:
    (folder / "publish").mkdir()
    async with office(postgres, folder / "publish") as at:
        url = at.room.runtime.settings.database_url
        twin_url = await postgres.backup_of(database_in(url))
        ours, twin = await connect(url), await connect(twin_url)
        pairs = [await one_round(at, ours, twin, number) for number in range(ROUNDS + 1)][1:]
        await ours.close()
        await twin.close()
    return [at_least("publish 2,000 items, commit", "COPY of the same rows", "rows/s", pairs, 0.75)]


async def one_round(at: Office, ours: asyncpg.Connection, twin: asyncpg.Connection, number: int) -> tuple[float, float]:
    id = await signed(at, ITEMS, number * ITEMS)
    before = {table: await ours.fetchval(f"SELECT count(*) FROM {table}") for table in WRITTEN}
    began = time.perf_counter()
    await published(at, id)
    spent = time.perf_counter() - began
    for table, column in DRAFTED.items():
        await copy(ours, twin, table, f"SELECT * FROM {table} WHERE {column} = '{id}'")
    rows, copied = await copy_new_rows(ours, twin, before)
    return rows / spent, rows / copied


async def copy_new_rows(ours: asyncpg.Connection, twin: asyncpg.Connection, before: dict[str, int]) -> tuple[int, float]:
    """How many rows publishing wrote, and the seconds that COPY takes for them, commit included."""
    pages, rows = {}, 0
    for table in WRITTEN:
        page = BytesIO()
        done = await ours.copy_from_query(
            f"SELECT * FROM {table} ORDER BY ctid OFFSET {before[table]}", output=page, format="binary"
        )
        rows += int(done.split()[-1])
        page.seek(0)
        pages[table] = page
    began = time.perf_counter()
    async with twin.transaction():
        for table, page in pages.items():
            await twin.copy_to_table(table, source=page, format="binary")
    return rows, time.perf_counter() - began


async def copy(ours: asyncpg.Connection, twin: asyncpg.Connection, table: str, query: str) -> None:
    page = BytesIO()
    await ours.copy_from_query(query, output=page, format="binary")
    page.seek(0)
    await twin.copy_to_table(table, source=page, format="binary")
