"""A bar for long work, on a terminal; where there is none, nothing."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from common.progress_reports import ReportProgress, nothing


@contextmanager
def progress() -> Iterator[ReportProgress]:
    """On standard error, so that what is said on standard output stays clean."""
    if not sys.stderr.isatty():
        yield nothing
        return
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty()) as shown:
        tasks: dict[str, TaskID] = {}

        def went(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = shown.add_task(what, total=total)
            shown.update(tasks[what], completed=done, total=total)

        yield went
