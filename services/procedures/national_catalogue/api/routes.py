"""The national catalogue: imported from files, public to read, never law of the province."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response
from typing_extensions import TypeAliasType

from common.contracts.parts import Level
from common.http.days import Day
from common.http.declarations import returns
from common.http.documented_headers import LOCATION_IF_CREATED
from common.http.media_types import CSV, JSON
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read, Work
from common.http.uploads import TheUpload, file_body
from procedures.national_catalogue.api.access import NationalImporter
from procedures.national_catalogue.api.parameters import Source
from procedures.national_catalogue.api.responses import (
    CatalogueImportOut,
    NationalRecordDetail,
    NationalRecordSummaryOut,
    RowOut,
    SnapshotDetail,
    SnapshotOut,
)
from procedures.national_catalogue.commands.import_catalogue import CatalogueFile, import_catalogue
from procedures.national_catalogue.domain.row_results import RowResult
from procedures.national_catalogue.queries.national_records import (
    NationalRecordFilter,
    national_catalogue,
    national_records,
)
from procedures.national_catalogue.queries.national_snapshots import (
    SnapshotRowFilter,
    national_rows,
    national_snapshot_by_id,
    national_snapshots,
)
from procedures.shared.domain.procedure_codes import parse_code

PREFIX = "/v1/national-catalogue"
UPLOAD = f"{PREFIX}/snapshots"
RowOutcome = TypeAliasType("RowOutcome", Literal["accepted", "accepted_with_notes", "refused"])
LISTED_ROWS = 5_000
"""Most rows that the response to a dry run lists."""
router = APIRouter(prefix=PREFIX, route_class=Route, tags=["national catalogue"])

FILE_BODY = file_body("application/x-ndjson", CSV, JSON)
RECORDED = {"model": CatalogueImportOut, "description": "The snapshot was recorded."}


@router.post(
    "/snapshots",
    operation_id="importNationalSnapshot",
    openapi_extra=FILE_BODY,
    responses={201: RECORDED},
)
@returns(LOCATION_IF_CREATED)
async def import_snapshot(
    officer: NationalImporter,
    upload: TheUpload,
    work: Work,
    response: Response,
    source: Source,
    day: Annotated[Day, Query(description="the day of which the file is the state of the source")],
    complete: Annotated[
        bool, Query(description="the file lists everything that the source has; a code that it lacks was removed")
    ] = False,
    dry_run: Annotated[bool, Query(description="only returns what the outcome of each row would be")] = False,
) -> CatalogueImportOut:
    """Imports a file as a snapshot: JSON Lines, the portal's list export (CSV), or one full record of the new portal.
    The body is the file itself. The same file of the same source and day is imported only once."""
    listed: list[RowResult] = []

    def collect(row: RowResult) -> None:
        if dry_run and len(listed) < LISTED_ROWS:
            listed.append(row)

    file = CatalogueFile(upload.opened, upload.size, upload.sha256, source, day, complete)
    imported = await import_catalogue(work, file, officer, dry_run=dry_run, on_row=collect)
    if imported.snapshot is not None:
        response.headers["Location"] = f"{UPLOAD}/{imported.snapshot.id}"
        response.status_code = 200 if imported.already_imported else 201
    return CatalogueImportOut.of(imported, listed)


@router.get("/snapshots", operation_id="listNationalSnapshots")
async def list_snapshots(read: Read, page: Paging, source: Source | None = None) -> Page[SnapshotOut]:
    """The snapshots, newest first."""
    rows = await national_snapshots(read, source, page.key(date.fromisoformat, UUID), page.limit + 1)
    shown = rows[: page.limit]
    cursor = cursor_of([shown[-1].day.isoformat(), str(shown[-1].id)]) if len(rows) > page.limit else None
    return Page(items=[SnapshotOut.of_row(row) for row in shown], next=cursor)


@router.get("/snapshots/{id}", operation_id="getNationalSnapshot")
async def get_snapshot(id: UUID, read: Read) -> SnapshotDetail:
    """One snapshot, with the number of rows in which each rule was met."""
    row, rows_by_rule = await national_snapshot_by_id(read, id)
    return SnapshotDetail(**SnapshotOut.of_row(row).model_dump(), rows_by_rule=rows_by_rule)


@router.get("/snapshots/{id}/rows", operation_id="listNationalSnapshotRows")
async def list_rows(
    id: UUID,
    read: Read,
    page: Paging,
    outcome: RowOutcome | None = None,
    rule: Annotated[str | None, Query(pattern="^[a-z0-9-]{1,60}$")] = None,
) -> Page[RowOut]:
    """The outcome of each row of the file, in the order of the file."""
    rows = await national_rows(read, SnapshotRowFilter(id, outcome, rule), page.key(int), page.limit + 1)
    shown = rows[: page.limit]
    return Page(
        items=[RowOut.of_row(row) for row in shown],
        next=cursor_of([shown[-1].number]) if len(rows) > page.limit else None,
    )


@router.get("", operation_id="listNationalRecords")
async def list_records(
    read: Read,
    page: Paging,
    snapshot: Annotated[
        UUID | None, Query(description="only records of this snapshot; without it the newest record of each source")
    ] = None,
    source: Source | None = None,
    level: Level | None = None,
    ministry: Annotated[str | None, Query(max_length=200)] = None,
    name: Annotated[str | None, Query(min_length=2, max_length=200, description="part of a name")] = None,
) -> Page[NationalRecordSummaryOut]:
    """The records of the national catalogue, ordered by code and source."""
    criteria = NationalRecordFilter(snapshot, source, level, ministry, name)
    rows = await national_catalogue(read, criteria, page.key(str, str), page.limit + 1)
    shown = rows[: page.limit]
    cursor = cursor_of([shown[-1].code, shown[-1].source]) if len(rows) > page.limit else None
    return Page(items=[NationalRecordSummaryOut.of_row(row) for row in shown], next=cursor)


@router.get("/{code}", operation_id="getNationalRecord")
async def get_record(
    code: Annotated[str, Path(examples=["1.001234"])],
    read: Read,
    source: Source | None = None,
) -> NationalRecordDetail:
    """The fullest record of a code, the newest of those that state as much, and the snapshots that have the code. A
    list export, which states four parts, hides no full record of an earlier day or of another source. `source` leaves
    out the records of other sources."""
    return NationalRecordDetail.of_rows(await national_records(read, parse_code(code), source))
