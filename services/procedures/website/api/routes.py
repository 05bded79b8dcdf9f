"""The catalogue for people: pages that are whole without scripts. Their addresses are described in docs/pages.md."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, BeforeValidator, StringConstraints

from common.contracts.parts import Level
from common.http.pagination import Paging, cursor_of
from common.http.transactions import TheClock
from procedures.decisions.queries import list_of_decisions as decisions_asked
from procedures.decisions.queries.decision_by_id import decision_by_id
from procedures.law.api.routes import VersionNumber
from procedures.law.queries.procedures_in_force import Wanted, procedures_in_force
from procedures.law.queries.two_versions import two_versions
from procedures.search.queries.procedures_found import RANKED, search
from procedures.search.queries.procedures_found import Wanted as Searched
from procedures.search.queries.search_suggestions import search_suggestions
from procedures.shared.api.dependencies import Read
from procedures.shared.api.moments import TheCode
from procedures.shared.api.text_fields import AgencyCode, FieldCode, one_line
from procedures.shared.domain.procedure_codes import parse_code
from common.pages.page_route import PageRoute, Speaks
from common.pages import static_files as assets
from procedures.website.api.pages.catalogue import Turn, catalogue, results, turning
from procedures.website.api.pages.comparison_page import compared
from procedures.website.api.pages.decision_page import decision, decisions_listed, heading
from common.pages.elements import together
from procedures.website.api.pages.procedure import procedure
from common.pages.shell import Asked, shown
from procedures.website.queries.catalogue_filters import filters_of_catalogue
from procedures.website.queries.procedure_page import procedure_as_shown

router = APIRouter(route_class=PageRoute, include_in_schema=False)


def _left_out(value: Any) -> Any:
    """A form sends what was left empty too."""
    return None if value == "" else value


OrNone = BeforeValidator(_left_out)
OnDay = Annotated[date | None, OrNone]
Words = Annotated[str, StringConstraints(max_length=200), BeforeValidator(one_line)]
SUGGESTIONS = 8


@router.get("/")
async def all_in_force(
    request: Request,
    read: Read,
    clock: TheClock,
    voice: Speaks,
    page: Paging,
    in_force_on: OnDay = None,
    agency: Annotated[AgencyCode | None, OrNone] = None,
    field: Annotated[FieldCode | None, OrNone] = None,
    level: Annotated[Level | None, OrNone] = None,
) -> Response:
    wanted = Wanted(in_force_on or clock.today(), None, agency, field, level)
    rows = await procedures_in_force(read, wanted, page.key(str), page.limit + 1)
    filters = await filters_of_catalogue(read, wanted.in_force_on)
    more = cursor_of([rows[page.limit - 1].code]) if len(rows) > page.limit else None
    asked = Asked.by(request, voice)
    inside = catalogue(asked, wanted, in_force_on, filters, rows[: page.limit], Turn.of(page, more))
    return shown(asked, voice.word("catalogue_title"), inside, data=f"/v1/procedures?in_force_on={wanted.in_force_on}")


@router.get("/tim-kiem")
async def searched(
    request: Request, read: Read, clock: TheClock, voice: Speaks, page: Paging, q: Words = "", in_force_on: OnDay = None
) -> Response:
    day = in_force_on or clock.today()
    begins = max(0, *page.key(int), 0)
    hits = (await search(read, q, Searched(day), RANKED)).hits[begins:] if q else []
    more = cursor_of([begins + page.limit]) if len(hits) > page.limit else None
    asked = Asked.by(request, voice, q)
    inside = results(asked, day, in_force_on, [hit.row for hit in hits[: page.limit]], Turn.of(page, more))
    return shown(asked, voice.word("search_title"), inside)


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
    request: Request, code: TheCode, read: Read, clock: TheClock, voice: Speaks, in_force_on: OnDay = None
) -> Response:
    """404 where it is not law on the day, yet with its chain: what became of it is what people come for then."""
    known, day = parse_code(code), in_force_on or clock.today()
    found = await procedure_as_shown(read, known, day)
    asked = Asked.by(request, voice)
    status, data = 404 if found.row is None else 200, f"/v1/procedures/{known}?in_force_on={day}"
    return shown(asked, found.name, procedure(asked, found), status=status, data=data)


@router.get("/thu-tuc/{code}/thay-doi")
async def differing(
    request: Request,
    code: TheCode,
    read: Read,
    voice: Speaks,
    before: Annotated[VersionNumber, Query(alias="from")],
    after: Annotated[VersionNumber, Query(alias="to")],
) -> Response:
    known = parse_code(code)
    versions = await two_versions(read, known, before, after)
    data = f"/v1/procedures/{known}/difference?from={before}&to={after}"
    return shown(Asked.by(request, voice), f"{voice.word('title')}: {known}", compared(voice, known, *versions), data=data)


@router.get("/quyet-dinh")
async def all_decisions(request: Request, read: Read, voice: Speaks, page: Paging) -> Response:
    """The last signed first."""
    key = page.key(date.fromisoformat, UUID)
    rows = await decisions_asked.decisions(read, decisions_asked.Wanted(drafts=False), key, page.limit + 1)
    last = rows[page.limit - 1] if len(rows) > page.limit else None
    more = last and cursor_of([last.signed_on.isoformat(), str(last.id)])
    asked = Asked.by(request, voice)
    turn = turning(voice, "/quyet-dinh", {}, Turn.of(page, more))
    inside = together(decisions_listed(voice, rows[: page.limit]), turn)
    return shown(asked, voice.word("decisions_title"), inside, data="/v1/decisions")


@router.get("/quyet-dinh/{id}")
async def one_decision(request: Request, id: UUID, read: Read, voice: Speaks) -> Response:
    """Rendered beside the loop: a Decision may list thousands."""
    listed = await decision_by_id(read, id, drafts=False)
    asked = Asked.by(request, voice)
    inside = await run_in_threadpool(decision, asked, listed)
    return shown(asked, heading(voice, listed.decision), inside, data=f"/v1/decisions/{id}")


@router.get("/trang/{name}")
async def asset(name: Literal["style.css", "search.js", "icon.svg"], v: str = "") -> Response:
    """Kept for a year where the address names these very bytes."""
    kept = "public, max-age=31536000, immutable" if v == assets.DIGESTS[name] else "no-cache"
    return Response(assets.BYTES[name], media_type=assets.MEDIA_TYPES[name], headers={"Cache-Control": kept})
