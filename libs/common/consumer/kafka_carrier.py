"""Kafka as a carrier. The position in the database decides where to read; offsets are committed for monitoring only."""

import asyncio
import contextlib
from collections.abc import Collection, Sequence
from typing import assert_never

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.abc import ConsumerRebalanceListener
from aiokafka.errors import IllegalStateError, KafkaError

from common import metrics
from common.consumer.carrier import Batch, BatchResult, Receiver
from common.eventlog.record import Record
from common.kafka.connection import Brokers, client_settings, open_admin
from common.kafka.format import MalformedMessage, own_record, topic_of
from common.kafka.topic_id import topic_id

MAX_RECORDS = 2_000
POLL_MS = 200
FETCH_WAIT_MS = 500  # the broker responds as soon as it has messages; this limits the number of empty responses
RETRY_DELAY = 1.0  # seconds after a failure
RESUME_CHECK_INTERVAL = 1.0  # seconds between checks whether an operator has resumed a stopped shard
COMMIT_INTERVAL = 1.0  # seconds between commits of offsets
STOP_LIMIT = 8.0  # seconds; aiokafka may wait for ever for its own heartbeat (aio-libs/aiokafka issue 773)

log = structlog.get_logger()


class KafkaCarrier:
    def __init__(self, brokers: Brokers, group: str, source: str) -> None:
        self.brokers = brokers
        self.group = group
        self.source = source
        self.topic = topic_of(source)
        self.topic_id: str | None = None
        self._positioned: set[TopicPartition] = set()
        self._stopped: dict[TopicPartition, float] = {}
        self._to_commit: dict[TopicPartition, int] = {}
        self._committed_at = 0.0

    async def run(self, receiver: Receiver, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                await self._consume(receiver, stop)
            except (KafkaError, OSError) as error:
                log.info("waiting for Kafka", topic=self.topic, cause=repr(error))
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), RETRY_DELAY)

    async def _wait_for_topic(self, stop: asyncio.Event) -> bool:
        """A consumer that subscribes before the relay has created the topic learns of it only with the next refresh of
        the metadata, seconds later."""
        admin = await open_admin(self.brokers)
        try:
            while not stop.is_set():
                if await topic_id(admin, self.topic) is not None:
                    return True
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), POLL_MS / 1000)
        finally:
            await admin.close()
        return False

    async def _consume(self, receiver: Receiver, stop: asyncio.Event) -> None:
        if not await self._wait_for_topic(stop):
            return
        consumer = AIOKafkaConsumer(
            **client_settings(self.brokers),
            group_id=self.group,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            fetch_max_wait_ms=FETCH_WAIT_MS,
            max_partition_fetch_bytes=4_000_000,
            metadata_max_age_ms=10_000,
            session_timeout_ms=10_000,
            heartbeat_interval_ms=2_000,
        )
        consumer.subscribe([self.topic], listener=RebalanceListener(self))
        try:
            await consumer.start()
            while not stop.is_set():
                await self._seek_new_partitions(consumer, receiver)
                batches = await consumer.getmany(timeout_ms=POLL_MS, max_records=MAX_RECORDS)
                for partition, messages in batches.items():
                    if partition in self._positioned:
                        await self._deliver(consumer, receiver, partition, messages)
                await self._resume_stopped(consumer, receiver)
                await self._commit(consumer)
        finally:
            self._positioned.clear()
            await stop_consumer(consumer)

    async def _seek_new_partitions(self, consumer: AIOKafkaConsumer, receiver: Receiver) -> None:
        """Seeks new partitions to the positions in the database. aiokafka starts at the group's offset; messages that
        it fetched from there are not delivered."""
        if not (new_partitions := consumer.assignment() - self._positioned):
            return
        admin = await open_admin(self.brokers)
        try:
            self.topic_id = await topic_id(admin, self.topic)
        finally:
            await admin.close()
        for partition in new_partitions:
            with contextlib.suppress(IllegalStateError):  # a rebalance took it meanwhile
                await self.seek(consumer, receiver, partition)
                self._positioned.add(partition)

    async def _deliver(
        self, consumer: AIOKafkaConsumer, receiver: Receiver, partition: TopicPartition, messages: list[ConsumerRecord]
    ) -> None:
        try:
            records = self._own_records(messages)
        except MalformedMessage as error:
            await receiver.stop_shard(partition.partition, str(error))
            result = BatchResult.STOPPED
        else:
            result = await receiver.apply(Batch(partition.partition, records, self.topic_id, messages[-1].offset + 1))
        if partition not in consumer.assignment():
            return  # a rebalance took it during the batch; the position row prevented a double effect
        match result:
            case BatchResult.APPLIED:
                self._to_commit[partition] = messages[-1].offset + 1
            case BatchResult.MOVED:
                await self.seek(consumer, receiver, partition)
            case BatchResult.STOPPED:
                consumer.pause(partition)
                self._stopped[partition] = asyncio.get_running_loop().time()
            case _:
                assert_never(result)

    def _own_records(self, messages: Sequence[ConsumerRecord]) -> list[Record]:
        """Leaves out foreign messages. Nothing can be missing for it: a gap would be filled from the feed."""
        records = []
        for message in messages:
            if (record := own_record(message.headers, message.value)) is not None:
                records.append(record)
                continue
            metrics.foreign_messages.labels(self.source).inc()
            log.warning(
                "a message is not part of the stream", topic=self.topic, shard=message.partition, offset=message.offset
            )
        return records

    async def _resume_stopped(self, consumer: AIOKafkaConsumer, receiver: Receiver) -> None:
        now = asyncio.get_running_loop().time()
        for partition, checked_at in list(self._stopped.items()):
            if partition not in consumer.assignment():
                del self._stopped[partition]
            elif now - checked_at > RESUME_CHECK_INTERVAL:
                self._stopped[partition] = now
                if (await receiver.position(partition.partition)).stopped_cause is None:
                    del self._stopped[partition]
                    await self.seek(consumer, receiver, partition)
                    consumer.resume(partition)

    async def _commit(self, consumer: AIOKafkaConsumer) -> None:
        now = asyncio.get_running_loop().time()
        if not self._to_commit or now - self._committed_at < COMMIT_INTERVAL:
            return
        self._committed_at = now
        offsets = {
            partition: offset for partition, offset in self._to_commit.items() if partition in consumer.assignment()
        }
        self._to_commit.clear()
        with contextlib.suppress(KafkaError):  # nothing depends on committed offsets
            await consumer.commit(offsets)

    def revoked(self, partitions: Collection[TopicPartition]) -> None:
        for partition in partitions:
            self._positioned.discard(partition)
            self._to_commit.pop(partition, None)

    async def seek(self, consumer: AIOKafkaConsumer, receiver: Receiver, partition: TopicPartition) -> None:
        """Seeks to the stored offset if it belongs to this topic, else to the start, since repeats are dropped and gaps
        filled."""
        position = await receiver.position(partition.partition)
        first = (await consumer.beginning_offsets([partition]))[partition]
        end = (await consumer.end_offsets([partition]))[partition]
        own_offset = position.next_offset if position.topic_id == self.topic_id else None
        consumer.seek(partition, own_offset if own_offset is not None and first <= own_offset <= end else first)


async def stop_consumer(consumer: AIOKafkaConsumer) -> None:
    """Returns when the consumer has stopped, or after `STOP_LIMIT`: then the broker ends its membership."""
    stopping = asyncio.ensure_future(consumer.stop())
    stopped, _ = await asyncio.wait({stopping}, timeout=STOP_LIMIT)
    if not stopped:
        log.warning("a consumer of Kafka does not stop, and is left behind", seconds=STOP_LIMIT)
    for task in stopped:
        task.result()


class RebalanceListener(ConsumerRebalanceListener):  # type: ignore[misc]  # aiokafka ships no types
    """Discards the state of partitions that a rebalance revokes."""

    def __init__(self, carrier: KafkaCarrier) -> None:
        self.carrier = carrier

    def on_partitions_revoked(self, revoked: Collection[TopicPartition]) -> None:
        self.carrier.revoked(revoked)

    def on_partitions_assigned(self, assigned: Collection[TopicPartition]) -> None:
        """Nothing to do: each partition is positioned before it is read from."""
