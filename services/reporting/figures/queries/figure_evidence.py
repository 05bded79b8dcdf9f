"""The rows behind a figure: their amounts add up to it, of a share to its numerator and to its denominator."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.http.pagination import PageRequest
from reporting.figures.domain.figure_definitions import EvidencePart, FigureDefinition
from reporting.figures.queries.figure_numbers import group_column
from reporting.figures.queries.figure_rows import EvidenceKind
from reporting.figures.queries.parted_rows import parameters_of, tables_of
from reporting.indicators.domain.indicators import Dimension
from reporting.shared.domain.periods import Period

KINDS_WITH_MANY_ROWS = {EvidenceKind.DOSSIER, EvidenceKind.LOOKUPS}
"""They come with the latest day first, in the order of an index, so that a page reads few more rows than it has."""
ID = 'id COLLATE "C"'


async def figure_evidence(
    read: AsyncConnection,
    definition: FigureDefinition,
    period: Period,
    group: tuple[Dimension, str] | None,
    known_on: datetime | None,
    page: PageRequest,
) -> list[Row[Any]]:
    """By part, and then in the order of ids, or of days and ids where there are many rows; with `group` only what is in
    that group. Returns one row more than the page holds if there are more. Raises `MalformedCursor`."""
    by, key = group or (None, None)
    by_day = is_by_day(definition)
    after = page.key(EvidencePart, str, date.fromisoformat) if by_day else page.key(EvidencePart, str)
    part, id, day = (*after, None, None, None)[:3]
    parameters = {
        **parameters_of(definition, period, known_on),
        "group": key,
        "id": id,
        "after_day": day,
        "limit": page.limit + 1,
    }
    return list(await read.execute(page_statement(definition, by, part, as_known=known_on is not None), parameters))


def cursor_after(definition: FigureDefinition, row: Row[Any]) -> tuple[str, ...]:
    """The key of a row, after which the next page begins."""
    return (row.part, row.id, row.day.isoformat()) if is_by_day(definition) else (row.part, row.id)


@lru_cache(1_000)
def is_by_day(definition: FigureDefinition) -> bool:
    return {kind for _, kind, _ in tables_of(definition)} <= KINDS_WITH_MANY_ROWS


@lru_cache(1_000)
def page_statement(
    definition: FigureDefinition, by: Dimension | None, after: EvidencePart | None, *, as_known: bool = False
) -> TextClause:
    """`after` is the part of the last row of the page before. Of each part no more rows are read than the page
    holds."""
    order = f"day DESC, {ID} DESC" if is_by_day(definition) else ID
    limited = " UNION ALL ".join(
        f"(SELECT '{part.value}' AS part, '{kind.value}' AS kind, x.* FROM ({sql}) x"  # noqa: S608 - constants only
        f" WHERE {' AND '.join(_conditions(definition, by, is_begun=part is after))} ORDER BY {order} LIMIT :limit)"
        for part, kind, sql in tables_of(definition, as_known=as_known)
        if after is None or part >= after
    )
    return text(f"SELECT * FROM ({limited}) AS counted ORDER BY part, {order} LIMIT :limit")  # noqa: S608 - constants only


def _conditions(definition: FigureDefinition, by: Dimension | None, *, is_begun: bool) -> Iterator[str]:
    """`is_begun`: the page before ends within the part."""
    yield "true"
    if by is not None:
        yield f"{group_column(by)} = :group"
    if is_begun and is_by_day(definition):
        yield "day <= CAST(:after_day AS date)"  # else the index is read from the last day of the period
        yield f"(day, {ID}) < (CAST(:after_day AS date), :id)"
    elif is_begun:
        yield f"{ID} > :id"
