"""The import of annexes: each fault names line, column and rule; all rows become items of one draft, or none does."""

import json
from collections.abc import AsyncIterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook

from procedures.annex_files.domain.columns import COLUMNS, HEADINGS
from tests.support.annex import Cells, csv_table, introducing_row, with_changed_part, workbook
from tests.support.national import new_portal_row
from tests.support.operator import run_command
from tests.support.postgres import Postgres
from tests.support.procedures_harness import DRAFT, PUBLISH, ProceduresHarness, problem, procedures_harness

SHEET = "xl/worksheets/sheet1.xml"
HEADING = {
    "number": "12/QĐ-UBND",
    "issuing_body": "H60",
    "signed_on": "2023-01-15",
    "agency_code": "H60.01",
    "title": "Công bố danh mục",
}
LAW: Cells = {
    "document_number": "104/2022/NĐ-CP",
    "document_title": "Bỏ sổ hộ khẩu giấy",
    "document_issued_on": "21/12/2022",
    "document_effective_on": "2023-01-01",
}


@pytest.fixture(scope="module")
async def shared(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ProceduresHarness]:
    """A harness shared by tests that write nothing."""
    async with procedures_harness(postgres, tmp_path_factory.mktemp("annex")) as harness:
        yield harness


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def posted(harness: ProceduresHarness, content: bytes, **query: str) -> httpx.Response:
    headers = harness.service.bearer(DRAFT)
    return await harness.http.post(
        "/v1/decisions/import", content=content, params={**HEADING, **query}, headers=headers
    )


async def faults_of(harness: ProceduresHarness, content: bytes, **query: str) -> list[tuple[int, str, str]]:
    """Line, column and rule of each fault of a dry run. Also checks that an import is refused with the same faults and
    writes nothing."""
    response = await posted(harness, content, dry_run="true", **query)
    assert response.status_code == 200, response.text
    faults = [
        (row["line"], fault["column"], fault["rule"]) for row in response.json()["rows"] for fault in row["faults"]
    ]
    if faults:
        refusal = problem(await posted(harness, content, **query))
        assert refusal["type"] == "annex-refused"
        assert [(fault["line"], fault["column"], fault["rule"]) for fault in refusal["faults"]] == faults
        assert (await harness.service.rows("SELECT count(*) FROM decision"))[0][0] == 0
    return faults


@pytest.mark.parametrize(
    "as_file",
    [workbook, csv_table, lambda *rows: csv_table(*rows, delimiter=";"), lambda *rows: workbook(*rows, banner=5)],
)
async def test_the_rows_of_an_annex_become_the_items_of_a_draft(harness: ProceduresHarness, as_file: Any) -> None:
    rows = [introducing_row(), introducing_row("1.001235.H60", 2, **LAW)]
    response = await posted(harness, as_file(*rows))
    assert response.status_code == 201, response.text
    counts = [response.json()[outcome] for outcome in ("accepted", "accepted_with_notes", "refused")]
    assert counts == [2, 0, 0]
    headers = harness.service.bearer(DRAFT)
    draft = (await harness.http.get(response.headers["Location"], headers=headers)).json()
    assert (draft["number"], draft["status"], [item["procedure_code"] for item in draft["items"]]) == (
        "12/QĐ-UBND",
        "draft",
        ["1.001234", "1.001235.H60"],
    )
    assert [item["legal_document_number"] for item in draft["items"]] == [None, "104/2022/NĐ-CP"]
    assert draft["legal_documents"][0]["issued_on"] == "2022-12-21"
    content = draft["items"][0]["content"]
    assert (content["levels"], content["steps"], content["conditions"]) == (
        ["province", "commune"],
        [{"case": None, "steps": ["Nộp hồ sơ", "Nhận kết quả"]}],
        "Đủ 18 tuổi",
    )
    direct, online = content["channels"]
    (limit,) = direct["time_limits"]
    assert (direct["channel"], limit["amount"], limit["unit"]) == ("direct", 5, "working_day")
    assert limit["fees"] == [{"name": "Lệ phí", "amount": 70_000, "currency": "VND", "fee_kind": "le_phi"}]
    assert (online["channel"], [limit["amount"] for limit in online["time_limits"]]) == ("online", [2.5])
    assert [(paper["name"], paper["originals"], paper["copies"]) for paper in content["papers"][0]["papers"]] == [
        ("Tờ khai", 1, 0),
        ("Giấy tờ tùy thân", 0, 1),
    ]
    assert (content["legal_bases"][0]["number"], content["agencies"][0]["name"]) == (
        "60/2014/QH13",
        "Ủy ban nhân dân cấp xã",
    )
    published = await harness.post_publish(draft["id"], PUBLISH)
    assert published.status_code == 200, published.text


