"""How many records of each kind there are on a day: counted, never typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.records.domain.record_kinds import RecordKind, parted_by, summed
from reporting.records.queries.applicable_records import APPLICABLE_RECORDS

COUNTED = f"""
    WITH {APPLICABLE_RECORDS}
    SELECT c.kind, c.attributes ->> p.part AS part, count(*) AS records,
        coalesce(bool_or((c.attributes ->> 'estimated')::boolean), false) AS estimated,
        sum((c.attributes ->> 'members')::bigint)::bigint AS members,
        sum((c.attributes ->> 'items_open')::bigint)::bigint AS items_open,
        sum((c.attributes ->> 'items_by_default')::bigint)::bigint AS items_by_default,
        sum((c.attributes ->> 'items_on_request')::bigint)::bigint AS items_on_request
    FROM applicable c
    JOIN unnest(CAST(:kinds AS text[]), CAST(:parts AS text[])) AS p (kind, part) ON p.kind = c.kind
    WHERE c.valid_to IS NULL OR c.valid_to > :day
    GROUP BY 1, 2 ORDER BY 1, 2
"""  # noqa: S608 - constants only


@dataclass(frozen=True, slots=True)
class PartCount:
    """How many records are alike in the attribute that the kind is parted by; `part` is None where there is none.
    `sums` adds up the numbers that the records state; `estimated` says that one of them is an estimate."""

    part: str | None
    count: int
    sums: Mapping[str, int]
    estimated: bool


@dataclass(frozen=True, slots=True)
class RecordCount:
    kind: RecordKind
    parts: tuple[PartCount, ...]

    @property
    def count(self) -> int:
        return sum(part.count for part in self.parts)

    @property
    def estimated(self) -> bool:
        return any(part.estimated for part in self.parts)

    @property
    def sums(self) -> dict[str, int]:
        return {name: sum(part.sums[name] for part in self.parts) for name in summed(self.kind)}


async def record_counts(read: AsyncConnection, day: date, known_on: datetime | None) -> list[RecordCount]:
    """Every kind, in the order of `RecordKind`, also where it has no records on the day. `known_on` leaves out what was
    approved later."""
    kinds = list(RecordKind)
    parameters = {
        "day": day,
        "known_on": known_on,
        "kinds": [kind.value for kind in kinds],
        "parts": [parted_by(kind) for kind in kinds],
    }
    parts: dict[RecordKind, list[PartCount]] = {kind: [] for kind in kinds}
    for row in await read.execute(text(COUNTED), parameters):
        kind = RecordKind(row.kind)
        parts[kind].append(PartCount(row.part, row.records, _sums(kind, row), row.estimated))
    return [RecordCount(kind, tuple(counted)) for kind, counted in parts.items()]


def _sums(kind: RecordKind, row: Any) -> dict[str, int]:
    return {name: getattr(row, name) for name in summed(kind)}
