"""Search in the law of a day, as people type Vietnamese: with or without diacritics, in any order, with typos."""

from typing import Annotated

from fastapi import APIRouter, Query

from common.contracts.parts import Level, OnlineLevel
from common.http.doors import TheClock
from common.http.routes import Route
from procedures.api.answered.search import SearchOut, SuggestionOut, Suggestions
from procedures.api.asked.moments import OnDay
from procedures.api.asked.texts import AgencyCode, FieldCode, Line
from procedures.api.dependencies import Read
from procedures.queries.search import RANKED, Wanted, search
from procedures.queries.search_suggestions import search_suggestions

router = APIRouter(prefix="/v1/search", route_class=Route, tags=["search"])


@router.get("")
async def searched(
    read: Read,
    clock: TheClock,
    q: Annotated[
        Line | None, Query(description="a question, some words of a name, or a code; all procedures where it is left out")
    ] = None,
    field: FieldCode | None = None,
    agency: Annotated[AgencyCode | None, Query(description="an agency's code, with all below it")] = None,
    audience: Annotated[Line | None, Query(description="đối tượng, with or without diacritics")] = None,
    level: Level | None = None,
    online_level: Annotated[OnlineLevel | None, Query(description="as the last Decision stated it that holds on the day")] = None,
    in_force_on: OnDay = None,
    limit: Annotated[int, Query(ge=1, le=RANKED)] = 20,
) -> SearchOut:
    """The procedures in force on a day that answer the question best, with counts of what they have in common."""
    wanted = Wanted(in_force_on or clock.today(), field, agency, level, audience, online_level)
    return SearchOut.of(await search(read, q or "", wanted, limit))


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
