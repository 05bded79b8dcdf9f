"""One reading of a query, as typed or after the search terms were applied, and its score for each candidate."""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from procedures.search.domain.search_query import IndexSize, QueryWord

K1, B = 1.5, 0.75  # the usual parameters of BM25
OUTSIDE_NAME = 0.25  # the weight of a word of the field, the agency or the code, relative to one of the name
CONTENT = 0.1  # the weight of a word of papers, steps or results
CONTENT_PART = 0.2  # how much of a word of the query such a word covers
SIMILAR = 0.25  # the weight of a word that differs by one letter, relative to an equal word
SIMILAR_PART = 0.5  # how much of a word of the query a similar word covers
ORDER = 0.3  # words that follow each other in the name as in the query; the part of them counts by its square
BEGINNING = 0.2  # in addition where the name begins as the query does
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
    a similar one in the name."""

    def in_name(self, word: str) -> Iterable[int]: ...
    def outside_name(self, word: str) -> Iterable[int]: ...
    def in_content(self, word: str) -> Iterable[int]: ...
    def similar_in_name(self, word: str) -> Iterable[int]: ...


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
        sums = Sums(candidates)
        for word in self.words:
            found = self._in_names(word, candidates, shortness, matches)
            for number, value in found.items():
                sums.total[number] += word.weight * value
                sums.covered[number] += word.weight
                sums.in_name[number] += 1
            if len(found) < len(candidates):
                self._add_others(word, found, shortness, matches, sums)
        return {
            number: self._adjusted(
                candidate, sums.total[number], sums.covered[number] / self.total_weight, sums.in_name[number]
            )
            for number, candidate in candidates.items()
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

    def _add_others(
        self,
        word: QueryWord,
        in_names: Mapping[int, float],
        shortness: Mapping[int, float],
        matches: Matches,
        sums: "Sums",
    ) -> None:
        """Adds what candidates have that do not have the word in their name: the word in field, agency or code; else a
        similar word in the name; else the word in the content."""
        found: dict[int, tuple[float, float]] = {}
        for other, factor in word.alternatives.items():
            found.update(dict.fromkeys(matches.in_content(other), (factor * CONTENT, CONTENT_PART)))
        for number in matches.similar_in_name(word.word):
            found[number] = SIMILAR * (K1 + 1) / (1 + shortness[number]), SIMILAR_PART
        for other, factor in word.alternatives.items():
            found.update(dict.fromkeys(matches.outside_name(other), (factor * OUTSIDE_NAME, 1.0)))
        for number, (value, part) in found.items():
            if number not in in_names:
                sums.total[number] += word.weight * value
                sums.covered[number] += word.weight * part

    def _adjusted(self, candidate: Name, total: float, part: float, in_name: int) -> tuple[float, float]:
        if not total:
            return 0.0, part
        whole = min(in_name / candidate.length, 1.0) if in_name else 0.0
        bonus = WHOLE_NAME * whole * whole
        ordered = self._in_order(candidate.folded)
        if ordered:
            begins = candidate.folded.partition(" ")[0] in self.first_words
            bonus += ordered * ordered * (ORDER + BEGINNING * begins)
        return total * math.pow(part, self.exponent) * (1 + bonus), part

    def _in_order(self, folded: str) -> float:
        """The part, by weight, of the neighbouring words of the query that are neighbours in the name too."""
        if not self.neighbours:
            return 0.0
        kept, spaced = 0.0, f" {folded} "
        for weight, pairs in self.neighbours:
            if pairs and (pairs[0] in spaced or (len(pairs) > 1 and any(pair in spaced for pair in pairs))):
                kept += weight
        return kept / self.neighbour_weight


class Sums:
    """For each candidate the sums over the words of the query: of the values, of the weights that it covers, and how
    many words its name has."""

    __slots__ = ("covered", "in_name", "total")

    def __init__(self, candidates: Iterable[int]) -> None:
        self.total, self.covered = dict.fromkeys(candidates, 0.0), dict.fromkeys(candidates, 0.0)
        self.in_name = dict.fromkeys(candidates, 0)
