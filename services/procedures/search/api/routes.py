"""Search among the procedures in force on a day, with or without diacritics, in any order of words, with typos."""

from typing import Annotated

from fastapi import APIRouter, Query

from common.contracts.parts import Level
from common.http.json_limits import body_limit
from common.http.routes import Route
from common.http.transactions import Read, TheClock, Work
from procedures.law.domain.references import OnlineLevel
from procedures.search.api.life_event_requests import LifeEventsIn
from procedures.search.api.requests import SearchTermsIn
from procedures.search.api.responses import (
    LifeEventOut,
    LifeEventsOut,
    SearchOut,
    SearchTermOut,
    SearchTermsOut,
    SuggestionOut,
    Suggestions,
)
from procedures.search.commands.record_life_events import record_life_events
from procedures.search.commands.record_search_terms import record_search_terms
from procedures.search.queries.candidate_selection import RANKED
from procedures.search.queries.life_events import life_events
from procedures.search.queries.procedure_search import SearchFilter, search
from procedures.search.queries.search_suggestions import search_suggestions
from procedures.search.queries.search_terms import search_terms
from procedures.shared.api.dependencies import Cataloguer
from procedures.shared.api.moments import OnDay
from procedures.shared.api.responses import Recorded
from procedures.shared.api.text_fields import AgencyCode, FieldCode, Line

router = APIRouter(prefix="/v1/search", route_class=Route, tags=["search"])


@router.get("", operation_id="searchProcedures")
async def search_procedures(
    read: Read,
    clock: TheClock,
    q: Annotated[
        Line | None,
        Query(description="a query, some words of a name, or a code; without it, all procedures"),
    ] = None,
    field: FieldCode | None = None,
    agency: Annotated[
        AgencyCode | None, Query(description="the code of an agency; includes all agencies below it")
    ] = None,
    audience: Annotated[Line | None, Query(description="đối tượng, with or without diacritics")] = None,
    level: Level | None = None,
    online_level: Annotated[
        OnlineLevel | None, Query(description="the level that the last Decision in effect on the day declares")
    ] = None,
    in_force_on: OnDay = None,
    limit: Annotated[int, Query(ge=1, le=RANKED)] = 20,
) -> SearchOut:
    """The procedures in force on a day that match the query best, with counts of all matches by facet."""
    criteria = SearchFilter(in_force_on or clock.today(), field, agency, level, audience, online_level)
    return SearchOut.of(await search(read, q or "", criteria, limit))


@router.get("/suggestions", operation_id="suggestProcedures")
async def suggest_names(
    read: Read,
    clock: TheClock,
    q: Annotated[Line, Query(description="the beginning of a query")],
    in_force_on: OnDay = None,
    limit: Annotated[int, Query(ge=1, le=20)] = 10,
) -> Suggestions:
    """Names of procedures that complete the beginning of a query."""
    rows = await search_suggestions(read, q, in_force_on or clock.today(), limit)
    return Suggestions(items=[SuggestionOut(name=row["name"], code=row["code"]) for row in rows])


@router.get("/terms", operation_id="listSearchTerms")
async def list_terms(read: Read) -> SearchTermsOut:
    """The search terms: common words with their meaning in the law, abbreviations, and what the search passes over."""
    return SearchTermsOut(items=[SearchTermOut.of_row(row) for row in await search_terms(read)])


@router.post("/terms", operation_id="recordSearchTerms")
@body_limit(1_000_000)
async def record_terms(body: SearchTermsIn, officer: Cataloguer, work: Work) -> Recorded:
    """Records or withdraws terms, with effect on all later searches. Responds 404 `search-term-not-found` where a term
    to withdraw does not exist."""
    await record_search_terms(work, [term.entry() for term in body.terms], body.reason, by=officer)
    return Recorded(recorded=len(body.terms))


@router.get("/life-events", operation_id="listLifeEvents")
async def list_life_events(read: Read) -> LifeEventsOut:
    """The life events: phrases that tell of each, and the procedures that it makes necessary."""
    return LifeEventsOut(
        items=[LifeEventOut.model_validate(row, from_attributes=True) for row in await life_events(read)]
    )


@router.post("/life-events", operation_id="recordLifeEvents")
@body_limit(1_000_000)
async def record_events(body: LifeEventsIn, officer: Cataloguer, work: Work) -> Recorded:
    """Records or withdraws life events, with effect on all later searches. Responds 404 `life-event-not-found` where an
    event to withdraw does not exist."""
    await record_life_events(work, [event.entry() for event in body.events], body.reason, by=officer)
    return Recorded(recorded=len(body.events))
