"""The workbook of an agency and a period: downloaded, filled and uploaded; all of its lines are taken, or none."""

import zipfile
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from openpyxl import Workbook, load_workbook

from reporting.entry_sheets.api.routes import LARGEST
from reporting.entry_sheets.formats.sheet_columns import HEADINGS, MARK
from tests.support.entry_requests import AGENCY, OTHER_AGENCY, EntryHarness, entry_harness, type_of
from tests.support.postgres import Postgres

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLACE, PREVIOUS, NUMERATOR, DENOMINATOR, ESTIMATED, SOURCE, NOTE, REPLACES = range(4, 12)
COMMUNES = {
    "code": "covered",
    "kind": "share",
    "dimension": "commune",
    "targets": [{"place": "00691", "period": "2023", "amount": "100"}],
}


@pytest.fixture
async def entries(postgres: Postgres, tmp_path: Path) -> AsyncIterator[EntryHarness]:
    async with entry_harness(postgres, tmp_path) as harness:
        await harness.define()
        yield harness


async def downloaded(entries: EntryHarness, period: str = "2023", agency: str = AGENCY) -> Workbook:
    headers = entries.service.bearer("values.enter", agency=agency)
    response = await entries.service.http.get("/v1/entry-sheet.xlsx", params={"period": period}, headers=headers)
    assert (response.status_code, response.headers["content-type"]) == (200, XLSX), response.text
    return load_workbook(BytesIO(response.content))


def bytes_of(workbook: Workbook) -> bytes:
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


async def upload(entries: EntryHarness, file: Workbook | bytes, agency: str = AGENCY) -> httpx.Response:
    content = bytes_of(file) if isinstance(file, Workbook) else file
    headers = {**entries.service.bearer("values.enter", agency=agency), "Content-Type": XLSX}
    return await entries.service.http.post("/v1/entry-sheets", content=content, headers=headers)


async def entered(entries: EntryHarness) -> list[str]:
    return [value["numerator"] for value in (await entries.get("/v1/values"))["items"]]


