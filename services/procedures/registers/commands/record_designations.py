"""Records lists for which Decisions may designate procedures."""

from collections.abc import Sequence

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.registers.domain.designation_lists import Designation, require_unchanged
from procedures.registers.storage.designation_rows import Designations


async def record_designations(work: UnitOfWork, designations: Sequence[Designation], by: Actor) -> None:
    """New lists are added; those on record stay as they are. Raises `DesignationFixed`."""
    require_unchanged(designations, await work.of(Designations).locked())
    await work.of(Designations).record(designations, by.subject, work.clock.now())
