"""The typed state that the lifespan yields and routes use, instead of globals."""

from typing import TYPE_CHECKING, Any, TypedDict, cast

from starlette.requests import Request

from common.eventlog.wakeups import Wakeups
from common.http.cache.batching import Batcher
from common.http.feed_pages import FeedPages
from common.http.tokens import Tokens
from common.service.definition import Runtime

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class State(TypedDict):
    runtime: Runtime
    tokens: Tokens
    wakeups: Wakeups
    feed_pages: FeedPages
    signing_key: "Ed25519PrivateKey | None"
    batcher: Batcher[Any, Any] | None


def state_of(request: Request) -> State:
    return cast("State", request.scope["state"])


def runtime_of(request: Request) -> Runtime:
    return state_of(request)["runtime"]


def batcher_of(request: Request) -> Batcher[Any, Any]:
    batcher = state_of(request)["batcher"]
    if batcher is None:
        raise TypeError("this service handles no requests in batches")
    return batcher
