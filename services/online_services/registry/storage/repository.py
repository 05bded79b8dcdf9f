"""Loads and saves online services in batches, locked by procedure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from common.ids import new_id
from online_services.registry.domain.levels import LevelHistory, LevelPeriod
from online_services.registry.domain.online_service import (
    Fact,
    LevelChanged,
    OnlineService,
    ProactiveLevelSet,
    Recoded,
    Registered,
    Restored,
    Reviewed,
    ReviewRequested,
    Withdrawn,
)
from online_services.registry.domain.proactive_levels import ProactivePeriod
from online_services.registry.domain.refusals import OnlineServiceNotFound
from online_services.registry.storage.rows import (
    RECORDED_PROACTIVE_LEVELS,
    json_of_decision,
    period_of_row,
    proactive_period_of_row,
    row_of_service,
    rows_of_levels,
    service_of_row,
)
from online_services.tables import (
    level_before,
    level_period,
    offered_procedure,
    online_service,
    partial_reason,
    proactive_level,
    service_history,
)

ACTIONS: dict[type[Fact], str] = {
    Registered: "registered",
    LevelChanged: "level_changed",
    ReviewRequested: "review_requested",
    Reviewed: "reviewed",
    Withdrawn: "withdrawn",
    Restored: "restored",
    Recoded: "recoded",
    ProactiveLevelSet: "proactive_level_set",
}


class Registry:
    """All services that it returns stay locked until the end of the transaction. Locks are taken in the order of the
    procedure codes."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._procedures: dict[str, int] = {}

    async def lock(self, codes: Iterable[str]) -> dict[str, list[OnlineService]]:
        """Returns the services, past and present, of each procedure. A procedure without services is locked too, so
        that a simultaneous registration and repeal wait for each other."""
        ordered = sorted(set(codes))
        await self._lock_procedures(ordered)
        services = await self._load([self._procedures[code] for code in ordered])
        return {code: services.get(code, []) for code in ordered}

    async def lock_service(self, id: UUID) -> OnlineService:
        code = await self._connection.scalar(select(online_service.c.procedure_code).where(online_service.c.id == id))
        if code is None:
            raise OnlineServiceNotFound(str(id))
        return next(service for service in (await self.lock([code]))[code] if service.id == str(id))

    async def services_of(self, code: str) -> list[OnlineService]:
        """Returns the services, past and present, of a procedure without a lock."""
        procedure_id = await self._connection.scalar(
            select(offered_procedure.c.id).where(offered_procedure.c.code == code)
        )
        return [] if procedure_id is None else (await self._load([procedure_id])).get(code, [])

    async def partial_reason_codes(self) -> frozenset[str]:
        return frozenset(await self._connection.scalars(select(partial_reason.c.code)))

    async def levels_before(
        self, services: Mapping[str, Sequence[OnlineService]], decision_ids: Iterable[str]
    ) -> dict[tuple[str, str], LevelHistory | None]:
        """Returns the levels that the services had before these Decisions changed them, by ids of service and Decision;
        None where they were not recorded."""
        service_ids = [UUID(service.id) for of_code in services.values() for service in of_code]
        ordered = sorted(set(decision_ids))
        periods = await self._periods_before(service_ids, ordered)
        levels: dict[tuple[str, str], LevelHistory | None] = {}
        for service_id, decision_id, action in await self._changes(service_ids, ordered):
            key = (str(service_id), decision_id)
            is_recorded = key in periods or action == "registered"
            levels[key] = LevelHistory(tuple(periods[key])) if is_recorded else None
        return levels

    async def save(self, facts: Sequence[Fact], by: str, at: datetime) -> None:
        """Saves the services as the facts leave them, and who changed them; of two facts about one service the later
        one counts."""
        services = list({fact.service.id: fact.service for fact in facts}.values())
        if not services:
            return
        await self._upsert_services(
            [row_of_service(service, self._procedures[service.procedure_code]) for service in services]
        )
        changed = [UUID(service.id) for service in services]
        await self._connection.execute(delete(level_period).where(level_period.c.service_id.in_(changed)))
        if periods := [row for service in services for row in rows_of_levels(service)]:
            await self._connection.execute(insert(level_period), periods)
        if before := [row for fact in facts for row in _level_before_rows(fact)]:
            await self._connection.execute(insert(level_before).on_conflict_do_nothing(), before)
        if proactive := [row for fact in facts for row in _proactive_rows(fact, by, at)]:
            await self._connection.execute(insert(proactive_level), proactive)
        await self._connection.execute(insert(service_history), [_history_row(fact, by, at) for fact in facts])

    async def _lock_procedures(self, codes: Sequence[str]) -> None:
        # All codes are locked by one statement, in their order: two transactions that lock the same procedures wait for
        # each other and never deadlock.
        rows = [{"code": code} for code in codes]
        await self._connection.execute(insert(offered_procedure).on_conflict_do_nothing(), rows)
        statement = (
            select(offered_procedure.c.code, offered_procedure.c.id)
            .where(offered_procedure.c.code.in_(codes))
            .order_by(offered_procedure.c.code)
            .with_for_update()
        )
        self._procedures |= {row.code: row.id for row in await self._connection.execute(statement)}

    async def _load(self, procedures: Sequence[int]) -> dict[str, list[OnlineService]]:
        statement = (
            select(online_service).where(online_service.c.procedure_id.in_(procedures)).order_by(online_service.c.id)
        )
        rows = (await self._connection.execute(statement)).all()
        periods = await self._periods([row.id for row in rows])
        proactive = await self._proactive_periods([row.id for row in rows])
        services: dict[str, list[OnlineService]] = defaultdict(list)
        for row in rows:
            services[row.procedure_code].append(service_of_row(row, periods[row.id], proactive[row.id]))
        return services

    async def _periods(self, services: Sequence[UUID]) -> dict[UUID, list[LevelPeriod]]:
        periods: dict[UUID, list[LevelPeriod]] = defaultdict(list)
        if services:
            statement = (
                select(level_period)
                .where(level_period.c.service_id.in_(services))
                .order_by(level_period.c.effective_from)
            )
            for row in await self._connection.execute(statement):
                periods[row.service_id].append(period_of_row(row))
        return periods

    async def _proactive_periods(self, services: Sequence[UUID]) -> dict[UUID, list[ProactivePeriod]]:
        periods: dict[UUID, list[ProactivePeriod]] = defaultdict(list)
        if services:
            statement = RECORDED_PROACTIVE_LEVELS.where(proactive_level.c.service_id.in_(services))
            for row in await self._connection.execute(statement):
                periods[row.service_id].append(proactive_period_of_row(row))
        return periods

    async def _changes(self, service_ids: Sequence[UUID], decision_ids: Sequence[str]) -> list[tuple[UUID, str, str]]:
        """Returns service, Decision and action of each change of levels that the Decisions made."""
        decision_id = service_history.c.decision["id"].astext
        statement = select(service_history.c.service_id, decision_id, service_history.c.action).where(
            service_history.c.service_id.in_(service_ids),
            decision_id.in_(decision_ids),
            service_history.c.action.in_(["registered", "level_changed", "withdrawn"]),
        )
        rows = await self._connection.execute(statement)
        return [(service, decision, action) for service, decision, action in rows]

    async def _periods_before(
        self, service_ids: Sequence[UUID], decision_ids: Sequence[str]
    ) -> dict[tuple[str, str], list[LevelPeriod]]:
        statement = (
            select(level_before)
            .where(level_before.c.service_id.in_(service_ids), level_before.c.decision_id.in_(decision_ids))
            .order_by(level_before.c.effective_from)
        )
        periods: dict[tuple[str, str], list[LevelPeriod]] = defaultdict(list)
        for row in await self._connection.execute(statement):
            periods[str(row.service_id), row.decision_id].append(period_of_row(row))
        return periods

    async def _upsert_services(self, rows: list[dict[str, object]]) -> None:
        statement = insert(online_service)
        columns = {name: statement.excluded[name] for name in rows[0] if name != "id"}
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=columns), rows)


def _level_before_rows(fact: Fact) -> list[dict[str, object]]:
    if fact.decision is None or fact.before is None:
        return []
    return [{**row, "decision_id": fact.decision.id} for row in rows_of_levels(fact.service, fact.before)]


def _proactive_rows(fact: Fact, by: str, at: datetime) -> list[dict[str, object]]:
    """Returns the rows that the fact adds: the level that it sets, or those that a new service takes over."""
    return [
        {
            "service_id": UUID(fact.service.id),
            "effective_from": period.effective_from,
            "level": period.level.value,
            "legal_basis": period.legal_basis,
            "recorded_by": by,
            "recorded_at": at,
        }
        for period in fact.service.proactive
        if isinstance(fact, Registered)
        or (isinstance(fact, ProactiveLevelSet) and period.effective_from == fact.effective_on)
    ]


def _history_row(fact: Fact, by: str, at: datetime) -> dict[str, object]:
    return {
        "id": new_id(),
        "service_id": UUID(fact.service.id),
        "revision": fact.service.revision,
        "action": ACTIONS[type(fact)],
        "effective_on": fact.effective_on,
        "recorded_at": at,
        "recorded_by": by,
        "decision": json_of_decision(fact.decision),
        "reason": fact.reason,
    }
