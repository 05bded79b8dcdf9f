"""Record that the province need not follow a change of the national catalogue."""

from uuid import UUID

from common.identity import Actor
from procedures.national_catalogue.domain.refusals import NationalChangeDismissed
from procedures.shared.work import ProceduresWork


async def dismiss_change(work: ProceduresWork, change: UUID, reason: str, by: Actor) -> None:
    """With a reason, by whom and when; it is never taken back. Raises `NationalChangeNotFound` and `NationalChangeDismissed`."""
    await work.national.change(change)
    if not await work.national.dismiss(change, reason, by.subject, work.clock.now()):
        raise NationalChangeDismissed(change)
