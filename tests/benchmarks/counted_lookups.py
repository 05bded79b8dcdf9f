"""What look-ups and dossiers cost the reports, which count them in cells: the annual report of a year with 1.8 million
look-ups, and with a million dossiers too, against the same with none; a rebuild from ten times as many look-ups
against one from fewer; and the greater one against COPY of as many events as the smaller one has, since COPY of all
takes longer and is no faster. Rows are made by PostgreSQL, with payloads of the contract and in the order of time, as
they are recorded; nothing of a rebuild reads their hashes."""

import os
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import asyncpg
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from common.contracts.event import encode
from common.contracts.parts import DecisionRef, PopulationField
from common.contracts.population_lookup import LookupAnswered
from common.database.connections import connect, create_engine
from reporting.read_models.online_services.dossier_additions import NUMBERS
from reporting.reconciliation.queries.findings_of_period import findings_by_rules
from reporting.reports.queries.annual_report import annual_report
from reporting.shared.domain.periods import PeriodKind, period_around
from tests.benchmarks.environment import Environment
from tests.benchmarks.evidence_pages import evidence_pages
from tests.benchmarks.long_stream import COLUMNS as KEPT
from tests.benchmarks.peak_memory import run_measured
from tests.benchmarks.ratio_rounds import (
    Figure,
    Measurement,
    Pairs,
    at_least,
    at_most,
    interleaved,
    measured,
    single_figure,
)

YEAR, AGENCIES, PROCEDURES = 2026, 40, 25
"""Every procedure of every agency: 1.8 million look-ups fill most of the 730,000 cells of two outcomes in a year."""
THE_YEAR = period_around(PeriodKind.YEAR, date(YEAR, 1, 1))
AGENCIES_OF_STREAM, PROCEDURES_OF_STREAM = 10, 8

