"""Names of recorded agencies."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.tables import agency


async def names_of_agencies(read: AsyncConnection, codes: Collection[str]) -> Mapping[str, str]:
    """The names by code."""
    rows = await read.execute(select(agency.c.code, agency.c.name).where(agency.c.code.in_(codes)))
    return {row.code: row.name for row in rows}


async def names_in(read: AsyncConnection, content: Mapping[str, Any]) -> Mapping[str, str]:
    """The names of the recorded agencies that have a role in the content."""
    return await names_of_agencies(read, {agency["code"] for agency in content["agencies"] if agency["code"]})


async def names_of_all(read: AsyncConnection) -> Mapping[str, str]:
    rows = await read.execute(select(agency.c.code, agency.c.name))
    return {row.code: row.name for row in rows}
