"""Search in the law of a day, as people type Vietnamese: with or without diacritics, in any order, with typos."""

from typing import Annotated

from fastapi import APIRouter, Query

from common.contracts.parts import Level
from common.http.routes import Route
from common.http.transactions import Read, TheClock, Work
from procedures.law.domain.references import OnlineLevel
from procedures.search.api.requests import SearchTermsIn
from procedures.search.api.responses import SearchOut, SearchTermOut, SearchTermsOut, SuggestionOut, Suggestions
from procedures.search.commands.record_search_terms import record_search_terms
from procedures.search.queries.procedures_found import RANKED, SearchFilter, search
from procedures.search.queries.search_suggestions import search_suggestions
from procedures.search.queries.search_terms import search_terms
from procedures.shared.api.dependencies import Cataloguer
from procedures.shared.api.moments import OnDay
from procedures.shared.api.responses import Recorded
from procedures.shared.api.text_fields import AgencyCode, FieldCode, Line

router = APIRouter(prefix="/v1/search", route_class=Route, tags=["search"])


@router.get("")
async def searched(
    read: Read,
    clock: TheClock,
    q: Annotated[
        Line | None,
        Query(description="a question, some words of a name, or a code; all procedures where it is left out"),
    ] = None,
    field: FieldCode | None = None,
    agency: Annotated[AgencyCode | None, Query(description="an agency's code, with all below it")] = None,
    audience: Annotated[Line | None, Query(description="đối tượng, with or without diacritics")] = None,
    level: Level | None = None,
    online_level: Annotated[
        OnlineLevel | None, Query(description="as the last Decision stated it that holds on the day")
    ] = None,
    in_force_on: OnDay = None,
    limit: Annotated[int, Query(ge=1, le=RANKED)] = 20,
) -> SearchOut:
    """The procedures in force on a day that answer the question best, with counts of what they have in common."""
    criteria = SearchFilter(in_force_on or clock.today(), field, agency, level, audience, online_level)
    return SearchOut.of(await search(read, q or "", criteria, limit))


@router.get("/suggestions")
async def suggested(
    read: Read,
    clock: TheClock,
    q: Annotated[Line, Query(description="what has been typed so far")],
    in_force_on: OnDay = None,
    limit: Annotated[int, Query(ge=1, le=20)] = 10,
) -> Suggestions:
    """Names of procedures that what is being typed may become."""
    rows = await search_suggestions(read, q, in_force_on or clock.today(), limit)
    return Suggestions(items=[SuggestionOut(name=row["name"], code=row["code"]) for row in rows])


@router.get("/terms")
async def terms(read: Read) -> SearchTermsOut:
    """What people say, and what the law calls it; without a meaning it names nothing that is searched."""
    return SearchTermsOut(
        items=[SearchTermOut.model_validate(row, from_attributes=True) for row in await search_terms(read)]
    )


@router.post("/terms")
async def record_terms(body: SearchTermsIn, officer: Cataloguer, work: Work) -> Recorded:
    """Record terms, or withdraw them; searches heed them from now on. 404 `search-term-not-found` where there is none
    to withdraw."""
    await record_search_terms(work, [one.entry() for one in body.terms], body.reason, by=officer)
    return Recorded(recorded=len(body.terms))
