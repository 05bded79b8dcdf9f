"""Records that the province need not follow a change of the national catalogue."""

from uuid import UUID

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.commands.mandates import role_holder_for
from procedures.decisions.domain.roles import DecisionRole
from procedures.national_catalogue.domain.refusals import NationalChangeAlreadyDismissed
from procedures.national_catalogue.storage.repository import NationalCatalogue


async def dismiss_change(work: UnitOfWork, change: UUID, reason: str, by: Actor) -> None:
    """Records the reason, the officer and the time. A dismissal is final, so it needs the role of a drafter that day; a
    change of the national catalogue belongs to no agency. Raises `RoleNotHeld`, `NationalChangeNotFound` and
    `NationalChangeAlreadyDismissed`."""
    await role_holder_for(work, DecisionRole.DRAFTER, by)
    await work.of(NationalCatalogue).change(change)
    if not await work.of(NationalCatalogue).dismiss(change, reason, by.subject, work.clock.now()):
        raise NationalChangeAlreadyDismissed(change)
