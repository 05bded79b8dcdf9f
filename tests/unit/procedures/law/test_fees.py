"""Fees as Decisions state them: eight forms, none taken for another; what is not understood is kept as words."""

from decimal import Decimal
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from procedures.law.api.fee_requests import FeeIn
from procedures.law.domain.contents import Content
from procedures.law.domain.difference import difference
from procedures.law.domain.fee_faults import fault_of_fee
from procedures.law.domain.fee_reading import UNNAMED, read_fee
from procedures.law.domain.fee_texts import fee_text
from procedures.law.domain.fees import Fee, FeeForm, FeeKind, FeeRelief, FeeTier, ReliefKind
from procedures.law.domain.submission_channels import Channel
from procedures.law.storage.content_rows import decode_content, encode_content
from tests.support.examples import examples


def amount(number: str, currency: str = "VND", **members: Any) -> Fee:
    return Fee(UNNAMED, Decimal(number), currency, **members)


def without_money(form: FeeForm, **members: Any) -> Fee:
    return Fee(UNNAMED, None, None, form, **members)


def per_unit(number: str, per: str, currency: str = "VND", **members: Any) -> Fee:
    return amount(number, currency, form=FeeForm.PER_UNIT, per=per, **members)


@pytest.mark.parametrize(
    ("text", "fee"),
    [
        ("70.000", amount("70000")),
        ("70,000 đ", amount("70000")),
        ("0 đồng", amount("0")),
        ("100 nghìn đồng", amount("100000")),
        ("1,5 triệu đồng", amount("1500000")),
        ("500.000 (năm trăm nghìn) đồng", amount("500000")),
        ("1.5 USD", amount("1.5", "USD")),
        ("$25", amount("25", "USD")),
        ("8.000 đồng (đối với đăng ký muộn)", amount("8000", note="đối với đăng ký muộn")),
        ("500.000 đồng/hồ sơ", per_unit("500000", "hồ sơ")),
        ("100.000đ/lần/phương tiện.", per_unit("100000", "lần/phương tiện")),
        ("25 USD/người", per_unit("25", "người", "USD")),
        (
            "0,1% giá trị hợp đồng, tối thiểu 500.000 đồng, tối đa 5.000.000 đồng",
            Fee(
                UNNAMED,
                None,
                "VND",
                FeeForm.PERCENTAGE,
                percent=Decimal("0.1"),
                percent_of="giá trị hợp đồng",
                floor=Decimal(500_000),
                cap=Decimal(5_000_000),
            ),
        ),
        (
            "Dưới 10 ha: 500.000 đồng | Từ 10 ha: 0,05%",
            Fee(
                UNNAMED,
                None,
                "VND",
                FeeForm.TIERS,
                tiers=(
                    FeeTier("Dưới 10 ha", Decimal(500_000)),
                    FeeTier("Từ 10 ha", None, Decimal("0.05")),
                ),
            ),
        ),
        ("Theo Thông tư 257/2016/TT-BTC", without_money(FeeForm.AS_LAID_DOWN, laid_down_by="Thông tư 257/2016/TT-BTC")),
        ("Không", without_money(FeeForm.NONE)),
        ("Miễn phí", without_money(FeeForm.NONE, note="Miễn phí")),
        ("Không quy định", without_money(FeeForm.NONE, note="Không quy định")),
        ("Chưa quy định", without_money(FeeForm.NONE, note="Chưa quy định")),
        ("Hiện nay chưa có quy định", without_money(FeeForm.NONE, note="Hiện nay chưa có quy định")),
        ("Không quy định mức thu", without_money(FeeForm.NONE, note="Không quy định mức thu")),
        ("Không thu phí", without_money(FeeForm.NONE, note="Không thu phí")),
        ("Không áp dụng.", without_money(FeeForm.NONE, note="Không áp dụng.")),
        ("Không thu phí, lệ phí", without_money(FeeForm.NONE, note="Không thu phí, lệ phí")),
        ("Chưa công bố", without_money(FeeForm.NOT_PUBLISHED)),
        (
            "100.000 đồng; miễn: người cao tuổi; giảm: 50% nộp trực tuyến; căn cứ: Nghị quyết 1/2024/NQ-HĐND",
            amount(
                "100000",
                laid_down_by="Nghị quyết 1/2024/NQ-HĐND",
                reliefs=(
                    FeeRelief(ReliefKind.EXEMPTION, "người cao tuổi"),
                    FeeRelief(ReliefKind.REDUCTION, "nộp trực tuyến", Decimal(50)),
                ),
            ),
        ),
    ],
)
def test_a_fee_is_read_as_people_write_it(text: str, fee: Fee) -> None:
    assert read_fee(text) == fee
    assert fault_of_fee(fee) is None


