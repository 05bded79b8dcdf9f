"""The demo scenario: a Decision repeals a procedure, and every service follows."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import httpx

from common.clock import SystemClock
from suite import dataset
from suite.console_output import console
from suite.dataset_loader import SuiteClient, decide
from suite.http_get import IN_ENGLISH
from suite.stack import CannotRun, Stack

CONSEQUENCE_TIMEOUT = 10.0  # seconds within which each consequence must be visible


@dataclass(frozen=True)
class Resident:
    """The data of a synthetic resident that a look-up must state."""

    personal_id: str
    full_name: str
    birth_date: str


class Reader:
    """An HTTP client of the services, like another system's."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        token = stack.token(
            "population.lookup",
            "population.sensitive",
            "reports.read",
            subject="officer",
            name="Demo officer",
            agency=dataset.SCENARIO_PROCEDURE.agency_code,
        )
        self.http = httpx.Client(headers={"Authorization": f"Bearer {token}", **IN_ENGLISH}, timeout=15)

    def get(self, service: str, path: str, **params: Any) -> httpx.Response:
        return self.http.get(f"{self.stack.urls[service]}{path}", params=params)

    def look_up(self, resident: Resident, request_id: str) -> httpx.Response:
        body = {
            "request_id": request_id,
            "procedure_code": dataset.SCENARIO_PROCEDURE.procedure_code,
            "officer_id": "CB.0001",
            "agency_code": dataset.SCENARIO_PROCEDURE.agency_code,
            "integration_code": "037",
            "personal_id": resident.personal_id,
            "full_name": resident.full_name,
            "birth_date": resident.birth_date,
        }
        return self.http.post(f"{self.stack.urls['population_lookup']}/v1/lookups", json=body)

    def offered_count(self, on: date) -> int:
        response = self.get(
            "online_services",
            "/v1/online-services",
            procedure_code=dataset.SCENARIO_PROCEDURE.procedure_code,
            on=on.isoformat(),
        )
        return len(response.json()["items"])

    def repealed_count(self, year: int) -> int:
        report = self.get("reporting", "/v1/reports/annual", year=year).json()
        return next(int(figure["value"]) for figure in report["figures"] if figure["key"] == "repealed")


def example_resident(stack: Stack) -> Resident:
    result = stack.run(*stack.residents_command, "--examples", "1")
    if result.returncode:
        raise CannotRun(f"the command for an example resident failed: {result.stderr.strip()[-300:]}")
    resident = json.loads(result.stdout.strip().splitlines()[-1])
    return Resident(resident["personal_id"], resident["full_name"], resident["birth_date"])


def repealing_decision(today: date) -> dict[str, Any]:
    document = {
        "number": f"99/{today.year}/NĐ-CP",
        "title": "Nghị định minh họa bãi bỏ thủ tục",
        "issued_on": (today - timedelta(days=30)).isoformat(),
    }
    return {
        "number": "2099/QĐ-UBND",
        "issuing_body": "H60",
        "signed_on": today.isoformat(),
        "agency_code": dataset.SCENARIO_PROCEDURE.agency_code,
        "title": f"Công bố danh mục thủ tục hành chính bị bãi bỏ: {dataset.SCENARIO_PROCEDURE.name}",
        "topics": [],
        "legal_documents": [{**document, "effective_on": today.isoformat()}],
        "items": [
            {
                "number": 1,
                "kind": "repeal",
                "procedure_code": dataset.SCENARIO_PROCEDURE.procedure_code,
                "effective_on": today.isoformat(),
                "legal_document_number": document["number"],
            }
        ],
        "processes": [],
    }


async def play_scenario(stack: Stack) -> None:
    """Raises `CannotRun` with the first consequence that does not show in time."""
    today = SystemClock().today()
    reader, resident = Reader(stack), example_resident(stack)
    before = reader.repealed_count(today.year)
    require(
        reader.look_up(resident, "demo-before").status_code == httpx.codes.OK,
        "the look-up did not succeed before the repeal",
    )
    require(reader.offered_count(today) == 1, "the online service was not offered before the repeal")
    procedure = dataset.SCENARIO_PROCEDURE
    console.print(
        f"  [bold]{procedure.procedure_code}[/bold] {procedure.name}: in force, offered online, look-ups succeed"
    )
    async with SuiteClient(stack) as client:
        began = time.perf_counter()
        await decide(client, repealing_decision(today), f"scenario {today} {time.time_ns()}")
    console.print(
        f"  {elapsed(began)}  a Decision repeals it from today: drafted, approved, signed, published by four accounts"
    )
    wait_for(began, "its online service is withdrawn", lambda: reader.offered_count(today) == 0)
    wait_for(began, "a look-up for it is refused", lambda: refused(reader.look_up(resident, f"demo-{time.time_ns()}")))
    wait_for(began, "the annual report counts the repeal", lambda: reader.repealed_count(today.year) == before + 1)
    path = f"/v1/procedures/{procedure.procedure_code}"
    wait_for(
        began,
        "it is not in today's catalogue",
        lambda: reader.get("procedures", path, in_force_on=str(today)).status_code == 404,
    )
    yesterday = today - timedelta(days=1)
    wait_for(
        began,
        "it is still in yesterday's",
        lambda: reader.get("procedures", path, in_force_on=str(yesterday)).status_code == 200,
    )


def refused(response: httpx.Response) -> bool:
    return response.status_code == httpx.codes.CONFLICT and "not-in-force" in response.json()["type"]


def wait_for(began: float, consequence: str, is_visible: Callable[[], bool]) -> None:
    deadline = time.monotonic() + CONSEQUENCE_TIMEOUT
    while not is_visible():
        require(time.monotonic() < deadline, f"{consequence}: not visible within {CONSEQUENCE_TIMEOUT:.0f} s")
        time.sleep(0.01)
    console.print(f"  {elapsed(began)}  {consequence}")


def elapsed(began: float) -> str:
    return f"{(time.perf_counter() - began) * 1000:7.0f} ms"


def require(condition: bool, message: str) -> None:
    if not condition:
        raise CannotRun(message)
