"""Rows of the national catalogue, one kind of error at a time: normalised with a note, or refused with a reason."""

import unicodedata
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.documents.refusals import UnknownFileFormat
from procedures.law.domain.fee_texts import fee_text
from procedures.law.domain.time_limit_texts import time_limit_text
from procedures.national_catalogue.commands.import_catalogue import normalised_rows
from procedures.national_catalogue.domain.comparison import PARTS, changed_parts
from procedures.national_catalogue.domain.content_from_record import content_from
from procedures.national_catalogue.domain.normalisation import normalise
from procedures.national_catalogue.domain.records import NationalRecord
from procedures.national_catalogue.domain.row_results import RawRow, RowOutcome, RowResult
from procedures.national_catalogue.formats.catalogue_file import (
    LARGEST_ROW,
    CatalogueFormat,
    detect_format,
    other_lines_of,
    rows_of,
)
from procedures.national_catalogue.storage.repository import decode_record, encode_record
from tests.support.national import EXPORT, Row, json_lines, new_portal_row, valid_row


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


def test_a_sound_row_is_accepted_without_a_note() -> None:
    record, notes = accepted()
    assert notes == {}
    assert (record.levels, record.agencies[0].name, record.decision_number) == (
        ("province", "commune"),
        "Sở Tư pháp",
        "163/QĐ-BTP",
    )
    (channel,) = record.channels
    assert (channel.channel, channel.time_limits[0].amount, channel.time_limits[0].unit) == (
        "direct",
        Decimal(5),
        "working_day",
    )
    assert channel.fees[0].amount == 70_000


@pytest.mark.parametrize("code", ["1.000001", "5.003812", "6.006597", "0.000001"])
def test_a_code_may_begin_with_any_digit(code: str) -> None:
    assert accepted(code=code)[0].code == code


@pytest.mark.parametrize(
    ("given", "kept", "rules"),
    [
        ("1.012753.H19", "1.012753.H19", {"code-suffix"}),
        ("1.012753.h19", "1.012753.H19", {"code-suffix", "code-spelling"}),
        (" 1.012753 ", "1.012753", {"text-spaces"}),
    ],
)
def test_a_suffix_is_kept_and_noted(given: str, kept: str, rules: set[str]) -> None:
    record, notes = accepted(code=given)
    assert (record.code, set(notes)) == (kept, rules)


@pytest.mark.parametrize(
    ("text", "levels", "rules"),
    [
        ("CẤP BỘ,cấp Tỉnh", ("ministry", "province"), {}),
        ("Cấp xã, Cơ quan khác", ("commune", "other"), {}),
        ("Cấp huyện", ("district",), {"level-ended": 1}),
        ("Cấp tỉnh, Cấp tỉnh", ("province",), {}),
        (None, (), {"level-absent": 1}),
        ("Không có thông tin", (), {"level-absent": 1, "no-information": 1}),
    ],
)
def test_levels_are_read_in_any_case_and_another_agency_is_a_level_of_its_own(
    text: str | None, levels: tuple[str, ...], rules: dict[str, int]
) -> None:
    record, notes = accepted(level=text)
    assert (record.levels, notes) == (levels, rules)


def test_no_information_is_read_as_no_text() -> None:
    record, notes = accepted(agency="Không có  thông tin", conditions="Không có thông tin.")
    assert (record.agencies, notes) == ((), {"no-information": 1, "text-spaces": 1, "agency-absent": 1})


def test_a_name_is_normalised_and_put_on_one_line() -> None:
    record, notes = accepted(name=unicodedata.normalize("NFD", "Cấp  giấy\nphép\u200e"))
    assert record.name == "Cấp giấy phép"
    assert set(notes) == {"text-nfc", "text-spaces", "text-invisible"}


def test_several_codes_may_have_one_name() -> None:
    results = results_of(*(valid_row(f"1.00000{number}", name="Hỗ trợ phát triển sản xuất") for number in range(10)))
    assert {result.outcome for result in results} == {RowOutcome.ACCEPTED}


