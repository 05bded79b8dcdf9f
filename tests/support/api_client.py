"""A client of the running services, over HTTP only, that keeps the position that each write returns.

A Decision needs four different people, so the client holds a token for each role of the approval workflow.
"""

import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from types import TracebackType
from typing import Any, Self

import httpx

from common.clock import SystemClock
from population_lookup.cli.residents_command import example, lookup_key
from suite.demo_scenario import Resident
from suite.stack import SEED
from tests.support.observed_stack import ObservedStack
from tests.support.procedures_harness import FIELDS, LAW, PDF, content, instrument, item

Body = dict[str, Any]
SCOPES = (
    "catalogue.write",
    "roles.write",
    "decisions.draft",
    "online_services.register",
    "online_services.review",
    "population.lookup",
    "population.sensitive",
    "reports.read",
    "events.read",
)
STEP_ROLES = {
    "approve": ("controller", "decisions.control"),
    "sign": ("signer", "decisions.sign"),
    "publish": ("publisher", "decisions.publish"),
    "annulments": ("annuller", "decisions.annul"),
    "corrections": ("corrector", "decisions.correct"),
}
"""The role and scope of each step that somebody other than the official takes."""
NO_HEADERS: Mapping[str, str] = {}
RECOVERS_WITHIN = 180.0  # seconds within which services must recover from a fault


@dataclass(frozen=True)
class WriteResult:
    """The response to a write, and the stream position after it."""

    body: Body
    position: str


