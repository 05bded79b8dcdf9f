"""Forms, and what was filled in: rows are added and never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.tables import dossier_form, form, procedure_period, recoded_procedure


@dataclass(frozen=True, slots=True)
class RecordedForm:
    """`schema` is the JSON Schema as text. Of the forms of one version the last recorded one counts."""

    id: int
    procedure_code: str
    version: int
    schema: str
    legal_basis: str
    agency_code: str
    recorded_at: datetime


class Forms:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def current(self, code: str, version: int) -> RecordedForm | None:
        """A form that was recorded under a former provisional code is the procedure's."""
        column = form.c
        former = select(recoded_procedure.c.former_code).where(recoded_procedure.c.procedure_code == code)
        statement = (
            select(
                column.id,
                column.procedure_code,
                column.version,
                column.schema,
                column.legal_basis,
                column.agency_code,
                column.recorded_at,
            )
            .where(or_(column.procedure_code == code, column.procedure_code.in_(former)), column.version == version)
            .order_by(column.id.desc())
            .limit(1)
        )
        row = (await self._connection.execute(statement)).one_or_none()
        return None if row is None else RecordedForm(*row)

    async def has_version(self, code: str, version: int) -> bool:
        column = procedure_period.c
        statement = select(column.version).where(column.procedure_code == code, column.version == version).limit(1)
        return (await self._connection.execute(statement)).one_or_none() is not None

    async def record(
        self, code: str, version: int, schema: str, legal_basis: str, by: str, agency: str, at: datetime
    ) -> None:
        values = {
            "procedure_code": code,
            "version": version,
            "schema": schema,
            "legal_basis": legal_basis,
            "agency_code": agency,
            "recorded_by": by,
            "recorded_at": at,
        }
        await self._connection.execute(insert(form).values(values))

    async def add_data(self, dossier_id: UUID, form_id: int, data: Mapping[str, Any]) -> None:
        await self._connection.execute(
            insert(dossier_form).values(dossier_id=dossier_id, form_id=form_id, data=dict(data))
        )
