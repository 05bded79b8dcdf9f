"""Records that an officer has reviewed a service and confirms it; it takes the name that its procedure has today."""

from uuid import UUID

from common.identity import Actor
from common.revisions import ExpectedRevisions, require_revision
from common.service.unit_of_work import UnitOfWork
from online_services.law.domain.procedure import Procedure
from online_services.law.storage.repository import procedures_by_code
from online_services.registry.domain.online_service import OnlineService
from online_services.registry.events import events_of
from online_services.registry.storage.repository import Registry


async def confirm_review(work: UnitOfWork, id: UUID, expected_revision: ExpectedRevisions, by: Actor) -> OnlineService:
    """Raises `RevisionMismatch`."""
    service = await work.of(Registry).lock_service(id)
    require_revision(expected_revision, service.revision)
    code = service.procedure_code
    procedure = (await procedures_by_code(work.connection, [code])).get(code, Procedure(code, service.agency))
    reviewed = service.confirm_review(procedure, work.clock.today())
    await work.of(Registry).save([reviewed], by=by.subject, at=work.clock.now())
    await work.record(events_of([reviewed]))
    return reviewed.service
