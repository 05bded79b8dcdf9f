"""The act that replaced the provisional code of a procedure."""

from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.tables import recoding


async def recoding_of_procedure(read: AsyncConnection, code: str) -> Row[Any] | None:
    """Returns None for a procedure that always had its code."""
    return (await read.execute(select(recoding).where(recoding.c.code == code))).one_or_none()
