"""The outcome of each row of an annex, as JSON."""

from datetime import date
from typing import Self

from pydantic import BaseModel

from procedures.annex_files.commands.import_annex import AnnexImport
from procedures.annex_files.domain.annex_rows import AnnexRowResult, groups_of
from procedures.decisions.api.decision_responses import DraftOut, ItemOut
from procedures.national_catalogue.domain.row_results import RowOutcome
from procedures.shared.api.other_line_responses import OtherLineOut, others_out
from procedures.shared.api.rule_group_responses import RuleGroupOut, groups_out


class AnnexFaultOut(BaseModel):
    """`column` is the heading of the column; `rule` is one of docs/imports.md, or the type of a problem."""

    column: str
    rule: str
    detail: str


class AnnexRowOut(BaseModel):
    """`line` is the line of the file; `code` and `name` are kept as far as they could be read. `outcome` is accepted,
    accepted_with_notes or refused; `faults` are the reasons of a refusal."""

    line: int
    code: str | None
    name: str | None
    outcome: str
    item: ItemOut | None
    notes: list[AnnexFaultOut]
    faults: list[AnnexFaultOut]

    @classmethod
    def of(cls, row: AnnexRowResult, signed_on: date) -> Self:
        return cls(
            line=row.line,
            code=row.code,
            name=row.name,
            outcome=row.outcome,
            item=None if row.item is None else ItemOut.of(row.item, signed_on),
            notes=[AnnexFaultOut.model_validate(note, from_attributes=True) for note in row.notes],
            faults=[AnnexFaultOut.model_validate(fault, from_attributes=True) for fault in row.faults],
        )


class AnnexImportOut(BaseModel):
    """`decision` is the draft; null after a dry run. `rules` has the faults and notes by rule, with the first rows of
    each: those that refuse come first, then those that an officer should look at. `other_lines` are the lines of
    the file that are no rows, each with its text."""

    decision: DraftOut | None
    accepted: int
    accepted_with_notes: int
    refused: int
    rules: list[RuleGroupOut]
    rows: list[AnnexRowOut]
    other_lines: list[OtherLineOut]

    @classmethod
    def of(cls, imported: AnnexImport, signed_on: date) -> Self:
        rows = [AnnexRowOut.of(row, signed_on) for row in imported.rows]
        counts = {outcome.value: sum(row.outcome == outcome for row in rows) for outcome in RowOutcome}
        return cls(
            decision=None if imported.decision is None else DraftOut.of(imported.decision, imported.findings),
            **counts,
            rules=groups_out(groups_of(imported.rows, imported.others).all()),
            rows=rows,
            other_lines=others_out(imported.others),
        )
