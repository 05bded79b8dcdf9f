"""Imports a file of the national catalogue as a snapshot of one source on one day."""

import asyncio
import unicodedata
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import IO, Any
from uuid import UUID

from sqlalchemy import Row

from common.identity import Actor
from common.ids import new_id
from common.service.unit_of_work import UnitOfWork
from procedures.national_catalogue.domain.comparison import changed_parts
from procedures.national_catalogue.domain.normalisation import normalise
from procedures.national_catalogue.domain.row_results import Note, RawRow, RowOutcome, RowResult
from procedures.national_catalogue.domain.row_rules import RECORDED_ONLY, Refused
from procedures.national_catalogue.formats.catalogue_file import CatalogueFormat, detect_format, other_lines_of, rows_of
from procedures.national_catalogue.storage.repository import NationalCatalogue, NationalChange
from procedures.shared.domain.other_lines import OtherLine
from procedures.shared.domain.rule_groups import NotedRow, RuleGroups

BATCH = 200
"""Rows that are held in memory at once: about 2 MB of the largest real rows."""


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """`day` is the day of which the file is the state; `complete` says that it lists everything that the source has."""

    opened: IO[bytes]
    size: int
    sha256: bytes
    source: str
    day: date
    complete: bool = False


@dataclass(slots=True)
class CatalogueImport:
    """`snapshot` is None after a dry run; `already_imported` says that the same file was imported before, and
    `outcomes` are then those of that time. `changes` is None where the snapshot is the first of its source, or older
    than its newest one. `others` are the lines of the file that are no rows."""

    format: CatalogueFormat
    snapshot: Row[Any] | None = None
    already_imported: bool = False
    outcomes: Counter[RowOutcome] = field(default_factory=Counter)
    occurrences_by_rule: Counter[str] = field(default_factory=Counter)
    rows_by_rule: Counter[str] = field(default_factory=Counter)
    changes: Sequence[NationalChange] | None = None
    others: Sequence[OtherLine] = ()
    groups: RuleGroups = field(default_factory=lambda: RuleGroups(RECORDED_ONLY))

    def count(self, row: RowResult) -> None:
        self.outcomes[row.outcome] += 1
        for note in row.notes:
            self.occurrences_by_rule[note.rule.value] += note.occurrences
            noted = NotedRow(row.line, row.code, row.name, note.column, note.detail)
            self.groups.add(note.rule.value, noted, note.occurrences, refuses=row.record is None)
        self.rows_by_rule.update({note.rule.value for note in row.notes})


async def import_catalogue(
    work: UnitOfWork,
    file: CatalogueFile,
    by: Actor,
    *,
    dry_run: bool,
    on_row: Callable[[RowResult], None] = lambda _: None,
) -> CatalogueImport:
    """Every row is accepted, accepted with notes, or refused, and passed to `on_row`; a refused row does not stop the
    import. The same file of the same source and day is imported only once.

    Raises the refusals of `shared.formats.refusals`.
    """
    file_format = await asyncio.to_thread(detect_format, file.opened)
    imported, catalogue = CatalogueImport(file_format), work.of(NationalCatalogue)
    await catalogue.lock(file.source)
    if not dry_run and (earlier := await catalogue.snapshot_of_file(file.source, file.day, file.sha256)) is not None:
        imported.snapshot, imported.already_imported = earlier, True
        imported.outcomes = Counter({outcome: getattr(earlier, outcome.value) for outcome in RowOutcome})
        return imported
    imported.others = await asyncio.to_thread(other_lines_of, file.opened, file_format)
    doubtful = await asyncio.to_thread(codes_of_two_names, lambda: rows_of(file.opened, file_format))
    snapshot, rows = new_id(), normalised_rows(rows_of(file.opened, file_format), doubtful)
    while batch := await asyncio.to_thread(lambda: list(islice(rows, BATCH))):
        for row in batch:
            imported.count(row)
            on_row(row)
        if not dry_run:
            await catalogue.add_rows(snapshot, batch)
    if not dry_run:
        await _complete(work, file, imported, snapshot, by)
    return imported


