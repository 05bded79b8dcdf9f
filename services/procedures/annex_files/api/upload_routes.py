"""The annex of a Decision as a file: an empty one to fill in, and the way of a filled one into a draft."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from common.http.etags import revision_tag
from common.http.routes import Route
from common.http.transactions import Work
from common.http.uploads import TheUpload
from common.ids import new_id
from procedures.annex_files.api.requests import HeadingIn
from procedures.annex_files.api.responses import AnnexOut
from procedures.annex_files.commands.import_annex import import_annex
from procedures.annex_files.formats.template import annex_template
from procedures.decisions.api.access import Drafter
from procedures.shared.formats.workbooks import MEDIA_TYPE as XLSX

UPLOAD = "/v1/decisions/import"

router = APIRouter(prefix="/v1", route_class=Route, tags=["annexes"])
A_FILE = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post("/decisions/import", openapi_extra=A_FILE)
async def take_in(
    heading: Annotated[HeadingIn, Query()], officer: Drafter, upload: TheUpload, work: Work, response: Response
) -> AnnexOut:
    """Take in a Decision whose annex is a file, as a draft: XLSX or CSV in the layout of `GET /v1/annex-template.xlsx`,
    or national
    JSON. The body is the file itself. A dry run shows what would become of each row; else all rows are taken, or
    none."""
    taken = await import_annex(
        work, upload.opened, heading.heading(new_id()), heading.national(), officer, dry_run=heading.dry_run
    )
    if taken.decision is not None:
        response.status_code = 201
        response.headers["Location"] = f"/v1/decisions/{taken.decision.id}"
        response.headers["ETag"] = revision_tag(taken.decision.revision)
    return AnnexOut.of(taken, heading.signed_on)


@router.get("/annex-template.xlsx", response_class=Response, responses={200: {"content": {XLSX: {}}}})
async def template() -> Response:
    """The empty annex: its headings, and a sheet that says what goes in."""
    named = {"Content-Disposition": 'attachment; filename="phu-luc.xlsx"', "Cache-Control": "no-store"}
    return Response(annex_template(), media_type=XLSX, headers=named)
