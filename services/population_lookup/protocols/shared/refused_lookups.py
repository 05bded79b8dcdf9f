"""What both doors of the look-up do with a refusal: it is an answer like another, committed with its line in the
log."""

from fastapi import Request, Response

from common.eventlog.position import as_header
from common.http.freshness import POSITION
from common.http.problems import of_refusal
from population_lookup.lookup.commands.look_up import LookupResult
from population_lookup.shared.domain.refusals import LookupRefusal

NO_STORE = {"Cache-Control": "no-store"}
"""Personal data is kept by no cache, and under no idempotency key."""


def refused(request: Request, result: LookupResult, refusal: LookupRefusal) -> Response:
    """Returned, not raised: an exception would roll back what was written about the look-up."""
    refusal.facts["lookup_id"] = result.lookup.id
    response = of_refusal(request, refusal)
    response.headers.update({**NO_STORE, POSITION: as_header([result.position])})
    return response
