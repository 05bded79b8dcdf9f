"""What filing a dossier needs of the law of a day: the content of the version in force, and the internal processes by
which dossiers are handled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.law.domain.refusals import ContentNotHereYet, ProcedureNotFound, ProcedureNotInForceOnDay
from online_services.law.queries.processes_in_force import processes_in_force
from online_services.law.storage.repository import present_code
from online_services.tables import procedure_period, version_content


@dataclass(frozen=True, slots=True)
class FilingRequirements:
    """`period` has the version in force with its content."""

    period: Row[Any]
    processes: Sequence[Row[Any]]


async def filing_requirements(read: AsyncConnection, code: str, on: date) -> FilingRequirements:
    """A former provisional code leads to the procedure. Raises `ProcedureNotFound`, `ProcedureNotInForceOnDay` and
    `ContentNotHereYet`."""
    code = await present_code(read, code)
    return FilingRequirements(await version_in_force(read, code, on), await processes_in_force(read, code, on))


async def version_in_force(read: AsyncConnection, code: str, on: date) -> Row[Any]:
    """The version with its content. Raises `ProcedureNotFound`, `ProcedureNotInForceOnDay` and `ContentNotHereYet`."""
    period, kept = procedure_period.c, version_content.c
    statement: Select[Any] = (
        select(
            period.version, period.name, period.effective_from, period.effective_to, kept.content_sha256, kept.content
        )
        .outerjoin(version_content, (kept.procedure_code == period.procedure_code) & (kept.version == period.version))
        .where(
            period.procedure_code == code,
            period.effective_from <= on,
            period.effective_to.is_(None) | (period.effective_to > on),
        )
    )
    row: Row[Any] | None = (await read.execute(statement)).one_or_none()
    if row is None:
        await _require_procedure(read, code)
        raise ProcedureNotInForceOnDay(code, on)
    if row.content is None:
        raise ContentNotHereYet(code, row.version)
    return row


async def _require_procedure(read: AsyncConnection, code: str) -> None:
    statement = select(procedure_period.c.version).where(procedure_period.c.procedure_code == code).limit(1)
    if (await read.execute(statement)).one_or_none() is None:
        raise ProcedureNotFound(code)
