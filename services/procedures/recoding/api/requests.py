"""The request to give a procedure its code."""

from uuid import UUID

from pydantic import ConfigDict

from common.http.days import Day
from procedures.recoding.api.examples import RECODING
from procedures.recoding.domain.recodings import CodeDocument
from procedures.shared.api.text_fields import AgencyCode, Body, Code, Line, Number


class CodeDocumentIn(Body):
    """The document that states the code of the national portal."""

    number: Number
    issuing_body: AgencyCode
    signed_on: Day
    title: Line

    def document(self, id: UUID) -> CodeDocument:
        return CodeDocument(id, **dict(self))


class RecodingIn(Body):
    """`to` is the code that the procedure has from now on, `document` the ground of the act."""

    model_config = ConfigDict(json_schema_extra={"examples": [RECODING]})

    to: Code
    document: CodeDocumentIn
