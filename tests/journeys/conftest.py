"""The whole suite once for each carrier: over the feed one process per service, over Kafka separate processes for API,
relay and consumers. Both export traces; over the feed all services log at DEBUG.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial

import pytest

from suite.stack import Stack
from tests.support.api_client import Official
from tests.support.broker import need_kafka
from tests.support.collector import Collector, run_collector
from tests.support.output_capture import WEBHOOK_SECRET
from tests.support.running_stack import ConfiguredStack, running_stack
from tests.support.test_order import ON_SHARED_STACK, journey_of

running = ExitStack()
"""The shared stacks that run now."""


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    """Stops the shared stacks after the last of their journeys: their processes would poll until the end of the session
    beside all other tests."""
    if nextitem is None or journey_of(nextitem.nodeid.split("::", 1)[0]) not in ON_SHARED_STACK:
        running.close()


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
    yield running.enter_context(running_stack("feed", split=False, kind=partial(ConfiguredStack, more=environment)))
    running.close()


@pytest.fixture(scope="session")
def stack_over_kafka(tracing: dict[str, str]) -> Iterator[Stack]:
    need_kafka()
    yield running.enter_context(running_stack("kafka", split=True, kind=partial(ConfiguredStack, more=tracing)))
    running.close()


@pytest.fixture(params=["feed", "kafka"])
def stack(request: pytest.FixtureRequest) -> Stack:
    stack = request.getfixturevalue(f"stack_over_{request.param}")
    assert isinstance(stack, Stack)
    return stack


@pytest.fixture
def official(stack: Stack) -> Iterator[Official]:
    with Official(stack) as official:
        yield official
