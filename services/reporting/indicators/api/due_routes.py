"""What agencies still have to enter."""

from datetime import date
from typing import Annotated, Self

from fastapi import APIRouter, Query
from pydantic import AfterValidator, BaseModel

from common.http.days import Day
from common.http.routes import Route
from common.http.transactions import Read, TheClock
from reporting.indicators.domain.expected_values import ExpectedValue
from reporting.indicators.queries.due_values import due_values
from reporting.shared.api.entry_fields import EntryReader
from reporting.shared.domain.approvals import EntryState
from reporting.shared.domain.periods import FIRST_YEAR, LAST_YEAR, PeriodKind

router = APIRouter(prefix="/v1", route_class=Route, tags=["values"])


def within_known_years(day: date) -> date:
    """Around other days there are no periods."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"it is a day from {FIRST_YEAR} to {LAST_YEAR}")
    return day


DayWithPeriods = Annotated[Day, AfterValidator(within_known_years)]


class DueValueOut(BaseModel):
    """A value that is to be entered: nothing is yet, or `state` says that it was sent back. `place` is empty for the
    whole province, and where no place of the indicator is known yet."""

    indicator: str
    name_vi: str
    name_en: str
    place: str
    period: str
    period_kind: PeriodKind
    ended_on: date
    agencies: list[str]
    state: EntryState | None

    @classmethod
    def of(cls, due: ExpectedValue) -> Self:
        return cls(
            indicator=due.indicator.code,
            name_vi=due.indicator.name_vi,
            name_en=due.indicator.name_en,
            place=due.place,
            period=str(due.period),
            period_kind=due.period.kind,
            ended_on=due.period.last,
            agencies=list(due.indicator.agencies),
            state=due.state,
        )


class DueValuesOut(BaseModel):
    on: date
    items: list[DueValueOut]


@router.get("/due-values", operation_id="listDueValues")
async def due(
    _: EntryReader,
    read: Read,
    clock: TheClock,
    agency: Annotated[str | None, Query(max_length=35, description="only what this agency enters")] = None,
    kind: Annotated[PeriodKind | None, Query(description="only indicators of this kind of period")] = None,
    on: Annotated[DayWithPeriods | None, Query(description="defaults to today")] = None,
) -> DueValuesOut:
    """What agencies have to enter on a day: the values of the last period of each kind that has ended, unless they are
    entered and not sent back."""
    day = on or clock.today()
    values = await due_values(read, agency, list(PeriodKind) if kind is None else [kind], day)
    return DueValuesOut(on=day, items=[DueValueOut.of(value) for value in values])
