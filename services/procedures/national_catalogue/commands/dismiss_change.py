"""Records that the province need not follow a change of the national catalogue."""

from uuid import UUID

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.national_catalogue.domain.refusals import NationalChangeAlreadyDismissed
from procedures.national_catalogue.storage.repository import NationalCatalogue


async def dismiss_change(work: UnitOfWork, change: UUID, reason: str, by: Actor) -> None:
    """Records the reason, the officer and the time. A dismissal is final. Raises `NationalChangeNotFound` and
    `NationalChangeAlreadyDismissed`."""
    await work.of(NationalCatalogue).change(change)
    if not await work.of(NationalCatalogue).dismiss(change, reason, by.subject, work.clock.now()):
        raise NationalChangeAlreadyDismissed(change)
