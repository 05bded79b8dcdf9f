"""The population look-up service for benches: an officer may make more look-ups in a day than a bench makes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tests.benchmarks.environment import Environment
from tests.support.lookup_harness import lookup_harness
from tests.support.service_harness import ServiceHarness


@asynccontextmanager
async def unlimited_lookups(environment: Environment, **settings: Any) -> AsyncIterator[ServiceHarness]:
    async with lookup_harness(environment.postgres, environment.folder, **settings) as harness:
        await harness.execute("UPDATE quota SET per_day = 1000000000")
        yield harness
