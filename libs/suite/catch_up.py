"""Waits until every consumer has applied the last event: first of `procedures`, then of what its consumers produced."""

import time
from collections.abc import Mapping
from typing import Protocol

import httpx

from suite import http_get
from suite.stack import CannotRun

PATIENCE = 120.0
FOLLOWS = {
    "online_services": ("procedures",),
    "population_lookup": ("procedures",),
    "reporting": ("procedures", "online_services", "population_lookup"),
}


class AnyStack(Protocol):
    """A stack wherever it runs: as processes on this machine, in containers, or in a cluster."""

    @property
    def urls(self) -> Mapping[str, str]: ...

    def token(self, *scopes: str) -> str: ...

    def check_processes(self) -> None:
        """Raises where a process has ended that should run."""


def heads(stack: AnyStack, source: str) -> list[str]:
    """Where each shard of a source ends now, as positions."""
    token = stack.token("events.read")
    response = http_get.get(
        f"{stack.urls[source]}/v1/events/head", headers={"Authorization": f"Bearer {token}"}, timeout=10
    )
    response.raise_for_status()
    return [
        f"{head['head']['source']}/{head['head']['shard']}:{head['head']['sequence']}"
        for head in response.json()["heads"]
    ]


def wait_until_settled(stack: AnyStack) -> dict[str, float]:
    """Seconds until each service was there, in the order of dependence. Raises `CannotRun` with who is late."""
    began, spent = time.monotonic(), {}
    for follower, sources in FOLLOWS.items():
        wanted = ", ".join(position for source in sources for position in heads(stack, source))
        wait_for(stack, follower, wanted, began + PATIENCE)
        spent[follower] = time.monotonic() - began
    return spent


def wait_for(stack: AnyStack, follower: str, wanted: str, deadline: float) -> None:
    while True:
        stack.check_processes()
        response = http_get.get(
            f"{stack.urls[follower]}/v1/applied-positions", headers={"Event-Position-At-Least": wanted}, timeout=15
        )
        if response.status_code == httpx.codes.OK:
            return
        if time.monotonic() > deadline:
            raise CannotRun(
                f"{follower} has not applied {wanted}: {response.json().get('detail', response.status_code)}"
            )
