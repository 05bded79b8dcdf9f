"""The score of a procedure for a query: BM25 over its name, adjusted for the order of words, diacritics, and words of
the field and the agency."""

import math
from collections import Counter
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

from procedures.search.domain.folding import words_of_code
from procedures.search.domain.search_query import IndexSize, QueryWord, SearchQuery, exact_words

K1, B = 1.5, 0.75  # the usual parameters of BM25
# The other parameters were tuned with queries made from real names (tests/benchmarks/search_quality.py).
OUTSIDE_NAME = 0.25  # the weight of a word of the field, the agency or the code, relative to one of the name
SIMILAR = 0.25  # the weight of a word that differs by one letter, relative to an equal word
PARTIAL = 0.5  # how much of a word of the query a similar word covers
COVERAGE = 2.0  # the exponent of the covered part of the query
ORDER = 0.3  # words that follow each other in the name as in the query; the part of them counts by its square
BEGINNING = 0.2  # in addition where the name begins as the query does
DIACRITICS = 0.3  # all words with the diacritics as typed
LITERAL = 0.3  # the weight of the query as typed, relative to the query after terms were replaced
EXACT_NAME = 1_000.0  # more than any sum of the others


NONE: Set[str] = frozenset()


def same(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class Candidate:
    """A procedure to rank. An index has very many, so the name is kept as UTF-8, and what follows from other fields is
    not kept. `folded` is the name without diacritics, `length` the number of its words, and `repeated` has the second
    and each later occurrence of a word."""

    name_utf8: bytes
    folded: str
    length: int
    repeated: Sequence[str]
    code: str

    @classmethod
    def of(cls, name: str, folded: str, code: str = "", share: Callable[[Any], Any] = same, **others: Any) -> Self:
        """`share` returns the same object for equal values; `others` are the fields of a derived class."""
        words = folded.split()
        repeated = tuple(share(word) for word, count in Counter(words).items() for _ in range(count - 1))
        return cls(name.encode(), folded, len(words), share(repeated), code, **others)

    @property
    def name(self) -> str:
        return self.name_utf8.decode()

    @property
    def words(self) -> list[str]:
        """The words of the name, in order, without diacritics."""
        return self.folded.split()

    @property
    def code_words(self) -> list[str]:
        return words_of_code(self.code)

    @property
    def other_words(self) -> Set[str]:
        """The words of field and agency, without diacritics."""
        return NONE

    def has_outside_name(self, word: str) -> bool:
        return word in self.other_words or word in self.code_words


FindSimilar = Callable[[str], Set[str]]
"""Returns the words of the index that are similar to a word."""


class Ranking:
    """Scores candidates for one query."""

    def __init__(self, query: SearchQuery, size: IndexSize, find_similar: FindSimilar) -> None:
        self.exact = query.exact
        self.folded = query.folded
        self.resolved = Interpretation(query.resolved, size, find_similar)
        self.literal = None if query.typed == query.resolved else Interpretation(query.typed, size, find_similar)

    def score(self, candidate: Candidate) -> float:
        """A score without unit; more is better. A name that equals the query has the highest score."""
        score = self.resolved.score(candidate)
        score += LITERAL * (score if self.literal is None else self.literal.score(candidate))
        if self.exact:
            equal = self.exact.intersection(exact_words(candidate.name))
            score *= 1 + DIACRITICS * len(equal) / len(self.exact)
        return score + EXACT_NAME if candidate.folded == self.folded else score


def matched(query: SearchQuery, candidate: Candidate) -> list[str]:
    """The words of the query that the name, the field, the agency or the code has, also by an alternative."""
    name_words = set(candidate.words)
    matches = [
        word.word
        for word in query.typed
        if word.word in name_words
        or any(other in name_words or candidate.has_outside_name(other) for other in word.alternatives)
    ]
    return list(dict.fromkeys(matches))


class WordScorer:
    """Scores one word. `only` is the word itself where it has no other alternative, as most words have none."""

    __slots__ = ("_find_similar", "_similar", "alternatives", "only", "weight", "word")

    def __init__(self, word: QueryWord, find_similar: FindSimilar) -> None:
        self.word, self.weight, self.alternatives = word.word, word.weight, tuple(word.alternatives.items())
        self.only = word.word if word.alternatives == {word.word: 1.0} else None
        self._find_similar = find_similar
        self._similar: Set[str] | None = None

    def score(self, candidate: Candidate, name_words: Set[str], shortness: float) -> tuple[float, float]:
        """The score that the word adds, and how much of it is covered (0 to 1)."""
        best = covered = 0.0
        for word, factor in self.alternatives:
            if word in name_words:
                count = 1 + candidate.repeated.count(word)
                best, covered = max(best, factor * count * (K1 + 1) / (count + shortness)), 1.0
            elif candidate.has_outside_name(word):
                best, covered = max(best, factor * OUTSIDE_NAME), 1.0
        if not covered and not self.similar.isdisjoint(name_words):
            best, covered = SIMILAR * (K1 + 1) / (1 + shortness), PARTIAL
        return best, covered

    @property
    def similar(self) -> Set[str]:
        if self._similar is None:
            self._similar = self._find_similar(self.word)
        return self._similar


class Interpretation:
    """The query as typed, or after its terms were replaced."""

    def __init__(self, words: Sequence[QueryWord], size: IndexSize, find_similar: FindSimilar) -> None:
        self.length = size.length
        self.words = [WordScorer(word, find_similar) for word in words]
        self.total_weight = sum(word.weight for word in words) or 1.0
        self.first_words = words[0].alternatives if words else {}
        self.neighbours = [
            (
                min(word.weight, after.weight),
                [f" {first} {second} " for first in word.alternatives for second in after.alternatives],
            )
            for word, after in pairwise(words)
        ]
        self.neighbour_weight = sum(weight for weight, _ in self.neighbours) or 1.0

    def score(self, candidate: Candidate) -> float:
        words, repeated, length = candidate.words, candidate.repeated, candidate.length
        name_words = set(words)
        shortness = K1 * (1 - B + B * length / self.length)
        score_of_one = (K1 + 1) / (1 + shortness)
        total = covered = 0.0
        for word in self.words:
            if word.only in name_words and word.only not in repeated:  # the most frequent case, in short
                total += word.weight * score_of_one
                covered += word.weight
            else:
                score, part = word.score(candidate, name_words, shortness)
                total += word.weight * score
                covered += word.weight * part
        coverage = math.pow(covered / self.total_weight, COVERAGE)
        ordered = self._in_order(candidate.folded)
        begins = bool(length) and words[0] in self.first_words
        return total * coverage * (1 + ordered * ordered * (ORDER + BEGINNING * begins))

    def _in_order(self, folded: str) -> float:
        """The part, by weight, of the neighbouring words of the query that are neighbours in the name too."""
        kept, spaced = 0.0, f" {folded} "
        for weight, pairs in self.neighbours:
            if pairs and (pairs[0] in spaced or (len(pairs) > 1 and any(pair in spaced for pair in pairs))):
                kept += weight
        return kept / self.neighbour_weight
