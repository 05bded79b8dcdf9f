"""Benches that commit, measured on a server that waits for the disk and on one that does not: the name of each row says
which."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from functools import wraps

from suite.postgres import Cluster
from tests.benchmarks.environment import Environment
from tests.benchmarks.ratio_rounds import Figure
from tests.benchmarks.runs import Bench
from tests.support.postgres import Postgres, new_cluster


def both(benches: Mapping[str, Bench]) -> dict[str, Bench]:
    """Each bench on the server of all benches, where fsync is off, and once more on a server of its own with fsync."""
    return {
        key: each
        for name, bench in benches.items()
        for key, each in ((name, without_fsync(bench)), (f"{name}_fsync", with_fsync(bench)))
    }


def without_fsync(bench: Bench) -> Bench:
    @wraps(bench)
    async def run(environment: Environment) -> list[Figure]:
        return named(await bench(environment), "fsync off")

    return run


def with_fsync(bench: Bench) -> Bench:
    @wraps(bench)
    async def run(environment: Environment) -> list[Figure]:
        cluster = Cluster(environment.folder / "postgresql")
        await asyncio.to_thread(new_cluster, cluster.folder)
        try:
            await asyncio.to_thread(cluster.start)
            async with Postgres(cluster.url(), cluster) as postgres:
                return named(await bench(replace(environment, postgres=postgres)), "fsync on")
        finally:
            await asyncio.to_thread(cluster.stop)

    return run


def named(figures: list[Figure], addition: str) -> list[Figure]:
    return [replace(figure, job=f"{figure.job}, {addition}") for figure in figures]
