"""Records through the HTTP API, and their counts."""

from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from reporting.records.api.examples import TASK, VERSION
from tests.support.entry_requests import OTHER_AGENCY, EntryHarness, entry_harness, type_of
from tests.support.postgres import Postgres

DATA_SERVICE = {
    "kind": "data_service",
    "platform": "ndxp",
    "provider": "Bộ Công an",
    "documentation": "Tài liệu kỹ thuật 1.0",
    "data_structure": "Công dân",
    "health_url": "https://api.example/health",
}
SHARED_DATABASE = {
    "kind": "shared_database",
    "purpose": "Quản lý đất đai",
    "collection": "Từ hồ sơ",
    "items_open": 3,
    "items_by_default": 10,
    "items_on_request": 2,
}
VIDEO_POINT = {"kind": "video_point", "level": "commune", "unit": "Phường Minh Xuân"}


def group(level: str, members: int, estimated: bool = False) -> dict[str, Any]:
    return {"kind": "working_group", "level": level, "unit": "Tổ 1", "members": members, "estimated": estimated}


def record(code: str, attributes: Mapping[str, Any], **parts: Any) -> dict[str, Any]:
    return {"code": code, "name": code, "valid_from": "2023-01-01", "attributes": attributes, **parts}


ALL_KINDS = [
    record("one", DATA_SERVICE),
    record("two", {**DATA_SERVICE, "platform": "vdxp", "health_url": None}),
    record("one", SHARED_DATABASE),
    record("two", SHARED_DATABASE),
    record("one", group("district", 13, estimated=True)),
    record("two", group("district", 14)),
    record("three", group("province", 46)),
    record("one", VIDEO_POINT),
    TASK,
    {**TASK, "code": "452-02", "attributes": {**TASK["attributes"], "progress": "done"}},
]


@pytest.fixture
async def entries(postgres: Postgres, tmp_path: Path) -> AsyncIterator[EntryHarness]:
    async with entry_harness(postgres, tmp_path) as harness:
        yield harness


async def enter_approved(entries: EntryHarness, *records: dict[str, Any]) -> None:
    response = await entries.enter_records(*records)
    assert response.status_code == 201, response.text
    keys = [(entry["kind"], entry["code"], 1) for entry in response.json()["items"]]
    response = await entries.decide_records("approve", *keys)
    assert response.status_code == 200, response.text


async def enter_version(entries: EntryHarness, tag: str | None = '"1"', **parts: Any) -> Any:
    headers = {} if tag is None else {"If-Match": tag}
    agency = parts.pop("agency", "H60.01")
    return await entries.post(
        "/v1/records/task/452-01/versions", {**VERSION, **parts}, "values.enter", headers=headers, agency=agency
    )


async def test_records_of_every_kind_are_counted_with_their_parts(entries: EntryHarness) -> None:
    response = await entries.enter_records(*ALL_KINDS)
    assert [entry["state"] for entry in response.json()["items"]] == ["submitted"] * len(ALL_KINDS)
    assert all(counted["count"] == 0 for counted in (await entries.counts()).values())
    keys = [(entry["kind"], entry["code"], 1) for entry in response.json()["items"]]
    assert (await entries.decide_records("approve", *keys)).status_code == 200
    counts = await entries.counts()
    parts = {kind: {part["part"]: part["count"] for part in counted["parts"]} for kind, counted in counts.items()}
    assert parts == {
        "data_service": {"ndxp": 1, "vdxp": 1},
        "shared_database": {None: 2},
        "working_group": {"district": 2, "province": 1},
        "task": {"done": 1, "running": 1},
        "video_point": {"commune": 1},
    }
    assert counts["working_group"]["sums"] == {"members": 73}
    assert counts["working_group"]["estimated"]
    assert counts["shared_database"]["sums"] == {"items_open": 6, "items_by_default": 20, "items_on_request": 4}
    assert all(counted["count"] == sum(part["count"] for part in counted["parts"]) for counted in counts.values())


async def test_a_later_version_holds_from_its_day_on(entries: EntryHarness) -> None:
    await enter_approved(entries, TASK)
    assert (await enter_version(entries)).status_code == 201
    assert (await entries.counts(on="2023-12-01"))["task"]["parts"][0]["part"] == "running"
    assert (await entries.decide_records("approve", ("task", "452-01", 2))).status_code == 200
    progress = {
        day: [part["part"] for part in (await entries.counts(on=day))["task"]["parts"]]
        for day in ("2022-12-31", "2023-01-01", "2023-11-14", "2023-11-15", "2026-01-01")
    }
    assert progress == {
        "2022-12-31": [],
        "2023-01-01": ["running"],
        "2023-11-14": ["running"],
        "2023-11-15": ["done"],
        "2026-01-01": ["done"],
    }


async def test_a_record_counts_until_its_last_version_ends(entries: EntryHarness) -> None:
    await enter_approved(entries, {**TASK, "valid_to": "2023-07-01"})
    counts = [(await entries.counts(on=day))["task"]["count"] for day in ("2023-06-30", "2023-07-01")]
    assert counts == [1, 0]


