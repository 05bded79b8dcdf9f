"""The whole catalogue in one file, as of any day: streamed from one database snapshot, with the stream position from
which to follow the events."""

from collections.abc import AsyncIterator, Callable, Mapping
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from sqlalchemy.ext.asyncio import AsyncConnection

from common.documents.csv_writing import CSV
from common.documents.workbooks import MEDIA_TYPE as XLSX
from common.eventlog.position import as_header
from common.http.declarations import returns
from common.http.documented_headers import CONTENT_DISPOSITION, EVENT_POSITION
from common.http.etags import weak_tag
from common.http.freshness import POSITION
from common.http.routes import Route
from common.http.state import runtime_of
from common.http.transactions import Snapshot, TheClock
from procedures.law.api.responses import ProcedureDetail
from procedures.open_data.api.naming_dependency import TheNaming
from procedures.open_data.formats.catalogue_files import (
    GraphWriter,
    Rows,
    csv_file,
    csv_rows,
    json_ld_file,
    turtle_file,
)
from procedures.open_data.formats.catalogue_xlsx import catalogue_xlsx
from procedures.open_data.formats.graph import JSON_LD
from procedures.open_data.formats.table import cells_of
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

JSON_LINES = "application/x-ndjson"
Batch = TypeVar("Batch")

router = APIRouter(prefix="/v1", route_class=Route, tags=["open data"], default_response_class=Response)


class Download:
    """One download of the catalogue: its headers, and its rows in batches."""

    def __init__(self, request: Request, read: AsyncConnection, limit: int) -> None:
        self.request = request
        self.read = read
        self.limit = limit

    async def response(
        self, catalogue: CatalogueRequest, suffix: str, media_type: str, body: AsyncIterator[bytes]
    ) -> Response:
        """Raises `TooManyDownloads`."""
        await take_slot(self.read, self.limit)
        positions = await positions_at(self.read, runtime_of(self.request).service.name, catalogue)
        name = f"catalogue-{catalogue.in_force_on}.{suffix}"
        headers = {
            "ETag": weak_tag(suffix, catalogue, await revision_of(self.read)),
            POSITION: as_header(positions),
            "Content-Disposition": f'attachment; filename="{name}"',
        }
        return StreamingResponse(body, media_type=media_type, headers=headers)

    async def batches(self, catalogue: CatalogueRequest, write: Callable[[Rows], Batch]) -> AsyncIterator[Batch]:
        """Writes each batch of rows in a thread, since it takes tens of milliseconds."""
        async for rows in whole_catalogue(self.read, catalogue):
            yield await run_in_threadpool(write, rows)

    async def agency_names(self) -> Mapping[str, str]:
        return await names_of_all(self.read)


async def download_of(request: Request, read: Snapshot, settings: TheSettings) -> Download:
    return Download(request, read, settings.max_catalogue_downloads)


async def catalogue_request(clock: TheClock, in_force_on: OnDay = None, known_on: KnownOn = None) -> CatalogueRequest:
    return CatalogueRequest(in_force_on or clock.today(), known_on)


TheDownload = Annotated[Download, Depends(download_of)]
TheCatalogueRequest = Annotated[CatalogueRequest, Depends(catalogue_request)]
IncludeFuture = Annotated[
    bool,
    Query(description="also periods that begin after the day: one line for each period that has not ended by then"),
]


@router.get(
    "/catalogue.jsonl", operation_id="downloadCatalogueJsonLines", responses={200: {"content": {JSON_LINES: {}}}}
)
@returns(EVENT_POSITION, CONTENT_DISPOSITION)
async def get_catalogue_jsonl(
    download: TheDownload, on_day: TheCatalogueRequest, include_future: IncludeFuture = False
) -> Response:
    """One line for each procedure, equal to the response of `GET /v1/procedures/{code}`."""
    catalogue = CatalogueRequest(on_day.in_force_on, on_day.known_on, include_future)
    return await download.response(catalogue, "jsonl", JSON_LINES, download.batches(catalogue, _json_lines))


@router.get("/catalogue.csv", operation_id="downloadCatalogueCsv", responses={200: {"content": {"text/csv": {}}}})
@returns(EVENT_POSITION, CONTENT_DISPOSITION)
async def get_catalogue_csv(download: TheDownload, catalogue: TheCatalogueRequest) -> Response:
    """One row for each procedure, in UTF-8 with a byte-order mark. A text that a spreadsheet would evaluate as a
    formula begins with an apostrophe."""
    return await download.response(catalogue, "csv", CSV, csv_file(download.batches(catalogue, csv_rows)))


@router.get("/catalogue.xlsx", operation_id="downloadCatalogueXlsx", responses={200: {"content": {XLSX: {}}}})
@returns(EVENT_POSITION, CONTENT_DISPOSITION)
async def get_catalogue_xlsx(download: TheDownload, catalogue: TheCatalogueRequest) -> Response:
    """The same table as a workbook."""
    batches = download.batches(catalogue, lambda rows: [cells_of(row) for row in rows])
    return await download.response(catalogue, "xlsx", XLSX, catalogue_xlsx(batches))


@router.get("/catalogue.ttl", operation_id="downloadCatalogueTurtle", responses={200: {"content": {TURTLE: {}}}})
@returns(EVENT_POSITION, CONTENT_DISPOSITION)
async def get_catalogue_ttl(download: TheDownload, catalogue: TheCatalogueRequest, naming: TheNaming) -> Response:
    """A public service of CPSV-AP 3.2 for each procedure, in Turtle."""
    writer = GraphWriter(await download.agency_names(), naming)
    return await download.response(catalogue, "ttl", TURTLE, turtle_file(download.batches(catalogue, writer.turtle)))


@router.get("/catalogue.jsonld", operation_id="downloadCatalogueJsonLd", responses={200: {"content": {JSON_LD: {}}}})
@returns(EVENT_POSITION, CONTENT_DISPOSITION)
async def get_catalogue_jsonld(download: TheDownload, catalogue: TheCatalogueRequest, naming: TheNaming) -> Response:
    """The same graph in JSON-LD."""
    writer = GraphWriter(await download.agency_names(), naming)
    return await download.response(
        catalogue, "jsonld", JSON_LD, json_ld_file(download.batches(catalogue, writer.json_ld))
    )


def _json_lines(rows: Rows) -> bytes:
    return "".join(ProcedureDetail.of_row(row).model_dump_json() + "\n" for row in rows).encode()
