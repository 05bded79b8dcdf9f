"""Reads a partition once, without following it: from its start to its current end, or its last record alone."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaTimeoutError

from common.eventlog.record import Record
from common.kafka.connection import Brokers, client_settings, open_admin
from common.kafka.format import own_record, topic_of
from common.kafka.topic_id import topic_id

STALL_TIMEOUT_MS = 10_000
LOOK_BACK = 10_000
"""Messages at the end of a partition among which the last record is searched for, if foreign messages follow it."""


class OwnRecordNotFound(Exception):
    """The end of a partition consists of foreign messages, so the last record of the stream is not known."""


@dataclass(frozen=True, slots=True)
class TopicBatch:
    """`foreign_offsets` are those of messages between the records that are not part of the stream."""

    records: list[Record]
    foreign_offsets: list[int]


async def topic_batches(brokers: Brokers, source: str, shard: int) -> AsyncGenerator[TopicBatch]:
    """Raises `KafkaError`, also if the broker responds but sends no messages, and `MalformedMessage`."""
    async with _open_consumer(brokers) as consumer:
        partition = TopicPartition(topic_of(source), shard)
        consumer.assign([partition])
        end = (await consumer.end_offsets([partition]))[partition]
        offset = (await consumer.beginning_offsets([partition]))[partition]
        async for batch in _batches_between(consumer, partition, offset, end):
            yield batch


async def topic_records(brokers: Brokers, source: str, shard: int) -> AsyncIterator[Record]:
    async with aclosing(topic_batches(brokers, source, shard)) as batches:
        async for batch in batches:
            for record in batch.records:
                yield record


async def last_record(brokers: Brokers, topic: str, shard: int) -> Record | None:
    """Returns the last record of the stream, before which foreign messages are passed over; None if there is none.
    Raises `OwnRecordNotFound`, `MalformedMessage`."""
    async with _open_consumer(brokers) as consumer:
        partition = TopicPartition(topic, shard)
        consumer.assign([partition])
        end = (await consumer.end_offsets([partition]))[partition]
        begin = (await consumer.beginning_offsets([partition]))[partition]
        if end == begin:
            return None
        consumer.seek(partition, end - 1)
        message = await asyncio.wait_for(consumer.getone(partition), timeout=STALL_TIMEOUT_MS / 1000)
        if (record := own_record(message.headers, message.value)) is not None:
            return record
        return await _last_before_foreign_messages(consumer, partition, begin, end)


async def _last_before_foreign_messages(
    consumer: AIOKafkaConsumer, partition: TopicPartition, begin: int, end: int
) -> Record | None:
    offset, last = max(begin, end - LOOK_BACK), None
    async for batch in _batches_between(consumer, partition, offset, end):
        last = batch.records[-1] if batch.records else last
    if last is None and offset > begin:
        raise OwnRecordNotFound(
            f"the last {LOOK_BACK} messages of {partition.topic}/{partition.partition} are not part of the stream"
        )
    return last


async def _batches_between(
    consumer: AIOKafkaConsumer, partition: TopicPartition, offset: int, end: int
) -> AsyncIterator[TopicBatch]:
    # by number, since aiokafka's `seek_to_beginning` may have no effect, and reports no error then
    consumer.seek(partition, offset)
    while offset < end:
        messages = (await consumer.getmany(partition, timeout_ms=STALL_TIMEOUT_MS, max_records=2_000)).get(partition)
        if not messages:
            raise KafkaTimeoutError(
                f"{partition.topic}/{partition.partition} sends nothing from offset {offset} on, although it ends at"
                f" {end}"
            )
        yield _batch_of(messages)
        offset = messages[-1].offset + 1


def _batch_of(messages: Sequence[ConsumerRecord]) -> TopicBatch:
    batch = TopicBatch([], [])
    for message in messages:
        record = own_record(message.headers, message.value)
        if record is None:
            batch.foreign_offsets.append(message.offset)
        else:
            batch.records.append(record)
    return batch


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