def codes_of_two_names(read: Callable[[], Iterator[RawRow]]) -> dict[str, str]:
    """The codes that the file gives to procedures of different names, each with a description of its rows. The file is
    read once for all codes, and once more for the names where a code is repeated: most files repeat none."""
    seen: set[str] = set()
    repeated: set[str] = set()
    for row in read():
        if (code := _code(row)) is not None:
            (repeated if code in seen else seen).add(code)
    if not repeated:
        return {}
    rows: dict[str, list[tuple[int, str]]] = {}
    for row in read():
        if (code := _code(row)) in repeated:
            name = row.values.get("name")
            if isinstance(name, str) and name.strip():
                rows.setdefault(code, []).append((row.line, " ".join(name.split())))
    return {
        code: "; ".join(f"line {line}: {name[:200]!r}" for line, name in named[:5])
        for code, named in rows.items()
        if len({comparison_key(name) for _, name in named}) > 1
    }


def _code(row: RawRow) -> str | None:
    code = row.values.get("code")
    return code.strip().upper() if isinstance(code, str) else None


def comparison_key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def normalised_rows(rows: Iterator[RawRow], doubtful: Mapping[str, str] | None = None) -> Iterator[RowResult]:
    """Of several rows with one code and one name only the first is accepted. Where the names differ (`doubtful`), none
    is: which of them is right cannot be decided here."""
    first_lines: dict[str, int] = {}
    for row in rows:
        result = normalise(row)
        if result.record is not None:
            code, note = result.record.code, None
            if doubtful and code in doubtful:
                detail = f"{code} names different procedures: {doubtful[code]}"
                note = Note(Refused.CODE_OF_TWO_NAMES, "code", detail)
            elif (first := first_lines.setdefault(code, result.line)) != result.line:
                note = Note(Refused.CODE_REPEATED, "code", f"line {first} already has the code {code}")
            if note is not None:
                result = RowResult(result.number, result.line, result.code, None, (note,), result.name)
        yield result


async def _complete(
    work: UnitOfWork, file: CatalogueFile, imported: CatalogueImport, snapshot: UUID, by: Actor
) -> None:
    catalogue = work.of(NationalCatalogue)
    newest = await catalogue.newest_snapshot(file.source)
    last_complete = await catalogue.last_complete_snapshot(file.source)
    previous = newest if newest is not None and newest.day <= file.day else None
    imported.snapshot = await catalogue.add_snapshot(
        imported.outcomes,
        id=snapshot,
        source=file.source,
        day=file.day,
        sha256=file.sha256,
        format=imported.format.value,
        complete=file.complete,
        size=file.size,
        previous_id=None if previous is None else previous.id,
        recorded_by=by.subject,
        recorded_at=work.clock.now(),
    )
    if previous is not None:
        imported.changes = [change async for change in _changes(work, file, snapshot, last_complete)]
        await catalogue.add_changes(snapshot, imported.changes)


async def _changes(
    work: UnitOfWork, file: CatalogueFile, snapshot: UUID, last_complete: UUID | None
) -> AsyncIterator[NationalChange]:
    """A code is new where an earlier complete snapshot lacks it, and removed where a complete snapshot no longer has
    it. A code that a partial snapshot leaves out has not changed."""
    catalogue = work.of(NationalCatalogue)
    async for record in catalogue.changed_records(snapshot, file.source, last_complete):
        if record.before is None:
            if last_complete is not None:
                yield NationalChange(new_id(), record.after.code, "new")
        elif parts := changed_parts(record.before, record.after, record.fuller):
            yield NationalChange(new_id(), record.after.code, "changed", parts)
    if file.complete and last_complete is not None:
        for code in await catalogue.removed_codes(snapshot, file.source, last_complete):
            yield NationalChange(new_id(), code, "removed")
