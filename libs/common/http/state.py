"""What the lifespan yields and every route may ask for: typed, made in one place, no globals."""

from typing import TYPE_CHECKING, Any, TypedDict, cast

from starlette.requests import Request

from common.eventlog.wakeups import Wakeups
from common.http.cache.coalescing import Together
from common.http.cache.feed_pages import FeedPages
from common.http.tokens import Tokens
from common.service.definition import Runtime

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class State(TypedDict):
    runtime: Runtime
    tokens: Tokens
    wakeups: Wakeups
    pages: FeedPages
    signing_key: "Ed25519PrivateKey | None"
    gathered: Together[Any, Any] | None


def state_of(request: Request) -> State:
    return cast("State", request.scope["state"])


def runtime_of(request: Request) -> Runtime:
    return state_of(request)["runtime"]


def gathered_of(request: Request) -> Together[Any, Any]:
    gathered = state_of(request)["gathered"]
    if gathered is None:
        raise TypeError("this service gathers nothing")
    return gathered
