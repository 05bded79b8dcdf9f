"""The score of procedures for a query: BM25 over their names, adjusted for the order of words, diacritics, words of the
field, the agency and the content, and the life event that the query tells of."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from heapq import nlargest
from typing import Any, Self

from procedures.search.domain.folding import words_of_code
from procedures.search.domain.readings import Matches, Reading
from procedures.search.domain.search_query import IndexSize, SearchQuery
from procedures.search.domain.tokens import exact_words

# The parameters were tuned with queries made from real names (tests/benchmarks/search_quality.py) and with questions as
# people ask them (tests/benchmarks/spoken_questions.py).
TYPED = 0.6  # the weight of the query as typed, relative to the query after terms were replaced
TYPED_NAME = 6.0  # the same for a query of many words nearly all of which one name has: it is a name, not a question
NAME_WORDS, NAME_PART = 7, 0.8  # so many words, and so much of them by weight, make a query a name
RESOLVED_EXPONENT, TYPED_EXPONENT = 2.0, 4.0  # how steeply a score falls with the part of the query that is missing
DIACRITICS = 0.3  # all words with the diacritics as typed
MOST_COMPARED = 40  # the best candidates that are compared with the query as typed, and by diacritics
EVENT = 0.25  # what the life event adds for each word of its phrase, relative to the weight of all words of the query
NAMED = 0.5  # how much less it adds where one name has all words of the query: it is likely a name
EXACT_NAME = 1_000.0  # more than any sum of the others
WITHOUT_SUFFIX = 8
"""Characters of a code without the suffix of a province: `1.000023`."""

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


def scores(
    query: SearchQuery, size: IndexSize, candidates: Mapping[int, Candidate], matches: Matches
) -> dict[int, float]:
    """For each candidate a score without unit; more is better. A name that equals the query has the highest score."""
    resolved = Reading(query.resolved, size, RESOLVED_EXPONENT).scores(candidates, matches)
    found = {number: score for number, (score, _) in resolved.items()}
    if query.typed == query.resolved:
        found = {number: (1 + TYPED) * score for number, score in found.items()}
    else:
        best = {number: candidates[number] for number in _best(found, MOST_COMPARED)}
        typed = Reading(query.typed, size, TYPED_EXPONENT).scores(best, matches.among(best))
        is_name = len(query.typed) >= NAME_WORDS and max((part for _, part in typed.values()), default=0) >= NAME_PART
        trust = TYPED_NAME if is_name else TYPED
        for number, (score, _) in typed.items():
            found[number] += trust * score
    if query.exact:
        for number in _best(found, MOST_COMPARED):
            equal = query.exact.intersection(exact_words(candidates[number].name))
            found[number] *= 1 + DIACRITICS * len(equal) / len(query.exact)
    if query.events:
        known = max((part for _, part in resolved.values()), default=0.0)
        most = EVENT * (1 - NAMED * known * known) * sum(word.weight for word in query.resolved)
        for number, candidate in candidates.items():
            found[number] += most * query.events.get(candidate.code[:WITHOUT_SUFFIX], 0.0)
    for number, candidate in candidates.items():
        if candidate.folded == query.folded:
            found[number] += EXACT_NAME
    return found


def _best(found: Mapping[int, float], most: int) -> list[int]:
    return nlargest(most, found, key=found.__getitem__)


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
