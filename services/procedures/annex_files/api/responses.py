"""What becomes of each row of an annex."""

from datetime import date
from typing import Self

from pydantic import BaseModel

from procedures.annex_files.commands.import_annex import AnnexTaken
from procedures.annex_files.domain.annex_rows import AnnexRowResult
from procedures.decisions.api.decision_responses import DraftOut, ItemOut


class AnnexFaultOut(BaseModel):
    """`column` is the heading; `rule` is one of docs/imports.md, or the type of a problem."""

    column: str
    rule: str
    detail: str


class AnnexRowOut(BaseModel):
    """`line` is that of the file. `outcome` is taken, noted (taken with notes) or refused, and then `faults` say
    why."""

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
            notes=[AnnexFaultOut.model_validate(one, from_attributes=True) for one in row.notes],
            faults=[AnnexFaultOut.model_validate(one, from_attributes=True) for one in row.faults],
        )


class AnnexOut(BaseModel):
    """`decision` is the draft; null after a dry run."""

    decision: DraftOut | None
    taken: int
    noted: int
    refused: int
    rows: list[AnnexRowOut]

    @classmethod
    def of(cls, taken: AnnexTaken, signed_on: date) -> Self:
        rows = [AnnexRowOut.of(row, signed_on) for row in taken.rows]
        counts = {outcome: sum(row.outcome == outcome for row in rows) for outcome in ("taken", "noted", "refused")}
        return cls(decision=None if taken.decision is None else DraftOut.of(taken.decision), **counts, rows=rows)
