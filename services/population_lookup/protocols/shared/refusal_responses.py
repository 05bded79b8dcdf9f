"""The response to a refused look-up in both protocols: it is committed with its line in the log, like any other."""

from fastapi import Request, Response

from common.errors import Refusal
from common.eventlog.position import as_header
from common.http.freshness import POSITION
from common.http.problems import of_refusal
from population_lookup.lookup.commands.look_up import LookupResult

NO_STORE = {"Cache-Control": "no-store"}
"""Personal data is stored in no cache, and under no idempotency key."""


def refusal_response(request: Request, result: LookupResult, refusal: Refusal) -> Response:
    """The response is returned, not raised: an exception would roll back the line in the access log."""
    refusal.facts["lookup_id"] = result.lookup.id
    response = of_refusal(request, refusal)
    response.headers.update({**NO_STORE, POSITION: as_header([result.position])})
    return response
