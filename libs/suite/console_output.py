"""Prints progress and tables to a terminal, and plain lines where the output is not a terminal."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from suite import dataset

console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)  # a log file has no width
PRINT_INTERVAL = 5.0  # seconds between plain lines of progress


class ProgressBar:
    """A progress bar on a terminal, elsewhere a line every few seconds."""

    def __init__(self, title: str, total: int, progress: Progress | None) -> None:
        self.title = title
        self.total = total
        self.done = 0
        self.progress = progress
        self.task = progress.add_task(title, total=total) if progress else None
        self.last_printed = time.monotonic()

    def advance(self, label: str) -> None:
        self.done += 1
        if self.progress is not None and self.task is not None:
            self.progress.update(self.task, advance=1, description=f"{self.title}: {label}"[:60])
        elif time.monotonic() - self.last_printed > PRINT_INTERVAL or self.done == self.total:
            self.last_printed = time.monotonic()
            print(f"  {self.title}: {self.done}/{self.total}", flush=True)


@contextmanager
def progress_bar(title: str, total: int) -> Iterator[ProgressBar]:
    if not sys.stdout.isatty():
        yield ProgressBar(title, total, None)
        return
    columns = (TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        yield ProgressBar(title, total, progress)


def print_report(year: int, figures: list[dict[str, Any]], expected: dict[str, int]) -> bool:
    """Prints the annual report beside the figures of the brief. Returns whether they agree wherever the brief states
    one.

    A figure that is zero and not in the brief is left out.
    """
    table = _table(f"Year {year}", "counted from events")
    agree = True
    for figure in figures:
        stated = expected.get(figure["key"])
        same = stated is None or stated == figure["value"]
        agree &= same
        if stated is None and not figure["value"]:
            continue
        cell = "" if stated is None else f"{stated:,}" if same else f"[red]{stated:,}[/red]"
        table.add_row(figure["name_en"], figure["name_vi"], f"{figure['value']:,}", cell)
    console.print(table)
    return agree


MEASURES = {
    "processing_time": ("Reduction of processing time", "Cắt giảm thời gian giải quyết"),
    "procedures_or_papers": ("Procedures cut, or with fewer papers", "TTHC được cắt giảm, hoặc giảm giấy tờ"),
}


def print_review(results: dict[str, Any]) -> bool:
    """Prints the results of the round of review beside the targets of the brief. Returns whether as many agencies have
    results as the brief counts."""
    table = _table(f"Simplification, {results['before_on']} to {results['after_on']}", "counted from versions")
    count, expected = len(results["items"]), dataset.REVIEW["agencies"]
    same = count == expected
    cell = str(expected) if same else f"[red]{expected}[/red]"
    table.add_row("Agencies under review", "Cơ quan, đơn vị rà soát", str(count), cell)
    for index, target in enumerate(results["total"]["targets"]):
        (share,) = target["shares"]
        names = MEASURES[target["measure"]]
        table.add_row(*names, _percentage(share), f"at least {dataset.REVIEW[target['measure']]} %")
        met = sum(agency["targets"][index]["met"] is True for agency in results["items"])
        table.add_row("agencies that meet this target", "số cơ quan, đơn vị đạt", str(met), "")
    console.print(table)
    return same


def _table(title: str, counted: str) -> Table:
    table = Table(title=title, title_justify="left")
    for heading in ("figure", ""):
        table.add_column(heading, justify="left")
    for heading in (counted, "in the brief"):
        table.add_column(heading, justify="right")
    return table


def _percentage(share: dict[str, Any]) -> str:
    not_comparable = f"; {share['not_comparable']} not comparable" if share["not_comparable"] else ""
    return f"{share['percent']} % ({share['numerator']} of {share['denominator']}{not_comparable})"