async def test_an_amendment_without_parts_is_taken_with_a_note(harness: ProceduresHarness) -> None:
    rows = [
        introducing_row(kind="Sửa đổi, bổ sung"),
        introducing_row("1.000002", 2, kind="Thay thế"),
        introducing_row("1.000003", 3, kind="Thay thế", successor_code="1.000004"),
        introducing_row("1.000005", 4, kind="Sửa đổi, bổ sung", changed_parts="-"),
    ]
    response = await posted(harness, workbook(*rows), dry_run="true")
    noted = [
        {note["column"] for note in row["notes"] if note["rule"] == "changed-parts-not-stated"}
        for row in response.json()["rows"]
    ]
    assert noted == [{"Nội dung sửa đổi"}, {"Nội dung sửa đổi"}, set(), set()]
    assert response.json()["rows"][0]["outcome"] == "accepted_with_notes"


async def test_a_row_may_state_that_nothing_of_its_procedure_is_recorded(harness: ProceduresHarness) -> None:
    ended = introducing_row("1.000002", 2, kind="Bãi bỏ", **LAW)
    rows = [
        introducing_row(kind="Sửa đổi, bổ sung", changed_parts="-", predecessor_unrecorded="x", **LAW),
        {**ended, "predecessor_unrecorded": "Có"},
        {**ended, "number": 3, "procedure_code": "1.000003", "predecessor_unrecorded": "không"},
    ]
    response = await posted(harness, workbook(*rows))
    assert response.status_code == 201, response.text
    amended, repealed, unmarked = response.json()["decision"]["items"]
    assert [row["predecessor_unrecorded"] for row in (amended, repealed, unmarked)] == [True, True, False]
    assert (repealed["heading"]["levels"], unmarked["heading"]) == (["province", "commune"], None)
    notes = [[note["rule"] for note in row["notes"]] for row in response.json()["rows"]]
    assert notes == [[], [], ["predecessor-not-recorded"]]


async def draft_of(harness: ProceduresHarness, response: httpx.Response) -> dict[str, Any]:
    """The draft that an import made, with everything that it lists."""
    assert response.status_code == 201, response.text
    id = response.json()["decision"]["id"]
    draft = await harness.http.get(f"/v1/decisions/{id}", headers=harness.service.bearer(DRAFT))
    return dict(draft.json())


async def test_a_row_may_replace_an_unrecorded_procedure_by_another_code(harness: ProceduresHarness) -> None:
    replacing = introducing_row("1.000002", kind="Thay thế", successor_code="1.000009", predecessor_unrecorded="x")
    rows = [
        {**replacing, **LAW},
        {**replacing, **LAW, "replaced_name": "Cấp sổ hộ khẩu", "replaced_levels": "Cấp huyện"},
    ]
    assert await faults_of(harness, workbook(rows[0])) == [(2, HEADINGS["replaced_name"], "fact-missing")]
    draft = await draft_of(harness, await posted(harness, workbook(rows[1])))
    (item,) = draft["items"]
    assert item["heading"] == {
        "name": "Cấp sổ hộ khẩu",
        "field_code": "G15-TP110",
        "agency_code": "H60.01",
        "levels": ["district"],
    }
    published = await harness.post_publish(draft["id"], PUBLISH)
    assert published.status_code == 200, published.text
    assert (await harness.get("/v1/procedures/1.000009"))["name"] == "Cấp giấy phép 1.000002"


