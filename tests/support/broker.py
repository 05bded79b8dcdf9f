"""A real Apache Kafka: the one that KAFKA_BOOTSTRAP_SERVERS names, or one that is started here. Tests are skipped if
neither is possible, and fail in CI."""

import os
from collections.abc import Iterator

import pytest

from suite import kafka
from suite.kafka import Broker
from tests.support.scratch_folders import scratch_folder


def need_kafka() -> None:
    if (reason := kafka.unavailable_reason()) is not None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI must bring Apache Kafka: {reason}")
        pytest.skip(f"no Apache Kafka: {reason}, and KAFKA_BOOTSTRAP_SERVERS is not set")


@pytest.fixture(scope="session")
def kafka_servers() -> Iterator[str]:
    """A broker that all tests share: each test uses its own topic names, or deletes the topics that it created."""
    if servers := os.environ.get("KAFKA_BOOTSTRAP_SERVERS"):
        print(f"Kafka: {servers}, given by KAFKA_BOOTSTRAP_SERVERS")
        yield servers
        return
    need_kafka()
    with scratch_folder() as folder:
        broker = Broker(folder)
        try:
            servers = broker.start()
            print(f"Kafka: Apache Kafka {kafka.VERSION} at {servers}, started by the tests")
            yield servers
        finally:
            broker.stop()


@pytest.fixture
def own_broker() -> Iterator[Broker]:
    """A broker that a test may stop, start and kill."""
    need_kafka()
    with scratch_folder() as folder:
        broker = Broker(folder)
        try:
            broker.start()
            yield broker
        finally:
            broker.stop()
