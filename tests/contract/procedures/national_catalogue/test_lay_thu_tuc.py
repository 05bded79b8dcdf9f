"""`LayThuTuc` and `LayDanhSachTTHC` return a record that was written by hand, and the reader of national records parses
it."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from procedures.national_catalogue.domain.content_from_record import content_from
from procedures.national_catalogue.domain.normalisation import normalise
from procedures.national_catalogue.domain.row_results import RawRow
from procedures.national_catalogue.formats.lay_thu_tuc import LEFT_OUT as OF_LAY_THU_TUC
from procedures.national_catalogue.formats.lay_thu_tuc import read_lay_thu_tuc
from procedures.national_catalogue.formats.new_portal import LEFT_OUT as OF_NEW_PORTAL
from tests.support.postgres import Postgres
from tests.support.procedures_harness import ProceduresHarness, content, item, problem, procedures_harness

GOLDEN = Path(__file__).parent / "lay_thu_tuc" / "1.001234.json"
CONTENT = content(
    levels=["commune", "province", "other"],
    steps=["Nộp hồ sơ", "Nhận kết quả", {"case": "Đăng ký lưu động", "steps": ["Hẹn ngày tại nhà"]}],
    channels=[
        {"channel": "post"},
        {"channel": "direct", "time_limits": [{"amount": 5, "unit": "working_day"}]},
        {
            "channel": "online",
            "time_limits": [
                {
                    "amount": 2.5,
                    "unit": "day",
                    "note": "Từ ngày nhận đủ hồ sơ",
                    "fees": [{"name": "Lệ phí", "amount": 8000}],
                }
            ],
        },
    ],
    papers=[
        {"code": "G15-GT01", "name": "Tờ khai", "form": {"name": "Mẫu số 01", "url": "https://example.vn/mau-01"}},
        {
            "case": "Người đại diện nộp",
            "papers": [
                {
                    "name": "Văn bản ủy quyền",
                    "originals": 0,
                    "copies": 2,
                    "replaced_by_result": {"code": "KQ.G15.000122"},
                }
            ],
        },
    ],
    results=[{"code": "KQ.G15.000301", "name": "Giấy xác nhận"}],
    audience=["Công dân Việt Nam"],
    conditions="Đủ 18 tuổi",
    legal_bases=[
        {
            "number": "60/2014/QH13",
            "title": "Luật Hộ tịch",
            "issued_on": "2014-11-20",
            "effective_on": "2016-01-01",
            "issuing_body": "Quốc hội",
        }
    ],
    agencies=[{"role": "executes", "code": "H60.01"}, {"role": "coordinates", "name": "Công an cấp xã"}],
)


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


def golden(decision: dict[str, Any]) -> dict[str, Any]:
    return dict(json.loads(GOLDEN.read_text().replace("<the Decision's id>", decision["id"])))


async def test_a_procedure_in_force_is_returned_as_the_expected_national_record(
    harness: ProceduresHarness,
) -> None:
    decision = await harness.publish(item("introduce", "1.001234", content=CONTENT))
    assert await harness.get("/LayThuTuc", maTTHC="1.001234") == golden(decision)


NAMES = """
    ID MATTHC TENTTHC MACOQUANCONGBO LOAITTHC TRANGTHAI IDQUYETDINHCONGBO LINHVUCTHUCHIEN MALINHVUC TENLINHVUC
    MANGANH CAPTHUCHIEN TENCAP COQUANTHUCHIEN COQUANCOTHAMQUYEN COQUANDUOCUYQUYEN COQUANPHOIHOP MADONVI TENDONVI
    DOITUONGTHUCHIEN MADOITUONG TENDOITUONG MOTADOITUONGTHUCHIEN MOTACOQUANTHUCHIEN DIACHITIEPNHAN TRINHTUTHUCHIEN
    TRUONGHOP TRINHTU TENTRINHTU CACHTHUCTHUCHIEN KENH THOIGIAN THOIGIANGIAIQUYET DONVITINH MOTA PHILEPHI MAPHILEPHI
    SOTIEN DONVI TENTEP URL THANHPHANHOSO GIAYTO MAGIAYTO TENGIAYTO TENMAUDON SOBANCHINH SOBANSAO MA_KQ_THAYTHE
    KETQUATHUCHIEN MAKETQUA TENKETQUA YEUCAU CANCUPHAPLY SOVANBAN TENVANBAN NGAYBANHANH NGAYHIEULUC COQUANBANHANH
    DIACHITRUYCAP
