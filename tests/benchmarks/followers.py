"""Consumers as processes, as they are deployed: the three of the suite, bare ones that only read, and bare ones that
store each batch durably. Each prints how far it has come, and when, by the monotonic clock that all processes of a
machine share."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import uvloop
from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from common import logging
from common.consumer.carrier import Batch, BatchResult
from common.consumer.carriers import carrier_of
from common.consumer.consumer import Consumer
from common.consumer.head_watch import watch_heads
from common.operations.garbage_collector import tune_collector
from common.operations.open_runtime import open_runtime
from tests.support.postgres import service_of


class FollowerProcess:
    """A process of a consumer, and its output."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    async def wait_until(self, sequence: int) -> float:
        """Returns the time (`time.perf_counter`) at which it had all events up to `sequence`."""
        assert self.process.stdout is not None
        while line := await self.process.stdout.readline():
            applied, time_of_report = line.split()
            if int(applied) >= sequence:
                return float(time_of_report)
        raise RuntimeError(f"a follower ended before it had applied event {sequence}")


@asynccontextmanager
async def run_follower(*arguments: str, settings: Mapping[str, str]) -> AsyncIterator[FollowerProcess]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.benchmarks.followers",
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, **settings},
    )
    try:
        yield FollowerProcess(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def report(sequence: int) -> None:
    print(sequence, time.perf_counter(), flush=True)


class ReportingConsumer(Consumer):
    async def apply(self, batch: Batch) -> BatchResult:
        result = await super().apply(batch)
        report(batch.records[-1].sequence)
        return result


async def run_real(name: str) -> None:
    """Runs a service's own consumer of `procedures`."""
    service = service_of(name)
    async with open_runtime(service, service.settings()) as runtime:
        (subscription,) = (candidate for candidate in service.subscriptions if candidate.source == "procedures")
        await ReportingConsumer(runtime, subscription, carrier_of(runtime, subscription), watch_heads).run(
            asyncio.Event()
        )


Store = Callable[[Sequence[ConsumerRecord]], Awaitable[object]]


async def run_bare(servers: str, topic: str) -> None:
    """Runs aiokafka alone: counts the records since it began."""
    await read_topic(servers, topic, store_nothing)


async def run_durable(servers: str, topic: str, database_url: str) -> None:
    """Runs aiokafka and COPY: the raw records into a table with a key, and the position, in one transaction."""
    connection = await asyncpg.connect(database_url)
    await connection.execute(
        "CREATE TABLE raw_record (stream_offset bigint PRIMARY KEY, payload bytea NOT NULL);"
        "CREATE TABLE raw_position (stream_offset bigint NOT NULL); INSERT INTO raw_position VALUES (-1)"
    )

    async def store(records: Sequence[ConsumerRecord]) -> None:
        async with connection.transaction():
            await connection.copy_records_to_table(
                "raw_record", records=[(record.offset, record.value) for record in records]
            )
            await connection.execute("UPDATE raw_position SET stream_offset = $1", records[-1].offset)

    await read_topic(servers, topic, store)


async def store_nothing(records: Sequence[ConsumerRecord]) -> None:
    """Leaves the records where they are."""


async def read_topic(servers: str, topic: str, store: Store) -> None:
    consumer, partition = AIOKafkaConsumer(bootstrap_servers=servers, fetch_max_wait_ms=500), TopicPartition(topic, 0)
    await consumer.start()
    consumer.assign([partition])
    end = (await consumer.end_offsets([partition]))[partition]
    consumer.seek(partition, end)  # by number: aiokafka's `seek_to_end` may silently never take effect
    report(count := 0)
    while True:
        for records in (await consumer.getmany(timeout_ms=1_000, max_records=2_000)).values():
            await store(records)
            report(count := count + len(records))


RUN: dict[str, Callable[..., Coroutine[Any, Any, None]]] = {"real": run_real, "bare": run_bare, "durable": run_durable}

if __name__ == "__main__":
    logging.configure("ERROR", "follower")
    tune_collector()  # as every process of the suite does
    uvloop.run(RUN[sys.argv[1]](*sys.argv[2:]))
