"""Who has accessed a citizen's record."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response
from pydantic import BaseModel

from common.http.authentication import caller
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read
from common.identity import Actor
from population_lookup.access_log.queries.accesses_of_citizen import accesses
from population_lookup.shared.domain.lookup_states import LookupState
from population_lookup.shared.domain.refusals import AccessLogOfAnotherCitizen

router = APIRouter(prefix="/v1/citizens", route_class=Route, tags=["accesses"])

SCOPE = "population.accesses.read"


class AccessDecisionOut(BaseModel):
    id: str
    number: str
    issuing_body: str
    signed_on: date
    title: str


class AccessOut(BaseModel):
    """`refusal` is the type of the returned problem, null if the look-up was answered; `fields` are the disclosed
    fields."""

    lookup_id: str
    requested_at: datetime
    answered_at: datetime
    endpoint: str
    agency_code: str
    officer_id: str
    procedure_code: str
    version: int | None
    decision: AccessDecisionOut | None
    state: LookupState
    refusal: str | None
    fields: list[str]


@router.get("/{personal_id}/accesses")
async def accesses_of(
    personal_id: Annotated[str, Path(pattern=r"^[0-9]{12}$")],
    actor: Annotated[Actor, Depends(caller)],
    read: Read,
    page: Paging,
    response: Response,
) -> Page[AccessOut]:
    """All look-ups that concern the citizen, latest first. Callers see their own accesses; those of others require the
    scope `population.accesses.read`."""
    if actor.subject != personal_id and SCOPE not in actor.scopes:
        raise AccessLogOfAnotherCitizen
    lines = await accesses(read, personal_id, page.key(int), page.limit + 1)
    page_lines = lines[: page.limit]
    response.headers["Cache-Control"] = "no-store"
    next_cursor = cursor_of((page_lines[-1]["sequence"],)) if len(lines) > page.limit else None
    return Page(items=[AccessOut.model_validate(line) for line in page_lines], next=next_cursor)
