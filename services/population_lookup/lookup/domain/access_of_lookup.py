"""What the access log records of a look-up."""

from common.errors import Refusal
from population_lookup.access_log.domain.accesses import Access
from population_lookup.lookup.domain.injection import Injection
from population_lookup.lookup.domain.lookup import Lookup


def access_of(lookup: Lookup, account: str, endpoint: str, injection: Injection | None = None) -> Access:
    """A refused look-up is recorded like any other; `injection` is what a tester has ordered for it."""
    request = lookup.request
    return Access(
        lookup_id=lookup.id,
        requested_at=lookup.requested_at,
        answered_at=lookup.answered_at,
        endpoint=endpoint,
        account=account,
        agency_code=request.agency_code,
        officer_id=request.officer_id,
        request_id=request.request_id,
        operation=lookup.operation,
        integration_code=request.integration_code,
        procedure_code=request.procedure_code,
        recoded_to=lookup.recoded_to,
        officer_account=request.officer_account,
        officer_phone=request.officer_phone,
        stated_code=request.stated_code,
        person=request.person,
        personal_id=lookup.concerned_personal_id,
        state=lookup.state,
        law=lookup.law,
        refusal=lookup.outcome.type if isinstance(lookup.outcome, Refusal) else None,
        fields=lookup.fields,
        masked_fields=lookup.masked_fields,
        expectation_id=None if injection is None else injection.expectation_id,
        household_members=tuple(member.personal_id for member in lookup.members),
        household_member_fields=lookup.member_fields,
        masked_household_member_fields=lookup.masked_member_fields,
        test_session=None if injection is None or injection.persona is None else injection.session,
    )
