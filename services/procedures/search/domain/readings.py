"""One reading of a query, as typed or after the search terms were applied, and its score for each candidate."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Protocol, Self

from procedures.search.domain.search_query import IndexSize, QueryWord

K1, B = 1.5, 0.75  # the usual parameters of BM25
OUTSIDE_NAME = 0.25  # the weight of a word of the field, the agency or the code, relative to one of the name
CONTENT = 0.1  # the weight of a word of papers, steps or results
CONTENT_PART = 0.2  # how much of a word of the query such a word covers
SIMILAR = 0.25  # the weight of a word that differs by one letter, relative to an equal word
SIMILAR_PART = 0.5  # how much of a word of the query a similar word covers
ORDER = 0.3  # words that follow each other in the name as in the query; the part of them counts by its square
BEGINNING = 0.2  # in addition where the name begins as the query does
MOST_BONUS = 2.0  # more than these together make of a score; lower ones cannot become the best
RARE = 4  # a word in the names of at most this part of the candidates, one in four, may be a typing error
WHOLE_NAME = 0.3  # all words of the name are in the query; the part of them counts by its square


class Name(Protocol):
    """The name of a candidate: without diacritics, how many words it has, and the second and each later occurrence of a
    word."""

    @property
    def folded(self) -> str: ...
    @property
    def length(self) -> int: ...
    @property
    def repeated(self) -> Sequence[str]: ...


class Matches(Protocol):
    """The candidates that have a word: in the name; in the field, the agency or the code; in papers, steps or results;
    a similar one in the name. `among` has only some of the candidates."""

    def in_name(self, word: str) -> Iterable[int]: ...
    def outside_name(self, word: str) -> Iterable[int]: ...
    def in_content(self, word: str) -> Iterable[int]: ...
    def similar_in_name(self, word: str) -> Iterable[int]: ...
    def among(self, numbers: Iterable[int]) -> Self: ...


class Reading:
    def __init__(self, words: Sequence[QueryWord], size: IndexSize, exponent: float) -> None:
        """`exponent` is how steeply the score falls with the part of the query that a candidate lacks."""
        self.words = words
        self.exponent = exponent
        self.average = size.length
        self.total_weight = sum(word.weight for word in words) or 1.0
        counting = [word for word in words if not word.ignored]
        self.first_words = counting[0].alternatives if counting else {}
        self.neighbours = [
            (
                min(word.weight, after.weight),
                [f" {first} {second} " for first in word.alternatives for second in after.alternatives],
            )
            for word, after in pairwise(counting)
        ]
        self.neighbour_weight = sum(weight for weight, _ in self.neighbours) or 1.0

    def scores(self, candidates: Mapping[int, Name], matches: Matches) -> dict[int, tuple[float, float]]:
        """For each candidate its score, and the part of the query that it has, by weight."""
        slope = K1 * B / self.average
        shortness = {number: K1 * (1 - B) + slope * candidate.length for number, candidate in candidates.items()}
        total, covered = dict.fromkeys(candidates, 0.0), dict.fromkeys(candidates, 0.0)
        in_name = dict.fromkeys(candidates, 0)
        for word in self.words:
            weight = word.weight
            found = self._in_names(word, candidates, shortness, matches)
            for number, value in found.items():
                total[number] += weight * value
                covered[number] += weight
                in_name[number] += 1
            if len(found) < len(candidates):
                for number, (value, part) in self._elsewhere(word, found, shortness, matches).items():
                    if number not in found:
                        total[number] += weight * value
                        covered[number] += weight * part
        parts = {number: value / self.total_weight for number, value in covered.items()}
        base = {number: value * parts[number] ** self.exponent for number, value in total.items()}
        least = max(base.values(), default=0.0) / MOST_BONUS
        return {
            number: (
                value * self._bonus(candidates[number], in_name[number]) if value >= least and value else value,
                parts[number],
            )
            for number, value in base.items()
        }

    def _in_names(
        self, word: QueryWord, candidates: Mapping[int, Name], shortness: Mapping[int, float], matches: Matches
    ) -> dict[int, float]:
        best: dict[int, float] = {}
        for other, factor in word.alternatives.items():
            highest = factor * (K1 + 1)
            found = {
                number: highest * count / (count + shortness[number])
                for number in matches.in_name(other)
                for count in (1 + candidates[number].repeated.count(other),)
            }
            best = {**best, **{n: v for n, v in found.items() if v > best.get(n, 0.0)}} if best else found
        return best

    def _elsewhere(
        self, word: QueryWord, in_names: Mapping[int, float], shortness: Mapping[int, float], matches: Matches
    ) -> dict[int, tuple[float, float]]:
        """What candidates have beside the word in their name: the word in field, agency or code; else a similar word in
        the name, since a rare word may be a typing error; else the word in the content."""
        found: dict[int, tuple[float, float]] = {}
        for other, factor in word.alternatives.items():
            found.update(dict.fromkeys(matches.in_content(other), (factor * CONTENT, CONTENT_PART)))
        if RARE * len(in_names) <= len(shortness):
            for number in matches.similar_in_name(word.word):
                found[number] = SIMILAR * (K1 + 1) / (1 + shortness[number]), SIMILAR_PART
        for other, factor in word.alternatives.items():
            found.update(dict.fromkeys(matches.outside_name(other), (factor * OUTSIDE_NAME, 1.0)))
        return found

    def _bonus(self, candidate: Name, in_name: int) -> float:
        whole = min(in_name / candidate.length, 1.0) if candidate.length else 0.0
        bonus = 1 + WHOLE_NAME * whole * whole
        if ordered := self._in_order(candidate.folded):
            begins = candidate.folded.partition(" ")[0] in self.first_words
            bonus += ordered * ordered * (ORDER + BEGINNING * begins)
        return bonus

    def _in_order(self, folded: str) -> float:
        """The part, by weight, of the neighbouring words of the query that are neighbours in the name too."""
        if not self.neighbours:
            return 0.0
        kept, spaced = 0.0, f" {folded} "
        for weight, pairs in self.neighbours:
            if pairs and (pairs[0] in spaced or (len(pairs) > 1 and any(pair in spaced for pair in pairs))):
                kept += weight
        return kept / self.neighbour_weight
