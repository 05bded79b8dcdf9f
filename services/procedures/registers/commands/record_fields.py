"""Record fields (lĩnh vực) that procedures may belong to."""

from collections.abc import Sequence

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.registers.storage.repository import RegisterEntry, Registers


async def record_fields(work: UnitOfWork, fields: Sequence[RegisterEntry], by: Actor) -> None:
    """New ones are added, known ones get the name that is given; what differs in nothing is left alone."""
    await work.of(Registers).record_fields(fields, by.subject, work.clock.now())
