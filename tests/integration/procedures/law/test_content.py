"""Requests state the content of a procedure in short or in full; it is stored and returned in one form. An amendment
must name the parts that it changes."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from common.contracts.procedures import ProcedureAmended
from tests.support.postgres import Postgres
from tests.support.procedures_harness import ProceduresHarness, content, item, procedures_harness

A, B = "1.000101", "1.000102"
FULL: dict[str, Any] = {
    "name": "Xác nhận",
    "field_code": "G15-TP110",
    "agency_code": "H60.01",
    "levels": ["province", "commune"],
    "population_fields": ["personal_id", "full_name"],
    "steps": [{"case": None, "steps": ["Nộp", "Nhận"]}, {"case": "Lưu động", "steps": ["Hẹn"]}],
    "channels": [
        {"channel": "direct", "time_limits": [{"amount": 3, "unit": "working_day", "note": None, "fees": []}]},
        {
            "channel": "online",
            "time_limits": [
                {
                    "amount": 0.5,
                    "unit": "working_day",
                    "note": "từ khi đủ hồ sơ",
                    "fees": [{"name": "Lệ phí", "amount": 8000, "currency": "VND"}],
                }
            ],
        },
    ],
    "papers": [
        {
            "case": None,
            "papers": [
                {
                    "code": "GT.01",
                    "name": "Tờ khai",
                    "originals": 1,
                    "copies": 0,
                    "form": {"name": "Mẫu 01", "url": "https://forms.example/01"},
                    "replaced_by_data": None,
                    "replaced_by_result": None,
                }
            ],
        },
        {
            "case": "Lưu động",
            "papers": [
                {
                    "code": None,
                    "name": "Thẻ",
                    "originals": 0,
                    "copies": 1,
                    "form": None,
                    "replaced_by_data": {
                        "database": "population",
                        "fields": ["full_name"],
                        "fallback": "Xuất trình bản giấy",
                    },
                    "replaced_by_result": {"code": "KQ.G07.000122", "procedure_code": "1.000102"},
                }
            ],
        },
    ],
    "results": [{"code": "KQ.G15.000301", "name": "Giấy xác nhận"}],
    "audience": ["Công dân"],
    "conditions": "Không quá 18 tuổi",
    "legal_bases": [
        {
            "number": "60/2014/QH13",
            "title": "Luật Hộ tịch",
            "issued_on": "2014-11-20",
            "effective_on": "2016-01-01",
            "issuing_body": "Quốc hội",
            "link": "https://law.example/60",
        }
    ],
    "agencies": [
        {"role": "executes", "code": "H60.01", "name": None},
        {"role": "competent", "code": "H60.02", "name": "Sở Xây dựng"},
        {"role": "delegated", "code": None, "name": "Ủy ban nhân dân cấp xã"},
        {"role": "coordinates", "code": None, "name": "Công an cấp xã"},
    ],
}
"""A content with every part, in the stored form."""


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def stored(harness: ProceduresHarness, code: str) -> Any:
    return (await harness.get(f"/v1/procedures/{code}", in_force_on="2023-03-01"))["content"]


async def test_a_content_with_every_part_is_returned_unchanged_and_accepted_again(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, content=FULL))
    assert await stored(harness, A) == FULL
    await harness.publish(item("introduce", B, content=await stored(harness, A)))
    texts = await harness.service.rows("SELECT content::text AS text FROM version")
    assert len({row.text for row in texts}) == 1
    assert len(texts) == 2


async def test_a_content_in_short_form_is_stored_in_the_full_form(harness: ProceduresHarness) -> None:
    short = content(
        steps=["Nộp", {"case": "Lưu động", "steps": ["Hẹn"]}, "Nhận", {"case": "Lưu động", "steps": ["Đến"]}],
        papers=[
            {"case": "Lưu động", "papers": [{"name": "Giấy hẹn"}]},
            {"name": "Đơn"},
            {"case": "Khác", "papers": []},
        ],
        results=["Giấy xác nhận"],
        channels=[{"channel": "post"}, {"channel": "direct"}, {"channel": "post"}],
        agencies=[{"role": "coordinates", "name": "Công an"}, {"role": "executes", "code": "h60.01"}],
    )
    await harness.publish(item("introduce", A, content=short))
    stored_content = await stored(harness, A)
    assert stored_content["steps"] == [
        {"case": None, "steps": ["Nộp", "Nhận"]},
        {"case": "Lưu động", "steps": ["Hẹn", "Đến"]},
    ]
    assert [(group["case"], [paper["name"] for paper in group["papers"]]) for group in stored_content["papers"]] == [
        (None, ["Đơn"]),
        ("Lưu động", ["Giấy hẹn"]),
    ]
    assert stored_content["results"] == [{"code": None, "name": "Giấy xác nhận"}]
    assert [channel["channel"] for channel in stored_content["channels"]] == ["direct", "post"]
    assert [(agency["role"], agency["code"]) for agency in stored_content["agencies"]] == [
        ("executes", "H60.01"),
        ("coordinates", None),
    ]


async def test_responses_and_the_event_name_the_parts_that_an_amendment_changed(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A, content=FULL))
    amended = {**FULL, "conditions": None, "results": [], "levels": ["province"]}
    decision = await harness.publish(
        item("amend", A, "2023-06-01", content=amended, changed_parts=["conditions", "levels", "results"])
    )
    assert decision["items"][0]["changed_parts"] == ["levels", "results", "conditions"]
    response = await harness.get(f"/v1/decisions/{decision['id']}")
    assert response["items"][0]["changed_parts"] == ["levels", "results", "conditions"]
    introduced, link = (await harness.get(f"/v1/procedures/{A}/chain"))["items"]
    assert (introduced["changed_parts"], link["changed_parts"]) == (None, ["levels", "results", "conditions"])
    (event,) = [event for _, event in await harness.emitted_events() if isinstance(event, ProcedureAmended)]
    assert event.changed_parts == ("levels", "results", "conditions")


@pytest.mark.parametrize("stated", [[], ["name"], ["name", "conditions", "fees"]])
@pytest.mark.parametrize("kind", ["amend", "replace"])
async def test_a_decision_that_names_other_parts_than_it_changes_is_refused(
    harness: ProceduresHarness, kind: str, stated: list[str]
) -> None:
    await harness.publish(item("introduce", A, content=FULL))
    changed = {**FULL, "name": "Xác nhận lại", "conditions": None}
    refusal = await harness.publish_refused(item(kind, A, "2023-06-01", content=changed, changed_parts=stated))
    assert (refusal["status"], refusal["type"], refusal["procedure"], refusal["item"]) == (
        409,
        "changed-parts-incorrect",
        A,
        1,
    )
    assert (refusal["stated"], refusal["actual"]) == (stated, ["name", "conditions"])
    assert await harness.version_on(A, "2023-06-01") == 1


async def test_an_amendment_is_compared_with_the_version_in_force_on_its_day_not_with_the_last_one(
    harness: ProceduresHarness,
) -> None:
    """The late Decision takes effect between two versions, so it is compared with the first one."""
    await harness.publish(item("introduce", A, content=content("một")))
    await harness.publish(
        item(
            "amend",
            A,
            "2024-01-01",
            content=content("ba", conditions="Đủ 18 tuổi"),
            changed_parts=["name", "conditions"],
        )
    )
    late = content("hai")
    refusal = await harness.publish_refused(
        item("amend", A, "2023-06-01", content=late, changed_parts=["name", "conditions"])
    )
    assert (refusal["type"], refusal["actual"]) == ("changed-parts-incorrect", ["name"])
    await harness.publish(item("amend", A, "2023-06-01", content=late, changed_parts=["name"]))
    assert [await harness.version_on(A, day) for day in ("2023-05-31", "2023-06-01", "2024-01-01")] == [1, 3, 2]


async def test_one_incorrect_item_refuses_the_entire_decision(harness: ProceduresHarness) -> None:
    codes = [f"1.{number:06}" for number in range(20)]
    await harness.publish(*(item("introduce", code) for code in codes))
    event_count = len(await harness.emitted_events())
    items = [item("amend", code, "2023-06-01") for code in codes[:-1]]
    refusal = await harness.publish_refused(*items, item("amend", codes[-1], "2023-06-01", changed_parts=["fees"]))
    assert (refusal["type"], refusal["item"]) == ("changed-parts-incorrect", 20)
    assert len(await harness.emitted_events()) == event_count


@pytest.mark.parametrize("kind", ["amend", "replace"])
async def test_the_parts_that_a_decision_does_not_state_are_computed_and_shown_as_such(
    harness: ProceduresHarness, kind: str
) -> None:
    await harness.publish(item("introduce", A, content=FULL))
    changed = {**FULL, "conditions": None, "results": []}
    published = await harness.publish(item(kind, A, "2023-06-01", content=changed, changed_parts=None))
    listed = await harness.get(f"/v1/decisions/{published['id']}")
    introduced, link = (await harness.get(f"/v1/procedures/{A}/chain"))["items"]
    for shown in (published["items"][0], listed["items"][0], link):
        assert (shown["changed_parts"], shown["computed_changed_parts"]) == (None, ["results", "conditions"])
    assert introduced["computed_changed_parts"] is None


async def test_an_event_marks_computed_parts(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, content=FULL))
    changed = {**FULL, "conditions": None}
    await harness.publish(item("amend", A, "2023-06-01", content=changed, changed_parts=None))
    await harness.publish(item("amend", A, "2023-07-01", content=changed, changed_parts=None))
    await harness.publish(item("amend", A, "2023-08-01", content=FULL, changed_parts=["conditions"]))
    events = [event for _, event in await harness.emitted_events() if isinstance(event, ProcedureAmended)]
    assert [(event.changed_parts, event.changed_parts_stated) for event in events] == [
        (("conditions",), False),
        ((), False),
        (("conditions",), True),
    ]
