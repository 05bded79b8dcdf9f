"""Reads a partition once, without following it: from its start to its current end, or its last record alone."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaTimeoutError

from common.eventlog.record import Record
from common.kafka.connection import Brokers, client_settings, open_admin
from common.kafka.format import record_of, topic_of
from common.kafka.topic_id import topic_id

STALL_TIMEOUT_MS = 10_000


async def topic_batches(brokers: Brokers, source: str, shard: int) -> AsyncGenerator[list[Record]]:
    """Raises `KafkaError`, also if the broker responds but sends no messages."""
    async with _open_consumer(brokers) as consumer:
        partition = TopicPartition(topic_of(source), shard)
        consumer.assign([partition])
        end = (await consumer.end_offsets([partition]))[partition]
        offset = (await consumer.beginning_offsets([partition]))[partition]
        # by number, since aiokafka's `seek_to_beginning` may have no effect, and reports no error then
        consumer.seek(partition, offset)
        while offset < end:
            messages = (await consumer.getmany(partition, timeout_ms=STALL_TIMEOUT_MS, max_records=2_000)).get(
                partition
            )
            if not messages:
                raise KafkaTimeoutError(
                    f"{partition.topic}/{shard} sends nothing from offset {offset} on, although it ends at {end}"
                )
            yield [record_of(message.headers, message.value) for message in messages]
            offset = messages[-1].offset + 1


async def topic_records(brokers: Brokers, source: str, shard: int) -> AsyncIterator[Record]:
    async with aclosing(topic_batches(brokers, source, shard)) as batches:
        async for batch in batches:
            for record in batch:
                yield record


async def last_record(brokers: Brokers, topic: str, shard: int) -> Record | None:
    async with _open_consumer(brokers) as consumer:
        partition = TopicPartition(topic, shard)
        consumer.assign([partition])
        end = (await consumer.end_offsets([partition]))[partition]
        begin = (await consumer.beginning_offsets([partition]))[partition]
        if end == begin:
            return None
        consumer.seek(partition, end - 1)
        message = await asyncio.wait_for(consumer.getone(partition), timeout=STALL_TIMEOUT_MS / 1000)
        return record_of(message.headers, message.value)


async def last_records(brokers: Brokers, source: str, shards: int) -> dict[int, Record]:
    """Returns the last record of each shard that has any. Checks first that the topic exists, since a consumer's
    request for a topic may create it. Raises `KafkaError`."""
    admin = await open_admin(brokers)
    try:
        if await topic_id(admin, topic_of(source)) is None:
            return {}
    finally:
        await admin.close()
    records = {shard: await last_record(brokers, topic_of(source), shard) for shard in range(shards)}
    return {shard: record for shard, record in records.items() if record is not None}


@asynccontextmanager
async def _open_consumer(brokers: Brokers) -> AsyncIterator[AIOKafkaConsumer]:
    consumer = AIOKafkaConsumer(**client_settings(brokers), enable_auto_commit=False, auto_offset_reset="earliest")
    await consumer.start()
    try:
        yield consumer
    finally:
        await consumer.stop()
