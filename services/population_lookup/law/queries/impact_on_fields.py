"""Which fields procedures would gain and lose by events of `procedures`: each carries all resulting periods."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer.positions import positions
from common.contracts.event import Event
from common.contracts.impact import FieldsImpact, LookupsImpact
from common.contracts.procedures import ProcedureEvent
from common.eventlog.position import as_header
from population_lookup.law.storage.repository import law_of


async def impact_on_fields(read: AsyncConnection, events: Sequence[Event]) -> LookupsImpact:
    """Of two events about one procedure the later one counts, as for the projection."""
    last = {event.procedure_code: event for event in events if isinstance(event, ProcedureEvent)}
    impacts = [impact for event in last.values() if (impact := await _impact(read, event)) is not None]
    return LookupsImpact(positions=as_header(await positions(read)), procedures=impacts)


async def _impact(read: AsyncConnection, event: ProcedureEvent) -> FieldsImpact | None:
    """Compares the fields of the day on which the event takes effect; None where they are the same."""
    code, day = event.procedure_code, event.effective_on
    before = {
        field
        for period in (await law_of(read, [code], [], day)).periods.get(code, ())
        if period.contains(day)
        for field in period.population_fields
    }
    after = {
        str(field)
        for period in event.periods
        if period.effective_from <= day and (period.effective_to is None or day < period.effective_to)
        for field in period.population_fields
    }
    if before == after:
        return None
    return FieldsImpact(
        procedure_code=code, effective_on=day, gained=sorted(after - before), lost=sorted(before - after)
    )