async def test_counts_are_those_that_were_known_at_a_moment(entries: EntryHarness) -> None:
    await enter_approved(entries, TASK)
    then = entries.service.clock.moment
    entries.service.clock.moment += timedelta(hours=1)
    await enter_version(entries)
    await entries.decide_records("approve", ("task", "452-01", 2))
    now = (await entries.counts())["task"]["parts"]
    known = (await entries.counts(known_on=then.isoformat()))["task"]["parts"]
    assert ([part["part"] for part in now], [part["part"] for part in known]) == (["done"], ["running"])
    earlier = (then - timedelta(seconds=1)).isoformat()
    assert (await entries.counts(known_on=earlier))["task"]["count"] == 0


async def test_a_version_that_is_sent_back_leaves_what_was_approved(entries: EntryHarness) -> None:
    await enter_approved(entries, TASK)
    await enter_version(entries)
    assert (await entries.decide_records("send-back", ("task", "452-01", 2))).status_code == 200
    assert (await entries.counts())["task"]["parts"][0]["part"] == "running"
    listed = (await entries.get("/v1/records", kind="task", state="sent_back"))["items"]
    assert [(version["code"], version["version"]) for version in listed] == [("452-01", 2)]


async def test_a_later_version_names_the_one_that_was_read(entries: EntryHarness) -> None:
    await enter_approved(entries, TASK)
    assert type_of(await enter_version(entries, None)) == (428, "record-revision-missing")
    assert (await enter_version(entries)).headers["ETag"] == '"2"'
    assert type_of(await enter_version(entries)) == (412, "revision-mismatch")
    response = await entries.service.http.get("/v1/records/task/452-01", headers=entries.service.bearer("reports.read"))
    assert response.headers["ETag"] == '"2"'
    assert [version["version"] for version in response.json()["versions"]] == [1, 2]


async def test_only_the_version_that_was_read_and_is_the_last_is_decided(entries: EntryHarness) -> None:
    await enter_approved(entries, TASK)
    await enter_version(entries)
    response = await entries.decide_records("approve", ("task", "452-01", 1))
    assert type_of(response) == (412, "record-changed")
    assert response.json()["last"] == 2
    for version in (("task", "452-01", 3), ("task", "none", 1), ("data_service", "452-01", 1)):
        assert type_of(await entries.decide_records("approve", version)) == (404, "record-not-found")
    own = await entries.decide_records("approve", ("task", "452-01", 2), subject="officer-1")
    assert type_of(own) == (409, "own-entry")
    assert (await entries.decide_records("approve", ("task", "452-01", 2))).status_code == 200
    again = await entries.decide_records("send-back", ("task", "452-01", 2))
    assert type_of(again) == (409, "entry-decided-already")


async def test_records_are_entered_all_or_none(entries: EntryHarness) -> None:
    await enter_approved(entries, TASK)
    assert type_of(await entries.enter_records(record("new", VIDEO_POINT), TASK)) == (409, "record-entered-already")
    twice = await entries.enter_records(record("new", VIDEO_POINT), record("new", VIDEO_POINT))
    assert type_of(twice) == (409, "record-entered-already")
    reversed_days = record("new", VIDEO_POINT, valid_to="2023-01-01")
    assert type_of(await entries.enter_records(reversed_days)) == (422, "record-invalid")
    assert (await entries.get("/v1/records", kind="video_point"))["items"] == []


async def test_an_agency_enters_its_own_records(entries: EntryHarness) -> None:
    await enter_approved(entries, TASK)
    assert type_of(await enter_version(entries, agency=OTHER_AGENCY)) == (403, "record-of-another-agency")
    response = await enter_version(entries, attributes=VIDEO_POINT)
    assert type_of(response) == (422, "record-invalid")
    assert response.json()["field"] == "attributes/kind"


@pytest.mark.parametrize(
    "attributes",
    [
        {"kind": "office", "unit": "1"},
        {**VIDEO_POINT, "members": 3},
        {**group("province", 0)},
        {**group("hamlet", 3)},
        {**SHARED_DATABASE, "items_open": -1},
        {**TASK["attributes"], "progress": "almost"},
        {**DATA_SERVICE, "health_url": "file:///etc/passwd"},
        {**DATA_SERVICE, "health_url": "http://user:secret@api.example/"},
        {**DATA_SERVICE, "health_url": "http://api.example:99999/"},
    ],
)
async def test_attributes_are_those_of_the_kind(entries: EntryHarness, attributes: dict[str, Any]) -> None:
    response = await entries.enter_records(record("new", attributes))
    assert type_of(response) == (422, "malformed-request")


async def test_records_are_listed_page_by_page(entries: EntryHarness) -> None:
    await enter_approved(entries, *ALL_KINDS)
    first = await entries.get("/v1/records", limit=6)
    rest = await entries.get("/v1/records", limit=6, after=first["next"])
    keys = [(entry["kind"], entry["code"]) for entry in first["items"] + rest["items"]]
    assert (len(keys), rest["next"]) == (len(ALL_KINDS), None)
    assert keys == sorted(keys)
    assert (await entries.get("/v1/records", agency=OTHER_AGENCY))["items"] == []
