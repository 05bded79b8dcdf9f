"""Dossiers: receptions at once at one agency, the work list of an office among a million dossiers, and judging those
that are open. Rows are written by COPY; each limit is the same work by asyncpg, or the rows themselves."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from statistics import median
from typing import Any
from uuid import UUID, uuid4

import asyncpg
from sqlalchemy import select

from common.database.urls import url_with
from common.http.cache.batching import Batcher
from common.http.cache.transaction_batching import TransactionBatcher
from common.identity import Actor
from online_services.clock.domain.appointments import Appointment, Timeliness
from online_services.dossiers.commands.receive_dossiers import Reception, ReceptionResult, receive_dossiers
from online_services.dossiers.domain.dossier import judged
from online_services.dossiers.domain.states import Stage
from online_services.tables import dossier
from online_services.worklist.queries.work_list import WorkFilter, WorkGroup, work_list
from tests.benchmarks.environment import Environment
from tests.benchmarks.ratio_rounds import Figure, Measurement, at_least, at_most, interleaved, measured, single_figure
from tests.support.dossier_harness import CITIZEN, CODE, COMMUNE, HANDLE, DossierHarness, dossier_harness

AT_ONCE = 32
PATTERN = "{agency}-{day:%y%m%d}-{number:04}"
FILED_AT = datetime(2026, 11, 20, 2, tzinfo=UTC)
DUE_ON = date(2026, 12, 4)
RECEIVER = Actor("receiver-1", "receiver-1", COMMUNE, frozenset({HANDLE}))
COLUMNS = (
    "id", "number", "procedure_code", "version", "channel", "filed_at_agency", "receiving_agency", "deciding_agency",
    "stage", "revision", "filed_at", "received_at", "ended_at", "limit_amount", "limit_unit", "clock_from", "due_on",
    "supplement_requested", "handed_in", "extended",
)  # fmt: skip


@dataclass(frozen=True)
class Size:
    """`small` and `large` are numbers of dossiers, of which `in_agency` are open in the one office."""

    receptions: int = 640
    small: int = 10_000
    large: int = 1_000_000
    in_agency: int = 200
    judged: int = 100_000
    readings: int = 200
    rounds: int = 5


TINY = Size(receptions=32, small=100, large=300, in_agency=20, judged=200, readings=5, rounds=1)


async def run(environment: Environment) -> list[Figure]:
    size = TINY if environment.tiny else Size()
    async with dossier_harness(environment.postgres, environment.folder) as harness:
        pool = await asyncpg.create_pool(plain_url(harness), min_size=AT_ONCE, max_size=AT_ONCE)
        try:
            received = await measure_receptions(harness, pool, size)
            lists = await measure_work_list(harness, pool, size)
            judged = await measure_judging(harness, pool, size)
        finally:
            await pool.close()
    return [received, *lists, judged]


def plain_url(harness: DossierHarness) -> str:
    return url_with(harness.service.runtime.settings.database_url, drivername="postgresql")


def rows_of(number: int, stage: Stage, agency: str, first: int = 1) -> Iterator[tuple[Any, ...]]:
    """Dossiers in one stage at one agency; `first` is the number of the first, so that numbers differ."""
    received_at = None if stage is Stage.FILED else FILED_AT
    ended_at = FILED_AT if stage is Stage.FINISHED else None
    for position in range(first, first + number):
        number_given = None if received_at is None else f"{agency}-{stage}-{position:08}"
        due_on = None if received_at is None else DUE_ON + timedelta(days=position % 30)
        filing = (CODE, 1, "direct", agency, agency, agency, stage.value, 1, FILED_AT)
        clock = (received_at, ended_at, 5, "working_day", received_at, due_on)
        yield (uuid4(), number_given, *filing, *clock, False, False, False)


async def copy_dossiers(pool: asyncpg.Pool, rows: Iterator[tuple[Any, ...]]) -> None:
    async with pool.acquire() as connection:
        await connection.copy_records_to_table("dossier", records=rows, columns=COLUMNS)


async def copy_filed(pool: asyncpg.Pool, number: int) -> list[UUID]:
    """Returns the ids of dossiers that wait for their reception, each with its applicant."""
    rows = list(rows_of(number, Stage.FILED, COMMUNE))
    persons: list[tuple[Any, ...]] = [(row[0], CITIZEN, "Nguyễn Thị Bình", []) for row in rows]
    columns = ("dossier_id", "personal_id", "full_name", "delegation_extent")
    await copy_dossiers(pool, iter(rows))
    async with pool.acquire() as connection:
        await connection.copy_records_to_table("dossier_person", records=persons, columns=columns)
    return [row[0] for row in rows]


async def measure_receptions(harness: DossierHarness, pool: asyncpg.Pool, size: Size) -> Figure:
    runtime = harness.service.runtime
    numbers = count(1)
    await pool.execute("CREATE TABLE bench_event (id uuid, payload bytea, hash bytea)")

    batcher: Batcher[Reception, ReceptionResult] = TransactionBatcher(runtime, receive_dossiers, "bench", AT_ONCE)

    async def receive(id: UUID) -> None:
        """As the API does."""
        result = await batcher.submit(Reception(id, RECEIVER, {1}, is_conditional=True, number_pattern=PATTERN))
        require(result is not None and result.received is not None)

    async def write_rows(id: UUID) -> None:
        async with pool.acquire() as connection, connection.transaction():
            await write_reception(connection, id, next(numbers))

    async def of(work: Callable[[UUID], Awaitable[None]]) -> Measurement:
        ids = await copy_filed(pool, size.receptions)
        return await measured(size.receptions, lambda: at_once(work, ids))

    pairs = await interleaved(lambda: of(receive), lambda: of(write_rows), size.rounds)
    await batcher.close()
    return at_least(f"{AT_ONCE} receptions at once at one agency", "the same rows by asyncpg", "receptions", pairs, 0.5)


async def at_once(work: Callable[[UUID], Awaitable[None]], ids: Sequence[UUID]) -> None:
    slots = asyncio.Semaphore(AT_ONCE)

    async def work_in_slot(id: UUID) -> None:
        async with slots:
            await work(id)

    await asyncio.gather(*map(work_in_slot, ids))


async def write_reception(connection: Any, id: UUID, position: int) -> None:
    """The rows of a reception: counter, dossier, warnings, act, event and head of the stream."""
    await connection.execute("SELECT FROM dossier WHERE id = $1 FOR UPDATE", id)
    await connection.fetchval(
        "INSERT INTO dossier_counter VALUES ('H60.BENCH', '2026-11-20', 1) ON CONFLICT (agency_code, day)"
        " DO UPDATE SET last_number = dossier_counter.last_number + 1 RETURNING last_number"
    )
    await connection.execute(
        "UPDATE dossier SET number = $2, stage = 'received', revision = 2, received_at = $3, clock_from = $3,"
        " due_on = $4 WHERE id = $1",
        id,
        f"bench-{position:08}",
        FILED_AT,
        DUE_ON,
    )
    await connection.executemany(
        "INSERT INTO dossier_warning VALUES ($1, $2, $3, $4, $2)",
        [(id, FILED_AT, "percent", 50), (id, FILED_AT, "percent", 80), (id, FILED_AT, "days_before", 1)],
    )
    await connection.execute(
        "INSERT INTO dossier_act (dossier_id, revision, action, role, agency_code, acted_by, acted_at, due_on)"
        " VALUES ($1, 2, 'receive', 'receiver', $2, 'receiver-1', $3, $4)",
        id,
        COMMUNE,
        FILED_AT,
        DUE_ON,
    )
    await connection.execute("INSERT INTO bench_event VALUES ($1, $2, $3)", id, b"x" * 700, b"x" * 32)


async def measure_work_list(harness: DossierHarness, pool: asyncpg.Pool, size: Size) -> list[Figure]:
    """The office has as many open dossiers at both sizes; the others are finished, or of other offices."""
    agency = "H60.17.02"
    await harness.post(
        "/v1/dossier-officers",
        {"officers": [harness.officer("handler-7", "handler", agency)]},
        harness.bearer("dossiers.officers"),
    )
    await copy_dossiers(pool, rows_of(size.in_agency, Stage.RECEIVED, agency))
    await fill(pool, size.small, 1)
    small = await median_seconds(lambda: read_list(harness, agency), size.readings)
    await fill(pool, size.large - size.small, size.small)
    large = await median_seconds(lambda: read_list(harness, agency), size.readings)
    known = await pool.fetchval("SELECT id FROM dossier WHERE deciding_agency = $1 LIMIT 1", agency)
    key = await median_seconds(lambda: read_dossier(harness, known), size.readings)
    name = f"work list of an office among {size.large:,} dossiers, p50"
    return [
        single_figure(name, "a read by primary key", "ms", large * 1_000, key * 1_000, 25),
        single_figure(name, f"among {size.small:,}", "ms", large * 1_000, small * 1_000, 2),
    ]


async def fill(pool: asyncpg.Pool, number: int, first: int) -> None:
    """Finished dossiers of fifty agencies, and one open one in twenty."""
    agencies = [f"H60.{agency:03}" for agency in range(50)]
    for position, agency in enumerate(agencies):
        share = number // len(agencies)
        start = first * len(agencies) + position * number
        await copy_dossiers(pool, rows_of(share - share // 20, Stage.FINISHED, agency, start))
        await copy_dossiers(pool, rows_of(share // 20, Stage.RECEIVED, agency, start))
    await pool.execute("ANALYZE dossier")


async def read_list(harness: DossierHarness, agency: str) -> None:
    runtime = harness.service.runtime
    async with runtime.engine.connect() as read:
        criteria = WorkFilter(WorkGroup.DUE_LATER, agency, "handler-7", mine=False)
        rows = await work_list(read, criteria, runtime.clock.now(), runtime.clock.today(), (), 51)
        if not rows:
            raise RuntimeError("the work list is empty")


async def read_dossier(harness: DossierHarness, id: UUID) -> None:
    """By the primary key, on a connection of the service's pool as the list."""
    async with harness.service.runtime.engine.connect() as read:
        (await read.execute(select(dossier).where(dossier.c.id == id))).one()


