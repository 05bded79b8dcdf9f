"""The whole catalogue in one file, as of any day: streamed, in one snapshot, with the position from which to follow the
events."""

from collections.abc import AsyncIterator, Callable, Mapping
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from sqlalchemy.ext.asyncio import AsyncConnection

from common.eventlog.position import as_header
from common.http.etags import weak_tag
from common.http.freshness import POSITION
from common.http.routes import Route
from common.http.state import runtime_of
from common.http.transactions import Snapshot, TheClock
from procedures.law.api.responses import ProcedureDetail
from procedures.open_data.api.naming_dependency import TheNaming
from procedures.open_data.formats.catalogue_files import GraphRows, Rows, csv_file, csv_rows, json_ld_file, turtle_file
from procedures.open_data.formats.catalogue_xlsx import catalogue_xlsx
from procedures.open_data.formats.graph import JSON_LD
from procedures.open_data.formats.table import CSV, line_of
from procedures.open_data.formats.turtle import TURTLE
from procedures.open_data.queries.whole_catalogue import (
    CatalogueRequest,
    positions_at,
    revision_of,
    take_slot,
    whole_catalogue,
)
from procedures.registers.queries.names_of_agencies import names_of_all
from procedures.shared.api.dependencies import TheSettings
from procedures.shared.api.moments import KnownOn, OnDay
from procedures.shared.formats.workbooks import MEDIA_TYPE as XLSX

JSON_LINES = "application/x-ndjson"
Piece = TypeVar("Piece")

router = APIRouter(prefix="/v1", route_class=Route, tags=["open data"], default_response_class=Response)


class Download:
    """What a file is made of: where it stands, and its rows in batches. Raises `TooManyDownloads`."""

    def __init__(self, request: Request, read: AsyncConnection, most: int) -> None:
        self.request = request
        self.read = read
        self.most = most

    async def file(
        self, request: CatalogueRequest, suffix: str, media_type: str, body: AsyncIterator[bytes]
    ) -> Response:
        await take_slot(self.read, self.most)
        positions = await positions_at(self.read, runtime_of(self.request).service.name, request)
        name = f"catalogue-{request.in_force_on}.{suffix}"
        headers = {
            "ETag": weak_tag(suffix, request, await revision_of(self.read)),
            POSITION: as_header(positions),
            "Content-Disposition": f'attachment; filename="{name}"',
        }
        return StreamingResponse(body, media_type=media_type, headers=headers)

    async def written(self, request: CatalogueRequest, write: Callable[[Rows], Piece]) -> AsyncIterator[Piece]:
        """Each batch beside the loop: it takes tens of milliseconds."""
        async for rows in whole_catalogue(self.read, request):
            yield await run_in_threadpool(write, rows)

    async def names(self) -> Mapping[str, str]:
        return await names_of_all(self.read)


async def download(request: Request, read: Snapshot, settings: TheSettings) -> Download:
    return Download(request, read, settings.max_catalogue_downloads)


async def catalogue_request(clock: TheClock, in_force_on: OnDay = None, known_on: KnownOn = None) -> CatalogueRequest:
    return CatalogueRequest(in_force_on or clock.today(), known_on)


TheDownload = Annotated[Download, Depends(download)]
TheCatalogueRequest = Annotated[CatalogueRequest, Depends(catalogue_request)]
AndLater = Annotated[
    bool, Query(description="also what is to be law after the day: a line for each period that has not ended by then")
]


@router.get("/catalogue.jsonl", responses={200: {"content": {JSON_LINES: {}}}})
async def as_json_lines(whole: TheDownload, day: TheCatalogueRequest, and_later: AndLater = False) -> Response:
    """A line for each procedure, as `GET /v1/procedures/{code}` answers it."""
    wanted = CatalogueRequest(day.in_force_on, day.known_on, and_later)
    return await whole.file(wanted, "jsonl", JSON_LINES, whole.written(wanted, _json_lines))


@router.get("/catalogue.csv", responses={200: {"content": {"text/csv": {}}}})
async def as_csv(whole: TheDownload, day: TheCatalogueRequest) -> Response:
    """A line for each procedure, in UTF-8 with a byte-order mark. What would be a formula begins with an apostrophe."""
    return await whole.file(day, "csv", CSV, csv_file(whole.written(day, csv_rows)))


@router.get("/catalogue.xlsx", responses={200: {"content": {XLSX: {}}}})
async def as_workbook(whole: TheDownload, day: TheCatalogueRequest) -> Response:
    """The same as a workbook."""
    return await whole.file(
        day, "xlsx", XLSX, catalogue_xlsx(whole.written(day, lambda rows: [line_of(row) for row in rows]))
    )


@router.get("/catalogue.ttl", responses={200: {"content": {TURTLE: {}}}})
async def as_turtle(whole: TheDownload, day: TheCatalogueRequest, naming: TheNaming) -> Response:
    """A public service of CPSV-AP 3.2 for each procedure, in Turtle."""
    rows = GraphRows(await whole.names(), naming)
    return await whole.file(day, "ttl", TURTLE, turtle_file(whole.written(day, rows.turtle)))


@router.get("/catalogue.jsonld", responses={200: {"content": {JSON_LD: {}}}})
async def as_json_ld(whole: TheDownload, day: TheCatalogueRequest, naming: TheNaming) -> Response:
    """The same graph in JSON-LD."""
    rows = GraphRows(await whole.names(), naming)
    return await whole.file(day, "jsonld", JSON_LD, json_ld_file(whole.written(day, rows.json_ld)))


def _json_lines(rows: Rows) -> bytes:
    return "".join(ProcedureDetail.of_row(row).model_dump_json() + "\n" for row in rows).encode()
