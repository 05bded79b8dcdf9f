"""The forms of numbers, names and birth dates, and when two of them agree."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.name_keys import name_key
from population_lookup.register.domain.personal_id import (
    FEMALE,
    MALE,
    PersonalId,
    century_and_sex,
    is_old_identity_card,
)
from tests.support.lookup_requests import DAO, ELDER, person


@pytest.mark.parametrize(
    ("digits", "place", "year", "sex"),
    [
        ("008090123456", "008", 1990, MALE),
        ("008190123456", "008", 1990, FEMALE),
        ("002215000001", "002", 2015, MALE),
        ("002300000001", "002", 2000, FEMALE),
        ("001455000001", "001", 2155, MALE),
        ("001999000001", "001", 2399, FEMALE),
    ],
)
def test_a_number_encodes_place_year_and_sex(digits: str, place: str, year: int, sex: str) -> None:
    number = PersonalId(digits)
    assert (number.place, number.birth_year, number.sex) == (place, year, sex)


@given(st.integers(1900, 2399), st.sampled_from([MALE, FEMALE]))
def test_the_fourth_digit_is_decoded_as_it_was_encoded(year: int, sex: str) -> None:
    number = PersonalId(f"008{century_and_sex(year, sex)}{year % 100:02d}000000")
    assert (number.birth_year, number.sex) == (year, sex)


@pytest.mark.parametrize("wrong", ["", "12345678901", "1234567890123", "00809012345a", " 08090123456", "٠٠٨٠٩٠١٢٣٤٥٦"])
def test_a_number_without_twelve_digits_is_refused_and_the_error_does_not_repeat_it(wrong: str) -> None:
    with pytest.raises(ValueError, match="12 digits") as error:
        PersonalId(wrong)
    assert not wrong.strip() or wrong not in str(error.value)


def test_an_old_card_has_nine_digits() -> None:
    assert is_old_identity_card("070123456")
    assert not is_old_identity_card("07012345")
    assert not is_old_identity_card("0701234567")


def test_an_unknown_sex_differs_from_no_number() -> None:
    assert not PersonalId(DAO.personal_id).differs_in_sex("0")
    assert PersonalId(DAO.personal_id).differs_in_sex(MALE)


@pytest.mark.parametrize(
    "written",
    [
        "Đặng Thị Mẩy",
        "đặng thị mẩy",
        "DANGTHIMAY",
        "Dang Thi May",
        "  ĐẶNG  THỊ   MẨY ",
        unicodedata.normalize("NFD", "Đặng Thị Mẩy"),
        "ĐặNG THị MẩY",
        "\u00d0ặng Thị Mẩy",
        "\u00f0ặng Thị Mẩy",
        "Ｄａｎｇ　Ｔｈｉ　Ｍａｙ",
        "Đặng\u00a0Thị\u200b Mẩy\ufeff",
        "Đặng\u00adThị\tMẩy",
    ],
)
def test_different_spellings_of_a_name_have_one_key(written: str) -> None:
    assert name_key(written) == "DANGTHIMAY"


def test_apostrophes_and_hyphens_do_not_matter() -> None:
    assert name_key("H'Hen Niê") == name_key("H’HEN-NIE") == name_key("H\u02bcHen Niê") == "HHENNIE"


MARKS = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323", "\u0302\u0301", "\u031b\u0323", "\u0306"]
NOISE = ["", "", " ", "  ", "\u00a0", "\u200b", "\u200d", "'", "\u02bc", "-", "\ufeff"]
LETTERS = "ABCDEGHIKLMNOPQRSTUVXY"


def spellings(letters: str) -> st.SearchStrategy[str]:
    """A name of these letters with marks, blanks and signs anywhere, in any case, width and normal form."""

    def written(draw: st.DrawFn) -> str:
        parts = []
        for letter in letters:
            written_letter = draw(st.sampled_from("DĐÐdđ")) if letter == "D" else letter
            parts.append(draw(st.sampled_from(NOISE)) + written_letter + draw(st.sampled_from(MARKS)))
        form = draw(st.sampled_from([str.upper, str.lower, str.title, wide]))
        return unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD", "NFKC"])), form("".join(parts)))

    return st.composite(written)()


def wide(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) if "A" <= letter <= "Z" else letter for letter in text)


@given(st.data(), st.text(LETTERS, min_size=1, max_size=12))
def test_any_two_spellings_of_one_name_are_equal(data: st.DataObject, letters: str) -> None:
    first, second = (name_key(data.draw(spellings(letters))) for _ in range(2))
    assert first == second == letters


@given(st.data(), st.text(LETTERS, min_size=1, max_size=8), st.text(LETTERS, min_size=1, max_size=8))
def test_names_that_differ_in_letters_stay_different(data: st.DataObject, first: str, second: str) -> None:
    keys = [name_key(data.draw(spellings(letters))) for letters in (first, second)]
    assert (keys[0] == keys[1]) == (first == second)


@given(st.text(max_size=40))
def test_a_name_key_is_the_key_of_itself(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@pytest.mark.parametrize("text", ["1990-03-07", "19900307"])
def test_a_birth_date_is_parsed_in_both_forms(text: str) -> None:
    assert BirthDate.parse(text) == BirthDate(1990, date(1990, 3, 7))


def test_a_birth_year_is_parsed_alone() -> None:
    assert BirthDate.parse("1945") == BirthDate(1945)


@pytest.mark.parametrize(
    "wrong", ["", "90", "1990-3-7", "1990/03/07", "07031990x", "1990-02-30", "19901301", "1990-0307"]
)
def test_an_invalid_birth_date_is_refused_and_the_error_does_not_repeat_it(wrong: str) -> None:
    with pytest.raises(ValueError, match="birth date") as error:
        BirthDate.parse(wrong)
    assert not wrong or wrong not in str(error.value)
    assert error.value.__cause__ is None


def test_birth_dates_agree_by_the_year_if_one_of_them_has_no_day() -> None:
    day = BirthDate(1990, date(1990, 3, 7))
    assert day.agrees_with(BirthDate(1990))
    assert BirthDate(1990).agrees_with(day)
    assert not day.agrees_with(BirthDate(1991))
    assert not day.agrees_with(BirthDate(1990, date(1990, 3, 8)))


def test_a_key_identifies_the_citizen_with_that_number_name_and_birth_date() -> None:
    assert person().identifies(DAO)
    assert person(full_name="DANGTHIMAY", birth_date=BirthDate(1990)).identifies(DAO)
    assert person(personal_id=None, old_identity_card=DAO.old_identity_card).identifies(DAO)
    assert not person(full_name="Đặng Thị Mùi").identifies(DAO)
    assert not person(birth_date=BirthDate(1990, date(1990, 3, 8))).identifies(DAO)
    assert not person(personal_id="008190123457").identifies(DAO)
    assert not person(personal_id=None, old_identity_card="070123457").identifies(DAO)
    assert not person(personal_id=None, old_identity_card=None).identifies(ELDER)
