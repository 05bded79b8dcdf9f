"""`python -m procedures import-catalogue` and `import-annex`: import files from the command line."""

import argparse
import asyncio
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from hashlib import file_digest
from pathlib import Path

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from common.identity import Actor
from common.ids import new_id
from common.service.definition import Runtime
from common.service.unit_of_work import UnitOfWork
from procedures.annex_files.commands.import_annex import AnnexTaken, OfNational, import_annex
from procedures.decisions.domain.decision import Decision
from procedures.national_catalogue.commands.import_catalogue import CatalogueFile, Imported, import_catalogue
from procedures.national_catalogue.domain.row_results import Judged, RowOutcome

PROGRESS_INTERVAL = 1_000
"""The number of rows between two lines of progress if the output is no terminal."""


async def catalogue(runtime: Runtime, arguments: Sequence[str]) -> int:
    """Import a file of the national catalogue: `import-catalogue FILE --source NAME [--day YYYY-MM-DD] [--whole]
    [--dry-run] [--json]`."""
    parser = argparse.ArgumentParser(
        prog="python -m procedures import-catalogue",
        description=(
            "Imports a snapshot of the national catalogue. Exits with 0 if every row was imported, and with 1 if rows were"
            " refused."
        ),
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--source", required=True, help="the source of the file, such as national-portal")
    parser.add_argument("--day", type=date.fromisoformat, help="the day that the file describes; default: today")
    parser.add_argument(
        "--whole", action="store_true", help="the file lists every record of the source, so that missing codes are gone"
    )
    parser.add_argument("--dry-run", action="store_true", help="only show the result of each row")
    parser.add_argument("--json", action="store_true", help="one JSON object per line: each row, then the totals")
    parser.add_argument("--by", default="console", help="the name of the person who imports")
    options = parser.parse_args(arguments)
    if not options.file.is_file():
        parser.error(f"the file {options.file} does not exist")
    with options.file.open("rb") as opened, progress_output(options.json) as show_row:
        digest = await asyncio.to_thread(lambda: file_digest(opened, "sha256").digest())
        size = opened.tell()
        opened.seek(0)
        file = CatalogueFile(opened, size, digest, options.source, options.day or runtime.clock.today(), options.whole)
        async with runtime.engine.connect() as connection:
            work = UnitOfWork(connection, runtime.clock)
            imported = await import_catalogue(
                work, file, Actor(f"console:{options.by}", options.by), dry_run=options.dry_run, told=show_row
            )
            await connection.commit()
    print_import(imported, options.json)
    return 1 if imported.outcomes[RowOutcome.REFUSED] else 0


async def annex(runtime: Runtime, arguments: Sequence[str]) -> int:
    """Import the annex of a Decision as a draft: `import-annex FILE --number … --dry-run`; either all rows or none."""
    parser = argparse.ArgumentParser(
        prog="python -m procedures import-annex",
        description=(
            "Imports a Decision as a draft. Exits with 0 if all rows were imported, and with 1 if a row was refused and"
            " nothing was written."
        ),
    )
    parser.add_argument("file", type=Path)
    for name, help_text in (
        ("number", "12/QĐ-UBND"),
        ("issuing-body", "H60"),
        ("agency-code", "H60.01"),
        ("title", "of the Decision"),
    ):
        parser.add_argument(f"--{name}", required=True, help=help_text)
    parser.add_argument("--signed-on", required=True, type=date.fromisoformat)
    parser.add_argument(
        "--effective-on", type=date.fromisoformat, help="for national JSON: the effective date in the province"
    )
    parser.add_argument("--item-agency-code", help="for national JSON: the agency that owns the procedures")
    parser.add_argument("--dry-run", action="store_true", help="only show the result of each row")
    parser.add_argument("--json", action="store_true", help="one JSON object per line: each row, then the totals")
    parser.add_argument("--by", default="console", help="the name of the person who imports")
    options = parser.parse_args(arguments)
    if not options.file.is_file():
        parser.error(f"the file {options.file} does not exist")
    heading = Decision(
        new_id(), options.number, options.issuing_body, options.signed_on, options.agency_code, options.title, ()
    )
    national = OfNational(options.effective_on, options.item_agency_code)
    actor = Actor(f"console:{options.by}", options.by, options.agency_code, frozenset({"decisions.draft"}))
    with options.file.open("rb") as opened:
        async with runtime.engine.connect() as connection:
            work = UnitOfWork(connection, runtime.clock)
            result = await import_annex(work, opened, heading, national, actor, dry_run=True)
            refused = sum(bool(row.faults) for row in result.rows)
            if not options.dry_run and not refused:
                opened.seek(0)
                result = await import_annex(work, opened, heading, national, actor, dry_run=False)
            await connection.commit()
    print_annex(result, options.json)
    return 1 if refused else 0


def print_annex(result: AnnexTaken, as_json: bool) -> None:
    decision = None if result.decision is None else str(result.decision.id)
    for row in result.rows:
        members = {"line": row.line, "code": row.code, "outcome": row.outcome}
        if as_json:
            print(
                json.dumps(
                    {**members, "notes": list(map(asdict, row.notes)), "faults": list(map(asdict, row.faults))},
                    ensure_ascii=False,
                )
            )
            continue
        print(f"line {row.line}: {row.code or '?'}: {row.outcome}")
        for note in (*row.faults, *row.notes):
            print(f"  {note.column}: {note.rule}: {note.detail}")
    if as_json:
        print(json.dumps({"decision": decision}))
    else:
        print(
            f"nothing was written, {len(result.rows)} rows"
            if decision is None
            else f"draft {decision}, {len(result.rows)} items"
        )


@contextmanager
def progress_output(as_json: bool) -> Iterator[Callable[[Judged], None]]:
    """Yields the function that shows one row. With JSON it prints one object per row; otherwise it prints refused rows, and
    shows a progress bar on a terminal or a line of progress now and then."""
    if as_json:
        yield lambda row: print(json.dumps({**row_as_json(row), "outcome": row.outcome.value}, ensure_ascii=False))
        return
    console = Console(stderr=True, highlight=False)
    columns = SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        task, count = progress.add_task("rows", total=None), 0

        def show(row: Judged) -> None:
            nonlocal count
            count += 1
            progress.advance(task)
            if row.outcome is RowOutcome.REFUSED:
                console.print(
                    *(
                        f"row {row.number} (line {row.line}): {note.column}: {note.rule}: {note.detail}"
                        for note in row.notes
                    ),
                    sep="\n",
                    markup=False,
                )
            if progress.disable and count % PROGRESS_INTERVAL == 0:
                print(f"  {count} rows", file=sys.stderr, flush=True)

        yield show


def row_as_json(row: Judged) -> dict[str, object]:
    return {"number": row.number, "line": row.line, "code": row.code, "notes": [asdict(note) for note in row.notes]}


def print_import(imported: Imported, as_json: bool) -> None:
    snapshot = None if imported.snapshot is None else str(imported.snapshot.id)
    outcomes = {outcome.value: imported.outcomes[outcome] for outcome in RowOutcome}
    kinds = (
        None
        if imported.changes is None
        else {kind: sum(change.kind == kind for change in imported.changes) for kind in ("new", "changed", "gone")}
    )
    if as_json:
        rules = {"rules": dict(sorted(imported.rows.items())), "places": dict(sorted(imported.places.items()))}
        print(json.dumps({"snapshot": snapshot, "already": imported.before, **outcomes, **rules, "changes": kinds}))
        return
    if imported.before:
        print(f"this file was already imported as snapshot {snapshot}: nothing was done")
        return
    print(", ".join(f"{name} {count}" for name, count in outcomes.items()))
    for rule, count in sorted(imported.rows.items()):
        print(f"  {rule:24} {count:6} rows, {imported.places[rule]} places")
    if kinds is not None:
        print("changes: " + ", ".join(f"{kind} {count}" for kind, count in kinds.items()))
    print("a dry run: nothing was written" if snapshot is None else f"snapshot {snapshot}")
