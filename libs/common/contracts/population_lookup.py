"""The events of `population_lookup`: that a look-up was made, but never about whom or by whom.

`line` and `line_hash` are the number and the SHA-256 (hexadecimal) of the look-up's line in the access log, which
contains a random salt: so nobody can change a line unnoticed, and the hash discloses nothing about the line."""

from datetime import datetime

from common.contracts.event import Event, event
from common.contracts.parts import DecisionRef, PopulationField


@event("lookup.answered.v1", source="population_lookup", subject="lookup_id")
class LookupAnswered(Event, frozen=True, kw_only=True):
    """Sent by `population_lookup` when a lawful look-up was answered, also without a match (`matched` is false
    then)."""

    lookup_id: str
    procedure_code: str
    agency_code: str
    matched: bool
    fields: tuple[PopulationField, ...]
    decision: DecisionRef
    answered_at: datetime
    line: int
    line_hash: str


@event("lookup.refused.v1", source="population_lookup", subject="lookup_id")
class LookupRefused(Event, frozen=True, kw_only=True):
    """Sent by `population_lookup` when a look-up was refused; `reason` is the type of the problem in the response."""

    lookup_id: str
    procedure_code: str
    agency_code: str
    reason: str
    answered_at: datetime
    line: int
    line_hash: str