def with_part(file: bytes, name: str, content: bytes) -> bytes:
    """The archive with one more part."""
    result = BytesIO(file)
    with zipfile.ZipFile(result, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return result.getvalue()


async def test_a_template_is_filled_uploaded_and_approved(entries: EntryHarness) -> None:
    workbook = await downloaded(entries)
    sheet = workbook.worksheets[0]
    assert [cell.value for cell in sheet[1]][:3] == [MARK, AGENCY, "2023"]
    assert [cell.value for cell in sheet[3]][:3] == ["bts_sites", "Vị trí lắp đặt trạm thu phát sóng BTS", "vị trí"]
    sheet.cell(3, NUMERATOR, 1344)
    sheet.cell(3, ESTIMATED, "x")
    response = await upload(entries, workbook)
    assert response.status_code == 200, response.text
    (line,) = response.json()["lines"]
    assert (line["line"], line["outcome"]) == (3, "entered")
    value = await entries.get(f"/v1/values/{line['value']}")
    assert (value["numerator"], value["estimated"], value["period"]) == ("1344", True, "2023")


async def test_what_is_entered_already_is_shown_and_changes_nothing_when_it_is_uploaded_again(
    entries: EntryHarness,
) -> None:
    value = await entries.enter("1344", note="-5", source_document="=cmd|' /C calc'!A0")
    workbook = await downloaded(entries)
    sheet = workbook.worksheets[0]
    assert (sheet.cell(3, NUMERATOR).value, sheet.cell(3, REPLACES).value) == (1344, value["id"])
    source = sheet.cell(3, SOURCE)
    assert (source.value, source.data_type, source.quotePrefix) == ("=cmd|' /C calc'!A0", "s", True)
    assert (sheet.cell(3, NOTE).value, sheet.cell(3, NOTE).data_type) == ("-5", "s")
    response = await upload(entries, workbook)
    assert response.json()["lines"] == [{"line": 3, "outcome": "unchanged", "value": value["id"]}]
    sheet.cell(3, NUMERATOR, 1350)
    response = await upload(entries, workbook)
    assert response.json()["lines"][0]["outcome"] == "entered"
    assert await entered(entries) == ["1344", "1350"]


async def test_the_last_approved_value_is_shown_beside_an_empty_cell(entries: EntryHarness) -> None:
    await entries.approve(await entries.enter("1300", period="2022"))
    await entries.enter("1310", period="2023")
    workbook = await downloaded(entries, "2024")
    sheet = workbook.worksheets[0]
    assert (sheet.cell(3, PREVIOUS).value, sheet.cell(3, NUMERATOR).value) == ("1300 (2022)", None)
    assert (await upload(entries, workbook)).json()["lines"] == [{"line": 3, "outcome": "empty", "value": None}]


async def test_codes_stay_texts_and_numbers_numbers(entries: EntryHarness) -> None:
    await entries.define(**COMMUNES)
    await entries.define(code="1.004567", kind="amount")
    workbook = await downloaded(entries)
    sheet = workbook.worksheets[0]
    codes = [(sheet.cell(row, 1).value, sheet.cell(row, PLACE).value) for row in range(3, 6)]
    assert codes == [("1.004567", None), ("bts_sites", None), ("covered", "00691")]
    sheet.cell(3, NUMERATOR, -5)
    sheet.cell(5, NUMERATOR, "9")
    sheet.cell(5, DENOMINATOR, 10)
    response = await upload(entries, workbook)
    assert response.status_code == 200, response.text
    assert sorted(await entered(entries)) == ["-5", "9"]
    again = (await downloaded(entries)).worksheets[0]
    assert (again.cell(3, NUMERATOR).value, again.cell(3, 1).value) == (-5, "1.004567")
    sheet.cell(5, PLACE, 691)
    response = await upload(entries, workbook)
    assert type_of(response) == (422, "entry-sheet-refused")
    assert response.json()["lines"][0]["column"] == "Địa bàn"


async def test_each_line_is_refused_by_itself_and_none_is_taken(entries: EntryHarness) -> None:
    await entries.define(**COMMUNES)
    workbook = await downloaded(entries)
    sheet = workbook.worksheets[0]
    sheet.cell(3, NUMERATOR, 1344)
    sheet.cell(4, NUMERATOR, 11)
    sheet.cell(4, DENOMINATOR, 10)
    sheet.append(["none", None, None, None, None, 1])
    sheet.append(["covered", None, None, "00694", None, "một"])
    sheet.append(["covered", None, None, "00694", None, None, 3])
    response = await upload(entries, workbook)
    assert type_of(response) == (422, "entry-sheet-refused")
    faults = [(fault["line"], fault["type"], fault["column"]) for fault in response.json()["lines"]]
    assert faults == [
        (4, "value-invalid", "numerator"),
        (5, "indicator-not-found", None),
        (6, "cell-unreadable", "Giá trị (tử số)"),
        (7, "cell-unreadable", "Giá trị (tử số)"),
    ]
    assert await entered(entries) == []


@pytest.mark.parametrize("cell", ["=1+1", "=cmd|' /C calc'!A0", "#REF!"])
async def test_a_formula_is_refused_with_its_line(entries: EntryHarness, cell: str) -> None:
    for column in (NUMERATOR, NOTE):
        workbook = await downloaded(entries)
        workbook.worksheets[0].cell(3, column, cell)
        response = await upload(entries, workbook)
        assert type_of(response) == (422, "entry-sheet-refused")
        assert response.json()["lines"][0]["line"] == 3
    assert await entered(entries) == []


@pytest.mark.parametrize(
    ("row", "column", "value"), [(1, 1, "Mẫu khác"), (1, 2, None), (2, 6, "Giá trị"), (1, 3, 2023)]
)
async def test_another_template_is_refused(entries: EntryHarness, row: int, column: int, value: Any) -> None:
    workbook = await downloaded(entries)
    workbook.worksheets[0].cell(row, column).value = value
    assert type_of(await upload(entries, workbook)) == (422, "entry-sheet-unknown")


async def test_an_agency_uploads_its_own_template(entries: EntryHarness) -> None:
    workbook = await downloaded(entries)
    assert type_of(await upload(entries, workbook, OTHER_AGENCY)) == (403, "entry-sheet-of-another-agency")
    assert (await downloaded(entries, agency=OTHER_AGENCY)).worksheets[0].max_row == 2


async def test_what_is_not_safe_is_refused_before_it_is_read(entries: EntryHarness) -> None:
    file = bytes_of(await downloaded(entries))
    unsafe = {
        "macros": with_part(file, "xl/vbaProject.bin", b"macro"),
        "bomb": with_part(file, "xl/media/bomb.xml", bytes(40_000_000)),
        "entities": with_part(file, "xl/more.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    }
    for name, content in unsafe.items():
        assert type_of(await upload(entries, content)) == (422, "unsafe-file"), name
    assert type_of(await upload(entries, b"a,b,c")) == (422, "unknown-file-format")
    too_large = await upload(entries, file + bytes(LARGEST))
    assert type_of(too_large) == (413, "request-too-large")
    assert await entered(entries) == []


def test_the_headings_are_those_that_the_tests_count_on() -> None:
    assert HEADINGS[PLACE - 1 : REPLACES][0] == "Địa bàn"
    assert len(HEADINGS) == REPLACES
