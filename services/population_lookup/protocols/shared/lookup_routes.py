"""The route of a look-up: a request of an officer that cannot be read is logged, without its content, before it is
refused."""

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.security.utils import get_authorization_scheme_param

from common import metrics
from common.errors import MalformedRequest, Refusal
from common.http.authentication import with_scope
from common.http.json_parsing import DuplicateMember
from common.http.media_types import UnsupportedContentEncoding, UnsupportedMediaType
from common.http.query_parameters import Handler
from common.http.routes import Route
from common.http.state import state_of
from common.http.tokens import TokenMissing
from common.identity import Actor
from population_lookup.expectations.api.faulty_response import with_fault
from population_lookup.protocols.shared.access import SCOPE
from population_lookup.protocols.shared.dispatch import log_malformed


class LookupRoute(Route):
    """FastAPI reads the body of a request before it knows the caller. So what is malformed is refused as ever, but
    first it is asked who sent it: an officer's request is a line of the access log, any other is only counted."""

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()
        endpoint = f"POST {self.path}"

        async def handle_and_log(request: Request) -> Response:
            try:
                return with_fault(request, await handle(request))
            except RequestValidationError:
                officer = await officer_of(request)
                if officer is not None:
                    await log_malformed(request, MalformedRequest("the request is malformed"), endpoint, officer)
                raise
            except (DuplicateMember, UnsupportedMediaType, UnsupportedContentEncoding) as refusal:
                officer = await officer_of(request)
                if officer is not None:
                    await log_malformed(request, refusal, endpoint, officer)
                raise
            except Refusal as refusal:
                count_if_nobody_is_known(refusal)
                raise

        return handle_and_log


async def officer_of(request: Request) -> Actor | None:
    """The caller, if they may look citizens up: as they were authenticated, or else by their token."""
    known: Actor | None = getattr(request.state, "actor", None)
    if known is not None and SCOPE in known.scopes:
        return known
    scheme, token = get_authorization_scheme_param(request.headers.get("Authorization"))
    try:
        if scheme.lower() != "bearer" or not token:
            raise TokenMissing(SCOPE)
        return with_scope(await state_of(request)["tokens"].actor_of(token), SCOPE)
    except Refusal as refusal:
        count_if_nobody_is_known(refusal)
        return None


def count_if_nobody_is_known(refusal: Refusal) -> None:
    """Without a token, or without its scope, there is nobody whom a line of the log could name."""
    if refusal.status in {401, 403}:
        metrics.lookups_not_logged.labels(refusal.type).inc()
