"""How search terms rewrite a query, and which life event it tells of, without a database."""

from collections.abc import Sequence

import pytest

from procedures.search.domain.folding import folded_words
from procedures.search.domain.life_event_table import LifeEvent, LifeEventTable
from procedures.search.domain.rewriting import rewrite
from procedures.search.domain.term_table import SearchTerm, TermKind, TermTable
from procedures.search.domain.tokens import MOST_TYPED, Token, tokens_of

FREQUENT = {"dang", "ky", "khai", "sinh", "giay", "phep", "cap", "lai"}
LOSS, DEATH = "cấp lại", "đăng ký khai tử"


def words(text: str) -> tuple[Token, ...]:
    return tokens_of(text, folded_words(text) or [])


def term(kind: TermKind, text: str, meaning: str = "", context: Sequence[str] = ()) -> SearchTerm:
    return SearchTerm(kind, words(text), words(meaning), tuple(words(phrase) for phrase in context))


TERMS = TermTable(
    [
        term(TermKind.ABBREVIATION, "gks", "giấy khai sinh"),
        term(TermKind.ABBREVIATION, "tnlđ", "tai nạn lao động"),
        term(TermKind.ABBREVIATION, "hong", "không"),
        term(TermKind.MEANING, "giấy khai sinh", "đăng ký khai sinh"),
        term(TermKind.MEANING, "sổ đỏ", "giấy chứng nhận quyền sử dụng đất"),
        term(TermKind.MEANING, "mất", LOSS, ["thẻ", "ví"]),
        term(TermKind.MEANING, "mất", DEATH, ["bố", "mẹ"]),
        term(TermKind.MEANING, "giám hộ", "đăng ký giám hộ"),
        term(TermKind.MEANING, "bằng lái xe", "giấy phép lái xe"),
        term(TermKind.IGNORED, "cho em hỏi"),
        term(TermKind.IGNORED, "chi"),
        term(TermKind.IGNORED, "ở đâu"),
        term(TermKind.IGNORED, "ngày 0 tháng 0"),
        term(TermKind.KEPT, "chi nhánh"),
        term(TermKind.PLACE, "ở xã"),
        term(TermKind.PLACE, "xã"),
    ]
)


def resolved(text: str) -> str:
    """The words that remain, without diacritics; ignored ones are left out."""
    rewritten = rewrite(words(text), TERMS, lambda word: word not in FREQUENT)
    return " ".join(token.word for token in rewritten.resolved if not token.ignored)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lại gks", "lai dang ky khai sinh"),
        ("cho em hỏi sổ đỏ ở đâu", "giay chung nhan quyen su dung dat"),
        ("so do o dau", "giay chung nhan quyen su dung dat"),
        ("đầu tư ở đấu", "dau tu o dau"),
        ("bố tôi mất", "bo toi dang ky khai tu"),
        ("tôi mất thẻ", "toi cap lai the"),
        ("mẹ tôi vừa mất thẻ", "me toi vua cap lai the"),
        ("bố mất thì thẻ", "bo dang ky khai tu thi the"),
        ("mất", "mat"),
        ("chi nhánh", "chi nhanh"),
        ("xe hỏng", "xe hong"),
        ("xe hong", "xe khong"),
        ("bằng lái xẻ", "giay phep lai xe"),
        ("bằng lai se", "giay phep lai xe"),
        ("đăng ký giám hộ", "dang ky giam ho"),
        ("ngày 12 tháng 3 cấp lại", "cap lai"),
    ],
)
def test_a_query_becomes_what_the_law_calls_it(text: str, expected: str) -> None:
    assert resolved(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("em ở xã Tân Trào đăng ký", "em dang ky"),
        ("em ở xã tân trào đăng ký", "em dang ky"),
        ("đăng ký ở xã", "dang ky o xa"),
        ("hợp tác xã nông nghiệp", "hop tac xa nong nghiep"),
        ("xã Tân Trào cấp lại", "cap lai"),
        ("EM Ở XÃ ĐĂNG KÝ", "em o xa dang ky"),
    ],
)
def test_a_place_is_passed_over_with_its_name(text: str, expected: str) -> None:
    assert resolved(text) == expected


def test_a_word_that_a_meaning_adds_counts_less_the_more_of_the_phrase_it_has() -> None:
    terms = TermTable([term(TermKind.MEANING, "giấy phép xây dựng", "cấp giấy phép xây dựng mới")])
    parts = {token.word: token.part for token in rewrite(words("giấy phép xây dựng"), terms, lambda _: True).resolved}
    assert (parts["cap"], parts["giay"]) == (0.5, 1.0)
    added = {token.part for token in rewrite(words("sổ đỏ"), TERMS, lambda _: True).resolved}
    assert added == {1.0}


def test_terms_that_mean_each_other_end() -> None:
    circle = TermTable([term(TermKind.MEANING, "a b", "c d"), term(TermKind.MEANING, "c d", "a b")])
    assert [token.word for token in rewrite(words("a b c d"), circle, lambda _: True).resolved] == ["c", "d", "a", "b"]
    circle = TermTable([term(TermKind.ABBREVIATION, "a", "b a"), term(TermKind.ABBREVIATION, "b", "a b")])
    rewritten = rewrite(words("a " * MOST_TYPED), circle, lambda _: True)
    assert len(rewritten.resolved) == 2 * MOST_TYPED


EVENTS = LifeEventTable(
    [
        LifeEvent("death", (((*words("bố"), *words("mẹ")), words("mất")),), ("1.000656", "2.000821")),
        LifeEvent("loss", ((words("mất"), words("thẻ"), words("căn")),), ("1.014064",)),
        LifeEvent("birth", ((words("sinh"), words("con")),), ("1.001193",)),
    ]
)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("bố tôi vừa mới mất", "1.000656"),
        ("mẹ mất", "1.000656"),
        ("mất bố", None),
        ("bố tôi ở quê một mình nay đã mất", None),
        ("mẹ tôi mất thẻ căn cước", "1.014064"),
        ("sinh con", "1.001193"),
        ("", None),
    ],
)
def test_the_event_whose_phrase_has_most_words_counts(text: str, first: str | None) -> None:
    found = EVENTS.procedures_for(words(text))
    assert next(iter(found), None) == first


def test_the_first_procedure_of_an_event_counts_most() -> None:
    found = EVENTS.procedures_for(words("bố mất"))
    assert found["1.000656"] > found["2.000821"] > 0
