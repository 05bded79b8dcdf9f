"""Helpers of several queries."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, Select, func, literal_column, or_
from sqlalchemy.ext.asyncio import AsyncConnection


def in_agency_or_below(column: Column[str], code: str) -> ColumnElement[bool]:
    """Matches an agency and all agencies below it: `H60` matches `H60.01`."""
    return (column == code) | column.startswith(f"{code}.", autoescape=True)


def matches_if_requested(agency: ColumnElement[str], requested: ColumnElement[str]) -> ColumnElement[bool]:
    """Matches like `in_agency_or_below` an agency that another row requests, and every agency if it requests none."""
    below = func.starts_with(agency, requested.concat(literal_column("'.'")))
    return or_(requested.is_(None), agency == requested, below)


async def rows_of(read: AsyncConnection, statement: Select[Any]) -> Sequence[Row[Any]]:
    rows: Sequence[Row[Any]] = (await read.execute(statement)).all()
    return rows
