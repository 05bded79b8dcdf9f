"""`make bench`: each figure as a ratio to its limit, measured in the same run. Exits with 1 if a bench fails, whatever
the ratios are."""

import argparse
import os
import secrets
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import uvloop

from common import logging
from common.operations.garbage_collector import tune_collector
from suite.folders_and_ports import home
from tests.benchmarks import (
    counted_lookups,
    dossiers,
    growth,
    look_up,
    look_up_peers,
    lookups_over_http,
    population,
    population_calls,
    profiles,
    propagation,
    publish,
    rebuild,
    rebuild_from_kafka,
    repeals,
    residents,
    search,
    view_export,
)
from tests.benchmarks import in_force_list as listing
from tests.benchmarks.environment import Environment
from tests.benchmarks.performance_page import block_of, write_block
from tests.benchmarks.reports import show
from tests.benchmarks.runs import Bench, Results, run_all
from tests.benchmarks.with_fsync import both
from tests.support.postgres import Postgres, start_test_cluster

COMMITTING: dict[str, Bench] = {
    "population": population.run,
    "lookups_over_http": lookups_over_http.run,
    "residents": residents.run,
    "publish": publish.run,
    "propagation": propagation.run,
    "repeals": repeals.run,
    "rebuild": rebuild.run,
    "rebuild_from_kafka": rebuild_from_kafka.run,
}
BENCHES: dict[str, Bench] = {
    "look_up": look_up.run,
    "look_up_peers": look_up_peers.run,
    "listing": listing.run,
    **both(COMMITTING),
    "population_calls": population_calls.run,
    "search": search.run,
    "growth": growth.run,
    "dossiers": dossiers.run,
    "counted_lookups": counted_lookups.run,
    "view_export": view_export.run,
    "profiles": profiles.run,
}


TINY = [name for name in BENCHES if not name.endswith("_fsync") or name == "publish_fsync"]
"""What a tiny run checks: every bench, and of those that are measured once more with fsync a single one."""


async def measured(environment: Environment, names: Sequence[str]) -> Results:
    async with environment.postgres:
        return await run_all({name: BENCHES[name] for name in names}, environment)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"which to measure, of {', '.join(BENCHES)}; all if none is named"
    )
    parser.add_argument(
        "--tiny", action="store_true", help="only check that every bench runs, at sizes that measure nothing"
    )
    parser.add_argument("--markdown", type=Path, metavar="PAGE", help="also write the table into this page")
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - BENCHES.keys():
        parser.error(f"there is no bench {', '.join(sorted(unknown))}")
    if page := options.markdown:
        if options.tiny:
            parser.error("a tiny run measures nothing that a page could show")
        try:
            block_of(page.read_text())
        except (OSError, ValueError) as error:  # before the run, not after it
            parser.error(str(error))
    folder = home() / "bench" / secrets.token_hex(4)
    logging.configure("ERROR", "bench")
    tune_collector()  # as every process of the suite does
    cluster = start_test_cluster(folder / "postgresql")
    try:
        environment = Environment(Postgres(cluster.url(), cluster), folder, options.tiny)
        results = uvloop.run(measured(environment, options.names or (TINY if options.tiny else list(BENCHES))))
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)
    show(results, tiny=options.tiny)
    if page:
        only = f' ONLY="{" ".join(options.names)}"' if options.names else ""
        write_block(page, results, f"make bench MARKDOWN={page}{only}")
    return results.exit_code(everything=os.environ.get("CI") == "true")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
