"""The register filled with a million generated residents, against COPY of the same rows, ready, into the same table."""

from dataclasses import dataclass

from common.database.connections import create_engine, driver_of
from population_lookup.personas.commands.fill_register import fill_register
from tests.benchmarks.environment import Environment
from tests.benchmarks.ratio_rounds import Figure, Measurement, at_most, measured, single_figure

SEED, MOST_SECONDS = 6, 60.0
"""Seconds in which a million residents should be there."""


@dataclass(frozen=True)
class Size:
    residents: int = 1_000_000
    rounds: int = 1


TINY = Size(residents=200)


async def run(environment: Environment) -> list[Figure]:
    size = TINY if environment.tiny else Size()
    pairs = [await one_round(environment, size.residents) for _ in range(size.rounds)]
    job = f"{size.residents:,} residents, generated and loaded"
    seconds = max(ours.seconds for ours, _ in pairs)
    return [
        at_most(f"{job}: each", "COPY of ready rows", "us", pairs, 3.0),
        single_figure(f"{job}: all", "goal", "s", seconds, MOST_SECONDS, 1),
    ]


async def one_round(environment: Environment, residents: int) -> tuple[Measurement, Measurement]:
    """Both begin with an empty register, and end with the commit."""
    engine = create_engine(await environment.postgres.migrated("population_lookup"))

    async def fill() -> None:
        async with engine.begin() as connection:
            await fill_register(connection, residents, SEED)

    generated = await measured(residents, fill)
    ready = environment.folder / "residents.copy"
    async with engine.begin() as connection:
        driver = await driver_of(connection)
        await driver.copy_from_query("SELECT * FROM resident", output=ready, format="binary")
        await driver.execute("TRUNCATE resident")

    async def copy() -> None:
        async with engine.begin() as connection:
            driver = await driver_of(connection)
            await driver.copy_to_table("resident", source=ready, format="binary")

    copied = await measured(residents, copy)
    await engine.dispose()
    return generated, copied
