"""How long the import of the national catalogue and the difference of two versions take, and where: by cProfile.

Profiling costs time, so each figure comes from a separate run before it. The work of the import's threads is run in the
main thread for the profile, which sees no other.
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
from tests.benchmarks.bulk import create_signed_decision, publish_without_http
from tests.benchmarks.environment import Environment, NotMeasured
from tests.benchmarks.ratio_rounds import Figure, seconds_of, single_figure
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
        await profile_difference(harness, TINY if environment.tiny else Size())
        if environment.tiny:
            return await profile_import(harness, json_lines(*(valid_row(f"1.{number:06}") for number in range(1, 20))))
        if (file := national_catalogue()) is None:
            raise NotMeasured("CONGBO_REAL_DATA names no folder that holds the national catalogue")
        return await profile_import(harness, await asyncio.to_thread(file.read_bytes))


async def profile_import(harness: ProceduresHarness, content: bytes) -> list[Figure]:
    spent = await seconds_of(lambda: import_snapshot(harness, content, "first"))
    with patch("asyncio.to_thread", run_inline):
        await print_profile("the import", lambda: import_snapshot(harness, content, "second"))
    rows = len(content.splitlines())
    return [single_figure(f"import of {rows:,} rows", "goal", "s", spent, MOST_SECONDS, 1)]


async def profile_difference(harness: ProceduresHarness, size: Size) -> None:
    """Compares with reading both versions, which every difference needs too. There is no goal for it."""
    await publish_without_http(harness, await create_signed_decision(harness, size.versions, 0))
    texts = [row.content for row in await harness.service.rows("SELECT content::text AS content FROM version")]
    pairs = [(before, slightly_changed(before)) for before in map(decode_content, texts)]

    async def compare() -> None:
        for _ in range(size.rounds):
            for before, after in pairs:
                difference(before, after)

    async def read() -> None:
        for _ in range(2 * size.rounds):
            for text in texts:
                decode_content(text)

    ours, limit = [1_000_000 * await seconds_of(job) / (size.rounds * len(pairs)) for job in (compare, read)]
    await print_profile("the difference", compare)
    print(f"a difference takes {ours:.0f} us, reading both versions {limit:.0f} us")


def slightly_changed(content: Content) -> Content:
    """The content with another step, the papers in reverse order, and one legal basis less."""
    first, *others = content.steps
    changed = replace(first, steps=(*first.steps[:-1], "Trả kết quả"))
    papers = tuple(replace(case, papers=case.papers[::-1]) for case in content.papers)
    return replace(content, steps=(changed, *others), papers=papers, legal_bases=content.legal_bases[1:])


async def import_snapshot(harness: ProceduresHarness, content: bytes, source: str) -> None:
    params = {"source": source, "day": "2026-07-20", "complete": "true"}
    headers = harness.service.bearer("national_catalogue.import")
    (
        await harness.http.post("/v1/national-catalogue/snapshots", content=content, params=params, headers=headers)
    ).raise_for_status()


async def run_inline(work: Callable[..., Any], *given: Any) -> Any:
    return work(*given)


async def print_profile(name: str, job: Job) -> None:
    profile = cProfile.Profile()
    with profile:
        await job()
    print(f"where the time of {name} goes:")
    pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(LINES)
