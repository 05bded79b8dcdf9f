"""What became of the lines of a workbook."""

from collections.abc import Iterable
from typing import Self
from uuid import UUID

from pydantic import BaseModel

from reporting.entry_sheets.domain.entry_sheets import LineOutcome, LineResult


class EntryLineOut(BaseModel):
    """`value` is the id of the value that the line entered, or that states the same already."""

    line: int
    outcome: LineOutcome
    value: UUID | None


class EntrySheetOut(BaseModel):
    """Every line that is not blank, by its number in the sheet."""

    lines: list[EntryLineOut]

    @classmethod
    def of(cls, results: Iterable[LineResult]) -> Self:
        return cls(lines=[EntryLineOut.model_validate(result, from_attributes=True) for result in results])
