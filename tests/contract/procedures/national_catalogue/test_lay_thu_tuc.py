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
from procedures.national_catalogue.formats.lay_thu_tuc import malformed_part, values_of_lay_thu_tuc
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
    await harness.publish(item("introduce", "1.001234", content={**CONTENT, "legal_bases": [law], "agencies": roles}))
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
    assert malformed_part(record) is None
    row = normalise(RawRow(1, 1, values_of_lay_thu_tuc(record)))
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
