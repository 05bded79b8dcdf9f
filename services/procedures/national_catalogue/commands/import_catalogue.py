"""Take in the national catalogue as it stood on a day."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import IO, Any
from uuid import UUID

from sqlalchemy import Row

from common.identity import Actor
from common.ids import new_id
from common.service.unit_of_work import UnitOfWork
from procedures.national_catalogue.domain.comparison import IN_EXPORT, differing
from procedures.national_catalogue.domain.normalisation import judge
from procedures.national_catalogue.domain.row_results import Judged, Note, RawRow, RowOutcome
from procedures.national_catalogue.domain.row_rules import Refused
from procedures.national_catalogue.formats.catalogue_file import Shape, rows_of, shape_of
from procedures.national_catalogue.storage.repository import NationalCatalogue, NationalChange

BATCH = 200
"""Rows that are held at once: some 2 MB of the largest."""


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """`day` is that on which the source said so; `whole` says that it lists all that the source has."""

    opened: IO[bytes]
    size: int
    sha256: bytes
    source: str
    day: date
    whole: bool = False


@dataclass(slots=True)
class Imported:
    """`snapshot` is None after a dry run; `before` says that this very file had been taken in already. `changes` is
    None where the
    snapshot is not the newest of its source, or its first."""

    shape: Shape
    snapshot: Row[Any] | None = None
    before: bool = False
    outcomes: Counter[RowOutcome] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)
    changes: Sequence[NationalChange] | None = None

    def count(self, judged: Judged) -> None:
        self.outcomes[judged.outcome] += 1
        for note in judged.notes:
            self.places[note.rule.value] += note.times
        self.rows.update({note.rule.value for note in judged.notes})


async def import_catalogue(
    work: UnitOfWork,
    file: CatalogueFile,
    by: Actor,
    *,
    dry_run: bool,
    told: Callable[[Judged], None] = lambda _: None,
) -> Imported:
    """Every row ends as taken, noted or refused, and is told. Nothing of it is law. The same file of the same source
    and day is taken
    in once.

    Raises the refusals of `shared.formats.refusals`; no row refuses the others.
    """
    shape = await asyncio.to_thread(shape_of, file.opened)
    imported, catalogue = Imported(shape), work.of(NationalCatalogue)
    await catalogue.lock(file.source)
    if not dry_run and (same := await catalogue.same(file.source, file.day, file.sha256)) is not None:
        imported.snapshot, imported.before = same, True
        return imported
    snapshot, judging = new_id(), judged_rows(rows_of(file.opened, shape))
    while batch := await asyncio.to_thread(lambda: list(islice(judging, BATCH))):
        for one in batch:
            imported.count(one)
            told(one)
        if not dry_run:
            await catalogue.add_rows(snapshot, batch)
    if not dry_run:
        await _complete(work, file, imported, snapshot, by)
    return imported


def judged_rows(rows: Iterator[RawRow]) -> Iterator[Judged]:
    """Of several rows with one code the first is taken: which of them is right is not for us to say, but that one was
    first is a fact."""
    taken: dict[str, int] = {}
    for row in rows:
        one = judge(row)
        if one.record is not None and (first := taken.setdefault(one.record.code, one.number)) != one.number:
            note = Note(Refused.CODE_REPEATED, "code", f"row {first} has the code {one.record.code} already")
            one = Judged(one.number, one.line, one.code, None, (note,))
        yield one


async def _complete(work: UnitOfWork, file: CatalogueFile, imported: Imported, snapshot: UUID, by: Actor) -> None:
    catalogue = work.of(NationalCatalogue)
    newest, whole = await catalogue.newest(file.source), await catalogue.last_whole(file.source)
    previous = newest if newest is not None and newest.day <= file.day else None
    imported.snapshot = await catalogue.add_snapshot(
        imported.outcomes,
        id=snapshot,
        source=file.source,
        day=file.day,
        sha256=file.sha256,
        shape=imported.shape.value,
        whole=file.whole,
        size=file.size,
        previous_id=None if previous is None else previous.id,
        recorded_by=by.subject,
        recorded_at=work.clock.now(),
    )
    if previous is not None:
        imported.changes = [one async for one in _changes(work, file, imported.shape, snapshot, whole)]
        await catalogue.add_changes(snapshot, imported.changes)


async def _changes(
    work: UnitOfWork, file: CatalogueFile, shape: Shape, snapshot: UUID, whole: UUID | None
) -> AsyncIterator[NationalChange]:
    """A code is new where a whole snapshot before did not have it, gone where a whole one has it no more: what a part
    leaves out says
    nothing."""
    catalogue = work.of(NationalCatalogue)
    async for told in catalogue.differing(snapshot, file.source, whole):
        parts = IN_EXPORT if Shape.PORTAL_EXPORT in (shape, told.shape) else None
        if told.was is None:
            if whole is not None:
                yield NationalChange(new_id(), told.now.code, "new")
        elif changed := differing(told.was, told.now, parts):
            yield NationalChange(new_id(), told.now.code, "changed", changed)
    if file.whole and whole is not None:
        for code in await catalogue.gone(snapshot, file.source, whole):
            yield NationalChange(new_id(), code, "gone")
