"""A page of the evidence of the figures with the most rows, against a read by primary key."""

from functools import partial
from statistics import median
from typing import Any

from sqlalchemy import Row, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from common.http.pagination import PageRequest
from reporting.figures.domain.catalogue import CATALOGUE
from reporting.figures.domain.figure_definitions import EvidencePart
from reporting.figures.queries.figure_evidence import figure_evidence
from reporting.figures.queries.figure_rows import ROWS, row_parameters
from reporting.shared.domain.periods import Period
from reporting.tables import dossier
from tests.benchmarks.ratio_rounds import Figure, seconds_of, single_figure

LARGE_FIGURES = ("dossiers_received", "dossiers_open", "lookups_answered")
PAGE = 50


async def evidence_pages(engine: AsyncEngine, period: Period, pages: int) -> list[Figure]:
    async with engine.connect() as read:
        return [await evidence_page(read, key, period, pages) for key in LARGE_FIGURES]


async def evidence_page(read: AsyncConnection, key: str, period: Period, pages: int) -> Figure:
    """The median over pages from all parts of the evidence, with a cursor as the page before gives it."""
    statement = text(f"SELECT id, day::text FROM ({ROWS[key].sql}) AS counted ORDER BY day")
    rows = (await read.execute(statement, row_parameters(period))).all()

    async def read_page(row: Row[Any]) -> None:
        page = PageRequest(PAGE, (EvidencePart.NUMERATOR.value, *row))
        await figure_evidence(read, CATALOGUE[key], period, None, None, page)

    async def read_row() -> None:
        (await read.execute(select(dossier).where(dossier.c.dossier_id == "1"))).one()

    await read_page(rows[0])
    await read_row()
    starts = rows[:: max(1, len(rows) // pages)]
    page_seconds = median([await seconds_of(partial(read_page, row)) for row in starts])
    row_seconds = median([await seconds_of(read_row) for _ in starts])
    name = f"a page of the evidence of {key}, of {len(rows):,} rows: p50"
    return single_figure(name, "a read by primary key", "ms", page_seconds * 1_000, row_seconds * 1_000, 25)
