"""The rows behind a figure: their amounts add up to it, of a share to its numerator and to its denominator."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.http.pagination import PageRequest
from reporting.figures.domain.figure_definitions import FigureDefinition
from reporting.figures.queries.figure_numbers import group_column
from reporting.figures.queries.parted_rows import parameters_of, parted_rows
from reporting.indicators.domain.indicators import Dimension
from reporting.shared.domain.periods import Period


async def figure_evidence(
    read: AsyncConnection,
    definition: FigureDefinition,
    period: Period,
    group: tuple[Dimension, str] | None,
    known_on: datetime | None,
    page: PageRequest,
) -> list[Row[Any]]:
    """In the order of parts and ids; with `group` only what is in that group. Returns one row more than the page holds
    if there are more. Raises `MalformedCursor`."""
    part, id = page.key(str, str) or ("", "")
    by, key = group or (None, None)
    parameters = {
        **parameters_of(definition, period, known_on),
        "group": key,
        "part": part,
        "id": id,
        "limit": page.limit + 1,
    }
    return list(await read.execute(_rows(definition, by), parameters))


@lru_cache(1_000)
def _rows(definition: FigureDefinition, by: Dimension | None) -> TextClause:
    chosen = "" if by is None else f"{group_column(by)} = :group AND"
    return text(
        f"SELECT * FROM ({parted_rows(definition)}) AS counted"  # noqa: S608 - constants only
        f' WHERE {chosen} (part, id COLLATE "C") > (:part, :id) ORDER BY part, id COLLATE "C" LIMIT :limit'
    )
