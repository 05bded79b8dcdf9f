"""The whole suite once for each carrier: one process per service over the feed; API, relay and consumers apart over Kafka."""

from collections.abc import Iterator

import pytest

from suite.town import Town
from tests.support.broker import need_kafka
from tests.support.carried import running
from tests.support.official import Official


@pytest.fixture(scope="session")
def town_over_feed() -> Iterator[Town]:
    with running("feed", split=False) as town:
        yield town


@pytest.fixture(scope="session")
def town_over_kafka() -> Iterator[Town]:
    need_kafka()
    with running("kafka", split=True) as town:
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
