"""Enters past dossiers of two years through the public API, in requests of some hundreds."""

import asyncio
import os
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import httpx

from common.clock import SystemClock
from suite.actors import Account
from suite.dataset.past_dossiers import DAYS, LONGEST_LIMIT, Body, FilableProcedure, past_dossiers
from suite.dataset_loader import SuiteClient
from suite.http_get import IN_ENGLISH
from suite.stack import CannotRun, Stack

USUAL = 2_000
IN_ONE_REQUEST = 250
PROCEDURES = 25
CANDIDATES = 150
CONTENT_WITHIN = 60  # seconds until the contents of versions are fetched; two on an idle machine


def number_of_dossiers() -> int:
    """How many the demo enters; DEMO_DOSSIERS states another number, 0 for none."""
    return int(os.environ.get("DEMO_DOSSIERS") or USUAL)


async def enter_past_dossiers(stack: Stack, count: int) -> int:
    """Returns how many were entered."""
    today = SystemClock().today()
    async with httpx.AsyncClient(base_url=stack.urls["online_services"], headers=IN_ENGLISH, timeout=60) as reader:
        procedures = await filable_procedures(reader, today)
    keeper = Account("dossier-keeper", "H60", ("dossiers.back_enter",))
    entries = list(past_dossiers(procedures, count, today))
    async with SuiteClient(stack, {"keeper": keeper}) as client:
        for number, batch in enumerate(_batches(entries)):
            key = f"past dossiers {today} {count} {number}"
            await client.post("keeper", "online_services", "/v1/past-dossiers", key, {"dossiers": batch})
    return len(entries)


def _batches(entries: Sequence[Body]) -> Iterator[Sequence[Body]]:
    for first in range(0, len(entries), IN_ONE_REQUEST):
        yield entries[first : first + IN_ONE_REQUEST]


async def filable_procedures(reader: httpx.AsyncClient, today: date) -> list[FilableProcedure]:
    """Procedures that were offered online in full for the whole time, in one version. Raises `CannotRun` where there
    are none."""
    begin = today - timedelta(days=DAYS + 7)
    offered = [await _offered(reader, day) for day in (begin, today)]
    found: list[FilableProcedure] = []
    for code in sorted(offered[0] & offered[1])[:CANDIDATES]:
        procedure = _filable(await _requirements(reader, code, today), begin)
        if procedure is not None:
            found.append(procedure)
        if len(found) == PROCEDURES:
            break
    if not found:
        raise CannotRun("no procedure of the dataset can be filed")
    return found


async def _offered(reader: httpx.AsyncClient, on: date) -> set[str]:
    response = await reader.get("/v1/online-services", params={"on": on.isoformat(), "limit": 500})
    return {item["procedure_code"] for item in response.raise_for_status().json()["items"]}


async def _requirements(reader: httpx.AsyncClient, code: str, on: date) -> dict[str, Any]:
    """Waits until the content of the version is fetched."""
    for _ in range(CONTENT_WITHIN * 10):
        response = await reader.get(f"/v1/filing-requirements/{code}", params={"on": on.isoformat()})
        if response.status_code != httpx.codes.SERVICE_UNAVAILABLE:
            requirements: dict[str, Any] = response.raise_for_status().json()
            return requirements
        await asyncio.sleep(0.1)
    raise CannotRun(f"the content of {code} was not fetched within {CONTENT_WITHIN} s")


def _filable(requirements: dict[str, Any], begin: date) -> FilableProcedure | None:
    content = requirements["content"]
    groups = [*content.get("steps", ()), *content.get("papers", ())]
    channels = {entry["channel"]: entry for entry in content.get("channels", ())}
    limits = {
        (limit["amount"], limit["unit"])
        for entry in channels.values()
        for limit in entry.get("time_limits", ())
        if limit.get("note") is None
    }
    if any(group.get("case") is not None for group in groups) or len(limits) != 1 or "direct" not in channels:
        return None
    ((amount, unit),) = limits
    is_whole = unit == "working_day" and amount == int(amount) and 3 <= amount <= LONGEST_LIMIT
    if not is_whole or requirements["effective_from"] > begin.isoformat() or requirements["effective_to"] is not None:
        return None
    papers = [paper["name"] for group in content.get("papers", ()) for paper in group["papers"]]
    return FilableProcedure(
        requirements["procedure_code"], content["agency_code"], int(amount), "online" in channels, tuple(papers[:3])
    )
