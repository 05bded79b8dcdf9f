from datetime import date

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.calendar.province_days import moments_of
from common.database.connections import create_engine
from online_services.own_counts.queries.counts_of_services_and_dossiers import DOSSIERS
from tests.support.postgres import Postgres

ENDED_DOSSIERS = """
    INSERT INTO dossier (id, number, procedure_code, version, channel, filed_at_agency, receiving_agency,
        deciding_agency, stage, revision, filed_at, received_at, ended_at, supplement_requested, handed_in, extended)
    SELECT gen_random_uuid(), n::text, '1.000001', 1, 'online', 'H60.01', 'H60.01', 'H60.01', 'finished', 3,
        received, received, CASE WHEN n % 20 > 0 THEN received + interval '9 days' END, false, false, false
    FROM (SELECT n, timestamptz '2022-01-01' + n * interval '12 hours' AS received FROM generate_series(1, 3500) AS n)
        AS made
"""


async def test_dossiers_are_counted_from_an_index_and_their_rows_are_not_read(postgres: Postgres) -> None:
    engine = create_engine(await postgres.migrated("online_services"))
    async with engine.connect() as connection:
        await connection.execute(text(ENDED_DOSSIERS))
        await connection.execute(text("ANALYZE dossier"))
        await connection.execute(text("SET enable_seqscan = off"))  # it is cheaper for so few rows
        await connection.execute(text("SET enable_bitmapscan = off"))
        plan = await plan_of(connection, date(2026, 1, 1), date(2026, 12, 31))
    await engine.dispose()
    scans = [line for line in plan.splitlines() if " on dossier" in line]
    assert [scan.strip(" ->").split(" on ")[0] for scan in scans] == [
        "Index Only Scan using ix_dossier_counted_received_at",
        "Index Only Scan using ix_dossier_counted_ended_at",
        "Index Only Scan using ix_dossier_counted_ended_at",
    ], plan
    assert "Filter:" not in plan, plan


async def plan_of(connection: AsyncConnection, first: date, last: date) -> str:
    begins, ends = moments_of(first, last)
    rows = await connection.execute(text(f"EXPLAIN {DOSSIERS.text}"), {"begins": begins, "ends": ends})
    return "\n".join(line for (line,) in rows)
