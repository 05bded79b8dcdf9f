"""Record fields (lĩnh vực) that procedures may belong to."""

from collections.abc import Sequence

from common.identity import Actor
from procedures.registers.storage.repository import Entry
from procedures.shared.work import ProceduresWork


async def record_fields(work: ProceduresWork, fields: Sequence[Entry], by: Actor) -> None:
    """New ones are added, known ones get the name that is given; what differs in nothing is left alone."""
    await work.registers.record_fields(fields, by.subject, work.clock.now())