class Official:
    """Each instance has its own agency, procedure codes and Decision numbers, since all tests share one stack."""

    def __init__(self, stack: ObservedStack) -> None:
        self.stack = stack
        self.mark = secrets.token_hex(4).upper()
        self.agency = f"H60.{self.mark}"
        self._decisions = 0
        token = stack.token(*SCOPES, subject=f"official-{self.mark}", agency=self.agency)
        self.http = httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=30)
        self.issuing_body = f"{self.agency}.UB"
        self.step_tokens = {
            step: stack.token(
                scope, subject=f"{role}-{self.mark}", agency=self.issuing_body if role == "signer" else self.agency
            )
            for step, (role, scope) in STEP_ROLES.items()
        }

    def __enter__(self) -> Self:
        agency = {"code": self.agency, "name": f"Sở {self.mark}"}
        holders = [
            {
                "role": role,
                "agency_code": self.agency,
                "title": f"Sở {self.mark}",
                "legal_basis": "Điều 8 TT 01/2018/TT-VPCP",
            }
            for role in ("drafter", "controller", "publisher")
        ]
        holders.append({**holders[0], "role": "signer", "agency_code": self.issuing_body})
        for path, body in (
            ("agencies", {"agencies": [agency]}),
            ("fields", {"fields": FIELDS}),
            ("role-holders", {"role_holders": holders}),
        ):
            self.ok("procedures", "POST", f"/v1/{path}", json=body)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.http.close()

    @property
    def today(self) -> date:
        return SystemClock().today()

    def day(self, offset: int) -> str:
        return (self.today + timedelta(days=offset)).isoformat()

    def code(self, number: int) -> str:
        return f"1.{number:06}.{self.mark}"

    @cached_property
    def resident(self) -> Resident:
        return Resident(**lookup_key(example(self.stack.residents, int(SEED))))

    def request(
        self,
        service: str,
        method: str,
        path: str,
        *,
        at_least: str = "",
        key: str = "",
        others: Mapping[str, str] = NO_HEADERS,
        **parts: Any,
    ) -> httpx.Response:
        """`others` are more headers, such as the token of another person."""
        headers = {"Event-Position-At-Least": at_least, "Idempotency-Key": key, **others}
        if path.startswith("/v1/decisions/") and (token := self.step_tokens.get(path.rsplit("/", 1)[1])) is not None:
            headers["Authorization"] = f"Bearer {token}"
        if path.endswith("/sign"):
            headers["Content-Type"], parts = "application/pdf", {"content": PDF}
        sent = {name: value for name, value in headers.items() if value}
        return self.http.request(method, f"{self.stack.urls[service]}{path}", headers=sent, **parts)

    def ok(self, service: str, method: str, path: str, **parts: Any) -> WriteResult:
        response = self.request(service, method, path, **parts)
        assert response.is_success, f"{service} {path}: {response.status_code} {response.text}"
        return WriteResult(response.json(), response.headers.get("Event-Position", ""))

    def body(self, *items: Body, **parts: Any) -> Body:
        """A Decision signed today. Items that take effect earlier cite a law that was in effect by then."""
        self._decisions += 1
        numbered = [
            {"legal_document_number": LAW["number"], **item_body, "number": number}
            for number, item_body in enumerate(items, 1)
        ]
        return {
            "number": f"{self._decisions}-{self.mark}/QĐ-UBND",
            "issuing_body": self.issuing_body,
            "signed_on": self.day(0),
            "agency_code": self.agency,
            "title": "Công bố danh mục thủ tục hành chính",
            "legal_documents": [LAW],
            "items": numbered,
            **parts,
        }

    def publish(self, *items: Body, **parts: Any) -> WriteResult:
        drafted = self.ok("procedures", "POST", "/v1/decisions", json=self.body(*items, **parts))
        path = f"/v1/decisions/{drafted.body['id']}"
        for step in ("submit", "approve", "sign"):
            self.ok("procedures", "POST", f"{path}/{step}")
        return self.ok("procedures", "POST", f"{path}/publish")

    def version_of(self, kind: str, code: str, on: int, fields: Sequence[str], **parts: Any) -> Body:
        """An item with content, of which `parts` are more."""
        version = content(f"Thủ tục {code}", agency_code=self.agency, population_fields=fields, **parts)
        return item(kind, code, self.day(on), content=version)

    def introduce(self, code: str, on: int, *fields: str) -> WriteResult:
        return self.publish(self.version_of("introduce", code, on, fields))

    def amend(self, code: str, on: int, *fields: str) -> WriteResult:
        """Changes the population fields; the rest of the content is the same."""
        return self.publish({**self.version_of("amend", code, on, fields), "changed_parts": ["population_fields"]})

    def repeal(self, code: str, on: int) -> WriteResult:
        return self.publish(item("repeal", code, self.day(on)))

    def annul(self, decision: WriteResult, since: int, *items: int) -> WriteResult:
        body = {**self.instrument(), "effective_from": self.day(since), "items": items}
        return self.ok("procedures", "POST", f"/v1/decisions/{decision.body['id']}/annulments", json=body)

    def correct(self, decision: WriteResult, *items: Body) -> WriteResult:
        body = {**self.instrument(), "items": items}
        return self.ok("procedures", "POST", f"/v1/decisions/{decision.body['id']}/corrections", json=body)

    def instrument(self) -> Body:
        self._decisions += 1
        return instrument(number=f"{self._decisions}-{self.mark}/QĐ-UBND", signed_on=self.day(0))

    def register(self, code: str, on: int, at_least: str) -> WriteResult:
        services = [{"procedure_code": code, "level": "full", "effective_on": self.day(on)}]
        return self.ok("online_services", "POST", "/v1/online-services", json={"services": services}, at_least=at_least)

    def procedure(self, code: str, on: int, at_least: str = "") -> httpx.Response:
        return self.request(
            "procedures", "GET", f"/v1/procedures/{code}", params={"in_force_on": self.day(on)}, at_least=at_least
        )

    def version(self, code: str, on: int, at_least: str = "") -> int | None:
        """The version in force on the day; None if the catalogue says that none is."""
        response = self.procedure(code, on, at_least)
        if response.status_code == 404:
            assert problem_type(response) == "procedure-not-in-force-on-day"
            return None
        return int(response.json()["period"]["version"])

    def chain(self, code: str) -> list[Body]:
        return list(self.ok("procedures", "GET", f"/v1/procedures/{code}/chain").body["items"])

    def offered_services(self, code: str, on: int, at_least: str = "") -> list[Body]:
        params = {"procedure_code": code, "on": self.day(on)}
        return list(
            self.ok("online_services", "GET", "/v1/online-services", params=params, at_least=at_least).body["items"]
        )

    def all_offered_services(self, on: int) -> Iterator[Body]:
        """The services of this official's agency, over all pages."""
        params = {"agency": self.agency, "on": self.day(on), "limit": "200"}
        while True:
            page = self.ok("online_services", "GET", "/v1/online-services", params=params).body
            yield from page["items"]
            if page["next"] is None:
                return
            params["after"] = page["next"]

    def look_up(self, code: str, at_least: str = "") -> httpx.Response:
        body = {
            "request_id": secrets.token_hex(8),
            "procedure_code": code,
            "officer_id": "CB.0001",
            "agency_code": self.agency,
            "personal_id": self.resident.personal_id,
            "full_name": self.resident.full_name,
            "birth_date": self.resident.birth_date,
        }
        return self.request("population_lookup", "POST", "/v1/lookups", json=body, at_least=at_least)

    def figures(self, at_least: str = "") -> dict[str, int]:
        """The figures of this year's report."""
        report = self.ok("reporting", "GET", "/v1/reports/annual", params={"year": self.today.year}, at_least=at_least)
        return {figure["key"]: figure["value"] for figure in report.body["figures"]}

    def write_with_retries(
        self, service: str, path: str, key: str, body: Body | None = None, others: Mapping[str, str] = NO_HEADERS
    ) -> WriteResult:
        """Repeats the request until it succeeds: the idempotency key makes all repeats one write. Only a lost
        connection and a 503 are retried."""
        deadline = time.monotonic() + RECOVERS_WITHIN
        while True:
            try:
                response = self.request(service, "POST", path, key=key, others=others, json=body)
            except httpx.TransportError as error:
                failure = repr(error)
            else:
                if response.status_code != 503:
                    assert response.is_success, f"{path}: {response.status_code} {response.text}"
                    return WriteResult(response.json(), response.headers.get("Event-Position", ""))
                failure = response.text
            assert time.monotonic() < deadline, (
                f"{service} has not accepted {path} for {RECOVERS_WITHIN:.0f} s: {failure}"
            )
            time.sleep(0.05)


def problem_type(response: httpx.Response) -> str:
    """The type of the problem in a response, without the common prefix."""
    assert response.headers["content-type"] == "application/problem+json", response.text
    return str(response.json()["type"]).removeprefix("urn:congbo:problem:")


def figure_changes(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, int]:
    """The figures that differ, with the difference. A figure that older code does not return counts as 0."""
    return {key: more for key in after if (more := after[key] - before.get(key, 0))}
