"""The annex (phụ lục) of a Decision in any state, as a document or a workbook."""

from collections.abc import Callable
from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.concurrency import run_in_threadpool

from common.documents import workbooks
from common.http.declarations import returns
from common.http.documented_headers import CONTENT_DISPOSITION
from common.http.routes import Route
from common.http.transactions import Read
from procedures.annex_files.domain.annex_contents import AnnexContents
from procedures.annex_files.formats import annex_docx, annex_xlsx
from procedures.annex_files.formats.annex_tables import Annex, annex_of
from procedures.annex_files.queries.annex_of_decision import annex_of_decision
from procedures.decisions.api.access import Acting

router = APIRouter(prefix="/v1/decisions/{id}", route_class=Route, tags=["decisions"], default_response_class=Response)


@router.get("/annex.docx", operation_id="downloadAnnexDocx", responses={200: {"content": {annex_docx.MEDIA_TYPE: {}}}})
@returns(CONTENT_DISPOSITION)
async def get_annex_docx(id: UUID, read: Read, acting: Acting) -> Response:
    """The annex as a document. The bytes of the file depend on the Decision only."""
    return await _file(
        id, await annex_of_decision(read, id, acting), annex_docx.annex_docx, annex_docx.MEDIA_TYPE, "docx"
    )


@router.get("/annex.xlsx", operation_id="downloadAnnexXlsx", responses={200: {"content": {workbooks.MEDIA_TYPE: {}}}})
@returns(CONTENT_DISPOSITION)
async def get_annex_xlsx(id: UUID, read: Read, acting: Acting) -> Response:
    """The annex as a workbook. The bytes of the file depend on the Decision only."""
    return await _file(
        id, await annex_of_decision(read, id, acting), annex_xlsx.annex_xlsx, workbooks.MEDIA_TYPE, "xlsx"
    )


async def _file(
    id: UUID, contents: AnnexContents, write: Callable[[Annex], bytes], media_type: str, suffix: str
) -> Response:
    """Writes the file in a thread, since an annex of 2,000 items takes seconds."""
    content = await run_in_threadpool(lambda: write(annex_of(contents)))
    disposition = f'attachment; filename="annex-{id}.{suffix}"'
    return Response(content, media_type=media_type, headers={"Content-Disposition": disposition})
