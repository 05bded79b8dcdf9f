"""The time from the commit of a repeal until the population look-up refuses the procedure, over Kafka and the feed.

The consumer is a process, as deployed. One caller looks up all the time, each time with its own request id; the time is
that of the first refusal it receives, so the last look-up that was still allowed is part of it.
"""

import asyncio
import time
from contextlib import AsyncExitStack
from statistics import median, quantiles
from uuid import UUID

from tests.benchmarks.bulk import create_signed_decision, publish_without_http
from tests.benchmarks.environment import Environment
from tests.benchmarks.followers import run_follower
from tests.benchmarks.propagation import run_source
from tests.benchmarks.ratio_rounds import Figure, single_figure
from tests.support.lookup_harness import look_up, lookup_body, lookup_harness
from tests.support.procedures_harness import ProceduresHarness, item
from tests.support.service_harness import ServiceHarness

REPEALS, GOAL_MS, LONGEST = 200, 50, 30
FROM_TODAY = "2026-11-23"
"""The day of the clock of both harnesses."""


async def run(environment: Environment) -> list[Figure]:
    repeals = 3 if environment.tiny else REPEALS
    figures = []
    with environment.broker() as servers:
        for name, carrier in (("Kafka", servers), ("the feed", None)):
            milliseconds = await measure(environment, name, carrier, repeals)
            print(f"repeal -> first refusal over {name}: median {median(milliseconds):.1f} ms")
            slowest = quantiles(milliseconds, n=100, method="inclusive")[98]
            job = f"repeal committed -> first refusal of a look-up, {name}: p99"
            figures.append(single_figure(job, "goal", "ms", slowest, GOAL_MS, 1))
    return figures


async def measure(environment: Environment, name: str, servers: str | None, repeals: int) -> list[float]:
    postgres, folder = environment.postgres, environment.folder / f"repeals {name}"
    async with AsyncExitStack() as stack:
        source, settings = await stack.enter_async_context(run_source(postgres, folder, servers))
        await asyncio.to_thread((own_folder := folder / "population").mkdir)
        population = await stack.enter_async_context(lookup_harness(postgres, own_folder))
        own = {"DATABASE_URL": population.runtime.settings.database_url}
        await stack.enter_async_context(run_follower("real", "population_lookup", settings=settings | own))
        await publish_without_http(source, await create_signed_decision(source, repeals, 0))
        codes = [f"1.{number:06}" for number in range(repeals)]
        await first_with_status(population, codes[-1], 200)
        return [await milliseconds_of_repeal(source, population, code) for code in codes]


async def milliseconds_of_repeal(source: ProceduresHarness, population: ServiceHarness, code: str) -> float:
    id = await signed_repeal(source, code)
    refused = asyncio.create_task(first_with_status(population, code, 409))
    await publish_without_http(source, id)
    committed = time.perf_counter()
    return (await refused - committed) * 1_000


async def signed_repeal(source: ProceduresHarness, code: str) -> UUID:
    response = await source.post_draft(source.body(item("repeal", code, FROM_TODAY)))
    if response.status_code != 201:
        raise RuntimeError(response.text[:500])
    await source.complete_approval(response.json()["id"])
    return UUID(response.json()["id"])


async def first_with_status(population: ServiceHarness, code: str, status: int) -> float:
    """Looks up until the response has the status. Returns when it came (`time.perf_counter`)."""
    async with asyncio.timeout(LONGEST):
        while (await look_up(population, lookup_body(procedure_code=code))).status_code != status:
            await asyncio.sleep(0.001)  # the relay runs in this process too
    return time.perf_counter()
