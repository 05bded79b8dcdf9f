"""The national catalogue: taken in from files, public to read, never law of the province."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response

from common.contracts.parts import Level
from common.http.days import Day
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read, Work
from common.http.uploads import TheUpload
from procedures.national_catalogue.api.access import NationalImporter
from procedures.national_catalogue.api.responses import (
    ImportedOut,
    NationalDetail,
    NationalOut,
    RowOut,
    SnapshotDetail,
    SnapshotOut,
)
from procedures.national_catalogue.commands.import_catalogue import CatalogueFile, import_catalogue
from procedures.national_catalogue.domain.row_results import Judged
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
SHOWN = 5_000
"""Rows that the answer to a dry run lists."""
router = APIRouter(prefix=PREFIX, route_class=Route, tags=["national catalogue"])

Source = Annotated[str, Query(pattern="^[a-z0-9-]{1,60}$", examples=["national-portal"])]
A_FILE = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post("/snapshots", openapi_extra=A_FILE)
async def take_in(
    officer: NationalImporter,
    upload: TheUpload,
    work: Work,
    response: Response,
    source: Source,
    day: Annotated[Day, Query(description="on which the source said so")],
    whole: Annotated[bool, Query(description="the file lists all that the source has: what it lacks is gone")] = False,
    dry_run: Annotated[bool, Query(description="only show what would become of each row")] = False,
) -> ImportedOut:
    """Take in a file as a snapshot: JSON Lines, the portal's list export (CSV), or one full record of the new portal.
    The body is the
    file itself. The same file of the same source and day is taken in once."""
    shown: list[Judged] = []

    def show(row: Judged) -> None:
        if dry_run and len(shown) < SHOWN:
            shown.append(row)

    file = CatalogueFile(upload.opened, upload.size, upload.sha256, source, day, whole)
    imported = await import_catalogue(work, file, officer, dry_run=dry_run, told=show)
    if imported.snapshot is not None:
        response.headers["Location"] = f"{UPLOAD}/{imported.snapshot.id}"
        response.status_code = 200 if imported.before else 201
    return ImportedOut.of(imported, shown)


@router.get("/snapshots")
async def snapshots(read: Read, page: Paging, source: Source | None = None) -> Page[SnapshotOut]:
    """The snapshots, the newest first."""
    rows = await national_snapshots(read, source, page.key(date.fromisoformat, UUID), page.limit + 1)
    shown = rows[: page.limit]
    more = cursor_of([shown[-1].day.isoformat(), str(shown[-1].id)]) if len(rows) > page.limit else None
    return Page(items=[SnapshotOut.of_row(row) for row in shown], next=more)


@router.get("/snapshots/{id}")
async def snapshot(id: UUID, read: Read) -> SnapshotDetail:
    """One snapshot, with how many rows each rule was met by."""
    row, rules = await national_snapshot_by_id(read, id)
    return SnapshotDetail(**SnapshotOut.of_row(row).model_dump(), rules=rules)


@router.get("/snapshots/{id}/rows")
async def rows(
    id: UUID,
    read: Read,
    page: Paging,
    outcome: Literal["taken", "noted", "refused"] | None = None,
    rule: Annotated[str | None, Query(pattern="^[a-z0-9-]{1,60}$")] = None,
) -> Page[RowOut]:
    """What became of each row of the file, in its order."""
    found = await national_rows(read, SnapshotRowFilter(id, outcome, rule), page.key(int), page.limit + 1)
    shown = found[: page.limit]
    return Page(
        items=[RowOut.of_row(row) for row in shown],
        next=cursor_of([shown[-1].number]) if len(found) > page.limit else None,
    )


@router.get("")
async def listed(
    read: Read,
    page: Paging,
    snapshot: Annotated[
        UUID | None, Query(description="of this one only; else the newest record of each source")
    ] = None,
    source: Source | None = None,
    level: Level | None = None,
    ministry: Annotated[str | None, Query(max_length=200)] = None,
    name: Annotated[str | None, Query(min_length=2, max_length=200, description="part of a name")] = None,
) -> Page[NationalOut]:
    """What the national catalogue lists, by code and source."""
    criteria = NationalRecordFilter(snapshot, source, level, ministry, name)
    found = await national_catalogue(read, criteria, page.key(str, str), page.limit + 1)
    shown = found[: page.limit]
    more = cursor_of([shown[-1].code, shown[-1].source]) if len(found) > page.limit else None
    return Page(items=[NationalOut.of_row(row) for row in shown], next=more)


@router.get("/{code}")
async def one(code: Annotated[str, Path(examples=["1.001234"])], read: Read) -> NationalDetail:
    """The newest record of a code, and which snapshots tell of it."""
    return NationalDetail.of_rows(await national_records(read, parse_code(code)))