@pytest.mark.parametrize(
    "text",
    [
        "1.200,000",
        "10.000.0000",
        "1000.000",
        "1.500 USD",
        "100.000 đồng, 200.000 đồng",
        "100.000 đồng - 200.000 đồng",
        "100.000 đồng và 20.000 đồng",
        "Từ 100.000 đồng",
        "Tùy loại hồ sơ",
        "Có",
        "Theo quy định",
        "Theo quy định hiện hành của pháp luật",
        "Không quá 100.000 đồng",
    ],
)
def test_what_is_no_single_fee_is_kept_as_words_and_nothing_is_guessed_from_a_part(text: str) -> None:
    assert read_fee(text) == without_money(FeeForm.WORDS, words=text)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Lệ phí: 70.000 đồng", "Lệ phí", FeeKind.LE_PHI),
        ("Phí thẩm định: 70.000 đồng", "Phí thẩm định", FeeKind.PHI),
        ("Giá dịch vụ: 70.000 đồng", "Giá dịch vụ", FeeKind.GIA),
        ("Phí cấp giấy phép 70.000 đồng", "Phí cấp giấy phép", FeeKind.PHI),
        ("Cấp mới: 70.000 đồng", "Cấp mới", None),
    ],
)
def test_the_name_and_the_kind_are_those_that_the_text_begins_with(text: str, name: str, kind: FeeKind | None) -> None:
    assert read_fee(text) == Fee(name, Decimal(70_000), fee_kind=kind)


names = st.sampled_from([UNNAMED, "Cấp mới", "Mức thu"])
texts = st.none() | st.sampled_from(["đối với hồ sơ nộp trực tuyến", "theo mẫu (số 1)", "a, b"])
dong = st.integers(0, 10**12).map(Decimal)
dollars = st.decimals(Decimal("0.01"), Decimal("99999.99"), places=2)
percents = st.decimals(Decimal("0.01"), Decimal(100), places=2)
reliefs = st.lists(
    st.builds(FeeRelief, st.just(ReliefKind.EXEMPTION), st.sampled_from(["người cao tuổi", "hộ nghèo"]))
    | st.builds(FeeRelief, st.just(ReliefKind.REDUCTION), st.just("nộp trực tuyến"), st.none() | percents),
    max_size=2,
).map(tuple)
tiers = st.lists(
    st.builds(FeeTier, st.sampled_from(["Dưới 10 ha", "Từ 10 ha: trở lên"]), dong), min_size=2, max_size=3
).map(tuple)
every_form = st.one_of(
    st.builds(Fee, names, dong, note=texts, laid_down_by=texts, reliefs=reliefs),
    st.builds(Fee, names, dollars, st.just("USD"), note=texts),
    st.builds(Fee, names, dong, form=st.just(FeeForm.PER_UNIT), per=st.sampled_from(["hồ sơ", "lần/xe"]), note=texts),
    st.builds(Fee, names, st.none(), form=st.just(FeeForm.TIERS), tiers=tiers, reliefs=reliefs),
    st.builds(
        Fee,
        names,
        st.none(),
        form=st.just(FeeForm.PERCENTAGE),
        percent=percents,
        percent_of=st.none() | st.just("giá trị hợp đồng"),
        floor=dong,
        cap=st.just(Decimal(10**12)),
    ),
    *(
        st.builds(Fee, names, st.none(), st.none(), st.just(form), laid_down_by=by, words=words, note=texts)
        for form, by, words in (
            (FeeForm.AS_LAID_DOWN, st.just("Thông tư 257/2016/TT-BTC"), st.none()),
            (FeeForm.NONE, st.none(), st.none()),
            (FeeForm.NOT_PUBLISHED, st.none(), st.none()),
        )
    ),
    st.builds(
        Fee,
        st.sampled_from([UNNAMED, "Mức thu"]),
        st.none(),
        st.none(),
        st.just(FeeForm.WORDS),
        laid_down_by=texts,
        words=st.just("Tùy loại hồ sơ"),
    ),
)


