"""Lost, repeated, swapped, edited and undelivered events: each is noticed, and corrected where possible. The carrier
here delivers exactly the given batches."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest

from common.consumer.carrier import Batch, BatchResult, Receiver
from common.eventlog.chain import record_hash
from common.eventlog.log import read
from common.eventlog.record import Record
from tests.support.postgres import Postgres
from tests.support.sample import SampleChanged
from tests.support.sample_stack import SampleStack, sample_stack


@dataclass
class ScriptedCarrier:
    """Delivers exactly these batches, as a faulty broker might."""

    batches: Sequence[Sequence[Record]]
    results: list[BatchResult] = field(default_factory=list)

    async def run(self, receiver: Receiver, stop: asyncio.Event) -> None:
        for records in self.batches:
            self.results.append(await receiver.apply(Batch(0, records)))
        await stop.wait()


async def ten_records(stack: SampleStack) -> list[Record]:
    await stack.publish([SampleChanged(name=f"thing {number}", value=number) for number in range(10)])
    async with stack.sample.engine.connect() as connection:
        raw = await connection.get_raw_connection()
        return await read(raw.driver_connection, "sample", 0, 0, 100)


async def results_of(stack: SampleStack, *batches: Sequence[Record]) -> list[BatchResult]:
    carrier = ScriptedCarrier(batches)
    async with stack.following(carrier):
        async with asyncio.timeout(10):
            while len(carrier.results) < len(batches):
                await asyncio.sleep(0.01)
    return carrier.results


def edited(record: Record) -> Record:
    return msgspec.structs.replace(record, payload=record.payload.replace(b'"value":5', b'"value":6'))


def edited_and_rehashed(record: Record) -> Record:
    """Edited and hashed again: only the chain reveals it."""
    forged = edited(record)
    return msgspec.structs.replace(forged, hash=record_hash(forged))


async def test_a_lost_event_is_fetched_from_the_feed(postgres: Postgres, tmp_path: Path) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        records = await ten_records(stack)
        assert await results_of(stack, [*records[:3], *records[6:]]) == [BatchResult.APPLIED]
        assert {times for _, times in (await stack.things()).values()} == {1}
        assert len(await stack.things()) == 10


async def test_repeated_events_are_dropped(postgres: Postgres, tmp_path: Path) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        records = await ten_records(stack)
        results = await results_of(stack, records[:5], records[2:8], [*records[7:], *records[7:], records[0]])
        assert results == [BatchResult.APPLIED] * 3
        assert {times for _, times in (await stack.things()).values()} == {1}


async def test_swapped_events_are_applied_in_order(postgres: Postgres, tmp_path: Path) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        records = await ten_records(stack)
        assert await results_of(stack, [records[1], records[0], *reversed(records[2:])]) == [BatchResult.APPLIED]
        assert len(await stack.things()) == 10


@pytest.mark.parametrize("forge", [edited, edited_and_rehashed])
async def test_an_edited_event_stops_the_stream(
    postgres: Postgres, tmp_path: Path, forge: Callable[[Record], Record]
) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        records = await ten_records(stack)
        forged = [*records[:5], forge(records[5]), *records[6:]]
        assert await results_of(stack, forged) == [BatchResult.STOPPED]
        assert await stack.things() == {}
        assert await stack.wait_until_stopped()


async def test_an_applied_event_that_is_delivered_again_edited_stops_the_stream(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        records = await ten_records(stack)
        assert await results_of(stack, records, [edited_and_rehashed(records[5])]) == [
            BatchResult.APPLIED,
            BatchResult.STOPPED,
        ]
        assert "again with another content" in await stack.wait_until_stopped()


@pytest.mark.usefixtures("frequent_head_checks")
async def test_events_that_the_carrier_does_not_deliver_are_noticed_by_the_signed_head_and_read_from_the_feed(
    postgres: Postgres, tmp_path: Path
) -> None:
    """The carrier delivers no more; the head shows that there are more events."""
    async with sample_stack(postgres, tmp_path) as stack:
        records = await ten_records(stack)
        carrier = ScriptedCarrier([records[:4]])
        async with stack.following(carrier):
            async with asyncio.timeout(20):
                while len(await stack.things()) < 10:
                    await asyncio.sleep(0.05)
    assert carrier.results == [BatchResult.APPLIED]


async def test_a_record_of_another_stream_stops_the_stream(postgres: Postgres, tmp_path: Path) -> None:
    async with sample_stack(postgres, tmp_path) as stack:
        records = await ten_records(stack)
        foreign = msgspec.structs.replace(records[0], source="other")
        assert await results_of(stack, [foreign]) == [BatchResult.STOPPED]
