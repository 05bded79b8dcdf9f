"""`status [--json]`: the state of the own stream, followed streams and dead letters, and the sections that a service
adds."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import AsyncIterator, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from common.check_state import CheckState, worst_of
from common.consumer.followed_streams import followed_streams, waiting_dead_letters
from common.relay.sent_positions import own_streams
from common.service.definition import Command, Runtime, Service
from common.status import Section

COLOURS = {
    CheckState.OK: "green",
    CheckState.FAILED: "red",
    CheckState.UNKNOWN: "yellow",
    CheckState.OVERDUE: "magenta",
}
WIDE = 200  # columns, where the output is no terminal


def add_arguments(parser: ArgumentParser, _: Service) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object, for programs")


async def show_status(runtime: Runtime, options: Namespace) -> int:
    """Show streams, lag, dead letters and more; exits with 1 if something failed, 2 if a state
    could not be determined, 3 if nothing is broken and something is overdue."""
    shown = [section async for section in sections(runtime)]
    state = worst_of([section.state for section in shown])
    if options.json:
        document: dict[str, Any] = {"service": runtime.service.name, "state": state.name.lower()}
        document |= {section.name: section.as_json() for section in shown}
        print(json.dumps(document, ensure_ascii=False))
    else:
        print_tables(shown)
    return state


async def sections(runtime: Runtime) -> AsyncIterator[Section]:
    if runtime.service.shards:
        yield await own_streams(runtime)
    if runtime.service.subscriptions:
        yield await followed_streams(runtime)
        yield await waiting_dead_letters(runtime)
    for section in runtime.service.status_sections:
        yield await section(runtime)


def print_tables(shown: Sequence[Section]) -> None:
    console = Console(highlight=False, width=None if sys.stdout.isatty() else WIDE)
    for section in shown:
        table = Table(title=section.name.replace("_", " "), title_justify="left")
        columns = list(dict.fromkeys(column for line in section.lines for column in line.facts))
        for column in ("", *columns, "cause"):
            table.add_column(column.replace("_", " "), overflow="fold")
        for line in section.lines:
            cells = [*(line.facts.get(column) for column in columns), line.cause]
            texts = [Text("–" if cell is None else str(cell)) for cell in cells]  # a cause must not be read as markup
            table.add_row(Text(line.state.label, COLOURS[line.state]), *texts)
        if section.lines:
            console.print(table)
        else:
            console.print(f"{section.name.replace('_', ' ')}: none")


status = Command(show_status, add_arguments)
