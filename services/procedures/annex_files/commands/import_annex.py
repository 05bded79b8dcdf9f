"""Take in the annex of a Decision as the items of a draft."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import IO

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.annex_files.domain.annex_rows import AnnexRowResult, Fault
from procedures.annex_files.domain.items_from_rows import items_in
from procedures.annex_files.domain.refusals import AnnexRefused
from procedures.annex_files.domain.row_checks import checked
from procedures.annex_files.formats.national_annex import is_json, national_rows
from procedures.annex_files.formats.table_file import annex_rows
from procedures.decisions.commands.draft_decision import draft_decision
from procedures.decisions.commands.on_record import on_record as recorded_for
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.items import Item
from procedures.decisions.storage.followed_record_rows import FollowedRecords
from procedures.law.domain.references import ItemKind
from procedures.national_catalogue.domain.content_from_record import content_from
from procedures.national_catalogue.domain.normalisation import judge
from procedures.national_catalogue.domain.row_results import Judged, Note


@dataclass(frozen=True, slots=True)
class OfNational:
    """What national records do not say, the same for all of them: they say what procedures are, not from when they are
    law here."""

    effective_on: date | None = None
    agency_code: str | None = None


@dataclass(frozen=True, slots=True)
class AnnexTaken:
    """`decision` is None after a dry run."""

    rows: Sequence[AnnexRowResult]
    decision: Decision | None


async def import_annex(
    work: UnitOfWork, file: IO[bytes], heading: Decision, national: OfNational, by: Actor, *, dry_run: bool
) -> AnnexTaken:
    """All rows become the items of one draft, or none. `heading` is the Decision without its items.

    Raises the refusals of `shared.formats.refusals`, those of `decisions.domain.draft_refusals` that are about the
    Decision as such,
    and `AnnexRefused`.
    """
    rows = await asyncio.to_thread(_read, file, national)
    documents = {row.document.number: row.document for row in rows if row.document is not None}
    items = tuple(row.item for row in rows if row.item is not None)
    draft = replace(heading, items=items, legal_documents=tuple(documents.values()))
    on_record, known = await recorded_for(work, draft), await work.of(FollowedRecords).known(items)
    rows = checked(rows, draft, on_record, known, work.clock.today())
    if dry_run:
        return AnnexTaken(rows, None)
    if refused := [row for row in rows if row.faults]:
        raise AnnexRefused(len(rows), [(row.line, fault) for row in refused for fault in row.faults])
    return AnnexTaken(rows, await draft_decision(work, draft, by))


def _read(file: IO[bytes], national: OfNational) -> list[AnnexRowResult]:
    if not is_json(file):
        return items_in(annex_rows(file))
    return [_of_record(judge(row), national) for row in national_rows(file)]


def _of_record(judged: Judged, national: OfNational) -> AnnexRowResult:
    """A national record introduces its procedure; the number of its row is that of its item."""
    notes = tuple(map(_fault, judged.notes))
    if judged.record is None:
        return AnnexRowResult(judged.line, judged.code, None, faults=notes)
    drafted = content_from(judged.record, national.agency_code)
    faults = [Fault("fact-missing", one.pointer, one.why) for one in drafted.missing]
    if national.effective_on is None:
        faults.append(Fault("fact-missing", "effective_on", "a national record does not say from when it is law here"))
    if faults or national.effective_on is None:
        return AnnexRowResult(judged.line, judged.code, None, None, notes, tuple(faults))
    item = Item(judged.number, ItemKind.INTRODUCE, judged.record.code, national.effective_on, content=drafted.content)
    return AnnexRowResult(judged.line, judged.code, item, None, notes)


def _fault(note: Note) -> Fault:
    return Fault(note.rule.value, note.column, note.detail)
