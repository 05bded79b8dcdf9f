"""Record how many working hours a unit of time has."""

from datetime import date
from decimal import Decimal

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.processes.events import working_hours_recorded
from procedures.processes.storage.repository import Processes


async def record_working_hours(
    work: UnitOfWork, unit: str, hours: Decimal, valid_from: date, legal_basis: str, by: Actor
) -> None:
    """Applies to Decisions signed from that day on and published from now on; earlier comparisons do not change."""
    now = work.clock.now()
    await work.of(Processes).add_hours(
        unit=unit,
        hours=hours,
        valid_from=valid_from,
        legal_basis=legal_basis,
        recorded_by=by.subject,
        recorded_at=now,
    )
    await work.record([working_hours_recorded(unit, hours, valid_from, legal_basis, now)])
