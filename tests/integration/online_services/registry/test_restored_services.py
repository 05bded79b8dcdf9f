"""How the registry follows annulments and corrections of Decisions: projection, reaction and tables together."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from common.contracts.event import Event, decode
from common.contracts.online_services import (
    OnlineServiceEvent,
    OnlineServiceLevelChanged,
    OnlineServiceRestored,
    OnlineServiceReviewRequested,
    OnlineServiceWithdrawn,
)
from common.contracts.parts import ItemKind, OnlineLevel
from tests.support.law_events import (
    DECISION,
    INSTRUMENT,
    amended,
    annulled,
    corrected,
    declared_online,
    introduced,
    period,
    repealed,
    restored,
)
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness, service_harness

BEGIN, JUNE, MARCH_24, MAY_24 = date(2023, 2, 1), date(2023, 6, 1), date(2024, 3, 1), date(2024, 5, 1)
CODE = "1.000101"
REASON = {"code": "must_be_present", "legal_basis": "Luật Hộ tịch 2014, Điều 15"}


@pytest.fixture
async def registry(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "online_services", tmp_path) as harness:
        await harness.apply_events([introduced(CODE, period(BEGIN))])
        yield harness


async def register(harness: ServiceHarness) -> str:
    lines = [{"procedure_code": CODE, "level": "partial", "partial_reason": REASON, "effective_on": "2023-06-01"}]
    response = await harness.http.post(
        "/v1/online-services",
        json={"services": lines},
        headers=harness.bearer("online_services.register", "online_services.review"),
    )
    return str(response.json()["services"][0]["id"])


def spans(event: Event) -> list[tuple[date, date | None, str]]:
    assert isinstance(event, OnlineServiceEvent)
    return [(period.effective_from, period.effective_to, str(period.level)) for period in event.levels]


async def last_emitted(harness: ServiceHarness) -> Event:
    """All events of these tests are about one service, and so in one shard."""
    row = (await harness.rows("SELECT type, payload FROM event_log ORDER BY sequence"))[-1]
    return decode(row.type, row.payload)


async def offered(harness: ServiceHarness, on: date) -> list[tuple[str, str]]:
    items = (await harness.http.get("/v1/online-services", params={"on": on.isoformat()})).json()["items"]
    return [(item["id"], item["level"]) for item in items]


async def history(harness: ServiceHarness, id: str) -> list[dict[str, Any]]:
    return list((await harness.http.get(f"/v1/online-services/{id}/history")).json()["items"])


REPEALED = repealed(CODE, MARCH_24, period(BEGIN, MARCH_24))
RESTORED = restored(CODE, MAY_24, period(BEGIN, MARCH_24), period(MAY_24))


@pytest.mark.parametrize("at_once", [False, True])
async def test_a_withdrawn_service_is_restored_from_the_stated_day_with_its_reason(
    registry: ServiceHarness, at_once: bool
) -> None:
    """`at_once`: the repeal and its annulment arrive in one batch."""
    id = await register(registry)
    batches: list[list[Event]] = [[REPEALED, RESTORED]] if at_once else [[REPEALED], [RESTORED]]
    for batch in batches:
        await registry.apply_events(batch)
    event = await last_emitted(registry)
    assert isinstance(event, OnlineServiceRestored)
    assert (spans(event), event.under_review) == ([(JUNE, MARCH_24, "partial"), (MAY_24, None, "partial")], False)
    assert [await offered(registry, day) for day in (date(2024, 2, 29), MARCH_24, MAY_24)] == [
        [(id, "partial")],
        [],
        [(id, "partial")],
    ]
    last = (await history(registry, id))[-1]
    assert (last["action"], last["effective_on"], last["reason"]) == ("restored", "2024-05-01", RESTORED.reason)
    assert last["decision"]["number"] == INSTRUMENT.number
    levels = (await registry.http.get(f"/v1/online-services/{id}")).json()["levels"]
    (current,) = [period for period in levels if period["effective_to"] is None]
    assert current["partial_reason"]["code"] == REASON["code"]


async def test_a_service_without_recorded_former_levels_is_restored_under_review(
    registry: ServiceHarness,
) -> None:
    await register(registry)
    await registry.apply_events([REPEALED])
    await registry.execute("DELETE FROM level_before")
    await registry.apply_events([RESTORED])
    event = await last_emitted(registry)
    assert isinstance(event, OnlineServiceRestored)
    assert (event.under_review, spans(event)[-1]) == (True, (MAY_24, None, "partial"))


async def test_a_level_that_an_annulled_item_had_declared_is_reverted(registry: ServiceHarness) -> None:
    await register(registry)
    await registry.apply_events([declared_online(CODE, MARCH_24, period(BEGIN))])
    await registry.apply_events(
        [annulled(CODE, ItemKind.DECLARE_ONLINE, MARCH_24, period(BEGIN), online_level=OnlineLevel.FULL)]
    )
    event = await last_emitted(registry)
    assert isinstance(event, OnlineServiceLevelChanged)
    assert spans(event) == [(JUNE, None, "partial")]
    assert event.decision is not None
    assert event.decision.number == INSTRUMENT.number


@pytest.mark.parametrize("kind", [ItemKind.AMEND, ItemKind.STANDARDISE, ItemKind.REPLACE])
async def test_an_annulled_amendment_leaves_the_level_that_the_same_decision_declared(
    registry: ServiceHarness, kind: ItemKind
) -> None:
    """The Decision lists the procedure twice, and only one of the two items is annulled."""
    await register(registry)
    both = period(BEGIN, MARCH_24), period(MARCH_24, version=2)
    await registry.apply_events([amended(CODE, MARCH_24, *both), declared_online(CODE, MARCH_24, *both)])
    await registry.apply_events([annulled(CODE, kind, MARCH_24, period(BEGIN))])
    event = await last_emitted(registry)
    assert isinstance(event, OnlineServiceEvent)
    assert (spans(event)[-1], event.under_review) == ((MARCH_24, None, "full"), True)
    await registry.apply_events(
        [annulled(CODE, ItemKind.DECLARE_ONLINE, MARCH_24, period(BEGIN), online_level=OnlineLevel.FULL)]
    )
    assert spans(await last_emitted(registry)) == [(JUNE, None, "partial")]


async def test_an_annulled_amendment_requests_a_review_and_an_annulled_introduction_withdraws_the_service(
    registry: ServiceHarness,
) -> None:
    id = await register(registry)
    await registry.apply_events([amended(CODE, MARCH_24, period(BEGIN, MARCH_24), period(MARCH_24, version=2))])
    reviewed = await registry.http.post(
        f"/v1/online-services/{id}/review", headers=registry.bearer("online_services.review")
    )
    assert reviewed.status_code == 200, reviewed.text
    await registry.apply_events([annulled(CODE, ItemKind.AMEND, MARCH_24, period(BEGIN))])
    event = await last_emitted(registry)
    assert isinstance(event, OnlineServiceReviewRequested)
    assert event.under_review
    await registry.apply_events([annulled(CODE, ItemKind.INTRODUCE, MAY_24, period(BEGIN, MAY_24))])
    event = await last_emitted(registry)
    assert isinstance(event, OnlineServiceWithdrawn)
    assert spans(event) == [(JUNE, MAY_24, "partial")]


async def test_a_corrected_day_moves_the_withdrawal_and_corrected_content_requests_a_review(
    registry: ServiceHarness,
) -> None:
    await register(registry)
    await registry.apply_events([REPEALED, corrected(CODE, ItemKind.REPEAL, MARCH_24, MAY_24, period(BEGIN, MAY_24))])
    event = await last_emitted(registry)
    assert isinstance(event, OnlineServiceRestored)
    assert spans(event) == [(JUNE, MAY_24, "partial")]
    await registry.apply_events(
        [corrected(CODE, ItemKind.INTRODUCE, BEGIN, BEGIN, period(BEGIN, MAY_24, version=2), corrected_parts=("name",))]
    )
    assert isinstance(await last_emitted(registry), OnlineServiceReviewRequested)


async def test_a_corrected_day_of_a_declaration_moves_the_level(registry: ServiceHarness) -> None:
    await register(registry)
    await registry.apply_events([declared_online(CODE, MARCH_24, period(BEGIN))])
    moved = corrected(CODE, ItemKind.DECLARE_ONLINE, MARCH_24, MAY_24, period(BEGIN), online_level=OnlineLevel.FULL)
    await registry.apply_events([moved])
    assert spans(await last_emitted(registry)) == [(JUNE, MAY_24, "partial"), (MAY_24, None, "full")]
    (row,) = await registry.rows("SELECT decision FROM level_period WHERE level = 'full'")
    assert row.decision["id"] == DECISION.id


async def test_the_projection_contains_the_periods_of_a_restored_procedure(registry: ServiceHarness) -> None:
    await registry.apply_events([REPEALED, RESTORED])
    rows = await registry.rows(
        "SELECT effective_from, effective_to FROM projected.procedure_period ORDER BY effective_from"
    )
    assert [tuple(row) for row in rows] == [(BEGIN, MARCH_24), (MAY_24, None)]
