"""Publications by channel and timeliness, from the events of `procedures`."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.support.direct_consumer import EventWriter
from tests.support.entry_requests import EntryHarness, entry_harness
from tests.support.foreign_events import decision, shown
from tests.support.postgres import Postgres

DUE = date(2026, 11, 9)


@pytest.fixture
async def entries(postgres: Postgres, tmp_path: Path) -> AsyncIterator[EntryHarness]:
    """A Decision that three channels have shown: the national database in time, the portal late, and the gazette, for
    which there is no deadline, in the next year."""
    events = decision(7, date(2026, 11, 2), ("repeal", "1.000001"))
    publications = [
        shown(events, DUE, DUE),
        replace(shown(events, date(2026, 11, 10), DUE), channel="provincial_portal"),
        replace(shown(events, date(2027, 1, 4), None), channel="e_gazette"),
    ]
    async with entry_harness(postgres, tmp_path) as entries:
        await EventWriter("procedures").emit(entries.service, *events, *publications)
        yield entries


async def test_publications_are_counted_by_channel_and_timeliness(entries: EntryHarness) -> None:
    report = await entries.get("/v1/figures/publications", period="2026", by="channel")
    assert report["current"]["value"] == "2"
    assert [(group["key"], group["value"]) for group in report["groups"]] == [
        ("national_database", "1"),
        ("provincial_portal", "1"),
    ]
    for key, value in (("on_time", "1"), ("late", "1"), ("without_deadline", "0")):
        part = await entries.get(f"/v1/figures/publications_{key}", period="2026")
        assert part["current"]["value"] == value
    later = await entries.get("/v1/figures/publications_without_deadline", period="2027", by="channel")
    assert [group["key"] for group in later["groups"]] == ["e_gazette"]


async def test_the_share_in_time_is_of_those_with_a_deadline(entries: EntryHarness) -> None:
    both = await entries.get("/v1/figures/publications_timely_share", period="2026-01-01..2027-12-31")
    assert (both["current"]["numerator"], both["current"]["denominator"]) == ("1", "2")


async def test_evidence_names_the_decision_and_the_channel(entries: EntryHarness) -> None:
    (late,) = (await entries.get("/v1/figures/publications_late/evidence", period="2026-11"))["items"]
    assert (late["kind"], late["document"], late["name"], late["day"]) == (
        "publication",
        "7/QĐ-UBND",
        "provincial_portal",
        "2026-11-10",
    )


async def test_known_on_counts_what_was_recorded_by_then(entries: EntryHarness) -> None:
    for known_on, value in (("2026-11-24T00:00:00Z", "0"), ("2026-11-26T00:00:00Z", "2")):
        report = await entries.get("/v1/figures/publications", period="2026", known_on=known_on)
        assert report["current"]["value"] == value


async def test_analysts_see_each_publication(entries: EntryHarness) -> None:
    rows = await entries.service.rows(
        "SELECT number, instrument_id, channel, shown_on, due_on, timeliness FROM published.publications"
        " ORDER BY channel"
    )
    assert [tuple(row) for row in rows] == [
        ("7/QĐ-UBND", None, "e_gazette", date(2027, 1, 4), None, "without_deadline"),
        ("7/QĐ-UBND", None, "national_database", DUE, DUE, "on_time"),
        ("7/QĐ-UBND", None, "provincial_portal", date(2026, 11, 10), DUE, "late"),
    ]
