"""Helpers of several queries."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, Select
from sqlalchemy.ext.asyncio import AsyncConnection


def in_agency_or_below(column: Column[str], code: str) -> ColumnElement[bool]:
    """Matches an agency and all agencies below it: `H60` matches `H60.01`."""
    return (column == code) | column.startswith(f"{code}.", autoescape=True)


async def rows_of(read: AsyncConnection, statement: Select[Any]) -> Sequence[Row[Any]]:
    rows: Sequence[Row[Any]] = (await read.execute(statement)).all()
    return rows
