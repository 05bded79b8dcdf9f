"""Receptions that wait at the same time share a transaction, and nothing else."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from msgspec.structs import asdict

from common.contracts.dossiers import DossierEvent
from common.identity import Actor
from online_services.dossiers.commands.receive_dossiers import Reception, receive_dossiers
from online_services.dossiers.storage.repository import Dossiers
from tests.support.dossier_harness import COMMUNE, HANDLE, OTHER_COMMUNE, DossierHarness, dossier_harness, type_of
from tests.support.postgres import Postgres

PATTERN = "{agency}-{day:%y%m%d}-{number:04}"
RECEIVER = Actor("receiver-1", "receiver-1", COMMUNE, frozenset({HANDLE}))
HANDLER = Actor("handler-1", "handler-1", COMMUNE, frozenset({HANDLE}))
TABLES = ("dossier", "dossier_act", "dossier_warning")
OWN = {"id", "dossier_id", "number"}


@pytest.fixture
async def dossiers(postgres: Postgres, tmp_path: Path) -> AsyncIterator[DossierHarness]:
    async with dossier_harness(postgres, tmp_path) as harness:
        yield harness


def reception(dossier: dict[str, Any], by: Actor = RECEIVER, trace: str | None = None) -> Reception:
    return Reception(UUID(dossier["id"]), by, {1}, is_conditional=True, number_pattern=PATTERN, traceparent=trace)


async def send(
    dossiers: DossierHarness, id: str, subject: str = "receiver-1", agency: str = COMMUNE, **headers: str
) -> Any:
    sent = dossiers.bearer(HANDLE, subject, agency) | (headers or {"If-Match": '"1"'})
    return await dossiers.post(f"/v1/dossiers/{id}/reception", {}, sent)


async def test_of_receptions_at_once_each_has_its_own_response(dossiers: DossierHarness) -> None:
    filed = [await dossiers.file() for _ in range(9)]
    ids = [dossier["id"] for dossier in filed]
    keyed = {"If-Match": '"1"', "Idempotency-Key": uuid4().hex}
    responses = await asyncio.gather(
        *(send(dossiers, id) for id in ids[:5]),
        send(dossiers, ids[4]),
        send(dossiers, ids[5], **{"If-Match": '"7"'}),
        send(dossiers, ids[5], **{"If-Match": "*"}),
        send(dossiers, ids[5], subject="handler-1"),
        send(dossiers, ids[5], subject="receiver-2"),
        send(dossiers, ids[5], agency=OTHER_COMMUNE),
        send(dossiers, str(uuid4())),
        send(dossiers, ids[6], **keyed),
        send(dossiers, ids[6], **keyed),
    )
    received, refused = responses[:6] + responses[12:], responses[6:12]
    assert [response.status_code for response in responses[:4]] == [200] * 4
    assert sorted(response.status_code for response in responses[4:6]) == [200, 412]
    assert [type_of(response) for response in refused] == [
        (412, "revision-mismatch"),
        (428, "if-match-missing"),
        (403, "role-not-held"),
        (403, "role-not-held"),
        (404, "dossier-not-found"),
        (404, "dossier-not-found"),
    ]
    assert received[-1].json() == received[-2].json(), "one key is one reception"
    numbers = {response.json()["number"] for response in received if response.status_code == 200}
    assert sorted(numbers) == [f"{COMMUNE}-261123-{number:04}" for number in range(1, 7)]
    assert [await stage_of(dossiers, id) for id in ids[5:8]] == ["filed", "received", "filed"]


async def stage_of(dossiers: DossierHarness, id: str) -> str:
    (row,) = await dossiers.service.rows("SELECT stage FROM dossier WHERE id = CAST(:id AS uuid)", id=id)
    return str(row.stage)


async def test_each_response_states_the_position_of_its_own_event(dossiers: DossierHarness) -> None:
    filed = [await dossiers.file() for _ in range(6)]
    responses = await asyncio.gather(*(send(dossiers, dossier["id"]) for dossier in filed))
    for response in responses:
        shard, position = response.headers["Event-Position"].removeprefix("online_services/").split(":")
        (row,) = await dossiers.service.rows(
            "SELECT sequence FROM event_log WHERE aggregateid = :id AND type = 'dossier.received.v1'"
            " AND shard = CAST(:shard AS text)::int",
            id=response.json()["id"],
            shard=shard,
        )
        assert row.sequence <= int(position)


async def test_each_event_is_recorded_under_the_trace_of_its_own_request(dossiers: DossierHarness) -> None:
    traces = [f"00-{number:032x}-{number:016x}-01" for number in (1, 2, 3)]
    filed = [await dossiers.file() for _ in traces]
    receptions = [reception(dossier, trace=trace) for dossier, trace in zip(filed, traces, strict=True)]
    await received_together(dossiers, receptions)
    rows = await dossiers.service.rows(
        "SELECT aggregateid, traceparent FROM event_log WHERE type = 'dossier.received.v1'"
    )
    assert {row.aggregateid: row.traceparent for row in rows} == {str(each.id): each.traceparent for each in receptions}


async def test_what_is_received_with_others_equals_what_is_received_alone(dossiers: DossierHarness) -> None:
    alone, *together = [await dossiers.file_at_counter() for _ in range(4)]
    response = await send(dossiers, alone["id"], **{"If-Match": '"1"', "Idempotency-Key": "alone"})
    assert response.status_code == 200
    await received_together(dossiers, [reception(dossier) for dossier in together])
    expected = await written(dossiers, alone["id"])
    assert expected["dossier_warning"]
    for dossier in together:
        assert await written(dossiers, dossier["id"]) == expected


async def written(dossiers: DossierHarness, id: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of the dossier, without what names it."""
    found = {}
    for table in TABLES:
        key = "id" if table == "dossier" else "dossier_id"
        query = f"SELECT * FROM {table} WHERE {key} = CAST(:id AS uuid) ORDER BY 2, 3"
        rows = await dossiers.service.rows(query, id=id)
        found[table] = [without_names(row._mapping) for row in rows]
    events = [event for event in await dossiers.service.emitted_events() if isinstance(event, DossierEvent)]
    found["event_log"] = [without_names(asdict(event)) for event in events if event.dossier_id == id]
    return found


