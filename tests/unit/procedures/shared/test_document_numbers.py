"""Any spelling of one number of a document is equal; different numbers stay different."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.shared.domain.document_numbers import canonical_number

SEVEN = ["12/QĐ-UBND", "12 / QĐ - UBND", "12/QÐ-UBND", "12/QĐ–UBND", "12/qđ-ubnd", "012/QĐ-UBND", "12/QĐ-UBND."]
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\ufe63\uff0d"
SPACES = ["", " ", "  ", "\u00a0", "\u202f", "\t", "\u200b", "\ufeff"]
SYMBOLS = ["QĐ", "NĐ", "TT", "NQ", "QH13", "TTLT", "KH", "QD", "VBHN"]
BODIES = ["UBND", "CP", "VPCP", "HĐND", "BTNMT", "UBTVQH14", "LĐTBXH", "ĐKKD"]

numbers = st.tuples(
    st.integers(1, 99_999), st.none() | st.integers(1945, 2040), st.sampled_from(SYMBOLS), st.sampled_from(BODIES)
)


def written(number: tuple[int, int | None, str, str]) -> str:
    count, year, symbol, body = number
    return "/".join(str(part) for part in (count, year, f"{symbol}-{body}") if part is not None)


@st.composite
def spellings(draw: st.DrawFn, number: tuple[int, int | None, str, str]) -> str:
    text = draw(st.sampled_from(["", "Số ", "số: "])) + "0" * draw(st.integers(0, 3))
    for character in written(number):
        spaces = draw(st.sampled_from(SPACES)) if character in "-/" else ""
        dash = draw(st.sampled_from(DASHES)) if character == "-" else character
        eth = draw(st.sampled_from("ĐđÐð")) if character == "Đ" else dash
        text += spaces + draw(st.sampled_from([eth, eth.lower()])) + spaces
    return text + draw(st.sampled_from(["", ".", " .", ";", "\n"]))


@given(st.data(), numbers)
def test_any_spelling_of_one_number_is_equal(data: st.DataObject, number: tuple[int, int | None, str, str]) -> None:
    assert canonical_number(data.draw(spellings(number))) == written(number)


@given(numbers, numbers)
def test_different_numbers_stay_different(
    number: tuple[int, int | None, str, str], other: tuple[int, int | None, str, str]
) -> None:
    assert (canonical_number(written(number)) == canonical_number(written(other))) is (number == other)


@given(st.text(min_size=1, max_size=40))
def test_the_canonical_form_of_a_canonical_form_is_itself(text: str) -> None:
    assert canonical_number(canonical_number(text)) == canonical_number(text)


@given(st.text(alphabet="0123456789/.-QĐ UBND\u2013ð:", min_size=1, max_size=20))
def test_the_canonical_form_is_stable_for_texts_like_numbers(text: str) -> None:
    assert canonical_number(canonical_number(text)) == canonical_number(text)


@pytest.mark.parametrize("spelling", [*SEVEN, "Số 12/QĐ-UBND", "12/QĐ UBND", "12/Q\u0110\u2011UBND", "１２/QĐ-UBND"])
def test_the_seven_spellings_and_a_few_more_are_one_number(spelling: str) -> None:
    assert canonical_number(spelling) == "12/QĐ-UBND"


@pytest.mark.parametrize(
    ("number", "other"),
    [
        ("12/QĐ-UBND", "120/QĐ-UBND"),
        ("12/QĐ-UBND", "12/QD-UBND"),
        ("12/QĐ-UBND", "12/2026/QĐ-UBND"),
        ("12/QĐ-UBND", "12a/QĐ-UBND"),
        ("12/QĐ-UBND", "12-QĐ/UBND"),
        ("10/2013/QH13", "10/2013/QH1"),
    ],
)
def test_these_numbers_are_different(number: str, other: str) -> None:
    assert canonical_number(number) != canonical_number(other)


def test_a_dot_in_thousands_does_not_count_and_a_name_keeps_its_words() -> None:
    assert canonical_number("1.234/QĐ-UBND") == "1234/QĐ-UBND"
    assert canonical_number("Luật  Luật sư năm 2006.") == canonical_number("luật luật sư năm 2006")
    assert canonical_number("Luật sư 2006") != canonical_number("Luật sư 2012")
