"""Files as other systems and offices write them: no part of a row is lost because it is odd, or has no place here."""

import unicodedata
from io import BytesIO
from typing import Any

import orjson
import pytest

from common.documents.refusals import UnknownFileFormat
from procedures.annex_files.formats.national_annex import national_rows
from procedures.national_catalogue.commands.import_catalogue import codes_of_two_names, normalised_rows
from procedures.national_catalogue.domain.comparison import changed_parts
from procedures.national_catalogue.domain.content_from_record import content_from
from procedures.national_catalogue.domain.normalisation import normalise
from procedures.national_catalogue.domain.records import NationalRecord
from procedures.national_catalogue.domain.row_results import RowResult
from procedures.national_catalogue.formats.catalogue_file import CatalogueFormat, detect_format, rows_of
from procedures.national_catalogue.storage.repository import encode_record
from tests.support.national import Row, json_lines, new_portal_row, valid_row


def results_of(*rows: Row | str) -> list[RowResult]:
    return results_of_file(json_lines(*rows))


def results_of_file(content: bytes) -> list[RowResult]:
    file = BytesIO(content)
    return list(normalised_rows(rows_of(file, detect_format(file))))


def accepted(**parts: Any) -> tuple[NationalRecord, dict[str, int]]:
    """The record of one accepted row, and how often each rule was met."""
    (result,) = results_of(valid_row(**parts))
    assert result.record is not None, result.notes
    return result.record, {note.rule.value: note.occurrences for note in result.notes}


LIST = "Mã số{0}Tên{0}Cơ quan ban hành{0}Cơ quan thực hiện{0}Lĩnh vực\n9.009004{0}Cấp giấy{0}Bộ A{0}UBND{0}Mẫu\n"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_list_export_is_read_whatever_program_saved_it(separator: str, encoding: str, form: Any) -> None:
    content = unicodedata.normalize(form, LIST.format(separator)).encode(encoding)
    (result,) = results_of_file(content)
    assert result.record is not None
    assert (result.record.code, result.record.name) == ("9.009004", "Cấp giấy")
    assert [agency.name for agency in result.record.agencies] == ["UBND"]


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028"])
def test_every_separator_of_lines_parts_the_agencies_of_a_cell(separator: str) -> None:
    content = LIST.format(",").replace("UBND", f'"UBND xã{separator}UBND tỉnh"').encode()
    (result,) = results_of_file(content)
    assert result.record is not None
    assert [agency.name for agency in result.record.agencies] == ["UBND xã", "UBND tỉnh"]


@pytest.mark.parametrize("separator", ["\t", "\x0b", "\x0c", "\r", "\x85", "\u2028", "\n"])
def test_no_separator_joins_the_words_that_it_parts(separator: str) -> None:
    record, notes = accepted(name=f"Cấp{separator}giấy phép", conditions=f"Điều{separator}kiện")
    assert record.name == "Cấp giấy phép"
    assert record.conditions in ("Điều kiện", "Điều\nkiện")
    assert notes["text-spaces"] >= 1


def test_the_refusal_of_a_workbook_in_place_of_a_list_states_what_to_do() -> None:
    with pytest.raises(UnknownFileFormat, match="save the list as CSV"):
        results_of_file(b"PK\x03\x04, ; \n")


@pytest.mark.parametrize(
    ("row", "rule", "column", "text"),
    [
        (valid_row(level="Cấp vùng, Cấp xã"), "level-unknown", "level", "Cấp vùng"),
        (
            valid_row(processing_time=[{"channel": "Chim câu", "time": "3 Ngày"}]),
            "channel-unknown",
            "processing_time",
            "Chim câu' is no channel: 3 Ngày",
        ),
        (valid_row(processing_time="5 Ngày"), "part-unreadable", "processing_time", "5 Ngày"),
        (valid_row(fees=["70"]), "part-unreadable", "fees", "70"),
        (valid_row(components=[{"name": "Đơn", "original": "hai"}]), "part-unreadable", "components", "hai"),
        (valid_row(steps=[7]), "part-unreadable", "steps", "7"),
        (valid_row(steps="Nộp"), "part-unreadable", "steps", "Nộp"),
        (valid_row(legal_bases=[{"number": "1", "issued_on": "hôm qua"}]), "day-unreadable", "legal_bases", "hôm qua"),
        (new_portal_row(resultsDetails="Giấy"), "part-unreadable", "resultsDetails", "Giấy"),
        (new_portal_row(executionMethods=[{"fees": 7}]), "part-unreadable", "executionMethods.fees", "7"),
        (
            new_portal_row(executionMethods=[{"submissionMethod": ["DIRECT"]}]),
            "part-unreadable",
            "processing_time",
            "DIRECT",
        ),
        (valid_row(**{"Ghi chú": "hỏi Sở"}), "part-without-place", "Ghi chú", "hỏi Sở"),
        (valid_row(online_level=4), "part-without-place", "online_level", "4"),
        (
            new_portal_row(dossierReceivingAddresses="Trường"),
            "part-without-place",
            "dossierReceivingAddresses",
            "Trường",
        ),
    ],
)
def test_an_odd_part_is_kept_as_a_text_and_the_rest_of_its_row_is_accepted(
    row: Row, rule: str, column: str, text: str
) -> None:
    (result,) = results_of(row)
    assert result.record is not None
    assert result.record.name == row["name"]
    assert [text in note.detail for note in result.notes if (note.rule, note.column) == (rule, column)] == [True]