"""
"""The fields of the national record of `LayThuTuc` of the National Portal."""
NATIONAL = frozenset(NAMES.split())
SOMETIMES_EMPTY = {"URL"}
"""Fields that the page lists since they are empty in some parts of the record, though not in all."""


def filled(value: Any) -> set[str]:
    """The names of all fields that have a value."""
    if isinstance(value, list):
        return {name for entry in value for name in filled(entry)}
    if not isinstance(value, dict):
        return set()
    own = {name for name, field in value.items() if field not in ("", [])}
    return own | {name for field in value.values() for name in filled(field)}


async def test_the_page_lists_exactly_the_fields_of_the_national_record_that_stay_empty(
    harness: ProceduresHarness,
) -> None:
    law = {**CONTENT["legal_bases"][0], "link": "https://example.vn/luat"}
    roles = [{"role": role, "code": "H60.01"} for role in ("executes", "competent", "delegated", "coordinates")]
    whole = {**CONTENT, "legal_bases": [law], "agencies": roles, "reception": EVERY_FORM["reception"]}
    await harness.publish(item("introduce", "1.001234", content=whole))
    names = filled(await harness.get("/LayThuTuc", maTTHC="1.001234")) - {"result"}
    assert names <= NATIONAL
    page = (Path(__file__).parents[4] / "docs" / "national-formats.md").read_text()
    listed = page.partition("Cannot be mapped out of here")[2].partition("Cannot be mapped into it")[0]
    assert set(re.findall(r"`(\w+)`", listed)) - SOMETIMES_EMPTY == NATIONAL - names


async def test_the_list_has_the_heading_of_each_procedure_in_force_today(harness: ProceduresHarness) -> None:
    decision = await harness.publish(
        item("introduce", "1.001234", content=CONTENT), item("introduce", "1.001235", "2030-01-01")
    )
    (record,) = golden(decision)["result"]
    heading = {name: record[name] for name in list(record)[:8]}
    assert await harness.get("/LayDanhSachTTHC") == {"result": [heading], "next": None}
    assert (
        problem(await harness.http.get("/LayThuTuc", params={"maTTHC": "1.001235"}))["type"]
        == "procedure-not-in-force-on-day"
    )
    assert problem(await harness.http.get("/LayThuTuc", params={"maTTHC": "x"}))["type"] == "malformed-procedure-code"
    first = await harness.get("/LayDanhSachTTHC", limit="1")
    assert first["next"] is None


def test_the_reader_of_national_records_parses_the_record() -> None:
    (record,) = json.loads(GOLDEN.read_text())["result"]
    values, unread = read_lay_thu_tuc(record)
    assert unread == []
    row = normalise(RawRow(1, 1, values))
    assert row.record is not None, row.notes
    drafted = content_from(row.record, "H60.01")
    assert (drafted.content.levels, drafted.content.channels[1].time_limits[0].fees[0].amount) == (
        ("province", "commune", "other"),
        8_000,
    )
    assert [(group.case, group.steps) for group in drafted.content.steps] == [
        (None, ("Nộp hồ sơ", "Nhận kết quả")),
        ("Đăng ký lưu động", ("Hẹn ngày tại nhà",)),
    ]
    assert [missing.pointer for missing in drafted.missing] == ["/channels/2/time_limits"]


def members_of(value: Any, path: str = "") -> dict[str, Any]:
    """Each value by its place, with the index of list entries left out of nothing: `papers/0/papers/0/code`."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if entries is None:
        return {path: value}
    return {place: leaf for name, part in entries for place, leaf in members_of(part, f"{path}/{name}").items()}


