"""All versions that a procedure ever had, also those that never became law."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.queries.law_rows import DECISION, EFFECTIVE, HEADING, held_true, versions_with_names
from procedures.law.queries.procedure_by_code import require_known
from procedures.shared.queries.rows import rows_of
from procedures.tables import period, procedure, rectification, rectification_item, version

CORRECTION = rectification.alias("correction")
ANNULMENT = rectification.alias("annulment")


@dataclass(frozen=True, slots=True)
class ListedVersion:
    """`row` has the Decision that made it. After an annulment it may be law at several times, with days between that
    stay as they were."""

    row: Row[Any]
    periods: Sequence[Row[Any]]


async def procedure_versions(read: AsyncConnection, code: str) -> list[ListedVersion]:
    """In the order of their numbers, each with the periods that are held true now, if any. Raises
    `ProcedureNotFound`."""
    await require_known(read, code)
    holds = (period.c.procedure_id == version.c.procedure_id) & (period.c.version == version.c.number) & held_true(None)
    statement = versions_with_names(
        *HEADING,
        *EFFECTIVE,
        period.c.under_review,
        version.c.content,
        version.c.item_number,
        *DECISION,
        *(column.label(f"correction_{column.name}") for column in CORRECTION.c),
        ANNULMENT.c.effective_from.label("annulled_from"),
    )
    of_item = (
        (rectification_item.c.decision_id == version.c.decision_id)
        & (rectification_item.c.item_number == version.c.item_number)
        & (rectification_item.c.kind == "annulment")
    )
    of_this = (
        statement.outerjoin(period, holds)
        .outerjoin(CORRECTION, CORRECTION.c.id == version.c.correction_id)
        .outerjoin(rectification_item, of_item)
        .outerjoin(ANNULMENT, ANNULMENT.c.id == rectification_item.c.act_id)
        .where(procedure.c.code == code)
    )
    rows = await rows_of(read, of_this.order_by(version.c.number, period.c.in_force))
    return [_version(list(of_version)) for _, of_version in groupby(rows, lambda row: row.version)]


def _version(rows: list[Row[Any]]) -> ListedVersion:
    return ListedVersion(rows[0], [row for row in rows if row.effective_from is not None])
