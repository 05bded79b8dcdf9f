"""`verify` reads the log from the start and finds every change made while the append-only trigger was disabled."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import msgspec
import pytest

from common.database.connections import connect
from common.eventlog.chain import record_hash
from common.eventlog.findings import Finding
from common.eventlog.log import read
from common.relay import verify_log as verify
from common.service.definition import Runtime
from common.service.unit_of_work import UnitOfWork
from common.settings import ServiceSettings
from tests.support.postgres import Postgres
from tests.support.sample import SampleChanged, sample_service
from tests.support.sample_stack import runtime_of

SWAP = (
    "UPDATE event_log SET sequence = -sequence WHERE sequence IN (3, 4);"
    " UPDATE event_log SET sequence = 7 + sequence WHERE sequence < 0"
)
TAMPERING = [
    (
        "UPDATE event_log SET payload = replace(encode(payload, 'escape'), ':3}', ':4}')::bytea WHERE sequence = 4",
        "sequence 4",
    ),
    ("UPDATE event_log SET type = 'sample.removed.v1' WHERE sequence = 10", "sequence 10"),
    ("UPDATE event_log SET id = gen_random_uuid() WHERE sequence = 1", "sequence 1"),
    ("UPDATE event_log SET time = '2020-01-01T00:00:00.000000Z' WHERE sequence = 7", "sequence 7"),
    ("UPDATE event_log SET prevhash = hash WHERE sequence = 5", "sequence 5"),
    ("DELETE FROM event_log WHERE sequence = 6", "sequence 6 is missing"),
    ("DELETE FROM event_log WHERE sequence = 1", "sequence 1 is missing"),
    (SWAP, "sequence 3"),
    ("DELETE FROM event_log WHERE sequence > 8", "ends at 8, its tail says 10"),
    ("DELETE FROM event_log", "ends at 0, its tail says 10"),
    ("UPDATE stream_shard SET sequence = 9", "ends at 10, its tail says 9"),
    ("UPDATE stream_shard SET hash = decode(repeat('00', 32), 'hex')", "its tail"),
]


@pytest.fixture
async def runtime(postgres: Postgres) -> AsyncIterator[Runtime]:
    """Ten events in one shard."""
    service = sample_service(shards=1)
    sample = runtime_of(service, ServiceSettings(database_url=await postgres.migrated(service)))
    async with sample.engine.begin() as connection:
        events = [SampleChanged(name=f"thing {number}", value=number) for number in range(10)]
        await UnitOfWork(connection, sample.clock, sample.log).record(events)
    yield sample
    await sample.engine.dispose()


@pytest.fixture(params=[5_000, 3], ids=["one read", "several reads"])
def chunk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Differences must also be found at the border of two reads."""
    monkeypatch.setattr(verify, "CHUNK_SIZE", request.param)


async def without_trigger(runtime: Runtime, act: str) -> None:
    database = await connect(runtime.settings.database_url)
    await database.execute(f"ALTER TABLE event_log DISABLE TRIGGER append_only; {act}")
    await database.close()


async def finding_of(runtime: Runtime) -> Finding:
    finding, _moments = [finding async for finding in verify.verify_log(runtime)]
    return finding


@pytest.mark.usefixtures("chunk")
async def test_an_untouched_log_is_intact(runtime: Runtime) -> None:
    finding = await finding_of(runtime)
    assert finding.intact
    assert finding.facts == {"events_checked": 10}


@pytest.mark.usefixtures("chunk")
@pytest.mark.parametrize(("act", "place"), TAMPERING)
async def test_a_change_made_without_the_trigger_is_found(runtime: Runtime, act: str, place: str) -> None:
    await without_trigger(runtime, act)
    finding = await finding_of(runtime)
    assert not finding.intact
    assert place in finding.detail


async def forge(database: asyncpg.Connection) -> None:
    """Changes one event and its hash; the events that follow keep theirs."""
    (record,) = await read(database, "sample", 0, 2, 1)
    forged = msgspec.structs.replace(record, payload=record.payload.replace(b":2}", b":4}"))
    await database.execute(
        "UPDATE event_log SET payload = $1, hash = $2 WHERE sequence = 3", forged.payload, record_hash(forged)
    )


@pytest.mark.usefixtures("chunk")
async def test_an_event_that_was_edited_and_hashed_again_breaks_the_chain_at_the_next(runtime: Runtime) -> None:
    await without_trigger(runtime, "")
    database = await connect(runtime.settings.database_url)
    await forge(database)
    await database.close()
    assert "sequence 4 does not follow" in (await finding_of(runtime)).detail


async def test_a_log_that_grows_while_it_is_read_is_intact(runtime: Runtime) -> None:
    """Log and tail are read in one snapshot."""

    async def grow() -> None:
        for value in range(50):
            async with runtime.engine.begin() as connection:
                await UnitOfWork(connection, runtime.clock, runtime.log).record(
                    [SampleChanged(name="more", value=value)]
                )

    growing = asyncio.create_task(grow())
    while not growing.done():
        assert (await finding_of(runtime)).intact
    await growing
