"""A procedure gets its own code: its services and its periods have the new code, and the provisional one none."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from common.contracts.online_services import OnlineServiceRecoded
from tests.support.law_events import amended, declared_online, introduced, period, recoded, repealed
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness, service_harness

BEGIN, JUNE, MARCH_24 = date(2023, 2, 1), date(2023, 6, 1), date(2024, 3, 1)
FORMER, CODE = "0.000123.H60", "1.012345"


@pytest.fixture
async def registry(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "online_services", tmp_path) as harness:
        yield harness


async def test_services_and_periods_move_to_the_code_of_the_procedure(registry: ServiceHarness) -> None:
    await registry.apply_events([introduced(FORMER, period(BEGIN)), declared_online(FORMER, JUNE, period(BEGIN))])
    await registry.apply_events([recoded(FORMER, CODE, period(BEGIN))])
    periods = await registry.rows("SELECT procedure_code, effective_from FROM projected.procedure_period")
    assert [tuple(row) for row in periods] == [(CODE, BEGIN)]
    (service,) = (await registry.http.get("/v1/online-services", params={"on": "2023-06-01"})).json()["items"]
    assert service["procedure_code"] == CODE
    by_former_code = await registry.http.get(
        "/v1/online-services", params={"on": "2023-06-01", "procedure_code": FORMER}
    )
    assert by_former_code.json()["items"] == [service]
    *_, event = await registry.emitted_events()
    assert isinstance(event, OnlineServiceRecoded)
    assert (event.procedure_code, event.effective_on, len(event.levels)) == (CODE, date(2023, 4, 4), 1)
    (history,) = await registry.rows("SELECT decision FROM service_history WHERE action = 'recoded'")
    assert history.decision["number"] == "2471/BTP-KSTT"


async def test_a_registration_may_name_the_former_code(registry: ServiceHarness) -> None:
    await registry.apply_events([introduced(FORMER, period(BEGIN)), recoded(FORMER, CODE, period(BEGIN))])
    line = {"procedure_code": FORMER, "level": "full", "effective_on": "2023-06-01"}
    response = await registry.http.post(
        "/v1/online-services", json={"services": [line]}, headers=registry.bearer("online_services.register")
    )
    assert [service["procedure_code"] for service in response.json()["services"]] == [CODE]


async def test_later_changes_of_the_law_reach_the_moved_service(registry: ServiceHarness) -> None:
    await registry.apply_events(
        [
            introduced(FORMER, period(BEGIN)),
            declared_online(FORMER, JUNE, period(BEGIN)),
            recoded(FORMER, CODE, period(BEGIN)),
            amended(CODE, JUNE, period(BEGIN, JUNE), period(JUNE, version=2)),
            repealed(CODE, MARCH_24, period(BEGIN, JUNE), period(JUNE, MARCH_24, version=2)),
        ]
    )
    assert (await registry.http.get("/v1/online-services", params={"on": "2024-03-01"})).json()["items"] == []
    assert len((await registry.http.get("/v1/online-services", params={"on": "2024-02-29"})).json()["items"]) == 1


async def test_a_procedure_without_services_moves_its_periods_only(registry: ServiceHarness) -> None:
    await registry.apply_events([introduced(FORMER, period(BEGIN)), recoded(FORMER, CODE, period(BEGIN))])
    assert await registry.emitted_events() == []