MONEY = {"name": "Phí", "fee_kind": "phi", "note": "Ghi chú", "laid_down_by": "Thông tư 1/2024/TT-BTC"}
EVERY_FORM = {
    "channels": [
        {"channel": "post"},
        {
            "channel": "direct",
            "time_limits": [
                {
                    "amount": 5,
                    "unit": "working_day",
                    "note": "Cấp mới",
                    "condition": "phải xác minh",
                    "ground": "Điều 5 Luật Hộ tịch",
                    "fees": [
                        {**MONEY, "amount": "1.5", "currency": "USD"},
                        {**MONEY, "form": "per_unit", "amount": 500000, "per": "hồ sơ"},
                        {"name": "Lệ phí", "form": "none"},
                    ],
                },
                {"form": "range", "shortest": 15, "longest": 20, "unit": "day"},
            ],
            "fees": [
                {"name": "Phí", "form": "as_laid_down", "laid_down_by": "Thông tư 2/2024/TT-BTC"},
                {
                    "name": "Phí",
                    "form": "percentage",
                    "percent": "0.1",
                    "percent_of": "giá trị",
                    "cap": 500000,
                    "reliefs": [{"relief": "reduction", "applies_to": "nộp trực tuyến", "percent": 50}],
                },
                {"name": "Giá", "form": "not_published"},
                {
                    "name": "Giá",
                    "form": "tiers",
                    "tiers": [{"applies_to": "Dưới 10 ha", "amount": 5000}, {"applies_to": "Từ 10 ha", "percent": 1}],
                },
            ],
        },
        {
            "channel": "unstated",
            "time_limits": [
                {"form": "same_day", "unit": "working_day"},
                {"form": "unlimited"},
                {"form": "words", "words": "Theo quy định của Luật"},
            ],
        },
    ],
    "dossier_sets": 1,
    "reception": [{"place": "Bộ phận Một cửa", "opening_hours": "7h30 - 17h"}, {"place": "Trụ sở công an"}],
    "results": [{"code": "KQ.G15.000301", "name": "Giấy xác nhận", "validity": "06 tháng"}],
}


async def test_a_procedure_that_is_read_again_is_the_same_but_for_what_the_page_lists(
    harness: ProceduresHarness,
) -> None:
    paper = {
        "name": "Giấy tờ",
        "replaced_by_data": {"database": "population", "fields": ["full_name"], "fallback": "Nộp bản giấy"},
    }
    other = {
        "name": "Trích lục",
        "originals": None,
        "copies": 2,
        "replaced_by_result": {"code": "KQ.1", "procedure_code": "1.000001"},
    }
    law = {**CONTENT["legal_bases"][0], "link": "https://example.vn/luat"}
    provision = {"title": "Luật Luật sư năm 2006", "article": "5", "clause": "2", "point": "a"}
    filed = {**CONTENT, "papers": [*CONTENT["papers"], paper, other], "legal_bases": [law, provision]}
    filed |= {"population_fields": ["full_name", "household_head"], "household_member_fields": ["full_name"]}
    filed |= EVERY_FORM
    await harness.publish(item("introduce", "1.001234", content=filed))
    before = (await harness.get("/v1/procedures/1.001234"))["content"]
    record = (await harness.http.get("/LayThuTuc", params={"maTTHC": "1.001234"})).content
    heading = {
        "number": "9/QĐ-UBND",
        "issuing_body": "H60",
        "signed_on": "2023-01-15",
        "agency_code": "H60.01",
        "title": "x",
        "effective_on": "2023-02-01",
        "item_agency_code": before["agency_code"],
    }
    headers = harness.service.bearer("decisions.draft")
    response = await harness.http.post("/v1/decisions/import", content=record, params=heading, headers=headers)
    (row,) = response.json()["rows"]
    assert (row["faults"], [note["rule"] for note in row["notes"]]) == (
        [],
        ["decision-number-form", "time-unreadable", "time-absent-on-channel"],
    )
    draft = (await harness.http.get(response.headers["Location"], headers=headers)).json()
    drafted = draft["items"][0]["content"]
    places = {**members_of(before), **members_of(drafted)}
    changed = {place for place in places if members_of(before).get(place) != members_of(drafted).get(place)}
    assert {re.sub(r"/\d+", "", place).lstrip("/") for place in changed} == listed_as_lost()


def listed_as_lost() -> set[str]:
    page = (Path(__file__).parents[4] / "docs" / "national-formats.md").read_text()
    listed = page.partition("| is not read again |")[2].partition("\n\n")[0]
    return set(re.findall(r"^\| `([\w/]+)` \|", listed, re.MULTILINE))


def test_the_page_lists_every_member_that_is_left_out_without_a_note() -> None:
    page = (Path(__file__).parents[4] / "docs" / "national-formats.md").read_text()
    for title, left_out in (("## The new portal's record", OF_NEW_PORTAL), ("## `LayThuTuc`", OF_LAY_THU_TUC)):
        section = page.partition(title)[2].partition("\n## ")[0]
        listed = section.partition("Left out without a note:")[2].partition(". ")[0].partition(".\n")[0]
        assert set(re.findall(r"`([\w.]+)`", listed)) == left_out
