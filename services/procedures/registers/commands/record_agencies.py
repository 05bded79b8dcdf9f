"""Records agencies that Decisions may name."""

from collections.abc import Sequence

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.registers.events import agency_recorded
from procedures.registers.storage.repository import RegisterEntry, Registers


async def record_agencies(work: UnitOfWork, agencies: Sequence[RegisterEntry], by: Actor) -> None:
    """New agencies are added; those on record take the given name and days. An entry without any difference is not
    written again.

    Raises `ValidityReversed` and `UnknownAgency`.
    """
    now = work.clock.now()
    written = await work.of(Registers).record_agencies(agencies, by.subject, now)
    await work.record([agency_recorded(row, now) for row in written])
