"""Whether the content of the version that is in force on a day has been fetched."""

from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.tables import procedure_period, version_content


async def content_is_here(read: AsyncConnection, code: str, on: date) -> bool:
    period, kept = procedure_period.c, version_content.c
    statement = (
        select(procedure_period)
        .join(version_content, (kept.procedure_code == period.procedure_code) & (kept.version == period.version))
        .where(
            period.procedure_code == code,
            period.effective_from <= on,
            period.effective_to.is_(None) | (period.effective_to > on),
        )
    )
    return bool(await read.scalar(select(exists(statement))))
