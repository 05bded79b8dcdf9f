"""The empty annex for drafters to fill in, and the import of a filled one as a draft."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from common.http.etags import revision_tag
from common.http.routes import Route
from common.http.transactions import Work
from common.http.uploads import TheUpload
from common.ids import new_id
from procedures.annex_files.api.requests import HeadingIn
from procedures.annex_files.api.responses import AnnexImportOut
from procedures.annex_files.commands.import_annex import import_annex
from procedures.annex_files.formats.template import annex_template
from procedures.decisions.api.access import Drafter
from procedures.shared.formats.workbooks import MEDIA_TYPE as XLSX

UPLOAD = "/v1/decisions/import"

router = APIRouter(prefix="/v1", route_class=Route, tags=["annexes"])
FILE_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post("/decisions/import", openapi_extra=FILE_BODY)
async def import_decision(
    heading: Annotated[HeadingIn, Query()], officer: Drafter, upload: TheUpload, work: Work, response: Response
) -> AnnexImportOut:
    """Imports a Decision whose annex is a file, as a draft: XLSX or CSV in the layout of `GET /v1/annex-template.xlsx`,
    or national JSON. The body is the file itself. A dry run only returns what the outcome of each row would be;
    otherwise all rows become items of the draft, or none does."""
    imported = await import_annex(
        work, upload.opened, heading.heading(new_id()), heading.row_defaults(), officer, dry_run=heading.dry_run
    )
    if imported.decision is not None:
        response.status_code = 201
        response.headers["Location"] = f"/v1/decisions/{imported.decision.id}"
        response.headers["ETag"] = revision_tag(imported.decision.revision)
    return AnnexImportOut.of(imported, heading.signed_on)


@router.get("/annex-template.xlsx", response_class=Response, responses={200: {"content": {XLSX: {}}}})
async def get_template() -> Response:
    """The empty annex: a sheet with the headings, and one that describes each column."""
    headers = {"Content-Disposition": 'attachment; filename="phu-luc.xlsx"', "Cache-Control": "no-store"}
    return Response(annex_template(), media_type=XLSX, headers=headers)
