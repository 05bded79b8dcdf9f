"""All versions of a procedure, also those that were never in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.queries.law_rows import DECISION, EFFECTIVE, HEADING, held_true, versions_with_names
from procedures.law.queries.procedure_by_code import require_procedure
from procedures.shared.queries.rows import rows_of
from procedures.tables import period, procedure, rectification, rectification_item, version

CORRECTION = rectification.alias("correction")
ANNULMENT = rectification.alias("annulment")


@dataclass(frozen=True, slots=True)
class ListedVersion:
    """`row` has the Decision of the version. After an annulment a version may have several periods, with other periods
    between them."""

    row: Row[Any]
    periods: Sequence[Row[Any]]


async def procedure_versions(read: AsyncConnection, code: str) -> list[ListedVersion]:
    """Returns the versions in the order of their numbers, each with its periods as known now. Raises
    `ProcedureNotFound`."""
    await require_procedure(read, code)
    period_of_version = (
        (period.c.procedure_id == version.c.procedure_id) & (period.c.version == version.c.number) & held_true(None)
    )
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
    annulled_item = (
        (rectification_item.c.decision_id == version.c.decision_id)
        & (rectification_item.c.item_number == version.c.item_number)
        & (rectification_item.c.kind == "annulment")
    )
    of_procedure = (
        statement.outerjoin(period, period_of_version)
        .outerjoin(CORRECTION, CORRECTION.c.id == version.c.correction_id)
        .outerjoin(rectification_item, annulled_item)
        .outerjoin(ANNULMENT, ANNULMENT.c.id == rectification_item.c.rectification_id)
        .where(procedure.c.code == code)
    )
    rows = await rows_of(read, of_procedure.order_by(version.c.number, period.c.in_force))
    return [_version(list(of_version)) for _, of_version in groupby(rows, lambda row: row.version)]


def _version(rows: list[Row[Any]]) -> ListedVersion:
    return ListedVersion(rows[0], [row for row in rows if row.effective_from is not None])
