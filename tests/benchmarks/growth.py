"""How much longer a look-up, a page of the list and a search take among 200,000 procedures than among 2,000."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from httpx import AsyncClient

from common.http.pagination import cursor_of
from tests.benchmarks.environment import Environment
from tests.benchmarks.large_catalogue import generated_names, load
from tests.benchmarks.ratio_rounds import Figure, Measurement, measured, single_figure
from tests.support.procedures_harness import ProceduresHarness, procedures_harness

DAY = "2026-07-01"


@dataclass(frozen=True)
class Size:
    few: int = 2_000
    many: int = 200_000
    requests: int = 300


TINY = Size(few=50, many=200, requests=5)


@dataclass(frozen=True)
class Responses:
    """The median of the responses in milliseconds, and all together."""

    p50: float
    whole: Measurement


async def run(environment: Environment) -> list[Figure]:
    size = TINY if environment.tiny else Size()
    names = generated_names(size.many)
    async with procedures_harness(environment.postgres, environment.folder) as harness:
        few = await measure_catalogue(harness, names, 0, size.few, size.requests)
        many = await measure_catalogue(harness, names, size.few, size.many, size.requests)
    return [
        single_figure(
            f"{job}, {size.many:,} procedures: p50",
            f"among {size.few:,}",
            "ms",
            many[job].p50,
            few[job].p50,
            1.2,
            cpu=[(many[job].whole, few[job].whole)],
        )
        for job in few
    ]


async def measure_catalogue(
    harness: ProceduresHarness, names: Sequence[str], loaded: int, count: int, requests: int
) -> dict[str, Responses]:
    async with harness.service.runtime.engine.connect() as connection:
        await load(connection, names[loaded:count], loaded + 1)
    rng = random.Random(count)
    codes = [f"9.{rng.randrange(1, count):06}" for _ in range(2 * requests)]
    words = [rng.sample(names[rng.randrange(count)].split(), 4) for _ in range(2 * requests)]
    paths = {
        "look-up by code": [f"/v1/procedures/{code}?in_force_on={DAY}" for code in codes],
        "a page of the list": [f"/v1/procedures?in_force_on={DAY}&after={cursor_of([code])}" for code in codes],
        "search, four words": [f"/v1/search?in_force_on={DAY}&q={'+'.join(four)}" for four in words],
    }
    return {job: await measure_requests(harness.service.http, paths[job]) for job in paths}


async def measure_requests(http: AsyncClient, paths: Sequence[str]) -> Responses:
    """Measures responses to requests that were never sent before; the first half does not count."""
    new = list(dict.fromkeys(paths))
    half = len(new) // 2
    await milliseconds_of_each(http, new[:half])
    taken: list[float] = []

    async def send_all() -> None:
        taken.extend(await milliseconds_of_each(http, new[half:]))

    whole = await measured(len(new) - half, send_all)
    return Responses(median(taken), whole)


async def milliseconds_of_each(http: AsyncClient, paths: Sequence[str]) -> list[float]:
    taken: list[float] = []
    for path in paths:
        began = time.perf_counter()
        (await http.get(path)).raise_for_status()
        taken.append(1_000 * (time.perf_counter() - began))
    return taken