async def test_places_channels_and_agencies_have_columns_of_their_own(harness: ProceduresHarness) -> None:
    row = introducing_row(
        channels="Trực tiếp, trực tuyến hoặc qua dịch vụ bưu chính công ích",
        time_limits="5 ngày làm việc",
        fees="Không quy định",
        reception="Trung tâm Phục vụ hành chính công; thời gian tiếp nhận: 7h30 - 17h",
        papers="Đơn đề nghị theo mẫu\nBản vẽ (02 bản chính và 01 bản sao)",
        competent_agencies="Sở Tư pháp",
        coordinating_agencies="Công an xã\nThuế cơ sở",
        population_fields="full_name, personal_id, household_head",
        household_member_fields="birth_date, full_name",
    )
    other = {"reception": "Địa điểm thực hiện", "channels": "Cách thức"}
    response = await posted(harness, workbook(row, headings=[other.get(name, HEADINGS[name]) for name in row]))
    content = (await draft_of(harness, response))["items"][0]["content"]
    (result,) = response.json()["rows"]
    assert [(note["rule"], note["column"]) for note in result["notes"]] == [("sheets-not-stated", "Thành phần hồ sơ")]
    assert [channel["channel"] for channel in content["channels"]] == ["direct", "online", "post", "unstated"]
    assert content["channels"][3]["time_limits"][0]["fees"][0]["form"] == "none"
    assert content["reception"] == [{"place": "Trung tâm Phục vụ hành chính công", "opening_hours": "7h30 - 17h"}]
    papers = [(paper["name"], paper["originals"], paper["copies"]) for paper in content["papers"][0]["papers"]]
    assert papers == [("Đơn đề nghị theo mẫu", None, None), ("Bản vẽ", 2, 1)]
    assert [(agency["role"], agency["name"]) for agency in content["agencies"]] == [
        ("executes", "Ủy ban nhân dân cấp xã"),
        ("competent", "Sở Tư pháp"),
        ("coordinates", "Công an xã"),
        ("coordinates", "Thuế cơ sở"),
    ]
    assert content["population_fields"] == ["personal_id", "full_name", "household_head"]
    assert content["household_member_fields"] == ["full_name", "birth_date"]


async def test_a_cell_of_channels_with_more_than_these_is_kept_in_a_note(harness: ProceduresHarness) -> None:
    text = "Trực tiếp tại bộ phận một cửa"
    response = await posted(harness, workbook(introducing_row(channels=text)), dry_run="true")
    (row,) = response.json()["rows"]
    assert [(note["rule"], note["detail"]) for note in row["notes"]] == [("part-without-place", text)]


async def test_the_document_of_a_row_may_be_named_in_one_cell(harness: ProceduresHarness) -> None:
    named = "Nghị định số 104/2022/NĐ-CP ngày 21 tháng 12 năm 2022 của Chính phủ, có hiệu lực từ ngày 01/01/2023"
    ministry = "Quyết định số 1872/QĐ-BTP ngày 04/9/2020 của Bộ Tư pháp về việc công bố thủ tục hành chính"
    ended = introducing_row(kind="Bãi bỏ", predecessor_unrecorded="x")
    rows = [
        {**ended, "document": named},
        {**ended, "procedure_code": "1.000002", "number": 2, "document": ministry},
        {**ended, "procedure_code": "1.000003", "number": 3, "document": "104/2022/NĐ-CP"},
        introducing_row("1.000004", 4, document="Luật Hộ tịch và Nghị định số 123/2015/NĐ-CP"),
    ]
    response = await posted(harness, workbook(*rows))
    draft = await draft_of(harness, response)
    numbers = [item["legal_document_number"] for item in draft["items"]]
    assert numbers == ["104/2022/NĐ-CP", "1872/QĐ-BTP", "104/2022/NĐ-CP", None]
    stated = {
        document["number"]: (document["issued_on"], document["effective_on"]) for document in draft["legal_documents"]
    }
    assert stated == {"104/2022/NĐ-CP": ("2022-12-21", "2023-01-01"), "1872/QĐ-BTP": ("2020-09-04", None)}
    assert [note["rule"] for note in response.json()["rows"][3]["notes"]] == ["part-without-place"]


async def test_a_file_with_several_lists_keeps_the_numbers_of_each(harness: ProceduresHarness) -> None:
    rows = [
        introducing_row(number=1, list="A. MỚI BAN HÀNH", section="I. Hộ tịch"),
        {**introducing_row("1.000002", list="A. MỚI BAN HÀNH", section="I. Hộ tịch"), "number": "2.a"},
        {**designating_row(1), "procedure_code": "1.000002", "designation": "postal", "list": "B. QUA BƯU CHÍNH"},
    ]
    response = await posted(harness, workbook(*rows))
    assert response.status_code == 201, response.text
    printed = [
        (item["number"], item["list"], item["section"], item["list_number"])
        for item in response.json()["decision"]["items"]
    ]
    assert printed == [
        (1, "A. MỚI BAN HÀNH", "I. Hộ tịch", "1"),
        (2, "A. MỚI BAN HÀNH", "I. Hộ tịch", "2.a"),
        (3, "B. QUA BƯU CHÍNH", None, "1"),
    ]


