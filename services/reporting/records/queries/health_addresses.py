"""The data services that are connected on a day and have a health address."""

from datetime import date

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.records.domain.connection_checks import HealthAddress

ADDRESSES = text("""
    SELECT code, attributes ->> 'health_url' AS url FROM (
        SELECT DISTINCT ON (v.code) v.code, v.valid_to, v.attributes
        FROM record_version v JOIN record_approval a USING (kind, code, number)
        WHERE v.kind = 'data_service' AND a.outcome = 'approved' AND v.valid_from <= :day
        ORDER BY v.code, v.number DESC
    ) AS applicable
    WHERE (valid_to IS NULL OR valid_to > :day) AND attributes ->> 'health_url' IS NOT NULL
    ORDER BY code
""")


async def health_addresses(read: AsyncConnection, day: date) -> list[HealthAddress]:
    return [HealthAddress(row.code, row.url) for row in await read.execute(ADDRESSES, {"day": day})]
