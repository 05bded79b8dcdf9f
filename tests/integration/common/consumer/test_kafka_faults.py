"""Faults of a real Kafka: topics deleted, brokers stopped, relays paused and killed."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer
from sqlalchemy import text

from common.eventlog.log import read
from common.eventlog.record import Record
from common.kafka import reading
from common.kafka.connection import Brokers, open_admin
from common.kafka.publisher import KafkaPublisher
from common.kafka.reading import topic_records
from common.metrics import registry
from common.operations.open_runtime import open_runtime
from common.relay.relay import Relay
from common.relay.sent_positions import own_streams
from common.relay.verify_log import verify_log
from suite.kafka import Broker
from tests.support.postgres import Postgres
from tests.support.sample import SampleChanged
from tests.support.sample_stack import SampleStack, sample_stack


def changes(count: int, start: int = 0) -> list[SampleChanged]:
    return [SampleChanged(name=f"thing {number}", value=number) for number in range(start, start + count)]


async def sequences_in_topic(stack: SampleStack) -> list[int]:
    """The sequences in the topic, in the order of the topic."""
    brokers = Brokers(str(stack.sample.settings.kafka_bootstrap_servers))
    return [record.sequence async for record in topic_records(brokers, "sample", 0)]


async def until_sent(stack: SampleStack, sequence: int, within: float = 30) -> None:
    async with asyncio.timeout(within):
        while await relay_cursor(stack) < sequence:
            await asyncio.sleep(0.05)


async def relay_cursor(stack: SampleStack) -> int:
    async with stack.sample.engine.connect() as connection:
        return int(await connection.scalar(text("SELECT sequence FROM relay_cursor WHERE shard = 0")) or 0)


async def test_events_are_delivered_by_kafka(postgres: Postgres, tmp_path: Path, kafka_servers: str) -> None:
    async with sample_stack(postgres, tmp_path, kafka=kafka_servers) as stack:
        positions = await stack.publish(changes(100))
        await until_sent(stack, 100)
        async with stack.following():
            await stack.wait_until_applied(*positions)
        async with stack.following_runtime.engine.connect() as connection:
            row = (await connection.execute(text("SELECT topic_id, next_offset FROM stream_position"))).one()
    assert row.topic_id
    assert row.next_offset == 100


async def test_a_topic_deleted_and_recreated_is_filled_again_and_followed(
    postgres: Postgres, tmp_path: Path, kafka_servers: str
) -> None:
    async with sample_stack(postgres, tmp_path, kafka=kafka_servers) as stack:
        async with stack.following():
            await stack.wait_until_applied(*await stack.publish(changes(20)))
            admin = await open_admin(Brokers(kafka_servers))
            await admin.delete_topics(["sample.v1"])
            await admin.close()
            positions = await stack.publish(changes(20, 20))
            await stack.wait_until_applied(*positions, within=60)
            await until_sent(stack, 40)
        assert len(await stack.things()) == 40
        assert sorted(set(await sequences_in_topic(stack))) == list(range(1, 41)), "the new topic is whole"


async def test_a_kafka_outage_loses_and_repeats_nothing(postgres: Postgres, tmp_path: Path, own_broker: Broker) -> None:
    async with sample_stack(postgres, tmp_path, kafka=own_broker.bootstrap_servers) as stack:
        async with stack.following():
            await stack.wait_until_applied(*await stack.publish(changes(50)))
            await asyncio.to_thread(own_broker.stop)
            await stack.publish(changes(50, 50))
            await asyncio.sleep(1)
            await asyncio.to_thread(own_broker.start)
            positions = await stack.publish(changes(50, 100))
            await stack.wait_until_applied(*positions, within=60)
            await until_sent(stack, 150, within=60)
        things = await stack.things()
        assert len(things) == 150
        assert {times for _, times in things.values()} == {1}
        assert sorted(set(await sequences_in_topic(stack))) == list(range(1, 151))


class DyingPublisher(KafkaPublisher):
    """Fails a few times after Kafka has the records and before the relay has moved its cursor."""

    def __init__(self, servers: str, deaths: int) -> None:
        super().__init__(Brokers(servers), "sample", 1)
        self.deaths = deaths

    async def send(self, shard: int, records: Sequence[Record]) -> None:
        await super().send(shard, records)
        if self.deaths:
            self.deaths -= 1
            raise ConnectionError("killed here")


async def test_a_relay_killed_after_sending_sends_twice_and_verify_accepts_it(
    postgres: Postgres, tmp_path: Path, kafka_servers: str
) -> None:
    async with sample_stack(postgres, tmp_path, kafka=kafka_servers, relay=False) as stack:
        positions = await stack.publish(changes(30))
        stop = asyncio.Event()
        relay = Relay("sample", stack.sample.settings.database_url, DyingPublisher(kafka_servers, deaths=2))
        running = asyncio.create_task(relay.run(stop))
        await until_sent(stack, 30)
        stop.set()
        await running
        # After its first death the relay sends one event, then all of them again.
        assert await sequences_in_topic(stack) == [*range(1, 31), 1, *range(1, 31)]
        async with stack.following():
            await stack.wait_until_applied(*positions)
        assert {times for _, times in (await stack.things()).values()} == {1}
        assert all([finding.intact async for finding in verify_log(stack.sample)])


async def test_verify_during_traffic_finds_no_fault_and_holds_no_transaction_while_it_reads_kafka(
    postgres: Postgres, tmp_path: Path, kafka_servers: str
) -> None:
    async with sample_stack(postgres, tmp_path, kafka=kafka_servers) as stack:
        await stack.publish(changes(10))
        findings = verify_log(stack.sample)
        assert "10 events" in (await anext(findings)).detail
        assert (await anext(findings)).check == "moments of sample/0"
        await stack.publish(changes(10, 10))
        await until_sent(stack, 20)
        topic = await anext(findings)
        assert (topic.intact, topic.detail) == (True, "20 of 20 events sent")
        async with stack.sample.engine.connect() as connection:
            waiting = (
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND state = 'idle in transaction'"
            )
            assert await connection.scalar(text(waiting)) == 0
        assert [finding async for finding in findings] == []


class PausingPublisher(KafkaPublisher):
    """Waits before it sends, like a process that the system has paused."""

    def __init__(self, servers: str) -> None:
        super().__init__(Brokers(servers), "sample", 1)
        self.paused, self.woken = asyncio.Event(), asyncio.Event()

    async def send(self, shard: int, records: Sequence[Record]) -> None:
        self.paused.set()
        await self.woken.wait()
        await super().send(shard, records)


async def test_a_relay_paused_and_resumed_beside_a_new_one_does_no_harm(
    postgres: Postgres, tmp_path: Path, kafka_servers: str
) -> None:
    async with sample_stack(postgres, tmp_path, kafka=kafka_servers, relay=False) as stack:
        await stack.publish(changes(10))
        stop, pausing = asyncio.Event(), PausingPublisher(kafka_servers)
        old = asyncio.create_task(Relay("sample", stack.sample.settings.database_url, pausing).run(stop))
        await pausing.paused.wait()
        # the database closes the connection of the paused relay, which releases its lock
        async with stack.sample.engine.begin() as connection:
            await connection.execute(
                text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'relay sample'")
            )
        async with stack.relaying():
            positions = await stack.publish(changes(10, 10))
            await until_sent(stack, 20)
            pausing.woken.set()
            async with stack.following():
                await stack.wait_until_applied(*positions)
        stop.set()
        await asyncio.wait_for(old, 20)
        assert {times for _, times in (await stack.things()).values()} == {1}
        assert await relay_cursor(stack) == 20
        assert all([finding.intact async for finding in verify_log(stack.sample)])


async def test_a_relay_whose_topic_is_ahead_of_the_log_refuses_to_send(
    postgres: Postgres, tmp_path: Path, kafka_servers: str
) -> None:
    async with sample_stack(postgres, tmp_path, kafka=kafka_servers) as stack:
        await stack.publish(changes(10))
        backup = await postgres.backup_of(str(stack.sample.engine.url.database))
        await stack.publish(changes(10, 10))
        await until_sent(stack, 20)
        before = await sequences_in_topic(
            stack
        )  # perhaps with repeats: taking the backup terminates the relay's connection
        publisher = KafkaPublisher(Brokers(kafka_servers), "sample", 1)
        settings = stack.sample.settings.model_copy(update={"database_url": backup})
        async with open_runtime(stack.sample.service, settings):
            stop, restored = asyncio.Event(), Relay("sample", backup, publisher)
            running = asyncio.create_task(restored.run(stop))
            async with asyncio.timeout(20):
                while restored.refusal is None:
                    await asyncio.sleep(0.05)
            stop.set()
            await running
        assert "20, which the log does not have" in restored.refusal
        assert await sequences_in_topic(stack) == before


async def test_a_gap_in_the_topic_is_found_by_verify_and_filled_by_the_consumer(
    postgres: Postgres, tmp_path: Path, kafka_servers: str
) -> None:
    async with sample_stack(postgres, tmp_path, kafka=kafka_servers, relay=False) as stack:
        positions = await stack.publish(changes(10))
        publisher = KafkaPublisher(Brokers(kafka_servers), "sample", 1)
        await publisher.start()
        async with stack.sample.engine.connect() as connection:
            raw = await connection.get_raw_connection()
            records = await read(raw.driver_connection, "sample", 0, 0, 100)
        await publisher.send(0, [*records[:4], *records[6:]])
        await publisher.stop()
        async with stack.following():
            await stack.wait_until_applied(*positions)
        assert len(await stack.things()) == 10
        faults = [finding.detail async for finding in verify_log(stack.sample) if not finding.intact]
    assert faults == ["sequence 5 is missing"]


async def test_only_one_of_two_relays_sends(postgres: Postgres, tmp_path: Path, kafka_servers: str) -> None:
    async with sample_stack(postgres, tmp_path, kafka=kafka_servers) as stack, stack.relaying():
        for start in range(0, 200, 10):
            await stack.publish(changes(10, start))
        await until_sent(stack, 200)
        assert await sequences_in_topic(stack) == list(range(1, 201))


async def send_foreign_messages(servers: str, count: int, headers: Sequence[tuple[str, bytes]] = ()) -> None:
    """As a tool does that somebody points at the wrong topic."""
    producer = AIOKafkaProducer(bootstrap_servers=servers)
    await producer.start()
    try:
        for number in range(count):
            await producer.send_and_wait("sample.v1", f"hello {number}".encode(), partition=0, headers=list(headers))
    finally:
        await producer.stop()


async def faults_of_topic(stack: SampleStack) -> list[str]:
    return [finding.detail async for finding in verify_log(stack.sample) if not finding.intact]


async def test_foreign_messages_in_a_topic_are_passed_over_counted_and_found_by_verify(
    postgres: Postgres, tmp_path: Path, kafka_servers: str
) -> None:
    """They are also the last messages when a relay starts, which looks for the last record before them."""
    async with sample_stack(postgres, tmp_path, kafka=kafka_servers, relay=False) as stack:
        async with stack.relaying():
            await stack.publish(changes(10))
            await until_sent(stack, 10)
        await send_foreign_messages(kafka_servers, 3)
        await send_foreign_messages(kafka_servers, 1, [("ce_source", b"/congbo/elsewhere"), ("ce_sequence", b"1")])
        counted = registry.get_sample_value("congbo_consumer_foreign_messages_total", {"source": "sample"}) or 0
        async with stack.relaying(), stack.following():
            await stack.wait_until_applied(*await stack.publish(changes(10, 10)))
            await send_foreign_messages(kafka_servers, 1)
            await stack.wait_until_applied(*await stack.publish(changes(10, 20)))
            await until_sent(stack, 30)
        assert len(await stack.things()) == 30
        assert registry.get_sample_value("congbo_consumer_foreign_messages_total", {"source": "sample"}) == counted + 5
        assert await faults_of_topic(stack) == [
            "5 messages are not part of the stream, at the offsets 10, 11, 12, 13, 24"
        ]


async def test_a_relay_that_cannot_find_its_last_record_behind_foreign_messages_refuses_to_send(
    postgres: Postgres, tmp_path: Path, kafka_servers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LOOK_BACK", 3)
    async with sample_stack(postgres, tmp_path, kafka=kafka_servers, relay=False) as stack:
        async with stack.relaying():
            await stack.publish(changes(5))
            await until_sent(stack, 5)
        await send_foreign_messages(kafka_servers, 3)
        async with stack.relaying() as relay:
            async with asyncio.timeout(20):
                while relay.refusal is None:
                    await asyncio.sleep(0.05)
            assert relay.refusal == "the last 3 messages of sample.v1/0 are not part of the stream"
            (line,) = (await own_streams(stack.sample)).lines
            assert line.cause.endswith("the last 3 messages of sample.v1/0 are not part of the stream")


async def test_a_topic_with_only_foreign_messages_is_sent_the_whole_log(
    postgres: Postgres, tmp_path: Path, kafka_servers: str
) -> None:
    async with sample_stack(postgres, tmp_path, kafka=kafka_servers, relay=False) as stack:
        async with stack.relaying():
            await asyncio.sleep(0.5)  # it creates the topic
        await send_foreign_messages(kafka_servers, 2)
        positions = await stack.publish(changes(5))
        async with stack.relaying(), stack.following():
            await stack.wait_until_applied(*positions)


async def test_a_message_with_a_hash_that_cannot_be_read_stops_the_shard(
    postgres: Postgres, tmp_path: Path, kafka_servers: str
) -> None:
    """It claims to be part of the stream: it may be of a newer version, or forged."""
    async with sample_stack(postgres, tmp_path, kafka=kafka_servers) as stack:
        async with stack.following():
            await stack.wait_until_applied(*await stack.publish(changes(5)))
            await send_foreign_messages(kafka_servers, 1, [("ce_hash", b"00")])
            assert "lacks or garbles" in await stack.wait_until_stopped()
        (fault,) = await faults_of_topic(stack)
        assert "lacks or garbles" in fault
