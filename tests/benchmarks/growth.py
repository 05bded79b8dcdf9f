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
from tests.benchmarks.ratio_rounds import Figure, single_figure
from tests.support.procedures_harness import ProceduresHarness, procedures_harness

DAY = "2026-07-01"


@dataclass(frozen=True)
class Size:
    few: int = 2_000
    many: int = 200_000
    requests: int = 300


TINY = Size(few=50, many=200, requests=5)


async def run(environment: Environment) -> list[Figure]:
    size = TINY if environment.tiny else Size()
    names = generated_names(size.many)
    async with procedures_harness(environment.postgres, environment.folder) as harness:
        few = await measure_catalogue(harness, names, 0, size.few, size.requests)
        many = await measure_catalogue(harness, names, size.few, size.many, size.requests)
    return [
        single_figure(f"{job}, {size.many:,} procedures: p50", f"among {size.few:,}", "ms", many[job], few[job], 1.2)
        for job in few
    ]


async def measure_catalogue(
    harness: ProceduresHarness, names: Sequence[str], loaded: int, count: int, requests: int
) -> dict[str, float]:
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
    return {job: await p50(harness.service.http, paths[job]) for job in paths}


async def p50(http: AsyncClient, paths: Sequence[str]) -> float:
    """Median milliseconds of a response to a request that was never sent before; the first half does not count."""
    taken: list[float] = []
    for path in dict.fromkeys(paths):
        began = time.perf_counter()
        (await http.get(path)).raise_for_status()
        taken.append(1_000 * (time.perf_counter() - began))
    return median(taken[len(taken) // 2 :])
