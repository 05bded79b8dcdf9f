"""Record agencies that Decisions may name."""

from collections.abc import Sequence

from common.identity import Actor
from procedures.registers.storage.repository import Entry
from procedures.shared.work import ProceduresWork


async def record_agencies(work: ProceduresWork, agencies: Sequence[Entry], by: Actor) -> None:
    """New ones are added, known ones get the name and the days that are given; what differs in nothing is left alone.

    Raises `ValidityReversed`.
    """
    await work.registers.record_agencies(agencies, by.subject, work.clock.now())
