"""What the access log records of a look-up."""

from population_lookup.access_log.domain.accesses import Access
from population_lookup.lookup.domain.lookup import Lookup
from population_lookup.shared.domain.refusals import LookupRefusal


def access_of(lookup: Lookup, account: str, endpoint: str) -> Access:
    """A refused look-up is recorded like any other."""
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
        integration_code=request.integration_code,
        procedure_code=request.procedure_code,
        person=request.person,
        personal_id=lookup.concerned_personal_id,
        state=lookup.state,
        law=lookup.law,
        refusal=lookup.outcome.type if isinstance(lookup.outcome, LookupRefusal) else None,
        fields=lookup.fields,
    )
