"""Indicators and values in responses."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Row

from common.http.number_fields import Exact
from reporting.indicators.domain.indicators import Better, Dimension, Indicator, IndicatorKind
from reporting.shared.domain.approvals import EntryState
from reporting.shared.domain.periods import PeriodKind
from reporting.shared.queries.entry_states import state_of


class IndicatorTargetOut(BaseModel):
    """`place` is empty for the whole province; `amount` is in the unit of the indicator, of a share in per cent."""

    place: str
    period: str
    amount: Exact


class IndicatorOut(BaseModel):
    """An indicator in its latest revision, which is also its `ETag`."""

    code: str
    revision: int
    name_vi: str
    name_en: str
    unit_vi: str
    unit_en: str
    kind: IndicatorKind
    decimals: int
    period_kind: PeriodKind
    dimension: Dimension
    better: Better
    ground: str
    valid_from: date
    valid_to: date | None
    agencies: Sequence[str]
    targets: list[IndicatorTargetOut]

    @classmethod
    def of(cls, indicator: Indicator) -> Self:
        targets = [
            IndicatorTargetOut(place=target.place, period=str(target.period), amount=target.amount)
            for target in indicator.targets
        ]
        names = [name for name in cls.model_fields if name != "targets"]
        return cls(**{name: getattr(indicator, name) for name in names}, targets=targets)


class ValueOut(BaseModel):
    """A value as an agency entered it. `state` is that of the decision about it, which `ground`, `decided_by` and
    `decided_at` describe; `replaced_by` is the value that corrected it."""

    id: UUID
    indicator: str
    indicator_revision: int
    place: str
    period: str
    first_day: date
    last_day: date
    numerator: Exact
    denominator: Exact | None
    estimated: bool
    source_document: str | None
    note: str | None
    agency_code: str
    replaces: UUID | None
    replaced_by: UUID | None
    entered_by: str
    entered_at: datetime
    state: EntryState
    ground: str | None
    decided_by: str | None
    decided_at: datetime | None

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        columns = row._asdict()
        names = [name for name in cls.model_fields if name in columns]
        return cls(
            **{"replaced_by": None} | {name: columns[name] for name in names},
            indicator=row.indicator_code,
            state=state_of(row.outcome),
        )


class ApprovedValueOut(BaseModel):
    """A value that counts: the last approved one for its indicator, place and period."""

    id: UUID
    indicator: str
    indicator_revision: int
    place: str
    period: str
    numerator: Exact
    denominator: Exact | None
    estimated: bool
    source_document: str | None
    note: str | None
    agency_code: str
    entered_by: str
    entered_at: datetime
    ground: str
    decided_by: str
    decided_at: datetime

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        columns = row._asdict()
        names = [name for name in cls.model_fields if name in columns]
        return cls(**{name: columns[name] for name in names}, indicator=row.indicator_code)


class DecidedValuesOut(BaseModel):
    items: list[ValueOut]
