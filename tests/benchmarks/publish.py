"""Publish 2,000 items in one transaction, against asyncpg's COPY of the same rows into the same constrained tables."""

from dataclasses import dataclass, replace
from io import BytesIO

import asyncpg

from common.database.connections import connect
from common.database.urls import database_in
from tests.benchmarks.bulk import create_signed_decision, publish_without_http
from tests.benchmarks.environment import Environment
from tests.benchmarks.ratio_rounds import Figure, Measurement, at_least, measured
from tests.support.procedures_harness import ProceduresHarness, procedures_harness

WRITTEN = ("procedure", "version", "period", "event_log")
"""The tables that publishing fills, parents first."""
DRAFTED = {"decision": "id", "legal_document": "decision_id", "decision_item": "decision_id"}
"""What a draft has filled before, by the column that names the Decision."""


@dataclass(frozen=True)
class Size:
    items: int = 2_000
    rounds: int = 5


TINY = Size(items=20, rounds=1)


async def run(environment: Environment) -> list[Figure]:
    size = TINY if environment.tiny else Size()
    async with procedures_harness(environment.postgres, environment.folder) as harness:
        url = harness.service.runtime.settings.database_url
        twin_url = await environment.postgres.backup_of(database_in(url))
        ours, twin = await connect(url), await connect(twin_url)
        pairs = [
            await one_round(harness, ours, twin, size.items, number * size.items) for number in range(size.rounds + 1)
        ][1:]
        await ours.close()
        await twin.close()
    return [at_least(f"publish {size.items:,} items, commit", "COPY of the same rows", "rows", pairs, 0.8)]


async def one_round(
    harness: ProceduresHarness, ours: asyncpg.Connection, twin: asyncpg.Connection, items: int, start: int
) -> tuple[Measurement, Measurement]:
    id = await create_signed_decision(harness, items, start)
    before = {table: await ours.fetchval(f"SELECT count(*) FROM {table}") for table in WRITTEN}
    publishing = await measured(1, lambda: publish_without_http(harness, id))
    for table, column in DRAFTED.items():
        await copy(ours, twin, table, f"SELECT * FROM {table} WHERE {column} = '{id}'")
    copying = await copy_new_rows(ours, twin, before)
    return replace(publishing, pieces=copying.pieces), copying


async def stored_columns(connection: asyncpg.Connection, table: str) -> str:
    """Those that COPY writes: PostgreSQL computes the others."""
    names: str = await connection.fetchval(
        "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute"
        " WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
        table,
    )
    return names


async def copy_new_rows(ours: asyncpg.Connection, twin: asyncpg.Connection, before: dict[str, int]) -> Measurement:
    """COPY of as many rows as publishing wrote, commit included."""
    pages, rows = {}, 0
    for table in WRITTEN:
        page = BytesIO()
        columns = await stored_columns(ours, table)
        done = await ours.copy_from_query(
            f"SELECT {columns} FROM {table} ORDER BY ctid OFFSET {before[table]}", output=page, format="binary"
        )
        rows += int(done.split()[-1])
        page.seek(0)
        pages[table] = page

    async def copy_all() -> None:
        async with twin.transaction():
            for table, page in pages.items():
                await twin.copy_to_table(table, source=page, format="binary")

    return await measured(rows, copy_all)


async def copy(ours: asyncpg.Connection, twin: asyncpg.Connection, table: str, query: str) -> None:
    page = BytesIO()
    await ours.copy_from_query(query, output=page, format="binary")
    page.seek(0)
    await twin.copy_to_table(table, source=page, format="binary")
