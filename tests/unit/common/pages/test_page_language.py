"""The language of a page: the one that a browser prefers, and how days, numbers and addresses are written in it."""

from datetime import UTC, date, datetime

import pytest

from common.http.languages import preferred
from common.pages.frame_words import FRAME
from common.pages.page_language import PageLanguage
from common.pages.vocabulary import Vocabulary

VOCABULARY = Vocabulary(FRAME, {("unit", "day"): ("ngày", "days")}, same_kinds={"limit": "unit"})
VIETNAMESE, ENGLISH = PageLanguage("vi", VOCABULARY), PageLanguage("en", VOCABULARY, explicit=True)


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "vi"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("vi,en;q=0.8", "vi"),
        ("fr", "vi"),
        ("en;q=0.5, vi;q=0.4", "en"),
        ("en;q=0", "vi"),
        ("en;q=x", "vi"),
        ("*", "vi"),
        (";;,,=", "vi"),
    ],
)
def test_the_language_is_the_one_that_the_browser_prefers(header: str, language: str) -> None:
    assert preferred(header) == language


def test_days_moments_and_numbers_are_written_as_the_language_writes_them() -> None:
    day, moment = date(2026, 2, 1), datetime(2026, 2, 1, 20, 30, tzinfo=UTC)
    assert [language.day_text(day) for language in (VIETNAMESE, ENGLISH)] == ["01/02/2026", "2026-02-01"]
    assert [language.number(8000.5) for language in (VIETNAMESE, ENGLISH)] == ["8.000,5", "8,000.5"]
    assert ">03:30 02/02/2026<" in VIETNAMESE.moment(moment)


def test_people_read_the_last_day_of_a_span() -> None:
    assert "2026-01-31" in ENGLISH.span(date(2026, 1, 1), date(2026, 2, 1))
    assert "2026-02-01" not in ENGLISH.span(date(2026, 1, 1), date(2026, 2, 1))


def test_a_coded_value_without_a_text_is_shown_as_it_is() -> None:
    assert [ENGLISH.value(*coded) for coded in (("unit", "day"), ("limit", "day"), ("unit", "moon"))] == [
        "days",
        "days",
        "moon",
    ]


def test_only_a_language_that_the_address_named_is_kept_in_addresses_and_forms() -> None:
    assert (VIETNAMESE.address("/x", q="a b", none=None), VIETNAMESE.kept_in_forms()) == ("/x?q=a+b", "")
    assert ENGLISH.address("/x", from_=1) == "/x?from=1&lang=en"
    assert 'name="lang" value="en"' in ENGLISH.kept_in_forms()


def test_text_that_is_vietnamese_only_is_marked_so_on_an_english_page() -> None:
    assert (VIETNAMESE.vietnamese("Sở"), ENGLISH.vietnamese("Sở")) == ("Sở", '<span lang="vi">Sở</span>')