@pytest.mark.parametrize(
    "number", ["9303", "Demo/QĐ-BCA", "1707/QD-BTC", "2267./QĐ-BXD", "SỐ 64/QĐ-NHNN", "QĐ/0001-BCA"]
)
def test_a_ministry_s_decision_number_is_kept_raw(number: str) -> None:
    record, notes = accepted(decision_number=number)
    assert (record.decision_number, notes) == (number, {"decision-number-form": 1})


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("5 Ngày làm việc", Decimal(5), "working_day"),
        ("1.5 Ngày làm việc", Decimal("1.5"), "working_day"),
        ("1,5 Ngày", Decimal("1.5"), "day"),
        ("30 Ngày", Decimal(30), "day"),
        ("8 GIỜ", Decimal(8), "hour"),
        ("2 Tháng", Decimal(2), "month"),
        ("02 Ngày", Decimal(2), "day"),
        ("2 Tuần", Decimal(2), "week"),
        ("4 giờ làm việc", Decimal(4), "working_hour"),
        ("Không quá 05 ngày làm việc", Decimal(5), "working_day"),
    ],
)
def test_a_time_limit_is_a_number_and_a_unit(text: str, amount: Decimal, unit: str) -> None:
    record, _ = accepted(processing_time=[{"channel": "Trực tiếp", "time": text}])
    assert (record.channels[0].time_limits[0].amount, record.channels[0].time_limits[0].unit) == (amount, unit)


@pytest.mark.parametrize("text", ["Theo Luật Đất đai", "0 Ngày", "5"])
def test_a_time_limit_that_cannot_be_parsed_stays_a_text(text: str) -> None:
    record, notes = accepted(processing_time=[{"channel": "Trực tiếp", "time": text}])
    (limit,) = record.channels[0].time_limits
    assert (limit.amount, limit.unit, limit.raw, notes) == (None, None, text, {"time-unreadable": 1})


def test_a_range_and_a_time_within_the_day_are_structure_and_where_there_is_no_text_the_note_states_the_time() -> None:
    times = [{"channel": "Trực tiếp", "time": text} for text in ("3-5 Ngày", "Ngay trong ngày")]
    noted = {"channel": "Trực tiếp", "time": None, "note": "10 ngày kể từ ngày nhận đủ hồ sơ"}
    record, notes = accepted(processing_time=[*times, noted, {"channel": None, "time": "1 Tháng"}])
    forms = [(limit.form, limit.amount, limit.longest) for limit in record.channels[0].time_limits]
    assert forms == [("range", None, 5), ("same_day", None, None), (None, 10, None)]
    assert [channel.channel for channel in record.channels] == ["direct", "unstated"]
    assert notes.keys() <= {"time-absent-on-channel"}
    limits = content_from(record, "H60.01").content.channels[0].time_limits
    assert [time_limit_text(limit) for limit in limits] == [
        "3 - 5 ngày",
        "trong ngày",
        "10 ngày (kể từ ngày nhận đủ hồ sơ)",
    ]


@pytest.mark.parametrize(
    ("limits", "rule"),
    [
        ([], "time-absent"),
        ([("Trực tiếp", None)], "time-absent"),
        ([("Trực tiếp", None), ("Trực tuyến", "5 Ngày")], "time-absent-on-channel"),
        ([("Trực tiếp", "5 Ngày"), ("Trực tiếp", "5 ngày")], "time-repeated"),
    ],
)
def test_missing_and_repeated_time_limits_are_noted(limits: list[tuple[str, str | None]], rule: str) -> None:
    _, notes = accepted(processing_time=[{"channel": channel, "time": time} for channel, time in limits])
    assert notes == {rule: 1}


