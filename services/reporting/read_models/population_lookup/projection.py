"""Counts look-ups by outcome and by disclosed field, from the events of `population_lookup` alone. Nobody is
identified."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from common.calendar.province_days import day_of
from common.contracts.parts import PopulationField
from common.contracts.population_lookup import LookupAnswered, LookupRefused, OversightRecorded
from common.projection.projections import Projection
from common.projection.tables import Tables
from reporting.tables import lookup, lookup_count, lookup_day_count, lookup_field_count

projection = Projection("population_lookup", [lookup_count, lookup_day_count, lookup_field_count], retired=[lookup])
projection.ignores(OversightRecorded)  # no look-up
# a rebuild does not decode what no figure is made from
projection.skips_fields(LookupAnswered, "lookup_id", "decision", "line", "line_hash", "recoded_to")
projection.skips_fields(LookupRefused, "lookup_id", "line", "line_hash")


@projection.on(LookupAnswered, LookupRefused)
async def count_lookups(events: Sequence[LookupAnswered | LookupRefused], tables: Tables) -> None:
    """A look-up is recorded in the transaction in which it is answered, so that both are on the same day."""
    outcomes = Counter[tuple[date, str, str, str]]()
    disclosures = Counter[tuple[date, str, tuple[PopulationField, ...]]]()
    for event in events:
        day = day_of(event.answered_at)
        outcomes[day, event.agency_code, event.procedure_code, outcome_of(event)] += 1
        if isinstance(event, LookupAnswered) and event.fields:
            disclosures[day, event.agency_code, event.fields] += 1
    await tables.add(lookup_count, [(*cell, cell[0], lookups) for cell, lookups in outcomes.items()])
    days = [(day, outcome, day, lookups) for (day, _, _, outcome), lookups in outcomes.items()]
    await tables.add(lookup_day_count, days)
    fields = [
        (day, agency, field.value, day, lookups)
        for (day, agency, disclosed), lookups in disclosures.items()
        for field in disclosed
    ]
    await tables.add(lookup_field_count, fields)


def outcome_of(event: LookupAnswered | LookupRefused) -> str:
    if isinstance(event, LookupRefused):
        return event.reason
    return "matched" if event.matched else "not_matched"
