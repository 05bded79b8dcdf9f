"""Records how proactively a service is provided from a day on."""

from datetime import date
from uuid import UUID

from common.identity import Actor
from common.revisions import ExpectedRevisions, require_revision
from common.service.unit_of_work import UnitOfWork
from online_services.registry.domain.online_service import OnlineService
from online_services.registry.domain.proactive_levels import ProactiveLevel
from online_services.registry.events import events_of
from online_services.registry.storage.repository import Registry


async def set_proactive_level(
    work: UnitOfWork,
    id: UUID,
    level: ProactiveLevel,
    on: date,
    legal_basis: str,
    expected_revision: ExpectedRevisions,
    by: Actor,
) -> OnlineService:
    """Raises `OnlineServiceNotFound`, `RevisionMismatch`, `OnlineServiceNotOffered` and `ProactiveLevelUnchanged`."""
    service = await work.of(Registry).lock_service(id)
    require_revision(expected_revision, service.revision)
    fact = service.set_proactive_level(level, on, legal_basis)
    await work.of(Registry).save([fact], by=by.subject, at=work.clock.now())
    await work.record(events_of([fact]))
    return fact.service
