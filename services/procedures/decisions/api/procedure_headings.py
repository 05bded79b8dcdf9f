"""The heading of a procedure that a Decision ends and none of whose versions is recorded here."""

from typing import Annotated

from pydantic import BaseModel, Field

from common.contracts.parts import Level
from procedures.law.api.content_requests import in_order
from procedures.law.domain.contents import Heading
from procedures.shared.api.text_fields import AgencyCode, Body, FieldCode, Line


class ProcedureHeadingIn(Body):
    """Name, field, agency and levels of a procedure. The agency and the levels may have ended before the Decision."""

    name: Line
    field_code: FieldCode
    agency_code: AgencyCode
    levels: Annotated[tuple[Level, ...], Field(min_length=1, max_length=10)]

    def heading(self) -> Heading:
        return Heading(self.name, self.field_code, self.agency_code, in_order(Level, self.levels))


class ProcedureHeadingOut(BaseModel):
    name: str
    field_code: str
    agency_code: str
    levels: list[str]
