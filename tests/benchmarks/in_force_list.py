"""The list of what is in force on a day, filtered, a page at a time, over HTTP; against the same SQL by pgbench on the
same database."""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from common.consumer.sql_tables import POSTGRESQL
from common.database.urls import url_with
from common.http.pagination import cursor_of
from procedures.law.queries.procedures_in_force import ProcedureFilter, page_in_force
from suite.postgres import binaries
from tests.benchmarks.environment import Environment
from tests.benchmarks.http_servers import serving, under_load
from tests.benchmarks.large_catalogue import load, made_names
from tests.benchmarks.ratio_rounds import Figure, Measurement, at_least, interleaved
from tests.support.procedures_harness import procedures_harness

PER_PAGE, CLIENTS = 20, 8
DAY, FIELD = date(2026, 7, 1), "G15-TP110"
MOST_PATHS = 1_600
"""A command line takes no more."""


@dataclass(frozen=True)
class Size:
    """`pages` are read again and again."""

    procedures: int = 20_000
    pages: int = 50
    seconds: float = 2
    rounds: int = 5

    def codes(self, count: int) -> list[str]:
        """Before the pages, evenly spread over the first half, so that each page is full."""
        half = self.procedures // 2
        return [f"9.{number:06}" for number in range(1, half, half // count)]


TINY = Size(procedures=400, pages=5, seconds=1, rounds=1)


async def run(environment: Environment) -> list[Figure]:
    size = TINY if environment.tiny else Size()
    async with procedures_harness(environment.postgres, environment.folder) as harness:
        async with harness.service.runtime.engine.connect() as connection:
            await load(connection, made_names(size.procedures))
        url = harness.service.runtime.settings.database_url
        path = f"/v1/procedures?in_force_on={DAY}&field={FIELD}&limit={PER_PAGE}"
        known = [f"{path}&after={cursor_of([code])}" for code in size.codes(size.pages)]
        new = [f"{path}&after={cursor_of([code])}" for code in size.codes(size.procedures // 2)]
    script = environment.folder / "list.sql"
    await asyncio.to_thread(script.write_text, same_sql(size))
    async with serving(environment, "procedures", ["procedures", "api"], "/healthz/live", DATABASE_URL=url) as server:

        async def limit() -> Measurement:
            return await by_pgbench(environment, url, script, size.seconds)

        unread = next_of(new, size.rounds)
        again = await interleaved(lambda: under_load(server, known, size.seconds), limit, size.rounds)
        first = await interleaved(lambda: under_load(server, unread(), size.seconds), limit, size.rounds)
    return [
        at_least(
            f"list, filter, in force on a day: {size.pages} pages", "the same SQL by pgbench", "pages", again, 1.0
        ),
        at_least("the same, each page for the first time", "the same SQL by pgbench", "pages", first, 0.5),
    ]


def next_of(paths: Sequence[str], rounds: int) -> Callable[[], list[str]]:
    """For each round, the one before that does not count included, paths that are in no other."""
    remaining, count = list(paths), min(MOST_PATHS, len(paths) // (rounds + 1))
    return lambda: [remaining.pop() for _ in range(count)]


def same_sql(size: Size) -> str:
    """What the route asks PostgreSQL for, from a code drawn by lot on."""
    wanted = page_in_force(ProcedureFilter(DAY, field=FIELD), ("drawn",), PER_PAGE + 1)
    statement = str(wanted.compile(dialect=POSTGRESQL, compile_kwargs={"literal_binds": True}))
    if "'drawn'" not in statement:
        raise RuntimeError(f"the page's first code is not where it was: {statement}")
    statement = statement.replace("'drawn'", "'9.' || lpad(:n::text, 6, '0')").replace(f"'{DAY}'", f"date '{DAY}'")
    return f"\\set n random(1, {size.procedures // 2})\n{' '.join(statement.split())};\n"


async def by_pgbench(environment: Environment, url: str, script: Path, seconds: float) -> Measurement:
    """By prepared statements on as many connections as the service's pool has; the CPU time is PostgreSQL's."""
    worked = environment.server_cpu_seconds()
    options = ["-n", "-M", "prepared", "-c", str(CLIENTS), "-T", f"{seconds:.0f}", "-f", str(script)]
    options.append(url_with(url, drivername="postgresql"))
    process = await asyncio.create_subprocess_exec(
        binaries() / "pgbench", *options, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    output, error = await process.communicate()
    rate, count = (
        re.search(rb"tps = ([0-9.]+)", output),
        re.search(rb"transactions actually processed: ([0-9]+)", output),
    )
    if process.returncode or rate is None or count is None:
        raise RuntimeError(error.decode())
    return Measurement(int(count[1]), int(count[1]) / float(rate[1]), environment.server_cpu_seconds() - worked)
