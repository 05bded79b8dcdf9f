"""What agencies have to enter: the last period that has ended, unless it is entered and not sent back."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from reporting.cli.due_command import reminders
from tests.support.entry_requests import OTHER_AGENCY, EntryHarness, entry_harness, type_of
from tests.support.postgres import Postgres

WEEKLY = {"code": "weekly", "period_kind": "week", "targets": []}
MONTHLY = {
    "code": "monthly",
    "period_kind": "month",
    "dimension": "commune",
    "agencies": [OTHER_AGENCY],
    "targets": [{"place": place, "period": "2026-12", "amount": "1"} for place in ("00691", "00694")],
}


@pytest.fixture
async def entries(postgres: Postgres, tmp_path: Path) -> AsyncIterator[EntryHarness]:
    async with entry_harness(postgres, tmp_path) as harness:
        await harness.define(**WEEKLY)
        await harness.define(**MONTHLY)
        yield harness


async def due(entries: EntryHarness, **params: str) -> list[tuple[str, str, str]]:
    items = (await entries.get("/v1/due-values", **params))["items"]
    return [(item["indicator"], item["place"], item["period"]) for item in items]


async def test_the_last_period_that_ended_is_due_for_each_place(entries: EntryHarness) -> None:
    assert await due(entries) == [
        ("monthly", "00691", "2026-10"),
        ("monthly", "00694", "2026-10"),
        ("weekly", "", "2026-W47"),
    ]
    assert await due(entries, agency="H60.01") == [("weekly", "", "2026-W47")]
    assert await due(entries, kind="month", on="2027-01-01") == [
        ("monthly", "00691", "2026-12"),
        ("monthly", "00694", "2026-12"),
    ]
    assert await due(entries, kind="week", on="2027-01-03") == [("weekly", "", "2026-W52")]
    assert await due(entries, kind="week", on="2027-01-04") == [("weekly", "", "2026-W53")]


async def test_what_is_entered_is_no_longer_due_until_it_is_sent_back(entries: EntryHarness) -> None:
    value = await entries.enter("1", indicator="weekly", period="2026-W47")
    assert await due(entries, kind="week") == []
    await entries.decide("send-back", value)
    assert await due(entries, kind="week") == [("weekly", "", "2026-W47")]
    corrected = await entries.enter("2", indicator="weekly", period="2026-W47", replaces=value["id"])
    assert await due(entries, kind="week") == []
    await entries.approve(corrected)
    assert await due(entries, kind="week") == []


async def test_the_command_prints_what_is_due(entries: EntryHarness, capsys: pytest.CaptureFixture[str]) -> None:
    assert await reminders(entries.service.runtime, ["--every", "week"]) == 0
    assert capsys.readouterr().out == "H60.01: weekly for 2026-W47\n"
    assert await reminders(entries.service.runtime, ["--every", "month", "--agency", OTHER_AGENCY, "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["place"], line["period"]) for line in lines] == [("00691", "2026-10"), ("00694", "2026-10")]
    with pytest.raises(SystemExit):
        await reminders(entries.service.runtime, ["--every", "hour"])
    with pytest.raises(SystemExit):
        await reminders(entries.service.runtime, ["--on", "0001-01-01"])


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
async def test_around_some_days_there_are_no_periods(entries: EntryHarness, day: str) -> None:
    headers = entries.service.bearer("reports.read")
    response = await entries.service.http.get("/v1/due-values", params={"on": day}, headers=headers)
    assert type_of(response) == (422, "malformed-request")
    assert (await due(entries, kind="year", on="1900-01-01")) == []
