"""Search: how often the right procedure is found, beside BM25 over the same names; how long it takes at 200,000 names, beside a read by
primary key. On real names; without them nothing is measured."""

import random
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from procedures.search.queries.procedures_found import Wanted, search
from procedures.search.queries.search_suggestions import search_suggestions
from tests.benchmarks.large_catalogue import load
from tests.benchmarks.made_queries import any_four, first_six, folded, spoiled
from tests.benchmarks.ratio_rounds import Figure
from tests.benchmarks.real_names import Real, publish_all, real_procedures
from tests.benchmarks.search_quality import DAY, HELD_OUT, SEED, SHOWN, asked, quality
from tests.support.postgres import Postgres
from tests.support.procedures_harness import office

NAMES, QUESTIONS = 200_000, 300
ASKED_OF_NAMES = (
    ("spoiled", spoiled, SEED),
    ("spoiled, held out", spoiled, HELD_OUT),
    ("first six", first_six, SEED),
    ("any four", any_four, SEED),
    ("any four, held out", any_four, HELD_OUT),
)
Once = Callable[[str], Awaitable[object]]


async def run(postgres: Postgres, folder: Path, _: str | None) -> list[Figure]:
    procedures = real_procedures()
    if procedures is None:
        print("without real names: CONGBO_REAL_DATA does not name a folder that holds them")
        return []
    (folder / "search").mkdir()
    async with office(postgres, folder / "search") as at:
        await publish_all(at, procedures)
        found = []
        for name, make, seed in ASKED_OF_NAMES:
            one = await quality(at, procedures, make, seed=seed)
            found.append(part(f"search, {name}: first", one.first, one.bm25_first, 0.95 if make is spoiled else 0))
            found.append(part(f"search, {name}: first {SHOWN}", one.five, one.bm25_five, 0.995 if make is spoiled else 0))
        places = (await asked(at)).values()
        print(
            f"questions by hand: {sum(one == 1 for one in places)} first, {sum(one > 0 for one in places)} in {SHOWN}, of {len(places)}"
        )
        async with at.room.runtime.engine.connect() as connection:
            await load(connection, longer(procedures))
            return found + await speed(connection, procedures)


def part(job: str, ours: float, bm25: float, least: float) -> Figure:
    goal = f">= BM25 and {least}" if least else ">= BM25"
    return Figure(job, "BM25, same names", "part", ours, bm25, ours / bm25, goal, ours >= max(bm25, least))


def longer(procedures: Sequence[Real]) -> list[str]:
    """Names of the real ones, each with three words of another."""
    chance = random.Random(NAMES)
    words = [word for one in procedures for word in one.name.split()]
    return [f"{procedures[n % len(procedures)].name} {' '.join(chance.choices(words, k=3))}" for n in range(NAMES)]


async def speed(connection: AsyncConnection, procedures: Sequence[Real]) -> list[Figure]:
    driver = await driver_of(connection)
    chance = random.Random(1)
    names = [folded(one.name) for one in chance.sample(list(procedures), QUESTIONS)]
    plain = [" ".join(any_four(name, chance)) for name in names]
    typed = [" ".join(spoiled(name, chance)) for name in names]

    some_id = await driver.fetchval("SELECT min(id) FROM procedure")

    async def by_key(_: str) -> object:
        return await driver.fetchrow("SELECT * FROM procedure WHERE id = $1", some_id)

    async def ranked(q: str) -> object:
        return await search(connection, q, Wanted(DAY), 20)

    async def begun(q: str) -> object:
        return await search_suggestions(connection, q[: len(q) // 2 + 1], DAY, 10)

    figures = []
    for job, once, questions, most in (
        ("search, four words", ranked, plain, 30.0),
        ("search, spoiled names", ranked, typed, 60.0),
        ("suggestions", begun, plain, 60.0),
    ):
        taken, key = await times(once, by_key, questions)
        p50, p99 = median(taken), quantiles(taken, n=100)[98]
        figures += [
            Figure(
                f"{job} at {NAMES:,}: p50",
                "read by primary key",
                "ms",
                p50,
                median(key),
                p50 / median(key),
                "<= 25x",
                p50 <= 25 * median(key),
            ),
            Figure(f"{job} at {NAMES:,}: p99", "goal", "ms", p99, most, p99 / most, "<= 1x", p99 <= most),
        ]
    return figures


async def times(once: Once, limit: Once, questions: Sequence[str]) -> tuple[list[float], list[float]]:
    """Milliseconds of each, and of the limit before each, after a first round that does not count."""
    for _ in range(2):
        taken = [(await milliseconds(limit, question), await milliseconds(once, question)) for question in questions]
    return [ours for _, ours in taken], [key for key, _ in taken]


async def milliseconds(once: Once, question: str) -> float:
    began = time.perf_counter()
    await once(question)
    return (time.perf_counter() - began) * 1_000
