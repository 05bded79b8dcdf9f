"""Typos, and what a question asks for, without a database."""

from hypothesis import given
from hypothesis import strategies as st

from procedures.search.domain.ranking import Candidate, Ranking
from procedures.search.domain.search_query import Seen, Size, all_of, understood
from procedures.search.domain.typos import are_alike, deletions, distance, is_one_step, meant

WORDS = st.text(alphabet="abc", max_size=6)
SIZE = Size(100, 1_000)


@given(WORDS, WORDS)
def test_a_distance_is_the_same_both_ways_and_nothing_only_to_oneself(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other) <= max(len(one), len(other))


@given(WORDS, WORDS)
def test_one_step_is_told_as_by_the_distance_and_leaves_a_deletion_in_common(one: str, other: str) -> None:
    assert is_one_step(one, other) == (distance(one, other) == 1)
    assert not is_one_step(one, other) or deletions(one) & deletions(other)


def test_two_letters_and_a_slip_at_both_ends_make_nothing_alike() -> None:
    assert [are_alike(one, other) for one, other in (("khai", "khau"), ("ab", "abc"), ("aba", "bab"))] == [
        True,
        False,
        False,
    ]


def test_a_swap_a_slip_a_letter_too_many_and_one_too_few_are_one_step_each() -> None:
    assert [is_one_step("khai", other) for other in ("kahi", "khia", "khui", "khaii", "kha", "hkia", "khai")] == [
        True
    ] * 5 + [False] * 2
    assert [distance("khai", other) for other in ("kahi", "khui", "khaii", "kha", "hkia")] == [1, 1, 1, 1, 2]


def test_a_mistyped_word_stands_for_its_nearest_and_a_strange_one_for_none() -> None:
    assert list(meant("sihn", {"sinh": 9, "sin": 1, "si": 5})) == ["sinh", "sin"]
    assert meant("khxyz", {"khai": 7}) == {}
    assert meant("x", {}) == {}


def test_a_name_that_is_the_question_is_before_one_that_only_says_it_more_often() -> None:
    said = ["giay", "phep"]
    question = understood("giay phep", [Seen(word, 10, {}) for word in said], [], SIZE)
    itself, more = (Candidate.of(" ".join(words), " ".join(words), tuple(words)) for words in (said, [*said, *said]))
    assert [word.word for word in all_of(question.meant).words] == said
    ranking = Ranking(question, SIZE, lambda _: frozenset())
    assert ranking.score(itself) > ranking.score(more)
