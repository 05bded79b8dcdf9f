"""How well a procedure answers a question: BM25 over its name, and what BM25 does not see: order, diacritics, field and agency."""

import math
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from procedures.domain.question import Question, Size, Word, spoken_words
from procedures.domain.typos import distance

K1, B = 1.5, 0.75  # the usual ones of BM25
# The others were tried out on questions made from real names (tests/benchmarks/search_quality.py).
ELSEWHERE = 0.25  # a word of the field, the agency or the code against one of the name
ALIKE = 0.25  # a word that differs by one letter against the very word
PARTLY = 0.5  # how far a question's word counts as answered by one that is alike
ANSWERED = 2.0  # the power by which questions that are answered in part lose
ORDER = 0.3  # words that follow each other in the name as in the question: much where all do, next to nothing where few do
BEGINNING = 0.2  # and the name begins as the question does
DIACRITICS = 0.3  # all words exactly as typed, against none
SAID = 0.3  # the question word by word, against the question as understood
NAMESAKE = 1_000.0  # above any sum of the above


@dataclass(frozen=True, slots=True)
class Candidate:
    """`folded` are the words of the name in order; `elsewhere` those of field, agency and code."""

    name: str
    folded: Sequence[str]
    elsewhere: Set[str]


def score(question: Question, one: Candidate, size: Size) -> float:
    """Without unit; more is better. A name that is the question word for word is above all others."""
    found = _score(question.meant, one, size)
    found += SAID * (_score(question.said, one, size) if question.said != question.meant else found)
    if question.spoken:
        exact = len(question.spoken.intersection(spoken_words(one.name))) / len(question.spoken)
        found *= 1 + DIACRITICS * exact
    return found + (NAMESAKE if question.folded == " ".join(one.folded) else 0.0)


def matched(question: Question, one: Candidate) -> list[str]:
    """Those words of the question for which something stands in the name, the field, the agency or the code."""
    there = {*one.folded, *one.elsewhere}
    return list(dict.fromkeys(word.word for word in question.said if there & word.stands_for.keys()))


def _score(words: Sequence[Word], one: Candidate, size: Size) -> float:
    times = Counter(one.folded)
    shortness = K1 * (1 - B + B * len(one.folded) / size.length)
    credits = [word.weight * _credit(word, times, one.elsewhere, shortness) for word in words]
    whole = sum(word.weight for word in words) or 1.0
    there = times.keys() | one.elsewhere
    answers = [
        1.0 if there & word.stands_for.keys() else PARTLY * (credit > 0) for word, credit in zip(words, credits, strict=True)
    ]
    answered = sum(word.weight * part for word, part in zip(words, answers, strict=True)) / whole
    ordered = _in_order(words, one.folded)
    begins = bool(words and one.folded and one.folded[0] in words[0].stands_for)
    return sum(credits) * math.pow(answered, ANSWERED) * (1 + ordered * ordered * (ORDER + BEGINNING * begins))


def _in_order(words: Sequence[Word], folded: Sequence[str]) -> float:
    """Which part of the question's neighbours, by weight, are neighbours in the name too."""
    following = set(pairwise(folded))
    neighbours = [(min(word.weight, after.weight), word, after) for word, after in pairwise(words)]
    kept = sum(
        weight
        for weight, word, after in neighbours
        if any((this, that) in following for this in word.stands_for for that in after.stands_for)
    )
    return kept / (sum(weight for weight, _, _ in neighbours) or 1.0)


def _credit(word: Word, times: Counter[str], elsewhere: Set[str], shortness: float) -> float:
    best = 0.0
    for stands, part in word.stands_for.items():
        if often := times[stands]:
            best = max(best, part * often * (K1 + 1) / (often + shortness))
        elif stands in elsewhere:
            best = max(best, part * ELSEWHERE)
    if not best and len(word.word) > 2 and any(_alike(word.word, other) for other in times):
        best = ALIKE * (K1 + 1) / (1 + shortness)
    return best


def _alike(one: str, other: str) -> bool:
    return abs(len(one) - len(other)) < 2 and (one[0] == other[0] or one[-1] == other[-1]) and distance(one, other) == 1