async def median_seconds(work: Callable[[], Awaitable[object]], readings: int) -> float:
    await work()
    times = []
    for _ in range(readings):
        began = time.perf_counter()
        await work()
        times.append(time.perf_counter() - began)
    return median(times)


async def measure_judging(harness: DossierHarness, pool: asyncpg.Pool, size: Size) -> Figure:
    """Each open dossier is judged as the API does: early, on time or late."""
    await copy_dossiers(pool, rows_of(size.judged, Stage.IN_PROCESS, "H60.JUDGED"))
    runtime = harness.service.runtime
    is_open = dossier.c.deciding_agency == "H60.JUDGED"
    statement = select(dossier).where(is_open)
    facts = select(dossier.c.due_on, dossier.c.due_at, dossier.c.paused_from).where(is_open)

    async def read() -> None:
        async with runtime.engine.connect() as connection:
            rows = (await connection.execute(statement)).all()
        require(len(rows) == size.judged)

    async def judge() -> None:
        now, found = runtime.clock.now(), Counter[Timeliness | None]()
        async with runtime.engine.connect() as connection:
            for due_on, due_at, paused_from in await connection.execute(facts):
                found[judged(Appointment(due_on, due_at), paused_from, None, now)] += 1
        require(found.total() == size.judged and None not in found)

    pairs = await interleaved(lambda: measured(size.judged, judge), lambda: measured(size.judged, read), size.rounds)
    return at_most(f"judging {size.judged:,} open dossiers", "reading their rows", "us", pairs, 2.0)


def require(holds: bool) -> None:
    if not holds:
        raise RuntimeError("the bench did not do what it measures")
