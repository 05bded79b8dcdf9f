"""The whole suite once for each carrier: one process per service over the feed; API, relay and consumers apart over
Kafka. Both are traced;
over the feed every log is at its most talkative.
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
    with run_collector() as made:
        yield made


@pytest.fixture(scope="session")
def traced(collector: Collector) -> dict[str, str]:
    """By the standard variables alone, told often, so that nobody waits. FastAPI is invited to tell what it would."""
    exported = {"OTEL_EXPORTER_OTLP_ENDPOINT": f"{collector.url}/", "OTEL_BSP_SCHEDULE_DELAY": "100"}
    return exported | {"FASTAPI_OTEL_AUTO_CONFIGURE": "true"}


@pytest.fixture(scope="session")
def stack_over_feed(traced: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    secrets = tmp_path_factory.mktemp("webhooks")
    (secrets / "registry").write_text(WEBHOOK_SECRET)
    told = traced | {"LOG_LEVEL": "DEBUG", "WEBHOOK_SECRETS_DIR": str(secrets)}
    with running_stack("feed", split=False, kind=partial(ConfiguredStack, more=told)) as stack:
        yield stack


@pytest.fixture(scope="session")
def stack_over_kafka(traced: dict[str, str]) -> Iterator[Stack]:
    need_kafka()
    with running_stack("kafka", split=True, kind=partial(ConfiguredStack, more=traced)) as stack:
        yield stack


@pytest.fixture(params=["feed", "kafka"])
def stack(request: pytest.FixtureRequest) -> Stack:
    found = request.getfixturevalue(f"stack_over_{request.param}")
    assert isinstance(found, Stack)
    return found


@pytest.fixture
def official(stack: Stack) -> Iterator[Official]:
    with Official(stack) as made:
        yield made
