"""Loads the demo dataset through the public HTTP APIs, as a client would: each write has an idempotency key of its own,
so that a retry changes nothing."""

from collections.abc import Mapping
from typing import Any, Protocol
from urllib.parse import quote

import httpx

from congbo_client import CongboError
from congbo_client.connection import AsyncConnection
from congbo_client.requests import Request, json_bytes, json_response, request_headers
from suite import dataset
from suite.actors import Account, accounts
from suite.http_get import IN_ENGLISH
from suite.installation import Installation
from suite.signed_file import signed_file
from suite.stack import CannotRun, Stack


class Progress(Protocol):
    def advance(self, label: str) -> None: ...


class SuiteClient:
    """A client of all services that holds a token for each role. A refusal raises `CannotRun` with its detail; what
    fails for a moment is repeated."""

    def __init__(self, stack: Stack | Installation, by_role: Mapping[str, Account] | None = None) -> None:
        self.stack = stack
        self.http = httpx.AsyncClient(headers=IN_ENGLISH, timeout=60)
        self.tokens = {
            role: stack.token(*account.scopes, subject=account.subject, name=f"Demo {role}", agency=account.agency)
            for role, account in (by_role or accounts()).items()
        }
        self.position = ""

    async def __aenter__(self) -> "SuiteClient":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.http.aclose()

    async def post(
        self, role: str, service: str, path: str, key: str, body: dict[str, Any] | None = None, pdf: bytes | None = None
    ) -> dict[str, Any]:
        """Returns the body of the response. Keeps its `Event-Position`, so that the next service handles a request only
        after it has applied the events up to there."""
        headers = request_headers(
            "application/pdf" if pdf is not None else "application/json" if body is not None else None,
            event_position_at_least=self.position if self.position and service != "procedures" else None,
            idempotency_key=quote(key),  # a header carries ASCII only
        )
        content = json_bytes(body) if pdf is None else pdf
        connection = AsyncConnection(self.stack.urls[service], token=self.tokens[role], http=self.http)
        try:
            response = json_response(await connection.send(Request("POST", path, headers=headers, content=content)))
        except CongboError as error:
            raise CannotRun(f"{service} refused {path}: {error}") from error
        if service == "procedures":
            self.position = response.event_position or self.position
        body_of_response: dict[str, Any] = response.body
        return body_of_response


async def record_registers(stack: Stack | Installation) -> None:
    """Records what the Decisions of the dataset refer to, and the role holders; also where the dataset is loaded
    already."""
    registers = {
        "agencies": dataset.agencies(),
        "fields": dataset.fields(),
        "role-holders": list(dataset.role_holders()),
    }
    async with SuiteClient(stack) as client:
        await record_entries(client, registers, "dataset")


async def record_entries(client: SuiteClient, registers: Mapping[str, list[dict[str, Any]]], key: str) -> None:
    """Records the entries of each register, by the name of its path; `key` begins the idempotency keys."""
    for name, entries in registers.items():
        await client.post("clerk", "procedures", f"/v1/{name}", f"{key} {name}", {name.replace("-", "_"): entries})


async def load_dataset(stack: Stack, progress: Progress) -> None:
    async with SuiteClient(stack) as client:
        for step in dataset.steps():
            await execute(client, step)
            progress.advance(step.label)
        await client.post("clerk", "procedures", "/v1/review-rounds", "dataset review round", dataset.review_round())


async def execute(client: SuiteClient, step: dataset.Step) -> None:
    if step.path == "/v1/decisions":
        await back_enter(client, step.body, step.key)
    else:
        await client.post("clerk", "online_services", step.path, step.key, step.body)


async def back_enter(client: SuiteClient, body: dict[str, Any], key: str) -> None:
    """Enters an old Decision, which was signed elsewhere, and publishes it by another account."""
    draft = await client.post("drafter", "procedures", "/v1/decisions", f"{key} draft", body)
    await client.post("publisher", "procedures", f"/v1/decisions/{draft['id']}/publish", f"{key} publish")


async def decide(client: SuiteClient, body: dict[str, Any], key: str) -> None:
    """Takes a new Decision through the whole approval workflow."""
    draft = await client.post("drafter", "procedures", "/v1/decisions", f"{key} draft", body)
    path = f"/v1/decisions/{draft['id']}"
    await client.post("drafter", "procedures", f"{path}/submit", f"{key} submit")
    await client.post("controller", "procedures", f"{path}/approve", f"{key} approve")
    await client.post("signer", "procedures", f"{path}/sign", f"{key} sign", pdf=signed_file(body["title"]))
    await client.post("publisher", "procedures", f"{path}/publish", f"{key} publish")
