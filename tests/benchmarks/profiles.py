"""How long the national catalogue's import and the difference of two versions take, and where: by cProfile, the longest first.

A profile costs time of its own, so that each figure comes from a run before it. The import's threads are taken into its own for the
profile, which sees no other.
"""

import asyncio
import cProfile
import pstats
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from procedures.law.domain.contents import Content
from procedures.law.domain.difference import difference
from procedures.law.storage.content_rows import content_in
from tests.benchmarks.bulk import published, signed
from tests.benchmarks.ratio_rounds import Figure, seconds
from tests.benchmarks.real_names import national_catalogue
from tests.support.postgres import Postgres
from tests.support.procedures_harness import Office, office

LINES, MOST_SECONDS, VERSIONS, ROUNDS = 15, 60.0, 200, 20
Job = Callable[[], Awaitable[object]]


async def run(postgres: Postgres, folder: Path, _: str | None) -> list[Figure]:
    (folder / "profiles").mkdir()
    async with office(postgres, folder / "profiles") as at:
        await of_difference(at)
        return await of_import(at)


async def of_import(at: Office) -> list[Figure]:
    file = national_catalogue()
    if file is None:
        print("without the real catalogue: CONGBO_REAL_DATA does not name a folder that holds it")
        return []
    content = await asyncio.to_thread(file.read_bytes)
    spent = await seconds(lambda: taken_in(at, content, "first"))
    with patch("asyncio.to_thread", inline):
        await profiled("the import", lambda: taken_in(at, content, "second"))
    rows = len(content.splitlines())
    return [
        Figure(f"import of {rows:,} rows", "goal", "s", spent, MOST_SECONDS, spent / MOST_SECONDS, "<= 1x", spent <= MOST_SECONDS)
    ]


async def of_difference(at: Office) -> None:
    """Beside reading both versions, as kept, which every difference does before. No goal is set for it."""
    await published(at, await signed(at, VERSIONS, 0))
    texts = [row.content for row in await at.room.rows("SELECT content::text AS content FROM version")]
    pairs = [(before, a_little_other(before)) for before in map(content_in, texts)]

    async def compare() -> None:
        for _ in range(ROUNDS):
            for before, after in pairs:
                difference(before, after)

    async def read() -> None:
        for _ in range(2 * ROUNDS):
            for text in texts:
                content_in(text)

    ours, limit = [1_000_000 * await seconds(job) / (ROUNDS * len(pairs)) for job in (compare, read)]
    await profiled("the difference", compare)
    print(f"a difference takes {ours:.0f} us, reading both versions {limit:.0f} us")


def a_little_other(content: Content) -> Content:
    """Another step, the papers in another order, and one legal basis less."""
    first, *others = content.steps
    changed = replace(first, steps=(*first.steps[:-1], "Trả kết quả"))
    papers = tuple(replace(one, papers=one.papers[::-1]) for one in content.papers)
    return replace(content, steps=(changed, *others), papers=papers, legal_bases=content.legal_bases[1:])


async def taken_in(at: Office, content: bytes, source: str) -> None:
    asked = {"source": source, "day": "2026-07-20", "whole": "true"}
    headers = at.room.bearer("national_catalogue.import")
    (await at.http.post("/v1/national-catalogue/snapshots", content=content, params=asked, headers=headers)).raise_for_status()


async def inline(work: Callable[..., Any], *given: Any) -> Any:
    return work(*given)


async def profiled(name: str, job: Job) -> None:
    profile = cProfile.Profile()
    with profile:
        await job()
    print(f"where the time of {name} goes:")
    pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(LINES)
