"""Consumers as processes of their own, as they are deployed: the three of the suite, and bare ones that only read. Each
says on its output
how far it came, and when, by the clock that all processes of a machine share."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from typing import Any

import uvloop
from aiokafka import AIOKafkaConsumer, TopicPartition

from common import logging
from common.consumer.carrier import Batch, BatchResult
from common.consumer.carriers import carrier_of
from common.consumer.consumer import Consumer
from common.consumer.head_watch import watch_heads
from common.operations.collector import settle_collector
from common.operations.open_runtime import opened
from tests.support.postgres import service_of


class FollowerProcess:
    """A process that follows; `wait_until` answers when it came so far."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    async def wait_until(self, sequence: int) -> float:
        """The moment (`time.perf_counter`) at which it had all up to `sequence`."""
        assert self.process.stdout is not None
        while line := await self.process.stdout.readline():
            so_far, at = line.split()
            if int(so_far) >= sequence:
                return float(at)
        raise RuntimeError("a follower ended before it came so far")


@asynccontextmanager
async def following(*arguments: str, settings: Mapping[str, str]) -> AsyncIterator[FollowerProcess]:
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


def report(so_far: int) -> None:
    print(so_far, time.perf_counter(), flush=True)


class ReportingConsumer(Consumer):
    async def apply(self, batch: Batch) -> BatchResult:
        outcome = await super().apply(batch)
        report(batch.records[-1].sequence)
        return outcome


async def real(name: str) -> None:
    """A service's own consumer of `procedures`."""
    service = service_of(name)
    async with opened(service, service.settings()) as runtime:
        (subscription,) = (one for one in service.subscriptions if one.source == "procedures")
        await ReportingConsumer(runtime, subscription, carrier_of(runtime, subscription), watch_heads).run(
            asyncio.Event()
        )


async def bare(servers: str, topic: str) -> None:
    """What aiokafka alone does: counts what came since it began."""
    consumer, partition = AIOKafkaConsumer(bootstrap_servers=servers, fetch_max_wait_ms=500), TopicPartition(topic, 0)
    await consumer.start()
    consumer.assign([partition])
    end = (await consumer.end_offsets([partition]))[partition]
    consumer.seek(partition, end)  # by number: aiokafka's "to the end" may never come about, and does not say so
    report(came := 0)
    while True:
        found = await consumer.getmany(timeout_ms=1_000, max_records=2_000)
        if found:
            report(came := came + sum(map(len, found.values())))


RUN: dict[str, Callable[..., Coroutine[Any, Any, None]]] = {"real": real, "bare": bare}

if __name__ == "__main__":
    logging.configure("ERROR", "follower")
    settle_collector()  # as every process of the suite does
    uvloop.run(RUN[sys.argv[1]](*sys.argv[2:]))
