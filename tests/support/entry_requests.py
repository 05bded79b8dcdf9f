"""Requests of officers who enter, approve and read what the reports count."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from reporting.indicators.api.examples import INDICATOR
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness, service_harness

AGENCY, OTHER_AGENCY = "H60.01", "H60.02"
PROBLEM = "urn:congbo:problem:"
SHARE = {
    "code": "reviewed",
    "kind": "share",
    "period_kind": "quarter",
    "dimension": "commune",
    "decimals": 1,
    "targets": [],
}


@dataclass
class EntryHarness:
    """Requests of an officer who enters, of another who approves, and of the one who defines indicators."""

    service: ServiceHarness

    async def post(self, path: str, body: Any, scope: str, **others: Any) -> httpx.Response:
        subject, agency = others.pop("subject", "officer-1"), others.pop("agency", AGENCY)
        headers = {**self.service.bearer(scope, subject=subject, agency=agency), **others.pop("headers", {})}
        return await self.service.http.post(path, json=body, headers=headers, **others)

    async def define(self, **parts: Any) -> dict[str, Any]:
        response = await self.post("/v1/indicators", {**INDICATOR, **parts}, "indicators.define")
        assert response.status_code == 201, response.text
        return dict(response.json())

    async def enter(self, numerator: str = "1344", **parts: Any) -> dict[str, Any]:
        response = await self.try_to_enter(numerator=numerator, **parts)
        assert response.status_code == 201, response.text
        return dict(response.json())

    async def try_to_enter(self, agency: str = AGENCY, **parts: Any) -> httpx.Response:
        body = {"indicator": "bts_sites", "period": "2023", "numerator": "1344", **parts}
        return await self.post("/v1/values", body, "values.enter", agency=agency)

    async def decide(self, act: str, *values: dict[str, Any], subject: str = "officer-2") -> httpx.Response:
        body = {"ids": [value["id"] for value in values], "ground": "Tờ trình 12/TTr"}
        return await self.post(f"/v1/values/{act}", body, "values.approve", subject=subject)

    async def approve(self, *values: dict[str, Any]) -> None:
        response = await self.decide("approve", *values)
        assert response.status_code == 200, response.text

    async def approved(self, period: str = "2023", **params: Any) -> list[str]:
        """The numerators of the values that count."""
        response = await self.get("/v1/approved-values", period=period, **params)
        return [value["numerator"] for value in response["items"]]

    async def get(self, path: str, **params: Any) -> Any:
        response = await self.service.http.get(path, params=params, headers=self.service.bearer("reports.read"))
        assert response.status_code == 200, response.text
        return response.json()

    async def enter_records(self, *records: Mapping[str, Any], agency: str = AGENCY) -> httpx.Response:
        return await self.post("/v1/records", {"records": list(records)}, "values.enter", agency=agency)

    async def decide_records(
        self, act: str, *versions: tuple[str, str, int], subject: str = "officer-2"
    ) -> httpx.Response:
        named = [{"kind": kind, "code": code, "version": version} for kind, code, version in versions]
        body = {"versions": named, "ground": "Tờ trình 15/TTr"}
        return await self.post(f"/v1/records/{act}", body, "values.approve", subject=subject)

    async def counts(self, **params: Any) -> dict[str, Any]:
        response = await self.get("/v1/record-counts", **params)
        return {counted["kind"]: counted for counted in response["items"]}


@asynccontextmanager
async def entry_harness(postgres: Postgres, folder: Path) -> AsyncIterator[EntryHarness]:
    async with service_harness(postgres, "reporting", folder) as service:
        yield EntryHarness(service)


def type_of(response: httpx.Response) -> tuple[int, str]:
    """The status and the type of a problem."""
    return response.status_code, response.json()["type"].removeprefix(PROBLEM)