@pytest.mark.parametrize(
    ("raw", "amount", "rules"),
    [
        ("1.200.000", 1_200_000, {}),
        ("1,200,000", 1_200_000, {}),
        ("30000", 30_000, {}),
        ("1000", 1_000, {}),
        ("999", 999, {"fee-under-1000": 1}),
        ("0", 0, {}),
        ("10.000.0000", None, {"fee-unreadable": 1}),
        ("1000.000", None, {"fee-unreadable": 1}),
        ("1.200,000", None, {"fee-unreadable": 1}),
        ("Tùy loại hồ sơ", None, {"fee-unreadable": 1}),
    ],
)
def test_a_fee_that_cannot_be_parsed_stays_a_text(raw: str, amount: int | None, rules: dict[str, int]) -> None:
    record, notes = accepted(fees=[{"channel": "Trực tiếp", "amount_raw": raw, "currency": "VND"}])
    assert (record.channels[0].fees[0].amount, record.channels[0].fees[0].raw, notes) == (amount, raw, rules)


@pytest.mark.parametrize(
    ("fee", "text"),
    [
        ({"amount_raw": "70.000", "currency": "VND", "note": "Lệ phí"}, "Lệ phí: 70.000 đồng"),
        ({"amount_raw": "0", "currency": "VND"}, "Phí, lệ phí: 0 đồng"),
        ({"amount_raw": "1.5", "currency": "USD", "note": "Lệ phí"}, "Lệ phí: 1,5 USD"),
        ({"amount_raw": "Miễn phí"}, "Phí, lệ phí: không thu; ghi chú: Miễn phí"),
        ({"amount_raw": "50.000 đồng/hồ sơ", "note": "Phí thẩm định"}, "Phí thẩm định: 50.000 đồng/hồ sơ"),
        ({"note": "Theo quy định của Bộ Tài chính"}, "Phí, lệ phí: theo quy định của Bộ Tài chính"),
        ({"note": "Lệ phí: 8.000 đồng/trường hợp"}, "Lệ phí: 8.000 đồng/trường hợp"),
        ({"amount_raw": "Tùy loại", "note": "Phí"}, "Phí: Tùy loại"),
    ],
)
def test_a_fee_of_any_form_becomes_a_fee_of_the_content_and_none_is_taken_for_another(fee: Row, text: str) -> None:
    record, notes = accepted(fees=[{"channel": "Trực tiếp", **fee}])
    assert ("fee-unreadable" in notes) == text.endswith("Tùy loại")
    assert decode_record(encode_record(record)) == record
    (limit,) = content_from(record, "H60.01").content.channels[0].time_limits
    assert list(map(fee_text, limit.fees)) == [text]


def test_a_fee_of_several_limits_belongs_to_the_channel_where_the_record_does_not_state_to_which() -> None:
    times = [{"channel": "Trực tiếp", "time": time} for time in ("5 Ngày", "7 Ngày")]
    fee = {"channel": "Trực tiếp", "amount_raw": "70.000", "currency": "VND"}
    record, _ = accepted(processing_time=times, fees=[fee, {**fee, "time_limit": "7 Ngày", "note": "Phí"}])
    (channel,) = content_from(record, "H60.01").content.channels
    assert [[fee.name for fee in limit.fees] for limit in channel.time_limits] == [[], ["Phí"]]
    assert [fee.name for fee in channel.fees] == ["Phí, lệ phí"]


def test_a_repeated_fee_is_kept_once() -> None:
    record, notes = accepted(
        fees=[{"channel": "Trực tiếp", "amount_raw": raw, "currency": "VND"} for raw in ("70,000", "70.000", "80.000")]
    )
    assert ([fee.amount for fee in record.channels[0].fees], notes) == ([70_000, 80_000], {"fee-repeated": 1})


def test_an_implausible_number_of_sheets_is_left_out() -> None:
    record, notes = accepted(components=[{"name": "Đơn", "original": 20_261, "copy": 0}])
    assert (record.papers[0].papers[0].originals, record.papers[0].papers[0].copies, notes) == (
        None,
        0,
        {"sheets-implausible": 1},
    )
    drafted = content_from(record, "H60.01", "G15-TP110")
    (paper,) = drafted.content.papers[0].papers
    assert (paper.originals, paper.copies) == (None, 0)
    assert [(fact.pointer, fact.optional) for fact in drafted.missing if "papers" in fact.pointer] == [
        ("/papers/0/papers/0/originals", True)
    ]


