"""The order of tests, and the fixtures that need a server. Unit tests use none of them."""

import functools
import gc
import os
import signal
import ssl
from collections.abc import AsyncIterator, Iterator
from typing import Any

import certifi
import pytest
import structlog
import uvloop
from hypothesis import HealthCheck, settings

from common.http.app import Api
from tests.support.documented_responses import UNDOCUMENTED, observing
from tests.support.examples import EVERYDAY, is_full_run
from tests.support.postgres import Postgres, start_test_cluster
from tests.support.response_examples import RECEIVED
from tests.support.scratch_folders import scratch_folder
from tests.support.test_order import FileScheduling, order_of

settings.register_profile("untimed", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("everyday", settings.get_profile("untimed"), max_examples=EVERYDAY)
settings.load_profile("untimed" if is_full_run() else "everyday")

GARBAGE = 1_500_000
"""Objects made since the last collection, after which it is worth its time."""
WITHOUT_AUTOVACUUM = {"autovacuum": "off"}
"""Its workers would visit each database once a minute: with a hundred, nearly two start in every second."""

pytest_plugins = ["tests.support.broker", "tests.support.channel"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=order_of)


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Garbage is collected between tests, in the main thread: a thread that collects it would close the connections
    that fault tests have cut, and uvloop does not survive a transport that is closed from another thread."""
    if gc.get_count()[0] > GARBAGE:
        gc.collect()


def pytest_sessionfinish() -> None:
    """Pytest would collect five times after it, to find what was not closed: the last tests are looked at once."""
    gc.collect()
    gc.freeze()


def pytest_asyncio_loop_factories() -> dict[str, Any]:
    """The event loop that every process of the suite uses."""
    return {"uvloop": uvloop.new_event_loop}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> FileScheduling | None:
    return FileScheduling(config, log) if config.getoption("dist") == "loadfile" else None


@pytest.fixture(scope="session", autouse=True)
def plain_tracebacks() -> None:
    """What is logged beside a failed test has no coloured source code, which takes a tenth of a second for each
    error."""
    plain = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[*structlog.get_config()["processors"][:-1], plain])


@pytest.fixture(scope="session", autouse=True)
def shared_authorities() -> Iterator[None]:
    """The authorities of the public internet are read once: every HTTP client does so, and no test reaches them."""
    create, public = ssl.create_default_context, certifi.where()
    context_of_public = functools.cache(lambda: create(cafile=public))

    def context_of(*arguments: Any, **named: Any) -> ssl.SSLContext:
        return context_of_public() if not arguments and named == {"cafile": public} else create(*arguments, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", context_of)
        yield


@pytest.fixture(scope="session", autouse=True)
def observed_responses() -> Iterator[None]:
    """Every response of every app in this process is held against the OpenAPI document of its service."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Api, "__call__", observing(Api.__call__))
        yield


@pytest.fixture(autouse=True)
def documented_responses(observed_responses: None, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails the test that saw what no document states; after a change of the API `make contracts` writes them anew. An
    example of a response was received by the test that it names: `make examples` records another one."""
    yield
    assert UNDOCUMENTED.taken() == []
    assert RECEIVED.missing_of(request.node.nodeid) == []


@pytest.fixture(scope="session")
async def postgres() -> AsyncIterator[Postgres]:
    """A PostgreSQL server started for this test session, unless DATABASE_URL names one."""
    if url := os.environ.get("DATABASE_URL"):
        async with Postgres(url) as external:
            yield external
        return
    with scratch_folder() as folder:
        cluster = start_test_cluster(folder, WITHOUT_AUTOVACUUM)
        try:
            async with Postgres(cluster.url(), cluster) as started:
                yield started
        finally:
            if cluster.server is not None:
                cluster.server.send(signal.SIGQUIT)  # its hundreds of databases need not be flushed to disk
            cluster.stop()
