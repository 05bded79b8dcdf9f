"""Look-ups in the population database, each written down and told of before it is answered; against the same, decided and not written down."""

import asyncio
import time
from pathlib import Path

from common.identity import Actor
from population_lookup.api.asked import LookupIn
from population_lookup.commands import look_up as command
from population_lookup.storage.work import LookupWork
from tests.benchmarks.rounds import Figure, at_least, interleaved
from tests.support.postgres import Postgres
from tests.support.register import asked, register
from tests.support.rooms import Room

AT_ONCE, EACH = 8, 60
OFFICER = Actor("officer-1", "Officer", "H60.01", frozenset({"population.lookup"}))


async def run(postgres: Postgres, folder: Path, _: str | None) -> list[Figure]:
    (folder / "population").mkdir()
    async with register(postgres, folder / "population") as at:
        pairs = await interleaved(lambda: rate(at, logged=True), lambda: rate(at, logged=False))
    return [at_least(f"logged population look-ups, {AT_ONCE} at once", "the same without a log row", "look-ups/s", pairs, 0.7)]


async def rate(at: Room, logged: bool) -> float:
    """Look-ups a second of so many callers who each wait for their answer; one transaction for each, as the door makes it."""

    async def caller() -> None:
        for _ in range(EACH):
            async with at.runtime.engine.connect() as connection:
                work = LookupWork(connection, at.runtime.clock, at.runtime.log)
                question = LookupIn.model_validate(asked()).question()
                if logged:
                    await command.look_up(work, question, "bench", OFFICER)
                    await connection.commit()
                else:
                    await command._answer(work, question, OFFICER)

    began = time.perf_counter()
    await asyncio.gather(*(caller() for _ in range(AT_ONCE)))
    return AT_ONCE * EACH / (time.perf_counter() - began)
