"""The content of a procedure goes in short or in full, and is kept and answered in one form; an amendment must say what
it changes."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from common.contracts.procedures import ProcedureAmended
from tests.support.postgres import Postgres
from tests.support.procedures_harness import DRAFT, ProceduresHarness, content, item, problem, procedures_harness

A, B = "1.000101", "1.000102"
FULL: dict[str, Any] = {
    "name": "Xác nhận", "field_code": "G15-TP110", "agency_code": "H60.01", "levels": ["province", "commune"],
    "population_fields": ["personal_id", "full_name"],
    "steps": [{"case": None, "steps": ["Nộp", "Nhận"]}, {"case": "Lưu động", "steps": ["Hẹn"]}],
    "channels": [
        {"channel": "direct", "time_limits": [{"amount": 3, "unit": "working_day", "note": None, "fees": []}]},
        {"channel": "online", "time_limits": [
            {"amount": 0.5, "unit": "working_day", "note": "từ khi đủ hồ sơ", "fees": [{"name": "Lệ phí", "amount": 8000, "currency": "VND"}]}
        ]},
    ],
    "papers": [
        {"case": None, "papers": [{
            "code": "GT.01", "name": "Tờ khai", "originals": 1, "copies": 0, "form": {"name": "Mẫu 01", "url": "https://forms.example/01"},
            "replaced_by_data": None, "replaced_by_result": None,
        }]},
        {"case": "Lưu động", "papers": [{
            "code": None, "name": "Thẻ", "originals": 0, "copies": 1, "form": None,
            "replaced_by_data": {"database": "population", "fields": ["full_name"], "fallback": "Xuất trình bản giấy"},
            "replaced_by_result": {"code": "KQ.G07.000122", "procedure_code": "1.000102"},
        }]},
    ],
    "results": [{"code": "KQ.G15.000301", "name": "Giấy xác nhận"}], "audience": ["Công dân"], "conditions": "Không quá 18 tuổi",
    "legal_bases": [{
        "number": "60/2014/QH13", "title": "Luật Hộ tịch", "issued_on": "2014-11-20", "effective_on": "2016-01-01",
        "issuing_body": "Quốc hội", "link": "https://law.example/60",
    }],
    "agencies": [
        {"role": "executes", "code": "H60.01", "name": None}, {"role": "competent", "code": "H60.02", "name": "Sở Xây dựng"},
        {"role": "delegated", "code": None, "name": "Ủy ban nhân dân cấp xã"}, {"role": "coordinates", "code": None, "name": "Công an cấp xã"},
    ],
}  # fmt: skip
"""Every part filled in, as it is kept."""


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def kept(harness: ProceduresHarness, code: str) -> Any:
    return (await harness.get(f"/v1/procedures/{code}", in_force_on="2023-03-01"))["content"]


async def test_a_content_with_every_part_comes_back_as_it_went_in_and_goes_in_again(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, content=FULL))
    assert await kept(harness, A) == FULL
    await harness.publish(item("introduce", B, content=await kept(harness, A)))
    texts = await harness.service.rows("SELECT content::text AS text FROM version")
    assert len({row.text for row in texts}) == 1
    assert len(texts) == 2


async def test_a_simple_content_is_short_to_write_and_kept_in_the_one_form(harness: ProceduresHarness) -> None:
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
    found = await kept(harness, A)
    assert found["steps"] == [{"case": None, "steps": ["Nộp", "Nhận"]}, {"case": "Lưu động", "steps": ["Hẹn", "Đến"]}]
    assert [(group["case"], [paper["name"] for paper in group["papers"]]) for group in found["papers"]] == [
        (None, ["Đơn"]),
        ("Lưu động", ["Giấy hẹn"]),
    ]
    assert found["results"] == [{"code": None, "name": "Giấy xác nhận"}]
    assert [channel["channel"] for channel in found["channels"]] == ["direct", "post"]
    assert [(agency["role"], agency["code"]) for agency in found["agencies"]] == [
        ("executes", "H60.01"),
        ("coordinates", None),
    ]


async def test_the_answers_say_which_parts_an_amendment_changed_and_so_does_its_event(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A, content=FULL))
    amended = {**FULL, "conditions": None, "results": [], "levels": ["province"]}
    decision = await harness.publish(
        item("amend", A, "2023-06-01", content=amended, changed_parts=["conditions", "levels", "results"])
    )
    assert decision["items"][0]["changed_parts"] == ["levels", "results", "conditions"]
    shown = await harness.get(f"/v1/decisions/{decision['id']}")
    assert shown["items"][0]["changed_parts"] == ["levels", "results", "conditions"]
    introduced, link = (await harness.get(f"/v1/procedures/{A}/chain"))["items"]
    assert (introduced["changed_parts"], link["changed_parts"]) == (None, ["levels", "results", "conditions"])
    (event,) = [event for _, event in await harness.emitted_events() if isinstance(event, ProcedureAmended)]
    assert event.changed_parts == ("levels", "results", "conditions")


@pytest.mark.parametrize("said", [[], ["name"], ["name", "conditions", "fees"]])
@pytest.mark.parametrize("kind", ["amend", "replace"])
async def test_a_decision_that_names_other_parts_than_it_changes_is_refused(
    harness: ProceduresHarness, kind: str, said: list[str]
) -> None:
    await harness.publish(item("introduce", A, content=FULL))
    changed = {**FULL, "name": "Xác nhận lại", "conditions": None}
    found = await harness.publish_refused(item(kind, A, "2023-06-01", content=changed, changed_parts=said))
    assert (found["status"], found["type"], found["procedure"], found["item"]) == (409, "changed-parts-incorrect", A, 1)
    assert (found["stated"], found["actual"]) == (said, ["name", "conditions"])
    assert await harness.version_on(A, "2023-06-01") == 1


async def test_an_amendment_is_compared_with_the_version_in_force_on_its_day_whatever_was_decided_since(
    harness: ProceduresHarness,
) -> None:
    """A late Decision takes effect between two versions: it follows the first, not the last that was recorded."""
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
    untrue = await harness.publish_refused(
        item("amend", A, "2023-06-01", content=late, changed_parts=["name", "conditions"])
    )
    assert (untrue["type"], untrue["actual"]) == ("changed-parts-incorrect", ["name"])
    await harness.publish(item("amend", A, "2023-06-01", content=late, changed_parts=["name"]))
    assert [await harness.version_on(A, day) for day in ("2023-05-31", "2023-06-01", "2024-01-01")] == [1, 3, 2]


async def test_one_untrue_item_refuses_the_whole_decision(harness: ProceduresHarness) -> None:
    codes = [f"1.{number:06}" for number in range(20)]
    await harness.publish(*(item("introduce", code) for code in codes))
    told = len(await harness.emitted_events())
    items = [item("amend", code, "2023-06-01") for code in codes[:-1]]
    found = await harness.publish_refused(*items, item("amend", codes[-1], "2023-06-01", changed_parts=["fees"]))
    assert (found["type"], found["item"]) == ("changed-parts-incorrect", 20)
    assert len(await harness.emitted_events()) == told


async def test_an_amendment_that_does_not_say_what_it_changes_is_no_draft(harness: ProceduresHarness) -> None:
    found = problem(await harness.post_draft(harness.body(item("amend", A, changed_parts=None)), DRAFT))
    assert (found["status"], found["type"], found["part"], found["needed"]) == (
        422,
        "item-incomplete",
        "changed_parts",
        True,
    )
