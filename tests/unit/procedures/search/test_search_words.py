"""Typing errors, and the parsing and ranking of queries, without a database."""

from collections.abc import Iterable, Mapping
from typing import Self

from hypothesis import given
from hypothesis import strategies as st

from procedures.search.domain.folding import has_search_word
from procedures.search.domain.life_event_table import LifeEventTable
from procedures.search.domain.ranking import Candidate, scores
from procedures.search.domain.search_query import IndexedWord, IndexSize, all_of, parse_query
from procedures.search.domain.term_table import SearchTerm, TermKind, TermTable
from procedures.search.domain.tokens import MOST_TYPED, Token, exact_words, first_words
from procedures.search.domain.typos import are_similar, corrections, deletions, differ_by_one, distance

WORDS = st.text(alphabet="abc", max_size=6)
SIZE = IndexSize(100, 1_000)


@given(WORDS, WORDS)
def test_a_distance_is_symmetric_and_zero_only_for_equal_words(first: str, second: str) -> None:
    assert distance(first, second) == distance(second, first)
    assert (distance(first, second) == 0) == (first == second)
    assert distance(first, second) <= max(len(first), len(second))


@given(WORDS, WORDS)
def test_words_that_differ_by_one_have_distance_1_and_a_deletion_in_common(first: str, second: str) -> None:
    assert differ_by_one(first, second) == (distance(first, second) == 1)
    assert not differ_by_one(first, second) or deletions(first) & deletions(second)


def test_short_words_and_words_that_differ_at_both_ends_are_not_similar() -> None:
    assert [are_similar(first, second) for first, second in (("khai", "khau"), ("ab", "abc"), ("aba", "bab"))] == [
        True,
        False,
        False,
    ]


def test_a_swap_and_a_wrong_superfluous_or_missing_letter_are_one_error_each() -> None:
    assert [differ_by_one("khai", other) for other in ("kahi", "khia", "khui", "khaii", "kha", "hkia", "khai")] == [
        True
    ] * 5 + [False] * 2
    assert [distance("khai", other) for other in ("kahi", "khui", "khaii", "kha", "hkia")] == [1, 1, 1, 1, 2]


def test_a_mistyped_word_counts_as_the_nearest_words_and_an_unknown_one_as_none() -> None:
    assert list(corrections("sihn", {"sinh": 9, "sin": 1, "si": 5})) == ["sinh", "sin"]
    assert corrections("khxyz", {"khai": 7}) == {}
    assert corrections("x", {}) == {}


class NoMatches:
    """Candidates of which none has a word elsewhere than in its name."""

    def __init__(self, candidates: Mapping[int, Candidate]) -> None:
        self.candidates = candidates

    def in_name(self, word: str) -> list[int]:
        return [number for number, candidate in self.candidates.items() if word in candidate.words]

    def outside_name(self, word: str) -> list[int]:
        return []

    in_content = similar_in_name = outside_name

    def among(self, numbers: Iterable[int]) -> Self:
        return type(self)({number: self.candidates[number] for number in numbers})


def test_a_name_that_equals_the_query_is_ranked_above_one_that_repeats_it() -> None:
    typed = ["giay", "phep"]
    query = parse_query("giay phep", typed, TermTable(()), LifeEventTable(()), lambda word: IndexedWord(word, 10), SIZE)
    names = {1: typed, 2: [*typed, *typed]}
    candidates = {number: Candidate.of(" ".join(words), " ".join(words)) for number, words in names.items()}
    assert [word.word for word in all_of(query.resolved).words] == typed
    found = scores(query, SIZE, candidates, NoMatches(candidates))
    assert found[1] > found[2]


def test_a_term_without_words_matches_nothing_and_ends_no_search() -> None:
    """PostgreSQL's folding leaves none of a term in Han letters; the search looped for ever at it."""
    terms = TermTable([SearchTerm(TermKind.MEANING, (), (Token("x", "x"),))])
    query = parse_query("ho khau", ["ho", "khau"], terms, LifeEventTable(()), lambda word: IndexedWord(word, 1), SIZE)
    assert [word.word for word in query.resolved] == ["ho", "khau"]


def test_a_long_query_is_cut_after_its_first_words() -> None:
    assert exact_words(first_words("á " * 999)) == ["á"] * MOST_TYPED
    assert exact_words(first_words("a\u0301 b" * 3)) == exact_words("á b" * 3)


def test_a_text_in_another_script_has_no_word_for_the_search() -> None:
    texts = ("户口", "ក", "ทะเบียน", "прописка", "تسجيل", "…", "Đ", "ﬁ", "thẻ 户口", "9", "Ạ")
    assert [has_search_word(text) for text in texts] == [False] * 6 + [True] * 5
