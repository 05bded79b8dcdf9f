"""Two versions of one procedure side by side: what each says, which Decision made it, and when it is law."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Text, cast
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.domain.contents import Content
from procedures.law.domain.refusals import VersionNotFound
from procedures.law.queries.law_rows import DECISION, EFFECTIVE, held_true, versions_with_names
from procedures.law.queries.procedure_by_code import require_known
from procedures.law.storage.content_rows import content_in
from procedures.shared.queries.rows import rows_of
from procedures.tables import period, procedure, version


@dataclass(frozen=True, slots=True)
class ComparedVersion:
    """`row` has the Decision that made it, and its period where it is held to be law: the last, where an annulment left
    several."""

    row: Row[Any]
    content: Content


async def two_versions(
    read: AsyncConnection, code: str, before: int, after: int
) -> tuple[ComparedVersion, ComparedVersion]:
    """Raises `ProcedureNotFound` and `VersionNotFound`. The two may be the same."""
    holds = (period.c.procedure_id == version.c.procedure_id) & (period.c.version == version.c.number) & held_true(None)
    text = cast(version.c.content, Text).label("content")
    statement = versions_with_names(
        version.c.number.label("version"), text, *EFFECTIVE, period.c.under_review, *DECISION
    )
    wanted = (procedure.c.code == code) & version.c.number.in_((before, after))
    found = await rows_of(read, statement.outerjoin(period, holds).where(wanted).order_by(period.c.in_force))
    rows = {row.version: row for row in found}
    if not rows:
        await require_known(read, code)
    for number in (before, after):
        if number not in rows:
            raise VersionNotFound(code, number)
    return _version(rows[before]), _version(rows[after])


def _version(row: Row[Any]) -> ComparedVersion:
    return ComparedVersion(row, content_in(row.content))