def designating_row(number: int) -> dict[str, Any]:
    code = f"2.0000{number:02}"
    return {"number": number, "kind": "Đưa vào danh mục", "procedure_code": code, "effective_on": "2023-02-01"}


async def test_each_kind_of_item_has_its_word(harness: ProceduresHarness) -> None:
    rows = [
        introducing_row(),
        {"number": 2, "kind": "bai  bo", "procedure_code": "1.000002", "effective_on": "01/02/2023", **LAW},
        {
            "number": 3,
            "kind": "ĐỦ ĐIỀU KIỆN TRỰC TUYẾN",
            "procedure_code": "1.000003",
            "effective_on": "2023-02-01",
            "online_level": "toàn trình",
        },
        introducing_row("1.000004", 4, kind="Sửa đổi, bổ sung", changed_parts="phí, lệ phí; Thời hạn giải quyết"),
        introducing_row("1.000005", 5, kind="Thay thế", successor_code="1.000006"),
        introducing_row("1.000007", 6, kind="sửa đổi bổ sung", changed_parts="-"),
        introducing_row("1.000008", 7, kind="Chuẩn hóa", changed_parts="-"),
        {**designating_row(8), "designation": "postal"},
        {**designating_row(9), "kind": "Công bố lại"},
        {**designating_row(10), "designation": "partial_online"},
    ]
    response = await posted(harness, workbook(*rows))
    assert response.status_code == 201, response.text
    items = response.json()["decision"]["items"]
    assert [item["kind"] for item in items] == [
        *("introduce", "repeal", "declare_online", "amend", "replace", "amend"),
        *("standardise", "designate", "confirm", "declare_online"),
    ]
    assert [items[index]["designation"] for index in (2, 7, 9)] == ["full_online", "postal", "partial_online"]
    assert (
        items[2]["online_level"],
        items[3]["changed_parts"],
        items[4]["successor_code"],
        items[5]["changed_parts"],
    ) == (
        "full",
        ["time_limits", "fees"],
        "1.000006",
        [],
    )


async def test_case_diacritics_and_spaces_of_headings_do_not_matter(
    harness: ProceduresHarness,
) -> None:
    row = introducing_row()
    headings = [
        f"  {HEADINGS[name].upper()}\n" if index % 2 else HEADINGS[name].replace("ủ", "u")
        for index, name in enumerate(row)
    ]
    plain = {"Mã TTHC": "ma tthc", "Loại thay đổi": "LOAI  THAY DOI"}
    response = await posted(
        harness, workbook(row, headings=[plain.get(heading.strip(), heading) for heading in headings]), dry_run="true"
    )
    assert response.status_code == 200, response.text
    assert response.json()["accepted"] == 1


