"""The HTML pages of the catalogue, complete without scripts. docs/pages.md lists their addresses."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, BeforeValidator, StringConstraints

from common.contracts.parts import Level
from common.http.pagination import Paging, cursor_of
from common.http.state import runtime_of
from common.http.text_forms import one_line
from common.http.transactions import Read, TheClock
from common.pages.elements import fragment
from common.pages.paging import ListedPage, paging_links
from procedures.decisions.domain.draft_access import ActingAgency
from procedures.decisions.queries import list_of_decisions
from procedures.decisions.queries.decision_by_id import decision_by_id
from procedures.law.api.routes import VersionNumber
from procedures.law.queries.procedures_in_force import ProcedureFilter, procedures_in_force
from procedures.law.queries.two_versions import two_versions
from procedures.search.queries.candidate_selection import RANKED
from procedures.search.queries.life_event_procedures import life_event_procedures
from procedures.search.queries.procedure_search import SearchFilter, search
from procedures.search.queries.search_suggestions import search_suggestions
from procedures.shared.api.moments import TheCode
from procedures.shared.api.text_fields import AgencyCode, FieldCode
from procedures.shared.domain.procedure_codes import parse_code
from procedures.website.api.pages.catalogue import catalogue, search_results
from procedures.website.api.pages.comparison_page import version_comparison
from procedures.website.api.pages.decision_page import decision, decisions_listed, heading
from procedures.website.api.pages.impact_page import SCRIPT, impact_page
from procedures.website.api.pages.life_events_page import life_events_listed
from procedures.website.api.pages.online_filing_box import online_filing_box
from procedures.website.api.pages.procedure import procedure
from procedures.website.api.pages.site import SITE, CatalogueRoute, Requested
from procedures.website.queries.catalogue_filters import filters_of_catalogue
from procedures.website.queries.online_filing import OnlineFiling, online_filing
from procedures.website.queries.procedure_page import shown_procedure

router = APIRouter(route_class=CatalogueRoute, include_in_schema=False)


def _none_if_empty(value: Any) -> Any:
    """A form also sends the fields that were left empty."""
    return None if value == "" else value


EMPTY_AS_NONE = BeforeValidator(_none_if_empty)
OnDay = Annotated[date | None, EMPTY_AS_NONE]
SearchWords = Annotated[str, StringConstraints(max_length=200), BeforeValidator(one_line)]
SUGGESTIONS = 8


@router.get("/")
async def catalogue_page(
    read: Read,
    clock: TheClock,
    requested: Requested,
    page: Paging,
    in_force_on: OnDay = None,
    agency: Annotated[AgencyCode | None, EMPTY_AS_NONE] = None,
    field: Annotated[FieldCode | None, EMPTY_AS_NONE] = None,
    level: Annotated[Level | None, EMPTY_AS_NONE] = None,
) -> Response:
    criteria = ProcedureFilter(in_force_on or clock.today(), None, agency, field, level)
    rows = await procedures_in_force(read, criteria, page.key(str), page.limit + 1)
    filters = await filters_of_catalogue(read, criteria.in_force_on)
    next_cursor = cursor_of([rows[page.limit - 1].code]) if len(rows) > page.limit else None
    main = catalogue(requested, criteria, in_force_on, filters, rows[: page.limit], ListedPage.of(page, next_cursor))
    return SITE.page(
        requested,
        requested.language.word("catalogue_title"),
        main,
        data=f"/v1/procedures?in_force_on={criteria.in_force_on}",
    )


@router.get("/tim-kiem")
async def search_page(
    read: Read, clock: TheClock, requested: Requested, page: Paging, q: SearchWords = "", in_force_on: OnDay = None
) -> Response:
    day = in_force_on or clock.today()
    offset = max(0, *page.key(int), 0)
    hits = (await search(read, q, SearchFilter(day), RANKED)).hits[offset:] if q else []
    next_cursor = cursor_of([offset + page.limit]) if len(hits) > page.limit else None
    requested = replace(requested, search=q)
    main = search_results(
        requested, day, in_force_on, [hit.row for hit in hits[: page.limit]], ListedPage.of(page, next_cursor)
    )
    return SITE.page(requested, requested.language.word("search_title"), main)


class Suggestion(BaseModel):
    code: str
    name: str


@router.get("/tim-kiem/goi-y")
async def suggestions(read: Read, clock: TheClock, q: SearchWords = "") -> list[Suggestion]:
    """Suggestions for the search box while a user types."""
    rows = await search_suggestions(read, q, clock.today(), SUGGESTIONS)
    return [Suggestion(code=row["code"], name=row["name"]) for row in rows]


@router.get("/su-kien")
async def life_events_page(read: Read, clock: TheClock, requested: Requested) -> Response:
    """What happens in a person's life, with the procedures in force today that it makes necessary."""
    rows = await life_event_procedures(read, clock.today())
    main = life_events_listed(requested.language, rows)
    return SITE.page(requested, requested.language.word("life_events_title"), main, data="/v1/search/life-events")


