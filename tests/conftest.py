"""Fixtures that need a server. Pure tests ask for none of them."""

import os
import signal
from collections.abc import Iterator

import pytest

from tests.support.postgres import Postgres, start_test_cluster
from tests.support.scratch import scratch

pytest_plugins = ["tests.support.broker", "tests.support.channel"]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real server of this test session's own, unless DATABASE_URL names one."""
    if url := os.environ.get("DATABASE_URL"):
        yield Postgres(url)
        return
    with scratch() as folder:
        cluster = start_test_cluster(folder)
        try:
            yield Postgres(cluster.url(), cluster)
        finally:
            if cluster.server is not None:
                cluster.server.send(signal.SIGQUIT)  # nobody needs its hundreds of databases written down
            cluster.stop()
