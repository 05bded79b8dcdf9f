"""Annexes at their door: every refusal names row, column and rule; all rows become items of one draft, or none."""

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
    """For what is refused or only looked at."""
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
    """By dry run: line, column and rule of each; that a real run writes nothing either is seen by the way."""
    response = await posted(harness, content, dry_run="true", **query)
    assert response.status_code == 200, response.text
    found = [
        (row["line"], fault["column"], fault["rule"]) for row in response.json()["rows"] for fault in row["faults"]
    ]
    if found:
        refused = problem(await posted(harness, content, **query))
        assert (refused["type"], [(one["line"], one["column"], one["rule"]) for one in refused["faults"]]) == (
            "annex-refused",
            found,
        )
        assert (await harness.service.rows("SELECT count(*) FROM decision"))[0][0] == 0
    return found


@pytest.mark.parametrize(
    "as_file",
    [workbook, csv_table, lambda *rows: csv_table(*rows, between=";"), lambda *rows: workbook(*rows, banner=5)],
)
async def test_an_annex_becomes_the_draft_that_its_rows_say(harness: ProceduresHarness, as_file: Any) -> None:
    rows = [introducing_row(), introducing_row("1.001235.H60", 2, **LAW)]
    response = await posted(harness, as_file(*rows))
    assert response.status_code == 201, response.text
    assert (response.json()["taken"], response.json()["noted"], response.json()["refused"]) == (2, 0, 0)
    headers = harness.service.bearer(DRAFT)
    draft = (await harness.http.get(response.headers["Location"], headers=headers)).json()
    assert (draft["number"], draft["status"], [one["procedure_code"] for one in draft["items"]]) == (
        "12/QĐ-UBND",
        "draft",
        ["1.001234", "1.001235.H60"],
    )
    assert [one["legal_document_number"] for one in draft["items"]] == [None, "104/2022/NĐ-CP"]
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
    assert limit["fees"] == [{"name": "Lệ phí", "amount": 70_000, "currency": "VND"}]
    assert (online["channel"], [one["amount"] for one in online["time_limits"]]) == ("online", [2.5])
    assert [(one["name"], one["originals"], one["copies"]) for one in content["papers"][0]["papers"]] == [
        ("Tờ khai", 1, 0),
        ("Giấy tờ tùy thân", 0, 1),
    ]
    assert (content["legal_bases"][0]["number"], content["agencies"][0]["name"]) == (
        "60/2014/QH13",
        "Ủy ban nhân dân cấp xã",
    )
    published = await harness.post_publish(draft["id"], PUBLISH)
    assert published.status_code == 200, published.text


async def test_every_kind_of_item_is_told_by_its_word(harness: ProceduresHarness) -> None:
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
    ]
    response = await posted(harness, workbook(*rows))
    assert response.status_code == 201, response.text
    items = response.json()["decision"]["items"]
    assert [one["kind"] for one in items] == ["introduce", "repeal", "declare_online", "amend", "replace", "amend"]
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


async def test_headings_are_known_in_any_case_with_or_without_diacritics_however_spaced(
    harness: ProceduresHarness,
) -> None:
    row = introducing_row()
    headings = [
        f"  {HEADINGS[name].upper()}\n" if place % 2 else HEADINGS[name].replace("ủ", "u")
        for place, name in enumerate(row)
    ]
    plain = {"Mã TTHC": "ma tthc", "Loại thay đổi": "LOAI  THAY DOI"}
    response = await posted(
        harness, workbook(row, headings=[plain.get(one.strip(), one) for one in headings]), dry_run="true"
    )
    assert response.status_code == 200, response.text
    assert response.json()["taken"] == 1


