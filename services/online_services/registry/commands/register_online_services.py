"""Offer procedures online: all of those that are asked for, or none."""

from collections.abc import Sequence

from common.identity import Actor
from common.ids import new_id
from online_services.registry.domain.online_service import OnlineService
from online_services.registry.domain.registration import Registration, refuse_unreasoned, register_all
from online_services.registry.events import events_of
from online_services.shared.work import OnlineServicesWork


async def register_online_services(work: OnlineServicesWork, asked: Sequence[Registration], by: Actor) -> list[OnlineService]:
    refuse_unreasoned([each.offer for each in asked], await work.registry.known_reasons())
    codes = [each.procedure_code for each in asked]
    present = await work.registry.lock(codes)
    registered = register_all(asked, await work.procedures(codes), present, lambda: str(new_id()))
    await work.registry.save(registered, by=by.subject, at=work.clock.now())
    await work.record(events_of(registered))
    return [fact.service for fact in registered]
