"""Fixtures for tests of a system that looks citizens up (docs/faults.md). pytest loads them where this package is
installed. The first three may be overridden in a `conftest.py`."""

import os
from collections.abc import Iterator

import pytest

from congbo_client.connection import Token
from congbo_client.population_mock import PopulationMock, new_session

URL, TOKEN = "POPULATION_MOCK_URL", "POPULATION_MOCK_TOKEN"


@pytest.fixture(scope="session")
def population_mock_url() -> str:
    """The address of the population look-up: of the variable `POPULATION_MOCK_URL`, else that of `make up` and of
    `docker compose up`, each started with `FAULTS=1`."""
    return os.environ.get(URL, "http://127.0.0.1:8003")


@pytest.fixture(scope="session")
def population_mock_token() -> Token:
    """A token with the scope `population.faults`, or a function that returns one: of the variable
    `POPULATION_MOCK_TOKEN`."""
    token = os.environ.get(TOKEN, "")
    if not token:
        pytest.fail(f"{TOKEN} must hold a token with the scope population.faults")
    return token


@pytest.fixture
def population_mock_session(request: pytest.FixtureRequest) -> str:
    """A session of this test alone. A system that cannot send its name is tested in the session that is named by the
    subject of its own token; such tests must not run at the same time."""
    return new_session(request.node.name)


@pytest.fixture
def population_mock(
    population_mock_url: str, population_mock_token: Token, population_mock_session: str
) -> Iterator[PopulationMock]:
    """Faults and assertions in a session of this test, which is removed at its end."""
    with PopulationMock(population_mock_url, population_mock_token, population_mock_session) as mock:
        yield mock
