"""The list of what is in force on a day, filtered, a page at a time, over HTTP; against the same SQL by pgbench on the same database."""

import asyncio
import re
from datetime import date
from pathlib import Path

from common.consumer.sql_tables import POSTGRESQL
from common.database.urls import url_with
from common.http.pagination import cursor_of
from procedures.law.queries.procedures_in_force import Wanted, page_in_force
from suite.postgres import binaries
from tests.benchmarks.large_catalogue import load, made_names
from tests.benchmarks.look_up import rate, server
from tests.benchmarks.ratio_rounds import Figure, at_least, interleaved
from tests.support.postgres import Postgres
from tests.support.procedures_harness import office

PROCEDURES, PAGES, PER_PAGE, SECONDS, CLIENTS = 20_000, 50, 20, 2, 8
DAY, FIELD = date(2026, 7, 1), "G15-TP110"


async def run(postgres: Postgres, folder: Path, _: str | None) -> list[Figure]:
    (folder / "listing").mkdir()
    async with office(postgres, folder / "listing") as at:
        async with at.room.runtime.engine.connect() as connection:
            await load(connection, made_names(PROCEDURES))
        url = at.room.runtime.settings.database_url
        path = f"/v1/procedures?in_force_on={DAY}&field={FIELD}&limit={PER_PAGE}"
        again = [f"{path}&after={cursor_of([code])}" for code in codes(PAGES)]
        once = [f"{path}&after={cursor_of([code])}" for code in codes(PROCEDURES // 2)]
    script = folder / "listing" / "list.sql"
    await asyncio.to_thread(script.write_text, same_sql())
    async with server("procedures", ["-m", "procedures", "api"], {"DATABASE_URL": url}, folder, "/healthz/live") as port:
        asked_again = await interleaved(lambda: rate(port, again), lambda: by_pgbench(url, script))
        asked_once = await interleaved(lambda: rate(port, drawn(once)), lambda: by_pgbench(url, script))
    return [
        at_least(f"list, filter, in force on a day: {PAGES} pages", "the same SQL by pgbench", "pages/s", asked_again, 0.5),
        at_least("the same, each page for the first time", "the same SQL by pgbench", "pages/s", asked_once, 0.5),
    ]


def codes(count: int) -> list[str]:
    """Before the pages, evenly spread."""
    return [f"9.{number:06}" for number in range(1, PROCEDURES // 2, PROCEDURES // 2 // count)]


def drawn(paths: list[str], most: int = 1_600) -> list[str]:
    """Some that no other round asks for; a command line does not take all."""
    return [paths.pop() for _ in range(min(most, len(paths)))]


def same_sql() -> str:
    """What the route asks PostgreSQL for, from a code drawn by lot on."""
    wanted = page_in_force(Wanted(DAY, field=FIELD), ("drawn",), PER_PAGE + 1)
    asked = str(wanted.compile(dialect=POSTGRESQL, compile_kwargs={"literal_binds": True}))
    if "'drawn'" not in asked:
        raise RuntimeError(f"the page's first code is not where it was: {asked}")
    asked = asked.replace("'drawn'", "'9.' || lpad(:n::text, 6, '0')").replace(f"'{DAY}'", f"date '{DAY}'")
    asked = " ".join(asked.split())
    return f"\\set n random(1, {PROCEDURES // 2})\n{asked};\n"


async def by_pgbench(url: str, script: Path) -> float:
    """Pages a second, by prepared statements on as many connections as the service's pool has."""
    options: list[str | Path] = ["-n", "-M", "prepared", "-c", str(CLIENTS), "-T", str(SECONDS), "-f", script]
    command = [binaries() / "pgbench", *options, url_with(url, drivername="postgresql")]
    asking = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
    said, error = await asking.communicate()
    if asking.returncode or not (found := re.search(rb"tps = ([0-9.]+)", said)):
        raise RuntimeError(error.decode())
    return float(found[1])
