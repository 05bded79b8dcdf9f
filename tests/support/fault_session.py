"""A tester of a client system: orders faults for a session, and sees what came in it."""

from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.support.lookup_harness import look_up, lookup_body
from tests.support.service_harness import ServiceHarness, unique


@dataclass
class FaultSession:
    """`look_up` is the client under test, in the same session."""

    harness: ServiceHarness
    name: str = field(default_factory=lambda: unique("session-"))

    async def send(self, method: str, path: str, body: Any = None, **params: Any) -> httpx.Response:
        headers = self.harness.bearer("population.faults", subject="tester") | {"X-Test-Session": self.name}
        return await self.harness.http.request(method, path, json=body, headers=headers, params=params)

    async def expect(self, *faults: dict[str, Any], call: dict[str, Any] | None = None, **parts: Any) -> str:
        """Returns the id of the expectation."""
        response = await self.send("POST", "/v1/expectations", {"faults": faults, "call": call or {}, **parts})
        assert response.status_code == 201, response.text
        return str(response.json()["id"])

    async def look_up(self, **changes: Any) -> httpx.Response:
        return await look_up(self.harness, lookup_body(**changes), **{"X-Test-Session": self.name})

    async def calls(self) -> list[dict[str, Any]]:
        return list((await self.send("GET", "/v1/calls")).json()["items"])

    async def verify(self, kind: str, **statement: Any) -> dict[str, Any]:
        response = await self.send("POST", "/v1/calls/verify", {"statement": {"kind": kind, **statement}})
        assert response.status_code == 200, response.text
        return dict(response.json())
