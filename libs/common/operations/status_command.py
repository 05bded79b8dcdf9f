"""`status [--json]`: how the service's streams, followers and dead letters stand, and what else it looks after."""

import argparse
import json
import sys
from collections.abc import AsyncIterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from common.consumer.followed_streams import followed_streams, waiting_letters
from common.operations.wait_for_migrations import lacking_of
from common.relay.sent_positions import own_streams
from common.service.definition import Runtime
from common.status import Section
from common.verdict import CannotLook, Verdict, of_all

COLOURS = {Verdict.WELL: "green", Verdict.WRONG: "red", Verdict.UNKNOWN: "yellow"}
WIDE = 200  # columns, where there is no terminal to ask


async def status(runtime: Runtime, arguments: Sequence[str]) -> int:
    """Show streams, lag, dead letters and what else the service looks after; exits 1 where something is stopped, 2
    where it could not look."""
    parser = argparse.ArgumentParser(prog=f"python -m {runtime.service.name} status")
    parser.add_argument("--json", action="store_true", help="one object, for programs")
    options = parser.parse_args(arguments)
    if (lacking := await lacking_of(runtime)) is not None:
        raise CannotLook(lacking)
    found = [section async for section in sections(runtime)]
    verdict = of_all([section.verdict for section in found])
    if options.json:
        said = {"service": runtime.service.name, "verdict": verdict.name.lower()}
        print(json.dumps({**said, **{section.name: section.as_json() for section in found}}, ensure_ascii=False))
    else:
        show(found)
    return verdict


async def sections(runtime: Runtime) -> AsyncIterator[Section]:
    if runtime.service.shards:
        yield await own_streams(runtime)
    if runtime.service.subscriptions:
        yield await followed_streams(runtime)
        yield await waiting_letters(runtime)
    for shows in runtime.service.shows:
        yield await shows(runtime)


def show(found: Sequence[Section]) -> None:
    console = Console(highlight=False, width=None if sys.stdout.isatty() else WIDE)
    for section in found:
        table = Table(title=section.name.replace("_", " "), title_justify="left")
        columns = list(dict.fromkeys(column for line in section.lines for column in line.facts))
        for column in ("", *columns, "why"):
            table.add_column(column.replace("_", " "), overflow="fold")
        for line in section.lines:
            cells = [line.facts.get(column) for column in columns]
            said = [
                Text("–" if cell is None else str(cell)) for cell in (*cells, line.why)
            ]  # no markup in what a cause may hold
            table.add_row(Text(line.verdict.mark, COLOURS[line.verdict]), *said)
        if section.lines:
            console.print(table)
        else:
            console.print(f"{section.name.replace('_', ' ')}: none")
