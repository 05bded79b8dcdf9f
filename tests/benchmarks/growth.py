"""How much longer a look-up, a page of the list and a search take among 200,000 procedures than among 2,000."""

import random
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from httpx import AsyncClient

from common.http.pagination import cursor_of
from tests.benchmarks.large_catalogue import load, made_names
from tests.benchmarks.ratio_rounds import Figure
from tests.support.postgres import Postgres
from tests.support.procedures_harness import Office, office

FEW, MANY, ASKED, DAY = 2_000, 200_000, 300, "2026-07-01"


async def run(postgres: Postgres, folder: Path, _: str | None) -> list[Figure]:
    (folder / "growth").mkdir()
    names = made_names(MANY)
    async with office(postgres, folder / "growth") as at:
        few = await measured(at, names, 0, FEW)
        many = await measured(at, names, FEW, MANY)
    return [
        Figure(
            f"{job}, {MANY:,} procedures: p50",
            f"among {FEW:,}",
            "ms",
            many[job],
            few[job],
            many[job] / few[job],
            "<= 2x",
            many[job] <= 2 * few[job],
        )
        for job in few
    ]


async def measured(at: Office, names: Sequence[str], there: int, count: int) -> dict[str, float]:
    async with at.room.runtime.engine.connect() as connection:
        await load(connection, names[there:count], there + 1)
    chance = random.Random(count)
    codes = [f"9.{chance.randrange(1, count):06}" for _ in range(2 * ASKED)]
    words = [chance.sample(names[chance.randrange(count)].split(), 4) for _ in range(2 * ASKED)]
    return {
        "look-up by code": await p50(at.room.http, [f"/v1/procedures/{code}?in_force_on={DAY}" for code in codes]),
        "a page of the list": await p50(
            at.room.http, [f"/v1/procedures?in_force_on={DAY}&after={cursor_of([code])}" for code in codes]
        ),
        "search, four words": await p50(at.room.http, [f"/v1/search?in_force_on={DAY}&q={'+'.join(four)}" for four in words]),
    }


async def p50(http: AsyncClient, paths: Sequence[str]) -> float:
    """Milliseconds of an answer to what nobody asked before; the first half does not count."""
    taken: list[float] = []
    for path in dict.fromkeys(paths):
        began = time.perf_counter()
        (await http.get(path)).raise_for_status()
        taken.append(1_000 * (time.perf_counter() - began))
    return median(taken[len(taken) // 2 :])
