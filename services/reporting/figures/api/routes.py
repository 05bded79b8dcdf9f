"""The catalogue of figures, each figure of any period, and the rows behind it."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from common.consumer.positions import positions
from common.eventlog.position import as_header
from common.http.declarations import returns
from common.http.documented_headers import EVENT_POSITION
from common.http.freshness import POSITION
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read
from reporting.figures.api.responses import (
    CataloguedFigureOut,
    FigureCatalogueOut,
    FigureEvidenceOut,
    FigureReportOut,
)
from reporting.figures.domain.refusals import GroupWithoutDimension
from reporting.figures.queries.figure_by_key import all_figures
from reporting.figures.queries.figure_evidence import cursor_after, figure_evidence
from reporting.figures.queries.figure_report import figure_report, required_figure
from reporting.indicators.domain.indicators import Dimension
from reporting.shared.api.dependencies import Reader
from reporting.shared.api.entry_fields import KnownOn
from reporting.shared.api.period_parameters import ThePeriod

router = APIRouter(prefix="/v1/figures", tags=["figures"], route_class=Route)

FigureKey = Annotated[str, Path(pattern=r"^[A-Za-z0-9_.-]{1,80}$", examples=["decisions"])]
By = Annotated[Dimension, Query(description="a dimension of the figure")]


@router.get("", operation_id="listFigures")
async def catalogue(_: Reader, read: Read) -> FigureCatalogueOut:
    """All figures: those that are counted in the order of the reports, then those that agencies enter."""
    return FigureCatalogueOut(items=[CataloguedFigureOut.of(definition) for definition in await all_figures(read)])


@router.get("/{key}", operation_id="getFigure")
@returns(EVENT_POSITION)
async def figure(
    key: FigureKey,
    _: Reader,
    read: Read,
    period: ThePeriod,
    response: Response,
    by: By = Dimension.NONE,
    known_on: KnownOn = None,
) -> FigureReportOut:
    """A figure of a period, beside the period before and the same period of the year before. `Event-Position` states
    which events are counted."""
    report = await figure_report(read, key, period, by, known_on)
    response.headers[POSITION] = as_header(await positions(read))
    return FigureReportOut.of(report, by)


@router.get("/{key}/evidence", operation_id="listFigureEvidence")
@returns(EVENT_POSITION)
async def evidence(
    key: FigureKey,
    _: Reader,
    read: Read,
    period: ThePeriod,
    page: Paging,
    response: Response,
    by: By = Dimension.NONE,
    group: Annotated[str | None, Query(max_length=60, description="with `by`: the key of one group")] = None,
    known_on: KnownOn = None,
) -> Page[FigureEvidenceOut]:
    """The rows that a figure counts: their amounts add up to it, of a share to its numerator and its denominator. They
    name no person."""
    if group is not None and by is Dimension.NONE:
        raise GroupWithoutDimension(group)
    definition = await required_figure(read, key, period, by)
    chosen = None if group is None else (by, group)
    rows = await figure_evidence(read, definition, period, chosen, known_on, page)
    shown = rows[: page.limit]
    next_cursor = cursor_of(cursor_after(definition, shown[-1])) if len(rows) > page.limit else None
    response.headers[POSITION] = as_header(await positions(read))
    return Page(items=[FigureEvidenceOut.of_row(row) for row in shown], next=next_cursor)