@pytest.mark.parametrize(
    ("row", "rule", "column"),
    [
        ("{", "row-unreadable", "row"),
        ("[1]", "row-shape", "row"),
        ("{" + " " * LARGEST_ROW + "}", "row-too-large", "row"),
        (valid_row(code=None), "code-missing", "code"),
        (valid_row(code="12.34"), "code-malformed", "code"),
        (valid_row(code=5), "row-shape", "code"),
        (valid_row(name=" "), "name-missing", "name"),
        (valid_row(name="Không có thông tin"), "name-missing", "name"),
        (valid_row(name="x" * 2_001), "name-too-long", "name"),
        (valid_row("1.000002"), "code-repeated", "code"),
    ],
)
def test_a_row_that_cannot_be_normalised_is_refused_with_its_column_and_rule(
    row: Row | str, rule: str, column: str
) -> None:
    results = results_of(valid_row("1.000002"), row, valid_row("1.000003"))
    assert [result.outcome for result in results] == [RowOutcome.ACCEPTED, RowOutcome.REFUSED, RowOutcome.ACCEPTED]
    refused = results[1]
    (note,) = refused.notes
    assert (refused.number, refused.line, note.rule, note.column) == (2, 2, rule, column)
    assert note.detail


def test_a_line_that_is_not_utf8_refuses_no_other() -> None:
    results = results_of_file(
        json_lines(valid_row())
        + b"\n"
        + b'{"code": "1.000002", "name": "\xff"}'
        + b"\n\n"
        + json_lines(valid_row("1.000003"))
    )
    assert [(result.line, result.outcome) for result in results] == [(1, "accepted"), (2, "refused"), (4, "accepted")]


def test_the_list_export_is_read_below_its_banner_with_cells_of_several_lines() -> None:
    file = BytesIO(b"\xef\xbb\xbf" + EXPORT.encode())
    assert detect_format(file) is CatalogueFormat.PORTAL_EXPORT
    others = [(line.line, line.kind.value) for line in other_lines_of(file, CatalogueFormat.PORTAL_EXPORT)]
    assert others == [(1, "banner"), (7, "headings")]
    first, second, third = normalised_rows(rows_of(file, CatalogueFormat.PORTAL_EXPORT))
    assert first.record is not None
    assert [agency.name for agency in first.record.agencies] == ["Chủ tịch ủy ban", "Sở Tư Pháp"]
    assert {note.rule.value for note in first.notes} == {"text-spaces", "agency-repeated"}
    assert second.record is not None
    assert (second.record.name, second.record.ministry, second.line) == ("Thu hồi chứng chỉ", "Bộ Tư pháp", 11)
    assert {note.rule.value for note in second.notes} == {"text-spaces", "agency-absent"}
    assert [(note.rule, note.column) for note in third.notes] == [("row-cells", "row")]


def test_a_record_of_the_new_portal_is_read() -> None:
    for content in (json_lines(new_portal_row()), orjson.dumps(new_portal_row(), option=orjson.OPT_INDENT_2)):
        file = BytesIO(content)
        assert detect_format(file) is CatalogueFormat.PORTAL_RECORD
        (result,) = normalised_rows(rows_of(file, CatalogueFormat.PORTAL_RECORD))
        assert result.record is not None
        assert result.notes == ()
        record = result.record
        assert (record.levels, record.field_code, record.ministry) == (
            ("province",),
            "G03-GD12",
            "Bộ Giáo dục và Đào tạo",
        )
        assert [(agency.role.value, agency.code) for agency in record.agencies] == [("executes", "CS.014")]
        assert (record.channels[0].time_limits[0].raw, record.channels[0].fees[0].amount) == ("15 ngày", 20_000)
        assert (record.papers[0].case, record.papers[0].papers[0].name, record.steps[0].steps) == (
            "Lần đầu",
            "Đơn",
            ("Nộp đơn",),
        )
        assert (record.results[0].code, record.audience, record.conditions) == (
            "KQ.G03.000111",
            ("Công dân Việt Nam",),
            "Đã dự thi",
        )


