"""Who may come in, as a typed argument of the route: `officer: Annotated[Actor, Requires("decisions.publish")]`."""

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
    """The token is good, but does not allow this operation."""

    status, type, title = 403, "insufficient-scope", "The token does not allow this"

    def __init__(self, scope: str, *others: str) -> None:
        super().__init__(f"the token lacks the scope {' or '.join((scope, *others))}", scope=scope)


async def caller(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Security(bearer)]
) -> Actor:
    """Whoever the token says; refuses where there is none."""
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
    allowed.scopes = scopes  # type: ignore[attr-defined]  # read by the table of operations
    return allowed


def Requires(*scopes: str) -> Any:  # noqa: N802 - it stands where FastAPI's own markers stand
    """The caller, if the token carries the scope, or one of several."""
    return Depends(requires_scope(*scopes))


def carries_one_of(*scopes: str) -> Any:
    """Whether the request has a token that carries one of the scopes: where everyone may read, and some may read
    more."""

    async def carried(
        request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Security(bearer)]
    ) -> bool:
        if credentials is None:
            return False
        actor = await caller(request, credentials)
        return bool(actor.scopes & set(scopes))

    return Depends(carried)
