"""What is done with the access log itself: an officer reads who accessed a citizen's record, or withholds an access
from the citizen until a day, and the service raises an alarm about unusual look-ups. Each such act is a line of the
log."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from population_lookup.access_log.domain.accesses import Access
from population_lookup.shared.domain.lookup_states import LookupState


class Act(StrEnum):
    ACCESSES_READ = "accesses_read"
    ACCESS_WITHHELD = "access_withheld"
    ALARM_RAISED = "alarm_raised"


ENDPOINTS = {
    Act.ACCESSES_READ: "POST /v1/accesses/search",
    Act.ACCESS_WITHHELD: "PUT /v1/accesses/{lookup_id}/withholding",
    Act.ALARM_RAISED: "watch-lookups",
}


@dataclass(frozen=True, slots=True)
class Withholding:
    """Until the day `until` the citizen does not see the access; `ground` is why."""

    until: date
    ground: str


@dataclass(frozen=True, slots=True)
class Officer:
    """Who acts: `account` is the subject of the token."""

    account: str
    agency_code: str
    id: str


def access_of_act(act: Act, id: str, at: datetime, officer: Officer, **parts: str | None) -> Access:
    """`personal_id` is the citizen whose accesses were read: that citizen sees who did. A citizen does not see that an
    access was withheld."""
    return Access(
        lookup_id=id,
        requested_at=at,
        answered_at=at,
        endpoint=ENDPOINTS[act],
        account=officer.account,
        agency_code=officer.agency_code,
        officer_id=officer.id,
        stated_code=None,
        officer_account=None,
        officer_phone=None,
        request_id=parts.get("request_id") or "",
        operation="",
        integration_code="",
        procedure_code="",
        recoded_to=None,
        person=None,
        personal_id=parts.get("personal_id"),
        state=LookupState.MATCHED,
        law=None,
        refusal=None,
        fields=(),
        reason=parts.get("reason"),
    )
