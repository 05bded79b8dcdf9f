"""The records of the national catalogue that items of Decisions may follow."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.decisions.domain.followed_records import SnapshotCodes
from procedures.decisions.domain.items import Item
from procedures.tables import national_record, national_snapshot


class FollowedRecords:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def existing(self, items: Sequence[Item]) -> SnapshotCodes:
        """The snapshots that the items name, each with those of the named codes that it has."""
        references = [item.national_record for item in items if item.national_record is not None]
        if not references:
            return {}
        snapshots = {reference.snapshot_id for reference in references}
        codes = {reference.code for reference in references}
        record, snapshot = national_record.c, national_snapshot.c
        with_these_codes = (record.snapshot_id == snapshot.id) & record.code.in_(codes)
        statement = select(snapshot.id, record.code).outerjoin(national_record, with_these_codes)
        codes_by_snapshot: dict[UUID, set[str]] = {}
        for id, code in await self._connection.execute(statement.where(snapshot.id.in_(snapshots))):
            codes_by_snapshot.setdefault(id, set()).update(() if code is None else (code,))
        return {id: frozenset(codes) for id, codes in codes_by_snapshot.items()}
