"""The whole catalogue in one file, as of any day: streamed, in one snapshot, with the position from which to follow the events."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Annotated, Any, TypeVar

import orjson
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
from procedures.open_data.api.procedure_routes import JSON_LD, TURTLE
from procedures.open_data.formats.catalogue_xlsx import catalogue_xlsx
from procedures.open_data.formats.cpsv_ap import public_service
from procedures.open_data.formats.graph import PREFIXES
from procedures.open_data.formats.table import BYTE_ORDER_MARK, HEADS, csv_of, line_of
from procedures.open_data.formats.turtle import HEADER, turtle_of
from procedures.open_data.queries.whole_catalogue import Asked, positions_at, revision_of, take_slot, whole_catalogue
from procedures.registers.queries.names_of_agencies import names_of_all
from procedures.shared.api.dependencies import TheSettings
from procedures.shared.api.moments import KnownOn, OnDay
from procedures.shared.formats.workbooks import MEDIA_TYPE as XLSX

JSON_LINES, CSV = "application/x-ndjson", "text/csv; charset=utf-8"
Rows = Sequence[Any]
Piece = TypeVar("Piece")

router = APIRouter(prefix="/v1", route_class=Route, tags=["open data"], default_response_class=Response)


class Download:
    """What a file is made of: where it stands, and its rows in batches. Raises `TooManyDownloads`."""

    def __init__(self, request: Request, read: AsyncConnection, most: int) -> None:
        self.request = request
        self.read = read
        self.most = most

    async def file(self, asked: Asked, suffix: str, media_type: str, body: AsyncIterator[bytes]) -> Response:
        await take_slot(self.read, self.most)
        positions = await positions_at(self.read, runtime_of(self.request).service.name, asked)
        name = f"catalogue-{asked.in_force_on}.{suffix}"
        headers = {
            "ETag": weak_tag(suffix, asked, await revision_of(self.read)),
            POSITION: as_header(positions),
            "Content-Disposition": f'attachment; filename="{name}"',
        }
        return StreamingResponse(body, media_type=media_type, headers=headers)

    async def written(self, asked: Asked, write: Callable[[Rows], Piece]) -> AsyncIterator[Piece]:
        """Each batch beside the loop: it takes tens of milliseconds."""
        async for rows in whole_catalogue(self.read, asked):
            yield await run_in_threadpool(write, rows)

    async def names(self) -> Mapping[str, str]:
        return await names_of_all(self.read)


async def download(request: Request, read: Snapshot, settings: TheSettings) -> Download:
    return Download(request, read, settings.max_catalogue_downloads)


async def asked(clock: TheClock, in_force_on: OnDay = None, known_on: KnownOn = None) -> Asked:
    return Asked(in_force_on or clock.today(), known_on)


TheDownload = Annotated[Download, Depends(download)]
TheAsked = Annotated[Asked, Depends(asked)]
AndLater = Annotated[
    bool, Query(description="also what is to be law after the day: a line for each period that has not ended by then")
]


@router.get("/catalogue.jsonl", responses={200: {"content": {JSON_LINES: {}}}})
async def as_json_lines(whole: TheDownload, day: TheAsked, and_later: AndLater = False) -> Response:
    """A line for each procedure, as `GET /v1/procedures/{code}` answers it."""
    wanted = Asked(day.in_force_on, day.known_on, and_later)
    return await whole.file(wanted, "jsonl", JSON_LINES, whole.written(wanted, _json_lines))


@router.get("/catalogue.csv", responses={200: {"content": {"text/csv": {}}}})
async def as_csv(whole: TheDownload, day: TheAsked) -> Response:
    """A line for each procedure, in UTF-8 with a byte-order mark. What would be a formula begins with an apostrophe."""
    return await whole.file(day, "csv", CSV, _after(BYTE_ORDER_MARK + csv_of([HEADS]), whole.written(day, _csv)))


@router.get("/catalogue.xlsx", responses={200: {"content": {XLSX: {}}}})
async def as_workbook(whole: TheDownload, day: TheAsked) -> Response:
    """The same as a workbook."""
    return await whole.file(day, "xlsx", XLSX, catalogue_xlsx(whole.written(day, lambda rows: [line_of(row) for row in rows])))


@router.get("/catalogue.ttl", responses={200: {"content": {TURTLE: {}}}})
async def as_turtle(whole: TheDownload, day: TheAsked, naming: TheNaming) -> Response:
    """A public service of CPSV-AP 3.2 for each procedure, in Turtle."""

    names = await whole.names()

    def write(rows: Rows) -> bytes:
        return "".join(turtle_of(public_service(row, names, naming)) for row in rows).encode()

    return await whole.file(day, "ttl", TURTLE, _after(HEADER, whole.written(day, write)))


@router.get("/catalogue.jsonld", responses={200: {"content": {JSON_LD: {}}}})
async def as_json_ld(whole: TheDownload, day: TheAsked, naming: TheNaming) -> Response:
    """The same graph in JSON-LD."""
    names = await whole.names()

    def write(rows: Rows) -> bytes:
        return b",\n".join(orjson.dumps(public_service(row, names, naming)) for row in rows)

    return await whole.file(day, "jsonld", JSON_LD, _json_ld(whole.written(day, write)))


def _json_lines(rows: Rows) -> bytes:
    return "".join(ProcedureDetail.of_row(row).model_dump_json() + "\n" for row in rows).encode()


def _csv(rows: Rows) -> bytes:
    return csv_of(line_of(row) for row in rows).encode()


async def _after(head: str, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield head.encode()
    async for piece in pieces:
        yield piece


async def _json_ld(pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield b'{"@context":' + orjson.dumps(PREFIXES) + b',"@graph":[\n'
    first = True
    async for piece in pieces:
        yield piece if first else b",\n" + piece
        first = False
    yield b"\n]}\n"
