"""How the registry follows changes of the law: projection and reaction run in one transaction, as in the consumer."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event as sql_event

from common.consumer.applying import apply
from common.consumer.sql_tables import SqlTables
from common.contracts.event import Event
from common.contracts.online_services import (
    OnlineServiceEvent,
    OnlineServiceLevelChanged,
    OnlineServiceRegistered,
    OnlineServiceReviewRequested,
    OnlineServiceWithdrawn,
)
from common.contracts.parts import OnlineLevel
from common.service.unit_of_work import UnitOfWork
from tests.support.law_events import DECISION, amended, declared_online, introduced, period, repealed, replaced
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness, service_harness

BEGIN, JUNE, MARCH_24 = date(2023, 2, 1), date(2023, 6, 1), date(2024, 3, 1)
REASON = {"code": "must_be_present", "legal_basis": "Luật Hộ tịch 2014, Điều 15"}


@pytest.fixture
async def registry(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "online_services", tmp_path) as harness:
        yield harness


async def register(harness: ServiceHarness, *codes: str, level: str = "partial") -> Any:
    reason = REASON if level == "partial" else None
    lines = [
        {"procedure_code": code, "level": level, "partial_reason": reason, "effective_on": "2023-06-01"}
        for code in codes
    ]
    return await harness.http.post(
        "/v1/online-services", json={"services": lines}, headers=harness.bearer("online_services.register")
    )


def events_about(events: list[Event], code: str) -> list[OnlineServiceEvent]:
    return [event for event in events if isinstance(event, OnlineServiceEvent) and event.procedure_code == code]


def spans(event: OnlineServiceEvent) -> list[tuple[date, date | None, str]]:
    return [(period.effective_from, period.effective_to, str(period.level)) for period in event.levels]


async def test_a_repeal_withdraws_the_service_from_its_effective_day_and_names_the_decision(
    registry: ServiceHarness,
) -> None:
    await registry.apply_events([introduced("1.000101", period(BEGIN))])
    await register(registry, "1.000101")
    await registry.apply_events([repealed("1.000101", MARCH_24, period(BEGIN, MARCH_24))])
    _, withdrawn = events_about(await registry.emitted_events(), "1.000101")
    assert isinstance(withdrawn, OnlineServiceWithdrawn)
    assert (withdrawn.effective_on, withdrawn.decision) == (MARCH_24, DECISION)
    assert spans(withdrawn) == [(JUNE, MARCH_24, "partial")]
    assert (await registry.http.get("/v1/online-services", params={"on": "2024-03-01"})).json()["items"] == []


async def test_a_replacement_by_another_code_withdraws_and_one_by_a_new_version_requests_a_review(
    registry: ServiceHarness,
) -> None:
    await registry.apply_events([introduced("1.000101", period(BEGIN)), introduced("1.000102", period(BEGIN))])
    await register(registry, "1.000101", "1.000102")
    await registry.apply_events(
        [
            replaced("1.000101", MARCH_24, period(BEGIN, MARCH_24), by="1.000901"),
            replaced("1.000102", MARCH_24, period(BEGIN, MARCH_24), period(MARCH_24, version=2)),
        ]
    )
    events = await registry.emitted_events()
    assert isinstance(events_about(events, "1.000101")[-1], OnlineServiceWithdrawn)
    review = events_about(events, "1.000102")[-1]
    assert isinstance(review, OnlineServiceReviewRequested)
    assert review.under_review
    assert spans(review) == [(JUNE, None, "partial")]


async def test_a_declaration_raises_a_registered_service_and_registers_a_missing_one(registry: ServiceHarness) -> None:
    await registry.apply_events([introduced("1.000101", period(BEGIN)), introduced("1.000102", period(BEGIN))])
    await register(registry, "1.000101")
    await registry.apply_events([declared_online(code, MARCH_24, period(BEGIN)) for code in ("1.000101", "1.000102")])
    events = await registry.emitted_events()
    raised, new = events_about(events, "1.000101")[-1], events_about(events, "1.000102")[-1]
    assert isinstance(raised, OnlineServiceLevelChanged)
    assert spans(raised) == [(JUNE, MARCH_24, "partial"), (MARCH_24, None, "full")]
    assert isinstance(new, OnlineServiceRegistered)
    assert (spans(new), new.decision, new.agency.code) == ([(MARCH_24, None, "full")], DECISION, "H60.01")


async def test_a_declaration_that_arrives_twice_in_a_batch_registers_once(registry: ServiceHarness) -> None:
    declaration = declared_online("1.000101", MARCH_24, period(BEGIN))
    await registry.apply_events([introduced("1.000101", period(BEGIN)), declaration, declaration])
    assert len(await registry.emitted_events()) == 1


async def test_a_partial_declaration_without_a_reason_waits_for_an_officer(registry: ServiceHarness) -> None:
    partial = declared_online("1.000101", MARCH_24, period(BEGIN), online_level=OnlineLevel.PARTIAL)
    await registry.apply_events([introduced("1.000101", period(BEGIN)), partial])
    (event,) = events_about(await registry.emitted_events(), "1.000101")
    assert event.under_review


async def test_a_procedure_that_was_repealed_and_introduced_again_gets_a_second_service(
    registry: ServiceHarness,
) -> None:
    again = date(2025, 1, 1)
    await registry.apply_events([introduced("1.000101", period(BEGIN))])
    await register(registry, "1.000101")
    await registry.apply_events([repealed("1.000101", MARCH_24, period(BEGIN, MARCH_24))])
    await registry.apply_events([introduced("1.000101", period(BEGIN, MARCH_24), period(again, version=2))])
    lines = [{"procedure_code": "1.000101", "level": "full", "effective_on": "2025-02-01"}]
    response = await registry.http.post(
        "/v1/online-services", json={"services": lines}, headers=registry.bearer("online_services.register")
    )
    assert response.status_code == 201
    for day, level in (("2024-02-29", ["partial"]), ("2024-12-31", []), ("2025-02-01", ["full"])):
        items = (await registry.http.get("/v1/online-services", params={"on": day})).json()["items"]
        assert [item["level"] for item in items] == level
    assert len({event.service_id for event in events_about(await registry.emitted_events(), "1.000101")}) == 2


async def test_a_second_repeal_with_an_earlier_day_brings_the_withdrawal_forward(registry: ServiceHarness) -> None:
    later, earlier = date(2027, 1, 1), date(2026, 12, 1)
    await registry.apply_events([introduced("1.000101", period(BEGIN))])
    await register(registry, "1.000101")
    await registry.apply_events([repealed("1.000101", later, period(BEGIN, later))])
    await registry.apply_events([repealed("1.000101", earlier, period(BEGIN, earlier))])
    assert [spans(event)[-1][1] for event in events_about(await registry.emitted_events(), "1.000101")] == [
        None,
        later,
        earlier,
    ]


async def test_the_projection_contains_exactly_the_periods_of_the_last_event(registry: ServiceHarness) -> None:
    await registry.apply_events(
        [introduced("1.000101", period(BEGIN)), repealed("1.000101", MARCH_24, period(BEGIN, MARCH_24))]
    )
    rows = await registry.rows(
        "SELECT effective_from, effective_to, levels, agency_code FROM projected.procedure_period"
    )
    assert [tuple(row) for row in rows] == [(BEGIN, MARCH_24, "commune", "H60.01")]
    await registry.apply_events([repealed("1.000101", BEGIN)])
    assert await registry.rows("SELECT * FROM projected.procedure_period") == []


@pytest.mark.parametrize("has_row", [False, True])
async def test_a_simultaneous_registration_and_repeal_leave_no_service_of_a_repealed_procedure(
    registry: ServiceHarness, has_row: bool
) -> None:
    """The repeal is applied but not yet committed; the registration must wait for it and then be refused."""
    await registry.apply_events([introduced("1.000101", period(BEGIN))])
    if has_row:
        await registry.apply_events([amended("1.000101", BEGIN, period(BEGIN, version=2))])
    (subscription,) = registry.runtime.service.subscriptions
    async with registry.runtime.engine.connect() as connection:
        work = UnitOfWork(connection, registry.clock, registry.runtime.log)
        await apply(subscription, [repealed("1.000101", JUNE, period(BEGIN, JUNE))], SqlTables(connection), work)
        registration = asyncio.create_task(register(registry, "1.000101"))
        await asyncio.sleep(0.3)
        assert not registration.done()
        await connection.commit()
    response = await registration
    assert (response.status_code, response.json()["type"]) == (409, "urn:congbo:problem:procedure-not-in-force")


async def test_a_decision_of_two_thousand_mixed_items_takes_fewer_than_twenty_statements(
    registry: ServiceHarness,
) -> None:
    codes = [f"1.{number:06d}" for number in range(2_000)]
    await registry.apply_events([introduced(code, period(BEGIN)) for code in codes])
    assert (await register(registry, *codes[:1_500])).status_code == 201
    make_event = (
        lambda code: repealed(code, MARCH_24, period(BEGIN, MARCH_24)),
        lambda code: amended(code, MARCH_24, period(BEGIN, MARCH_24), period(MARCH_24, version=2)),
        lambda code: declared_online(code, MARCH_24, period(BEGIN)),
    )
    statements: list[str] = []
    sql_event.listen(
        registry.runtime.engine.sync_engine,
        "before_cursor_execute",
        lambda connection, cursor, statement, *context: statements.append(statement),
    )
    await registry.apply_events([make_event[number % 3](code) for number, code in enumerate(codes)])
    assert len(statements) < 20, statements
    events = await registry.emitted_events()
    assert len(events) - 1_500 == 1_500 + sum(1 for number in range(1_500, 2_000) if number % 3 == 2)
    ((withdrawn,),) = await registry.rows("SELECT count(*) FROM online_service WHERE offered_to = '2024-03-01'")
    assert withdrawn == 500
