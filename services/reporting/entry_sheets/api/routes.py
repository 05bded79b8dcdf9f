"""The template by which an agency enters the values of a period, and its upload."""

import asyncio

from fastapi import APIRouter, Response

from common.documents.workbooks import MEDIA_TYPE as XLSX
from common.http.declarations import returns
from common.http.documented_headers import CONTENT_DISPOSITION
from common.http.json_limits import body_limit
from common.http.routes import Route
from common.http.transactions import Read, Work
from common.http.uploads import TheUpload, file_body
from reporting.entry_sheets.api.responses import EntrySheetOut
from reporting.entry_sheets.commands.enter_sheet import enter_sheet
from reporting.entry_sheets.formats.read_entry_sheet import read_entry_sheet
from reporting.entry_sheets.formats.write_entry_sheet import write_entry_sheet
from reporting.indicators.queries.values_expected import expected_values
from reporting.shared.api.entry_fields import Enterer
from reporting.shared.api.period_parameters import ThePeriod

router = APIRouter(prefix="/v1", route_class=Route, tags=["values"])
LARGEST = 5_000_000
"""Bytes of a workbook: one with 5,000 lines has less than 1 MB."""


@router.get(
    "/entry-sheet.xlsx",
    operation_id="downloadEntrySheet",
    response_class=Response,
    responses={200: {"content": {XLSX: {}}}},
)
@returns(CONTENT_DISPOSITION)
async def download(officer: Enterer, read: Read, period: ThePeriod) -> Response:
    """The workbook by which the caller's agency enters the values of a period, filled with those that it entered for it
    and with the last approved ones of earlier periods."""
    values = await expected_values(read, officer.agency, {period.kind: period})
    file = await asyncio.to_thread(write_entry_sheet, officer.agency, period, values)
    name = f"so-lieu-{officer.agency}-{period}.xlsx"
    return Response(file, media_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@router.post("/entry-sheets", operation_id="uploadEntrySheet", openapi_extra=file_body(XLSX))
@body_limit(LARGEST)
async def upload(officer: Enterer, upload: TheUpload, work: Work) -> EntrySheetOut:
    """Enter the values of a workbook that was downloaded for the caller's agency: all of its lines, or none. The
    problem `entry-sheet-refused` states in `lines` what is wrong with each."""
    sheet = await asyncio.to_thread(read_entry_sheet, upload.opened)
    return EntrySheetOut.of(await enter_sheet(work, sheet, by=officer))
