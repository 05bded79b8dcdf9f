"""`check-connections` asks data services whether they answer, shows it, and changes no count."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from reporting.cli.check_connections_command import checks
from tests.support.entry_requests import EntryHarness
from tests.support.postgres import Postgres
from tests.support.responding_system import responding_system
from tests.support.service_harness import service_harness


@pytest.fixture
async def entries(postgres: Postgres, tmp_path: Path) -> AsyncIterator[EntryHarness]:
    allowed = {"connection_check_networks": "127.0.0.0/8"}
    async with service_harness(postgres, "reporting", tmp_path, **allowed) as service:
        yield EntryHarness(service)


def data_service(code: str, url: str | None, **parts: Any) -> dict[str, Any]:
    attributes = {
        "kind": "data_service",
        "platform": "lgsp",
        "provider": "Sở Thông tin và Truyền thông",
        "documentation": "1.0",
        "data_structure": "Công dân",
        "health_url": url,
    }
    return {"code": code, "name": code, "valid_from": "2023-01-01", "attributes": attributes, **parts}


async def enter(entries: EntryHarness, *services: dict[str, Any], approve: bool = True) -> None:
    assert (await entries.enter_records(*services)).status_code == 201
    if approve:
        keys = [("data_service", service["code"], 1) for service in services]
        assert (await entries.decide_records("approve", *keys)).status_code == 200


async def results(entries: EntryHarness) -> dict[str, dict[str, Any]]:
    return {item["code"]: item for item in (await entries.get("/v1/connection-checks"))["items"]}


async def test_a_failure_is_shown_and_changes_no_count(
    entries: EntryHarness, capsys: pytest.CaptureFixture[str]
) -> None:
    async with responding_system("HTTP/1.1 200 OK", "Content-Length: 0", "") as (port, _):
        url = f"http://127.0.0.1:{port}/health"
        await enter(
            entries, data_service("up", url), data_service("inside", "http://10.0.0.1/"), data_service("no", None)
        )
        await enter(entries, data_service("ended", url, valid_to="2023-02-01"))
        await enter(entries, data_service("submitted", url), approve=False)
        before = await entries.counts()
        assert await checks(entries.service.runtime) == 0
        first = await results(entries)
        entries.service.clock.moment += timedelta(minutes=15)
        await checks(entries.service.runtime)
    assert {code: check["reachable"] for code, check in first.items()} == {"up": True, "inside": False}
    assert "NotPublic" in first["inside"]["error"]
    assert (first["up"]["status"], first["up"]["error"]) == (200, None)
    assert capsys.readouterr().out.splitlines()[1] == "up: answers with 200"
    second = await results(entries)
    assert second["up"]["since"] == first["up"]["since"] < second["up"]["checked_at"]
    entries.service.clock.moment += timedelta(minutes=15)
    await checks(entries.service.runtime)
    third = await results(entries)
    assert (third["up"]["reachable"], third["up"]["since"]) == (False, third["up"]["checked_at"])
    assert third["inside"]["since"] == first["inside"]["since"]
    assert await entries.counts() == before
    assert before["data_service"]["count"] == 3
