"""The export of a view as a Parquet file, against COPY of the same view to a CSV file."""

from dataclasses import dataclass
from pathlib import Path

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine

from common.clock import SystemClock
from common.database.connections import connect, create_engine
from reporting.view_export.queries.exported_views import export_views
from reporting.views.decisions import DECISION_ITEMS
from tests.benchmarks.environment import Environment
from tests.benchmarks.ratio_rounds import Figure, Measurement, at_least, interleaved, measured

COPIED = "COPY of the view to CSV"
FILL = """
INSERT INTO projected.decision_item
SELECT 'decision ' || n / 40, n % 40, 'introduce', '1.' || lpad((n % 2000)::text, 6, '0'), NULL,
    'Thủ tục đăng ký hộ tịch số ' || n % 2000, 'H60.' || n % 20, 'Sở, ngành số ' || n % 20, 'G15-TP' || n % 200,
    'province', DATE '2022-01-01' + (n % 1500), false
FROM generate_series(1, $1) AS n
"""


@dataclass(frozen=True)
class Size:
    rows: int = 500_000
    rounds: int = 3


TINY = Size(rows=500, rounds=1)


async def run(environment: Environment) -> list[Figure]:
    size = TINY if environment.tiny else Size()
    url = await environment.postgres.migrated("reporting")
    database, engine = await connect(url), create_engine(url, 2)
    try:
        await database.execute(FILL, size.rows)
        await database.execute("VACUUM ANALYZE projected.decision_item")
        pairs = await interleaved(
            lambda: exported(engine, environment.folder, size.rows),
            lambda: copied(database, environment.folder / "items.csv", size.rows),
            size.rounds,
        )
    finally:
        await database.close()
        await engine.dispose()
    return [at_least(f"export a view of {size.rows:,} rows as Parquet", COPIED, "rows", pairs, 0.3)]


async def exported(engine: AsyncEngine, folder: Path, rows: int) -> Measurement:
    async def export() -> None:
        async with engine.connect() as connection:
            files = [file async for file in export_views(connection, [DECISION_ITEMS], folder, SystemClock().now())]
        if [file.rows for file in files] != [rows]:
            raise RuntimeError(f"{files} are not {rows} rows")

    return await measured(rows, export)


async def copied(database: asyncpg.Connection, file: Path, rows: int) -> Measurement:
    query = f"SELECT * FROM published.{DECISION_ITEMS.name}"
    return await measured(rows, lambda: database.copy_from_query(query, output=file, format="csv"))
