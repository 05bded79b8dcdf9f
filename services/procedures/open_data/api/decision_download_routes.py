"""All published Decisions in one file, with their relations: streamed from one database snapshot."""

from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from sqlalchemy.ext.asyncio import AsyncConnection

from common.documents.csv_writing import BYTE_ORDER_MARK, CSV, csv_of
from common.eventlog.log import positions_of
from common.eventlog.position import as_header
from common.http.declarations import returns
from common.http.documented_headers import CONTENT_DISPOSITION, EVENT_POSITION
from common.http.etags import weak_tag
from common.http.freshness import POSITION
from common.http.routes import Route
from common.http.state import runtime_of
from common.http.transactions import Snapshot
from procedures.open_data.api.naming_dependency import TheNaming
from procedures.open_data.formats.decision_files import HEADINGS, Batch, csv_batch, json_batch, turtle_batch
from procedures.open_data.formats.turtle import HEADER, TURTLE
from procedures.open_data.queries.published_decisions import published_decisions
from procedures.open_data.queries.whole_catalogue import take_slot
from procedures.shared.api.dependencies import TheSettings

JSON_LINES = "application/x-ndjson"
router = APIRouter(prefix="/v1", route_class=Route, tags=["open data"], default_response_class=Response)


class DecisionsDownload:
    """One download of all Decisions."""

    def __init__(self, request: Request, read: AsyncConnection, limit: int) -> None:
        self.request = request
        self.read = read
        self.limit = limit

    async def response(
        self, suffix: str, media_type: str, write: Callable[[Batch], bytes], beginning: str = ""
    ) -> Response:
        """Raises `TooManyDownloads`."""
        await take_slot(self.read, self.limit)
        positions = await positions_of(self.read, runtime_of(self.request).service.name)
        headers = {
            "ETag": weak_tag(suffix, positions),
            POSITION: as_header(positions),
            "Content-Disposition": f'attachment; filename="decisions.{suffix}"',
        }
        return StreamingResponse(self._chunks(write, beginning), media_type=media_type, headers=headers)

    async def _chunks(self, write: Callable[[Batch], bytes], beginning: str) -> AsyncIterator[bytes]:
        if beginning:
            yield beginning.encode()
        async for batch in published_decisions(self.read):
            yield await run_in_threadpool(write, batch)


async def download_of(request: Request, read: Snapshot, settings: TheSettings) -> DecisionsDownload:
    return DecisionsDownload(request, read, settings.max_catalogue_downloads)


TheDownload = Annotated[DecisionsDownload, Depends(download_of)]


@router.get(
    "/decisions.jsonl", operation_id="downloadDecisionsJsonLines", responses={200: {"content": {JSON_LINES: {}}}}
)
@returns(EVENT_POSITION, CONTENT_DISPOSITION)
async def get_decisions_jsonl(download: TheDownload) -> Response:
    """One line for each published Decision, with its `relations`: replaces_lists_of, amends, repeals, corrected_by,
    annulled_by."""
    return await download.response("jsonl", JSON_LINES, json_batch)


@router.get("/decisions.csv", operation_id="downloadDecisionsCsv", responses={200: {"content": {"text/csv": {}}}})
@returns(EVENT_POSITION, CONTENT_DISPOSITION)
async def get_decisions_csv(download: TheDownload) -> Response:
    """One row for each relation of a published Decision, and one for a Decision without any."""
    return await download.response("csv", CSV, csv_batch, BYTE_ORDER_MARK + csv_of([HEADINGS]))


@router.get("/decisions.ttl", operation_id="downloadDecisionsTurtle", responses={200: {"content": {TURTLE: {}}}})
@returns(EVENT_POSITION, CONTENT_DISPOSITION)
async def get_decisions_ttl(download: TheDownload, naming: TheNaming) -> Response:
    """A legal resource of the European Legislation Identifier (ELI) for each published Decision, in Turtle."""
    return await download.response("ttl", TURTLE, partial(turtle_batch, naming=naming), HEADER)
