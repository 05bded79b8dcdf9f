"""Waits of the services that an integration test has to sit out are a tenth of those of production."""

from importlib import import_module

import pytest

TIMES_SHORTER = 10
DELAYS = (
    "common.consumer.consumer.RETRY_DELAY",
    "common.consumer.consumer.LONGEST_RETRY_DELAY",
    "common.consumer.feed_carrier.RETRY_DELAY",
    "common.consumer.feed_carrier.RESUME_CHECK_INTERVAL",
    "common.consumer.kafka_carrier.RETRY_DELAY",
    "common.consumer.kafka_carrier.RESUME_CHECK_INTERVAL",
    "common.delivery.pusher.POLL_INTERVAL",
    "common.operations.wait_for_migrations.POLL_INTERVAL",
    "common.relay.relay.LOCK_RETRY_DELAY",
    "common.relay.relay.RETRY_DELAY",
    "common.relay.relay.TOPIC_CHECK_INTERVAL",
)
"""Heads are checked no more often, unless a test says so: what Kafka has not delivered between two checks is read from
the feed."""


def production_delay(name: str) -> float:
    module, _, constant = name.rpartition(".")
    return float(getattr(import_module(module), constant))


SHORT_DELAYS = {name: production_delay(name) / TIMES_SHORTER for name in DELAYS}


@pytest.fixture(autouse=True)
def short_delays(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, seconds in SHORT_DELAYS.items():
        monkeypatch.setattr(name, seconds)


@pytest.fixture
def frequent_head_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("common.consumer.head_watch.CHECK_INTERVAL", 0.1)
