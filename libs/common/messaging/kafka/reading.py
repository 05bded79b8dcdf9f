"""Reads a topic's partition once, without following it: from its start to its present end, or its end alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiokafka import AIOKafkaConsumer, TopicPartition

from common.messaging.kafka.connection import Brokers, client_settings, open_admin
from common.messaging.kafka.format import record_of, topic_of
from common.messaging.kafka.topic_id import topic_id
from common.streams.record import Record


async def topic_hashes(brokers: Brokers, source: str, shard: int) -> AsyncIterator[tuple[int, bytes]]:
    """Sequence and hash of each message."""
    async for record in topic_records(brokers, source, shard):
        yield record.sequence, record.hash


async def topic_records(brokers: Brokers, source: str, shard: int) -> AsyncIterator[Record]:
    async with _reading(brokers) as consumer:
        partition = TopicPartition(topic_of(source), shard)
        consumer.assign([partition])
        end = (await consumer.end_offsets([partition]))[partition]
        await consumer.seek_to_beginning(partition)
        while await consumer.position(partition) < end:
            for messages in (await consumer.getmany(partition, timeout_ms=500, max_records=2_000)).values():
                for message in messages:
                    yield record_of(message.headers, message.value)


async def last_record(brokers: Brokers, topic: str, shard: int) -> Record | None:
    async with _reading(brokers) as consumer:
        partition = TopicPartition(topic, shard)
        consumer.assign([partition])
        end = (await consumer.end_offsets([partition]))[partition]
        begin = (await consumer.beginning_offsets([partition]))[partition]
        if end == begin:
            return None
        consumer.seek(partition, end - 1)
        message = await asyncio.wait_for(consumer.getone(partition), timeout=10)
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
