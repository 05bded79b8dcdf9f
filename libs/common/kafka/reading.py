"""Reads a topic's partition once, without following it: from its start to its present end, or its end alone."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaTimeoutError

from common.eventlog.record import Record
from common.kafka.connection import Brokers, client_settings, open_admin
from common.kafka.format import record_of, topic_of
from common.kafka.topic_id import topic_id

STALLED_MS = 10_000


async def topic_batches(brokers: Brokers, source: str, shard: int) -> AsyncGenerator[list[Record]]:
    """Raises `KafkaError`, also where the broker answers and sends nothing."""
    async with _reading(brokers) as consumer:
        partition = TopicPartition(topic_of(source), shard)
        consumer.assign([partition])
        end = (await consumer.end_offsets([partition]))[partition]
        reached = (await consumer.beginning_offsets([partition]))[partition]
        consumer.seek(
            partition, reached
        )  # by number: aiokafka's "to the beginning" may never come about, and does not say so
        while reached < end:
            sent = (await consumer.getmany(partition, timeout_ms=STALLED_MS, max_records=2_000)).get(partition)
            if not sent:
                raise KafkaTimeoutError(
                    f"{partition.topic}/{shard} sends nothing from offset {reached} on, and should reach {end}"
                )
            yield [record_of(message.headers, message.value) for message in sent]
            reached = sent[-1].offset + 1


async def topic_records(brokers: Brokers, source: str, shard: int) -> AsyncIterator[Record]:
    async with aclosing(topic_batches(brokers, source, shard)) as batches:
        async for batch in batches:
            for record in batch:
                yield record


async def last_record(brokers: Brokers, topic: str, shard: int) -> Record | None:
    async with _reading(brokers) as consumer:
        partition = TopicPartition(topic, shard)
        consumer.assign([partition])
        end = (await consumer.end_offsets([partition]))[partition]
        begin = (await consumer.beginning_offsets([partition]))[partition]
        if end == begin:
            return None
        consumer.seek(partition, end - 1)
        message = await asyncio.wait_for(consumer.getone(partition), timeout=STALLED_MS / 1000)
        return record_of(message.headers, message.value)


async def last_records(brokers: Brokers, source: str, shards: int) -> dict[int, Record]:
    """By shard, those that hold any. Looks before it reads: to ask for a topic may make it. Raises `KafkaError`."""
    admin = await open_admin(brokers)
    try:
        if await topic_id(admin, topic_of(source)) is None:
            return {}
    finally:
        await admin.close()
    found = {shard: await last_record(brokers, topic_of(source), shard) for shard in range(shards)}
    return {shard: record for shard, record in found.items() if record is not None}


@asynccontextmanager
async def _reading(brokers: Brokers) -> AsyncIterator[AIOKafkaConsumer]:
    consumer = AIOKafkaConsumer(**client_settings(brokers), enable_auto_commit=False, auto_offset_reset="earliest")
    await consumer.start()
    try:
        yield consumer
    finally:
        await consumer.stop()
