"""One row for each dossier: what its events leave of it."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from msgspec import structs

from common.consumer.applying import EncodedEvents, fold_encoded
from common.consumer.memory_tables import MemoryTables
from common.contracts.dossiers import DossierEvent, DossierFinished
from common.contracts.event import Event
from reporting.app import service as reporting
from reporting.read_models.online_services.dossiers import DossierRow, ReportedTimeliness, row_after, timeliness_of
from reporting.tables import dossier
from tests.support.encoded_events import encoded
from tests.support.reported_dossiers import Life, random_lives

DAY = date(2026, 9, 9)


async def rows_of(events: list[Event] | list[DossierEvent], batch: int = 1_000) -> list[DossierRow]:
    (subscription,) = (each for each in reporting.subscriptions if each.source == "online_services")
    tables = MemoryTables()
    for start in range(0, len(events), batch):
        await fold_encoded(subscription.projections, EncodedEvents.of(encoded(events[start : start + batch])), tables)
    return [DossierRow(*record) for record in tables.records(dossier)]


def test_a_row_has_the_columns_of_its_table() -> None:
    assert DossierRow._fields == tuple(dossier.c.keys())


async def test_the_outcome_is_fixed_and_a_handover_weeks_later_changes_nothing_of_it() -> None:
    life = Life("a", DAY, DAY, DAY, "done", due=DAY, delivered=True)
    (row,) = await rows_of(life.events())
    assert (row.state, row.outcome, row.ended_on, row.timeliness) == (10, "done", DAY, "on_time")


class SettledFee(DossierFinished, frozen=True, kw_only=True):
    """Stands for the event of a settled fee, which has the member."""

    settled_by: str


@pytest.mark.parametrize(("settled_by", "is_online"), [("treasury", True), ("cash", False)])
def test_what_was_paid_online_stays_paid_online(settled_by: str, is_online: bool) -> None:
    _, received, finished = Life("a", DAY, DAY, DAY, "done").events()
    fields = {name: getattr(received, name) for name in received.__struct_fields__}
    paid = row_after(SettledFee(**fields, settled_by=settled_by), row_after(received, None))
    assert paid.paid_online is is_online
    assert row_after(finished, paid).paid_online is is_online


async def test_a_dossier_is_counted_at_the_agency_that_has_it_now() -> None:
    filed, received = Life("a", DAY, DAY).events()
    (row,) = await rows_of([filed, structs.replace(received, deciding_agency="H60.02")])
    assert (row.receiving_agency, row.deciding_agency) == ("H60.17.01", "H60.02")


@pytest.mark.parametrize(
    ("minutes", "due_at", "expected"),
    [
        (0, None, ReportedTimeliness.ON_TIME),
        (-24 * 60, None, ReportedTimeliness.EARLY),
        (15 * 60 - 1, None, ReportedTimeliness.ON_TIME),
        (15 * 60, None, ReportedTimeliness.LATE),
        (0, 0, ReportedTimeliness.ON_TIME),
        (1, 0, ReportedTimeliness.LATE),
        (-24 * 60, 0, ReportedTimeliness.EARLY),
    ],
)
def test_a_result_is_on_time_until_the_end_of_the_day_or_the_moment(
    minutes: int, due_at: int | None, expected: ReportedTimeliness
) -> None:
    appointed = datetime(2026, 9, 9, 2, tzinfo=UTC)
    *_, finished = Life("a", DAY, DAY, DAY, "done", due=DAY).events()
    assert isinstance(finished, DossierFinished)
    event = structs.replace(
        finished,
        occurred_at=appointed + timedelta(minutes=minutes),
        due_at=None if due_at is None else appointed,
    )
    assert timeliness_of(event) is expected


@pytest.mark.parametrize("batch", [1, 3, 1_000])
async def test_the_rows_are_the_same_in_any_batches_and_when_all_is_folded_again(batch: int) -> None:
    lives = random_lives(Random(18), 40, DAY, 60)
    events = [event for life in lives for event in life.events()]
    at_once = await rows_of(events)
    assert len(at_once) == 40
    assert await rows_of(events, batch) == at_once
    assert await rows_of([*events, *events], batch) == at_once
