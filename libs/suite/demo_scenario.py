"""One story: a Decision repeals a procedure, and everything follows."""

import json
import time
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import httpx

from common.clock import SystemClock
from suite import dataset
from suite.console_output import console
from suite.dataset_loader import SuiteClient, decide
from suite.stack import CannotRun, Stack

WITHIN = 10.0  # seconds in which each consequence must show


@dataclass(frozen=True)
class Resident:
    """One synthetic resident, as whoever looks them up must already know them."""

    personal_id: str
    full_name: str
    birth_date: str


class Reader:
    """Asks the services as other systems would."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        token = stack.token(
            "population.lookup",
            "reports.read",
            subject="officer",
            name="Demo officer",
            agency=dataset.LANDMARK.agency_code,
        )
        self.http = httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=15)

    def get(self, service: str, path: str, **asked: Any) -> httpx.Response:
        return self.http.get(f"{self.stack.urls[service]}{path}", params=asked)

    def look_up(self, resident: Resident, request_id: str) -> httpx.Response:
        body = {
            "request_id": request_id,
            "procedure_code": dataset.LANDMARK.procedure_code,
            "officer_id": "CB.0001",
            "agency_code": dataset.LANDMARK.agency_code,
            "integration_code": "037",
            "personal_id": resident.personal_id,
            "full_name": resident.full_name,
            "birth_date": resident.birth_date,
        }
        return self.http.post(f"{self.stack.urls['population_lookup']}/v1/lookups", json=body)

    def offered(self, on: date) -> int:
        response = self.get(
            "online_services", "/v1/online-services", procedure_code=dataset.LANDMARK.procedure_code, on=on.isoformat()
        )
        return len(response.json()["items"])

    def repealed_this_year(self, year: int) -> int:
        report = self.get("reporting", "/v1/reports/annual", year=year).json()
        return next(int(figure["value"]) for figure in report["figures"] if figure["key"] == "repealed")


def example_resident(stack: Stack) -> Resident:
    result = stack.run(*stack.fill_register, "--example")
    if result.returncode:
        raise CannotRun(f"no synthetic resident could be had: {result.stderr.strip()[-300:]}")
    found = json.loads(result.stdout.strip().splitlines()[-1])
    return Resident(found["personal_id"], found["full_name"], found["birth_date"])


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
        "agency_code": dataset.LANDMARK.agency_code,
        "title": f"Công bố danh mục thủ tục hành chính bị bãi bỏ: {dataset.LANDMARK.name}",
        "topics": [],
        "legal_documents": [{**document, "effective_on": today.isoformat()}],
        "items": [
            {
                "number": 1,
                "kind": "repeal",
                "procedure_code": dataset.LANDMARK.procedure_code,
                "effective_on": today.isoformat(),
                "legal_document_number": document["number"],
            }
        ],
        "processes": [],
    }


async def play_scenario(stack: Stack) -> None:
    """Raises `CannotRun` with the first consequence that did not show."""
    today = SystemClock().today()
    reader, resident = Reader(stack), example_resident(stack)
    before = reader.repealed_this_year(today.year)
    require(
        reader.look_up(resident, "demo-before").status_code == httpx.codes.OK,
        "the look-up was not answered before the repeal",
    )
    require(reader.offered(today) == 1, "the online service was not offered before the repeal")
    console.print(
        f"  [bold]{dataset.LANDMARK.procedure_code}[/bold] {dataset.LANDMARK.name}: in force, online, and looked up for"
    )
    async with SuiteClient(stack) as client:
        began = time.perf_counter()
        await decide(client, repealing_decision(today), f"story {today} {time.time_ns()}")
    console.print(
        f"  {spent(began)}  a Decision repeals it from today: drafted, controlled, signed and published by four hands"
    )
    follow(began, "its online service is withdrawn", lambda: reader.offered(today) == 0)
    follow(began, "the look-up for it is refused", lambda: refused(reader.look_up(resident, f"demo-{time.time_ns()}")))
    follow(began, "the report of the year changes", lambda: reader.repealed_this_year(today.year) == before + 1)
    path = f"/v1/procedures/{dataset.LANDMARK.procedure_code}"
    follow(
        began,
        "today's catalogue has it no more",
        lambda: reader.get("procedures", path, in_force_on=str(today)).status_code == 404,
    )
    yesterday = today - timedelta(days=1)
    follow(
        began,
        "yesterday's still answers",
        lambda: reader.get("procedures", path, in_force_on=str(yesterday)).status_code == 200,
    )


def refused(response: httpx.Response) -> bool:
    return response.status_code == httpx.codes.CONFLICT and "not-in-force" in response.json()["type"]


def follow(began: float, what: str, shows: Any) -> None:
    deadline = time.monotonic() + WITHIN
    while not shows():
        require(time.monotonic() < deadline, f"{what}: not seen within {WITHIN:.0f} s")
        time.sleep(0.01)
    console.print(f"  {spent(began)}  {what}")


def spent(began: float) -> str:
    return f"{(time.perf_counter() - began) * 1000:7.0f} ms"


def require(true: bool, otherwise: str) -> None:
    if not true:
        raise CannotRun(otherwise)
