"""The values that an agency enters for given periods, with what is entered already and what was approved before."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select, text, union
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.indicators.domain.expected_values import ExpectedValue
from reporting.indicators.domain.indicators import Dimension, Indicator
from reporting.indicators.domain.values import EnteredValue
from reporting.indicators.storage.repository import (
    SUCCESSOR,
    indicators_of,
    latest_indicators,
    value_in,
    values_with_approvals,
)
from reporting.shared.domain.approvals import EntryState
from reporting.shared.domain.periods import Period, PeriodKind
from reporting.shared.queries.entry_states import state_of
from reporting.tables import indicator_target, indicator_value

PREVIOUS = text("""
    SELECT DISTINCT ON (v.indicator_code, v.place) v.*
    FROM indicator_value v JOIN value_approval a ON a.value_id = v.id
    JOIN unnest(CAST(:codes AS text[]), CAST(:first_days AS date[])) AS expected (code, first_day)
        ON expected.code = v.indicator_code
    WHERE a.outcome = 'approved' AND v.last_day < expected.first_day
    ORDER BY v.indicator_code, v.place, v.last_day DESC, v.number DESC
""")


async def expected_values(
    read: AsyncConnection, agency: str | None, periods: Mapping[PeriodKind, Period]
) -> list[ExpectedValue]:
    """For each indicator of the agency, or of all agencies, that is valid in the period of its kind, and each place
    that had a value or a target: in the order of codes and places."""
    indicators = [
        indicator
        for indicator in await indicators_of(read, latest_indicators())
        if (period := periods.get(indicator.period_kind)) is not None
        and indicator.is_valid_in(period)
        and (agency is None or agency in indicator.agencies)
    ]
    codes = [indicator.code for indicator in indicators]
    places = await _places(read, codes)
    last = await _last_values(read, codes, list(periods.values()))
    previous = await _previous_values(read, indicators, periods)
    expected = []
    for indicator in indicators:
        period = periods[indicator.period_kind]
        for place in _places_of(indicator, places):
            value, state = last.get((indicator.code, place, str(period)), (None, None))
            earlier = previous.get((indicator.code, place))
            expected.append(ExpectedValue(indicator, place, period, value, state, earlier))
    return expected


def _places_of(indicator: Indicator, known: Mapping[str, set[str]]) -> Sequence[str]:
    return [""] if indicator.dimension is Dimension.NONE else sorted(known.get(indicator.code, ())) or [""]


async def _places(read: AsyncConnection, codes: Sequence[str]) -> dict[str, set[str]]:
    value, target = indicator_value.c, indicator_target.c
    places: dict[str, set[str]] = {}
    statement = union(
        select(value.indicator_code, value.place).where(value.indicator_code.in_(codes)),
        select(target.code, target.place).where(target.code.in_(codes)),
    )
    for code, place in await read.execute(statement):
        places.setdefault(code, set()).add(place)
    return places


async def _last_values(
    read: AsyncConnection, codes: Sequence[str], periods: Sequence[Period]
) -> dict[tuple[str, str, str], tuple[EnteredValue, EntryState]]:
    columns = indicator_value.c
    statement = values_with_approvals().where(
        columns.indicator_code.in_(codes),
        columns.period.in_([str(period) for period in periods]),
        SUCCESSOR.c.id.is_(None),
    )
    rows = await read.execute(statement)
    return {(row.indicator_code, row.place, row.period): (value_in(row), state_of(row.outcome)) for row in rows}


async def _previous_values(
    read: AsyncConnection, indicators: Sequence[Indicator], periods: Mapping[PeriodKind, Period]
) -> dict[tuple[str, str], EnteredValue]:
    parameters = {
        "codes": [indicator.code for indicator in indicators],
        "first_days": [periods[indicator.period_kind].first for indicator in indicators],
    }
    return {(row.indicator_code, row.place): value_in(row) for row in await read.execute(PREVIOUS, parameters)}
