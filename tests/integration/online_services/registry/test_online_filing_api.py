"""An amendment of papers or steps pauses new online filings from its day until the service is reviewed; a repeal ends
all; whoever asks is told."""

from collections.abc import AsyncIterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from common.contracts.parts import ItemKind
from common.contracts.procedures import ProcedureAmended
from tests.support.law_events import amended, corrected, declared_online, introduced, period, repealed
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness, service_harness

A = "1.000101"
BEGIN, JUNE, DECEMBER = date(2023, 2, 1), date(2026, 6, 1), date(2026, 12, 1)


@pytest.fixture
async def registry(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "online_services", tmp_path) as harness:
        await harness.apply_events([introduced(A, period(BEGIN)), declared_online(A, BEGIN, period(BEGIN))])
        await harness.execute(
            "INSERT INTO version_content SELECT :code, n, '{}', '', false, now() FROM generate_series(1, 3) n",
            code=A,
        )
        yield harness


async def filing(harness: ServiceHarness, on: date) -> dict[str, Any]:
    response = await harness.http.get(f"/v1/online-filing/{A}", params={"on": str(on)})
    assert response.status_code == 200, response.text
    return dict(response.json())


def amendment(parts: Sequence[str], **more: Any) -> ProcedureAmended:
    event = amended(A, DECEMBER, period(BEGIN, DECEMBER), period(DECEMBER, version=2))
    return ProcedureAmended(
        **{name: getattr(event, name) for name in event.__struct_fields__} | {"changed_parts": tuple(parts), **more}
    )


@pytest.mark.parametrize(
    ("parts", "pauses"),
    [(["papers"], True), (["name", "steps"], True), (["name", "fees"], False), ([], False)],
)
async def test_an_amendment_pauses_only_where_it_changes_papers_or_steps(
    registry: ServiceHarness, parts: Sequence[str], pauses: bool
) -> None:
    await registry.apply_events([amendment(parts)])
    before, since = await filing(registry, JUNE), await filing(registry, DECEMBER)
    assert (before["may_file"], before["ends"]) == (True, str(DECEMBER) if pauses else None)
    assert (since["may_file"], since["obstacle"], since["level"]) == (
        not pauses,
        "review_pending" if pauses else None,
        "full",
    )
    listed = (await registry.http.get("/v1/online-services", params={"on": str(DECEMBER)})).json()["items"]
    assert [service["paused_from"] for service in listed] == [str(DECEMBER) if pauses else None], "counters go on"


async def test_a_review_ends_the_pause(registry: ServiceHarness) -> None:
    await registry.apply_events([amendment(["papers"])])
    id = (await filing(registry, DECEMBER))["service_id"]
    reviewed = await registry.http.post(
        f"/v1/online-services/{id}/review", headers=registry.bearer("online_services.review")
    )
    assert (reviewed.status_code, reviewed.json()["paused_from"]) == (200, None)
    assert (await filing(registry, DECEMBER))["may_file"]


async def test_a_correction_of_papers_pauses_too_and_a_repeal_ends_all(registry: ServiceHarness) -> None:
    correction = corrected(A, ItemKind.INTRODUCE, BEGIN, BEGIN, period(BEGIN, version=2), corrected_parts=("papers",))
    await registry.apply_events([correction])
    assert (await filing(registry, JUNE))["obstacle"] == "review_pending"
    await registry.apply_events([repealed(A, DECEMBER, period(BEGIN, DECEMBER, version=2))])
    ended = await filing(registry, DECEMBER)
    assert (ended["may_file"], ended["obstacle"], ended["level"]) == (False, "procedure_not_in_force", None)


async def test_what_nobody_offers_has_its_obstacle_and_an_unknown_procedure_is_not_found(
    registry: ServiceHarness,
) -> None:
    await registry.apply_events([introduced("1.000102", period(BEGIN))])
    body = (await registry.http.get("/v1/online-filing/1.000102")).json()
    assert (body["may_file"], body["obstacle"], body["begins"]) == (False, "not_offered", None)
    assert (body["partial_reason"], body["proactive_level"], body["sets"]) == (None, 0, [])
    assert (await registry.http.get("/v1/online-filing/1.000999")).status_code == 404
