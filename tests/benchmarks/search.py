"""Search: how often the right procedure is found, compared with BM25 over the same names; and how long it takes among
200,000 names, compared with a read by primary key. Nothing is measured without real names."""

import math
import random
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from procedures.search.queries.procedure_search import SearchFilter, search
from procedures.search.queries.search_suggestions import search_suggestions
from tests.benchmarks.environment import Environment, NotMeasured
from tests.benchmarks.large_catalogue import generated_names, load
from tests.benchmarks.made_queries import any_four, distorted, first_six, folded
from tests.benchmarks.ratio_rounds import Figure, single_figure
from tests.benchmarks.real_names import RealProcedure, publish_all, real_procedures
from tests.benchmarks.search_quality import DAY, HELD_OUT, SEED, SHOWN, quality, ranks_of_queries
from tests.benchmarks.spoken_questions import (
    LISTED,
    SpokenQuestion,
    by_family,
    by_part,
    ranks_of_spoken_questions,
    spoken_questions,
)
from tests.support.procedures_harness import procedures_harness

NAME_QUERIES = (
    ("spoiled", distorted, SEED),
    ("spoiled, held out", distorted, HELD_OUT),
    ("first six", first_six, SEED),
    ("any four", any_four, SEED),
    ("any four, held out", any_four, HELD_OUT),
)
SPOKEN_GOALS = {1: 0.6, 3: 0.78, 5: 0.85, LISTED: 0.95}
"""The least shares of questions with a right procedure among so many hits."""
WORSE = 0.03
"""How much less than BM25 a family may reach."""
Run = Callable[[str], Awaitable[object]]


@dataclass(frozen=True)
class Size:
    names: int = 200_000
    queries: int = 300


TINY = Size(names=300, queries=5)


async def run(environment: Environment) -> list[Figure]:
    size = TINY if environment.tiny else Size()
    procedures = generated_procedures(100) if environment.tiny else real_procedures()
    if procedures is None:
        raise NotMeasured("CONGBO_REAL_DATA names no folder that holds real names")
    async with procedures_harness(environment.postgres, environment.folder) as harness:
        await publish_all(harness, procedures)
        figures = []
        for name, make, seed in NAME_QUERIES:
            result = await quality(harness, procedures, make, seed=seed)
            figures.append(
                share_figure(
                    f"search, {name}: first", result.first, result.bm25_first, 0.95 if make is distorted else 0
                )
            )
            figures.append(
                share_figure(
                    f"search, {name}: first {SHOWN}", result.five, result.bm25_five, 0.995 if make is distorted else 0
                )
            )
        places = (await ranks_of_queries(harness)).values()
        first, shown = sum(place == 1 for place in places), sum(place > 0 for place in places)
        print(f"handwritten queries: {first} first, {shown} in {SHOWN}, of {len(places)}")
        figures += spoken_figures(
            await ranks_of_spoken_questions(harness, procedures, spoken_questions()), goals=not environment.tiny
        )
        async with harness.service.runtime.engine.connect() as connection:
            await load(connection, longer_names(procedures, size.names))
            return figures + await speed(connection, procedures, size)


def spoken_figures(ranks: Mapping[SpokenQuestion, tuple[int, int]], *, goals: bool) -> list[Figure]:
    """The first hit of each family beside BM25, and all questions beside the goals."""
    figures = []
    for family, places in by_family(ranks).items():
        ours, bm25 = places.within(1)
        met = not goals or ours >= bm25 - WORSE
        ratio = ours / bm25 if bm25 else math.inf
        figures.append(
            Figure(f"search, questions, {family}: first", "BM25", "part", ours, bm25, ratio, f">= BM25 - {WORSE}", met)
        )
    for part, places in by_part(ranks).items():
        for most, least in SPOKEN_GOALS.items():
            ours, bm25 = places.within(most)
            met = not goals or part == "tuned" or ours >= least
            ratio = ours / bm25 if bm25 else math.inf
            job = f"search, questions, {part}: first {most}"
            figures.append(Figure(job, "BM25", "part", ours, bm25, ratio, f">= {least}", met))
    return figures


def generated_procedures(count: int) -> list[RealProcedure]:
    """Generated procedures in place of real ones, for tiny runs."""
    return [
        RealProcedure(f"1.{number:06}", name, "Hộ tịch", "Sở Tư pháp", ("province",))
        for number, name in enumerate(generated_names(count))
    ]


def share_figure(job: str, ours: float, bm25: float, least: float) -> Figure:
    goal = f">= BM25 and {least}" if least else ">= BM25"
    return Figure(job, "BM25, same names", "part", ours, bm25, ours / bm25, goal, ours >= max(bm25, least))


def longer_names(procedures: Sequence[RealProcedure], count: int) -> list[str]:
    """Names of real procedures, each with three random words of others."""
    rng = random.Random(count)
    words = [word for procedure in procedures for word in procedure.name.split()]
    return [f"{procedures[n % len(procedures)].name} {' '.join(rng.choices(words, k=3))}" for n in range(count)]


async def speed(connection: AsyncConnection, procedures: Sequence[RealProcedure], size: Size) -> list[Figure]:
    driver = await driver_of(connection)
    rng = random.Random(1)
    names = [folded(procedure.name) for procedure in rng.sample(list(procedures), size.queries)]
    plain = [" ".join(any_four(name, rng)) for name in names]
    typed = [" ".join(distorted(name, rng)) for name in names]

    some_id = await driver.fetchval("SELECT min(id) FROM procedure")

    async def by_key(_: str) -> object:
        return await driver.fetchrow("SELECT * FROM procedure WHERE id = $1", some_id)

    async def ranked(q: str) -> object:
        return await search(connection, q, SearchFilter(DAY), 20)

    async def suggested(q: str) -> object:
        return await search_suggestions(connection, q[: len(q) // 2 + 1], DAY, 10)

    figures = []
    for job, run, queries, most in (
        ("search, four words", ranked, plain, 15.0),
        ("search, spoiled names", ranked, typed, 30.0),
        ("search, questions", ranked, [question.question for question in spoken_questions()], 15.0),
        ("suggestions", suggested, plain, 15.0),
    ):
        taken, key = await timings(run, by_key, queries)
        p50, p99 = median(taken), quantiles(taken, n=100)[98]
        figures += [
            single_figure(f"{job} at {size.names:,}: p50", "read by primary key", "ms", p50, median(key), 12),
            single_figure(f"{job} at {size.names:,}: p99", "goal", "ms", p99, most, 1),
        ]
    return figures


async def timings(run: Run, limit: Run, queries: Sequence[str]) -> tuple[list[float], list[float]]:
    """Milliseconds of each query, and of the limit before it, after a first round that does not count."""
    for _ in range(2):
        taken = [(await milliseconds(limit, query), await milliseconds(run, query)) for query in queries]
    return [ours for _, ours in taken], [key for key, _ in taken]


async def milliseconds(run: Run, query: str) -> float:
    began = time.perf_counter()
    await run(query)
    return (time.perf_counter() - began) * 1_000
