"""Raises a service to full, or lowers it to partial with a reason."""

from datetime import date
from uuid import UUID

from common.identity import Actor
from common.revisions import ExpectedRevisions, require_revision
from common.service.unit_of_work import UnitOfWork
from online_services.registry.domain.levels import Offer
from online_services.registry.domain.online_service import OnlineService
from online_services.registry.domain.registration import refuse_unreasoned
from online_services.registry.events import events_of
from online_services.registry.storage.repository import Registry


async def change_level(
    work: UnitOfWork, id: UUID, offer: Offer, on: date, expected_revision: ExpectedRevisions, by: Actor
) -> OnlineService:
    """Raises `RevisionMismatch`."""
    refuse_unreasoned([offer], await work.of(Registry).partial_reason_codes())
    service = await work.of(Registry).lock_service(id)
    require_revision(expected_revision, service.revision)
    changed = service.change_level(offer, on)
    await work.of(Registry).save([changed], by=by.subject, at=work.clock.now())
    await work.record(events_of([changed]))
    return changed.service
