"""The values that count: for each indicator, place and period the last approved one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, tuple_
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.shared.domain.approvals import ApprovalOutcome
from reporting.shared.domain.periods import Period
from reporting.tables import indicator_value, value_approval


async def approved_values(
    read: AsyncConnection,
    period: Period,
    indicator: str | None,
    known_on: datetime | None,
    after: tuple[Any, ...],
    limit: int,
) -> Sequence[Row[Any]]:
    """Those of which the whole period is in `period`, as they were approved at `known_on`; a value that was approved
    later neither counts nor replaces one. In the order of indicators, places and periods, starting after the key
    `after`."""
    columns, approval = indicator_value.c, value_approval.c
    key = columns.indicator_code, columns.place, columns.period
    statement = (
        select(indicator_value, approval.outcome, approval.ground, approval.decided_by, approval.decided_at)
        .join(value_approval, approval.value_id == columns.id)
        .where(approval.outcome == ApprovalOutcome.APPROVED.value)
        .where(columns.first_day >= period.first, columns.last_day <= period.last)
        .ext(distinct_on(*key))
        .order_by(*key, columns.number.desc())
        .limit(limit)
    )
    if indicator is not None:
        statement = statement.where(columns.indicator_code == indicator)
    if known_on is not None:
        statement = statement.where(approval.decided_at <= known_on)
    return (await read.execute(statement.where(tuple_(*key) > after) if after else statement)).all()
