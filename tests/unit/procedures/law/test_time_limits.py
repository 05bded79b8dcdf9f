"""Times as Decisions state them: five forms, each read as it is written, kept as words where it is not understood, and
none taken for another."""

from decimal import Decimal
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from procedures.law.api.submission_channel_requests import SubmissionChannelIn, TimeLimitIn, channels_of
from procedures.law.domain.contents import Content
from procedures.law.domain.difference import difference
from procedures.law.domain.submission_channels import Channel, TimeForm, TimeLimit, TimeUnit
from procedures.law.domain.time_limit_faults import fault_of_time_limit
from procedures.law.domain.time_limit_reading import read_time_limit
from procedures.law.domain.time_limit_texts import noted_text, time_limit_text
from procedures.law.storage.content_rows import decode_content, encode_content
from tests.support.examples import examples


def length(amount: str, unit: str, note: str | None = None, condition: str | None = None) -> TimeLimit:
    return TimeLimit(Decimal(amount), unit, note, condition=condition)


def between(shortest: int, longest: int, unit: str, note: str | None = None) -> TimeLimit:
    return TimeLimit(None, unit, note, form=TimeForm.RANGE, shortest=Decimal(shortest), longest=Decimal(longest))


def in_words(text: str) -> TimeLimit:
    return TimeLimit(None, None, form=TimeForm.WORDS, words=text)


def within_the_day(unit: str, note: str | None = None) -> TimeLimit:
    return TimeLimit(None, unit, note, form=TimeForm.SAME_DAY)


def unlimited(note: str | None = None) -> TimeLimit:
    return TimeLimit(None, None, note, form=TimeForm.UNLIMITED)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("5 Ngày làm việc", length("5", "working_day")),
        ("05 (năm) ngày làm việc", length("5", "working_day")),
        ("2,5 Ngày", length("2.5", "day")),
        ("1/2 ngày làm việc", length("0.5", "working_day")),
        ("½ giờ", length("0.5", "hour")),
        ("nửa ngày", length("0.5", "day")),
        ("30 phút", length("30", "minute")),
        ("04 giờ làm việc", length("4", "working_hour")),
        ("24h", length("24", "hour")),
        ("02 tuần", length("2", "week")),
        ("Không quá 03 tháng", length("3", "month")),
        ("Trong thời hạn 24 giờ", length("24", "hour")),
        ("Thời hạn giải quyết: 05 ngày", length("5", "day")),
        ("- 5 ngày làm việc.", length("5", "working_day")),
        ("05 ngày làm việc kể từ ngày nhận đủ hồ sơ", length("5", "working_day", "kể từ ngày nhận đủ hồ sơ")),
        ("05 ngày làm việc (kể từ ngày nhận hồ sơ)", length("5", "working_day", "kể từ ngày nhận hồ sơ")),
        (
            "13 ngày. Trong đó: Sở 8 ngày; Ủy ban nhân dân 5 ngày",
            length("13", "day", "Trong đó: Sở 8 ngày; Ủy ban nhân dân 5 ngày"),
        ),
        (
            "10 ngày đối với trường hợp phải kiểm tra thực tế",
            length("10", "day", None, "đối với trường hợp phải kiểm tra thực tế"),
        ),
        ("10 ngày (nếu phải xác minh)", length("10", "day", None, "nếu phải xác minh")),
        ("15 - 20 ngày", between(15, 20, "day")),
        ("Từ 15 đến 20 ngày làm việc", between(15, 20, "working_day")),
        ("15 ngày đến 20 ngày, kể từ ngày nộp", between(15, 20, "day", "kể từ ngày nộp")),
        ("Trong ngày", within_the_day("day")),
        ("Ngay trong ngày làm việc", within_the_day("working_day")),
        (
            "Trong ngày; trường hợp nhận sau 15 giờ thì trả ngày sau",
            within_the_day("day", "trường hợp nhận sau 15 giờ thì trả ngày sau"),
        ),
        ("Không quy định", unlimited()),
        ("Không quy định thời hạn giải quyết", unlimited()),
        ("Chưa quy định; theo thỏa thuận", unlimited("theo thỏa thuận")),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, limit: TimeLimit) -> None:
    assert read_time_limit(text) == limit


@pytest.mark.parametrize(
    "text",
    [
        "Theo quy định của Luật Đất đai",
        "Tối thiểu 30 ngày",
        "10 ngày và 5 ngày",
        "10 ngày hoặc 5 ngày",
        "10 ngày + 5 ngày",
        "20 - 15 ngày",
        "15 ngày - 20 ngày làm việc",
        "0 ngày",
        "Trong ngày 15 tháng 3",
        "5",
        "ngày làm việc",
        "3 ngày trở lên",
    ],
)
def test_what_is_no_single_time_is_kept_as_words_and_nothing_is_guessed_from_a_part(text: str) -> None:
    assert read_time_limit(text) == in_words(text)


