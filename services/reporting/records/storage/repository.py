"""The versions of records, and what another person decided about each."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Row, Select, insert, select, text, tuple_
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.records.domain.record_kinds import Attributes, RecordKind, attributes_class
from reporting.records.domain.records import RecordKey, RecordVersion
from reporting.shared.domain.approvals import Approval
from reporting.tables import record_approval, record_version

LOCK = text("""
    SELECT pg_advisory_xact_lock(key) FROM (
        SELECT DISTINCT hashtextextended(record, 9) AS key FROM unnest(CAST(:records AS text[])) AS record ORDER BY key
    ) AS records
""")


class Records:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lock(self, keys: Sequence[RecordKey]) -> dict[RecordKey, Row[Any]]:
        """Locks the records, in one order whatever that of the keys, and returns the last version of each that exists,
        with the decision about it."""
        await self._connection.execute(LOCK, {"records": [str(key) for key in keys]})
        pairs = [(key.kind.value, key.code) for key in keys]
        statement = versions_with_approvals().where(tuple_(record_version.c.kind, record_version.c.code).in_(pairs))
        rows = (await self._connection.execute(only_last(statement))).all()
        return {key_in(row): row for row in rows}

    async def add(self, versions: Sequence[RecordVersion], number: int, by: str, at: datetime) -> None:
        """Adds versions of different records, all with the same number."""
        await self._connection.execute(
            insert(record_version),
            [
                {
                    "kind": version.key.kind.value,
                    "code": version.code,
                    "number": number,
                    "name": version.name,
                    "agency_code": version.agency_code,
                    "valid_from": version.valid_from,
                    "valid_to": version.valid_to,
                    "source_document": version.source_document,
                    "attributes": msgspec.to_builtins(version.attributes),
                    "entered_by": by,
                    "entered_at": at,
                }
                for version in versions
            ],
        )

    async def decide(self, versions: Sequence[tuple[RecordKey, int]], approval: Approval) -> None:
        await self._connection.execute(
            insert(record_approval),
            [
                {
                    "kind": key.kind.value,
                    "code": key.code,
                    "number": number,
                    "outcome": approval.outcome.value,
                    "ground": approval.ground,
                    "decided_by": approval.by,
                    "decided_at": approval.at,
                }
                for key, number in versions
            ],
        )


def versions_with_approvals() -> Select[Any]:
    """Every version, with the decision about it; None where there is none."""
    version, approval = record_version.c, record_approval.c
    return select(
        record_version, approval.outcome, approval.ground, approval.decided_by, approval.decided_at
    ).outerjoin(
        record_approval,
        (approval.kind == version.kind) & (approval.code == version.code) & (approval.number == version.number),
    )


def only_last(statement: Select[Any]) -> Select[Any]:
    """Of each record only the version with the highest number, in the order of kinds and codes."""
    version = record_version.c
    return statement.ext(distinct_on(version.kind, version.code)).order_by(
        version.kind, version.code, version.number.desc()
    )


def key_in(row: Row[Any]) -> RecordKey:
    return RecordKey(RecordKind(row.kind), row.code)


def attributes_in(row: Row[Any]) -> Attributes:
    return msgspec.convert(row.attributes, attributes_class(RecordKind(row.kind)))
