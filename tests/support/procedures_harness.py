"""The service `procedures` in this process, its app over a real database, and complete request bodies."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import orjson

from common.calendar.national_calendar import author, national_calendar
from common.contracts.event import Event, decode
from procedures.calendar.storage.repository import CalendarDays
from procedures.law.api.content_requests import ContentIn
from procedures.law.domain.difference import changed_parts
from procedures.law.storage.content_rows import decode_content
from procedures.registers.storage.repository import RegisterEntry, Registers
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness, service_harness

ANNUL, CORRECT = "decisions.annul", "decisions.correct"
DRAFT, PUBLISH, CATALOGUE, BACK_ENTER = (
    "decisions.draft",
    "decisions.publish",
    "catalogue.write",
    "decisions.back_enter",
)
CONTROL, SIGN, ROLES = "decisions.control", "decisions.sign", "roles.write"
AGENCIES = [{"code": "H60.01", "name": "Sở Tư pháp"}, {"code": "H60.02", "name": "Sở Xây dựng"}]
FIELDS = [{"code": "G15-TP110", "name": "Hộ tịch"}, {"code": "G17-XD01", "name": "Quy hoạch"}]
LAW = {
    "number": "104/2022/NĐ-CP",
    "title": "Bỏ sổ hộ khẩu giấy",
    "issued_on": "2022-12-21",
    "effective_on": "2023-01-01",
}
Body = dict[str, Any]
PDF = b"%PDF-1.7\n% a signed Decision\n%%EOF\n"
STATED_SHA256 = "5e" * 32
"""The SHA-256 that a back-entered Decision states."""
PUBLISHER, CONTROLLER, CHAIRMAN = "publisher-1", "controller-1", "chairman"
"""Subjects of the roles of the approval workflow; `officer-1`, the default subject of tokens, is the drafter."""
HOLDERS = [
    {"role": role, "agency_code": agency, "title": title, "legal_basis": "Điều 8 TT 01/2018/TT-VPCP"}
    for role, agency, title in (
        ("drafter", "H60.01", "Sở Tư pháp"),
        ("controller", "H60.02", "Cơ quan kiểm soát"),
        ("publisher", "H60.01", "Sở Tư pháp"),
        ("signer", "H60", "Chủ tịch UBND tỉnh"),
        ("signer", "H22", "Chủ tịch UBND tỉnh"),
    )
]
ACTUAL_DIFFERENCES = ["name"]
"""A placeholder for the parts that really differ: the harness looks them up before it drafts. As a value it is right
for the contents that `item` makes."""


def content(name: str = "Xác nhận thông tin hộ tịch", **parts: Any) -> Body:
    return {"name": name, "field_code": "G15-TP110", "agency_code": "H60.01", "levels": ["province"], **parts}


def item(kind: str, code: str, on: str = "2023-02-01", *, number: int = 1, **parts: Any) -> Body:
    """An item with the parts that its kind needs."""
    body: Body = {"number": number, "kind": kind, "procedure_code": code, "effective_on": on}
    if kind in ("introduce", "amend", "standardise", "replace"):
        body["content"] = content(f"{kind} {code} {on}")
    if kind in ("amend", "standardise") or (kind == "replace" and not parts.get("successor_code")):
        body["changed_parts"] = ACTUAL_DIFFERENCES
    if kind == "repeal":
        body["legal_document_number"] = LAW["number"]
    if kind == "declare_online":
        body["online_level"] = "full"
    if kind == "designate":
        body["designation"] = "postal"
    return {**body, **parts}


def instrument(**parts: Any) -> Body:
    """The document that annuls or corrects a Decision."""
    return {
        "number": "977/QĐ-UBND",
        "issuing_body": "H60",
        "signed_on": "2026-11-20",
        "title": "Hủy bỏ, đính chính",
        "legal_document": LAW,
        "reason": "Văn bản quy định thủ tục vẫn còn hiệu lực",
        **parts,
    }


class ProceduresHarness:
    """Numbers its Decisions itself. Methods named `*_refused` expect a problem, `post_*` return any response, and all
    others expect success."""

    def __init__(self, harness: ServiceHarness) -> None:
        self.service = harness
        self.http = harness.http
        self._number = 0
        self._issued_by: dict[str, str] = {}
        self._approved: set[str] = set()

    def body(self, *items: Body, **parts: Any) -> Body:
        self._number += 1
        numbered = [{**body, "number": number} for number, body in enumerate(items, 1)]
        stated = {"signed_file_sha256": STATED_SHA256} if parts.get("back_entered") else {}
        return {
            "number": f"{self._number}/QĐ-UBND",
            "issuing_body": "H60",
            "signed_on": "2023-01-15",
            "agency_code": "H60.01",
            "title": "Công bố danh mục thủ tục hành chính",
            "legal_documents": [LAW],
            "items": numbered,
            **stated,
            **parts,
        }

    async def post_draft(self, body: Body, *scopes: str, **headers: str) -> httpx.Response:
        response = await self.http.post(
            "/v1/decisions", json=body, headers=self.service.bearer(*(scopes or (DRAFT,))) | headers
        )
        if response.status_code == 201:
            self._issued_by[response.json()["id"]] = body["issuing_body"]
        return response

    async def post_submit(self, id: str, **headers: str) -> httpx.Response:
        return await self.http.post(f"/v1/decisions/{id}/submit", headers=self.service.bearer(DRAFT) | headers)

    async def post_approve(self, id: str, **headers: str) -> httpx.Response:
        own = self.service.bearer(CONTROL, subject=CONTROLLER, agency="H60.02")
        return await self.http.post(f"/v1/decisions/{id}/approve", headers=own | headers)

    async def post_sign(
        self, id: str, file: bytes = PDF, *, headers: Body | None = None, **params: str
    ) -> httpx.Response:
        own = self.service.bearer(SIGN, subject=CHAIRMAN, agency=self._issued_by.get(id, "H60"))
        sent = {**own, "Content-Type": "application/pdf", **(headers or {})}
        return await self.http.post(f"/v1/decisions/{id}/sign", content=file, params=params, headers=sent)

    async def post_publish(self, id: str, *scopes: str, **headers: str) -> httpx.Response:
        """Publishes a Decision. If it is not signed yet, the other roles first take their steps, once, whatever the
        responses are."""
        await self.complete_approval(id)
        own = self.service.bearer(*(scopes or (PUBLISH,)), subject=PUBLISHER)
        return await self.http.post(f"/v1/decisions/{id}/publish", headers=own | headers)

    async def complete_approval(self, id: str) -> None:
        if id not in self._approved and (await self.post_submit(id)).is_success:
            self._approved.add(id)
            await self.post_approve(id)
            await self.post_sign(id)

    async def draft(self, *items: Body, **parts: Any) -> Body:
        body = self.body(*items, **parts)
        body["items"] = [await self._with_actual_differences(item) for item in body["items"]]
        response = await self.post_draft(body, DRAFT, BACK_ENTER)
        assert response.status_code == 201, response.text
        return dict(response.json())

    async def _with_actual_differences(self, item: Body) -> Body:
        if item.get("changed_parts") is not ACTUAL_DIFFERENCES:
            return item
        params = {"in_force_on": item["effective_on"]}
        response = await self.http.get(f"/v1/procedures/{item['procedure_code']}", params=params)
        if response.status_code != 200:
            return item
        before, after = (
            decode_content(orjson.dumps(response.json()["content"])),
            ContentIn.model_validate(item["content"]).content(),
        )
        return {**item, "changed_parts": changed_parts(before, after)}

    async def publish(self, *items: Body, **parts: Any) -> Body:
        draft = await self.draft(*items, **parts)
        response = await self.post_publish(draft["id"], PUBLISH, BACK_ENTER)
        assert response.status_code == 200, response.text
        return dict(response.json())

    async def publish_refused(self, *items: Body, **parts: Any) -> Body:
        """The problem with which publishing these items is refused."""
        draft = await self.draft(*items, **parts)
        return problem(await self.post_publish(draft["id"], PUBLISH, BACK_ENTER))

    async def post_rectification(self, id: str, kind: str, body: Body, *scopes: str, **headers: str) -> httpx.Response:
        """`kind` is annulments or corrections."""
        bearer = self.service.bearer(*(scopes or (ANNUL if kind == "annulments" else CORRECT,)), subject="chairman")
        return await self.http.post(f"/v1/decisions/{id}/{kind}", json=body, headers=bearer | headers)

    async def annul(self, id: str, since: str, *items: int, **parts: Any) -> Body:
        response = await self.post_rectification(
            id, "annulments", {**instrument(), "effective_from": since, "items": items, **parts}
        )
        assert response.status_code == 201, response.text
        return dict(response.json())

    async def correct(self, id: str, *items: Body, **parts: Any) -> Body:
        response = await self.post_rectification(id, "corrections", {**instrument(), "items": items, **parts})
        assert response.status_code == 201, response.text
        return dict(response.json())

    async def annul_refused(self, id: str, since: str, *items: int, **parts: Any) -> Body:
        """The problem with which the annulment is refused."""
        return problem(
            await self.post_rectification(
                id, "annulments", {**instrument(), "effective_from": since, "items": items, **parts}
            )
        )

    async def correct_refused(self, id: str, *items: Body, **parts: Any) -> Body:
        return problem(await self.post_rectification(id, "corrections", {**instrument(), "items": items, **parts}))

    async def emitted_events(self) -> list[tuple[int, Event]]:
        """The events of the service's own log in the order of the stream, with their sequence numbers."""
        rows = await self.service.rows("SELECT sequence, type, payload FROM event_log ORDER BY shard, sequence")
        return [(row.sequence, decode(row.type, row.payload)) for row in rows]

    async def get(self, path: str, **query: str) -> Body:
        response = await self.http.get(path, params=query)
        assert response.status_code == 200, response.text
        return dict(response.json())

    async def version_on(self, code: str, day: str, **query: str) -> int | None:
        """The version in force on the day; None if there is none."""
        response = await self.http.get(f"/v1/procedures/{code}", params={"in_force_on": day, **query})
        if response.status_code == 404:
            return None
        assert response.status_code == 200, response.text
        return int(response.json()["period"]["version"])


