"""Rebuild of the report's read models from 1 million kept events, against COPY of the raw log into a table with the
same key; and `verify` of the same events, with and without the source's feed, against the rebuild."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import asyncpg

from common.clock import SystemClock
from common.consumer.rebuild import rebuild
from common.consumer.verify import verify_projections
from common.database.connections import connect, create_engine
from common.eventlog.findings import Finding
from common.eventlog.keys import make_key_file
from common.operations.verify_command import findings
from common.service.definition import Runtime
from common.settings import ServiceSettings
from tests.benchmarks.environment import Environment
from tests.benchmarks.http_servers import run_server
from tests.benchmarks.long_stream import COLUMNS, SOURCE, Row, fill_log, rows
from tests.benchmarks.ratio_rounds import Figure, Measurement, at_least, at_most, measured
from tests.support.postgres import service_of

COPIED, REBUILT = "COPY of the raw log, keyed", "rebuild"


@dataclass(frozen=True)
class Size:
    events: int = 1_000_000
    keys: int = 50_000
    rounds: int = 3


TINY = Size(events=2_500, keys=100, rounds=1)


async def run(environment: Environment) -> list[Figure]:
    size = TINY if environment.tiny else Size()
    stream = list(rows(size.events, size.keys))
    async with source(environment, stream) as url, consumer(environment, stream, url) as (runtime, database):
        rounds = [await one_round(runtime, database, stream) for _ in range(size.rounds)]
    events = f"{size.events:,} events"
    rebuilt = [(each_round.rebuilt, each_round.copied) for each_round in rounds]
    folded = [(each_round.folded, each_round.rebuilt) for each_round in rounds]
    verified = [(each_round.verified, each_round.rebuilt) for each_round in rounds]
    return [
        at_least(f"rebuild the report from {events}", COPIED, "events", rebuilt, 0.7),
        at_most(f"verify {events}: fold and digest", REBUILT, "us", folded, 1.2),
        at_most(f"verify {events}: hash chain against the feed, fold and digest", REBUILT, "us", verified, 1.5),
    ]


@asynccontextmanager
async def source(environment: Environment, stream: Sequence[Row]) -> AsyncIterator[str]:
    """Yields the URL of a `procedures` with the same events in its log."""
    key, url = environment.folder / "procedures.pem", await environment.postgres.migrated(SOURCE)
    make_key_file(key)
    database = await connect(url)
    await fill_log(database, stream)
    await database.close()
    settings = {"DATABASE_URL": url, "STREAM_KEY_FILE": str(key)}
    async with run_server(environment, SOURCE, [SOURCE, "api"], "/healthz/live", **settings) as server:
        yield server.url


@asynccontextmanager
async def consumer(
    environment: Environment, stream: Sequence[Row], source_url: str
) -> AsyncIterator[tuple[Runtime, asyncpg.Connection]]:
    """A `reporting` that has kept all events but applied none, and an empty table `raw_log`."""
    service = service_of("reporting")
    settings = ServiceSettings(database_url=await environment.postgres.migrated(service), procedures_url=source_url)
    runtime = Runtime(service, settings, create_engine(settings.database_url, 4), SystemClock(), None)
    database = await connect(settings.database_url)
    await database.copy_records_to_table("applied_event", records=stream, columns=COLUMNS)
    position = "INSERT INTO stream_position (source, shard, sequence, hash) VALUES ($1, 0, $2, $3)"
    await database.execute(position, SOURCE, len(stream), stream[-1][COLUMNS.index("hash")])
    await database.execute("VACUUM ANALYZE applied_event")
    await database.execute("CREATE TABLE raw_log (LIKE applied_event INCLUDING ALL)")
    try:
        yield runtime, database
    finally:
        await database.close()
        await runtime.engine.dispose()


@dataclass(frozen=True)
class Round:
    rebuilt: Measurement
    copied: Measurement
    folded: Measurement
    verified: Measurement


async def one_round(runtime: Runtime, database: asyncpg.Connection, stream: Sequence[Row]) -> Round:
    events = len(stream)
    rebuilt = await measured(events, lambda: rebuild(runtime, lambda _: None))
    copied = await measured(events, lambda: database.copy_records_to_table("raw_log", records=stream, columns=COLUMNS))
    await database.execute("TRUNCATE raw_log")
    folded = await measured(events, lambda: all_sound(verify_projections(runtime)))
    verified = await measured(events, lambda: all_sound(findings(runtime)))
    return Round(rebuilt, copied, folded, verified)


async def all_sound(found: AsyncIterator[Finding]) -> None:
    """Raises at the first difference: a run that stops early would look fast."""
    async for finding in found:
        if not finding.intact:
            raise RuntimeError(f"{finding.check}: {finding.detail}")
