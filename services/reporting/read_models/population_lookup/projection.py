"""Projects look-ups and their outcomes from the events of `population_lookup` alone. Nobody is identified."""

from collections.abc import Sequence

from common.clock import day_of
from common.contracts.population_lookup import LookupAnswered, LookupRefused
from common.projection.projections import Projection
from common.projection.tables import Tables
from reporting.tables import lookup

projection = Projection("population_lookup", [lookup])


@projection.on(LookupAnswered, LookupRefused)
async def count_lookups(events: Sequence[LookupAnswered | LookupRefused], tables: Tables) -> None:
    await tables.put(
        lookup,
        [
            {
                "lookup_id": event.lookup_id,
                "day": day_of(event.answered_at),
                "agency_code": event.agency_code,
                "procedure_code": event.procedure_code,
                "outcome": outcome_of(event),
            }
            for event in events
        ],
    )


def outcome_of(event: LookupAnswered | LookupRefused) -> str:
    if isinstance(event, LookupRefused):
        return event.reason
    return "matched" if event.matched else "not_matched"
