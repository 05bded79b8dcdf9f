"""Records fields (lĩnh vực) to which procedures may belong."""

from collections.abc import Sequence

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.registers.storage.repository import RegisterEntry, Registers


async def record_fields(work: UnitOfWork, fields: Sequence[RegisterEntry], by: Actor) -> None:
    """New fields are added; those on record take the given name. An entry without any difference is not written
    again."""
    await work.of(Registers).record_fields(fields, by.subject, work.clock.now())
