"""An officer reads who accessed a citizen's record; the citizen sees that, and why."""

from common.identity import Actor
from common.ids import new_id
from common.service.unit_of_work import UnitOfWork
from population_lookup.access_log.commands.record_act import record_act
from population_lookup.access_log.domain.oversight import Act, Officer, access_of_act


async def record_reading(work: UnitOfWork, personal_id: str, by: Actor, officer_id: str, reason: str) -> None:
    """The line concerns the citizen whose accesses are read."""
    access = access_of_act(
        Act.ACCESSES_READ,
        str(new_id()),
        work.clock.now(),
        Officer(by.subject, by.agency, officer_id),
        personal_id=personal_id,
        reason=reason,
    )
    await record_act(work, Act.ACCESSES_READ, access)
