"""The order of tests, and the fixtures that need a server. Unit tests use none of them."""

import os
import signal
from collections.abc import AsyncIterator
from typing import Any

import pytest
import uvloop
from hypothesis import settings

from tests.support.examples import EVERYDAY, is_full_run
from tests.support.postgres import Postgres, start_test_cluster
from tests.support.scratch_folders import scratch_folder
from tests.support.test_order import FileScheduling, order_of

if not is_full_run():
    settings.register_profile("everyday", max_examples=EVERYDAY)
    settings.load_profile("everyday")

pytest_plugins = ["tests.support.broker", "tests.support.channel"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=order_of)


def pytest_asyncio_loop_factories() -> dict[str, Any]:
    """The event loop that every process of the suite uses."""
    return {"uvloop": uvloop.new_event_loop}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> FileScheduling | None:
    return FileScheduling(config, log) if config.getoption("dist") == "loadfile" else None


@pytest.fixture(scope="session")
async def postgres() -> AsyncIterator[Postgres]:
    """A PostgreSQL server started for this test session, unless DATABASE_URL names one."""
    if url := os.environ.get("DATABASE_URL"):
        async with Postgres(url) as external:
            yield external
        return
    with scratch_folder() as folder:
        cluster = start_test_cluster(folder)
        try:
            async with Postgres(cluster.url(), cluster) as started:
                yield started
        finally:
            if cluster.server is not None:
                cluster.server.send(signal.SIGQUIT)  # its hundreds of databases need not be flushed to disk
            cluster.stop()
