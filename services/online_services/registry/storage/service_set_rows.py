"""Sets of services: rows are added and never changed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.registry.domain.service_sets import ServiceSet
from online_services.tables import service_set, service_set_member


class ServiceSetRows:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def record(self, sets: Sequence[ServiceSet], by: str, at: datetime) -> None:
        author = {"recorded_by": by, "recorded_at": at}
        rows = [
            {
                "code": each.code,
                "kind": each.kind.value,
                "name": each.name,
                "valid_from": each.valid_from,
                "valid_to": each.valid_to,
                "legal_basis": each.legal_basis,
                **author,
            }
            for each in sets
        ]
        await self._connection.execute(insert(service_set), rows)
        members = [
            {
                "set_code": member.set_code,
                "procedure_code": member.procedure_code,
                "position": member.position,
                "valid_from": member.valid_from,
                "valid_to": member.valid_to,
                "legal_basis": member.legal_basis,
                **author,
            }
            for each in sets
            for member in each.members
        ]
        if members:
            await self._connection.execute(insert(service_set_member), members)