def test_each_text_without_a_place_has_a_note_of_its_own() -> None:
    methods = [
        {"submissionMethod": "DIRECT", "processingTime": 1, "processingTimeUnit": "DAY", "x": text} for text in "ab"
    ]
    (result,) = results_of(new_portal_row(executionMethods=methods))
    assert [note.detail for note in result.notes if note.rule == "part-without-place"] == ["a", "b"]


FULL_ROW = valid_row(
    field_code="G15-TP110",
    processing_time=[{"channel": "Trực tiếp", "time": "5 Ngày", "note": "Cấp mới"}],
    fees=[
        {
            "channel": "Trực tiếp",
            "amount_raw": "70,000",
            "currency": "VND",
            "note": "Lệ phí",
            "time_limit": "5 Ngày",
            "time_limit_note": "Cấp mới",
        }
    ],
    components=[
        {
            "name": "Tờ khai",
            "code": "KQ.1",
            "original": 1,
            "copy": 2,
            "case": "Lần đầu",
            "form": "Mẫu 1",
            "form_url": "https://x.test/1",
            "replaced_by": "KQ.2",
        }
    ],
    steps=[{"case": "Lần đầu", "text": "Nộp"}],
    legal_bases=[
        {
            "number": "1/2024/NĐ-CP",
            "title": "Nghị định",
            "issued_on": "2024-01-01",
            "effective_on": "15/02/2024",
            "issuing_body": "Chính phủ",
            "link": "https://x.test/2",
        }
    ],
    results=[{"code": "KQ.3", "name": "Giấy phép"}],
    audience=["Công dân"],
    conditions="Đủ 18 tuổi",
)


def leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for part in value.values() for leaf in leaves(part)]
    if isinstance(value, list | tuple):
        return [leaf for part in value for leaf in leaves(part)]
    return [value]


def test_every_member_of_a_full_row_is_kept() -> None:
    """Each text of the row stands in the record; the channel, the levels and the currency have names of their own."""
    (result,) = results_of(FULL_ROW)
    assert result.notes == ()
    assert result.record is not None
    kept = set(map(str, leaves(orjson.loads(encode_record(result.record)))))
    renamed = {"Trực tiếp": "direct", "Cấp tỉnh, Cấp xã": "province", "VND": "70000", "15/02/2024": "2024-02-15"}
    assert [text for text in map(str, leaves(FULL_ROW)) if text != "None" and renamed.get(text, text) not in kept] == []


@pytest.mark.parametrize(
    ("fee", "amount", "raw"),
    [
        ({"amount_raw": "1.5", "currency": "USD"}, None, "1.5 USD"),
        ({"amount_raw": "", "currency": "VND", "note": "Theo quy định của Bộ Tài chính"}, None, ""),
        ({"amount_raw": "0", "currency": "VND"}, 0, "0"),
    ],
)
def test_a_fee_in_another_currency_or_without_an_amount_is_no_other_fee(fee: Row, amount: int | None, raw: str) -> None:
    record, notes = accepted(fees=[{"channel": "Trực tiếp", **fee}])
    (channel,) = record.channels
    (kept,) = channel.fees
    assert (kept.amount, kept.raw, kept.note) == (amount, raw, fee.get("note"))
    assert (kept.fee is None) == (amount is not None)
    assert "fee-unreadable" not in notes
    assert "fee-under-1000" not in notes


def test_two_limits_of_one_length_with_different_notes_are_two() -> None:
    limits = [{"channel": "Trực tiếp", "time": "1 Ngày làm việc", "note": note} for note in ("Xét", "Duyệt", "Xét")]
    record, notes = accepted(processing_time=limits)
    assert [limit.note for limit in record.channels[0].time_limits] == ["Xét", "Duyệt"]
    assert notes == {"time-repeated": 1}


