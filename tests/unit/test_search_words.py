"""Typos, and what a question asks for, without a database."""

from hypothesis import given
from hypothesis import strategies as st

from procedures.domain.question import Seen, Size, all_of, understood
from procedures.domain.ranking import Candidate, score
from procedures.domain.typos import distance, meant

WORDS = st.text(alphabet="abc", max_size=6)
SIZE = Size(100, 1_000)


@given(WORDS, WORDS)
def test_a_distance_is_the_same_both_ways_and_nothing_only_to_oneself(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other) <= max(len(one), len(other))


def test_a_swap_a_slip_a_letter_too_many_and_one_too_few_are_one_step_each() -> None:
    assert [distance("khai", other) for other in ("kahi", "khui", "khaii", "kha", "hkia")] == [1, 1, 1, 1, 2]


def test_a_mistyped_word_stands_for_its_nearest_and_a_strange_one_for_none() -> None:
    assert list(meant("sihn", {"sinh": 9, "sin": 1, "si": 5})) == ["sinh", "sin"]
    assert meant("khxyz", {"khai": 7}) == {}
    assert meant("x", {}) == {}


def test_a_name_that_is_the_question_is_before_one_that_only_says_it_more_often() -> None:
    said = ["giay", "phep"]
    question = understood("giay phep", [Seen(word, 10, {}) for word in said], [], SIZE)
    itself, more = (Candidate(" ".join(words), words, frozenset()) for words in (said, [*said, *said]))
    assert all_of(question.meant) == "('giay') & ('phep')"
    assert score(question, itself, SIZE) > score(question, more, SIZE)