async def online_filing_of(
    request: Request, code: TheCode, clock: TheClock, in_force_on: OnDay = None
) -> OnlineFiling | None:
    day = in_force_on or clock.today()
    return await online_filing(runtime_of(request).settings.url_of("online_services"), parse_code(code), day)


@router.get("/thu-tuc/{code}")
async def procedure_page(
    code: TheCode,
    filing: Annotated[OnlineFiling | None, Depends(online_filing_of)],  # asked before a connection is taken
    read: Read,
    clock: TheClock,
    requested: Requested,
    in_force_on: OnDay = None,
) -> Response:
    """Responds 404 if the procedure is not in force on the day, yet shows its chain: visitors then want to know what
    became of it."""
    parsed, day = parse_code(code), in_force_on or clock.today()
    shown = await shown_procedure(read, parsed, day)
    status, data = 404 if shown.row is None else 200, f"/v1/procedures/{parsed}?in_force_on={day}"
    box = [] if shown.row is None or day < clock.today() else [online_filing_box(requested.language, filing)]
    return SITE.page(requested, shown.name, procedure(requested, shown, *box), status=status, data=data)


@router.get("/thu-tuc/{code}/thay-doi")
async def difference_page(
    code: TheCode,
    read: Read,
    requested: Requested,
    before: Annotated[VersionNumber, Query(alias="from")],
    after: Annotated[VersionNumber, Query(alias="to")],
) -> Response:
    parsed = parse_code(code)
    versions = await two_versions(read, parsed, before, after)
    data = f"/v1/procedures/{parsed}/difference?from={before}&to={after}"
    return SITE.page(
        requested,
        f"{requested.language.word('title')}: {parsed}",
        version_comparison(requested.language, parsed, *versions),
        data=data,
    )


@router.get("/quyet-dinh")
async def decisions_page(read: Read, requested: Requested, page: Paging) -> Response:
    """The Decision that was signed last comes first."""
    key = page.key(date.fromisoformat, UUID)
    rows = await list_of_decisions.decisions(
        read, list_of_decisions.DecisionFilter(ActingAgency()), key, page.limit + 1
    )
    last = rows[page.limit - 1] if len(rows) > page.limit else None
    next_cursor = last and cursor_of([last.signed_on.isoformat(), str(last.id)])
    paging = paging_links(requested.language, "/quyet-dinh", {}, ListedPage.of(page, next_cursor))
    main = fragment(decisions_listed(requested.language, rows[: page.limit]), paging)
    return SITE.page(requested, requested.language.word("decisions_title"), main, data="/v1/decisions")


@router.get("/quyet-dinh/{id}")
async def decision_page(id: UUID, read: Read, requested: Requested) -> Response:
    """Rendered in a thread: a Decision may list thousands of items."""
    listed = await decision_by_id(read, id, ActingAgency())
    main = await run_in_threadpool(decision, requested, listed)
    return SITE.page(requested, heading(requested.language, listed.decision), main, data=f"/v1/decisions/{id}")


@router.get("/can-bo/tac-dong")
async def impact_of_decision_page(
    requested: Requested, decision: Annotated[UUID | None, EMPTY_AS_NONE] = None
) -> Response:
    """For officers: the page holds no data, its script asks the API with the token of the reader."""
    main = impact_page(requested.language, "" if decision is None else str(decision))
    return SITE.page(requested, requested.language.word("impact_title"), main, script=SCRIPT)


SITE.files.add_route(router)
