"""Which fields procedures would gain and lose by events of `procedures`: each carries all resulting periods."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer.positions import positions
from common.contracts.event import Event
from common.contracts.impact import FieldsImpact, LookupsImpact
from common.contracts.parts import InForce
from common.contracts.procedures import ProcedureEvent
from common.eventlog.position import as_header
from population_lookup.law.domain.lawful_periods import LawfulPeriod
from population_lookup.law.storage.repository import law_of


async def impact_on_fields(read: AsyncConnection, events: Sequence[Event]) -> LookupsImpact:
    """Of two events about one procedure the later one counts, as for the projection."""
    last = {event.procedure_code: event for event in events if isinstance(event, ProcedureEvent)}
    impacts = [impact for event in last.values() if (impact := await _impact(read, event)) is not None]
    return LookupsImpact(positions=as_header(await positions(read)), procedures=impacts)


async def _impact(read: AsyncConnection, event: ProcedureEvent) -> FieldsImpact | None:
    """Compares the fields of the day on which the event takes effect; None where they are the same."""
    code, day = event.procedure_code, event.effective_on
    periods = (await law_of(read, [code], [], day)).periods.get(code, ())
    in_force = next((period for period in periods if period.contains(day)), None)
    before = _fields(in_force)
    after = _fields(next((period for period in event.periods if _contains(period, day)), None))
    if before == after:
        return None
    return FieldsImpact(
        procedure_code=code,
        effective_on=day,
        gained=sorted(after[0] - before[0]),
        lost=sorted(before[0] - after[0]),
        household_members_gained=sorted(after[1] - before[1]),
        household_members_lost=sorted(before[1] - after[1]),
    )


def _fields(period: LawfulPeriod | InForce | None) -> tuple[set[str], set[str]]:
    """What a version may use of the applicant, and of the other members of their household."""
    if period is None:
        return set(), set()
    return set(map(str, period.population_fields)), set(map(str, period.household_member_fields))


def _contains(period: InForce, day: date) -> bool:
    return period.effective_from <= day and (period.effective_to is None or day < period.effective_to)
