"""The register filled with a million generated residents by the command of operators, against COPY of the same rows,
ready, into the same tables; the memory of the command, and the rules that it holds against all rows."""

import os
import sys
from dataclasses import dataclass

from common.database.connections import create_engine, driver_of
from population_lookup.personas.queries.broken_rules import broken_rules
from tests.benchmarks.environment import Environment
from tests.benchmarks.peak_memory import run_measured
from tests.benchmarks.ratio_rounds import Figure, Measurement, at_most, measured, single_figure

SEED, MOST_SECONDS, MOST_MB, MOST_SECONDS_OF_RULES = 6, 60.0, 400.0, 30.0
"""Seconds in which a million residents should be there, MB that the loader may take, seconds of the 25 rules."""
WORKERS = 2
TABLES = ("resident", "household", "kinship")


@dataclass(frozen=True)
class Round:
    """`memory` is in MB, `rules` in seconds."""

    loaded: Measurement
    copied: Measurement
    memory: float
    rules: float


async def run(environment: Environment) -> list[Figure]:
    residents = 2_000 if environment.tiny else 1_000_000
    done = await one_round(environment, residents)
    job = f"{residents:,} residents, generated and loaded by {WORKERS} processes"
    pairs = [(done.loaded, done.copied)]
    return [
        at_most(f"{job}: each", "COPY of ready rows", "us", pairs, 3.0),
        single_figure(f"{job}: all", "goal", "s", done.loaded.seconds, MOST_SECONDS, 1),
        single_figure(f"{job}: memory", "goal", "MB", done.memory, MOST_MB, 1),
        single_figure(f"{residents:,} residents, 25 rules", "goal", "s", done.rules, MOST_SECONDS_OF_RULES, 1),
    ]


async def one_round(environment: Environment, residents: int) -> Round:
    """Both sides begin with an empty register, and end with the commit."""
    url = await environment.postgres.migrated("population_lookup")
    command = f"-m population_lookup residents --count {residents} --seed {SEED} --workers {WORKERS}".split()
    loaded, memory = await run_measured(
        residents, sys.executable, *command, environment={**os.environ, "DATABASE_URL": url}
    )
    engine = create_engine(url)
    try:
        broken: dict[str, int] = {}

        async def check() -> None:
            async with engine.begin() as connection:
                broken.update(await broken_rules(connection))

        rules = (await measured(residents, check)).seconds
        if broken:
            raise RuntimeError(f"rules are broken: {broken}")
        files = {table: environment.folder / f"{table}.copy" for table in TABLES}
        async with engine.begin() as connection:
            driver = await driver_of(connection)
            for table, file in files.items():
                await driver.copy_from_query(f"SELECT * FROM {table}", output=file, format="binary")
            await driver.execute(f"TRUNCATE {', '.join(TABLES)}")

        async def copy() -> None:
            async with engine.begin() as connection:
                driver = await driver_of(connection)
                for table, file in files.items():
                    await driver.copy_to_table(table, source=file, format="binary")

        return Round(loaded, await measured(residents, copy), memory, rules)
    finally:
        await engine.dispose()
