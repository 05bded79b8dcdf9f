"""Indicators with their targets, values with their chains, and who approved them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, insert, select, text
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.indicators.domain.indicators import Better, Dimension, Indicator, IndicatorKind, IndicatorTarget
from reporting.indicators.domain.values import EnteredValue, LastValue
from reporting.shared.domain.approvals import Approval
from reporting.shared.domain.periods import PeriodKind, parse_period
from reporting.tables import indicator, indicator_target, indicator_value, value_approval

LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 8))")
LOCK_CHAINS = text("""
    SELECT pg_advisory_xact_lock(key) FROM (
        SELECT DISTINCT hashtextextended(indicator_code || ' ' || place || ' ' || period, 8) AS key
        FROM indicator_value WHERE id = ANY (:ids) ORDER BY key
    ) AS chains
""")
SUCCESSOR = indicator_value.alias("successor")


class Indicators:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lock(self, code: str) -> None:
        """Serialises the revisions of a code. Locking a row would need the right to change it, and none changes."""
        await self._connection.execute(LOCK, {"key": code})

    async def latest(self, code: str) -> Indicator | None:
        return next(
            iter(await indicators_of(self._connection, latest_indicators().where(indicator.c.code == code))), None
        )

    async def add(self, defined: Indicator, by: str, at: datetime) -> None:
        names = ("code", "revision", "name_vi", "name_en", "unit_vi", "unit_en", "decimals", "ground")
        values = {name: getattr(defined, name) for name in names}
        enumerated = {name: getattr(defined, name).value for name in ("kind", "period_kind", "dimension", "better")}
        await self._connection.execute(
            insert(indicator).values(
                **values,
                **enumerated,
                valid_from=defined.valid_from,
                valid_to=defined.valid_to,
                agencies=list(defined.agencies),
                defined_by=by,
                defined_at=at,
            )
        )
        if defined.targets:
            await self._connection.execute(insert(indicator_target), [_target_row(defined, t) for t in defined.targets])


class Values:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lock_chain(self, value: EnteredValue) -> None:
        """Serialises the values for one indicator, place and period."""
        await self._connection.execute(LOCK, {"key": f"{value.indicator} {value.place} {value.period}"})

    async def last_of_chain(self, value: EnteredValue) -> LastValue | None:
        """The last value for the same indicator, place and period."""
        columns = indicator_value.c
        statement = (
            select(indicator_value)
            .where(columns.indicator_code == value.indicator, columns.place == value.place)
            .where(columns.period == str(value.period))
            .order_by(columns.number.desc())
            .limit(1)
        )
        row = (await self._connection.execute(statement)).one_or_none()
        return None if row is None else LastValue(value_in(row), row.number)

    async def add(self, value: EnteredValue, number: int, revision: int, by: str, at: datetime) -> None:
        await self._connection.execute(
            insert(indicator_value).values(
                id=value.id,
                indicator_code=value.indicator,
                indicator_revision=revision,
                place=value.place,
                period=str(value.period),
                first_day=value.period.first,
                last_day=value.period.last,
                number=number,
                numerator=value.numerator,
                denominator=value.denominator,
                estimated=value.estimated,
                source_document=value.source_document,
                note=value.note,
                agency_code=value.agency_code,
                replaces=value.replaces,
                entered_by=by,
                entered_at=at,
            )
        )

    async def lock_chains_of(self, ids: Sequence[UUID]) -> dict[UUID, Row[Any]]:
        """Locks the chains of the values, in one order whatever that of the ids, and returns the values by id with the
        outcome of the decision about each and the id of the value that replaced it."""
        await self._connection.execute(LOCK_CHAINS, {"ids": list(ids)})
        rows = await self._connection.execute(values_with_approvals().where(indicator_value.c.id.in_(ids)))
        return {row.id: row for row in rows}

    async def decide(self, ids: Sequence[UUID], approval: Approval) -> None:
        rows = [
            {
                "value_id": id,
                "outcome": approval.outcome.value,
                "ground": approval.ground,
                "decided_by": approval.by,
                "decided_at": approval.at,
            }
            for id in ids
        ]
        await self._connection.execute(insert(value_approval), rows)


def latest_indicators() -> Select[Any]:
    """The highest revision of each code, in the order of codes."""
    return select(indicator).ext(distinct_on(indicator.c.code)).order_by(indicator.c.code, indicator.c.revision.desc())


async def indicators_of(connection: AsyncConnection, statement: Select[Any]) -> list[Indicator]:
    """The indicators that the statement selects, with their targets."""
    rows = (await connection.execute(statement)).all()
    targets: dict[tuple[str, int], list[IndicatorTarget]] = {(row.code, row.revision): [] for row in rows}
    of_each = (
        select(indicator_target)
        .where(indicator_target.c.code.in_([row.code for row in rows]))
        .order_by(indicator_target.c.period, indicator_target.c.place)
    )
    for row in await connection.execute(of_each):
        if (key := (row.code, row.revision)) in targets:
            targets[key].append(IndicatorTarget(row.place, parse_period(row.period), row.amount))
    return [indicator_in(row, tuple(targets[row.code, row.revision])) for row in rows]


def indicator_in(row: Row[Any], targets: tuple[IndicatorTarget, ...]) -> Indicator:
    return Indicator(
        code=row.code,
        name_vi=row.name_vi,
        name_en=row.name_en,
        unit_vi=row.unit_vi,
        unit_en=row.unit_en,
        kind=IndicatorKind(row.kind),
        decimals=row.decimals,
        period_kind=PeriodKind(row.period_kind),
        dimension=Dimension(row.dimension),
        better=Better(row.better),
        ground=row.ground,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        agencies=tuple(row.agencies),
        targets=targets,
        revision=row.revision,
    )


def values_with_approvals() -> Select[Any]:
    """Every value, with the decision about it and the id of the value that replaced it, both None where there is
    none."""
    approval = value_approval.c
    return (
        select(
            indicator_value,
            approval.outcome,
            approval.ground,
            approval.decided_by,
            approval.decided_at,
            SUCCESSOR.c.id.label("replaced_by"),
        )
        .outerjoin(value_approval, approval.value_id == indicator_value.c.id)
        .outerjoin(SUCCESSOR, SUCCESSOR.c.replaces == indicator_value.c.id)
    )


def value_in(row: Row[Any]) -> EnteredValue:
    return EnteredValue(
        id=row.id,
        indicator=row.indicator_code,
        place=row.place,
        period=parse_period(row.period),
        numerator=row.numerator,
        denominator=row.denominator,
        estimated=row.estimated,
        source_document=row.source_document,
        note=row.note,
        agency_code=row.agency_code,
        replaces=row.replaces,
    )


def _target_row(defined: Indicator, target: IndicatorTarget) -> dict[str, Any]:
    return {
        "code": defined.code,
        "revision": defined.revision,
        "place": target.place,
        "period": str(target.period),
        "amount": target.amount,
    }
