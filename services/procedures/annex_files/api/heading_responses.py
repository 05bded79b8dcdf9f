"""The columns of an annex and the headings that name them, as JSON."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Self

from pydantic import BaseModel
from sqlalchemy import Row

from procedures.annex_files.domain.heading_table import COLUMN_BY_NAME
from procedures.annex_files.domain.vocabulary import words_of


class AnnexColumnOut(BaseModel):
    """`words` are all values that a cell of the column may hold; empty where it holds other texts, days or numbers."""

    name: str
    heading: str
    required: bool
    description: str
    words: list[str]


class HeadingSynonymOut(BaseModel):
    """`reason` and `recorded_at` are null for a synonym that was installed with the service."""

    heading: str
    column: str
    reason: str | None
    recorded_at: datetime | None


class AnnexHeadingsOut(BaseModel):
    """The columns in the order of the template, and all synonyms of their headings."""

    columns: list[AnnexColumnOut]
    synonyms: list[HeadingSynonymOut]

    @classmethod
    def of_rows(cls, rows: Sequence[Row[Any]]) -> Self:
        columns = [
            AnnexColumnOut(
                name=column.name,
                heading=column.heading,
                required=column.required,
                description=column.description,
                words=list(words_of(column.name)),
            )
            for column in COLUMN_BY_NAME.values()
        ]
        synonyms = [HeadingSynonymOut.model_validate(row, from_attributes=True) for row in rows]
        return cls(columns=columns, synonyms=synonyms)
