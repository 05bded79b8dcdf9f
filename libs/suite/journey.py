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
from congbo_client import Conflict, CongboError, NotFound, OnlineServices, PopulationLookup, Procedures, Reporting
from congbo_client.population_lookup_schemas import LookupInput
from suite.actors import Account
from suite.dataset_loader import SuiteClient, decide, record_entries
from suite.http_get import IN_ENGLISH
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
        self.http = httpx.Client(headers={"Authorization": f"Bearer {token}", **IN_ENGLISH}, timeout=30)
        self.procedures = Procedures(installation.urls["procedures"], http=self.http)
        self.online_services = OnlineServices(installation.urls["online_services"], http=self.http)
        self.population_lookup = PopulationLookup(installation.urls["population_lookup"], http=self.http)
        self.reporting = Reporting(installation.urls["reporting"], http=self.http)

    async def run(self, report: Callable[[str], None]) -> None:
        """Raises `CannotRun` with the first check that fails."""
        try:
            await self.check(report)
        except CongboError as error:
            raise CannotRun(str(error)) from error

    async def check(self, report: Callable[[str], None]) -> None:
        async with SuiteClient(self.installation, self.accounts) as client:
            await record_entries(client, self.registers(), self.suffix)
            before = self.figures(client)
            await decide(client, self.decision(1, self.introduction()), f"{self.suffix} introduce")
            report(f"{self.code} is published at {client.position}")
            await client.post(
                "clerk", "online_services", "/v1/online-services", f"{self.suffix} register", self.registration()
            )
            require(self.is_in_force(client), "procedures: it is not in the catalogue")
            require(self.offered_count(client) == 1, "online_services: it is not offered")
            self.look_up(client)
            require(self.figures(client)["introduced"] == before["introduced"] + 1, "reporting: it is not counted")
            report("it is in force, offered online, permits look-ups, and is counted")
            await decide(client, self.decision(2, self.repeal()), f"{self.suffix} repeal")
            report(f"it is repealed at {client.position}")
            require(not self.is_in_force(client), "procedures: it is still in the catalogue")
            require(self.offered_count(client) == 0, "online_services: it is still offered")
            require(self.is_refused(client), "population_lookup: it still permits look-ups")
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

    def registration(self) -> Body:
        return {"services": [{"procedure_code": self.code, "level": "full", "effective_on": self.day(-1)}]}

    def lookup_input(self, personal_id: str, full_name: str, birth_date: str) -> LookupInput:
        return {
            "request_id": secrets.token_hex(8),
            "procedure_code": self.code,
            "officer_id": "CB.0001",
            "agency_code": self.agency,
            "personal_id": personal_id,
            "full_name": full_name,
            "birth_date": birth_date,
        }

    def is_in_force(self, client: SuiteClient) -> bool:
        """As all reads here, it waits until the service has applied all events of this journey."""
        try:
            self.procedures.get_procedure(self.code, in_force_on=self.today, event_position_at_least=client.position)
        except NotFound:
            return False
        return True

    def offered_count(self, client: SuiteClient) -> int:
        offered = self.online_services.list_online_services(
            procedure_code=self.code, on=self.today, event_position_at_least=client.position
        )
        return len(offered.body["items"])

    def figures(self, client: SuiteClient) -> dict[str, int]:
        report = self.reporting.get_annual_report(year=self.today.year, event_position_at_least=client.position)
        return {figure["key"]: figure["value"] for figure in report.body["figures"]}

    def look_up(self, client: SuiteClient) -> None:
        """Looks up a person who does not exist; whether the look-up is lawful is decided before the search."""
        body = self.lookup_input("001090000000", "NGUYỄN VĂN KHÔNG", str(date(1990, 1, 1)))
        self.population_lookup.look_up_citizen(body, event_position_at_least=client.position)

    def is_refused(self, client: SuiteClient) -> bool:
        try:
            self.look_up(client)
        except Conflict as problem:
            return problem.is_a("procedure-not-in-force")
        return False


def require(condition: bool, message: str) -> None:
    if not condition:
        raise CannotRun(message)
