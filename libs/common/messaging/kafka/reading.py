"""Reads a topic's partition once from its start to its present end."""

from collections.abc import AsyncIterator

from aiokafka import AIOKafkaConsumer, TopicPartition

from common.messaging.kafka.connection import Brokers, client_settings
from common.messaging.kafka.format import record_of, topic_of


async def topic_hashes(brokers: Brokers, source: str, shard: int) -> AsyncIterator[tuple[int, bytes]]:
    """Sequence and hash of each message."""
    consumer = AIOKafkaConsumer(**client_settings(brokers), enable_auto_commit=False, auto_offset_reset="earliest")
    await consumer.start()
    try:
        partition = TopicPartition(topic_of(source), shard)
        consumer.assign([partition])
        end = (await consumer.end_offsets([partition]))[partition]
        await consumer.seek_to_beginning(partition)
        while await consumer.position(partition) < end:
            for messages in (await consumer.getmany(partition, timeout_ms=500, max_records=2_000)).values():
                for message in messages:
                    record = record_of(message.headers, message.value)
                    yield record.sequence, record.hash
    finally:
        await consumer.stop()
