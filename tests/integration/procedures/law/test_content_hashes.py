"""Followers fetch the content of a version once and keep it: events state its hash, and one address returns its
bytes."""

from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path

import pytest

from common.contracts.procedures import ProcedureEvent
from tests.support.postgres import Postgres
from tests.support.procedures_harness import ProceduresHarness, content, item, problem, procedures_harness

A, B = "1.000101", "1.000102"


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def body_of(harness: ProceduresHarness, code: str, number: int) -> bytes:
    response = await harness.http.get(f"/v1/procedures/{code}/versions/{number}")
    assert (response.status_code, response.headers["content-type"]) == (200, "application/json")
    assert response.headers["etag"] == f'"{sha256(response.content).hexdigest()}"'
    return response.content


async def stated(harness: ProceduresHarness, code: str) -> dict[int, str | None]:
    """The hash of each version in the last event about the procedure."""
    events = [event for _, event in await harness.emitted_events()]
    last = [event for event in events if isinstance(event, ProcedureEvent) and event.procedure_code == code][-1]
    return {period.version: period.content_sha256 for period in last.periods}


async def test_events_state_the_hash_of_the_bytes_that_one_address_returns(harness: ProceduresHarness) -> None:
    limits = [{"channel": "direct", "time_limits": [{"amount": 0.5, "unit": "working_day", "fees": []}]}]
    introduced = await harness.publish(item("introduce", A, content=content("Cấp bản sao", channels=limits)))
    await harness.publish(item("amend", A, "2023-03-01"), item("introduce", B))
    assert await stated(harness, A) == {
        number: sha256(await body_of(harness, A, number)).hexdigest() for number in (1, 2)
    }
    assert await stated(harness, B) == {1: sha256(await body_of(harness, B, 1)).hexdigest()}
    corrected = content("Cấp bản sao trích lục", channels=limits)
    await harness.correct(introduced["id"], {"number": 1, "content": corrected, "corrected_parts": ["name"]})
    hashes = await stated(harness, A)
    assert hashes[3] == sha256(await body_of(harness, A, 3)).hexdigest() != hashes[2]


async def test_events_state_the_agencies_that_may_act_of_each_version(harness: ProceduresHarness) -> None:
    commune = [{"role": "executes", "name": "Ủy ban nhân dân cấp xã"}]
    named = [{"role": "executes", "code": "H60.02", "name": None}, {"role": "coordinates", "name": "Sở Công Thương"}]
    await harness.publish(
        item("introduce", A, content=content("Cấp bản sao", agencies=commune)),
        item("introduce", B, content=content("Cấp bản sao")),
    )
    await harness.publish(item("amend", A, "2023-03-01", content=content("Cấp bản sao", agencies=named)))
    events = [event for _, event in await harness.emitted_events()]
    stated = {
        event.procedure_code: {period.version: period.agencies for period in event.periods}
        for event in events
        if isinstance(event, ProcedureEvent)
    }
    assert stated == {A: {1: ("H60.01",), 2: ("H60.01", "H60.02")}, B: {1: None}}


@pytest.mark.parametrize(
    ("path", "type"), [(f"{A}/versions/2", "version-not-found"), (f"{B}/versions/1", "procedure-not-found")]
)
async def test_a_version_that_does_not_exist_is_refused(harness: ProceduresHarness, path: str, type: str) -> None:
    await harness.publish(item("introduce", A))
    assert problem(await harness.http.get(f"/v1/procedures/{path}"))["type"] == type
