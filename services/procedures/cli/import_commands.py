"""`python -m procedures import-catalogue` and `import-annex`: import files from the command line."""

import asyncio
import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from hashlib import file_digest

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from common.identity import Actor
from common.ids import new_id
from common.operations.arguments import existing_file
from common.service.definition import Command, Runtime, Service
from procedures.annex_files.commands.import_annex import AnnexImport, import_annex
from procedures.annex_files.domain.annex_rows import AnnexRowResult, groups_of
from procedures.annex_files.domain.row_defaults import RowDefaults
from procedures.annex_files.domain.vocabulary import KINDS
from procedures.decisions.domain.decision import Decision
from procedures.law.domain.references import ItemKind
from procedures.national_catalogue.commands.import_catalogue import CatalogueFile, CatalogueImport, import_catalogue
from procedures.national_catalogue.domain.row_results import RowOutcome, RowResult
from procedures.shared.domain.rule_groups import RuleGroup, described

PROGRESS_INTERVAL = 1_000
"""Rows between two lines of progress where there is no terminal."""


def add_catalogue_arguments(parser: ArgumentParser, _: Service) -> None:
    parser.add_argument("file", type=existing_file)
    parser.add_argument("--source", required=True, help="whose catalogue it is, such as national-portal")
    parser.add_argument(
        "--day", type=date.fromisoformat, help="the day of which the file is the state; today by default"
    )
    parser.add_argument(
        "--complete",
        action="store_true",
        help="the file lists everything that the source has; a code that it lacks was removed",
    )
    parser.add_argument("--dry-run", action="store_true", help="only show what the outcome of each row would be")
    parser.add_argument("--json", action="store_true", help="print JSON, one object per line: each row, then a summary")
    parser.add_argument("--by", default="console", help="who imports the file")


async def load_catalogue(runtime: Runtime, options: Namespace) -> int:
    """Import a file of the national catalogue: `import-catalogue FILE --source NAME [--day YYYY-MM-DD] [--complete]
    [--dry-run] [--json]`. Exits with 0 where every row was accepted, with 1 where rows were refused, now or when the
    same file was imported before."""
    with options.file.open("rb") as opened, row_printer(options.json) as show:
        digest = await asyncio.to_thread(lambda: file_digest(opened, "sha256").digest())
        size = opened.tell()
        opened.seek(0)
        file = CatalogueFile(
            opened, size, digest, options.source, options.day or runtime.clock.today(), options.complete
        )
        async with runtime.engine.connect() as connection:
            work = await runtime.work_on(connection)
            imported = await import_catalogue(
                work, file, Actor(f"console:{options.by}", options.by), dry_run=options.dry_run, on_row=show
            )
            await connection.commit()
    print_import(imported, options.json)
    return 1 if imported.outcomes[RowOutcome.REFUSED] else 0


def add_annex_arguments(parser: ArgumentParser, _: Service) -> None:
    parser.add_argument("file", type=existing_file)
    for name, description in (
        ("number", "12/QĐ-UBND"),
        ("issuing-body", "H60"),
        ("agency-code", "H60.01"),
        ("title", "of the Decision"),
    ):
        parser.add_argument(f"--{name}", required=True, help=description)
    parser.add_argument("--signed-on", required=True, type=date.fromisoformat)
    parser.add_argument(
        "--effective-on", type=date.fromisoformat, help="the day on which rows become law that do not state it"
    )
    parser.add_argument("--item-agency-code", help="the agency of rows that do not state it")
    parser.add_argument("--item-field-code", help="the field of rows that do not state it")
    parser.add_argument("--item-levels", help="the levels of rows that do not state them, such as 'Cấp tỉnh, Cấp xã'")
    parser.add_argument("--kind", choices=list(map(str, ItemKind)), help="what happens to rows that do not state it")
    parser.add_argument("--dry-run", action="store_true", help="only show what the outcome of each row would be")
    parser.add_argument("--json", action="store_true", help="print JSON, one object per line: each row, then a summary")
    parser.add_argument("--by", default="console", help="who imports the file")


async def load_annex(runtime: Runtime, options: Namespace) -> int:
    """Import the annex of a Decision as a draft: `import-annex FILE --number … [--dry-run]`; all rows, or none. Exits
    with 0 where all rows are accepted, with 1 where one is refused and nothing was written."""
    heading = Decision(
        new_id(), options.number, options.issuing_body, options.signed_on, options.agency_code, options.title, ()
    )
    kind = next((word for word, kind in KINDS.items() if kind == options.kind), None)
    defaults = RowDefaults(
        options.effective_on, options.item_agency_code, options.item_field_code, kind, options.item_levels
    )
    actor = Actor(f"console:{options.by}", options.by, options.agency_code, frozenset({"decisions.draft"}))
    with options.file.open("rb") as opened:
        async with runtime.engine.connect() as connection:
            work = await runtime.work_on(connection)
            imported = await import_annex(work, opened, heading, defaults, actor, dry_run=True)
            refused = sum(bool(row.faults) for row in imported.rows)
            if not options.dry_run and not refused:
                opened.seek(0)
                imported = await import_annex(work, opened, heading, defaults, actor, dry_run=False)
            await connection.commit()
    print_annex(imported, options.json)
    return 1 if refused else 0


