"""One access to the register, as the log keeps it: of whose record, by whom, for what, and what was disclosed."""

from dataclasses import dataclass
from datetime import datetime

from population_lookup.law.domain.lawful_periods import LawfulPeriod
from population_lookup.register.domain.person_key import PersonKey
from population_lookup.shared.domain.states import State


@dataclass(frozen=True, slots=True, repr=False)
class Access:
    """`account` is who the token names, `endpoint` the operation that was used. `personal_id`: the citizen whom it
    concerns.

    `law` allowed it; there is none where it was refused, and `refusal` is then the type of the problem.
    """

    lookup_id: str
    requested_at: datetime
    answered_at: datetime
    endpoint: str
    account: str
    agency_code: str
    officer_id: str
    request_id: str
    integration_code: str
    procedure_code: str
    person: PersonKey
    personal_id: str | None
    state: State
    law: LawfulPeriod | None
    refusal: str | None
    fields: tuple[str, ...]
