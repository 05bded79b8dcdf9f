"""The annual report, counted from events."""

from collections import Counter, defaultdict
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel

from common.http.identity import Requires
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.identity import Actor
from common.messaging.positions import positions
from common.streams.position import as_header
from reporting.api.dependencies import Read, Year
from reporting.api.figures import FigureOut, figures
from reporting.queries.decisions_of_year import decisions_of_year
from reporting.queries.essential_services import essential_services
from reporting.queries.items_of_year import ItemCount, items_of_year
from reporting.queries.list_decisions import list_decisions
from reporting.queries.lookups_of_year import lookups_of_year
from reporting.queries.online_at_year_end import OfferedCount, online_at_year_end
from reporting.queries.processes_of_year import ProcessCount, processes_of_year

router = APIRouter(prefix="/v1/reports", tags=["reports"], route_class=Route)
Reader = Annotated[Actor, Requires("reports.read")]


class AgencyOut(BaseModel):
    """One agency's part: items by kind, processes, and its online services at year end by level."""

    agency_code: str
    agency_name: str
    items: dict[str, int]
    internal_processes: int
    inter_agency_processes: int
    online: dict[str, int]


class AnnualReportOut(BaseModel):
    """All figures are counted from events; `by_kind` and `by_level` count items."""

    year: int
    figures: list[FigureOut]
    by_kind: dict[str, int]
    by_level: dict[str, dict[str, int]]
    by_agency: list[AgencyOut]


class DecisionOut(BaseModel):
    decision_id: str
    number: str
    issuing_body: str
    title: str
    signed_on: date
    agency_code: str
    agency_name: str
    late: bool
    items: int
    processes: int


@router.get("/annual")
async def annual(read: Read, _: Reader, year: Year, response: Response) -> AnnualReportOut:
    """What a year's Decisions did, and what was offered online when it ended. `Event-Position` says what was counted."""
    items, processes = await items_of_year(read, year), await processes_of_year(read, year)
    offered = await online_at_year_end(read, year)
    lookups = dict(await lookups_of_year(read, year))
    counted = figures(
        await decisions_of_year(read, year), items, processes, await essential_services(read, year), offered, lookups
    )
    response.headers["Event-Position"] = as_header(await positions(read))
    return AnnualReportOut(
        year=year,
        figures=counted,
        by_kind=by_kind(items),
        by_level=by_level(items),
        by_agency=by_agency(items, processes, offered),
    )


@router.get("/annual/decisions")
async def decisions(
    read: Read, _: Reader, year: Year, page: Paging, agency: str | None = None, topic: str | None = None
) -> Page[DecisionOut]:
    """The Decisions behind the figures, in the order of signing."""
    rows = await list_decisions(read, year, agency, topic, page)
    shown = rows[: page.limit]
    more = cursor_of((shown[-1].signed_on.isoformat(), shown[-1].decision_id)) if len(rows) > page.limit else None
    return Page(items=[DecisionOut.model_validate(row, from_attributes=True) for row in shown], next=more)


def by_kind(items: list[ItemCount]) -> dict[str, int]:
    counts = Counter[str]()
    for item in items:
        counts[item.kind] += item.count
    return dict(sorted(counts.items()))


def by_level(items: list[ItemCount]) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        counts[item.level][item.kind] += item.count
    return {level: dict(sorted(kinds.items())) for level, kinds in sorted(counts.items())}


def by_agency(items: list[ItemCount], processes: list[ProcessCount], offered: list[OfferedCount]) -> list[AgencyOut]:
    names = {one.agency_code: one.agency_name for one in offered} | {one.agency_code: one.agency_name for one in items}
    approved = {one.agency_code: one for one in processes}
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        kinds[item.agency_code][item.kind] += item.count
    online: dict[str, Counter[str]] = defaultdict(Counter)
    for one in offered:
        online[one.agency_code][one.level] += one.count
    return [
        AgencyOut(
            agency_code=code,
            agency_name=names[code],
            items=dict(sorted(kinds[code].items())),
            internal_processes=approved[code].internal if code in approved else 0,
            inter_agency_processes=approved[code].inter_agency if code in approved else 0,
            online=dict(sorted(online[code].items())),
        )
        for code in sorted(names)
    ]
