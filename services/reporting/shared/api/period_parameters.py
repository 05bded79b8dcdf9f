"""A period as a parameter of a query: `?period=2026-Q3`."""

from typing import Annotated

from fastapi import Depends, Query

from common.http.declarations import refuses
from reporting.shared.domain.periods import Period, parse_period
from reporting.shared.domain.refusals import PeriodMalformed, PeriodReversed, PeriodTooLong

FORMS = (
    "`2026`, `2026-H1`, `2026-Q3`, `2026-07`, `2026-W53` (of ISO 8601, with its own year), `2026-07-15`, or"
    " `2026-07-01..2026-07-15` with both days included, at most ten years"
)


@refuses(PeriodMalformed, PeriodReversed, PeriodTooLong)
async def period_parameter(
    period: Annotated[str, Query(max_length=60, description=FORMS, examples=["2026-Q3"])],
) -> Period:
    return parse_period(period)


ThePeriod = Annotated[Period, Depends(period_parameter)]
"""Raises `PeriodMalformed`, `PeriodReversed` and `PeriodTooLong`."""


@refuses(PeriodMalformed, PeriodReversed, PeriodTooLong)
async def optional_period_parameter(
    period: Annotated[str | None, Query(max_length=60, description=FORMS, examples=["2026-Q3"])] = None,
) -> Period | None:
    return None if period is None else parse_period(period)


OptionalPeriod = Annotated[Period | None, Depends(optional_period_parameter)]
"""The same, None where the caller states none."""
