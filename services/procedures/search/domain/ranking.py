"""How well a procedure answers a question: BM25 over its name, and what BM25 does not see: order, diacritics, field and
agency."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from procedures.search.domain.search_query import Question, Size, Word, spoken_words

K1, B = 1.5, 0.75  # the usual ones of BM25
# The others were tried out on questions made from real names (tests/benchmarks/search_quality.py).
ELSEWHERE = 0.25  # a word of the field, the agency or the code against one of the name
ALIKE = 0.25  # a word that differs by one letter against the very word
PARTLY = 0.5  # how far a question's word counts as answered by one that is alike
COVERAGE = 2.0  # the power by which questions that are answered in part lose
ORDER = (
    0.3  # words that follow each other in the name as in the question: much where all do, next to nothing where few do
)
BEGINNING = 0.2  # and the name begins as the question does
DIACRITICS = 0.3  # all words exactly as typed, against none
LITERAL = 0.3  # the question word by word, against the question as understood
NAMESAKE = 1_000.0  # above any sum of the above
NONE: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Candidate:
    """`folded` is the name without diacritics, `words` its words in order, and `repeated` how often each is there that
    is there more than
    once; `elsewhere` are those of field and agency, `coded` those of the code."""

    name: str
    folded: str
    words: tuple[str, ...]
    repeated: Mapping[str, int]
    elsewhere: Set[str]
    coded: tuple[str, ...]

    @classmethod
    def of(
        cls,
        name: str,
        folded: str,
        words: tuple[str, ...],
        elsewhere: Set[str] = frozenset(),
        coded: tuple[str, ...] = (),
    ) -> Self:
        repeated = (
            {word: times for word, times in Counter(words).items() if times > 1}
            if len(set(words)) < len(words)
            else NONE
        )
        return cls(name, folded, words, repeated, elsewhere, coded)

    def has_elsewhere(self, word: str) -> bool:
        return word in self.elsewhere or word in self.coded


Alike = Callable[[str], Set[str]]
"""The words of names that are alike to one."""


class Ranking:
    """Of the candidates for one question."""

    def __init__(self, question: Question, size: Size, alike: Alike) -> None:
        self.spoken = question.spoken
        self.folded = question.folded
        self.meant = Reading(question.meant, size, alike)
        self.literal = None if question.typed == question.meant else Reading(question.typed, size, alike)

    def score(self, one: Candidate) -> float:
        """Without unit; more is better. A name that is the question word for word is above all others."""
        found = self.meant.score(one)
        found += LITERAL * (found if self.literal is None else self.literal.score(one))
        if self.spoken:
            found *= 1 + DIACRITICS * len(self.spoken.intersection(spoken_words(one.name))) / len(self.spoken)
        return found + NAMESAKE if one.folded == self.folded else found


def matched(question: Question, one: Candidate) -> list[str]:
    """Those words of the question for which something stands in the name, the field, the agency or the code."""
    inside = set(one.words)
    found = [
        word.word
        for word in question.typed
        if word.word in inside or any(stands in inside or one.has_elsewhere(stands) for stands in word.stands_for)
    ]
    return list(dict.fromkeys(found))


class QueryWord:
    """A word of a reading. `only` is what it stands for where that is the word itself, as it is of most."""

    __slots__ = ("_alike", "_find", "only", "stands_for", "weight", "word")

    def __init__(self, word: Word, alike: Alike) -> None:
        self.word, self.weight, self.stands_for = word.word, word.weight, tuple(word.stands_for.items())
        self.only = word.word if word.stands_for == {word.word: 1.0} else None
        self._find = alike
        self._alike: Set[str] | None = None

    def credit(self, one: Candidate, inside: Set[str], shortness: float) -> tuple[float, float]:
        """What it adds, and how far it is answered."""
        best = answered = 0.0
        for stands, part in self.stands_for:
            if stands in inside:
                often = one.repeated.get(stands, 1)
                best, answered = max(best, part * often * (K1 + 1) / (often + shortness)), 1.0
            elif one.has_elsewhere(stands):
                best, answered = max(best, part * ELSEWHERE), 1.0
        if not answered and not self.alike.isdisjoint(inside):
            best, answered = ALIKE * (K1 + 1) / (1 + shortness), PARTLY
        return best, answered

    @property
    def alike(self) -> Set[str]:
        if self._alike is None:
            self._alike = self._find(self.word)
        return self._alike


class Reading:
    """The question as it was said, or as it is meant."""

    def __init__(self, words: Sequence[Word], size: Size, alike: Alike) -> None:
        self.length = size.length
        self.words = [QueryWord(word, alike) for word in words]
        self.whole = sum(word.weight for word in words) or 1.0
        self.begins = words[0].stands_for if words else {}
        self.neighbours = [
            (
                min(word.weight, after.weight),
                [f" {this} {that} " for this in word.stands_for for that in after.stands_for],
            )
            for word, after in pairwise(words)
        ]
        self.joined = sum(weight for weight, _ in self.neighbours) or 1.0

    def score(self, one: Candidate) -> float:
        inside, repeated, length = set(one.words), one.repeated, len(one.words)
        shortness = K1 * (1 - B + B * length / self.length)
        once = (K1 + 1) / (1 + shortness)
        credits = answered = 0.0
        for word in self.words:
            if word.only in inside and word.only not in repeated:  # most are: said in short
                credits += word.weight * once
                answered += word.weight
            else:
                credit, part = word.credit(one, inside, shortness)
                credits += word.weight * credit
                answered += word.weight * part
        ordered = self._in_order(one.folded)
        begins = bool(length) and one.words[0] in self.begins
        return (
            credits * math.pow(answered / self.whole, COVERAGE) * (1 + ordered * ordered * (ORDER + BEGINNING * begins))
        )

    def _in_order(self, folded: str) -> float:
        """Which part of the question's neighbours, by weight, are neighbours in the name too."""
        kept, spaced = 0.0, f" {folded} "
        for weight, pairs in self.neighbours:
            if pairs and (pairs[0] in spaced or (len(pairs) > 1 and any(pair in spaced for pair in pairs))):
                kept += weight
        return kept / self.joined
