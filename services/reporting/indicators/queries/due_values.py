"""The values that agencies still have to enter: for the last period of each kind that has ended."""

from collections.abc import Collection
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.indicators.domain.expected_values import ExpectedValue
from reporting.indicators.queries.values_expected import expected_values
from reporting.shared.domain.periods import PeriodKind, period_around


async def due_values(
    read: AsyncConnection, agency: str | None, kinds: Collection[PeriodKind], on: date
) -> list[ExpectedValue]:
    """Those of the agency, or of all, which are due (`ExpectedValue.is_due`)."""
    units: set[PeriodKind] = set(kinds) - {PeriodKind.RANGE}
    periods = {kind: period_around(kind, on).before() for kind in units}
    return [value for value in await expected_values(read, agency, periods) if value.is_due]
