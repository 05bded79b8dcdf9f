"""The events of `population_lookup`: that a look-up was made, or that its log was used, but never about whom or by
whom.

`line` and `line_hash` are the number and the SHA-256 (hexadecimal) of the look-up's line in the access log, which
contains a random salt: so nobody can change a line unnoticed, and the hash discloses nothing about the line."""

from datetime import datetime

from common.contracts.event import Event, event
from common.contracts.parts import DecisionRef, PopulationField


@event("lookup.answered.v1", source="population_lookup", subject="lookup_id")
class LookupAnswered(Event, frozen=True, kw_only=True):
    """Sent by `population_lookup` when a lawful look-up was answered, also without a match (`matched` is false
    then).

    `procedure_code` is the one that the request states. `recoded_to` is the code of the procedure where that is its
    former provisional one, and else null.

    `household_members` is of how many other members of the citizen's household something was disclosed, and
    `household_member_fields` which fields of theirs: 0 and none in events from before they stated it.
    """

    lookup_id: str
    procedure_code: str
    agency_code: str
    matched: bool
    fields: tuple[PopulationField, ...]
    decision: DecisionRef
    answered_at: datetime
    line: int
    line_hash: str
    recoded_to: str | None = None
    household_members: int = 0
    household_member_fields: tuple[PopulationField, ...] = ()


@event("lookup.refused.v1", source="population_lookup", subject="lookup_id")
class LookupRefused(Event, frozen=True, kw_only=True):
    """Sent by `population_lookup` when a look-up was refused; `reason` is the type of the problem in the response.
    `procedure_code` is empty where the request was malformed."""

    lookup_id: str
    procedure_code: str
    agency_code: str
    reason: str
    answered_at: datetime
    line: int
    line_hash: str


@event("lookup.oversight_recorded.v1", source="population_lookup", subject="lookup_id")
class OversightRecorded(Event, frozen=True, kw_only=True):
    """Sent by `population_lookup` when the access log itself was used: `act` is `accesses_read` if an officer read who
    accessed a citizen's record, `access_withheld` if an access is withheld from the citizen, `alarm_raised` if
    look-ups are unusual. `lookup_id` identifies the line of this act.

    `alarm` is why: `many_persons`, `sequential_numbers` or `not_matched` of one officer of the agency, or
    `many_officers` about one citizen, where `agency_code` is empty; null for other acts.
    """

    lookup_id: str
    agency_code: str
    act: str
    answered_at: datetime
    line: int
    line_hash: str
    alarm: str | None = None
