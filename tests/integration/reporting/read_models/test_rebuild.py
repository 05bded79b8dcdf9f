"""The read models are nothing but what was heard: kept events rebuild them, and no other word is needed."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from common.consumer.applying import fold
from common.consumer.memory_tables import MemoryTables
from common.consumer.rebuild import projected_tables, rebuild
from common.consumer.verify import verify_projections
from common.contracts.event import Event
from common.contracts.online_services import OnlineServiceWithdrawn
from tests.support.direct_consumer import Scribe
from tests.support.foreign_events import annulled, answered, corrected, decision, refused, service
from tests.support.postgres import Postgres
from tests.support.service_harness import Room, room

NOON = datetime(2023, 6, 1, 5, tzinfo=UTC)
REPLACING = decision(2, date(2023, 3, 1), ("replace", "1.000001", "1.000003"), ("repeal", "1.000002"), processes=[True, False])
HEARD: dict[str, list[Event]] = {
    "procedures": [
        *decision(1, date(2022, 2, 1), ("introduce", "1.000001"), ("introduce", "1.000002"), topics=["opening_catalogue"]),
        *REPLACING,
        *decision(3, date(2023, 4, 1), ("amend", "1.000003"), topics=["household_book", "essential_services"], of="H60.03"),
        annulled(REPLACING, 2),
        annulled(REPLACING, 1, whole=True),
        corrected(REPLACING, 1),
    ],
    "online_services": [
        service("one", ("partial", "2022-06-01", None)),
        service("two", ("full", "2022-06-01", None)),
        service("one", ("partial", "2022-06-01", "2023-03-01"), told=OnlineServiceWithdrawn),
    ],
    "population_lookup": [answered("a", NOON), refused("b", NOON), answered("c", NOON, matched=False)],
}


@pytest.fixture
async def office(postgres: Postgres, tmp_path: Path) -> AsyncIterator[Room]:
    async with room(postgres, "reporting", tmp_path) as made:
        yield made


async def hear_all(at: Room, batch: int = 1_000) -> None:
    for source, events in HEARD.items():
        await Scribe(source).tell(at, *events, batch=batch)


async def read_models(at: Room) -> dict[str, set[tuple[Any, ...]]]:
    columns = {table.name: ", ".join(column.name for column in table.columns) for table in projected_tables(at.runtime)}
    return {
        name: {tuple(row) for row in await at.rows(f"SELECT {named} FROM projected.{name}")} for name, named in columns.items()
    }


async def in_memory(at: Room, heard: dict[str, Sequence[Event]]) -> dict[str, set[tuple[Any, ...]]]:
    tables = MemoryTables()
    for listening in at.runtime.service.listens:
        await fold(listening.projections, heard[listening.source], tables)
    return {table.name: set(tables.records(table)) for table in projected_tables(at.runtime)}


async def report(at: Room) -> bytes:
    answer = await at.http.get("/v1/reports/annual?year=2023", headers=at.bearer("reports.read"))
    assert answer.status_code == 200
    return answer.content


@pytest.mark.parametrize("batch", [1, 2, 1_000])
async def test_the_database_and_the_memory_fold_alike(office: Room, batch: int) -> None:
    await hear_all(office, batch)
    live = await read_models(office)
    assert live == await in_memory(office, dict(HEARD))
    assert all(live.values())


async def test_the_same_events_folded_again_over_the_live_tables_change_nothing(office: Room) -> None:
    await hear_all(office)
    before = await read_models(office)
    for source, events in HEARD.items():
        await office.hear(events, source)
    assert await read_models(office) == before


async def test_a_rebuild_from_kept_events_equals_the_live_tables(office: Room) -> None:
    await hear_all(office)
    before, told = await read_models(office), await report(office)
    await rebuild(office.runtime, lambda _: None)
    assert await read_models(office) == before
    assert await report(office) == told
    await Scribe("population_lookup").tell(office)  # nothing more to tell: the position still fits
    assert all([finding.sound async for finding in verify_projections(office.runtime)])


@pytest.mark.parametrize(
    "spoil",
    [
        "DELETE FROM projected.decision_item WHERE kind = 'repeal'",
        "UPDATE projected.online_level SET effective_to = NULL",
        "INSERT INTO projected.lookup VALUES ('z', '2023-01-01', 'H60.01', '1.000001', 'matched')",
        "UPDATE projected.decision SET signed_on = '2022-12-31' WHERE number = '2/QĐ-UBND'",
    ],
)
async def test_a_spoiled_read_model_is_found_by_verify_and_mended_by_rebuild(office: Room, spoil: str) -> None:
    await hear_all(office)
    told = await report(office)
    await office.execute(spoil)
    assert await report(office) != told
    assert not all([finding.sound async for finding in verify_projections(office.runtime)])
    await rebuild(office.runtime, lambda _: None)
    assert await report(office) == told
    assert all([finding.sound async for finding in verify_projections(office.runtime)])


async def test_live_events_go_on_after_a_rebuild(office: Room) -> None:
    scribe = Scribe("procedures")
    await scribe.tell(office, *HEARD["procedures"])
    await rebuild(office.runtime, lambda _: None)
    await scribe.tell(office, *decision(9, date(2023, 9, 1), ("repeal", "1.000003")))
    assert await read_models(office) == await in_memory(
        office,
        {
            **dict.fromkeys(HEARD, ()),
            "procedures": [*HEARD["procedures"], *decision(9, date(2023, 9, 1), ("repeal", "1.000003"))],
        },
    )
