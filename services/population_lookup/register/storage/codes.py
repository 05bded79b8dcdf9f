"""Queries of the tables of codes."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.tables import code

BIRTH_REGISTRATION = "NoiDangKyKhaiSinh"
"""The list of the first three digits of a personal identification number."""


async def places_of_birth_registration(connection: AsyncConnection, codes: Collection[str]) -> frozenset[str]:
    """Returns those of the codes that exist."""
    if not codes:
        return frozenset()
    return frozenset(
        await connection.scalars(select(code.c.code).where(code.c.list == BIRTH_REGISTRATION, code.c.code.in_(codes)))
    )
