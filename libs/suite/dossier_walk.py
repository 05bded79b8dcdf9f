"""Walks three dossiers from filing to their end, live: each act by the person who may do it, through the public API."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx

from common.clock import SystemClock
from suite.console_output import console
from suite.dataset.past_dossiers import FilableProcedure, applicant
from suite.dossier_loader import filable_procedures
from suite.http_get import IN_ENGLISH
from suite.stack import CannotRun, Stack

ROLES = ("receiver", "handler", "signer", "deliverer", "treasury")
AGENCY = "H60"
FEE = 50_000


@dataclass
class Walk:
    """One dossier on its way; `state` is what the last act returned."""

    client: httpx.AsyncClient
    tokens: dict[str, str]
    state: dict[str, Any]

    async def act(self, role: str, act: str, **body: Any) -> None:
        """Raises `CannotRun` where it is refused."""
        headers = {"Authorization": f"Bearer {self.tokens[role]}", "If-Match": f'"{self.state["revision"]}"'}
        path = f"/v1/dossiers/{self.state['id']}/{act}"
        response = await self.client.post(path, json=body, headers=headers)
        if response.status_code != httpx.codes.OK:
            raise CannotRun(f"{act} of a dossier was refused: {response.text[:300]}")
        self.state = response.json()
        due = f", due {self.state['due_on']}" if self.state["due_on"] else ""
        console.print(f"    {role}: {act} -> {self.state['state']}. {self.state['state_name']}{due}", markup=False)


async def walk_dossiers(stack: Stack) -> None:
    """Raises `CannotRun` where an act is refused."""
    async with httpx.AsyncClient(base_url=stack.urls["online_services"], headers=IN_ENGLISH, timeout=30) as client:
        procedure = (await filable_procedures(client, SystemClock().today()))[0]
        tokens = await _officers(stack, client, procedure.agency)
        citizen = applicant(99_999_999)
        tokens["citizen"] = stack.token("dossiers.file", subject=citizen["personal_id"], name="Demo citizen")

        first = Walk(client, tokens, await _filed(client, tokens["receiver"], procedure, citizen))
        await first.act("receiver", "reception")
        await first.act("handler", "claim")
        await first.act("handler", "handling")
        await first.act("signer", "result")
        await first.act("deliverer", "handover")

        second = Walk(client, tokens, await _filed(client, tokens["receiver"], procedure, citizen))
        await second.act("receiver", "reception")
        await second.act("handler", "supplement-request", reason="Thiếu giấy tờ theo danh mục")
        await second.act("citizen", "supplement")
        await second.act("handler", "supplement-acceptance")
        await second.act("handler", "fee-request", reason="Lệ phí", amount=FEE, ground="Nghị quyết về phí, lệ phí")
        payment = {"method": "treasury", "amount": FEE, "reference": f"MOCK-{FEE}-{second.state['id']}"}
        await second.act("treasury", "fee-payment", **payment)
        await second.act("signer", "result")

        third = Walk(client, tokens, await _filed(client, tokens["receiver"], procedure, citizen))
        await third.act("receiver", "reception")
        await third.act("citizen", "withdrawal", reason="Không còn nhu cầu")


async def _officers(stack: Stack, client: httpx.AsyncClient, agency: str) -> dict[str, str]:
    """Records an officer for each role at the agency, and returns their tokens."""
    today = SystemClock().today().isoformat()
    officers = [
        {
            "agency_code": agency,
            "subject": f"demo-{role}",
            "role": role,
            "valid_from": today,
            "legal_basis": "Quyết định phân công minh họa",
        }
        for role in ROLES
    ]
    keeper = stack.token("dossiers.officers", subject="dossier-keeper", agency=AGENCY)
    headers = {"Authorization": f"Bearer {keeper}"}
    (await client.post("/v1/dossier-officers", json={"officers": officers}, headers=headers)).raise_for_status()
    return {
        role: stack.token("dossiers.handle", subject=f"demo-{role}", name=f"Demo {role}", agency=agency)
        for role in ROLES
    }


async def _filed(
    client: httpx.AsyncClient, receiver: str, procedure: FilableProcedure, citizen: dict[str, Any]
) -> dict[str, Any]:
    body = {
        "procedure_code": procedure.code,
        "channel": "direct",
        "receiving_agency": procedure.agency,
        "deciding_agency": procedure.agency,
        "applicant": citizen,
        "papers": [{"name": name, "digitisation": 1} for name in procedure.papers],
    }
    headers = {"Authorization": f"Bearer {receiver}", "Idempotency-Key": f"walk-{uuid4()}"}
    response = await client.post("/v1/dossiers", json=body, headers=headers)
    if response.status_code != httpx.codes.CREATED:
        raise CannotRun(f"a dossier was not filed: {response.text[:300]}")
    filed: dict[str, Any] = response.json()
    console.print(f"  a dossier of {procedure.code} is filed at {procedure.agency}", markup=False)
    return filed
