"""Authorisation as a typed argument of a route: `officer: Annotated[Actor, Requires("decisions.publish")]`."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from common.http.declarations import refuses
from common.http.http_refusals import HttpRefusal
from common.http.query_parameters import all_dependants
from common.http.state import state_of
from common.http.tokens import InvalidToken, IssuerUnreachable, TokenMissing, challenge
from common.identity import Actor

bearer = HTTPBearer(
    auto_error=False, bearerFormat="JWT", description="A token of the configured issuer; `scope` names what it allows."
)


class InsufficientScope(HttpRefusal):
    """The token is valid, but does not allow this operation."""

    status, type, title = 403, "insufficient-scope", "The token does not allow this"

    def __init__(self, scope: str, *others: str) -> None:
        super().__init__(f"the token lacks the scope {' or '.join((scope, *others))}", scope=scope)
        self.headers = challenge("insufficient_scope", scope)


def needed_scope(request: Request) -> str:
    """The scope that the operation requires, the first where several would do; empty where it requires none."""
    route = request.scope["route"]
    scopes = (getattr(part.call, "scopes", ()) for part in all_dependants(route.dependant))
    return next((first for first, *_ in filter(None, scopes)), "")


@refuses(TokenMissing, InvalidToken, IssuerUnreachable)
async def caller(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Security(bearer)]
) -> Actor:
    """Returns the actor that the token names. Raises `TokenMissing`."""
    if credentials is None:
        raise TokenMissing(needed_scope(request))
    actor = await state_of(request)["tokens"].actor_of(credentials.credentials)
    request.state.actor = actor
    return actor


def with_scope(actor: Actor, *scopes: str) -> Actor:
    """Returns the actor, if their token has one of the scopes. Raises `InsufficientScope`."""
    if actor.scopes.isdisjoint(scopes):
        raise InsufficientScope(*scopes)
    return actor


def requires_scope(*scopes: str) -> Callable[[Actor], Awaitable[Actor]]:
    @refuses(InsufficientScope)
    async def allowed(actor: Annotated[Actor, Depends(caller)]) -> Actor:
        return with_scope(actor, *scopes)

    allowed.__name__ = f"requires {' or '.join(scopes)}"
    allowed.scopes = scopes  # type: ignore[attr-defined]  # read where docs/scopes.md is generated
    return allowed


def Requires(*scopes: str) -> Any:  # noqa: N802 - named like FastAPI's own markers
    """The caller, if their token has one of the scopes."""
    return Depends(requires_scope(*scopes))


@refuses(InvalidToken, IssuerUnreachable)
async def optional_caller(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Security(bearer)]
) -> Actor | None:
    """Returns the actor that the token names, or None where the request carries no token."""
    return None if credentials is None else await caller(request, credentials)


OptionalCaller = Annotated[Actor | None, Depends(optional_caller)]
"""For routes where everyone may read, and some may read more."""


def has_any_scope(*scopes: str) -> Any:
    """Whether the request has a token with one of the scopes: for routes where everyone may read, and some may read
    more."""

    async def has_scope(actor: OptionalCaller) -> bool:
        return actor is not None and not actor.scopes.isdisjoint(scopes)

    has_scope.optional_scopes = scopes  # type: ignore[attr-defined]  # read where the OpenAPI document is composed
    return Depends(has_scope)
