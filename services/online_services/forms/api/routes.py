"""Endpoints of forms: the agency that owns a procedure records them, and anybody may read them."""

from datetime import datetime
from typing import Annotated, Any, Self

import orjson
from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from common.http.authentication import Requires
from common.http.json_limits import body_limit
from common.http.request_body import RequestBody
from common.http.routes import Route
from common.http.transactions import Read, Work
from common.identity import Actor
from online_services.forms.commands.record_form import record_form
from online_services.forms.queries.form_of_version import form_of_version
from online_services.forms.storage.recorded_forms import RecordedForm
from online_services.law.api.parameters import ProcedureCode

router = APIRouter(prefix="/v1/forms", route_class=Route, tags=["forms"])
FormRecorder = Annotated[Actor, Requires("forms.record")]
Version = Annotated[int, Path(ge=1, le=100_000)]
EXAMPLE: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["child_name"],
    "properties": {"child_name": {"type": "string", "maxLength": 100}},
}


class FormIn(RequestBody):
    """`json_schema` is a JSON Schema of draft 2020-12 with the keywords that forms may use; `legal_basis` names the
    document that lays the form down."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    json_schema: Annotated[dict[str, Any], Field(max_length=50, examples=[EXAMPLE])]
    legal_basis: Annotated[str, Field(min_length=1, max_length=1_000)]


class FormOut(BaseModel):
    """The form by which data are judged that are filed under the version."""

    procedure_code: str
    version: int
    json_schema: Annotated[dict[str, Any], Field(examples=[EXAMPLE])]
    legal_basis: str
    agency_code: str
    recorded_at: datetime

    @classmethod
    def of(cls, form: RecordedForm) -> Self:
        return cls(
            procedure_code=form.procedure_code,
            version=form.version,
            json_schema=orjson.loads(form.schema),
            legal_basis=form.legal_basis,
            agency_code=form.agency_code,
            recorded_at=form.recorded_at,
        )


@router.post("/{code}/versions/{version}", operation_id="recordForm", status_code=201)
@body_limit(200_000)
async def record(code: ProcedureCode, version: Version, body: FormIn, officer: FormRecorder, work: Work) -> FormOut:
    """Record the form of a version. It judges what is filed from now on; what was filed keeps its form."""
    code = await record_form(work, code, version, body.json_schema, body.legal_basis, by=officer)
    return FormOut.of(await form_of_version(work.connection, code, version))


@router.get("/{code}/versions/{version}", operation_id="getForm")
async def get_form(code: ProcedureCode, version: Version, read: Read) -> FormOut:
    """Return the form of a version. 404 `form-not-recorded` where none is: then nothing is filled in."""
    return FormOut.of(await form_of_version(read, code, version))
