"""What the log guarantees its readers: no sequence is missing, none appears late, none is ever changed."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.clock import Clock, FixedClock
from common.contracts.event import decode
from common.database.connections import connect
from common.eventlog.event_size import LARGEST_EVENT, EventTooLarge
from common.eventlog.log import FEW, traceparent
from common.eventlog.position import Position
from common.eventlog.record import Record
from common.eventlog.wakeups import Wakeups
from common.http.feed_pages import page_of
from common.relay.verify_log import verify_log
from common.service.definition import Runtime
from common.service.unit_of_work import UnitOfWork
from common.settings import ServiceSettings
from tests.support.postgres import Postgres
from tests.support.sample import SampleChanged, sample_service
from tests.support.sample_stack import runtime_of
from tests.support.service_harness import NOON

TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.fixture
async def runtime(postgres: Postgres) -> AsyncIterator[Runtime]:
    service = sample_service(shards=2)
    sample = runtime_of(service, ServiceSettings(database_url=await postgres.migrated(service)))
    yield sample
    await sample.engine.dispose()


def changes(count: int, value: int = 0) -> list[SampleChanged]:
    """Events of so many names that both shards have some."""
    return [SampleChanged(name=f"thing {number}", value=value) for number in range(count)]


async def record_events(
    runtime: Runtime, connection: AsyncConnection, count: int, clock: Clock | None = None
) -> tuple[Position, ...]:
    return await UnitOfWork(connection, clock or runtime.clock, runtime.log).record(changes(count))


async def publish(runtime: Runtime, count: int, clock: Clock | None = None) -> tuple[Position, ...]:
    async with runtime.engine.begin() as connection:
        return await record_events(runtime, connection, count, clock)


async def all_records(runtime: Runtime, shard: int) -> list[Record]:
    records, _tail = await page_of(runtime, shard, 0, 2_000)
    return records


async def assert_contiguous(runtime: Runtime, total: int) -> None:
    sequences = [[record.sequence for record in await all_records(runtime, shard)] for shard in (0, 1)]
    assert all(shard_sequences == list(range(1, len(shard_sequences) + 1)) for shard_sequences in sequences)
    assert sum(map(len, sequences)) == total
    assert all([finding.intact async for finding in verify_log(runtime)])


class Reader:
    """Follows one shard as every consumer does: it reads what comes after the last sequence that it has."""

    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime
        self.sequences: list[int] = []

    async def poll(self) -> None:
        records, _tail = await page_of(self.runtime, 0, self.sequences[-1] if self.sequences else 0, 1_000)
        self.sequences += [record.sequence for record in records]


async def test_a_transaction_that_began_first_and_committed_last_is_not_lost_to_a_polling_reader(
    runtime: Runtime,
) -> None:
    reader = Reader(runtime)
    async with runtime.engine.connect() as early, runtime.engine.connect() as late:
        await early.execute(text("SELECT pg_current_xact_id()"))
        await record_events(runtime, late, 40)
        await reader.poll()
        await late.commit()
        await reader.poll()
        await record_events(runtime, early, 40)
        await reader.poll()
        await early.commit()
        await reader.poll()
    assert reader.sequences == [record.sequence for record in await all_records(runtime, 0)]
    await assert_contiguous(runtime, 80)


@pytest.mark.parametrize("count", [FEW, FEW + 1])
async def test_few_events_by_arrays_and_many_by_copy_are_stored_alike(runtime: Runtime, count: int) -> None:
    before = await publish(runtime, 1)
    async with runtime.engine.begin() as connection:
        token = traceparent.set(TRACE)
        try:
            positions = await record_events(runtime, connection, count)
        finally:
            traceparent.reset(token)
    records = [record for shard in (0, 1) for record in await all_records(runtime, shard)]
    assert sum(position.sequence for position in positions) == len(records) == count + len(before)
    assert {decode(record.type, record.payload) for record in records} == set(changes(count))
    assert [record.traceparent for record in records].count(TRACE) == count
    await assert_contiguous(runtime, count + 1)


async def test_a_writer_waits_for_the_one_before_it_since_that_one_may_still_roll_back(runtime: Runtime) -> None:
    async with runtime.engine.connect() as first:
        before = {position.shard: position.sequence for position in await record_events(runtime, first, 10)}
        second = asyncio.create_task(publish(runtime, 10))
        await asyncio.sleep(0.3)
        assert not second.done()
        await first.commit()
    after = {position.shard: position.sequence for position in await second}
    assert after == {shard: 2 * sequence for shard, sequence in before.items()}


async def test_a_rolled_back_transaction_leaves_no_gap(runtime: Runtime) -> None:
    await publish(runtime, 10)
    async with runtime.engine.connect() as connection:
        await record_events(runtime, connection, 10)
        await connection.rollback()
    await publish(runtime, 10)
    await assert_contiguous(runtime, 20)


async def test_thirty_concurrent_writers_neither_deadlock_nor_leave_a_gap(runtime: Runtime) -> None:
    """Half of them write to the shards in the opposite order."""
    assert runtime.log is not None
    names = [f"thing {number}" for number in range(8)]
    assert {runtime.log.shard_of(name) for name in names} == {0, 1}
    names.sort(key=runtime.log.shard_of)

    async def write(value: int) -> tuple[Position, ...]:
        async with runtime.engine.begin() as connection:
            ordered = names if value % 2 else names[::-1]
            events = [SampleChanged(name=name, value=value) for name in ordered]
            return await UnitOfWork(connection, runtime.clock, runtime.log).record(events)

    positions_by_writer = await asyncio.gather(*(write(value) for value in range(30)))
    await assert_contiguous(runtime, 30 * 8)
    positions = {position for written in positions_by_writer for position in written}
    assert len(positions) == 60, "each writer gets the positions of its own events"


async def test_the_position_returned_to_a_writer_is_that_of_its_own_last_event(runtime: Runtime) -> None:
    await publish(runtime, 10)
    for position in await publish(runtime, 3):
        last = (await all_records(runtime, position.shard))[-1]
        assert (last.source, last.sequence) == (position.source, position.sequence)


def value_of(record: Record) -> int:
    event = decode(record.type, record.payload)
    assert isinstance(event, SampleChanged)
    return event.value


def naming(sequence: int) -> SampleChanged:
    """A closing event, whose value is the sequence that it was given."""
    return SampleChanged(name="closing", value=sequence)


async def test_a_closing_event_comes_last_and_names_the_first_of_its_transaction_among_many_writers(
    postgres: Postgres,
) -> None:
    """A published Decision names the first sequence that belongs to it."""
    service = sample_service(shards=1)
    runtime = runtime_of(service, ServiceSettings(database_url=await postgres.migrated(service)))

    async def write(writer: int) -> None:
        async with runtime.engine.begin() as connection:
            await UnitOfWork(connection, runtime.clock, runtime.log).record(changes(writer), closing=naming)

    await asyncio.gather(*(write(writer) for writer in range(6)))
    records = await all_records(runtime, 0)
    await runtime.engine.dispose()
    assert [record.sequence for record in records] == list(range(1, len(records) + 1))
    closings = [(record.sequence, value_of(record)) for record in records if record.subject == "closing"]
    firsts = [1, *(sequence + 1 for sequence, _ in closings)]
    assert [value for _, value in closings] == firsts[:-1]
    assert firsts[-1] == len(records) + 1, "each closing event is the last of its transaction"
    assert sorted(sequence - value for sequence, value in closings) == list(range(6)), (
        "one writer has nothing else to record"
    )


async def test_a_stream_of_several_shards_takes_no_closing_event(runtime: Runtime) -> None:
    async with runtime.engine.connect() as connection:
        with pytest.raises(ValueError, match="several shards"):
            await UnitOfWork(connection, runtime.clock, runtime.log).record(changes(1), closing=naming)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE event_log SET payload = '{}' WHERE sequence = 1",
        "UPDATE event_log SET aggregateid = aggregateid",
        "DELETE FROM event_log WHERE sequence = 1",
        "DELETE FROM event_log",
        "TRUNCATE event_log",
    ],
)
async def test_postgresql_itself_refuses_to_change_what_was_recorded(runtime: Runtime, change: str) -> None:
    await publish(runtime, 10)
    database = await connect(runtime.settings.database_url)
    with pytest.raises(asyncpg.RestrictViolationError, match="event_log is append-only"):
        await database.execute(change)
    await database.close()
    await assert_contiguous(runtime, 10)


async def test_times_never_go_back_when_the_clock_does(runtime: Runtime) -> None:
    clock = FixedClock(NOON)
    for seconds in (0, 3, -1, 2, 6):  # more than 5 s back, and nothing is recorded (`test_clock_errors.py`)
        clock.moment = NOON + timedelta(seconds=seconds)
        await publish(runtime, 10, clock)
    for shard in (0, 1):
        times = [record.time for record in await all_records(runtime, shard)]
        assert times == sorted(times)
        assert times[0] == "2026-11-23T05:00:00.000000Z"
        assert times[-1] == "2026-11-23T05:00:06.000000Z"


@pytest.mark.parametrize("count", [1, FEW + 1])
async def test_a_listener_is_woken_by_the_commit_and_not_before(runtime: Runtime, count: int) -> None:
    wakeups, stop = Wakeups(runtime.settings.database_url), asyncio.Event()
    running = asyncio.create_task(wakeups.run(stop))
    async with asyncio.timeout(10):
        while not wakeups.connected:
            await asyncio.sleep(0.01)
    mark = wakeups.mark()
    async with runtime.engine.connect() as connection:
        await record_events(runtime, connection, count)
        await asyncio.sleep(0.2)
        assert not mark.is_set()
        await connection.commit()
    await asyncio.wait_for(mark.wait(), 5)
    stop.set()
    await running


async def test_a_recorded_event_carries_the_trace_of_its_request(runtime: Runtime) -> None:
    assert runtime.log is not None
    token = traceparent.set(TRACE)
    await publish(runtime, 1)
    traceparent.reset(token)
    (record,) = await all_records(runtime, runtime.log.shard_of("thing 0"))
    assert record.traceparent == TRACE


async def test_an_event_over_the_limit_is_refused_before_anything_is_written_and_holds_back_no_other(
    runtime: Runtime,
) -> None:
    await publish(runtime, 4)
    async with runtime.engine.begin() as connection:
        work = UnitOfWork(connection, runtime.clock, runtime.log)
        with pytest.raises(EventTooLarge) as refused:
            await work.record([SampleChanged(name="small", value=1), SampleChanged(name="x" * LARGEST_EVENT, value=1)])
    assert (refused.value.facts["bytes"], refused.value.facts["limit"]) == (LARGEST_EVENT + 21, LARGEST_EVENT)
    assert sum([len(await all_records(runtime, shard)) for shard in (0, 1)]) == 4
    await publish(runtime, 4)
    assert all([finding.intact async for finding in verify_log(runtime)])
    assert sum([len(await all_records(runtime, shard)) for shard in (0, 1)]) == 8