EIGHT_O_CLOCK = datetime(2023, 2, 1, 8)  # noqa: DTZ001 - sheets know no zones
SPOILT: list[tuple[Cells, str, str]] = [
    ({"number": None}, "number", "fact-missing"), ({"number": "một"}, "number", "number-unreadable"), ({"number": 0}, "number", "number-unreadable"),
    ({"number": 1.5}, "number", "number-unreadable"),
    ({"kind": "Bổ sung"}, "kind", "unknown-value"), ({"kind": None}, "kind", "fact-missing"),
    ({"procedure_code": 1.001234}, "procedure_code", "code-as-number"), ({"procedure_code": "1.1234"}, "procedure_code", "code-malformed"),
    ({"procedure_code": "=A1"}, "procedure_code", "cell-formula"), ({"procedure_code": None}, "procedure_code", "fact-missing"),
    ({"effective_on": "02.01.2023"}, "effective_on", "day-unreadable"), ({"effective_on": "31/02/2023"}, "effective_on", "day-unreadable"),
    ({"effective_on": 44958}, "effective_on", "day-unreadable"), ({"effective_on": EIGHT_O_CLOCK}, "effective_on", "day-with-time"),
    ({"effective_on": date(2022, 2, 1)}, "effective_on", "effective-before-decision"),
    ({"name": None}, "name", "fact-missing"), ({"name": "x" * 2_001}, "name", "cell-too-long"), ({"name": date(2023, 1, 1)}, "name", "cell-no-text"),
    ({"field_code": "G99"}, "field_code", "unknown-field"), ({"field_code": "Hộ tịch"}, "field_code", "code-malformed"),
    ({"agency_code": "H99"}, "agency_code", "unknown-agency"), ({"levels": "Cấp vùng"}, "levels", "unknown-value"),
    ({"levels": None}, "levels", "fact-missing"),
    ({"changed_parts": "Tên"}, "kind", "item-incomplete"), ({"kind": "Sửa đổi, bổ sung"}, "kind", "item-incomplete"),
    ({"kind": "Sửa đổi, bổ sung", "changed_parts": "Thời tiết"}, "changed_parts", "unknown-value"),
    ({"kind": "Thay thế", "successor_code": "1.001234"}, "successor_code", "successor-is-itself"),
    ({"kind": "Bãi bỏ"}, "document_number", "repeal-without-legal-document"), ({"online_level": "Mức 4"}, "online_level", "unknown-value"),
    ({"time_limits": "5 ngày"}, "time_limits", "time-unreadable"), ({"time_limits": "Trực tiếp: 3-5 ngày"}, "time_limits", "time-unreadable"),
    ({"fees": "Trực tiếp: Phí: 1.200,000"}, "fees", "fee-unreadable"), ({"fees": "Trực tiếp: 70.000"}, "fees", "fee-unreadable"),
    ({"fees": "Dịch vụ bưu chính: Phí: 70.000"}, "fees", "fee-without-time-limit"),
    ({"time_limits": "Trực tiếp: 5 ngày\nTrực tiếp: 9 ngày"}, "fees", "fee-without-time-limit"),
    ({"papers": "Tờ khai"}, "papers", "paper-unreadable"), ({"legal_bases": "Luật Hộ tịch"}, "legal_bases", "legal-basis-unreadable"),
    ({"document_number": "1/2022/NĐ-CP"}, "document_title", "fact-missing"), ({"document_title": "x"}, "document_title", "document-without-number"),
    ({"national_snapshot": "x"}, "national_snapshot", "code-malformed"), ({"national_code": "1.000001"}, "national_snapshot", "fact-missing"),
    ({"national_snapshot": "01990000-0000-7000-8000-000000000000"}, "national_code", "unknown-national-record"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "column", "rule"), SPOILT, ids=[f"{column}-{rule}-{n}" for n, (_, column, rule) in enumerate(SPOILT)]
)
async def test_each_refusal_names_row_column_and_rule(
    shared: ProceduresHarness, cells: Cells, column: str, rule: str
) -> None:
    found = await faults_of(shared, workbook(introducing_row("1.000001", 7), introducing_row() | cells))
    assert (3, HEADINGS[column], rule) in found
    assert {line for line, _, _ in found} == {3}