def without_names(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in OWN}


async def received_together(dossiers: DossierHarness, receptions: list[Reception], *, is_committed: bool = True) -> Any:
    runtime = dossiers.service.runtime
    async with runtime.engine.connect() as connection:
        results = await receive_dossiers(await runtime.work_on(connection), receptions)
        if is_committed:
            await connection.commit()
    return results


async def test_a_refusal_takes_no_number_and_what_is_locked_or_twice_there_is_left_for_later(
    dossiers: DossierHarness,
) -> None:
    filed = [await dossiers.file() for _ in range(4)]
    first, locked, last = map(reception, (filed[0], filed[2], filed[3]))
    refused = reception(filed[1], HANDLER)
    twice, unknown = reception(filed[0]), reception({"id": str(uuid4())})
    async with dossiers.service.runtime.engine.connect() as other:
        await Dossiers(other).lock(locked.id)
        results = await received_together(dossiers, [first, refused, locked, twice, unknown, last])
    assert set(results) == {first, refused, last}
    assert results[refused].refusal.type == "role-not-held"
    numbers = sorted(results[each].received.number for each in (first, last))
    assert numbers == [f"{COMMUNE}-261123-0001", f"{COMMUNE}-261123-0002"]
    assert await received_together(dossiers, [unknown]) == {}
    again = await received_together(dossiers, [twice, locked])
    assert again[twice].refusal.type == "revision-mismatch"
    assert again[locked].received.number == f"{COMMUNE}-261123-0003"


async def test_a_process_that_ends_before_the_commit_leaves_no_gap(dossiers: DossierHarness) -> None:
    filed = [await dossiers.file() for _ in range(3)]
    await received_together(dossiers, [reception(dossier) for dossier in filed], is_committed=False)
    (row,) = await dossiers.service.rows("SELECT count(*) FROM dossier WHERE number IS NOT NULL")
    assert row.count == 0
    results = await received_together(dossiers, [reception(dossier) for dossier in filed])
    numbers = sorted(result.received.number for result in results.values())
    assert numbers == [f"{COMMUNE}-261123-{number:04}" for number in range(1, 4)]
    assert {result.received.appointed.day for result in results.values()} <= {date(2026, 11, 23), date(2026, 11, 24)}


async def test_agencies_that_receive_together_have_counters_of_their_own(dossiers: DossierHarness) -> None:
    there = Actor("receiver-9", "receiver-9", OTHER_COMMUNE, frozenset({HANDLE}))
    officer = dossiers.officer("receiver-9", "receiver", OTHER_COMMUNE)
    await dossiers.post("/v1/dossier-officers", {"officers": [officer]}, dossiers.bearer("dossiers.officers"))
    here = [reception(await dossiers.file()) for _ in range(2)]
    others = [reception(await dossiers.file(receiving_agency=OTHER_COMMUNE), there) for _ in range(2)]
    results = await received_together(dossiers, [here[0], others[0], here[1], others[1]])
    assert sorted(result.received.number for result in results.values()) == [
        f"{agency}-261123-{number:04}" for agency in (COMMUNE, OTHER_COMMUNE) for number in (1, 2)
    ]
