"""Records that are counted, their versions, and the approval of each by another person."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from common.http.days import Day
from common.http.declarations import returns
from common.http.documented_headers import ETAG
from common.http.etags import ExpectedRevision, revision_tag
from common.http.json_limits import body_limit
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read, TheClock, Work
from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from reporting.records.api.requests import RecordDecisionIn, RecordsIn, RecordVersionIn
from reporting.records.api.responses import (
    ConnectionCheckOut,
    ConnectionChecksOut,
    RecordCountOut,
    RecordCountsOut,
    RecordOut,
    RecordVersionOut,
    RecordVersionsOut,
)
from reporting.records.commands.decide_records import decide_records
from reporting.records.commands.enter_record_version import enter_record_version
from reporting.records.commands.enter_records import enter_records
from reporting.records.domain.record_kinds import RecordKind
from reporting.records.domain.records import RecordKey
from reporting.records.queries.last_checks import connection_checks
from reporting.records.queries.record_counts import record_counts
from reporting.records.queries.records_entered import RecordFilter, last_versions, records_entered, versions_of_record
from reporting.shared.api.entry_fields import Approver, Enterer, EntryCode, EntryReader, KnownOn
from reporting.shared.domain.approvals import ApprovalOutcome, EntryState

router = APIRouter(prefix="/v1", route_class=Route, tags=["records"])
TheRecordCode = Annotated[EntryCode, Path(examples=["452-01"])]


@router.post("/records", operation_id="enterRecords", status_code=201)
@body_limit(4_000_000)
async def enter(body: RecordsIn, officer: Enterer, work: Work) -> RecordVersionsOut:
    """Enter records of the caller's agency: all of them, or none. They count once another person has approved them."""
    records = [record.version(record.code, officer.agency) for record in body.records]
    await enter_records(work, records, by=officer)
    return await _last_versions(work, [record.key for record in records])


@router.get("/records", operation_id="listRecords")
async def records(
    _: EntryReader,
    read: Read,
    page: Paging,
    kind: RecordKind | None = None,
    agency: Annotated[str | None, Query(max_length=35, examples=["H60.01"])] = None,
    state: EntryState | None = None,
) -> Page[RecordVersionOut]:
    """The last version of each record, in the order of kinds and codes; `state` is that of this version."""
    rows = await records_entered(read, RecordFilter(kind, agency, state), page.key(str, str), page.limit + 1)
    shown = rows[: page.limit]
    more = cursor_of([shown[-1].kind, shown[-1].code]) if len(rows) > page.limit else None
    return Page(items=[RecordVersionOut.of_row(row) for row in shown], next=more)


@router.post("/records/approve", operation_id="approveRecords")
@body_limit(500_000)
async def approve(body: RecordDecisionIn, officer: Approver, work: Work) -> RecordVersionsOut:
    """Approve versions that others entered: all of them, or none. Each must still be the last one of its record."""
    return await _decide(work, body, ApprovalOutcome.APPROVED, officer)


@router.post("/records/send-back", operation_id="sendBackRecords")
@body_limit(500_000)
async def send_back(body: RecordDecisionIn, officer: Approver, work: Work) -> RecordVersionsOut:
    """Send versions back to those who entered them: all of them, or none. What was approved before goes on counting."""
    return await _decide(work, body, ApprovalOutcome.SENT_BACK, officer)


@router.get("/records/{kind}/{code}", operation_id="getRecord")
@returns(ETAG)
async def record(kind: RecordKind, code: TheRecordCode, _: EntryReader, read: Read, response: Response) -> RecordOut:
    """A record with all of its versions."""
    rows = await versions_of_record(read, RecordKey(kind, code))
    response.headers["ETag"] = revision_tag(rows[-1].number)
    return RecordOut.of_rows(rows)


@router.post("/records/{kind}/{code}/versions", operation_id="enterRecordVersion", status_code=201)
@returns(ETAG)
async def enter_version(
    kind: RecordKind,
    code: TheRecordCode,
    body: RecordVersionIn,
    officer: Enterer,
    expected: ExpectedRevision,
    work: Work,
    response: Response,
) -> RecordVersionOut:
    """Enter a later version of a record of the caller's agency. `If-Match` names the version that was read. It takes
    the place of the earlier one from its `valid_from` on, once it is approved."""
    version = body.version(code, officer.agency)
    number = await enter_record_version(work, RecordKey(kind, code), version, expected, by=officer)
    response.headers["ETag"] = revision_tag(number)
    return (await _last_versions(work, [version.key])).items[0]


@router.get("/record-counts", operation_id="getRecordCounts")
async def counts(
    _: EntryReader,
    read: Read,
    clock: TheClock,
    on: Annotated[Day | None, Query(description="the day that is counted; defaults to today")] = None,
    known_on: KnownOn = None,
) -> RecordCountsOut:
    """How many approved records of each kind there are on a day, with the parts that add up to the count."""
    day = on or clock.today()
    counted = await record_counts(read, day, known_on)
    return RecordCountsOut(on=day, known_on=known_on, items=[RecordCountOut.of(count) for count in counted])


@router.get("/connection-checks", operation_id="listConnectionChecks")
async def checks(_: EntryReader, read: Read) -> ConnectionChecksOut:
    """Whether data services answered at their health addresses when they were last asked. It changes no count."""
    rows = await connection_checks(read)
    return ConnectionChecksOut(items=[ConnectionCheckOut.model_validate(row) for row in rows])


async def _last_versions(work: UnitOfWork, keys: list[RecordKey]) -> RecordVersionsOut:
    rows = await last_versions(work.connection, keys)
    return RecordVersionsOut(items=[RecordVersionOut.of_row(row) for row in rows])


async def _decide(
    work: UnitOfWork, body: RecordDecisionIn, outcome: ApprovalOutcome, officer: Actor
) -> RecordVersionsOut:
    numbers = body.numbers()
    await decide_records(work, numbers, outcome, body.ground, by=officer)
    return await _last_versions(work, list(numbers))
