"""The outcome of each row of an annex, as JSON."""

from datetime import date
from typing import Self

from pydantic import BaseModel

from procedures.annex_files.commands.import_annex import AnnexImport
from procedures.annex_files.domain.annex_rows import AnnexRowResult
from procedures.decisions.api.decision_responses import DraftOut, ItemOut
from procedures.national_catalogue.domain.row_results import RowOutcome


class AnnexFaultOut(BaseModel):
    """`column` is the heading of the column; `rule` is one of docs/imports.md, or the type of a problem."""

    column: str
    rule: str
    detail: str


class AnnexRowOut(BaseModel):
    """`line` is the line of the file. `outcome` is accepted, accepted_with_notes or refused; `faults` are the reasons
    of a refusal."""

    line: int
    code: str | None
    outcome: str
    item: ItemOut | None
    notes: list[AnnexFaultOut]
    faults: list[AnnexFaultOut]

    @classmethod
    def of(cls, row: AnnexRowResult, signed_on: date) -> Self:
        return cls(
            line=row.line,
            code=row.code,
            outcome=row.outcome,
            item=None if row.item is None else ItemOut.of(row.item, signed_on),
            notes=[AnnexFaultOut.model_validate(note, from_attributes=True) for note in row.notes],
            faults=[AnnexFaultOut.model_validate(fault, from_attributes=True) for fault in row.faults],
        )


class AnnexImportOut(BaseModel):
    """`decision` is the draft; null after a dry run."""

    decision: DraftOut | None
    accepted: int
    accepted_with_notes: int
    refused: int
    rows: list[AnnexRowOut]

    @classmethod
    def of(cls, imported: AnnexImport, signed_on: date) -> Self:
        rows = [AnnexRowOut.of(row, signed_on) for row in imported.rows]
        counts = {outcome.value: sum(row.outcome == outcome for row in rows) for outcome in RowOutcome}
        return cls(decision=None if imported.decision is None else DraftOut.of(imported.decision), **counts, rows=rows)
