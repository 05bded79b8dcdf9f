"""Agencies, fields, levels and topics that a Decision may name."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as field_of
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Table, func, insert, select, tuple_
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.registers.domain.agencies import Agency, require_order, require_successors
from procedures.registers.domain.levels import AdministrativeLevel
from procedures.tables import administrative_level, agency, field, register_entry, topic

AGENCY = ("code", "valid_from", "valid_to", "successor_codes")
"""The columns of an agency that the rules are about."""


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """An agency or a field as an officer records it. `given` are the other given columns of an agency: the days of its
    validity, None to open a side, and its successors. A field has none."""

    code: str
    name: str
    given: Mapping[str, Any] = field_of(default_factory=dict)


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

    async def record_agencies(self, entries: Sequence[RegisterEntry], by: str, at: datetime) -> list[Mapping[str, Any]]:
        """What is not given keeps its recorded value. Returns the rows that were written. Raises `ValidityReversed` and
        `UnknownAgency`."""
        recorded = await self._agencies((entry.code for entry in entries), lock=True)
        agencies = {
            entry.code: replace(recorded.get(entry.code, Agency(entry.code)), **entry.given) for entry in entries
        }
        successors = {code for entry in agencies.values() for code in entry.successor_codes}
        require_successors(agencies, await self._agencies(successors))
        rows: list[dict[str, object]] = []
        for entry in entries:
            require_order(agencies[entry.code])
            rows.append({"name": entry.name, **{name: getattr(agencies[entry.code], name) for name in AGENCY}})
        statement = postgresql.insert(agency)
        new = {name: statement.excluded[name] for name in ("name", *AGENCY[1:])}
        return await self._record(agency, statement, rows, new, by, at)

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
    ) -> list[Mapping[str, Any]]:
        """Writes only rows that differ, and keeps each new name or validity for ever together with its author. Returns
        the written rows."""
        differs = tuple_(*(table.c[name] for name in new)).is_distinct_from(tuple_(*new.values()))
        # Every transaction writes rows in the same order, so that two with the same codes wait and do not deadlock.
        rows.sort(key=lambda row: str(row["code"]))
        written = await self._connection.execute(
            statement.values(rows)
            .on_conflict_do_update(index_elements=["code"], set_=new, where=differs)
            .returning(*table.c)
        )
        entries: list[Mapping[str, Any]] = [
            {"register": table.name, "recorded_by": by, "recorded_at": at, **row} for row in written.mappings()
        ]
        if entries:
            await self._connection.execute(insert(register_entry), entries)
        return entries

    async def _agencies(self, codes: Iterable[str], *, lock: bool = False) -> dict[str, Agency]:
        table = agency.c
        statement = select(*(table[name] for name in AGENCY)).where(table.code == func.any(sorted(set(codes))))
        if lock:
            # A lock that still lets Decisions refer to these agencies.
            statement = statement.order_by(table.code).with_for_update(key_share=True)
        rows = await self._connection.execute(statement)
        return {row.code: Agency(row.code, row.valid_from, row.valid_to, tuple(row.successor_codes)) for row in rows}

    async def _names(self, table: Table, codes: Iterable[str]) -> Mapping[str, str]:
        code: Column[str] = table.c.code
        rows = await self._connection.execute(select(code, table.c.name).where(code == func.any(sorted(set(codes)))))
        return {row.code: row.name for row in rows}
