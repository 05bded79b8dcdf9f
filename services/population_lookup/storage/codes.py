"""The tables of codes."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.storage.tables import code

BIRTH_REGISTRATION = "NoiDangKyKhaiSinh"
"""The list of the first three digits of a personal identification number."""


async def is_place_of_birth_registration(connection: AsyncConnection, place: str) -> bool:
    known = select(code.c.code).where(code.c.list == BIRTH_REGISTRATION, code.c.code == place)
    return await connection.scalar(known) is not None
