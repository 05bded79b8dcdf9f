"""One access to the register, as the log records it: of whose record, by whom, for which purpose, and what was
disclosed."""

from datetime import datetime
from typing import NamedTuple

from population_lookup.law.domain.lawful_periods import LawfulPeriod
from population_lookup.register.domain.person_key import PersonKey
from population_lookup.shared.domain.lookup_states import LookupState


class Access(NamedTuple):
    """`account` is the subject of the token, `endpoint` the operation that was called. `personal_id` is the citizen
    concerned.

    `procedure_code` is the one that the request states, `recoded_to` the procedure's own one if that is provisional and
    was replaced.

    `stated_code` is what the client sent in place of the procedure's code; `officer_account` and `officer_phone` are as
    the caller states them (`TaiKhoan`, `SoDienThoai`). `person` is None where the request was malformed, and where the
    access log itself was read; `reason` is why that was done.

    `fields` are the disclosed fields, `masked_fields` those that the law lists and the caller may not see.

    `household_members` are the numbers of the other people whose data were disclosed, `household_member_fields` and
    `masked_household_member_fields` their fields.

    `expectation_id` names what a tester ordered for the look-up, so that it explains an unusual one; `test_session`
    names the session where the citizen was not the register's but a persona of that session.

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
    operation: str
    integration_code: str
    procedure_code: str
    recoded_to: str | None
    stated_code: str | None
    officer_account: str | None
    officer_phone: str | None
    person: PersonKey | None
    personal_id: str | None
    state: LookupState
    law: LawfulPeriod | None
    refusal: str | None
    fields: tuple[str, ...]
    masked_fields: tuple[str, ...] = ()
    reason: str | None = None
    expectation_id: str | None = None
    test_session: str | None = None
    household_members: tuple[str, ...] = ()
    household_member_fields: tuple[str, ...] = ()
    masked_household_member_fields: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Access({self.lookup_id})"
