"""How often one caller may ask: stands before all else, and counts whoever's token was found good by name, everybody
else by address.

A token that was not checked yet says nothing about who sends it, so inventing tokens opens no new account. Counting is
the generic cell rate
algorithm: one number a caller, the moment at which his account would be full again. Each process counts for itself.
"""

import math
import time
from collections.abc import Callable
from functools import lru_cache
from ipaddress import IPv6Address, ip_network

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from common.http.outer_middleware import HEADERS, measured
from common.http.problems import too_many

REMEMBERED = 50_000  # callers: 10 MB at most, whatever the number of addresses that somebody has
NEVER = frozenset(
    {"/healthz/live", "/healthz/ready", "/metrics"}
)  # asked by the platform, which must not be turned away
BEARER = b"bearer "

Subject = Callable[[str], str | None]


class Accounts:
    """`per_second` in the long run, `burst` at once."""

    def __init__(self, per_second: float, burst: int, remembered: int = REMEMBERED) -> None:
        self.interval = 1 / per_second
        self.allowance = (burst - 1) * self.interval
        self.remembered = remembered
        self._full_at: dict[str, float] = {}

    def charge(self, caller: str, now: float) -> float:
        """0 where he may ask, else the seconds until he may; those who are refused are not charged."""
        full_at = self._full_at.get(caller, now)
        if full_at - now > self.allowance + 1e-9:
            return full_at - now - self.allowance
        self._full_at[caller] = max(full_at, now) + self.interval
        if len(self._full_at) > self.remembered:
            self._forget(now)
        return 0.0

    def _forget(self, now: float) -> None:
        """Full accounts first; then the longest known half, who so gain one burst."""
        self._full_at = {caller: full_at for caller, full_at in self._full_at.items() if full_at > now}
        for caller in list(self._full_at)[: max(0, len(self._full_at) - self.remembered // 2)]:
            del self._full_at[caller]


class Rates:
    """`hops` counts the proxies before us that are ours: so many addresses from the right of X-Forwarded-For are theirs
    to tell."""

    def __init__(self, app: ASGIApp, accounts: Accounts, hops: int, subject_of: Subject) -> None:
        self.app = app
        self.accounts = accounts
        self.hops = hops
        self.subject_of = subject_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] not in NEVER:
            wait = self.accounts.charge(self._caller(scope), time.monotonic())
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
            told = ",".join(forwarded).split(",")
            if len(told) >= self.hops:
                return network_of(told[-self.hops].strip())
        return network_of(scope["client"][0] if scope["client"] else "")

    async def _refuse(self, wait: float, scope: Scope, receive: Receive, send: Send) -> None:
        measured(scope["method"], "none", 429).observe(0)
        response = too_many(Request(scope), math.ceil(wait))
        response.raw_headers.extend(HEADERS)
        await response(scope, receive, send)


@lru_cache(4_096)
def network_of(address: str) -> str:
    """Of IPv6 the first 64 bits: who has one address there has them all."""
    if ":" not in address:
        return address
    try:
        return str(ip_network((IPv6Address(address.split("%", maxsplit=1)[0]), 64), strict=False))
    except ValueError:
        return address
