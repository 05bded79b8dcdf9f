"""Offer online what a Decision declares fit for it: raise the service that stands, or register one."""

from collections.abc import Sequence

from common.identity import Actor
from common.ids import new_id
from online_services.domain.changes_of_law import Declaration, declarations
from online_services.publishing.events import events_of
from online_services.storage.work import OnlineServicesWork


async def declare_online(work: OnlineServicesWork, declared: Sequence[Declaration], by: Actor) -> None:
    services = await work.registry.lock(each.procedure.code for each in declared)
    facts = declarations(declared, services, lambda: str(new_id()))
    await work.registry.save(facts, by=by.subject, at=work.clock.now())
    await work.record(events_of(facts))
