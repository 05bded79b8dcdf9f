"""The read models depend on the consumed events only: the kept events rebuild them."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from common.consumer import verify
from common.consumer.applying import EncodedEvents, fold_encoded
from common.consumer.memory_tables import MemoryTables
from common.consumer.rebuild import projected_tables, rebuild, refold
from common.consumer.verify import verify_projections
from common.contracts.event import Event
from common.contracts.online_services import OnlineServiceWithdrawn
from common.contracts.parts import PopulationField
from tests.support.direct_consumer import EventWriter
from tests.support.foreign_events import (
    annulled,
    completed_lookup,
    corrected,
    decision,
    reference,
    refused_lookup,
    result_of_review,
    service,
    shown,
)
from tests.support.law_events import recoded
from tests.support.postgres import Postgres, service_of
from tests.support.reported_dossiers import Life
from tests.support.service_harness import ServiceHarness, service_harness

NOON = datetime(2023, 6, 1, 5, tzinfo=UTC)
REPLACING = decision(
    2, date(2023, 3, 1), ("replace", "1.000001", "1.000003"), ("repeal", "1.000002"), processes=[True, False]
)
LIVES = [
    Life("a", date(2023, 5, 4), date(2023, 5, 4), date(2023, 5, 9), "done", due=date(2023, 5, 8)),
    Life("b", date(2023, 5, 5), date(2023, 5, 6), delivered=True),
    Life("c", date(2023, 5, 6), None, date(2023, 5, 7), "declined"),
]
EVENTS: dict[str, list[Event]] = {
    "procedures": [
        *decision(
            1, date(2022, 2, 1), ("introduce", "1.000001"), ("introduce", "1.000002"), topics=["opening_catalogue"]
        ),
        *REPLACING,
        *decision(
            3, date(2023, 4, 1), ("amend", "1.000003"), topics=["household_book", "essential_services"], of="H60.03"
        ),
        annulled(REPLACING, 2),
        annulled(REPLACING, 1, entire_decision=True),
        corrected(REPLACING, 1),
        shown(REPLACING, date(2023, 3, 8), date(2023, 3, 8)),
        shown(REPLACING, date(2023, 7, 8), by=annulled(REPLACING, 2)),
        result_of_review(1, "1.000001", ("processing_time", "working_day", "3", "10")),
        result_of_review(1, "1.000002", ("procedures", None, "1", "1"), ("papers", None, "-1", "4")),
        result_of_review(2, "1.000001", ("processing_time", "working_day", "4", "10")),
        *decision(4, date(2023, 5, 2), ("introduce", "0.000123.H60")),
        recoded("0.000123.H60", "1.000004", items=[(reference(4, date(2023, 5, 2)).id, 1)]),
    ],
    "online_services": [
        service("one", ("partial", "2022-06-01", None)),
        service("two", ("full", "2022-06-01", None)),
        service("one", ("partial", "2022-06-01", "2023-03-01"), type=OnlineServiceWithdrawn),
        *[event for life in LIVES for event in life.events()],
    ],
    "population_lookup": [
        completed_lookup("a", NOON, fields=(PopulationField.FULL_NAME, PopulationField.SEX)),
        refused_lookup("b", NOON),
        completed_lookup("c", NOON, matched=False),
    ],
}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "reporting", tmp_path) as harness:
        yield harness


RETIRED = {
    table.name
    for subscription in service_of("reporting").subscriptions
    for projection in subscription.projections
    for table in projection.retired
}
COUNTERS = {"lookup_count", "lookup_day_count", "lookup_field_count"}
"""Their folds add, so they are not folded again over what they have written."""


async def apply_all(harness: ServiceHarness, batch: int = 1_000) -> None:
    for source, events in EVENTS.items():
        await EventWriter(source).emit(harness, *events, batch=batch)


async def read_models(harness: ServiceHarness) -> dict[str, set[tuple[Any, ...]]]:
    columns = {
        table.name: ", ".join(column.name for column in table.columns) for table in projected_tables(harness.runtime)
    }
    return {
        name: {tuple(row) for row in await harness.rows(f"SELECT {names} FROM projected.{name}")}
        for name, names in columns.items()
    }


async def in_memory(harness: ServiceHarness, events: dict[str, Sequence[Event]]) -> dict[str, set[tuple[Any, ...]]]:
    tables = MemoryTables()
    for subscription in harness.runtime.service.subscriptions:
        records = EventWriter(subscription.source).write(events[subscription.source])
        await fold_encoded(subscription.projections, EncodedEvents.of(records), tables)
    return {table.name: set(tables.records(table)) for table in projected_tables(harness.runtime)}


async def report(harness: ServiceHarness) -> bytes:
    response = await harness.http.get("/v1/reports/annual?year=2023", headers=harness.bearer("reports.read"))
    assert response.status_code == 200
    return response.content


@pytest.mark.parametrize("batch", [1, 2, 1_000])
async def test_database_and_memory_projections_are_equal(harness: ServiceHarness, batch: int) -> None:
    await apply_all(harness, batch)
    live = await read_models(harness)
    assert live == await in_memory(harness, dict(EVENTS))
    assert {name for name, rows in live.items() if not rows} == RETIRED


async def test_the_same_events_folded_again_over_the_live_tables_change_nothing_but_counters(
    harness: ServiceHarness,
) -> None:
    await apply_all(harness)
    before = await read_models(harness)
    for source, events in EVENTS.items():
        await harness.apply_events(events, source)
    after = await read_models(harness)
    assert {name for name in before if after[name] != before[name]} == COUNTERS


async def test_a_rebuild_from_kept_events_equals_the_live_tables(harness: ServiceHarness) -> None:
    await apply_all(harness)
    before, report_before = await read_models(harness), await report(harness)
    await rebuild(harness.runtime, lambda _: None)
    assert await read_models(harness) == before
    assert await report(harness) == report_before
    await EventWriter("population_lookup").emit(harness)  # no new events: the position is still valid
    assert all([finding.intact async for finding in verify_projections(harness.runtime)])


@pytest.mark.parametrize(
    "corruption",
    [
        "DELETE FROM projected.decision_item WHERE kind = 'repeal'",
        "UPDATE projected.online_level SET effective_to = NULL",
        "UPDATE projected.dossier_day_count SET late = late - 1, on_time = on_time + 1 WHERE late > 0",
        "UPDATE projected.lookup_day_count SET lookups = lookups + 1 WHERE outcome = 'matched'",
        "UPDATE projected.decision SET signed_on = '2022-12-31' WHERE number = '2/QĐ-UBND'",
    ],
)
async def test_a_corrupted_read_model_is_found_by_verify_and_corrected_by_rebuild(
    harness: ServiceHarness, corruption: str
) -> None:
    await apply_all(harness)
    report_before = await report(harness)
    await harness.execute(corruption)
    assert await report(harness) != report_before
    assert not all([finding.intact async for finding in verify_projections(harness.runtime)])
    await rebuild(harness.runtime, lambda _: None)
    assert await report(harness) == report_before
    assert all([finding.intact async for finding in verify_projections(harness.runtime)])


async def test_live_events_continue_after_a_rebuild(harness: ServiceHarness) -> None:
    scribe = EventWriter("procedures")
    await scribe.emit(harness, *EVENTS["procedures"])
    await rebuild(harness.runtime, lambda _: None)
    await scribe.emit(harness, *decision(9, date(2023, 9, 1), ("repeal", "1.000003")))
    assert await read_models(harness) == await in_memory(
        harness,
        {
            **dict.fromkeys(EVENTS, ()),
            "procedures": [*EVENTS["procedures"], *decision(9, date(2023, 9, 1), ("repeal", "1.000003"))],
        },
    )


async def test_a_verification_that_a_rebuild_overtakes_is_not_completed_and_finds_no_difference(
    harness: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    await apply_all(harness)

    async def refold_and_rebuild(*arguments: Any) -> Any:
        folded = await refold(*arguments)
        await rebuild(harness.runtime, lambda _: None)
        return folded

    monkeypatch.setattr(verify, "refold", refold_and_rebuild)
    findings = [finding async for finding in verify_projections(harness.runtime)]
    assert [(finding.intact, finding.completed) for finding in findings] == [(False, False)]
    assert "rebuild" in findings[0].detail
    monkeypatch.setattr(verify, "refold", refold)
    assert all([finding.intact async for finding in verify_projections(harness.runtime)])
