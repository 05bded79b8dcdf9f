"""Checks an installation through its public HTTP APIs alone: publishes and repeals a procedure, checks the consequences
in every service, and verifies the event streams.

The repealed procedure and two Decisions remain in the installation, since event logs are never shortened. So this is
for trials, and for an installation before its first real Decision.
"""

import secrets
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import httpx
import jwt

from common.clock import SystemClock
from suite.actors import Account
from suite.dataset_loader import SuiteClient, decide
from suite.installation import Installation
from suite.stack import CannotRun
from suite.stream_proof import verify_streams

Body = dict[str, Any]
LAW = {
    "number": "104/2022/NĐ-CP",
    "title": "Bỏ sổ hộ khẩu giấy",
    "issued_on": "2022-12-21",
    "effective_on": "2023-01-01",
}
FIELD = {"code": "G15-TP110", "name": "Hộ tịch"}
ACCOUNTS = {
    "clerk": ("clerk", ("catalogue.write", "roles.write", "online_services.register")),
    "drafter": ("drafter", ("decisions.draft",)),
    "controller": ("controller", ("decisions.control",)),
    "signer": ("chairman", ("decisions.sign",)),
    "publisher": ("publisher", ("decisions.publish",)),
}
"""By role, the subject and the scopes of a token. All accounts belong to the journey's own agency, which issues its
Decisions itself."""
READER_SCOPES = ("population.lookup", "reports.read", "events.read")
PUBLISHERS = ("procedures", "online_services", "population_lookup")


class Journey:
    """Each journey has a procedure code and Decision numbers of its own, so that it can be repeated; its agency is the
    one that the tokens name."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.suffix = secrets.token_hex(4).upper()
        self.code = f"9.000001.{self.suffix}"
        self.today = SystemClock().today()
        token = installation.token(*READER_SCOPES, subject="reader", agency=f"H60.{self.suffix}")
        claims = jwt.decode(token, options={"verify_signature": False})
        self.agency: str = claims.get("agency", "")  # the token permits look-ups for this agency only
        self.accounts = {role: Account(subject, self.agency, scopes) for role, (subject, scopes) in ACCOUNTS.items()}
        self.http = httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=30)

    async def run(self, report: Callable[[str], None]) -> None:
        """Raises `CannotRun` with the first check that fails."""
        async with SuiteClient(self.installation, self.accounts) as client:
            for register, entries in self.registers().items():
                body = {register.replace("-", "_"): entries}
                await client.post("clerk", "procedures", f"/v1/{register}", f"{self.suffix} {register}", body)
            before = self.figures(client)
            await decide(client, self.decision(1, self.introduction()), f"{self.suffix} introduce")
            report(f"{self.code} is published at {client.position}")
            service = {"procedure_code": self.code, "level": "full", "effective_on": self.day(-1)}
            await client.post(
                "clerk", "online_services", "/v1/online-services", f"{self.suffix} register", {"services": [service]}
            )
            require(self.in_force(client) == 200, "procedures: it is not in the catalogue")
            require(self.offered_count(client) == 1, "online_services: it is not offered")
            response = self.look_up(client)
            require(response.status_code == 200, f"population_lookup: the look-up failed: {response.text}")
            require(self.figures(client)["introduced"] == before["introduced"] + 1, "reporting: it is not counted")
            report("it is in force, offered online, permits look-ups, and is counted")
            await decide(client, self.decision(2, self.repeal()), f"{self.suffix} repeal")
            report(f"it is repealed at {client.position}")
            require(self.in_force(client) == 404, "procedures: it is still in the catalogue")
            require(self.offered_count(client) == 0, "online_services: it is still offered")
            refused = self.look_up(client)
            is_not_in_force = refused.json().get("type", "").endswith("procedure-not-in-force")
            require(refused.status_code == 409 and is_not_in_force, f"population_lookup: {refused.text}")
            require(self.figures(client)["repealed"] == before["repealed"] + 1, "reporting: the repeal is not counted")
            report("it is out of the catalogue, withdrawn, look-ups are refused, and the repeal is counted")
        for source in PUBLISHERS:
            report(verify_streams(self.http, source, self.installation.urls[source]))

    def registers(self) -> dict[str, list[Body]]:
        roles = {role: account for role, account in self.accounts.items() if role != "clerk"}
        return {
            "agencies": [{"code": self.agency, "name": self.suffix}],
            "fields": [FIELD],
            "role-holders": [
                {
                    "role": role,
                    "agency_code": account.agency,
                    "subject": account.subject,
                    "title": account.subject,
                    "legal_basis": LAW["number"],
                }
                for role, account in roles.items()
            ],
        }

    def day(self, offset: int) -> str:
        return (self.today + timedelta(days=offset)).isoformat()

    def decision(self, number: int, item: Body) -> Body:
        return {
            "number": f"{number}-{self.suffix}/QĐ-UBND",
            "issuing_body": self.agency,
            "signed_on": self.day(0),
            "agency_code": self.agency,
            "title": "Công bố danh mục thủ tục hành chính",
            "legal_documents": [LAW],
            "items": [{"number": 1, "procedure_code": self.code, "legal_document_number": LAW["number"], **item}],
        }

    def introduction(self) -> Body:
        content = {
            "name": f"Thủ tục {self.code}",
            "field_code": FIELD["code"],
            "agency_code": self.agency,
            "levels": ["province"],
            "population_fields": ["full_name", "birth_date"],
        }
        return {"kind": "introduce", "effective_on": self.day(-1), "content": content}

    def repeal(self) -> Body:
        return {"kind": "repeal", "effective_on": self.day(0)}

    def get(self, client: SuiteClient, service: str, path: str, **params: str) -> httpx.Response:
        """Sends a request that waits until the service has applied all events of this journey."""
        headers = {"Event-Position-At-Least": client.position}
        return self.http.get(f"{self.installation.urls[service]}{path}", params=params, headers=headers)

    def in_force(self, client: SuiteClient) -> int:
        return self.get(client, "procedures", f"/v1/procedures/{self.code}", in_force_on=self.day(0)).status_code

    def offered_count(self, client: SuiteClient) -> int:
        params = {"procedure_code": self.code, "on": self.day(0)}
        return len(checked_body(self.get(client, "online_services", "/v1/online-services", **params))["items"])

    def figures(self, client: SuiteClient) -> dict[str, int]:
        report = checked_body(self.get(client, "reporting", "/v1/reports/annual", year=str(self.today.year)))
        return {figure["key"]: figure["value"] for figure in report["figures"]}

    def look_up(self, client: SuiteClient) -> httpx.Response:
        """Looks up a person who does not exist; whether the look-up is lawful is decided before the search."""
        body = {
            "request_id": secrets.token_hex(8),
            "procedure_code": self.code,
            "officer_id": "CB.0001",
            "agency_code": self.agency,
            "personal_id": "001090000000",
            "full_name": "NGUYỄN VĂN KHÔNG",
            "birth_date": str(date(1990, 1, 1)),
        }
        path = f"{self.installation.urls['population_lookup']}/v1/lookups"
        return self.http.post(path, json=body, headers={"Event-Position-At-Least": client.position})


def checked_body(response: httpx.Response) -> Body:
    require(response.is_success, f"{response.request.url}: {response.status_code} {response.text[:300]}")
    body: Body = response.json()
    return body


def require(condition: bool, message: str) -> None:
    if not condition:
        raise CannotRun(message)
