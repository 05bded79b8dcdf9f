"""An officer has looked at a service under review: it stands as it is, named as its procedure is today."""

from collections.abc import Callable
from uuid import UUID

from common.identity import Actor
from online_services.law.domain.procedure import Procedure
from online_services.registry.domain.online_service import OnlineService
from online_services.registry.events import events_of
from online_services.shared.work import OnlineServicesWork


async def confirm_review(work: OnlineServicesWork, id: UUID, seen: Callable[[int], None], by: Actor) -> OnlineService:
    """`seen` refuses when the officer saw another revision than the one that is locked now."""
    service = await work.registry.lock_one(id)
    seen(service.revision)
    code = service.procedure_code
    procedure = (await work.procedures([code])).get(code, Procedure(code, service.agency))
    reviewed = service.confirm_review(procedure, work.clock.today())
    await work.registry.save([reviewed], by=by.subject, at=work.clock.now())
    await work.record(events_of([reviewed]))
    return reviewed.service
