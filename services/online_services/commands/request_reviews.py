"""Mark the services whose procedures were amended: an officer must look at their forms and levels."""

from collections.abc import Sequence

from common.identity import Actor
from online_services.domain.changes_of_law import ChangeOfLaw, reviews
from online_services.publishing.events import events_of
from online_services.storage.work import OnlineServicesWork


async def request_reviews(work: OnlineServicesWork, changes: Sequence[ChangeOfLaw], by: Actor) -> None:
    services = await work.registry.lock(change.procedure_code for change in changes)
    requested = reviews(changes, services)
    await work.registry.save(requested, by=by.subject, at=work.clock.now())
    await work.record(events_of(requested))
