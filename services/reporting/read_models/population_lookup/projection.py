"""Projects look-ups and their outcomes from the events of `population_lookup` alone. Nobody is identified."""

from collections.abc import Sequence

from common.calendar.province_days import day_of
from common.contracts.population_lookup import LookupAnswered, LookupRefused, OversightRecorded
from common.projection.projections import Projection
from common.projection.tables import Tables
from reporting.tables import lookup

projection = Projection("population_lookup", [lookup])
projection.ignores(OversightRecorded)  # no look-up
# a rebuild does not decode what no figure is made from
projection.skips_fields(LookupAnswered, "fields", "decision", "line", "line_hash", "recoded_to")
projection.skips_fields(LookupRefused, "line", "line_hash")


@projection.on(LookupAnswered, LookupRefused)
async def count_lookups(events: Sequence[LookupAnswered | LookupRefused], tables: Tables) -> None:
    await tables.put(
        lookup,
        [
            (
                event.lookup_id,
                day_of(event.answered_at),
                event.agency_code,
                event.procedure_code,
                outcome_of(event),
            )
            for event in events
        ],
    )


def outcome_of(event: LookupAnswered | LookupRefused) -> str:
    if isinstance(event, LookupRefused):
        return event.reason
    return "matched" if event.matched else "not_matched"
