"""What the suite shows on a terminal; plain lines where there is none."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from suite import dataset

console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)  # a log has no width of its own
LINES = 5.0  # seconds between plain lines of progress


class Bar:
    """A progress bar, or a line every few seconds."""

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
        elif time.monotonic() - self.last_printed > LINES or self.done == self.total:
            self.last_printed = time.monotonic()
            print(f"  {self.title}: {self.done}/{self.total}", flush=True)


@contextmanager
def bar(title: str, total: int) -> Iterator[Bar]:
    if not sys.stdout.isatty():
        yield Bar(title, total, None)
        return
    columns = (TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        yield Bar(title, total, progress)


def compared(year: int, figures: list[dict[str, Any]], expected: dict[str, int]) -> bool:
    """Prints the report beside the brief's figures; whether they agree wherever the brief says one.

    A figure of nought about which the brief says nothing is left out.
    """
    table = Table(title=f"Year {year}", title_justify="left")
    for heading, justify in (
        ("figure", "left"),
        ("", "left"),
        ("counted from events", "right"),
        ("the brief says", "right"),
    ):
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]  # rich's literal type
    agree = True
    for figure in figures:
        brief = expected.get(figure["key"])
        same = brief is None or brief == figure["value"]
        agree &= same
        if brief is None and not figure["value"]:
            continue
        said = "" if brief is None else f"{brief:,}" if same else f"[red]{brief:,}[/red]"
        table.add_row(figure["name_en"], figure["name_vi"], f"{figure['value']:,}", said)
    console.print(table)
    return agree


MEASURES = {
    "processing_time": ("Cut of processing time", "Cắt giảm thời gian giải quyết"),
    "procedures_or_papers": ("Procedures cut, or with fewer papers", "TTHC được cắt giảm, hoặc giảm giấy tờ"),
}


def reviewed(results: dict[str, Any]) -> bool:
    """Prints the results of the round of review beside what the brief asks for; whether as many agencies have results
    as it counts."""
    table = Table(title=f"Simplification, {results['before_on']} to {results['after_on']}", title_justify="left")
    for heading, justify in (
        ("figure", "left"),
        ("", "left"),
        ("counted from versions", "right"),
        ("the brief says", "right"),
    ):
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]  # rich's literal type
    found, wanted = len(results["items"]), dataset.REVIEW["agencies"]
    same = found == wanted
    table.add_row(
        "Agencies under review", "Cơ quan, đơn vị rà soát", str(found), str(wanted) if same else f"[red]{wanted}[/red]"
    )
    for place, reached in enumerate(results["total"]["targets"]):
        (share,) = reached["shares"]
        names = MEASURES[reached["measure"]]
        table.add_row(*names, _cut(share), f"at least {dataset.REVIEW[reached['measure']]} %")
        met = sum(one["targets"][place]["met"] is True for one in results["items"])
        table.add_row("of these agencies it is met by", "số cơ quan, đơn vị đạt", str(met), "")
    console.print(table)
    return same


def _cut(share: dict[str, Any]) -> str:
    beside = f"; {share['not_comparable']} not comparable" if share["not_comparable"] else ""
    return f"{share['percent']} % ({share['numerator']} of {share['denominator']}{beside})"