def problem(response: httpx.Response) -> Body:
    """The members of a problem, its type without the common prefix."""
    assert response.headers["content-type"] == "application/problem+json", response.text
    members = dict(response.json())
    assert members["status"] == response.status_code
    return {**members, "type": members["type"].removeprefix("urn:congbo:problem:")}


@asynccontextmanager
async def procedures_harness(
    postgres: Postgres, folder: Path, url: str | None = None, **settings: Any
) -> AsyncIterator[ProceduresHarness]:
    """On a database of its own, or on the migrated one that `url` names."""
    database = url or await postgres.copy_of("registers", partial(_with_registers, postgres, folder))
    async with service_harness(postgres, "procedures", folder, database, **settings) as harness:
        if url is not None:
            await _fill_registers(harness)
        yield ProceduresHarness(harness)


async def _with_registers(postgres: Postgres, folder: Path) -> str:
    url = await postgres.migrated("procedures")
    async with service_harness(postgres, "procedures", folder, url) as harness:
        await _fill_registers(harness)
    return url


async def _fill_registers(harness: ServiceHarness) -> None:
    """Agencies, and the calendar that publishing would fill, are written without events: tests count from 1."""
    entries = [RegisterEntry(agency["code"], agency["name"]) for agency in AGENCIES]
    years = range(2022, 2028)
    async with harness.runtime.engine.begin() as connection:
        await Registers(connection).record_agencies(entries, "officer-1", harness.clock.now())
        await CalendarDays(connection).fill(years, national_calendar(years), author(), harness.clock.now())
    for path, body in (("fields", {"fields": FIELDS}), ("role-holders", {"role_holders": HOLDERS})):
        response = await harness.http.post(f"/v1/{path}", json=body, headers=harness.bearer(CATALOGUE, ROLES))
        assert response.status_code == 200, response.text
