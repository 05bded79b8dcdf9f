"""What items of Decisions may point to in the national catalogue."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.decisions.domain.followed_records import Known
from procedures.decisions.domain.items import Item
from procedures.tables import national_record, national_snapshot


class FollowedRecords:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def known(self, items: Sequence[Item]) -> Known:
        """The snapshots that the items point to, each with those of their codes that it has."""
        references = [item.national_record for item in items if item.national_record is not None]
        if not references:
            return {}
        snapshots, codes = (
            {reference.snapshot_id for reference in references},
            {reference.code for reference in references},
        )
        record, snapshot = national_record.c, national_snapshot.c
        of_these_codes = (record.snapshot_id == snapshot.id) & record.code.in_(codes)
        statement = select(snapshot.id, record.code).outerjoin(national_record, of_these_codes)
        found: dict[UUID, set[str]] = {}
        for id, code in await self._connection.execute(statement.where(snapshot.id.in_(snapshots))):
            found.setdefault(id, set()).update(() if code is None else (code,))
        return {id: frozenset(codes) for id, codes in found.items()}