EIGHT_O_CLOCK = datetime(2023, 2, 1, 8)  # noqa: DTZ001 - sheets know no zones
FAULTY_CELLS: list[tuple[Cells, str, str]] = [
    ({"number": None}, "number", "fact-missing"),
    ({"number": "một"}, "number", "number-unreadable"),
    ({"number": 0}, "number", "number-unreadable"),
    ({"number": 1.5}, "number", "number-unreadable"),
    ({"kind": "Bổ sung"}, "kind", "unknown-value"),
    ({"kind": None}, "kind", "fact-missing"),
    ({"procedure_code": 1.001234}, "procedure_code", "code-as-number"),
    ({"procedure_code": "1.1234"}, "procedure_code", "code-malformed"),
    ({"procedure_code": "=A1"}, "procedure_code", "cell-formula"),
    ({"procedure_code": None}, "procedure_code", "fact-missing"),
    ({"effective_on": "02.01.2023"}, "effective_on", "day-unreadable"),
    ({"effective_on": "31/02/2023"}, "effective_on", "day-unreadable"),
    ({"effective_on": 44958}, "effective_on", "day-unreadable"),
    ({"effective_on": EIGHT_O_CLOCK}, "effective_on", "day-with-time"),
    ({"effective_on": date(2022, 2, 1)}, "effective_on", "effective-before-decision"),
    ({"name": None}, "name", "fact-missing"),
    ({"name": "x" * 2_001}, "name", "cell-too-long"),
    ({"name": date(2023, 1, 1)}, "name", "cell-no-text"),
    ({"field_code": "G99"}, "field_code", "unknown-field"),
    ({"field_code": "Lĩnh vực lạ"}, "field_code", "code-malformed"),
    ({"agency_code": "H99"}, "agency_code", "unknown-agency"),
    ({"levels": "Cấp vùng"}, "levels", "unknown-value"),
    ({"levels": None}, "levels", "fact-missing"),
    ({"changed_parts": "Tên"}, "kind", "item-incomplete"),
    ({"designation": "Bưu chính"}, "designation", "code-malformed"),
    ({"kind": "Công bố lại", "changed_parts": "Tên"}, "kind", "item-incomplete"),
    ({"kind": "Sửa đổi, bổ sung", "changed_parts": "Thời tiết"}, "changed_parts", "unknown-value"),
    ({"kind": "Thay thế", "successor_code": "1.001234"}, "successor_code", "successor-is-itself"),
    ({"kind": "Bãi bỏ"}, "document_number", "repeal-without-legal-document"),
    ({"online_level": "Mức 4"}, "online_level", "unknown-value"),
    ({"population_fields": "full_name, tuổi"}, "population_fields", "unknown-value"),
    ({"household_member_fields": "tuổi"}, "household_member_fields", "unknown-value"),
    ({"document_number": "1/2022/NĐ-CP"}, "document_title", "fact-missing"),
    ({"document_title": "x"}, "document_title", "document-without-number"),
    ({"national_snapshot": "x"}, "national_snapshot", "code-malformed"),
    ({"national_code": "1.000001"}, "national_snapshot", "fact-missing"),
    ({"national_snapshot": "01990000-0000-7000-8000-000000000000"}, "national_code", "unknown-national-record"),
]


@pytest.mark.parametrize(
    ("cells", "column", "rule"),
    FAULTY_CELLS,
    ids=[f"{column}-{rule}-{n}" for n, (_, column, rule) in enumerate(FAULTY_CELLS)],
)
async def test_each_fault_names_line_column_and_rule(
    shared: ProceduresHarness, cells: Cells, column: str, rule: str
) -> None:
    faults = await faults_of(shared, workbook(introducing_row("1.000001", 7), introducing_row() | cells))
    assert (3, HEADINGS[column], rule) in faults
    assert {line for line, _, _ in faults} == {3}


async def test_the_faults_of_all_rows_are_listed_at_once(shared: ProceduresHarness) -> None:
    faults = await faults_of(
        shared, workbook(introducing_row(kind="?", name=None, levels="?"), introducing_row("7", 2))
    )
    assert {(line, rule) for line, _, rule in faults} == {(2, "unknown-value"), (3, "code-malformed")}


async def test_a_refusal_states_how_many_faults_there_are_beyond_those_it_lists(shared: ProceduresHarness) -> None:
    rows = [introducing_row(f"1.{number:06}", number) | {"name": None} for number in range(1, 503)]
    refusal = problem(await posted(shared, csv_table(*rows)))
    assert (refusal["type"], refusal["refused"]) == ("annex-refused", 502)
    assert (len(refusal["faults"]), refusal["more_faults"]) == (500, 2)


async def test_rows_with_the_number_or_the_code_of_an_earlier_row_are_refused(shared: ProceduresHarness) -> None:
    faults = await faults_of(
        shared, workbook(introducing_row(), introducing_row("1.000002"), introducing_row("1.001234", 3))
    )
    assert faults == [
        (3, HEADINGS["number"], "duplicate-item-number"),
        (4, HEADINGS["procedure_code"], "several-items-for-procedure"),
    ]


async def test_rows_that_describe_one_document_differently_are_refused(shared: ProceduresHarness) -> None:
    other = {**LAW, "document_effective_on": "2023-01-02"}
    short = {"document_number": LAW["document_number"]}
    faults = await faults_of(
        shared,
        workbook(
            introducing_row(**LAW), introducing_row("1.000002", 2, **short), introducing_row("1.000003", 3, **other)
        ),
    )
    assert faults == [(4, HEADINGS["document_effective_on"], "document-differs")]


