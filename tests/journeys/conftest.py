"""The whole suite once for each carrier: over the feed one process per service, over Kafka separate processes for API,
relay and consumers. Both export traces; over the feed all services log at DEBUG.
"""

from collections.abc import Iterator
from functools import partial

import pytest

from suite.stack import Stack
from tests.support.api_client import Official
from tests.support.broker import need_kafka
from tests.support.collector import Collector, run_collector
from tests.support.output_capture import WEBHOOK_SECRET
from tests.support.running_stack import ConfiguredStack, running_stack


@pytest.fixture(scope="session")
def collector() -> Iterator[Collector]:
    with run_collector() as collector:
        yield collector


@pytest.fixture(scope="session")
def tracing(collector: Collector) -> dict[str, str]:
    """The variables that switch tracing on, with a short export interval. FastAPI's own telemetry is switched on too,
    and must stay silent."""
    exported = {"OTEL_EXPORTER_OTLP_ENDPOINT": f"{collector.url}/", "OTEL_BSP_SCHEDULE_DELAY": "100"}
    return exported | {"FASTAPI_OTEL_AUTO_CONFIGURE": "true"}


@pytest.fixture(scope="session")
def stack_over_feed(tracing: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    secrets = tmp_path_factory.mktemp("webhooks")
    (secrets / "registry").write_text(WEBHOOK_SECRET)
    environment = tracing | {"LOG_LEVEL": "DEBUG", "WEBHOOK_SECRETS_DIR": str(secrets)}
    with running_stack("feed", split=False, kind=partial(ConfiguredStack, more=environment)) as stack:
        yield stack


@pytest.fixture(scope="session")
def stack_over_kafka(tracing: dict[str, str]) -> Iterator[Stack]:
    need_kafka()
    with running_stack("kafka", split=True, kind=partial(ConfiguredStack, more=tracing)) as stack:
        yield stack


@pytest.fixture(params=["feed", "kafka"])
def stack(request: pytest.FixtureRequest) -> Stack:
    stack = request.getfixturevalue(f"stack_over_{request.param}")
    assert isinstance(stack, Stack)
    return stack


@pytest.fixture
def official(stack: Stack) -> Iterator[Official]:
    with Official(stack) as official:
        yield official
