"""The API of every service, for the tests that hold all operations to the same rules."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from tests.support.operations import SERVICES
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness, service_harness


@pytest.fixture(scope="module")
async def harnesses(
    postgres: Postgres, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[dict[str, ServiceHarness]]:
    async with AsyncExitStack() as stack:
        yield {
            name: await stack.enter_async_context(service_harness(postgres, name, tmp_path_factory.mktemp(name)))
            for name in SERVICES
        }
