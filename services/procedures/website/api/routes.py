"""The catalogue for people: pages that are whole without scripts. Their addresses are described in docs/pages.md."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, BeforeValidator, StringConstraints

from common.contracts.parts import Level
from common.http.pagination import Paging, cursor_of
from common.http.transactions import Read, TheClock
from common.pages.elements import fragment
from common.pages.paging import ListedPage, paging_links
from procedures.decisions.queries import list_of_decisions as decisions_asked
from procedures.decisions.queries.decision_by_id import decision_by_id
from procedures.law.api.routes import VersionNumber
from procedures.law.queries.procedures_in_force import ProcedureFilter, procedures_in_force
from procedures.law.queries.two_versions import two_versions
from procedures.search.queries.procedures_found import RANKED, search
from procedures.search.queries.procedures_found import SearchFilter as Searched
from procedures.search.queries.search_suggestions import search_suggestions
from procedures.shared.api.moments import TheCode
from procedures.shared.api.text_fields import AgencyCode, FieldCode, one_line
from procedures.shared.domain.procedure_codes import parse_code
from procedures.website.api.pages.catalogue import catalogue, results
from procedures.website.api.pages.comparison_page import compared
from procedures.website.api.pages.decision_page import decision, decisions_listed, heading
from procedures.website.api.pages.procedure import procedure
from procedures.website.api.pages.site import SITE, CatalogueRoute, Requested
from procedures.website.queries.catalogue_filters import filters_of_catalogue
from procedures.website.queries.procedure_page import procedure_as_shown

router = APIRouter(route_class=CatalogueRoute, include_in_schema=False)


def _left_out(value: Any) -> Any:
    """A form sends what was left empty too."""
    return None if value == "" else value


OrNone = BeforeValidator(_left_out)
OnDay = Annotated[date | None, OrNone]
Words = Annotated[str, StringConstraints(max_length=200), BeforeValidator(one_line)]
SUGGESTIONS = 8


@router.get("/")
async def all_in_force(
    read: Read,
    clock: TheClock,
    requested: Requested,
    page: Paging,
    in_force_on: OnDay = None,
    agency: Annotated[AgencyCode | None, OrNone] = None,
    field: Annotated[FieldCode | None, OrNone] = None,
    level: Annotated[Level | None, OrNone] = None,
) -> Response:
    criteria = ProcedureFilter(in_force_on or clock.today(), None, agency, field, level)
    rows = await procedures_in_force(read, criteria, page.key(str), page.limit + 1)
    filters = await filters_of_catalogue(read, criteria.in_force_on)
    more = cursor_of([rows[page.limit - 1].code]) if len(rows) > page.limit else None
    inside = catalogue(requested, criteria, in_force_on, filters, rows[: page.limit], ListedPage.of(page, more))
    return SITE.page(
        requested,
        requested.language.word("catalogue_title"),
        inside,
        data=f"/v1/procedures?in_force_on={criteria.in_force_on}",
    )


@router.get("/tim-kiem")
async def searched(
    read: Read, clock: TheClock, requested: Requested, page: Paging, q: Words = "", in_force_on: OnDay = None
) -> Response:
    day = in_force_on or clock.today()
    begins = max(0, *page.key(int), 0)
    hits = (await search(read, q, Searched(day), RANKED)).hits[begins:] if q else []
    more = cursor_of([begins + page.limit]) if len(hits) > page.limit else None
    requested = replace(requested, search=q)
    inside = results(requested, day, in_force_on, [hit.row for hit in hits[: page.limit]], ListedPage.of(page, more))
    return SITE.page(requested, requested.language.word("search_title"), inside)


class Suggestion(BaseModel):
    code: str
    name: str


@router.get("/tim-kiem/goi-y")
async def suggested(read: Read, clock: TheClock, q: Words = "") -> list[Suggestion]:
    """What the search box offers while someone types."""
    rows = await search_suggestions(read, q, clock.today(), SUGGESTIONS)
    return [Suggestion(code=row["code"], name=row["name"]) for row in rows]


@router.get("/thu-tuc/{code}")
async def one_procedure(
    code: TheCode, read: Read, clock: TheClock, requested: Requested, in_force_on: OnDay = None
) -> Response:
    """404 where it is not law on the day, yet with its chain: what became of it is what people come for then."""
    known, day = parse_code(code), in_force_on or clock.today()
    found = await procedure_as_shown(read, known, day)
    status, data = 404 if found.row is None else 200, f"/v1/procedures/{known}?in_force_on={day}"
    return SITE.page(requested, found.name, procedure(requested, found), status=status, data=data)


@router.get("/thu-tuc/{code}/thay-doi")
async def differing(
    code: TheCode,
    read: Read,
    requested: Requested,
    before: Annotated[VersionNumber, Query(alias="from")],
    after: Annotated[VersionNumber, Query(alias="to")],
) -> Response:
    known = parse_code(code)
    versions = await two_versions(read, known, before, after)
    data = f"/v1/procedures/{known}/difference?from={before}&to={after}"
    return SITE.page(
        requested,
        f"{requested.language.word('title')}: {known}",
        compared(requested.language, known, *versions),
        data=data,
    )


@router.get("/quyet-dinh")
async def all_decisions(read: Read, requested: Requested, page: Paging) -> Response:
    """The last signed first."""
    key = page.key(date.fromisoformat, UUID)
    rows = await decisions_asked.decisions(read, decisions_asked.DecisionFilter(drafts=False), key, page.limit + 1)
    last = rows[page.limit - 1] if len(rows) > page.limit else None
    more = last and cursor_of([last.signed_on.isoformat(), str(last.id)])
    turn = paging_links(requested.language, "/quyet-dinh", {}, ListedPage.of(page, more))
    inside = fragment(decisions_listed(requested.language, rows[: page.limit]), turn)
    return SITE.page(requested, requested.language.word("decisions_title"), inside, data="/v1/decisions")


@router.get("/quyet-dinh/{id}")
async def one_decision(id: UUID, read: Read, requested: Requested) -> Response:
    """Rendered beside the loop: a Decision may list thousands."""
    listed = await decision_by_id(read, id, drafts=False)
    inside = await run_in_threadpool(decision, requested, listed)
    return SITE.page(requested, heading(requested.language, listed.decision), inside, data=f"/v1/decisions/{id}")


SITE.files.add_route(router)
