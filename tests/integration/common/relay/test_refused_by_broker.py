"""What the broker does not take holds the stream back: the relay says so everywhere, and goes on by itself."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from common.contracts.event import type_of
from common.eventlog.event_size import LARGEST_EVENT
from common.eventlog.log import EncodedEvent
from common.http.health import degraded
from common.kafka.connection import Brokers, open_admin
from common.kafka.reading import topic_records
from common.metrics import registry
from common.operations.status_command import status
from common.relay import relay, sending_failure
from common.service.unit_of_work import UnitOfWork
from tests.support.postgres import Postgres
from tests.support.sample import SampleChanged
from tests.support.sample_stack import SampleStack, sample_stack

SMALL = 200


def event_of(size: int) -> EncodedEvent:
    """An event whose payload has so many bytes, of which readers know some."""
    start, end = b'{"name":"thing","note":"', b'","value":1}'
    payload = start + b"x" * (size - len(start) - len(end)) + end
    return EncodedEvent(type_of(SampleChanged(name="thing", value=1)), "thing", payload)


async def publish(stack: SampleStack, *sizes: int) -> None:
    async with stack.sample.engine.begin() as connection:
        await UnitOfWork(connection, stack.sample.clock, stack.sample.log).record([event_of(size) for size in sizes])


async def limit_messages(servers: str, size: int) -> None:
    admin = await open_admin(Brokers(servers))
    try:
        limit = ConfigResource(ConfigResourceType.TOPIC, "sample.v1", configs={"max.message.bytes": str(size)})
        await admin.alter_configs([limit])
    finally:
        await admin.close()


async def status_of(stack: SampleStack, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = await status(stack.sample, ["--json"])
    return code, json.loads(capsys.readouterr().out.splitlines()[-1])["streams"][0]  # the relay logs beside it


async def until_status(stack: SampleStack, capsys: pytest.CaptureFixture[str], code: int, sent: int) -> dict[str, Any]:
    async with asyncio.timeout(20):
        while (found := await status_of(stack, capsys))[0] != code or found[1]["sent"] != sent:
            await asyncio.sleep(0.05)
    return found[1]


async def sent_sequences(stack: SampleStack) -> list[int]:
    brokers = Brokers(str(stack.sample.settings.kafka_bootstrap_servers))
    return [record.sequence async for record in topic_records(brokers, "sample", 0)]


def failing_seconds() -> float:
    return registry.get_sample_value("congbo_relay_failing_seconds", {"source": "sample"}) or 0.0


async def test_an_event_of_the_largest_size_is_delivered_by_a_broker_with_its_default_limits(
    postgres: Postgres, tmp_path: Path, kafka_servers: str
) -> None:
    async with sample_stack(postgres, tmp_path, kafka=kafka_servers) as stack:
        await publish(stack, SMALL, LARGEST_EVENT, LARGEST_EVENT, SMALL)
        async with stack.following():
            async with asyncio.timeout(20):
                while (await stack.things()).get("thing") != (1, 4):
                    await asyncio.sleep(0.05)
        assert await sent_sequences(stack) == [1, 2, 3, 4]


async def test_an_event_that_the_broker_refuses_is_reported_everywhere_and_sent_once_it_is_taken(
    postgres: Postgres,
    tmp_path: Path,
    kafka_servers: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sending_failure, "FAILED_AFTER", 0.5)
    monkeypatch.setattr("common.relay.sent_positions.FAILED_AFTER", 0.5)
    monkeypatch.setattr(relay, "RETRY_DELAY", 0.1)
    async with sample_stack(postgres, tmp_path, kafka=kafka_servers, relay=False) as stack:
        async with stack.relaying():
            await publish(stack, SMALL)
            await until_status(stack, capsys, 0, 1)
            assert failing_seconds() == 0
            await limit_messages(kafka_servers, 2_000)
            await publish(stack, *[SMALL] * 6, 5_000, *[SMALL] * 6)
            line = await until_status(stack, capsys, 1, 7)
            assert line["state"] == "failed"
            assert "8 is not sent: the relay has failed for" in line["cause"]
            assert "sample/0:8: MessageSizeTooLargeError" in line["cause"]
            assert failing_seconds() > 0.5
            async with asyncio.timeout(20):
                while not (reasons := degraded(stack.sample)):  # with the next attempt
                    await asyncio.sleep(0.02)
            (reason,) = reasons
            assert reason["component"] == "sending to Kafka"
            assert reason["detail"].startswith("sample/0:8: MessageSizeTooLargeError")
        before = failing_seconds()
        async with stack.relaying():  # a process that is restarted has failed for as long as its table says
            async with asyncio.timeout(20):
                while not failing_seconds():
                    await asyncio.sleep(0.02)
            assert failing_seconds() > before
            written = await sent_sequences(stack)
            await asyncio.sleep(1)
            assert await sent_sequences(stack) == written, "further attempts repeat nothing"
            assert written[-1] == 7
            await limit_messages(kafka_servers, 1_000_000)
            line = await until_status(stack, capsys, 0, 14)
            assert line["cause"] == ""
            assert failing_seconds() == 0
            assert degraded(stack.sample) == []
        assert sorted(set(await sent_sequences(stack))) == list(range(1, 15))
