"""The dossiers behind a figure of a period, so that a reader can check the number."""

from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.http.pagination import PageRequest
from reporting.figures.domain.dossier_figures import DossierFigure
from reporting.figures.queries.dossier_conditions import CONDITIONS, FILTERS, DossierFilter
from reporting.shared.domain.periods import Period

EVIDENCE = {
    figure: text(
        f"SELECT * FROM projected.dossier WHERE {condition} AND {FILTERS}"  # noqa: S608 - constants only
        " AND dossier_id > :after ORDER BY dossier_id LIMIT :limit"
    )
    for figure, condition in CONDITIONS.items()
}


async def dossiers_behind_figure(
    read: AsyncConnection, period: Period, figure: DossierFigure, criteria: DossierFilter, page: PageRequest
) -> list[Row[Any]]:
    """Returns one row more than the page holds if there are more. Raises `MalformedCursor`."""
    (after,) = page.key(str) or ("",)
    parameters = {**criteria.parameters(period.first, period.last), "after": after, "limit": page.limit + 1}
    return list(await read.execute(EVIDENCE[figure], parameters))
