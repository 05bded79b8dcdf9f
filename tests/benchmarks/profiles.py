"""How long the national catalogue's import and the difference of two versions take, and where: by cProfile, the longest
first.

A profile costs time of its own, so that each figure comes from a run before it. The import's threads are taken into its
own for the
profile, which sees no other.
"""

import asyncio
import cProfile
import pstats
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

from procedures.law.domain.contents import Content
from procedures.law.domain.difference import difference
from procedures.law.storage.content_rows import decode_content
from tests.benchmarks.bulk import published, signed
from tests.benchmarks.environment import Environment, NotMeasured
from tests.benchmarks.ratio_rounds import Figure, of_one, seconds
from tests.benchmarks.real_names import national_catalogue
from tests.support.national import json_lines, valid_row
from tests.support.procedures_harness import ProceduresHarness, procedures_harness

LINES, MOST_SECONDS = 15, 60.0
Job = Callable[[], Awaitable[object]]


@dataclass(frozen=True)
class Size:
    versions: int = 200
    rounds: int = 20


TINY = Size(versions=5, rounds=1)


async def run(environment: Environment) -> list[Figure]:
    async with procedures_harness(environment.postgres, environment.folder) as harness:
        await of_difference(harness, TINY if environment.tiny else Size())
        if environment.tiny:
            return await of_import(harness, json_lines(*(valid_row(f"1.{number:06}") for number in range(1, 20))))
        if (file := national_catalogue()) is None:
            raise NotMeasured("CONGBO_REAL_DATA names no folder that holds the national catalogue")
        return await of_import(harness, await asyncio.to_thread(file.read_bytes))


async def of_import(harness: ProceduresHarness, content: bytes) -> list[Figure]:
    spent = await seconds(lambda: import_file(harness, content, "first"))
    with patch("asyncio.to_thread", inline):
        await profiled("the import", lambda: import_file(harness, content, "second"))
    rows = len(content.splitlines())
    return [of_one(f"import of {rows:,} rows", "goal", "s", spent, MOST_SECONDS, 1)]


async def of_difference(harness: ProceduresHarness, size: Size) -> None:
    """Beside reading both versions, as kept, which every difference does before. No goal is set for it."""
    await published(harness, await signed(harness, size.versions, 0))
    texts = [row.content for row in await harness.service.rows("SELECT content::text AS content FROM version")]
    pairs = [(before, a_little_other(before)) for before in map(decode_content, texts)]

    async def compare() -> None:
        for _ in range(size.rounds):
            for before, after in pairs:
                difference(before, after)

    async def read() -> None:
        for _ in range(2 * size.rounds):
            for text in texts:
                decode_content(text)

    ours, limit = [1_000_000 * await seconds(job) / (size.rounds * len(pairs)) for job in (compare, read)]
    await profiled("the difference", compare)
    print(f"a difference takes {ours:.0f} us, reading both versions {limit:.0f} us")


def a_little_other(content: Content) -> Content:
    """Another step, the papers in another order, and one legal basis less."""
    first, *others = content.steps
    changed = replace(first, steps=(*first.steps[:-1], "Trả kết quả"))
    papers = tuple(replace(one, papers=one.papers[::-1]) for one in content.papers)
    return replace(content, steps=(changed, *others), papers=papers, legal_bases=content.legal_bases[1:])


async def import_file(harness: ProceduresHarness, content: bytes, source: str) -> None:
    params = {"source": source, "day": "2026-07-20", "complete": "true"}
    headers = harness.service.bearer("national_catalogue.import")
    (
        await harness.http.post("/v1/national-catalogue/snapshots", content=content, params=params, headers=headers)
    ).raise_for_status()


async def inline(work: Callable[..., Any], *given: Any) -> Any:
    return work(*given)


async def profiled(name: str, job: Job) -> None:
    profile = cProfile.Profile()
    with profile:
        await job()
    print(f"where the time of {name} goes:")
    pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(LINES)
