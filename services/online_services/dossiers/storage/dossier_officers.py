"""Who handles dossiers as what: rows are added and never changed."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.dossiers.domain.officers import Officer, roles_held
from online_services.dossiers.domain.transitions import Role
from online_services.dossiers.storage.rows import officer_of_row
from online_services.tables import dossier_officer

column = dossier_officer.c
KEY = (column.agency_code, column.subject, column.role, column.valid_from)
CURRENT = select(dossier_officer).ext(distinct_on(*KEY)).order_by(*KEY, column.id.desc())
"""The last recorded row of each key counts."""
OF_SUBJECT = CURRENT.where(column.agency_code == bindparam("agency"), column.subject == bindparam("of_subject"))


class DossierOfficers:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, agency: str, subject: str) -> list[Officer]:
        rows = await self._connection.execute(OF_SUBJECT, {"agency": agency, "of_subject": subject})
        return [officer_of_row(row) for row in rows]

    async def roles_of(self, agency: str, subject: str, today: date) -> frozenset[Role]:
        """The roles that they hold at the agency today."""
        return roles_held(await self.of(agency, subject), agency, subject, today)

    async def record(self, officers: Sequence[Officer], by: str, at: datetime) -> None:
        """A row that equals the recorded one is not written again. Of several rows with one key the last one counts."""
        agencies = sorted({officer.agency_code for officer in officers})
        rows = await self._connection.execute(CURRENT.where(column.agency_code.in_(agencies)))
        recorded = {officer_of_row(row) for row in rows}
        last = {(each.agency_code, each.subject, each.role, each.valid_from): each for each in officers}
        new = [
            {
                "agency_code": officer.agency_code,
                "subject": officer.subject,
                "role": officer.role.value,
                "valid_from": officer.valid_from,
                "valid_to": officer.valid_to,
                "legal_basis": officer.legal_basis,
                "recorded_by": by,
                "recorded_at": at,
            }
            for officer in last.values()
            if officer not in recorded
        ]
        if new:
            await self._connection.execute(insert(dossier_officer), new)
