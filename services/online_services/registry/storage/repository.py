"""The registry's entries: locked by procedure, read and written in sets."""

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
    Registered,
    Restored,
    Reviewed,
    ReviewRequested,
    Withdrawn,
)
from online_services.registry.domain.refusals import OnlineServiceNotFound
from online_services.registry.storage.rows import decision_out, period_in, periods_out, service_in, service_out
from online_services.tables import (
    level_before,
    level_period,
    offered_procedure,
    online_service,
    partial_reason,
    service_history,
)

WHAT: dict[type[Fact], str] = {
    Registered: "registered",
    LevelChanged: "level_changed",
    ReviewRequested: "review_requested",
    Reviewed: "reviewed",
    Withdrawn: "withdrawn",
    Restored: "restored",
}


class Registry:
    """Whatever it answers is locked until the end of the transaction; locks are taken in the order of the codes."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._procedures: dict[str, int] = {}

    async def lock(self, codes: Iterable[str]) -> dict[str, list[OnlineService]]:
        """The services, past and present, of each procedure. A procedure without any is locked too, so that a
        registration
        and a repeal that come at the same time see each other."""
        wanted = sorted(set(codes))
        await self._lock_procedures(wanted)
        services = await self._load([self._procedures[code] for code in wanted])
        return {code: services.get(code, []) for code in wanted}

    async def lock_one(self, id: UUID) -> OnlineService:
        code = await self._connection.scalar(select(online_service.c.procedure_code).where(online_service.c.id == id))
        if code is None:
            raise OnlineServiceNotFound(str(id))
        return next(service for service in (await self.lock([code]))[code] if service.id == str(id))

    async def known_reasons(self) -> frozenset[str]:
        return frozenset(await self._connection.scalars(select(partial_reason.c.code)))

    async def remembered(
        self, services: Mapping[str, Sequence[OnlineService]], decisions: Iterable[str]
    ) -> dict[tuple[str, str], LevelHistory | None]:
        """What these Decisions did to the services: by service and Decision, the levels as they were before; None where
        they were not
        written down."""
        ids, wanted = [UUID(one.id) for of_code in services.values() for one in of_code], sorted(set(decisions))
        done, before = service_history, level_before
        named = done.c.decision["id"].astext
        touched = await self._connection.execute(
            select(done.c.service_id, named, done.c.action).where(
                done.c.service_id.in_(ids),
                named.in_(wanted),
                done.c.action.in_(["registered", "level_changed", "withdrawn"]),
            )
        )
        levels: dict[tuple[str, str], list[LevelPeriod]] = defaultdict(list)
        for row in await self._connection.execute(
            select(before)
            .where(before.c.service_id.in_(ids), before.c.decision_id.in_(wanted))
            .order_by(before.c.effective_from)
        ):
            levels[str(row.service_id), row.decision_id].append(period_in(row))
        found: dict[tuple[str, str], LevelHistory | None] = {}
        for id, decision, what in touched:
            key = (str(id), decision)
            found[key] = LevelHistory(tuple(levels[key])) if key in levels or what == "registered" else None
        return found

    async def save(self, facts: Sequence[Fact], by: str, at: datetime) -> None:
        """Write what the facts made of their services, and who did it; of two facts about one service the later
        stands."""
        services = list({fact.service.id: fact.service for fact in facts}.values())
        if not services:
            return
        await self._put([service_out(service, self._procedures[service.procedure_code]) for service in services])
        changed = [UUID(service.id) for service in services]
        await self._connection.execute(delete(level_period).where(level_period.c.service_id.in_(changed)))
        if periods := [row for service in services for row in periods_out(service)]:
            await self._connection.execute(insert(level_period), periods)
        if before := [row for fact in facts for row in _before(fact)]:
            await self._connection.execute(insert(level_before).on_conflict_do_nothing(), before)
        await self._connection.execute(insert(service_history), [_entry(fact, by, at) for fact in facts])

    async def _lock_procedures(self, codes: Sequence[str]) -> None:
        # One statement per list, in the order of the codes: two that lock the same procedures wait, they never
        # deadlock.
        rows = [{"code": code} for code in codes]
        await self._connection.execute(insert(offered_procedure).on_conflict_do_nothing(), rows)
        locked = select(offered_procedure.c.code, offered_procedure.c.id).where(offered_procedure.c.code.in_(codes))
        found = await self._connection.execute(locked.order_by(offered_procedure.c.code).with_for_update())
        self._procedures |= {row.code: row.id for row in found}

    async def _load(self, procedures: Sequence[int]) -> dict[str, list[OnlineService]]:
        of_these = select(online_service).where(online_service.c.procedure_id.in_(procedures))
        rows = (await self._connection.execute(of_these.order_by(online_service.c.id))).all()
        periods = await self._periods([row.id for row in rows])
        services: dict[str, list[OnlineService]] = defaultdict(list)
        for row in rows:
            services[row.procedure_code].append(service_in(row, periods[row.id]))
        return services

    async def _periods(self, services: Sequence[UUID]) -> dict[UUID, list[LevelPeriod]]:
        found: dict[UUID, list[LevelPeriod]] = defaultdict(list)
        if services:
            ordered = (
                select(level_period)
                .where(level_period.c.service_id.in_(services))
                .order_by(level_period.c.effective_from)
            )
            for row in await self._connection.execute(ordered):
                found[row.service_id].append(period_in(row))
        return found

    async def _put(self, rows: list[dict[str, object]]) -> None:
        statement = insert(online_service)
        replaced = {name: statement.excluded[name] for name in rows[0] if name != "id"}
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=replaced), rows)


def _before(fact: Fact) -> list[dict[str, object]]:
    if fact.decision is None or fact.before is None:
        return []
    return [{**row, "decision_id": fact.decision.id} for row in periods_out(fact.service, fact.before)]


def _entry(fact: Fact, by: str, at: datetime) -> dict[str, object]:
    return {
        "id": new_id(),
        "service_id": UUID(fact.service.id),
        "revision": fact.service.revision,
        "action": WHAT[type(fact)],
        "effective_on": fact.effective_on,
        "recorded_at": at,
        "recorded_by": by,
        "decision": decision_out(fact.decision),
        "reason": fact.reason,
    }
