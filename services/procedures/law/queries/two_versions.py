"""Two versions of one procedure to compare: their contents, their Decisions, and the periods in which they are in
force."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Text, cast
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.domain.contents import Content
from procedures.law.domain.refusals import VersionNotFound
from procedures.law.queries.law_rows import DECISION, EFFECTIVE, held_true, versions_with_names
from procedures.law.queries.procedure_by_code import require_procedure
from procedures.law.storage.content_rows import decode_content
from procedures.shared.queries.rows import rows_of
from procedures.tables import period, procedure, version


@dataclass(frozen=True, slots=True)
class ComparedVersion:
    """`row` has the Decision of the version, and its period if it is in force at any time: the last one if an annulment
    left several."""

    row: Row[Any]
    content: Content


async def two_versions(
    read: AsyncConnection, code: str, before: int, after: int
) -> tuple[ComparedVersion, ComparedVersion]:
    """Raises `ProcedureNotFound` and `VersionNotFound`. `before` and `after` may be equal."""
    of_version = (
        (period.c.procedure_id == version.c.procedure_id) & (period.c.version == version.c.number) & held_true(None)
    )
    text = cast(version.c.content, Text).label("content")
    statement = versions_with_names(
        version.c.number.label("version"), text, *EFFECTIVE, period.c.under_review, *DECISION
    )
    both = (procedure.c.code == code) & version.c.number.in_((before, after))
    ordered = statement.outerjoin(period, of_version).where(both).order_by(period.c.in_force)
    rows = {row.version: row for row in await rows_of(read, ordered)}
    if not rows:
        await require_procedure(read, code)
    for number in (before, after):
        if number not in rows:
            raise VersionNotFound(code, number)
    return _version(rows[before]), _version(rows[after])


def _version(row: Row[Any]) -> ComparedVersion:
    return ComparedVersion(row, decode_content(row.content))
