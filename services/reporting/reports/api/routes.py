"""The annual report, counted from events, and the Decisions behind it."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from common.consumer.positions import positions
from common.contracts.parts import ItemKind
from common.eventlog.position import as_header
from common.http.freshness import POSITION
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read
from reporting.figures.domain.breakdowns import AgencyOut, LevelOut, by_agency, by_kind, by_level
from reporting.figures.domain.figures import FigureOut, figures
from reporting.figures.queries.counts_of_year import counted_in
from reporting.reports.queries.decisions_behind_figures import Wanted, list_decisions
from reporting.shared.api.dependencies import Code, Reader, Year

router = APIRouter(prefix="/v1/reports", tags=["reports"], route_class=Route)


class AnnualReportOut(BaseModel):
    """All figures are counted from events. `by_kind` counts items; each item and each service is of one level and one agency."""

    year: int
    figures: list[FigureOut]
    by_kind: dict[str, int]
    by_level: list[LevelOut]
    by_agency: list[AgencyOut]


class DecisionOut(BaseModel):
    """`items` counts the Decision's items by kind: what it adds to the figures. So many of them were annulled and corrected since."""

    decision_id: str
    number: str
    issuing_body: str
    title: str
    signed_on: date
    published_on: date
    agency_code: str
    agency_name: str
    late: bool
    topics: list[str]
    items: dict[str, int]
    processes: int
    annulled_processes: int
    annulled_items: int
    corrected_items: int


@router.get("/annual")
async def annual(_: Reader, read: Read, year: Year, response: Response) -> AnnualReportOut:
    """What a year's Decisions did, and what was offered online when it ended. `Event-Position` says what was counted."""
    counted = await counted_in(read, year)
    response.headers[POSITION] = as_header(await positions(read))
    return AnnualReportOut(
        year=year,
        figures=figures(counted),
        by_kind=by_kind(counted),
        by_level=by_level(counted),
        by_agency=by_agency(counted),
    )


@router.get("/annual/decisions")
async def decisions(
    _: Reader,
    read: Read,
    year: Year,
    page: Paging,
    response: Response,
    agency: Code | None = None,
    topic: Code | None = None,
    kind: Annotated[ItemKind | None, Query(description="only Decisions with an item of this kind")] = None,
) -> Page[DecisionOut]:
    """The Decisions behind the figures, in the order of signing: what they add makes each figure up."""
    rows = await list_decisions(read, Wanted(year, agency, topic, kind and kind.value), page)
    shown = rows[: page.limit]
    more = cursor_of((shown[-1].signed_on.isoformat(), shown[-1].decision_id)) if len(rows) > page.limit else None
    response.headers[POSITION] = as_header(await positions(read))
    return Page(items=[DecisionOut.model_validate(row, from_attributes=True) for row in shown], next=more)
