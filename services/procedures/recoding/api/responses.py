"""The act that gave a procedure its code, as clients read it."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from procedures.recoding.domain.recodings import Recoding


class CodeDocumentOut(BaseModel):
    id: UUID
    number: str
    issuing_body: str
    signed_on: date
    title: str


class RecodingOut(BaseModel):
    """`from` is the provisional code, which leads to the procedure for ever; `to` is its code."""

    model_config = ConfigDict(populate_by_name=True)

    former_code: str = Field(serialization_alias="from")
    to: str
    document: CodeDocumentOut
    recorded_at: datetime

    @classmethod
    def of(cls, act: Recoding) -> Self:
        document = CodeDocumentOut.model_validate(act.document, from_attributes=True)
        return cls(former_code=act.former_code, to=act.code, document=document, recorded_at=act.recorded_at)