@given(every_form)
@settings(max_examples=examples(300), deadline=None)
def test_a_fee_that_is_written_into_an_annex_is_read_back_as_it_was(fee: Fee) -> None:
    assert fault_of_fee(fee) is None
    assert read_fee(fee_text(fee)) == fee


@given(every_form)
@settings(max_examples=examples(100), deadline=None)
def test_a_stored_fee_is_decoded_as_it_was(fee: Fee) -> None:
    content = Content("x", "A", "H60", ("province",), channels=(Channel("unstated", (), (fee,)),))
    assert decode_content(encode_content(content)) == content


def test_an_amount_with_a_fraction_is_a_decimal_text_and_a_whole_one_a_number() -> None:
    fees = (amount("1.5", "USD"), amount("10", "USD"), amount("8000"))
    content = Content("x", "A", "H60", ("province",), channels=(Channel("direct", (), fees),))
    (channel,) = orjson.loads(encode_content(content))["channels"]
    assert [fee["amount"] for fee in channel["fees"]] == ["1.5", 10, 8000]


@pytest.mark.parametrize(
    ("request_body", "members"),
    [
        ({"amount": 8000}, {"amount": 8000, "currency": "VND", "form": "amount"}),
        ({"amount": "1.5", "currency": "USD"}, {"amount": Decimal("1.5"), "currency": "USD"}),
        ({"amount": 0}, {"amount": 0, "form": "amount"}),
        ({"form": "none"}, {"amount": None, "currency": None, "form": "none"}),
        ({"form": "percentage", "percent": "0.1"}, {"currency": None}),
        ({"form": "percentage", "percent": "0.1", "cap": 5}, {"currency": "VND"}),
        ({"form": "tiers", "tiers": [{"applies_to": "x", "amount": 5}]}, {"currency": "VND"}),
    ],
)
def test_a_fee_of_each_form_is_accepted(request_body: dict[str, Any], members: dict[str, Any]) -> None:
    fee = FeeIn.model_validate({"name": "Lệ phí", **request_body}).fee()
    assert {name: getattr(fee, name) for name in members} == members


@pytest.mark.parametrize(
    "request_body",
    [
        {},
        {"amount": "1.5"},
        {"amount": -1},
        {"amount": True},
        {"amount": 5, "currency": "EUR"},
        {"form": "none", "amount": 0},
        {"form": "none", "currency": "VND"},
        {"form": "not_published", "words": "x"},
        {"form": "per_unit", "amount": 5},
        {"form": "tiers"},
        {"form": "tiers", "tiers": [{"applies_to": "x"}]},
        {"form": "tiers", "tiers": [{"applies_to": "x", "amount": 5, "percent": 1}]},
        {"form": "percentage", "amount": 5},
        {"form": "percentage", "percent": 1, "floor": 10, "cap": 5},
        {"form": "as_laid_down"},
        {"form": "as_laid_down", "laid_down_by": "x", "amount": 5},
        {"form": "words"},
        {"amount": 5, "reliefs": [{"relief": "exemption", "applies_to": "x", "percent": 50}]},
    ],
)
def test_a_fee_states_what_its_form_needs_and_nothing_else(request_body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        FeeIn.model_validate({"name": "Lệ phí", **request_body})


def test_none_is_no_amount_of_zero_and_a_change_between_them_is_a_change() -> None:
    before, after = (
        Content("x", "A", "H60", ("province",), channels=(Channel("direct", (), (fee,)),))
        for fee in (amount("0"), without_money(FeeForm.NONE))
    )
    ((part,),) = [difference(before, after)]
    (line,) = part.lines
    assert line.path == (("channel", "direct"), ("fee", UNNAMED))
    assert {aspect.name: (aspect.before, aspect.after) for aspect in line.aspects} == {
        "amount": (0, None),
        "currency": ("VND", None),
        "form": (None, "none"),
    }
