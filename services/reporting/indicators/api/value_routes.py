"""The values that agencies enter, and their approval by another person."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from common.http.declarations import returns
from common.http.documented_headers import LOCATION
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read, Work
from common.identity import Actor
from common.ids import new_id
from common.service.unit_of_work import UnitOfWork
from reporting.indicators.api.requests import ValueDecisionIn, ValueIn
from reporting.indicators.api.responses import ApprovedValueOut, DecidedValuesOut, ValueOut
from reporting.indicators.commands.decide_values import decide_values
from reporting.indicators.commands.enter_value import enter_value
from reporting.indicators.queries.approved_values import approved_values
from reporting.indicators.queries.entered_values import ValueFilter, entered_values, value_by_id, values_by_id
from reporting.shared.api.entry_fields import Approver, Enterer, EntryCode, EntryReader, KnownOn
from reporting.shared.api.period_parameters import OptionalPeriod, ThePeriod
from reporting.shared.domain.approvals import ApprovalOutcome, EntryState

router = APIRouter(prefix="/v1", route_class=Route, tags=["values"])

Agency = Annotated[str | None, Query(max_length=35, description="only what this agency entered", examples=["H60.01"])]


@router.post("/values", operation_id="enterValue", status_code=201)
@returns(LOCATION)
async def enter(body: ValueIn, officer: Enterer, work: Work, response: Response) -> ValueOut:
    """Enter a value of the caller's agency, or a correction of one. It counts once another person has approved it."""
    value = body.value(new_id(), officer.agency)
    await enter_value(work, value, by=officer)
    response.headers["Location"] = f"/v1/values/{value.id}"
    return ValueOut.of_row(await value_by_id(work.connection, value.id))


@router.get("/values", operation_id="listValues")
async def values(
    _: EntryReader,
    read: Read,
    page: Paging,
    period: OptionalPeriod,
    indicator: Annotated[EntryCode | None, Query()] = None,
    agency: Agency = None,
    state: EntryState | None = None,
) -> Page[ValueOut]:
    """All values in the order in which they were entered, also those that do not count. With `period` those of which
    the whole period is in it."""
    rows = await entered_values(read, ValueFilter(indicator, agency, period, state), page.key(UUID), page.limit + 1)
    shown = rows[: page.limit]
    more = cursor_of([str(shown[-1].id)]) if len(rows) > page.limit else None
    return Page(items=[ValueOut.of_row(row) for row in shown], next=more)


@router.get("/approved-values", operation_id="listApprovedValues")
async def approved(
    _: EntryReader,
    read: Read,
    page: Paging,
    period: ThePeriod,
    indicator: Annotated[EntryCode | None, Query()] = None,
    known_on: KnownOn = None,
) -> Page[ApprovedValueOut]:
    """The values that count in a period: for each indicator, place and period the last approved one, as approved at
    `known_on`."""
    rows = await approved_values(read, period, indicator, known_on, page.key(str, str, str), page.limit + 1)
    shown = rows[: page.limit]
    last = shown[-1] if len(rows) > page.limit else None
    return Page(
        items=[ApprovedValueOut.of_row(row) for row in shown],
        next=None if last is None else cursor_of([last.indicator_code, last.place, last.period]),
    )


@router.post("/values/approve", operation_id="approveValues")
async def approve(body: ValueDecisionIn, officer: Approver, work: Work) -> DecidedValuesOut:
    """Approve values that others entered: all of them, or none."""
    return await _decide(work, body, ApprovalOutcome.APPROVED, officer)


@router.post("/values/send-back", operation_id="sendBackValues")
async def send_back(body: ValueDecisionIn, officer: Approver, work: Work) -> DecidedValuesOut:
    """Send values back to those who entered them: all of them, or none. A correction names in `replaces` the value that
    was sent back."""
    return await _decide(work, body, ApprovalOutcome.SENT_BACK, officer)


@router.get("/values/{id}", operation_id="getValue")
async def value(id: UUID, _: EntryReader, read: Read) -> ValueOut:
    """A value, with the decision about it."""
    return ValueOut.of_row(await value_by_id(read, id))


async def _decide(
    work: UnitOfWork, body: ValueDecisionIn, outcome: ApprovalOutcome, officer: Actor
) -> DecidedValuesOut:
    ids = body.values()
    await decide_values(work, ids, outcome, body.ground, by=officer)
    return DecidedValuesOut(items=[ValueOut.of_row(row) for row in await values_by_id(work.connection, ids)])