def print_annex(imported: AnnexImport, as_json: bool) -> None:
    decision = None if imported.decision is None else str(imported.decision.id)
    for row in imported.rows:
        if as_json:
            print(json.dumps(annex_row_as_json(row), ensure_ascii=False))
        elif row.faults:
            print(f"line {row.line}: {row.code or '?'} {(row.name or '')[:60]!r}: {row.outcome}")
            for fault in row.faults:
                print(f"  {fault.column}: {fault.rule}: {fault.detail}")
    groups = groups_of(imported.rows, imported.others).all()
    if as_json:
        others = list(map(asdict, imported.others))
        summary = {"decision": decision, "rules": list(map(asdict, groups)), "other_lines": others}
        print(json.dumps(summary, ensure_ascii=False))
        return
    print_groups(group for group in groups if not group.refuses)
    if decision is None:
        print(f"nothing was written, {len(imported.rows)} rows")
    else:
        print(f"draft {decision}, {len(imported.rows)} items")


def annex_row_as_json(row: AnnexRowResult) -> dict[str, object]:
    notes, faults = list(map(asdict, row.notes)), list(map(asdict, row.faults))
    named = {"line": row.line, "code": row.code, "name": row.name}
    return {**named, "outcome": row.outcome, "notes": notes, "faults": faults}


def print_groups(groups: Iterable[RuleGroup]) -> None:
    for group in groups:
        print("\n".join(described(group)))


@contextmanager
def row_printer(as_json: bool) -> Iterator[Callable[[RowResult], None]]:
    """A function that prints each row as JSON, or only the refused rows beside a progress bar, or beside a line of
    progress now and then where there is no terminal."""
    if as_json:
        yield lambda row: print(json.dumps({**row_as_json(row), "outcome": row.outcome.value}, ensure_ascii=False))
        return
    console = Console(stderr=True, highlight=False)
    columns = SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        task, count = progress.add_task("rows", total=None), 0

        def show(row: RowResult) -> None:
            nonlocal count
            count += 1
            progress.advance(task)
            if row.outcome is RowOutcome.REFUSED:
                for note in row.notes:
                    text = f"line {row.line}, {_identity(row)}: {note.column}: {note.rule}: {note.detail}"
                    console.print(text, markup=False)
            if progress.disable and count % PROGRESS_INTERVAL == 0:
                print(f"  {count} rows", file=sys.stderr, flush=True)

        yield show


def _identity(row: RowResult) -> str:
    return f"{row.code or 'no code'} {(row.name or '')[:60]!r}"


def row_as_json(row: RowResult) -> dict[str, object]:
    notes = [asdict(note) for note in row.notes]
    return {"number": row.number, "line": row.line, "code": row.code, "name": row.name, "notes": notes}


def print_import(imported: CatalogueImport, as_json: bool) -> None:
    snapshot = None if imported.snapshot is None else str(imported.snapshot.id)
    outcomes = {outcome.value: imported.outcomes[outcome] for outcome in RowOutcome}
    kinds = (
        None
        if imported.changes is None
        else {kind: sum(change.kind == kind for change in imported.changes) for kind in ("new", "changed", "removed")}
    )
    if as_json:
        summary = {
            "snapshot": snapshot,
            "already_imported": imported.already_imported,
            **outcomes,
            "rows_by_rule": dict(sorted(imported.rows_by_rule.items())),
            "occurrences_by_rule": dict(sorted(imported.occurrences_by_rule.items())),
            "changes": kinds,
            "rules": list(map(asdict, imported.groups.all())),
            "other_lines": list(map(asdict, imported.others)),
        }
        print(json.dumps(summary, ensure_ascii=False))
        return
    if imported.already_imported:
        print(f"this file was imported before, as snapshot {snapshot}: nothing was written")
    print(", ".join(f"{name.replace('_', ' ')} {count}" for name, count in outcomes.items()))
    if imported.already_imported:
        return
    print_groups(imported.groups.all())
    if imported.others:
        print(f"lines that are no rows: {len(imported.others)}")
    if kinds is not None:
        print("changes: " + ", ".join(f"{kind} {count}" for kind, count in kinds.items()))
    print("this was a dry run: nothing was written" if snapshot is None else f"snapshot {snapshot}")


catalogue = Command(load_catalogue, add_catalogue_arguments)
annex = Command(load_annex, add_annex_arguments)
