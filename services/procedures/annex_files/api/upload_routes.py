"""The empty annex for drafters to fill in, and the import of a filled one as a draft."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from common.documents.workbooks import MEDIA_TYPE as XLSX
from common.http.declarations import never_stored, returns
from common.http.documented_headers import CONTENT_DISPOSITION, ETAG_IF_CREATED, LOCATION_IF_CREATED
from common.http.etags import revision_tag
from common.http.media_types import CSV, JSON
from common.http.routes import Route
from common.http.transactions import Work
from common.http.uploads import TheUpload, file_body
from common.ids import new_id
from procedures.annex_files.api.requests import HeadingIn
from procedures.annex_files.api.responses import AnnexImportOut
from procedures.annex_files.commands.import_annex import import_annex
from procedures.annex_files.formats.template import annex_template
from procedures.decisions.api.access import Drafter

UPLOAD = "/v1/decisions/import"

router = APIRouter(prefix="/v1", route_class=Route, tags=["annexes"])
FILE_BODY = file_body(XLSX, CSV, JSON)
CREATED = {"model": AnnexImportOut, "description": "The draft was created."}


@router.post(
    "/decisions/import",
    operation_id="importDecision",
    openapi_extra=FILE_BODY,
    responses={201: CREATED},
)
@returns(LOCATION_IF_CREATED, ETAG_IF_CREATED)
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


@router.get(
    "/annex-template.xlsx",
    operation_id="downloadAnnexTemplate",
    response_class=Response,
    responses={200: {"content": {XLSX: {}}}},
)
@returns(CONTENT_DISPOSITION)
@never_stored
async def get_template() -> Response:
    """The empty annex: a sheet with the headings, and one that describes each column."""
    headers = {"Content-Disposition": 'attachment; filename="phu-luc.xlsx"', "Cache-Control": "no-store"}
    return Response(annex_template(), media_type=XLSX, headers=headers)
