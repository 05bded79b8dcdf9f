"""The contents of versions that were fetched from `procedures`, and those that are missing."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.law.domain.contents import Content, MissingContent
from online_services.tables import procedure_period, version_content

APPLIED = text("SELECT coalesce(sum(sequence), 0) FROM stream_position WHERE source = 'procedures'")


async def applied_sequence(connection: AsyncConnection) -> int:
    """Returns how many events of `procedures` have been applied: until there are more, nothing new is missing."""
    return int((await connection.execute(APPLIED)).scalar_one())


async def missing_contents(connection: AsyncConnection, limit: int) -> list[MissingContent]:
    """Returns versions that are or will be in force, or were, in the order of their codes."""
    period, kept = procedure_period.c, version_content.c
    statement = (
        select(period.procedure_code, period.version, func.max(period.content_sha256))
        .outerjoin(version_content, (kept.procedure_code == period.procedure_code) & (kept.version == period.version))
        .where(kept.version.is_(None))
        .group_by(period.procedure_code, period.version)
        .order_by(period.procedure_code, period.version)
        .limit(limit)
    )
    return [MissingContent(*row) for row in await connection.execute(statement)]


async def keep_contents(connection: AsyncConnection, contents: Sequence[Content], at: datetime) -> None:
    """Keeps the contents for ever. Of two processes that fetched the same content the first one keeps it."""
    rows = [
        {
            "procedure_code": content.procedure_code,
            "version": content.version,
            "content": content.text,
            "content_sha256": content.content_sha256,
            "stated": content.stated,
            "fetched_at": at,
        }
        for content in contents
    ]
    if rows:
        await connection.execute(insert(version_content).on_conflict_do_nothing(), rows)
