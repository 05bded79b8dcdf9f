"""The projections of reporting, applied in memory."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Table

from common.consumer.applying import EncodedEvents, fold_encoded
from common.consumer.memory_tables import MemoryTables
from common.contracts.event import Event
from common.contracts.online_services import OnlineServiceLevelChanged, OnlineServiceWithdrawn
from common.contracts.parts import Level, PopulationField
from reporting.app import service as reporting
from reporting.read_models.shared.reported_level import reported_level
from reporting.tables import (
    approved_process,
    decision_item,
    decision_topic,
    lookup_count,
    lookup_field_count,
    online_level,
    publication,
)
from tests.support.encoded_events import encoded
from tests.support.foreign_events import annulled, completed_lookup, decision, refused_lookup, service, shown

DAY = date(2023, 5, 4)


async def folded(events: Sequence[Event], source: str = "procedures", batch: int = 1_000) -> MemoryTables:
    (subscription,) = (subscription for subscription in reporting.subscriptions if subscription.source == source)
    tables = MemoryTables()
    for start in range(0, len(events), batch):
        await fold_encoded(subscription.projections, EncodedEvents.of(encoded(events[start : start + batch])), tables)
    return tables


def rows(tables: MemoryTables, table: Table) -> list[dict[str, Any]]:
    return [
        dict(zip((column.name for column in table.columns), record, strict=True)) for record in tables.records(table)
    ]


async def test_a_replacement_by_another_code_is_one_item_although_it_has_two_events() -> None:
    events = decision(7, DAY, ("replace", "1.000001", "1.000002"), ("replace", "1.000003"))
    stored = rows(await folded(events), decision_item)
    assert len(events) == 4
    assert [(row["procedure_code"], row["successor_code"], row["kind"]) for row in stored] == [
        ("1.000001", "1.000002", "replace"),
        ("1.000003", None, "replace"),
    ]


@pytest.mark.parametrize("batch", [1, 2, 3, 7])
async def test_the_boundaries_of_batches_do_not_matter(batch: int) -> None:
    events = [
        *decision(7, DAY, ("introduce", "1.000001"), ("replace", "1.000002", "1.000003"), processes=[True, False]),
        *decision(8, DAY, ("amend", "1.000001"), topics=["household_book"]),
    ]
    in_one_batch, in_batches = await folded(events), await folded(events, batch=batch)
    assert in_batches.rows == in_one_batch.rows


async def test_the_same_events_again_change_nothing() -> None:
    events = [
        *decision(7, DAY, ("replace", "1.000002", "1.000003"), topics=["household_book"], processes=[True]),
        *decision(8, DAY, ("repeal", "1.000003")),
    ]
    assert (await folded([*events, *events])).rows == (await folded(events)).rows


async def test_one_number_in_two_decisions_names_two_items() -> None:
    stored = rows(
        await folded([*decision(7, DAY, ("amend", "1.000001")), *decision(8, DAY, ("amend", "1.000001"))]),
        decision_item,
    )
    assert len({row["decision_id"] for row in stored}) == len(stored) == 2


async def test_processes_are_kept_by_decision_and_code() -> None:
    stored = rows(await folded(decision(7, DAY, processes=[True, False, False])), approved_process)
    assert sorted((row["process_code"], row["inter_agency"]) for row in stored) == [
        ("QT.7.1", True),
        ("QT.7.2", False),
        ("QT.7.3", False),
    ]


async def test_a_topic_that_is_named_twice_is_kept_once() -> None:
    stored = rows(await folded(decision(7, DAY, ("amend", "1.000001"), topics=["b", "a", "b"])), decision_topic)
    assert [row["topic"] for row in stored] == ["a", "b"]


@pytest.mark.parametrize(
    ("levels", "counted"),
    [
        ([Level.COMMUNE, Level.PROVINCE], "province"),
        ([Level.DISTRICT, Level.COMMUNE], "district"),
        ([Level.MINISTRY, Level.OTHER], "ministry"),
        ([], "other"),
    ],
)
def test_a_procedure_of_several_levels_is_counted_under_the_highest(levels: list[Level], counted: str) -> None:
    assert reported_level(tuple(levels)) == counted


async def test_the_last_event_of_a_service_wins_and_a_withdrawn_one_leaves_nothing() -> None:
    events = [
        service("one", ("partial", "2023-01-01", None)),
        service("two", ("full", "2023-01-01", None)),
        service(
            "one", ("partial", "2023-01-01", "2024-02-01"), ("full", "2024-02-01", None), type=OnlineServiceLevelChanged
        ),
        service("two", type=OnlineServiceWithdrawn),
    ]
    stored = rows(await folded(events, "online_services"), online_level)
    assert [(row["service_id"], row["level"], row["effective_to"]) for row in stored] == [
        ("one", "partial", date(2024, 2, 1)),
        ("one", "full", None),
    ]


async def test_lookups_are_counted_on_the_local_day_with_their_outcomes() -> None:
    new_year = datetime(2023, 12, 31, 17, 0, tzinfo=UTC)
    events = [
        completed_lookup("a", new_year),
        completed_lookup("b", new_year, matched=False),
        completed_lookup("c", new_year),
        refused_lookup("d", datetime(2023, 12, 31, 16, 59, tzinfo=UTC)),
    ]
    stored = rows(await folded(events, "population_lookup"), lookup_count)
    assert [(row["day"], row["recorded_on"], row["outcome"], row["lookups"]) for row in stored] == [
        (date(2024, 1, 1), date(2024, 1, 1), "matched", 2),
        (date(2024, 1, 1), date(2024, 1, 1), "not_matched", 1),
        (date(2023, 12, 31), date(2023, 12, 31), "procedure-not-in-force", 1),
    ]


async def test_a_lookup_counts_in_each_field_that_it_disclosed() -> None:
    noon, name, sex = datetime(2023, 6, 1, 5, tzinfo=UTC), PopulationField.FULL_NAME, PopulationField.SEX
    events = [
        completed_lookup("a", noon, fields=(name, sex)),
        completed_lookup("b", noon, fields=(name,)),
        completed_lookup("c", noon, matched=False),
        refused_lookup("d", noon),
    ]
    stored = rows(await folded(events, "population_lookup", batch=1), lookup_field_count)
    assert [(row["day"], row["agency_code"], row["field"], row["lookups"]) for row in stored] == [
        (date(2023, 6, 1), "H60.02", "full_name", 2),
        (date(2023, 6, 1), "H60.02", "sex", 1),
    ]


@pytest.mark.parametrize(
    ("on", "due_on", "timeliness"),
    [
        (date(2023, 5, 8), date(2023, 5, 8), "on_time"),
        (date(2023, 5, 9), date(2023, 5, 8), "late"),
        (date(2023, 5, 9), None, "without_deadline"),
    ],
)
async def test_a_publication_is_on_time_until_the_end_of_its_last_day(
    on: date, due_on: date | None, timeliness: str
) -> None:
    events = decision(7, DAY, ("introduce", "1.000001"))
    (row,) = rows(await folded([*events, shown(events, on, due_on)]), publication)
    assert (row["channel"], row["instrument_id"], row["timeliness"]) == ("national_database", "", timeliness)


async def test_a_rectification_is_shown_beside_its_decision() -> None:
    events = decision(7, DAY, ("introduce", "1.000001"))
    annulment = annulled(events, 1)
    stored = rows(await folded([*events, shown(events, DAY), annulment, shown(events, DAY, by=annulment)]), publication)
    assert [row["instrument_id"] for row in stored] == ["", annulment.instrument.id]
