"""What all questions share."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, Select
from sqlalchemy.ext.asyncio import AsyncConnection


def with_those_below(column: Column[str], code: str) -> ColumnElement[bool]:
    """An agency with all that stand below it: `H60` finds `H60.01`."""
    return (column == code) | column.startswith(f"{code}.", autoescape=True)


async def rows_of(read: AsyncConnection, statement: Select[Any]) -> Sequence[Row[Any]]:
    found: Sequence[Row[Any]] = (await read.execute(statement)).all()
    return found
