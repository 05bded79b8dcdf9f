"""Record agencies that Decisions may name."""

from collections.abc import Sequence

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.registers.storage.repository import RegisterEntry, Registers


async def record_agencies(work: UnitOfWork, agencies: Sequence[RegisterEntry], by: Actor) -> None:
    """New ones are added, known ones get the name and the days that are given; what differs in nothing is left alone.

    Raises `ValidityReversed`.
    """
    await work.of(Registers).record_agencies(agencies, by.subject, work.clock.now())
