"""The whole suite once for each carrier: one process per service over the feed; API, relay and consumers apart over Kafka. Both are traced."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from suite.town import Town
from tests.support.broker import need_kafka
from tests.support.carried import ToldTown, running
from tests.support.collector import Collector, collecting
from tests.support.official import Official


@pytest.fixture(scope="session")
def collector() -> Iterator[Collector]:
    with collecting() as made:
        yield made


@pytest.fixture(scope="session")
def traced_town(collector: Collector) -> Callable[..., Town]:
    """By the standard variables alone, told often, so that nobody waits. FastAPI is invited to tell what it would."""
    variables = {"OTEL_EXPORTER_OTLP_ENDPOINT": f"{collector.url}/", "OTEL_BSP_SCHEDULE_DELAY": "100"}
    return partial(ToldTown, more=variables | {"FASTAPI_OTEL_AUTO_CONFIGURE": "true"})


@pytest.fixture(scope="session")
def town_over_feed(traced_town: Callable[..., Town]) -> Iterator[Town]:
    with running("feed", split=False, kind=traced_town) as town:
        yield town


@pytest.fixture(scope="session")
def town_over_kafka(traced_town: Callable[..., Town]) -> Iterator[Town]:
    need_kafka()
    with running("kafka", split=True, kind=traced_town) as town:
        yield town


@pytest.fixture(params=["feed", "kafka"])
def town(request: pytest.FixtureRequest) -> Town:
    found = request.getfixturevalue(f"town_over_{request.param}")
    assert isinstance(found, Town)
    return found


@pytest.fixture
def official(town: Town) -> Iterator[Official]:
    with Official(town) as made:
        yield made
