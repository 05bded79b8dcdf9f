"""The national catalogue, its snapshots, and what became of each row of one."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Row

from procedures.law.api.content_responses import AgencyInRoleOut, LegalBasisOut, ProcedureResultOut, StepsOut
from procedures.national_catalogue.commands.import_catalogue import Imported
from procedures.national_catalogue.domain.row_results import Judged


class NoteOut(BaseModel):
    """`rule` is one of docs/imports.md; `times` counts the places in the column, of which `detail` tells the first."""

    rule: str
    column: str
    detail: str
    times: int


class RowOut(BaseModel):
    """`outcome` is taken, noted (taken with notes) or refused."""

    number: int
    line: int
    code: str | None
    outcome: str
    notes: list[NoteOut]

    @classmethod
    def of(cls, row: Judged) -> Self:
        return cls.model_validate(row, from_attributes=True)

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        return cls.model_validate(row, from_attributes=True)


class SnapshotOut(BaseModel):
    """`whole` says that it lists all that the source has. `taken` rows have no note, `noted` ones were taken with
    notes. `previous_id`
    is the snapshot before it; null where it tells no changes."""

    id: UUID
    source: str
    day: date
    sha256: str
    shape: str
    whole: bool
    size: int
    taken: int
    noted: int
    refused: int
    previous_id: UUID | None
    recorded_by: str
    recorded_at: datetime

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        return cls.model_validate({**row._mapping, "sha256": row.sha256.hex()})  # noqa: SLF001 - SQLAlchemy's public accessor


class SnapshotDetail(SnapshotOut):
    """`rules`: by how many rows each was met."""

    rules: dict[str, int]


class ImportedOut(BaseModel):
    """`snapshot` is null after a dry run. `already`: this very file had been taken in, and nothing was done. `places`
    counts each
    place where a rule was met, `rules` the rows. `changes` is null where there was nothing to compare with. `rows`
    lists the first
    rows of a dry run, up to 5,000; those of a snapshot are at its own address."""

    snapshot: SnapshotOut | None
    already: bool
    shape: str
    taken: int
    noted: int
    refused: int
    rules: dict[str, int]
    places: dict[str, int]
    changes: dict[str, int] | None
    rows: list[RowOut]

    @classmethod
    def of(cls, imported: Imported, rows: Sequence[Judged] = ()) -> Self:
        kinds = None if imported.changes is None else [one.kind for one in imported.changes]
        counted = imported.snapshot if imported.before else None
        outcomes = {
            name: getattr(counted, name) if counted is not None else count
            for name, count in ((one, imported.outcomes[one]) for one in ("taken", "noted", "refused"))  # type: ignore[index]
        }
        return cls(
            snapshot=None if imported.snapshot is None else SnapshotOut.of_row(imported.snapshot),
            already=imported.before,
            shape=imported.shape.value,
            **outcomes,
            rules=dict(sorted(imported.rows.items())),
            places=dict(sorted(imported.places.items())),
            changes=None if kinds is None else {kind: kinds.count(kind) for kind in ("new", "changed", "gone")},
            rows=[RowOut.of(row) for row in rows],
        )


class NationalOut(BaseModel):
    """`decision_number` is the ministry's, raw. There is no effective date: this is no law of the province."""

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


class NationalTimeOut(BaseModel):
    amount: int | float | None
    unit: str | None
    raw: str


class NationalFeeOut(BaseModel):
    """`amount` in đồng; null where it cannot be read. `under`: the time limit on which it hangs, where the source says
    so."""

    amount: int | None
    raw: str
    note: str | None
    under: str | None


class NationalChannelOut(BaseModel):
    channel: str
    times: list[NationalTimeOut]
    fees: list[NationalFeeOut]


class NationalPaperOut(BaseModel):
    name: str
    code: str | None
    originals: int | None
    copies: int | None
    form: str | None


class NationalPapersOut(BaseModel):
    case: str | None
    papers: list[NationalPaperOut]


class NationalContentOut(BaseModel):
    """All that a record says."""

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


class TellingOut(BaseModel):
    """One snapshot's telling of a code. `unchanged` says that the same source said the very same before."""

    snapshot_id: UUID
    source: str
    day: date
    row: int
    line: int
    notes: list[NoteOut]
    unchanged: bool


class NationalDetail(NationalOut):
    """The newest telling, and each snapshot that has the code, the newest first."""

    content: NationalContentOut
    snapshots: list[TellingOut]

    @classmethod
    def of_rows(cls, rows: Sequence[Row[Any]]) -> Self:
        newest = rows[0]
        return cls(
            **{name: getattr(newest, name) for name in NationalOut.model_fields},
            content=NationalContentOut.model_validate(newest.content),
            snapshots=[_telling(row, rows[place + 1 :]) for place, row in enumerate(rows)],
        )


def _telling(row: Row[Any], earlier: Sequence[Row[Any]]) -> TellingOut:
    before = next((one for one in earlier if one.source == row.source), None)
    return TellingOut(
        snapshot_id=row.snapshot_id,
        source=row.source,
        day=row.day,
        row=row.number,
        line=row.line,
        notes=[NoteOut.model_validate(note) for note in row.notes],
        unchanged=before is not None and before.digest == row.digest,
    )
