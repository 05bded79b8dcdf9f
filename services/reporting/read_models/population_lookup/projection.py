"""Counts look-ups by outcome and by disclosed field, from the events of `population_lookup` alone. Nobody is
identified."""

from collections import Counter
from collections.abc import Sequence

from common.calendar.province_days import day_of
from common.contracts.parts import PopulationField
from common.contracts.population_lookup import LookupAnswered, LookupRefused, OversightRecorded
from common.projection.projections import Projection
from common.projection.tables import Row, Tables
from reporting.tables import lookup, lookup_count, lookup_day_count, lookup_field_count

projection = Projection("population_lookup", [lookup_count, lookup_day_count, lookup_field_count], retired=[lookup])
projection.ignores(OversightRecorded)  # no look-up
# a rebuild does not decode what no figure is made from
NOT_COUNTED = ("decision", "recoded_to", "household_members", "household_member_fields")
projection.skips_fields(LookupAnswered, "lookup_id", "line", "line_hash", *NOT_COUNTED)
projection.skips_fields(LookupRefused, "lookup_id", "line", "line_hash")

NO_FIELDS: tuple[PopulationField, ...] = ()
OUTCOME_OF_MATCH: dict[bool | str, str] = {True: "matched", False: "not_matched"}


@projection.on(LookupAnswered, LookupRefused)
async def count_lookups(events: Sequence[LookupAnswered | LookupRefused], tables: Tables) -> None:
    """A look-up is recorded in the transaction in which it is answered, so that both are on the same day."""
    counted = Counter(
        (day_of(event.answered_at), event.agency_code, event.procedure_code, event.matched, event.fields)
        if isinstance(event, LookupAnswered)
        else (day_of(event.answered_at), event.agency_code, event.procedure_code, event.reason, NO_FIELDS)
        for event in events
    )
    outcomes, days, fields = list[Row](), list[Row](), list[Row]()
    for (day, agency, procedure, result, disclosed), lookups in counted.items():
        outcome = OUTCOME_OF_MATCH.get(result, result)
        outcomes.append((day, agency, procedure, outcome, day, lookups))
        days.append((day, outcome, day, lookups))
        fields += [(day, agency, field.value, day, lookups) for field in disclosed]
    await tables.add(lookup_count, outcomes)
    await tables.add(lookup_day_count, days)
    await tables.add(lookup_field_count, fields)
