"""Lists for which a Decision may designate procedures."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import insert, select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.registers.domain.designation_lists import Designation
from procedures.tables import designation, register_entry

LOCK = text("LOCK TABLE designation IN SHARE ROW EXCLUSIVE MODE")
"""Lists are recorded one after another, while Decisions may still refer to them."""


class Designations:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def locked(self) -> Mapping[str, Designation]:
        """Returns all lists by code; no other transaction records one before this one ends."""
        await self._connection.execute(LOCK)
        return await self.by_code()

    async def by_code(self) -> Mapping[str, Designation]:
        columns = designation.c.code, designation.c.name, designation.c.online_level
        return {row.code: Designation(*row) for row in await self._connection.execute(select(*columns))}

    async def record(self, designations: Sequence[Designation], by: str, at: datetime) -> None:
        """Adds those that are new, and keeps for ever who recorded them."""
        rows = [{"code": entry.code, "name": entry.name, "online_level": entry.online_level} for entry in designations]
        added = postgresql.insert(designation).values(rows).on_conflict_do_nothing()
        written = await self._connection.execute(added.returning(designation.c.code, designation.c.name))
        entries = [
            {"register": "designation", "recorded_by": by, "recorded_at": at, **row} for row in written.mappings()
        ]
        if entries:
            await self._connection.execute(insert(register_entry), entries)