lengths = st.decimals(Decimal("0.01"), Decimal("99999.99"), places=2)
texts = st.none() | st.sampled_from(["kể từ ngày nhận đủ hồ sơ", "theo mẫu (số 1)", "a, b"])
every_form = st.one_of(
    st.builds(TimeLimit, lengths, st.sampled_from(TimeUnit), note=texts, condition=texts, ground=texts),
    st.builds(
        lambda first, more, unit, note: TimeLimit(
            None, unit, note, form=TimeForm.RANGE, shortest=first, longest=first + more
        ),
        st.integers(1, 40_000).map(Decimal),
        st.integers(1, 40_000).map(Decimal),
        st.sampled_from(TimeUnit),
        texts,
    ),
    st.builds(within_the_day, st.sampled_from(["day", "working_day"]), texts),
    st.builds(unlimited, texts),
    st.builds(in_words, st.sampled_from(["Theo quy định của Luật", "Tối thiểu 30 ngày (không tính ngày lễ)"])),
)


@given(every_form)
@settings(max_examples=examples(300), deadline=None)
def test_a_time_that_is_written_into_an_annex_is_read_back_as_it_was(limit: TimeLimit) -> None:
    assert read_time_limit(time_limit_text(limit)) == limit
    assert fault_of_time_limit(limit) is None


@given(every_form)
@settings(max_examples=examples(100), deadline=None)
def test_a_stored_time_is_decoded_as_it_was(limit: TimeLimit) -> None:
    content = Content("x", "A", "H60", ("province",), channels=(Channel("unstated", (limit,)),))
    assert decode_content(encode_content(content)) == content


def test_the_condition_and_the_ground_have_labels_where_a_record_has_only_a_note() -> None:
    limit = TimeLimit(Decimal(5), "day", "kể từ ngày nộp", condition="có lý do", ground="Điều 5 Luật A")
    assert noted_text(limit) == "kể từ ngày nộp; điều kiện: có lý do; căn cứ: Điều 5 Luật A"


STORED_EARLIER = (
    '{"name":"Cấp giấy","field_code":"A","agency_code":"H60","levels":["province"],"population_fields":[],"steps":[],'
    '"channels":[{"channel":"direct","time_limits":[{"amount":0.5,"unit":"day","note":null,'
    '"fees":[{"name":"Lệ phí","amount":8000,"currency":"VND"}]}]}],"papers":[],"results":[{"code":null,"name":"Giấy"}],'
    '"audience":[],"conditions":null,'
    '"legal_bases":[{"number":"60/2014/QH13","title":"Luật Hộ tịch","issued_on":null,"effective_on":null,'
    '"issuing_body":null,"link":null}],"agencies":[]}'
)
"""A content as it was stored before members were added."""


def test_a_content_that_was_stored_earlier_is_read_and_written_with_the_same_bytes() -> None:
    content = decode_content(STORED_EARLIER)
    assert content.channels[0].time_limits[0].form is TimeForm.LENGTH
    assert encode_content(content) == STORED_EARLIER


def test_a_member_that_is_not_stated_is_not_written() -> None:
    content = Content("x", "A", "H60", ("province",), channels=(Channel("direct", (between(5, 7, "day"),)),))
    (channel,) = orjson.loads(encode_content(content))["channels"]
    assert channel["time_limits"] == [
        {
            "amount": None,
            "unit": "day",
            "note": None,
            "fees": [],
            "form": "range",
            "shortest": 5,
            "longest": 7,
        }
    ]


@pytest.mark.parametrize(
    "request_body",
    [
        {"unit": "day"},
        {"amount": 5},
        {"amount": 5, "unit": "day", "words": "năm ngày"},
        {"form": "range", "shortest": 5, "unit": "day"},
        {"form": "range", "shortest": 5, "longest": 5, "unit": "day"},
        {"form": "range", "amount": 5, "shortest": 5, "longest": 7, "unit": "day"},
        {"form": "same_day", "unit": "month"},
        {"form": "unlimited", "amount": 5, "unit": "day"},
        {"form": "words"},
        {"form": "never"},
    ],
)
def test_a_time_states_what_its_form_needs_and_nothing_else(request_body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        TimeLimitIn.model_validate(request_body)


def test_two_limits_of_one_length_with_different_notes_are_two_and_a_change_of_form_is_a_change() -> None:
    requested = SubmissionChannelIn.model_validate(
        {"channel": "direct", "time_limits": [{"amount": 1, "unit": "day", "note": note} for note in ("Xã", "Tỉnh")]}
    )
    (channel,) = channels_of((requested,))
    before = Content("x", "A", "H60", ("province",), channels=(channel,))
    after = Content(
        "x", "A", "H60", ("province",), channels=(Channel("direct", (channel.time_limits[0], within_the_day("day"))),)
    )
    ((part,),) = [difference(before, after)]
    (line,) = part.lines
    assert {aspect.name: (aspect.before, aspect.after) for aspect in line.aspects} == {
        "amount": (1, None),
        "note": ("Tỉnh", None),
        "form": (None, "same_day"),
    }
