"""An access is withheld from the citizen whom it concerns until a day, for a ground in law."""

from uuid import UUID

from common.identity import Actor
from common.ids import new_id
from common.service.unit_of_work import UnitOfWork
from population_lookup.access_log.commands.record_act import record_act
from population_lookup.access_log.domain.oversight import Act, Officer, Withholding, access_of_act
from population_lookup.access_log.storage.withholdings import replace_withholding


async def withhold_access(
    work: UnitOfWork, lookup_id: UUID, withholding: Withholding, by: Actor, officer_id: str
) -> None:
    """Takes the place of an earlier withholding of the same access; the same one again changes nothing. Raises
    `AccessNotFound`."""
    if not await replace_withholding(work.connection, lookup_id, withholding):
        return
    access = access_of_act(
        Act.ACCESS_WITHHELD,
        str(new_id()),
        work.clock.now(),
        Officer(by.subject, by.agency, officer_id),
        request_id=str(lookup_id),
        reason=f"until {withholding.until}: {withholding.ground}",
    )
    await record_act(work, Act.ACCESS_WITHHELD, access)