CELLS = f"""
    INSERT INTO projected.lookup_count (day, agency_code, procedure_code, outcome, recorded_on, lookups)
    SELECT day, agency, procedure, outcome, day, count(*) FROM (
        SELECT date '{YEAR}-01-01' + (random() * 364)::int AS day,
            'H60.' || (random() * {AGENCIES - 1})::int AS agency,
            '1.' || (random() * {PROCEDURES - 1})::int AS procedure,
            CASE WHEN random() < 0.8 THEN 'matched' ELSE 'not_matched' END AS outcome
        FROM generate_series(1, $1)
    ) AS made GROUP BY 1, 2, 3, 4
"""
DAYS = """
    INSERT INTO projected.lookup_day_count (day, outcome, recorded_on, lookups)
    SELECT day, outcome, recorded_on, sum(lookups) FROM projected.lookup_count GROUP BY 1, 2, 3
"""
DOSSIERS = f"""
    INSERT INTO projected.dossier SELECT n::text, NULL, '1.' || n % {PROCEDURES}, 'H60.1', 'H60.' || n % {AGENCIES},
        (ARRAY['online', 'direct', 'post'])[1 + n % 3], 10, received, received, NULL,
        CASE WHEN n % 10 > 0 THEN received + n % 20 END, CASE WHEN n % 10 > 0 THEN 'done' END,
        CASE WHEN n % 10 > 0 THEN 'on_time' END, 1, 1, 0, false
    FROM (SELECT n, date '{YEAR - 1}-07-01' + (random() * 540)::int AS received
        FROM generate_series(1, $1) AS n) AS made
"""
DOSSIER_CELLS = """
    INSERT INTO projected.dossier_count
    SELECT day, deciding_agency, procedure_code, channel, sum(received), sum(received), 0, 0, sum(done), 0, sum(done),
        0, 0, 0, 0, 0, 0, sum(done)
    FROM (
        SELECT received_on AS day, deciding_agency, procedure_code, channel, 1 AS received, 0 AS done
        FROM projected.dossier
        UNION ALL
        SELECT ended_on, deciding_agency, procedure_code, channel, 0, 1
        FROM projected.dossier WHERE ended_on IS NOT NULL
    ) AS counted GROUP BY 1, 2, 3, 4
"""
DOSSIER_DAYS = f"""
    INSERT INTO projected.dossier_day_count SELECT day, channel, {", ".join(f"sum({name})" for name in NUMBERS)}
    FROM projected.dossier_count GROUP BY 1, 2
"""
SAMPLE_TIME = datetime(YEAR, 1, 1, 5, tzinfo=UTC)
SAMPLE = LookupAnswered(
    lookup_id="%1$s",
    procedure_code="1.%2$s",
    agency_code="H60.%3$s",
    matched=True,
    fields=(PopulationField.FULL_NAME, PopulationField.BIRTH_DATE, PopulationField.SEX),
    decision=DecisionRef(
        id="0197a3c2-6e55-7d0c-9d7e-0f6a5b1c2d3e",
        number="1/QĐ-UBND",
        issuing_body="H60",
        signed_on=date(YEAR, 1, 1),
        title="Công bố",
    ),
    answered_at=SAMPLE_TIME,
    line=1,
    line_hash="0" * 64,
)
PAYLOAD = (
    encode(SAMPLE)
    .decode()
    .replace(f"{SAMPLE_TIME:%Y-%m-%dT%H:%M:%SZ}", "%4$s")
    .replace('"matched":true', '"matched":%5$s')
)
EVENTS = f"""
    INSERT INTO applied_event (source, shard, sequence, hash, prevhash, id, type, time, subject, payload)
    SELECT 'population_lookup', 0, n, sha256(n::text::bytea), sha256(n::text::bytea), n::text, 'lookup.answered.v1',
        '{YEAR}-01-01T00:00:00.000000Z', n::text, convert_to(format('{PAYLOAD}',
            n, n / {AGENCIES_OF_STREAM} % {PROCEDURES_OF_STREAM}, n % {AGENCIES_OF_STREAM},
            to_char(timestamp '{YEAR}-01-01 05:00:00' + (n - 1) * 365 / $1 * interval '1 day'
                + n % 40000 * interval '1 second', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            (n % 7 > 0)::text), 'UTF8')
    FROM generate_series(1::bigint, $1) AS n
"""
"""Look-ups of a year."""
SAME_EVENTS = f"""
    INSERT INTO applied_event ({", ".join(KEPT)})
    SELECT source, shard, sequence + $2, {", ".join(KEPT[3:])} FROM applied_event WHERE sequence <= $1 ORDER BY sequence
"""
"""The first $1 events once more, $2 later: copies are made three times as fast, and are as much work to fold."""


@dataclass(frozen=True)
class Size:
    lookups: int = 1_800_000
    dossiers: int = 1_000_000
    few: int = 1_000_000
    times: int = 10
    copies: int = 3
    rounds: int = 5
    reports: int = 20
    pages: int = 15


TINY = Size(lookups=500, dossiers=500, few=200, times=2, copies=1, rounds=1, reports=1, pages=1)


async def run(environment: Environment) -> list[Figure]:
    size = TINY if environment.tiny else Size()
    return [*await reports(environment, size), *await rebuilds(environment, size)]


async def reports(environment: Environment, size: Size) -> list[Figure]:
    """Measures a report without Decisions: the share of the look-ups is at its greatest."""
    empty, counted, both = [await environment.postgres.migrated("reporting") for _ in range(3)]
    for url, dossiers in ((counted, 0), (both, size.dossiers)):
        database = await connect(url)
        await database.execute(CELLS, size.lookups)
        await database.execute(DAYS)
        await database.execute(DOSSIERS, dossiers)
        await database.execute(DOSSIER_CELLS)
        await database.execute(DOSSIER_DAYS)
        await database.execute("CHECKPOINT")  # vacuum marks pages only of what is flushed
        await database.execute("VACUUM ANALYZE")
        await database.close()
    engines = [create_engine(url, 1) for url in (empty, counted, both)]
    lookups = await report_pairs(engines[1], engines[0], size)
    dossiers_too = await report_pairs(engines[2], engines[0], size)
    pages = await evidence_pages(engines[2], THE_YEAR, size.pages)
    for engine in engines:
        await engine.dispose()
    job = f"annual report with {size.lookups:,} look-ups"
    return [
        at_most(job, "with none", "ms", lookups, 1.5),
        at_most(f"{job} and {size.dossiers:,} dossiers", "with none", "ms", dossiers_too, 1.5),
        *pages,
    ]


