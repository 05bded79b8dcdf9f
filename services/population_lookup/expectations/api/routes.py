"""What testers order for the look-ups of their session, and what came in it; only with `FAULTS=1`."""

from uuid import UUID

from fastapi import APIRouter, Response

from common.http.declarations import never_stored
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read, Work
from population_lookup.expectations.api.requests import ExpectationIn, VerificationIn
from population_lookup.expectations.api.responses import (
    CallPage,
    ExpectationOut,
    RecordedCallOut,
    RemovedExpectations,
    VerificationOut,
)
from population_lookup.expectations.api.sessions import TestedSession, Tester, WhereEnabled
from population_lookup.expectations.commands.add_expectation import add_expectation
from population_lookup.expectations.commands.forget_calls import forget_calls
from population_lookup.expectations.commands.remove_expectations import remove_expectation, remove_expectations
from population_lookup.expectations.queries.calls_of_session import calls_of_session
from population_lookup.expectations.queries.expectations_of_session import expectations_of_session
from population_lookup.expectations.queries.verified_calls import verified_calls

router = APIRouter(prefix="/v1", route_class=Route, tags=["faults"])


@router.post("/expectations", operation_id="addExpectation", status_code=201)
async def add(
    body: ExpectationIn, tester: Tester, session: TestedSession, _: WhereEnabled, work: Work
) -> ExpectationOut:
    """Order faults for calls of the session; the next look-up on any replica may play them."""
    expectation = body.expectation(session, work.clock.now())
    await add_expectation(work, expectation, tester.subject)
    return ExpectationOut.of(expectation)


@router.get("/expectations", operation_id="listExpectations")
@never_stored
async def listed(
    session: TestedSession, _: WhereEnabled, read: Read, page: Paging, response: Response
) -> Page[ExpectationOut]:
    """The expectations of the session, with how often each was played, the oldest first."""
    response.headers["Cache-Control"] = "no-store"
    found = await expectations_of_session(read, session, page.key(UUID), page.limit + 1)
    shown = [ExpectationOut.of(expectation, played) for expectation, played in found[: page.limit]]
    return Page(items=shown, next=cursor_of((shown[-1].id,)) if len(found) > page.limit else None)


@router.delete("/expectations/{id}", operation_id="removeExpectation", status_code=204)
async def remove(id: UUID, session: TestedSession, _: WhereEnabled, work: Work) -> None:
    """Remove an expectation of the session."""
    await remove_expectation(work, session, id)


@router.delete("/expectations", operation_id="removeExpectations")
async def remove_all(session: TestedSession, _: WhereEnabled, work: Work) -> RemovedExpectations:
    """Remove all expectations of the session."""
    return RemovedExpectations(removed=await remove_expectations(work, session))


@router.get("/calls", operation_id="listCalls")
@never_stored
async def calls(session: TestedSession, _: WhereEnabled, read: Read, page: Paging, response: Response) -> CallPage:
    """The look-ups that came in the session, in their order. The latest 10,000 are kept."""
    response.headers["Cache-Control"] = "no-store"
    found = await calls_of_session(read, session, page.key(int), page.limit + 1)
    shown = [RecordedCallOut.of_recorded(recorded) for recorded in found.calls[: page.limit]]
    more = cursor_of((shown[-1].sequence,)) if len(found.calls) > page.limit else None
    return CallPage(truncated=found.is_truncated, items=shown, next=more)


@router.post("/calls/verify", operation_id="verifyCalls")
@never_stored
async def verify(
    body: VerificationIn, session: TestedSession, _: WhereEnabled, read: Read, response: Response
) -> VerificationOut:
    """Whether a statement about the calls of the session is true; if not, the calls that come nearest, and what
    differs."""
    response.headers["Cache-Control"] = "no-store"
    return VerificationOut.of(await verified_calls(read, session, body.statement.statement()))


@router.delete("/calls", operation_id="forgetCalls", status_code=204)
async def forget(session: TestedSession, _: WhereEnabled, work: Work) -> None:
    """Forget the calls of the session."""
    await forget_calls(work, session)
