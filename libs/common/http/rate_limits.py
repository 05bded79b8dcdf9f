"""Rate limits per caller, before any other work. A caller with a token that was verified before is counted by its
subject, everybody else by address.

A token that was not verified yet does not prove who sends it, so invented tokens give a caller no further allowance.
The algorithm is GCRA (generic cell rate algorithm): one number per caller, the time at which the full burst is
available again. Each process counts for itself, and so do the headers `RateLimit` and `RateLimit-Policy`
(draft-ietf-httpapi-ratelimit-headers-10), whose policy is called `per-process`.
"""

import math
import time
from collections.abc import Callable
from functools import lru_cache
from ipaddress import IPv6Address, ip_network

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from common.http.outer_middleware import HEADERS, request_duration
from common.http.problems import too_many_requests
from common.http.response_headers import with_headers

REMEMBERED = 50_000  # callers: at most 10 MB, however many addresses a caller has
# requested by the platform, which must never be refused
UNLIMITED = frozenset({"/healthz/live", "/healthz/ready", "/metrics"})
BEARER = b"bearer "

Subject = Callable[[str], str | None]


class RateLimiter:
    """Allows each caller `burst` requests at once, and `per_second` in the long run."""

    def __init__(self, per_second: float, burst: int, remembered: int = REMEMBERED) -> None:
        self.interval = 1 / per_second
        self.policy = f'"per-process";q={burst};w={math.ceil(burst / per_second)}'.encode()
        self.allowance = (burst - 1) * self.interval
        self.remembered = remembered
        self._full_at: dict[str, float] = {}

    def charge(self, caller: str, now: float) -> float:
        """Returns 0 where the request is allowed, else the seconds to wait. A refused request is not charged."""
        full_at = self._full_at.get(caller, now)
        if full_at - now > self.allowance + 1e-9:
            return full_at - now - self.allowance
        self._full_at[caller] = max(full_at, now) + self.interval
        if len(self._full_at) > self.remembered:
            self._forget(now)
        return 0.0

    def left(self, caller: str, now: float) -> bytes:
        """How many requests the caller may make at once, and in how many seconds their burst is full again."""
        used = max(0.0, self._full_at.get(caller, now) - now)
        remaining = max(0, math.floor((self.allowance - used) / self.interval + 1e-9) + 1)
        return b'"per-process";r=%d;t=%d' % (remaining, math.ceil(used))

    def _forget(self, now: float) -> None:
        """Drops callers whose burst is fully available, then the oldest entries down to half: these callers gain one
        burst."""
        self._full_at = {caller: full_at for caller, full_at in self._full_at.items() if full_at > now}
        for caller in list(self._full_at)[: max(0, len(self._full_at) - self.remembered // 2)]:
            del self._full_at[caller]


class RateLimitMiddleware:
    """`hops` is the number of our own proxies in front of this process: the caller is that many addresses from the
    right of X-Forwarded-For."""

    def __init__(self, app: ASGIApp, limiter: RateLimiter, hops: int, subject_of: Subject) -> None:
        self.app = app
        self.limiter = limiter
        self.hops = hops
        self.subject_of = subject_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] not in UNLIMITED:
            caller, now = self._caller(scope), time.monotonic()
            wait = self.limiter.charge(caller, now)
            headers = [(b"ratelimit-policy", self.limiter.policy), (b"ratelimit", self.limiter.left(caller, now))]
            send = with_headers(send, headers)
            if wait:
                await self._refuse(wait, scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _caller(self, scope: Scope) -> str:
        forwarded = []
        for name, value in scope["headers"]:
            if name == b"authorization" and value[:7].lower() == BEARER:
                if (subject := self.subject_of(value[7:].decode("latin-1"))) is not None:
                    return f"subject {subject}"
            elif name == b"x-forwarded-for" and self.hops:
                forwarded.append(value.decode("latin-1"))
        if forwarded:
            addresses = ",".join(forwarded).split(",")
            if len(addresses) >= self.hops:
                return network_of(addresses[-self.hops].strip())
        return network_of(scope["client"][0] if scope["client"] else "")

    async def _refuse(self, wait: float, scope: Scope, receive: Receive, send: Send) -> None:
        request_duration(scope["method"], "none", 429).observe(0)
        response = too_many_requests(Request(scope), math.ceil(wait))
        response.raw_headers.extend(HEADERS)
        await response(scope, receive, send)


@lru_cache(4_096)
def network_of(address: str) -> str:
    """Returns the /64 network of an IPv6 address, since a caller usually has all of it; an IPv4 address as it is."""
    if ":" not in address:
        return address
    try:
        return str(ip_network((IPv6Address(address.split("%", maxsplit=1)[0]), 64), strict=False))
    except ValueError:
        return address