async def report_pairs(ours: AsyncEngine, none: AsyncEngine, size: Size) -> Pairs:
    async def reports_of(engine: AsyncEngine) -> Measurement:
        """Several, since a single one takes a few milliseconds."""
        async with engine.connect() as connection:

            async def make() -> None:
                for _ in range(size.reports):
                    await whole_report(connection)

            return await measured(size.reports, make)

    return await interleaved(lambda: reports_of(ours), lambda: reports_of(none), size.rounds)


async def whole_report(connection: AsyncConnection) -> None:
    """As the endpoint makes it, with what does not agree at its head."""
    await annual_report(connection, YEAR)
    await findings_by_rules(connection, THE_YEAR)


async def rebuilds(environment: Environment, size: Size) -> list[Figure]:
    url = await environment.postgres.migrated("reporting")
    database = await connect(url)
    await database.execute(EVENTS, size.few)
    await end_stream(database, size.few)
    few, few_mb = await rebuild(database, url, size.few)
    copied = [await copy(database, environment.folder / "raw_log", size.few) for _ in range(size.copies)]
    for later in range(1, size.times):
        await database.execute(SAME_EVENTS, size.few, size.few * later)
    await end_stream(database, size.few * size.times)
    many, many_mb = await rebuild(database, url, size.few * size.times)
    await database.close()
    job = f"rebuild from {size.few * size.times:,} look-ups"
    return [
        single_figure(f"{job}: memory", f"from {size.few:,}", "MB", many_mb, few_mb, 1.3),
        at_most(f"{job}: each", f"from {size.few:,}", "us", [(many, few)], 1.3),
        at_least(
            f"{job}: speed",
            f"COPY of {size.few:,} of the raw log, keyed",
            "events",
            [(many, limit) for limit in copied],
            0.7,
        ),
    ]


async def end_stream(database: asyncpg.Connection, last: int) -> None:
    await database.execute("DELETE FROM stream_position")
    position = "INSERT INTO stream_position (source, shard, sequence, hash) VALUES ('population_lookup', 0, $1, '')"
    await database.execute(position, last)
    await database.execute("VACUUM ANALYZE applied_event")
    await database.execute("CHECKPOINT")  # else what was filled is written to disk while a rebuild is measured


async def rebuild(database: asyncpg.Connection, url: str, lookups: int) -> tuple[Measurement, float]:
    """Rebuilds by the command of operators. Returns its measurement, and its memory in MB."""
    command = [sys.executable, "-m", "reporting", "rebuild"]
    rebuilt, memory = await run_measured(lookups, *command, environment={**os.environ, "DATABASE_URL": url})
    counted = await database.fetchval("SELECT sum(lookups) FROM projected.lookup_count")
    if counted != lookups:
        raise RuntimeError(f"{counted} of {lookups} look-ups were counted")
    return rebuilt, memory


async def copy(database: asyncpg.Connection, file: Path, lookups: int) -> Measurement:
    await database.execute("CREATE TABLE raw_log (LIKE applied_event INCLUDING ALL)")
    await database.copy_from_table("applied_event", output=file, columns=KEPT, format="binary")
    copied = await measured(
        lookups, lambda: database.copy_to_table("raw_log", source=file, columns=KEPT, format="binary")
    )
    await database.execute("DROP TABLE raw_log")
    return copied
