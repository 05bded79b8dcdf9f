"""Authorisation as a typed argument of a route: `officer: Annotated[Actor, Requires("decisions.publish")]`."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from common.errors import Refusal
from common.http.state import state_of
from common.http.tokens import TokenMissing
from common.identity import Actor

bearer = HTTPBearer(
    auto_error=False, bearerFormat="JWT", description="A token of the configured issuer; `scope` names what it allows."
)


class InsufficientScope(Refusal):
    """The token is valid, but does not allow this operation."""

    status, type, title = 403, "insufficient-scope", "The token does not allow this"

    def __init__(self, scope: str, *others: str) -> None:
        super().__init__(f"the token lacks the scope {' or '.join((scope, *others))}", scope=scope)


async def caller(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Security(bearer)]
) -> Actor:
    """Returns the actor that the token names. Raises `TokenMissing`."""
    if credentials is None:
        raise TokenMissing("the request carries no bearer token")
    actor = await state_of(request)["tokens"].actor_of(credentials.credentials)
    request.state.actor = actor
    return actor


def requires_scope(*scopes: str) -> Callable[[Actor], Awaitable[Actor]]:
    async def allowed(actor: Annotated[Actor, Depends(caller)]) -> Actor:
        if actor.scopes.isdisjoint(scopes):
            raise InsufficientScope(*scopes)
        return actor

    allowed.__name__ = f"requires {' or '.join(scopes)}"
    allowed.scopes = scopes  # type: ignore[attr-defined]  # read where docs/scopes.md is generated
    return allowed


def Requires(*scopes: str) -> Any:  # noqa: N802 - named like FastAPI's own markers
    """The caller, if their token has one of the scopes."""
    return Depends(requires_scope(*scopes))


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

    return Depends(has_scope)
