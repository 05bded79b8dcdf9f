"""Offers procedures online: either all of a request or none."""

from collections.abc import Sequence
from dataclasses import replace

from common.identity import Actor
from common.ids import new_id
from common.service.unit_of_work import UnitOfWork
from online_services.law.storage.repository import procedures_by_code, recoded_codes
from online_services.registry.domain.online_service import OnlineService
from online_services.registry.domain.registration import Registration, refuse_unreasoned, register_all
from online_services.registry.events import events_of
from online_services.registry.storage.repository import Registry


async def register_online_services(
    work: UnitOfWork, requests: Sequence[Registration], by: Actor
) -> list[OnlineService]:
    """A request may name a procedure by its former provisional code."""
    refuse_unreasoned([request.offer for request in requests], await work.of(Registry).partial_reason_codes())
    recoded = await recoded_codes(work.connection, [request.procedure_code for request in requests])
    requests = [
        replace(request, procedure_code=recoded.get(request.procedure_code, request.procedure_code))
        for request in requests
    ]
    codes = [request.procedure_code for request in requests]
    present = await work.of(Registry).lock(codes)
    procedures = await procedures_by_code(work.connection, codes)
    registered = register_all(requests, procedures, present, lambda: str(new_id()))
    await work.of(Registry).save(registered, by=by.subject, at=work.clock.now())
    await work.record(events_of(registered))
    return [fact.service for fact in registered]