def test_a_code_that_names_two_procedures_is_doubted_in_both_rows() -> None:
    file = BytesIO(
        json_lines(
            valid_row("1.000001", name="Cấp giấy phép"),
            valid_row("1.000002"),
            valid_row("1.000001", name="Đăng ký hộ kinh doanh"),
            valid_row("1.000003", name="Cấp  Giấy"),
            valid_row("1.000003", name="cấp giấy"),
        )
    )
    doubtful = codes_of_two_names(lambda: rows_of(file, CatalogueFormat.JSON_LINES))
    results = list(normalised_rows(rows_of(file, CatalogueFormat.JSON_LINES), doubtful))
    assert [result.notes[0].rule.value if result.record is None else None for result in results] == [
        "code-of-two-names",
        None,
        "code-of-two-names",
        None,
        "code-repeated",
    ]
    for result in (results[0], results[2]):
        assert "line 1: 'Cấp giấy phép'; line 3: 'Đăng ký hộ kinh doanh'" in result.notes[0].detail
        assert result.name is not None


DAY_1 = valid_row(
    processing_time=[{"channel": "Trực tiếp", "time": "5 Ngày"}, {"channel": "Trực tuyến", "time": "3 Ngày"}],
    fees=[{"channel": "Trực tiếp", "amount_raw": "20.000", "currency": "VND", "time_limit": "5 Ngày"}],
    components=[{"name": "Đơn", "original": 1, "copy": 0}, {"name": "Bản sao", "original": 0, "copy": 1}],
    steps=["Bước 1: Nộp hồ sơ", "Bước 2: Nhận"],
)


@pytest.mark.parametrize(
    ("part", "value", "changed"),
    [
        ("components", list(reversed(DAY_1["components"])), ()),
        ("processing_time", list(reversed(DAY_1["processing_time"])), ()),
        ("processing_time", [{**limit, "time": limit["time"].lower()} for limit in DAY_1["processing_time"]], ()),
        ("processing_time", [{**limit, "time": "0" + limit["time"]} for limit in DAY_1["processing_time"]], ()),
        ("fees", [{**DAY_1["fees"][0], "amount_raw": "20,000"}], ()),
        ("fees", [{**DAY_1["fees"][0], "time_limit": "05 ngày"}], ()),
        ("steps", ["Bước 1:  Nộp hồ sơ", "Bước 2: Nhận "], ()),
        ("steps", ["Bước 2: Nhận", "Bước 1: Nộp hồ sơ"], ("steps",)),
        ("fees", [{**DAY_1["fees"][0], "amount_raw": "20.001"}], ("channels",)),
        ("processing_time", DAY_1["processing_time"][:1], ("channels",)),
        ("components", [{"name": "Đơn", "original": 2, "copy": 0}, DAY_1["components"][1]], ("papers",)),
    ],
)
def test_only_facts_make_a_difference(part: str, value: Any, changed: tuple[str, ...]) -> None:
    before, after = (results_of(row)[0].record for row in (DAY_1, {**DAY_1, part: value}))
    assert before is not None
    assert after is not None
    assert changed_parts(before, after) == changed


def test_fees_of_two_limits_of_one_length_are_those_of_their_own_limit() -> None:
    limits = [
        {
            "THOIGIANGIAIQUYET": "1",
            "DONVITINH": "Ngày làm việc",
            "MOTA": note,
            "PHILEPHI": [{"SOTIEN": "8000", "DONVI": "VND", "MOTA": name}, {"SOTIEN": "8000", "DONVI": "VND"}],
        }
        for note, name in (("Cấp xã xét", "Phí xét"), ("Cấp tỉnh duyệt", "Phí duyệt"))
    ]
    record = {
        "MATTHC": "9.009013",
        "TENTTHC": "Cấp giấy phép",
        "CACHTHUCTHUCHIEN": {"KENH": "1", "THOIGIAN": limits},
    }
    (row,) = national_rows(BytesIO(orjson.dumps({"result": record})))
    result = normalise(row)
    assert result.record is not None
    (channel,) = content_from(result.record, "H60.02").content.channels
    assert [(limit.note, [(fee.name, fee.amount) for fee in limit.fees]) for limit in channel.time_limits] == [
        ("Cấp xã xét", [("Phí xét", 8_000), ("Phí, lệ phí", 8_000)]),
        ("Cấp tỉnh duyệt", [("Phí duyệt", 8_000), ("Phí, lệ phí", 8_000)]),
    ]
