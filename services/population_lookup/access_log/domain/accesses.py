"""One access to the register, as the log records it: of whose record, by whom, for which purpose, and what was
disclosed."""

from dataclasses import dataclass
from datetime import datetime

from population_lookup.law.domain.lawful_periods import LawfulPeriod
from population_lookup.register.domain.person_key import PersonKey
from population_lookup.shared.domain.lookup_states import LookupState


@dataclass(frozen=True, slots=True, repr=False)
class Access:
    """`account` is the subject of the token, `endpoint` the operation that was called. `personal_id` is the citizen
    concerned.

    `law` is the period that allowed the access, None if it was refused; `refusal` is then the type of the problem.
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
    state: LookupState
    law: LawfulPeriod | None
    refusal: str | None
    fields: tuple[str, ...]
