"""Agencies, fields, levels and topics that a Decision may name."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as field_of
from datetime import date, datetime

from sqlalchemy import Column, Table, func, insert, select, tuple_
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.registers.domain.agencies import Agency, require_order
from procedures.registers.domain.levels import AdministrativeLevel
from procedures.tables import administrative_level, agency, field, register_entry, topic


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """An agency or a field as an officer records it. `days` are the given days of its validity, None to open a side; a
    field has none."""

    code: str
    name: str
    days: Mapping[str, date | None] = field_of(default_factory=dict)


class Registers:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def levels(self) -> dict[str, AdministrativeLevel]:
        rows = await self._connection.execute(
            select(administrative_level.c.code, administrative_level.c.valid_from, administrative_level.c.valid_to)
        )
        return {row.code: AdministrativeLevel(*row) for row in rows}

    async def topics(self) -> frozenset[str]:
        return frozenset(await self._connection.scalars(select(topic.c.code)))

    async def agencies(self, codes: Iterable[str]) -> Mapping[str, Agency]:
        """Those of the codes that are recorded."""
        return await self._agencies(codes)

    async def agency_names(self, codes: Iterable[str]) -> Mapping[str, str]:
        return await self._names(agency, codes)

    async def field_names(self, codes: Iterable[str]) -> Mapping[str, str]:
        return await self._names(field, codes)

    async def field_codes(self, key_of: Callable[[str], str]) -> dict[str, str]:
        """The code of each field by the key of its name, as far as one field alone has the key."""
        rows = (await self._connection.execute(select(field.c.code, field.c.name))).all()
        counts = Counter(key_of(row.name) for row in rows)
        return {key: row.code for row in rows if counts[key := key_of(row.name)] == 1}

    async def record_agencies(self, entries: Sequence[RegisterEntry], by: str, at: datetime) -> None:
        """A day that is not given keeps its recorded value. Raises `ValidityReversed`."""
        recorded = await self._agencies((entry.code for entry in entries), lock=True)
        rows: list[dict[str, object]] = []
        for entry in entries:
            before = recorded.get(entry.code, Agency(entry.code))
            days = {"valid_from": before.valid_from, "valid_to": before.valid_to, **entry.days}
            require_order(Agency(entry.code, **days))
            rows.append({"code": entry.code, "name": entry.name, **days})
        statement = postgresql.insert(agency)
        new = {name: statement.excluded[name] for name in ("name", "valid_from", "valid_to")}
        await self._record(agency, statement, rows, new, by, at)

    async def record_fields(self, entries: Sequence[RegisterEntry], by: str, at: datetime) -> None:
        rows: list[dict[str, object]] = [{"code": entry.code, "name": entry.name} for entry in entries]
        statement = postgresql.insert(field)
        await self._record(field, statement, rows, {"name": statement.excluded.name}, by, at)

    async def _record(
        self,
        table: Table,
        statement: postgresql.Insert,
        rows: list[dict[str, object]],
        new: Mapping[str, object],
        by: str,
        at: datetime,
    ) -> None:
        """Writes only rows that differ, and keeps each new name or validity for ever together with its author."""
        differs = tuple_(*(table.c[name] for name in new)).is_distinct_from(tuple_(*new.values()))
        # Every transaction writes rows in the same order, so that two with the same codes wait and do not deadlock.
        rows.sort(key=lambda row: str(row["code"]))
        written = await self._connection.execute(
            statement.values(rows)
            .on_conflict_do_update(index_elements=["code"], set_=new, where=differs)
            .returning(*table.c)
        )
        entries = [{"register": table.name, "recorded_by": by, "recorded_at": at, **row} for row in written.mappings()]
        if entries:
            await self._connection.execute(insert(register_entry), entries)

    async def _agencies(self, codes: Iterable[str], *, lock: bool = False) -> dict[str, Agency]:
        table = agency.c
        statement = select(table.code, table.valid_from, table.valid_to).where(
            table.code == func.any(sorted(set(codes)))
        )
        if lock:
            # A lock that still lets Decisions refer to these agencies.
            statement = statement.order_by(table.code).with_for_update(key_share=True)
        return {row.code: Agency(*row) for row in await self._connection.execute(statement)}

    async def _names(self, table: Table, codes: Iterable[str]) -> Mapping[str, str]:
        code: Column[str] = table.c.code
        rows = await self._connection.execute(select(code, table.c.name).where(code == func.any(sorted(set(codes)))))
        return {row.code: row.name for row in rows}
