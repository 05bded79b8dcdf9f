"""Look-ups in the population database of a million residents, each of which is logged and emitted before it is
answered; against the same look-ups with as many ready rows of equal size, copied into the same two tables.

Look-ups that wait at the same time share one transaction on both sides.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import count, cycle, islice

from common.database.connections import driver_of
from common.eventlog.log import COLUMNS as EVENT_COLUMNS
from common.http.cache.batching import Batcher
from common.http.cache.transaction_batching import TransactionBatcher
from common.identity import Actor
from common.ids import new_ids
from common.service.api_definition import HandleBatch
from common.service.unit_of_work import UnitOfWork
from population_lookup.access_log.storage.repository import COLUMNS as LINE_COLUMNS
from population_lookup.lookup.commands.look_up import LookupOutcome, ReceivedLookup, decide
from population_lookup.lookup.commands.look_up_batch import look_up_batch
from population_lookup.personas.commands.fill_register import fill_register
from population_lookup.personas.domain.residents import generate_residents
from population_lookup.protocols.json.api.requests import LookupIn
from tests.benchmarks.environment import Environment
from tests.benchmarks.ratio_rounds import Figure, Measurement, at_least, interleaved, measured
from tests.benchmarks.unlimited_lookups import unlimited_lookups
from tests.support.lookup_harness import lookup_body
from tests.support.service_harness import ServiceHarness

FEW, MANY, LOOKUPS, ROUNDS = 8, 64, 960, 5
SEED, WORKERS = 6, 2
DIFFERENT = 2_000
"""Residents who are looked up in turn."""
LIMIT = "the same look-ups, ready rows by COPY"
FREE_SEQUENCES = 10**12
"""From here on the sequences of ready rows begin, far above those of the two chains."""
OFFICER = Actor("officer-1", "Officer", "H60.01", frozenset({"population.lookup", "population.sensitive"}))


async def run(environment: Environment) -> list[Figure]:
    residents, lookups, rounds = (MANY, MANY, 1) if environment.tiny else (1_000_000, LOOKUPS, ROUNDS)
    async with unlimited_lookups(environment) as harness:
        async with harness.runtime.engine.begin() as connection:
            await fill_register(connection, residents, SEED, workers=WORKERS)
        async with harness.runtime.engine.connect() as connection:
            await (await driver_of(connection)).execute("VACUUM ANALYZE")
        requests = cycle(requests_for(residents))
        return [await figure(harness, requests, at_once, lookups, rounds) for at_once in (FEW, MANY)]


def requests_for(residents: int) -> list[dict[str, str]]:
    """The members of a request for each of some residents, who all match."""
    return [
        {
            "personal_id": citizen.personal_id,
            "full_name": citizen.full_name,
            "birth_date": str(citizen.birth_date).replace("-", ""),
        }
        for citizen in islice(generate_residents(residents, SEED), DIFFERENT)
    ]


async def figure(
    harness: ServiceHarness, requests: Iterator[dict[str, str]], at_once: int, lookups: int, rounds: int
) -> Figure:
    await measure_lookups(harness, look_up_batch, requests, 1, 1)  # the rows that ready rows resemble
    ready = await ready_rows(harness)
    logged, limit = (
        partial(measure_lookups, harness, handle, requests, at_once, lookups)
        for handle in (look_up_batch, ready.decide_and_copy)
    )
    pairs = await interleaved(logged, limit, rounds)
    return at_least(f"logged population look-ups, {at_once} at once", LIMIT, "look-ups", pairs, 0.7)


class ReadyRows:
    """Rows like those of one look-up, with new keys. They belong to no chain."""

    def __init__(self, line: Sequence[object], event: Sequence[object], first: int) -> None:
        self.line = line
        self.event = event
        self.sequences = count(first)

    async def decide_and_copy(
        self, work: UnitOfWork, received: Sequence[ReceivedLookup]
    ) -> Mapping[ReceivedLookup, LookupOutcome]:
        outcomes = await decide(work, received)
        keys = [(next(self.sequences), id) for id in new_ids(len(received))]
        lines = [(sequence, id, *self.line[2:]) for sequence, id in keys]
        events = [(self.event[0], sequence, id, *self.event[3:]) for sequence, id in keys]
        driver = await driver_of(work.connection)
        await driver.copy_records_to_table("access_log", records=lines, columns=LINE_COLUMNS)
        await driver.copy_records_to_table("event_log", records=events, columns=EVENT_COLUMNS)
        return dict(zip(received, outcomes, strict=True))


async def ready_rows(harness: ServiceHarness) -> ReadyRows:
    async with harness.runtime.engine.connect() as connection:
        driver = await driver_of(connection)
        line = await driver.fetchrow(f"SELECT {', '.join(LINE_COLUMNS)} FROM access_log LIMIT 1")
        event = await driver.fetchrow(f"SELECT {', '.join(EVENT_COLUMNS)} FROM event_log LIMIT 1")
        last = await driver.fetchval("SELECT max(sequence) FROM access_log")
    return ReadyRows(tuple(line), tuple(event), max(last + 1, FREE_SEQUENCES))


async def measure_lookups(
    harness: ServiceHarness, handle: HandleBatch, requests: Iterator[dict[str, str]], at_once: int, lookups: int
) -> Measurement:
    """Measures the look-ups of `at_once` callers, each of whom waits for their result."""
    batcher: Batcher[ReceivedLookup, object] = TransactionBatcher(harness.runtime, handle, "bench", at_once)

    async def caller() -> None:
        for _ in range(lookups // at_once):
            request = LookupIn.model_validate(lookup_body(**next(requests))).request()
            if await batcher.submit(ReceivedLookup(request, "bench", OFFICER, harness.runtime.clock.now())) is None:
                raise RuntimeError("a look-up was not answered")

    measurement = await measured(lookups, lambda: asyncio.gather(*(caller() for _ in range(at_once))))
    await batcher.close()
    return measurement
