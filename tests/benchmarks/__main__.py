"""`make bench`: each figure as a ratio against its limit, measured in the same run. Never part of the tests."""

import os
import secrets
import shutil
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import uvloop
from rich.console import Console
from rich.table import Table

from common.operations.collector import settle_collector
from suite import kafka
from suite.folders_and_ports import home
from suite.kafka import HEAP, Broker
from tests.benchmarks import growth, look_up, population, profiles, propagation, publish, rebuild, search
from tests.benchmarks import in_force_list as listing
from tests.benchmarks.ratio_rounds import Figure
from tests.support.postgres import Postgres, start_test_cluster

Bench = Callable[[Postgres, Path, str | None], Awaitable[list[Figure]]]
BENCHES: dict[str, Bench] = {
    "look_up": look_up.run,
    "listing": listing.run,
    "population": population.run,
    "publish": publish.run,
    "propagation": propagation.run,
    "rebuild": rebuild.run,
    "search": search.run,
    "growth": growth.run,
    "profiles": profiles.run,
}


def broker_for(folder: Path) -> tuple[Broker | None, str | None]:
    if servers := os.environ.get("KAFKA_BOOTSTRAP_SERVERS"):
        return None, servers
    if reason := kafka.missing():
        print(f"without Kafka: {reason}")
        return None, None
    broker = Broker(folder / "kafka", jvm=(HEAP,))  # compiled as well as it can be: it is part of the limit
    return broker, broker.start()


async def measured(postgres: Postgres, folder: Path, servers: str | None, chosen: list[str]) -> list[Figure]:
    figures = []
    async with postgres:
        for name in chosen or list(BENCHES):
            print(f"measuring {name}", flush=True)
            figures += await BENCHES[name](postgres, folder, servers)
    return figures


def show(figures: list[Figure]) -> None:
    table = Table(title="Ratios against limits in the same run", title_justify="left")
    for heading in ("job", "limit", "unit", "ours", "limit's", "ratio", "goal", ""):
        table.add_column(heading, justify="right" if heading in ("ours", "limit's", "ratio") else "left")
    for one in figures:
        reached = "reached" if one.met else "[red]missed[/red]"
        table.add_row(
            one.job, one.limit_name, one.unit, f"{one.ours:,.4g}", f"{one.limit:,.4g}", f"{one.ratio:.2f}x", one.goal, reached
        )
    Console(width=150).print(table)


def main(chosen: list[str]) -> None:
    folder = home() / "bench" / secrets.token_hex(4)
    settle_collector()  # as every process of the suite does
    cluster = start_test_cluster(folder / "postgresql")
    broker = None
    try:
        broker, servers = broker_for(folder)
        show(uvloop.run(measured(Postgres(cluster.url(), cluster), folder, servers, chosen)))
    finally:
        if broker is not None:
            broker.stop()
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1:])
