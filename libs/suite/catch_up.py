"""Waits until every consumer has applied the last event: first those of `procedures`, then those that its consumers
emitted."""

import time
from collections.abc import Mapping
from typing import Protocol

import httpx

from suite import http_get
from suite.stack import CannotRun

CATCH_UP_TIMEOUT = 120.0  # seconds
FOLLOWS = {
    "online_services": ("procedures",),
    "population_lookup": ("procedures",),
    "reporting": ("procedures", "online_services", "population_lookup"),
}


class RunningSuite(Protocol):
    """A suite that runs as processes on this machine, in containers, or in a cluster."""

    @property
    def urls(self) -> Mapping[str, str]: ...

    def token(self, *scopes: str) -> str: ...

    def check_processes(self) -> None:
        """Raises where a process that should run has ended."""


def heads(suite: RunningSuite, source: str) -> list[str]:
    """Returns the position of the last event of each shard of a source."""
    token = suite.token("events.read")
    response = http_get.get(
        f"{suite.urls[source]}/v1/events/head", headers={"Authorization": f"Bearer {token}"}, timeout=10
    )
    response.raise_for_status()
    return [
        f"{head['head']['source']}/{head['head']['shard']}:{head['head']['sequence']}"
        for head in response.json()["heads"]
    ]


def wait_until_caught_up(suite: RunningSuite) -> dict[str, float]:
    """Returns the seconds after which each consumer had caught up, in the order of dependence. Raises `CannotRun` with
    the consumer that has not."""
    began, seconds = time.monotonic(), {}
    for follower, sources in FOLLOWS.items():
        positions = ", ".join(position for source in sources for position in heads(suite, source))
        wait_for_positions(suite, follower, positions, began + CATCH_UP_TIMEOUT)
        seconds[follower] = time.monotonic() - began
    return seconds


def wait_for_positions(suite: RunningSuite, follower: str, positions: str, deadline: float) -> None:
    while True:
        suite.check_processes()
        response = http_get.get(
            f"{suite.urls[follower]}/v1/applied-positions", headers={"Event-Position-At-Least": positions}, timeout=15
        )
        if response.status_code == httpx.codes.OK:
            return
        if time.monotonic() > deadline:
            detail = response.json().get("detail", response.status_code)
            raise CannotRun(f"{follower} has not applied {positions}: {detail}")
