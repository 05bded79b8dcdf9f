"""Imports the annex of a Decision as the items of a draft."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import IO

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.annex_files.domain.annex_rows import AnnexRowResult, Fault
from procedures.annex_files.domain.columns import HEADINGS, key_of
from procedures.annex_files.domain.heading_table import HeadingTable
from procedures.annex_files.domain.items_from_rows import items_in
from procedures.annex_files.domain.refusals import AnnexRefused
from procedures.annex_files.domain.row_checks import check_rows
from procedures.annex_files.domain.row_defaults import RowDefaults, with_defaults
from procedures.annex_files.formats.national_annex import is_json, national_rows
from procedures.annex_files.formats.table_file import annex_table
from procedures.annex_files.storage.heading_synonym_rows import HeadingSynonyms
from procedures.decisions.commands.draft_decision import draft_decision
from procedures.decisions.commands.draft_event_sizes import items_too_large
from procedures.decisions.commands.findings_about_draft import findings_about
from procedures.decisions.commands.reference_data import reference_data_of
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.draft_findings import DraftFinding
from procedures.decisions.domain.items import Item
from procedures.decisions.storage.followed_record_rows import FollowedRecords
from procedures.law.domain.references import ItemKind
from procedures.national_catalogue.domain.content_from_record import content_from
from procedures.national_catalogue.domain.normalisation import normalise
from procedures.national_catalogue.domain.row_results import Note, RowResult
from procedures.registers.storage.repository import Registers
from procedures.shared.domain.other_lines import OtherLine


@dataclass(frozen=True, slots=True)
class AnnexImport:
    """`decision` is None after a dry run. `others` are the lines of the file that are no rows, `findings` are those
    about the draft, which its rows have as notes."""

    rows: Sequence[AnnexRowResult]
    decision: Decision | None
    others: Sequence[OtherLine] = ()
    findings: Sequence[DraftFinding] = ()


async def import_annex(
    work: UnitOfWork, file: IO[bytes], heading: Decision, defaults: RowDefaults, by: Actor, *, dry_run: bool
) -> AnnexImport:
    """All rows become the items of one draft, or none does. `heading` is the Decision without its items.

    Raises the refusals of `shared.formats.refusals`, those of `decisions.domain.draft_refusals` that concern the
    Decision as a whole, and `AnnexRefused`.
    """
    headings = await work.of(HeadingSynonyms).table()
    field_codes = await work.of(Registers).field_codes(key_of)
    rows, others = await asyncio.to_thread(_read, file, headings, defaults, field_codes)
    documents = {row.document.canonical_number: row.document for row in rows if row.document is not None}
    items = tuple(row.item for row in rows if row.item is not None)
    draft = replace(heading, items=items, legal_documents=tuple(documents.values()))
    reference_data, known = await reference_data_of(work, draft), await work.of(FollowedRecords).existing(items)
    rows = check_rows(rows, draft, reference_data, known, work.clock.today())
    findings = await findings_about(work, items)
    rows = await _check_sizes(work, _noted(rows, findings), draft)
    if dry_run:
        return AnnexImport(rows, None, others)
    if refused := [row for row in rows if row.faults]:
        raise AnnexRefused(len(rows), refused)
    return AnnexImport(rows, await draft_decision(work, draft, by), others, findings)


async def _check_sizes(work: UnitOfWork, rows: Sequence[AnnexRowResult], draft: Decision) -> list[AnnexRowResult]:
    """Adds a fault to each row whose event would be too large."""
    valid = replace(draft, items=tuple(row.item for row in rows if row.item is not None))
    refusals = await items_too_large(work, valid)
    return [
        row
        if row.item is None or (refusal := refusals.get(row.item.number)) is None
        else replace(row, item=None, faults=(Fault(refusal.type, HEADINGS["name"], refusal.detail),))
        for row in rows
    ]


def _noted(rows: Sequence[AnnexRowResult], findings: Sequence[DraftFinding]) -> list[AnnexRowResult]:
    """Adds the findings about the draft to the notes of their rows."""
    heading = HEADINGS["predecessor_unrecorded"]
    notes = {finding.item: Fault(finding.rule, heading, finding.detail) for finding in findings}
    return [
        row
        if row.item is None or (note := notes.get(row.item.number)) is None
        else replace(row, notes=(*row.notes, note))
        for row in rows
    ]


def _read(
    file: IO[bytes], headings: HeadingTable, defaults: RowDefaults, field_codes: Mapping[str, str]
) -> tuple[list[AnnexRowResult], list[OtherLine]]:
    """The rows of the file, and its other lines. National JSON has none of these."""
    if is_json(file):
        return [_item_of_record(normalise(row), defaults) for row in national_rows(file)], []
    table = annex_table(file, headings, defaults.given())
    rows = [with_defaults(row, defaults, field_codes) for row in table.rows]
    return items_in(rows), table.others


def _item_of_record(row: RowResult, defaults: RowDefaults) -> AnnexRowResult:
    """A national record becomes an item that introduces its procedure, numbered as its row."""
    notes = tuple(map(_fault, row.notes))
    if row.record is None:
        return AnnexRowResult(row.line, row.code, None, faults=notes, name=row.name)
    drafted = content_from(row.record, defaults.agency_code, defaults.field_code)
    faults = [Fault("fact-missing", fact.pointer, fact.reason) for fact in drafted.missing if not fact.optional]
    if defaults.effective_on is None:
        detail = "a national record does not state when it becomes law in the province"
        faults.append(Fault("fact-missing", "effective_on", detail))
    if faults or defaults.effective_on is None:
        return AnnexRowResult(row.line, row.code, None, None, notes, tuple(faults), row.name)
    item = Item(row.number, ItemKind.INTRODUCE, row.record.code, defaults.effective_on, content=drafted.content)
    return AnnexRowResult(row.line, row.code, item, None, notes, name=row.name)


def _fault(note: Note) -> Fault:
    return Fault(note.rule.value, note.column, note.detail)
