"""Indicators through the HTTP API: defined once, and anew by whoever has read the last revision."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from reporting.indicators.api.examples import REVISION
from tests.support.entry_requests import EntryHarness, entry_harness, type_of
from tests.support.postgres import Postgres

DEFINE = "indicators.define"
PATH = "/v1/indicators/bts_sites/revisions"


@pytest.fixture
async def entries(postgres: Postgres, tmp_path: Path) -> AsyncIterator[EntryHarness]:
    async with entry_harness(postgres, tmp_path) as harness:
        yield harness


async def test_an_indicator_is_defined_once(entries: EntryHarness) -> None:
    defined = await entries.define()
    assert defined["targets"] == [{"place": "", "period": "2025", "amount": "1400"}]
    assert await entries.get("/v1/indicators/bts_sites") == defined
    response = await entries.post("/v1/indicators", {**REVISION, "code": "bts_sites"}, DEFINE)
    assert type_of(response) == (409, "indicator-defined-already")


async def test_a_later_revision_names_the_one_that_was_read(entries: EntryHarness) -> None:
    await entries.define()
    later = {**REVISION, "name_vi": "Trạm BTS", "targets": []}
    assert type_of(await entries.post(PATH, later, DEFINE)) == (428, "indicator-revision-missing")
    response = await entries.post(PATH, later, DEFINE, headers={"If-Match": '"2"'})
    assert type_of(response) == (412, "revision-mismatch")
    response = await entries.post(PATH, later, DEFINE, headers={"If-Match": '"1"'})
    assert (response.status_code, response.headers["ETag"]) == (201, '"2"')
    assert response.json()["name_vi"] == "Trạm BTS"
    assert (await entries.get("/v1/indicators"))["items"] == [response.json()]
    response = await entries.post("/v1/indicators/none/revisions", later, DEFINE, headers={"If-Match": '"1"'})
    assert type_of(response) == (404, "indicator-not-found")


@pytest.mark.parametrize(
    "part",
    [
        {"kind": "amount"},
        {"period_kind": "month", "targets": []},
        {"dimension": "level", "targets": []},
        {"unit_vi": "trạm"},
    ],
)
async def test_what_values_are_measured_by_never_changes(entries: EntryHarness, part: dict[str, Any]) -> None:
    await entries.define()
    response = await entries.post(PATH, {**REVISION, **part}, DEFINE, headers={"If-Match": '"1"'})
    assert type_of(response) == (409, "indicator-unit-fixed")


@pytest.mark.parametrize(
    ("part", "field"),
    [
        ({"decimals": 2}, "decimals"),
        ({"period_kind": "range"}, "period_kind"),
        ({"dimension": "channel"}, "dimension"),
        ({"valid_to": "2022-01-01"}, "valid_to"),
        ({"agencies": ["H60.01", "H60.01"]}, "agencies"),
        ({"targets": [{"period": "2025-Q1", "amount": "1"}]}, "targets/0/period"),
        ({"targets": [{"period": "2025", "place": "00691", "amount": "1"}]}, "targets/0/place"),
        ({"targets": [{"period": "2025", "amount": "1"}] * 2}, "targets"),
    ],
)
async def test_an_incoherent_definition_is_refused_with_its_field(
    entries: EntryHarness, part: dict[str, Any], field: str
) -> None:
    response = await entries.post("/v1/indicators", {**REVISION, "code": "bts_sites", **part}, DEFINE)
    assert type_of(response) == (422, "indicator-invalid")
    assert response.json()["field"] == field


async def test_a_value_goes_by_the_last_revision(entries: EntryHarness) -> None:
    await entries.define()
    ended = {**REVISION, "valid_to": "2023-01-01", "agencies": ["H60.02"]}
    assert (await entries.post(PATH, ended, DEFINE, headers={"If-Match": '"1"'})).status_code == 201
    assert type_of(await entries.try_to_enter()) == (403, "indicator-of-another-agency")
    assert type_of(await entries.try_to_enter(agency="H60.02")) == (422, "value-invalid")
    value = await entries.try_to_enter(agency="H60.02", period="2022")
    assert (value.status_code, value.json()["indicator_revision"]) == (201, 2)
