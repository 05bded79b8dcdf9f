"""A harness of `online_services` with a procedure that can be filed, agencies, and officers of every role."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import orjson

from common.contracts.reference_data import AgencyRecorded, CalendarDayRecorded, WorkingHoursRecorded
from tests.support.law_events import introduced, period
from tests.support.postgres import Postgres
from tests.support.service_harness import NOON, ServiceHarness, service_harness

CODE = "1.000101"
COMMUNE, OTHER_COMMUNE, DEPARTMENT, ABOLISHED = "H60.17.01", "H60.17.02", "H60.01", "H60.99"
FILE, HANDLE, KEEP, REGISTER = "dossiers.file", "dossiers.handle", "dossiers.officers", "online_services.register"
CITIZEN, STRANGER = "008099000001", "008099000002"
ROLES = ("receiver", "handler", "signer", "deliverer")
PAPER = "Tờ khai đăng ký khai sinh"
BEFORE = datetime(2026, 8, 24, 2, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
LIMIT = {"amount": 5, "unit": "working_day", "note": None}
CONTENT: dict[str, Any] = {
    "name": "Đăng ký khai sinh",
    "agency_code": DEPARTMENT,
    "agencies": [{"role": "executes", "code": None, "name": "Ủy ban nhân dân cấp xã"}],
    "population_fields": [],
    "steps": [{"case": None, "steps": ["Nộp hồ sơ"]}],
    "papers": [{"case": None, "papers": [{"name": PAPER}]}],
    "channels": [
        {"channel": "direct", "time_limits": [LIMIT]},
        {"channel": "online", "time_limits": [{"amount": 4, "unit": "working_hour", "note": None}]},
    ],
}


def agency_events() -> list[AgencyRecorded]:
    validity = {ABOLISHED: date(2025, 7, 1)}
    return [
        AgencyRecorded(
            code=code,
            name=code,
            valid_from=None,
            valid_to=validity.get(code),
            successor_codes=(COMMUNE,) if code in validity else (),
            recorded_at=LONG_AGO,
        )
        for code in (COMMUNE, OTHER_COMMUNE, DEPARTMENT, ABOLISHED)
    ]


def day_off(day: date, recorded_at: datetime = LONG_AGO) -> CalendarDayRecorded:
    return CalendarDayRecorded(day=day, working=False, note="Nghỉ lễ", recorded_at=recorded_at)


class DossierHarness:
    def __init__(self, harness: ServiceHarness) -> None:
        self.service = harness
        self.clock = harness.clock

    async def prepare(self) -> None:
        national_day = [day_off(date(2026, month, day)) for month, day in ((8, 31), (9, 1), (9, 2))]
        hours = WorkingHoursRecorded(
            unit="working_day",
            hours="8",
            valid_from=date(2020, 1, 1),
            legal_basis="Bộ luật Lao động",
            recorded_at=LONG_AGO,
        )
        await self.service.apply_events([*agency_events(), *national_day, hours])
        await self.service.apply_events([introduced(CODE, period(date(2023, 2, 1)))])
        await self.put_content(CODE, CONTENT)
        officers = [self.officer(f"{role}-1", role) for role in ROLES]
        recorded = await self.post("/v1/dossier-officers", {"officers": officers}, self.bearer(KEEP))
        assert recorded.status_code == 200, recorded.text
        service = {"procedure_code": CODE, "level": "full", "partial_reason": None, "effective_on": "2023-06-01"}
        registered = await self.post("/v1/online-services", {"services": [service]}, self.bearer(REGISTER))
        assert registered.status_code == 201, registered.text

    async def put_content(self, code: str, content: dict[str, Any], version: int = 1) -> None:
        await self.service.execute(
            "INSERT INTO version_content VALUES (:code, :version, :content, 'x', true, now())",
            code=code,
            version=version,
            content=orjson.dumps(content).decode(),
        )

    def officer(self, subject: str, role: str, agency: str = COMMUNE, **more: Any) -> dict[str, Any]:
        return {
            "agency_code": agency,
            "subject": subject,
            "role": role,
            "valid_from": "2020-01-01",
            "legal_basis": "QĐ phân công",
            **more,
        }

    def bearer(self, scope: str, subject: str = "keeper", agency: str = COMMUNE) -> dict[str, str]:
        return self.service.bearer(scope, subject=subject, agency=agency)

    def citizen(self, subject: str = CITIZEN) -> dict[str, str]:
        return self.bearer(FILE, subject, "")

    async def post(self, path: str, body: dict[str, Any], headers: dict[str, str]) -> Any:
        return await self.service.http.post(path, json=body, headers=headers)

    def filing(self, **more: Any) -> dict[str, Any]:
        return {
            "procedure_code": CODE,
            "channel": "online",
            "receiving_agency": COMMUNE,
            "deciding_agency": COMMUNE,
            "applicant": {"personal_id": CITIZEN, "full_name": "Nguyễn Thị Bình"},
            "papers": [{"name": PAPER, "digitisation": 1}],
            **more,
        }

    async def send(self, body: dict[str, Any], headers: dict[str, str], key: str | None = None) -> Any:
        return await self.post("/v1/dossiers", body, headers | {"Idempotency-Key": key or uuid4().hex})

    async def file(self, **more: Any) -> dict[str, Any]:
        response = await self.send(self.filing(**more), self.citizen())
        assert response.status_code == 201, response.text
        return dict(response.json())

    async def file_at_counter(self, **more: Any) -> dict[str, Any]:
        body = self.filing(channel="direct", **more)
        response = await self.send(body, self.bearer(HANDLE, "receiver-1"))
        assert response.status_code == 201, response.text
        return dict(response.json())

    async def try_act(self, dossier: dict[str, Any], act: str, role: str, **body: Any) -> Any:
        """As the officer of the role, on the state that the dossier has."""
        headers = self.bearer(HANDLE, f"{role}-1") | {"If-Match": f'"{dossier["revision"]}"'}
        return await self.post(f"/v1/dossiers/{dossier['id']}/{act}", body, headers)

    async def act(self, dossier: dict[str, Any], act: str, role: str, **body: Any) -> dict[str, Any]:
        response = await self.try_act(dossier, act, role, **body)
        assert response.status_code == 200, response.text
        assert response.headers["ETag"] == f'"{response.json()["revision"]}"'
        return dict(response.json())

    async def act_as_citizen(self, dossier: dict[str, Any], act: str, **body: Any) -> dict[str, Any]:
        response = await self.post(f"/v1/dossiers/{dossier['id']}/{act}", body, self.citizen())
        assert response.status_code == 200, response.text
        return dict(response.json())


def type_of(response: Any) -> tuple[int, str]:
    return response.status_code, response.json()["type"].removeprefix("urn:congbo:problem:")


@asynccontextmanager
async def dossier_harness(postgres: Postgres, folder: Path, **settings: Any) -> AsyncIterator[DossierHarness]:
    async with service_harness(postgres, "online_services", folder, treasury="mock", **settings) as service:
        harness = DossierHarness(service)
        service.clock.set_to(BEFORE)
        await harness.prepare()
        service.clock.moment = NOON
        yield harness
