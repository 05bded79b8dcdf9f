"""Records of the national catalogue, its snapshots, and the outcome of each row of a file, as JSON."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Row

from procedures.law.api.content_responses import (
    AgencyInRoleOut,
    FeeOut,
    IfAny,
    IfStated,
    LegalBasisOut,
    ProcedureResultOut,
    StepsOut,
)
from procedures.national_catalogue.commands.import_catalogue import CatalogueImport
from procedures.national_catalogue.domain.row_results import RowOutcome, RowResult
from procedures.national_catalogue.storage.repository import stated_parts
from procedures.shared.api.other_line_responses import OtherLineOut, others_out
from procedures.shared.api.rule_group_responses import RuleGroupOut, groups_out


class NoteOut(BaseModel):
    """`rule` is one of docs/imports.md; `occurrences` counts how often the column met it, `detail` describes the
    first."""

    rule: str
    column: str
    detail: str
    occurrences: int


class RowOut(BaseModel):
    """`line`, `code` and `name` identify the row, the latter two as far as they could be read. `outcome` is accepted,
    accepted_with_notes or refused."""

    number: int
    line: int
    code: str | None
    name: str | None
    outcome: str
    notes: list[NoteOut]

    @classmethod
    def of(cls, row: RowResult) -> Self:
        return cls.model_validate(row, from_attributes=True)

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        return cls.model_validate(row, from_attributes=True)


class SnapshotOut(BaseModel):
    """`complete` says that the file lists everything that the source has. `accepted`, `accepted_with_notes` and
    `refused` count the rows by outcome. `previous_id` is the snapshot with which it was compared; null where it was
    compared with none."""

    id: UUID
    source: str
    day: date
    sha256: str
    format: str
    complete: bool
    size: int
    accepted: int
    accepted_with_notes: int
    refused: int
    previous_id: UUID | None
    recorded_by: str
    recorded_at: datetime

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        columns = row._mapping  # noqa: SLF001 - SQLAlchemy's public accessor
        return cls.model_validate({**columns, "sha256": row.sha256.hex()})


class SnapshotDetail(SnapshotOut):
    """`rows_by_rule` counts the rows in which each rule was met."""

    rows_by_rule: dict[str, int]


class CatalogueImportOut(BaseModel):
    """`snapshot` is null after a dry run. `already_imported` says that the same file was imported before, and nothing
    was written. `rows_by_rule` counts the rows in which each rule was met, `occurrences_by_rule` every single
    occurrence. `changes` counts changed records by kind; it is null where there was no snapshot to compare with. `rows`
    lists the first 5,000 rows of a dry run; the rows of a snapshot are a resource of their own. `rules` has the notes
    and refusals by rule, with the first rows of each: those that refuse come first, then those that an officer should
    look at. `other_lines` are the lines of a list export that are no rows, each with its text."""

    snapshot: SnapshotOut | None
    already_imported: bool
    format: str
    accepted: int
    accepted_with_notes: int
    refused: int
    rows_by_rule: dict[str, int]
    occurrences_by_rule: dict[str, int]
    changes: dict[str, int] | None
    rules: list[RuleGroupOut]
    rows: list[RowOut]
    other_lines: list[OtherLineOut]

    @classmethod
    def of(cls, imported: CatalogueImport, rows: Sequence[RowResult] = ()) -> Self:
        kinds = None if imported.changes is None else [change.kind for change in imported.changes]
        return cls(
            snapshot=None if imported.snapshot is None else SnapshotOut.of_row(imported.snapshot),
            already_imported=imported.already_imported,
            format=imported.format.value,
            **{outcome.value: imported.outcomes[outcome] for outcome in RowOutcome},
            rows_by_rule=dict(sorted(imported.rows_by_rule.items())),
            occurrences_by_rule=dict(sorted(imported.occurrences_by_rule.items())),
            changes=None if kinds is None else {kind: kinds.count(kind) for kind in ("new", "changed", "removed")},
            rules=groups_out(imported.groups.all()),
            rows=[RowOut.of(row) for row in rows],
            other_lines=others_out(imported.others),
        )


class NationalRecordSummaryOut(BaseModel):
    """`decision_number` is the ministry's, as the source wrote it. There is no effective date: the record is no law of
    the province."""

    code: str
    name: str
    field_name: str | None
    ministry: str | None
    levels: list[str]
    decision_number: str | None
    snapshot_id: UUID
    source: str
    day: date

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        return cls.model_validate(row, from_attributes=True)


class NationalTimeLimitOut(BaseModel):
    """`note` says when the limit holds. `form` is range, same_day or unlimited; without it the limit is the length
    `amount`, or, where that is null, the text that `raw` or `note` states."""

    amount: int | float | None
    unit: str | None
    raw: str
    note: str | None
    form: IfStated[str] = None
    shortest: IfStated[int | float] = None
    longest: IfStated[int | float] = None


class NationalFeeOut(BaseModel):
    """`amount` is in đồng, and null where the fee is something else: then `fee` has it as it was parsed, or only `raw`
    and `note` state it.
    `time_limit` and `time_limit_note` are those of the time limit for which the fee is due, where the source states
    it."""

    amount: int | None
    raw: str
    note: str | None
    time_limit: str | None
    time_limit_note: str | None
    fee: IfStated[FeeOut] = None


class NationalChannelOut(BaseModel):
    channel: str
    time_limits: list[NationalTimeLimitOut]
    fees: list[NationalFeeOut]


class NationalPaperOut(BaseModel):
    name: str
    code: str | None
    originals: int | None
    copies: int | None
    form: str | None
    form_url: str | None
    replaced_by: str | None


class NationalPapersOut(BaseModel):
    case: str | None
    papers: list[NationalPaperOut]


class NationalContentOut(BaseModel):
    """The whole record. `stated` are the parts of which the source says something; null: of all."""

    code: str
    name: str
    field_code: str | None
    field_name: str | None
    ministry: str | None
    levels: list[str]
    agencies: list[AgencyInRoleOut]
    decision_number: str | None
    channels: list[NationalChannelOut]
    papers: list[NationalPapersOut]
    steps: list[StepsOut]
    legal_bases: list[LegalBasisOut]
    results: list[ProcedureResultOut]
    audience: list[str]
    conditions: str | None
    reception: IfAny[str] = []
    stated: list[str] | None = None


class SnapshotRecordOut(BaseModel):
    """The record of a code in one snapshot. `unchanged` says that the previous snapshot of the same source has an equal
    record."""

    snapshot_id: UUID
    source: str
    day: date
    row: int
    line: int
    notes: list[NoteOut]
    unchanged: bool


class NationalRecordDetail(NationalRecordSummaryOut):
    """The fullest record of a code, the newest of those that state as much, and each snapshot that has the code, newest
    first."""

    content: NationalContentOut
    snapshots: list[SnapshotRecordOut]

    @classmethod
    def of_rows(cls, rows: Sequence[Row[Any]]) -> Self:
        fullest = max(rows, key=lambda row: len(stated_parts(row.content.get("stated"), row.format)))
        return cls(
            **{name: getattr(fullest, name) for name in NationalRecordSummaryOut.model_fields},
            content=NationalContentOut.model_validate(fullest.content),
            snapshots=[_snapshot_record(row, rows[index + 1 :]) for index, row in enumerate(rows)],
        )


def _snapshot_record(row: Row[Any], earlier: Sequence[Row[Any]]) -> SnapshotRecordOut:
    before = next((record for record in earlier if record.source == row.source), None)
    return SnapshotRecordOut(
        snapshot_id=row.snapshot_id,
        source=row.source,
        day=row.day,
        row=row.number,
        line=row.line,
        notes=[NoteOut.model_validate(note) for note in row.notes],
        unchanged=before is not None and before.digest == row.digest,
    )
