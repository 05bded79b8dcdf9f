"""Values as agencies entered them, with what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.indicators.domain.refusals import ValueNotFound
from reporting.indicators.storage.repository import values_with_approvals
from reporting.shared.domain.approvals import EntryState
from reporting.shared.domain.periods import Period
from reporting.shared.queries.entry_states import in_state
from reporting.tables import indicator_value, value_approval


@dataclass(frozen=True, slots=True)
class ValueFilter:
    """None selects all; values of which the whole period is in `period` are selected."""

    indicator: str | None = None
    agency: str | None = None
    period: Period | None = None
    state: EntryState | None = None


async def entered_values(
    read: AsyncConnection, filter: ValueFilter, after: tuple[Any, ...], limit: int
) -> Sequence[Row[Any]]:
    """In the order in which they were entered, starting after the key `after`."""
    statement = values_with_approvals().where(*_conditions(filter)).order_by(indicator_value.c.id).limit(limit)
    if after:
        statement = statement.where(indicator_value.c.id > after[0])
    rows: Sequence[Row[Any]] = (await read.execute(statement)).all()
    return rows


async def values_by_id(read: AsyncConnection, ids: Sequence[UUID]) -> Sequence[Row[Any]]:
    """In the order of the ids."""
    rows = (await read.execute(values_with_approvals().where(indicator_value.c.id.in_(ids)))).all()
    by_id = {row.id: row for row in rows}
    return [by_id[id] for id in ids]


async def value_by_id(read: AsyncConnection, id: UUID) -> Row[Any]:
    """Raises `ValueNotFound`."""
    statement = values_with_approvals().where(indicator_value.c.id == id)
    row: Row[Any] | None = (await read.execute(statement)).one_or_none()
    if row is None:
        raise ValueNotFound(id)
    return row


def _conditions(filter: ValueFilter) -> list[ColumnElement[bool]]:
    columns = indicator_value.c
    conditions: list[ColumnElement[bool]] = []
    if filter.indicator is not None:
        conditions.append(columns.indicator_code == filter.indicator)
    if filter.agency is not None:
        conditions.append(columns.agency_code == filter.agency)
    if filter.period is not None:
        conditions += [columns.first_day >= filter.period.first, columns.last_day <= filter.period.last]
    if filter.state is not None:
        conditions.append(in_state(value_approval.c.outcome, filter.state))
    return conditions
