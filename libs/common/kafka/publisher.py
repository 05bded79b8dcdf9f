"""Writes the records of a stream to its topic, in order."""

import asyncio
from collections.abc import Sequence

from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient

from common.eventlog.record import Record
from common.kafka.connection import Brokers, client_settings, ensure_topic, open_admin
from common.kafka.format import headers_of, topic_of
from common.kafka.reading import last_record
from common.kafka.topic_id import topic_id

BATCH_BYTES = 450_000
"""aiokafka's default of 16 KB takes many requests. More than half a region of the broker's heap (a region has 1 MB if
the heap is smaller than 4 GB) is an object that the garbage collector treats apart: batches of 1 MB cost the broker
twice as much as these."""


class KafkaPublisher:
    """One idempotent producer. After any error the caller must stop it and start a new one."""

    def __init__(self, brokers: Brokers, source: str, shards: int, replicas: int = 1) -> None:
        self.brokers = brokers
        self.topic = topic_of(source)
        self.shards = shards
        self.replicas = replicas
        self.topic_id = ""
        self._admin: AIOKafkaAdminClient | None = None
        self._producer: AIOKafkaProducer | None = None

    async def start(self) -> None:
        self._admin = await open_admin(self.brokers)
        self.topic_id = await ensure_topic(self._admin, self.topic, self.shards, self.replicas)
        self._producer = AIOKafkaProducer(
            **client_settings(self.brokers),
            acks="all",
            enable_idempotence=True,
            linger_ms=0,
            max_batch_size=BATCH_BYTES,
        )
        await self._producer.start()

    async def stop(self) -> None:
        for client in (self._producer, self._admin):
            if client is not None:
                await (client.stop() if isinstance(client, AIOKafkaProducer) else client.close())
        self._producer = self._admin = None

    async def is_same_topic(self) -> bool:
        """Whether the topic still is the one that the publisher was started with."""
        return self._admin is not None and await topic_id(self._admin, self.topic) == self.topic_id

    async def last(self, shard: int) -> Record | None:
        """Returns the last record of a shard in the topic."""
        return await last_record(self.brokers, self.topic, shard)

    async def send(self, shard: int, records: Sequence[Record]) -> None:
        """Sends the records and waits until all replicas have them. After an error some may have been written."""
        if self._producer is None:
            raise ConnectionError("the publisher is not started")
        pending = []
        batch = self._producer.create_batch()
        for record in records:
            key, headers = record.subject.encode(), headers_of(record)
            if batch.append(key=key, value=record.payload, timestamp=None, headers=headers) is None:
                pending.append(await self._producer.send_batch(batch, self.topic, partition=shard))
                batch = self._producer.create_batch()
                if batch.append(key=key, value=record.payload, timestamp=None, headers=headers) is None:
                    raise ValueError(f"{record.source}/{record.shard}:{record.sequence} is larger than a batch")
        pending.append(await self._producer.send_batch(batch, self.topic, partition=shard))
        await asyncio.gather(*pending)
