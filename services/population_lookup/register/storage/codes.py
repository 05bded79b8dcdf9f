"""Queries of the tables of codes."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of

BIRTH_REGISTRATION = "NoiDangKyKhaiSinh"
"""The list of the first three digits of a personal identification number."""

EXISTING = "SELECT code FROM code WHERE list = $1 AND code = ANY($2)"


async def places_of_birth_registration(connection: AsyncConnection, codes: Collection[str]) -> frozenset[str]:
    """Returns those of the codes that exist."""
    if not codes:
        return frozenset()
    rows = await (await driver_of(connection)).fetch(EXISTING, BIRTH_REGISTRATION, list(codes))
    return frozenset(code for (code,) in rows)