async def test_all_faults_of_all_rows_are_told_at_once(shared: ProceduresHarness) -> None:
    found = await faults_of(shared, workbook(introducing_row(kind="?", name=None, levels="?"), introducing_row("7", 2)))
    assert {(line, rule) for line, _, rule in found} == {(2, "unknown-value"), (3, "code-malformed")}


async def test_two_rows_about_one_code_or_with_one_number_are_told(shared: ProceduresHarness) -> None:
    found = await faults_of(
        shared, workbook(introducing_row(), introducing_row("1.000002"), introducing_row("1.001234", 3))
    )
    assert found == [
        (3, HEADINGS["number"], "duplicate-item-number"),
        (4, HEADINGS["procedure_code"], "several-items-for-procedure"),
    ]


async def test_rows_that_describe_one_document_otherwise_are_refused(shared: ProceduresHarness) -> None:
    other = {**LAW, "document_effective_on": "2023-01-02"}
    short = {"document_number": LAW["document_number"]}
    found = await faults_of(
        shared,
        workbook(
            introducing_row(**LAW), introducing_row("1.000002", 2, **short), introducing_row("1.000003", 3, **other)
        ),
    )
    assert found == [(4, HEADINGS["document_effective_on"], "document-differs")]


async def test_what_is_mended_in_a_cell_is_noted(shared: ProceduresHarness) -> None:
    response = await posted(
        shared, workbook(introducing_row(name="Cấp  giấy\u200b phép ", conditions="một\r\n hai ")), dry_run="true"
    )
    (row,) = response.json()["rows"]
    assert (row["outcome"], row["item"]["name"]) == ("noted", "Cấp giấy phép")
    assert {(one["column"], one["rule"]) for one in row["notes"]} == {
        (HEADINGS["name"], "text-normalised"),
        (HEADINGS["conditions"], "text-normalised"),
    }


async def test_a_csv_cell_that_a_sheet_would_take_for_a_formula_is_refused(shared: ProceduresHarness) -> None:
    found = await faults_of(shared, csv_table(introducing_row(name='=HYPERLINK("http://x")', conditions="@SUM(1)")))
    assert {(column, rule) for _, column, rule in found} == {
        (HEADINGS["name"], "cell-formula"),
        (HEADINGS["conditions"], "cell-formula"),
    }


def of_sheet(change: tuple[bytes, bytes]) -> Any:
    return lambda content: with_changed_part(content, SHEET, lambda text: text.replace(*change))


DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(("spoil", "type"), [
    (lambda _: b"PK\x03\x04 no archive", "unknown-file-format"),
    (lambda content: content[: len(content) // 2], "unknown-file-format"),
    (lambda content: with_changed_part(content, SHEET, lambda text: DOCTYPE + text), "unsafe-file"),
    (lambda content: with_changed_part(content, SHEET, lambda text: b"<!--" + b" " * 5_000 + b"-->" + DOCTYPE + text), "unsafe-file"),
    (lambda content: with_changed_part(content, SHEET, lambda text: (DOCTYPE.decode() + text.decode()).encode("utf-16")), "unsafe-file"),
    (lambda content: with_changed_part(content, "docProps/core.xml", lambda _: b" " * 50_000_000), "unsafe-file"),
    (lambda content: with_changed_part(content, SHEET, lambda text: text[: len(text) // 2]), "unknown-file-format"),
    (lambda content: with_changed_part(content, "xl/workbook.xml", lambda _: b""), "unknown-file-format"),
    (lambda content: with_changed_part(content, SHEET, lambda text: text.replace(b'<row r="2"', b'<row r="1000000"')), "file-too-many-rows"),
])  # fmt: skip
async def test_a_workbook_that_is_no_workbook_or_a_bomb_is_refused_before_it_is_read(
    shared: ProceduresHarness, spoil: Any, type: str
) -> None:
    assert problem(await posted(shared, spoil(workbook(introducing_row()))))["type"] == type


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"a,b\n1,2\n",
        workbook(),
        workbook(introducing_row(), headings=[*list(introducing_row())]),
        csv_table(introducing_row())[:60],
        workbook(
            introducing_row(), headings=[HEADINGS[name] if name != "name" else "Ghi chú" for name in introducing_row()]
        ),
        workbook(
            introducing_row(),
            headings=[HEADINGS[name] if name != "name" else HEADINGS["kind"] for name in introducing_row()],
        ),
        workbook({name: cell for name, cell in introducing_row().items() if name != "effective_on"}),
        csv_table(introducing_row())[:-1] + b',"offen',
    ],
)
async def test_a_table_without_the_headings_of_an_annex_is_refused_whole(
    shared: ProceduresHarness, content: bytes
) -> None:
    assert problem(await posted(shared, content))["type"] == "unknown-file-format"


async def test_more_rows_than_a_decision_lists_are_refused(shared: ProceduresHarness) -> None:
    row = {"number": 1, "kind": "x", "procedure_code": "x", "effective_on": "x"}
    assert problem(await posted(shared, csv_table(*[row] * 2_001)))["type"] == "file-too-many-rows"


async def test_the_template_has_every_column_and_is_taken_once_it_is_filled_in(shared: ProceduresHarness) -> None:
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
    assert (await posted(shared, filled.getvalue(), dry_run="true")).json()["taken"] == 1


async def test_national_json_says_what_a_procedure_is_and_the_drafter_from_when(harness: ProceduresHarness) -> None:
    record = json.dumps([new_portal_row()], ensure_ascii=False).encode()
    await harness.http.post(
        "/v1/fields",
        json={"fields": [{"code": "G03-GD12", "name": "Thi"}]},
        headers=harness.service.bearer("catalogue.write"),
    )
    found = await faults_of(harness, record)
    assert {(column, rule) for _, column, rule in found} == {
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
        ({"MATTHC": "1.000001", "TENTTHC": "x", "KETQUATHUCHIEN": {}}, "row-shape"),
        ({"MATTHC": "7", "TENTTHC": "x"}, "code-malformed"),
        ({"a": 1}, "row-shape"),
        (7, "row-shape"),
    ],
)
async def test_a_national_record_that_cannot_be_read_is_refused_by_its_rule(
    shared: ProceduresHarness, record: Any, rule: str
) -> None:
    assert (1, rule) in {(line, told) for line, _, told in await faults_of(shared, json.dumps([record]).encode())}


async def test_a_refusal_about_the_decision_itself_is_told_as_such(shared: ProceduresHarness) -> None:
    assert problem(await posted(shared, workbook(introducing_row()), topics="no_such_topic"))["type"] == "unknown-topic"
    assert (
        problem(await posted(shared, workbook(introducing_row()), published_on="2023-01-15"))["type"]
        == "stated-day-missing"
    )


async def test_the_command_takes_all_rows_or_none(
    postgres: Postgres, harness: ProceduresHarness, tmp_path: Path
) -> None:
    url, good, bad = harness.service.runtime.settings.database_url, tmp_path / "good.xlsx", tmp_path / "bad.xlsx"
    good.write_bytes(workbook(introducing_row()))
    bad.write_bytes(workbook(introducing_row(), introducing_row("7", 2)))
    asked = [
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
    refused = await run_command("procedures", "import-annex", str(bad), *asked, DATABASE_URL=url)
    assert (refused.code, "Mã TTHC: code-malformed" in refused.out) == (1, True)
    dry = await run_command("procedures", "import-annex", str(good), *asked, "--dry-run", "--json", DATABASE_URL=url)
    assert (dry.code, [json.loads(line) for line in dry.out.splitlines()][-1]) == (0, {"decision": None})
    assert await harness.service.rows("SELECT id FROM decision") == []
    taken = await run_command("procedures", "import-annex", str(good), *asked, DATABASE_URL=url)
    assert (taken.code, "1 items" in taken.out) == (0, True)
    assert [row.created_by for row in await harness.service.rows("SELECT created_by FROM decision")] == [
        "console:console"
    ]