def test_a_decision_number_of_the_proposal_only_is_used_with_a_note() -> None:
    (result,) = results_of(new_portal_row(decisionNo="", procedureProposal={"proposalNumber": "1584/QĐ-BGDĐT"}))
    assert result.record is not None
    assert (result.record.decision_number, [note.rule.value for note in result.notes]) == (
        "1584/QĐ-BGDĐT",
        ["decision-number-proposed"],
    )


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"name,number\n1,2\n", b'"open,\n1,2\n', b"<html></html>"])
def test_a_file_of_unknown_format_is_refused(content: bytes) -> None:
    with pytest.raises(UnknownFileFormat):
        results_of_file(content)


def test_a_stored_record_is_read_back_unchanged() -> None:
    record, _ = accepted(
        processing_time=[{"channel": "Trực tiếp", "time": "1.5 Ngày"}, {"channel": "Trực tuyến", "time": "Ngay"}]
    )
    assert decode_record(encode_record(record)) == record


@pytest.mark.parametrize(
    ("parts", "differing"),
    [
        ({"name": "khác"}, ("name",)),
        ({"agency": "Sở khác"}, ("agencies",)),
        ({"level": "Cấp xã"}, ("levels",)),
        ({"steps": ["Nhận kết quả", "Nộp hồ sơ"]}, ("steps",)),
        ({"legal_bases": ["1", "60/2014/QH13"]}, ("legal_bases",)),
        ({"fees": []}, ("channels",)),
        ({"components": []}, ("papers",)),
        ({"decision_number": "1/QĐ-BTP"}, ("decision_number",)),
        ({"field": "Khác"}, ("field",)),
        ({"ministry": "bo-khac"}, ("ministry",)),
        ({}, ()),
    ],
)
def test_two_records_differ_in_exactly_the_changed_parts(parts: Row, differing: tuple[str, ...]) -> None:
    before, after = accepted()[0], accepted(**parts)[0]
    assert changed_parts(before, after) == differing
    thin = replace(before, stated=("name",))
    assert set(changed_parts(thin, after)) == set(changed_parts(before, replace(after, stated=("name",))))
    assert set(changed_parts(thin, after)) == set(differing) & {"name"}
    assert changed_parts(thin, after, before) == differing


def test_every_part_of_a_record_is_compared() -> None:
    assert set(PARTS.values()) | {"code", "field_code", "stated"} == set(NationalRecord.__dataclass_fields__)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5) | st.sampled_from(list(valid_row())), inner, max_size=4)
    ),
    max_leaves=8,
)


@settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # the table of all characters is built at its first use
@given(st.dictionaries(st.sampled_from([*valid_row(), "agencies_cell", "results", "audience", "conditions"]), ANY))
def test_any_row_has_exactly_one_outcome(parts: Row) -> None:
    result = normalise(RawRow(1, 1, {**valid_row(), "agencies_cell": [], **parts}))
    assert (result.outcome is RowOutcome.REFUSED) == (result.record is None)
    assert (result.outcome is RowOutcome.ACCEPTED) == (result.notes == ())
    if result.record is not None:
        assert decode_record(encode_record(result.record)) == result.record


@settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # the table of all characters is built at its first use
@given(st.text(), st.text())
def test_normalising_a_normalised_row_changes_nothing(name: str, step: str) -> None:
    (first,) = results_of(valid_row(name=name, steps=[step]))
    if first.record is not None:
        steps = [text for case in first.record.steps for text in case.steps]
        (second,) = results_of(valid_row(name=first.record.name, steps=steps))
        assert second.record == first.record
        assert second.notes == ()