async def test_a_normalised_cell_is_noted(shared: ProceduresHarness) -> None:
    response = await posted(
        shared, workbook(introducing_row(name="Cấp  giấy\u200b phép ", conditions="một\r\n hai ")), dry_run="true"
    )
    (row,) = response.json()["rows"]
    assert (row["outcome"], row["item"]["name"]) == ("accepted_with_notes", "Cấp giấy phép")
    assert {(note["column"], note["rule"]) for note in row["notes"]} == {
        (HEADINGS["name"], "text-normalised"),
        (HEADINGS["conditions"], "text-normalised"),
    }


async def test_a_csv_cell_that_a_spreadsheet_would_evaluate_as_a_formula_is_refused(shared: ProceduresHarness) -> None:
    faults = await faults_of(shared, csv_table(introducing_row(name='=HYPERLINK("http://x")', conditions="@SUM(1)")))
    assert {(column, rule) for _, column, rule in faults} == {
        (HEADINGS["name"], "cell-formula"),
        (HEADINGS["conditions"], "cell-formula"),
    }


DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("corrupt", "type"),
    [
        (lambda _: b"PK\x03\x04 no archive", "unknown-file-format"),
        (lambda content: content[: len(content) // 2], "unknown-file-format"),
        (lambda content: with_changed_part(content, SHEET, lambda text: DOCTYPE + text), "unsafe-file"),
        (
            lambda content: with_changed_part(
                content, SHEET, lambda text: b"<!--" + b" " * 5_000 + b"-->" + DOCTYPE + text
            ),
            "unsafe-file",
        ),
        (
            lambda content: with_changed_part(
                content, SHEET, lambda text: (DOCTYPE.decode() + text.decode()).encode("utf-16")
            ),
            "unsafe-file",
        ),
        (lambda content: with_changed_part(content, "docProps/core.xml", lambda _: b" " * 50_000_000), "unsafe-file"),
        (lambda content: with_changed_part(content, SHEET, lambda text: text[: len(text) // 2]), "unknown-file-format"),
        (lambda content: with_changed_part(content, "xl/workbook.xml", lambda _: b""), "unknown-file-format"),
        (
            lambda content: with_changed_part(
                content, SHEET, lambda text: text.replace(b'<row r="2"', b'<row r="1048577"')
            ),
            "file-too-many-rows",
        ),
    ],
)
async def test_a_corrupt_or_unsafe_workbook_is_refused(shared: ProceduresHarness, corrupt: Any, type: str) -> None:
    assert problem(await posted(shared, corrupt(workbook(introducing_row()))))["type"] == type


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"a,b\n1,2\n",
        workbook(),
        workbook(introducing_row(), headings=[*list(introducing_row())]),
        csv_table(introducing_row())[:60],
        workbook(
            introducing_row(), headings=[HEADINGS[name] if name != "name" else "Màu sắc" for name in introducing_row()]
        ),
        workbook(
            introducing_row(),
            headings=[HEADINGS[name] if name != "name" else HEADINGS["kind"] for name in introducing_row()],
        ),
        workbook({name: cell for name, cell in introducing_row().items() if name != "effective_on"}),
        csv_table(introducing_row())[:-1] + b',"offen',
    ],
)
async def test_a_table_without_the_headings_of_an_annex_is_refused(shared: ProceduresHarness, content: bytes) -> None:
    assert problem(await posted(shared, content))["type"] == "unknown-file-format"


async def test_more_rows_than_a_decision_may_list_are_refused(shared: ProceduresHarness) -> None:
    row = {"number": 1, "kind": "x", "procedure_code": "x", "effective_on": "x"}
    assert problem(await posted(shared, csv_table(*[row] * 2_001)))["type"] == "file-too-many-rows"


async def test_the_template_has_every_column_and_can_be_imported_once_filled_in(shared: ProceduresHarness) -> None:
    response = await shared.http.get("/v1/annex-template.xlsx")
    workbook = load_workbook(BytesIO(response.content))
    assert [cell.value for cell in workbook["Danh mục"][1]] == [column.heading for column in COLUMNS]
    assert [row[0].value for row in workbook["Hướng dẫn"].iter_rows(min_row=2)] == [
        column.heading for column in COLUMNS
    ]
    assert problem(await posted(shared, response.content))["type"] == "unknown-file-format"
    row = introducing_row()
    workbook["Danh mục"].append([row.get(column.name) for column in COLUMNS])
    filled = BytesIO()
    workbook.save(filled)
    assert (await posted(shared, filled.getvalue(), dry_run="true")).json()["accepted"] == 1


async def test_the_drafter_states_effective_day_and_agency_for_national_json(harness: ProceduresHarness) -> None:
    record = json.dumps([new_portal_row()], ensure_ascii=False).encode()
    await harness.http.post(
        "/v1/fields",
        json={"fields": [{"code": "G03-GD12", "name": "Thi"}]},
        headers=harness.service.bearer("catalogue.write"),
    )
    faults = await faults_of(harness, record)
    assert {(column, rule) for _, column, rule in faults} == {
        ("effective_on", "fact-missing"),
        ("/agency_code", "fact-missing"),
    }
    response = await posted(harness, record, effective_on="2023-02-01", item_agency_code="H60.01")
    assert response.status_code == 201, response.text
    draft = (await harness.http.get(response.headers["Location"], headers=harness.service.bearer(DRAFT))).json()
    assert (draft["items"][0]["procedure_code"], draft["items"][0]["content"]["results"]) == (
        "1.005095",
        [{"code": "KQ.G03.000111", "name": "Giấy chứng nhận"}],
    )


@pytest.mark.parametrize(
    ("record", "rule"),
    [
        ({"MATTHC": "1.000001", "TENTTHC": ["x"]}, "row-shape"),
        ({"MATTHC": "7", "TENTTHC": "x"}, "code-malformed"),
        ({"a": 1}, "row-shape"),
        (7, "row-shape"),
    ],
)
async def test_a_malformed_national_record_is_refused_with_its_rule(
    shared: ProceduresHarness, record: Any, rule: str
) -> None:
    faults = await faults_of(shared, json.dumps([record]).encode())
    assert (1, rule) in {(fault_line, fault_rule) for fault_line, _, fault_rule in faults}


async def test_a_fault_of_the_heading_is_refused_as_for_any_draft(shared: ProceduresHarness) -> None:
    assert problem(await posted(shared, workbook(introducing_row()), topics="no_such_topic"))["type"] == "unknown-topic"
    assert (
        problem(await posted(shared, workbook(introducing_row()), published_on="2023-01-15"))["type"]
        == "stated-day-missing"
    )


async def test_an_old_decision_is_entered_with_its_annex(harness: ProceduresHarness) -> None:
    stated = {
        "back_entered": "true",
        "published_on": "2023-01-16",
        "signed_file_sha256": "ab" * 32,
        "signer": "Chủ tịch",
    }
    content = workbook(introducing_row())
    refused = problem(await posted(harness, content, **stated))
    assert (refused["status"], refused["type"]) == (403, "back-entry-not-allowed")
    headers = harness.service.bearer(DRAFT + " decisions.back_enter")
    response = await harness.http.post(
        "/v1/decisions/import", content=content, params=HEADING | stated, headers=headers
    )
    assert response.status_code == 201, response.text
    draft = response.json()["decision"]
    assert (draft["back_entered"], draft["signed_file_sha256"]) == (True, "ab" * 32)


async def test_the_command_imports_all_rows_or_none(
    postgres: Postgres, harness: ProceduresHarness, tmp_path: Path
) -> None:
    url, good, bad = harness.service.runtime.settings.database_url, tmp_path / "good.xlsx", tmp_path / "bad.xlsx"
    good.write_bytes(workbook(introducing_row()))
    bad.write_bytes(workbook(introducing_row(), introducing_row("7", 2)))
    arguments = [
        "--number",
        "12/QĐ-UBND",
        "--issuing-body",
        "H60",
        "--agency-code",
        "H60.01",
        "--title",
        "x",
        "--signed-on",
        "2023-01-15",
    ]
    refused = await run_command("procedures", "import-annex", str(bad), *arguments, DATABASE_URL=url)
    assert (refused.code, "Mã TTHC: code-malformed" in refused.out) == (1, True)
    dry_run = await run_command(
        "procedures", "import-annex", str(good), *arguments, "--dry-run", "--json", DATABASE_URL=url
    )
    summary = json.loads(dry_run.out.splitlines()[-1])
    assert (dry_run.code, summary["decision"], summary["rules"]) == (0, None, [])
    assert await harness.service.rows("SELECT id FROM decision") == []
    imported = await run_command("procedures", "import-annex", str(good), *arguments, DATABASE_URL=url)
    assert (imported.code, "1 items" in imported.out) == (0, True)
    assert [row.created_by for row in await harness.service.rows("SELECT created_by FROM decision")] == [
        "console:console"
    ]
