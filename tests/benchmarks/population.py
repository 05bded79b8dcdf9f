"""Look-ups in the population database, each of which is logged and emitted before it is answered; against the same
look-ups, decided but not logged.

Look-ups that wait at the same time share one transaction on both sides.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial

from common.http.cache.batching import Batcher
from common.identity import Actor
from common.service.definition import Runtime
from common.service.unit_of_work import UnitOfWork
from population_lookup.lookup.commands.look_up import LookupOutcome, ReceivedLookup, decide
from population_lookup.lookup.commands.look_up_batch import look_up_batch
from population_lookup.protocols.json.api.requests import LookupIn
from tests.benchmarks.environment import Environment
from tests.benchmarks.ratio_rounds import Figure, Measurement, at_least, interleaved, measured
from tests.support.lookup_harness import lookup_body, lookup_harness
from tests.support.service_harness import ServiceHarness

FEW, MANY, LOOKUPS, ROUNDS = 8, 64, 960, 5
OFFICER = Actor("officer-1", "Officer", "H60.01", frozenset({"population.lookup"}))
Decide = Callable[[Runtime, Sequence[ReceivedLookup]], Awaitable[Mapping[ReceivedLookup, object]]]


async def run(environment: Environment) -> list[Figure]:
    lookups, rounds = (MANY, 1) if environment.tiny else (LOOKUPS, ROUNDS)
    async with lookup_harness(environment.postgres, environment.folder) as harness:
        return [await figure(harness, at_once, lookups, rounds) for at_once in (FEW, MANY)]


async def figure(harness: ServiceHarness, at_once: int, lookups: int, rounds: int) -> Figure:
    logged, without = (
        partial(measure_lookups, harness, look_up, at_once, lookups) for look_up in (look_up_batch, decide_batch)
    )
    pairs = await interleaved(logged, without, rounds)
    return at_least(
        f"logged population look-ups, {at_once} at once", "the same without a log row", "look-ups", pairs, 0.7
    )


async def decide_batch(runtime: Runtime, received: Sequence[ReceivedLookup]) -> Mapping[ReceivedLookup, LookupOutcome]:
    async with runtime.engine.connect() as connection:
        outcomes = await decide(UnitOfWork(connection, runtime.clock, runtime.log), received)
        await connection.commit()
    return dict(zip(received, outcomes, strict=True))


async def measure_lookups(harness: ServiceHarness, look_up: Decide, at_once: int, lookups: int) -> Measurement:
    """Measures the look-ups of `at_once` callers, each of whom waits for their result."""
    batcher: Batcher[ReceivedLookup, object] = Batcher(partial(look_up, harness.runtime), "bench", at_once)

    async def caller() -> None:
        for _ in range(lookups // at_once):
            request = LookupIn.model_validate(lookup_body()).request()
            if await batcher.submit(ReceivedLookup(request, "bench", OFFICER, harness.runtime.clock.now())) is None:
                raise RuntimeError("a look-up was not answered")

    return await measured(lookups, lambda: asyncio.gather(*(caller() for _ in range(at_once))))
