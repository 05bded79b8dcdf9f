"""Search: how often the right procedure is found, beside BM25 over the same names; how long it takes at 200,000 names,
beside a read by
primary key. On real names; without them nothing is measured."""

import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from procedures.search.queries.procedure_search import SearchFilter, search
from procedures.search.queries.search_suggestions import search_suggestions
from tests.benchmarks.environment import Environment, NotMeasured
from tests.benchmarks.large_catalogue import load, made_names
from tests.benchmarks.made_queries import any_four, first_six, folded, spoiled
from tests.benchmarks.ratio_rounds import Figure, of_one
from tests.benchmarks.real_names import Real, publish_all, real_procedures
from tests.benchmarks.search_quality import DAY, HELD_OUT, SEED, SHOWN, quality, ranks
from tests.support.procedures_harness import procedures_harness

NAME_QUERIES = (
    ("spoiled", spoiled, SEED),
    ("spoiled, held out", spoiled, HELD_OUT),
    ("first six", first_six, SEED),
    ("any four", any_four, SEED),
    ("any four, held out", any_four, HELD_OUT),
)
Once = Callable[[str], Awaitable[object]]


@dataclass(frozen=True)
class Size:
    names: int = 200_000
    questions: int = 300


TINY = Size(names=300, questions=5)


async def run(environment: Environment) -> list[Figure]:
    size = TINY if environment.tiny else Size()
    procedures = made_procedures(100) if environment.tiny else real_procedures()
    if procedures is None:
        raise NotMeasured("CONGBO_REAL_DATA names no folder that holds real names")
    async with procedures_harness(environment.postgres, environment.folder) as harness:
        await publish_all(harness, procedures)
        figures = []
        for name, make, seed in NAME_QUERIES:
            found = await quality(harness, procedures, make, seed=seed)
            figures.append(
                part(f"search, {name}: first", found.first, found.bm25_first, 0.95 if make is spoiled else 0)
            )
            figures.append(
                part(f"search, {name}: first {SHOWN}", found.five, found.bm25_five, 0.995 if make is spoiled else 0)
            )
        places = (await ranks(harness)).values()
        first, shown = sum(place == 1 for place in places), sum(place > 0 for place in places)
        print(f"questions by hand: {first} first, {shown} in {SHOWN}, of {len(places)}")
        async with harness.service.runtime.engine.connect() as connection:
            await load(connection, longer(procedures, size.names))
            return figures + await speed(connection, procedures, size)


def made_procedures(count: int) -> list[Real]:
    """Instead of real ones, to see that the bench runs."""
    return [
        Real(f"1.{number:06}", name, "Hộ tịch", "Sở Tư pháp", ("province",))
        for number, name in enumerate(made_names(count))
    ]


def part(job: str, ours: float, bm25: float, least: float) -> Figure:
    goal = f">= BM25 and {least}" if least else ">= BM25"
    return Figure(job, "BM25, same names", "part", ours, bm25, ours / bm25, goal, ours >= max(bm25, least))


def longer(procedures: Sequence[Real], count: int) -> list[str]:
    """Names of the real ones, each with three words of another."""
    chance = random.Random(count)
    words = [word for one in procedures for word in one.name.split()]
    return [f"{procedures[n % len(procedures)].name} {' '.join(chance.choices(words, k=3))}" for n in range(count)]


async def speed(connection: AsyncConnection, procedures: Sequence[Real], size: Size) -> list[Figure]:
    driver = await driver_of(connection)
    chance = random.Random(1)
    names = [folded(one.name) for one in chance.sample(list(procedures), size.questions)]
    plain = [" ".join(any_four(name, chance)) for name in names]
    typed = [" ".join(spoiled(name, chance)) for name in names]

    some_id = await driver.fetchval("SELECT min(id) FROM procedure")

    async def by_key(_: str) -> object:
        return await driver.fetchrow("SELECT * FROM procedure WHERE id = $1", some_id)

    async def ranked(q: str) -> object:
        return await search(connection, q, SearchFilter(DAY), 20)

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
            of_one(f"{job} at {size.names:,}: p50", "read by primary key", "ms", p50, median(key), 12),
            of_one(f"{job} at {size.names:,}: p99", "goal", "ms", p99, most, 1),
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
