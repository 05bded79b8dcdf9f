"""The filtered list of procedures in force on a day, page by page over HTTP, against the same SQL by pgbench on the
same database; a page that is read for the first time, against a static response and PostgreSQL's part of that SQL."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from common.consumer.sql_tables import POSTGRESQL
from common.database.urls import url_with
from common.http.pagination import cursor_of
from procedures.law.queries.procedures_in_force import ProcedureFilter, page_in_force
from suite.postgres import binaries
from tests.benchmarks.environment import Environment
from tests.benchmarks.http_servers import Server, measure_under_load, run_server
from tests.benchmarks.large_catalogue import generated_names, load
from tests.benchmarks.look_up import bytes_of, serve_static
from tests.benchmarks.ratio_rounds import Figure, Measurement, at_least, interleaved
from tests.support.procedures_harness import procedures_harness

PER_PAGE, CLIENTS = 20, 8
DAY, FIELD = date(2026, 7, 1), "G15-TP110"
MOST_PATHS = 1_600
"""A command line can hold no more."""


@dataclass(frozen=True)
class Size:
    """`pages` is the number of pages that are read repeatedly."""

    procedures: int = 20_000
    pages: int = 50
    seconds: float = 2
    rounds: int = 5

    def codes(self, count: int) -> list[str]:
        """The codes after which the pages begin: spread evenly over the first half, so that each page is full."""
        half = self.procedures // 2
        return [f"9.{number:06}" for number in range(1, half, half // count)]


TINY = Size(procedures=400, pages=5, seconds=1, rounds=1)


async def run(environment: Environment) -> list[Figure]:
    size = TINY if environment.tiny else Size()
    async with procedures_harness(environment.postgres, environment.folder) as harness:
        async with harness.service.runtime.engine.connect() as connection:
            await load(connection, generated_names(size.procedures))
        url = harness.service.runtime.settings.database_url
        path = f"/v1/procedures?in_force_on={DAY}&field={FIELD}&limit={PER_PAGE}"
        known = [f"{path}&after={cursor_of([code])}" for code in size.codes(size.pages)]
        new = [f"{path}&after={cursor_of([code])}" for code in size.codes(size.procedures // 2)]
    script = environment.folder / "list.sql"
    await asyncio.to_thread(script.write_text, list_sql(size))
    async with run_server(
        environment, "procedures", ["procedures", "api"], "/healthz/live", DATABASE_URL=url
    ) as server:

        async def limit() -> Measurement:
            return await measure_pgbench(environment, url, script, size.seconds)

        unread = unread_paths(new, size.rounds)
        again = await interleaved(lambda: measure_under_load(server, known, size.seconds), limit, size.rounds)
        async with serve_static(environment, await bytes_of(server.url + known[0])) as static:
            first = await interleaved(
                lambda: measure_under_load(server, unread(), size.seconds),
                lambda: static_and_sql(static, limit, size.seconds),
                size.rounds,
            )
    return [
        at_least(
            f"list, filter, in force on a day: {size.pages} pages", "the same SQL by pgbench", "pages", again, 1.0
        ),
        at_least("the same, each page for the first time", "static ASGI + PostgreSQL's part", "pages", first, 0.3),
    ]


async def static_and_sql(static: Server, sql: Callable[[], Awaitable[Measurement]], seconds: float) -> Measurement:
    """What nothing can leave out of a page: its bytes by the same server from memory, and PostgreSQL's CPU time for
    its SQL."""
    served, read = await measure_under_load(static, ["/"], seconds), await sql()
    if served.cpu is None or read.cpu is None:
        raise RuntimeError("the limit needs the CPU time of PostgreSQL")
    of_sql = served.pieces * read.cpu / read.pieces
    return Measurement(served.pieces, served.seconds + of_sql, served.cpu + of_sql)


def unread_paths(paths: Sequence[str], rounds: int) -> Callable[[], list[str]]:
    """For each round, and the first one that does not count, paths that no other round reads."""
    remaining, count = list(paths), min(MOST_PATHS, len(paths) // (rounds + 1))
    return lambda: [remaining.pop() for _ in range(count)]


def list_sql(size: Size) -> str:
    """The SQL of the route, for the page after a random code."""
    query = page_in_force(ProcedureFilter(DAY, field=FIELD), ("drawn",), PER_PAGE + 1)
    statement = str(query.compile(dialect=POSTGRESQL, compile_kwargs={"literal_binds": True}))
    if "'drawn'" not in statement:
        raise RuntimeError(f"the first code of the page is not in the statement: {statement}")
    statement = statement.replace("'drawn'", "'9.' || lpad(:n::text, 6, '0')").replace(f"'{DAY}'", f"date '{DAY}'")
    return f"\\set n random(1, {size.procedures // 2})\n{' '.join(statement.split())};\n"


async def measure_pgbench(environment: Environment, url: str, script: Path, seconds: float) -> Measurement:
    """Runs prepared statements on as many connections as the service's pool has; the CPU time is that of PostgreSQL."""
    cpu_before = environment.server_cpu_seconds()
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
    return Measurement(int(count[1]), int(count[1]) / float(rate[1]), environment.server_cpu_seconds() - cpu_before)
