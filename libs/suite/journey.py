"""One Decision's way through an installation, by its public HTTP APIs alone: published, seen everywhere, repealed,
refused, and proved.

It leaves a repealed procedure behind, and two Decisions: a log forgets nothing. So it belongs on trials, and on an
installation before
its first real Decision.
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
from suite.stream_proof import prove

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
"""By role, whom a token names and what it allows. All act for the journey's own agency, which issues its Decisions
itself."""
READER = ("population.lookup", "reports.read", "events.read")
PUBLISH = ("procedures", "online_services", "population_lookup")


class Journey:
    """Each has a code and Decision numbers of its own, so that it can be made again and again; the agency is that of
    the tokens."""

    def __init__(self, place: Installation) -> None:
        self.place = place
        self.mark = secrets.token_hex(4).upper()
        self.code = f"9.000001.{self.mark}"
        self.today = SystemClock().today()
        token = place.token(*READER, subject="reader", agency=f"H60.{self.mark}")
        self.agency: str = jwt.decode(token, options={"verify_signature": False}).get(
            "agency", ""
        )  # look-ups are for it alone
        self.accounts = {role: Account(subject, self.agency, scopes) for role, (subject, scopes) in ACCOUNTS.items()}
        self.http = httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=30)

    async def travel(self, report: Callable[[str], None]) -> None:
        """Raises `CannotRun` with the first thing that was not as it must be."""
        async with SuiteClient(self.place, self.accounts) as client:
            for register, entries in self.registers().items():
                body = {register.replace("-", "_"): entries}
                await client.post("clerk", "procedures", f"/v1/{register}", f"{self.mark} {register}", body)
            before = self.figures(client)
            await decide(client, self.decision(1, self.introduction()), f"{self.mark} introduce")
            report(f"{self.code} is published, at {client.seen}")
            service = {"procedure_code": self.code, "level": "full", "effective_on": self.day(-1)}
            await client.post(
                "clerk", "online_services", "/v1/online-services", f"{self.mark} register", {"services": [service]}
            )
            require(self.in_force(client) == 200, "procedures: it is not in the catalogue")
            require(self.offered(client) == 1, "online_services: it is not offered")
            response = self.look_up(client)
            require(response.status_code == 200, f"population_lookup: the look-up was not answered: {response.text}")
            require(self.figures(client)["introduced"] == before["introduced"] + 1, "reporting: it is not counted")
            report("it is in force, offered online, looked up for, and counted")
            await decide(client, self.decision(2, self.repeal()), f"{self.mark} repeal")
            report(f"it is repealed, at {client.seen}")
            require(self.in_force(client) == 404, "procedures: it is still in the catalogue")
            require(self.offered(client) == 0, "online_services: it is still offered")
            refused = self.look_up(client)
            said = refused.json().get("type", "")
            require(
                refused.status_code == 409 and said.endswith("procedure-not-in-force"),
                f"population_lookup: {refused.text}",
            )
            require(self.figures(client)["repealed"] == before["repealed"] + 1, "reporting: the repeal is not counted")
            report("it is out of the catalogue, withdrawn, refused at the look-up, and counted")
        for source in PUBLISH:
            report(prove(self.http, source, self.place.urls[source]))

    def registers(self) -> dict[str, list[Body]]:
        roles = {role: account for role, account in self.accounts.items() if role != "clerk"}
        return {
            "agencies": [{"code": self.agency, "name": self.mark}],
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
            "number": f"{number}-{self.mark}/QĐ-UBND",
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
        """Answered by a service that knows all that the office has done."""
        return self.http.get(
            f"{self.place.urls[service]}{path}", params=params, headers={"Event-Position-At-Least": client.seen}
        )

    def in_force(self, client: SuiteClient) -> int:
        return self.get(client, "procedures", f"/v1/procedures/{self.code}", in_force_on=self.day(0)).status_code

    def offered(self, client: SuiteClient) -> int:
        return len(
            taken(self.get(client, "online_services", "/v1/online-services", procedure_code=self.code, on=self.day(0)))[
                "items"
            ]
        )

    def figures(self, client: SuiteClient) -> dict[str, int]:
        report = taken(self.get(client, "reporting", "/v1/reports/annual", year=str(self.today.year)))
        return {figure["key"]: figure["value"] for figure in report["figures"]}

    def look_up(self, client: SuiteClient) -> httpx.Response:
        """For somebody who does not exist: whether the question is lawful is decided before."""
        body = {
            "request_id": secrets.token_hex(8),
            "procedure_code": self.code,
            "officer_id": "CB.0001",
            "agency_code": self.agency,
            "personal_id": "001090000000",
            "full_name": "NGUYỄN VĂN KHÔNG",
            "birth_date": str(date(1990, 1, 1)),
        }
        path = f"{self.place.urls['population_lookup']}/v1/lookups"
        return self.http.post(path, json=body, headers={"Event-Position-At-Least": client.seen})


def taken(response: httpx.Response) -> Body:
    require(response.is_success, f"{response.request.url}: {response.status_code} {response.text[:300]}")
    body: Body = response.json()
    return body


def require(true: bool, otherwise: str) -> None:
    if not true:
        raise CannotRun(otherwise)
