"""A parsed search query: its words with their weights, its terms replaced by those of the law, and its codes."""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from procedures.search.domain.typos import corrections

CODE = re.compile(r"(?<![\w.])(?:[0-9]\.[0-9]{2,6}(?:\.[A-Za-z0-9.]{1,35})?|[0-9]{6})(?!\w)", re.ASCII)
"""A procedure code, its beginning, or its six digits alone."""
LETTERS = re.compile(r"[^\W_]+")
MOST_TYPED = 40
"""Words of a query that are looked at; the longest questions of people have about twenty."""
MOST_WORDS = 12
"""The rarest words of a query by which documents are selected; more would hardly select better."""
MOST_WORDS_WITH_MISSING = 6
"""The same where words may be missing: four of six are found even where two are mistyped."""


@dataclass(frozen=True, slots=True)
class IndexedWord:
    """A word of the query without diacritics, and the number of documents that have it. Where none has it, `near` are
    similar words with the numbers of their documents."""

    word: str
    documents: int
    near: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class IndexSize:
    """The number of documents in the index, and of the words of their names."""

    documents: int
    words: int

    @property
    def length(self) -> float:
        """The average number of words of a name."""
        return max(self.words, 1) / max(self.documents, 1)

    def weight(self, documents: int) -> float:
        """The weight of a word that so many documents have: the inverse document frequency of BM25."""
        return math.log(1 + (self.documents - documents + 0.5) / (documents + 0.5))


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A search term. `meaning` are the words of the law; where it is empty, the search ignores the words of the
    term."""

    exact: tuple[str, ...]
    words: tuple[str, ...]
    meaning: tuple[IndexedWord, ...]


@dataclass(frozen=True, slots=True)
class SearchTermEntry:
    """A change of a search term: its meaning (None: the search ignores its words), or that it is withdrawn."""

    term: str
    meaning: str | None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class QueryWord:
    """`alternatives` are the words of the index that count as this one, each with a factor; none for an unknown
    word."""

    word: str
    weight: float
    alternatives: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class WordCondition:
    """Matches documents that have all of the words except at most `missing`; without words it matches none."""

    words: Sequence[QueryWord]
    missing: int


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """`typed` are the words as typed, `resolved` the words after the terms were replaced; without terms they are equal.
    `exact` are the words with diacritics, empty where none were typed; `codes` are procedure codes, beginnings of
    codes, or the six digits of codes."""

    folded: str
    typed: tuple[QueryWord, ...]
    resolved: tuple[QueryWord, ...]
    exact: frozenset[str]
    codes: tuple[str, ...]

    @property
    def readings(self) -> tuple[tuple[QueryWord, ...], ...]:
        return (self.resolved,) if self.typed == self.resolved else (self.resolved, self.typed)

    def names_code(self, code: str) -> bool:
        """Whether the query contains this code, its beginning, or its digits."""
        return code.startswith(self.codes) or code[2:].startswith(self.codes)  # without codes both are false


def first_words(text: str) -> str:
    """The beginning of a text with `MOST_TYPED` words: the time that a search takes grows with their number, and all of
    it is spent on the event loop."""
    composed = unicodedata.normalize("NFC", text)
    for number, word in enumerate(LETTERS.finditer(composed), 1):
        if number == MOST_TYPED:
            return composed[: word.end()]
    return composed


def exact_words(text: str) -> list[str]:
    return LETTERS.findall(unicodedata.normalize("NFC", text).casefold())


def parse_query(text: str, indexed: Sequence[IndexedWord], terms: Iterable[QueryTerm], size: IndexSize) -> SearchQuery:
    folded, exact = [word.word for word in indexed], exact_words(text)
    has_diacritics = exact != folded
    replaced = _replace_terms(indexed, exact if has_diacritics and len(exact) == len(folded) else None, terms)
    typed = tuple(_word(word, size) for word in indexed)
    return SearchQuery(
        folded=" ".join(folded),
        typed=typed,
        resolved=tuple(_word(word, size) for word in replaced) or typed,
        exact=frozenset(exact) if has_diacritics else frozenset(),
        codes=tuple(dict.fromkeys(code.upper() for code in CODE.findall(text))),
    )


def all_of(words: Sequence[QueryWord]) -> WordCondition:
    """Matches documents that have all of the known words."""
    return WordCondition(_rarest(words, MOST_WORDS), 0)


def all_but_one_of(words: Sequence[QueryWord]) -> WordCondition:
    """Matches documents that lack at most one of the rarest words."""
    return _with_missing(_rarest(words, MOST_WORDS_WITH_MISSING), 1)


def most_of(words: Sequence[QueryWord]) -> WordCondition:
    """Matches documents that have at least two thirds of the rarest words."""
    rarest = _rarest(words, MOST_WORDS_WITH_MISSING)
    return _with_missing(rarest, len(rarest) // 3)


def any_of(words: Sequence[QueryWord]) -> WordCondition:
    return _with_missing(_rarest(words, MOST_WORDS_WITH_MISSING), MOST_WORDS_WITH_MISSING)


def _with_missing(rarest: Sequence[QueryWord], most: int) -> WordCondition:
    return WordCondition(rarest, max(min(most, len(rarest) - 1), 0))


def _rarest(words: Sequence[QueryWord], most: int) -> list[QueryWord]:
    known = {word.word: word for word in words if word.alternatives}
    return sorted(known.values(), key=lambda word: -word.weight)[:most]


def _word(indexed: IndexedWord, size: IndexSize) -> QueryWord:
    alternatives = {indexed.word: 1.0} if indexed.documents else corrections(indexed.word, indexed.near)
    documents = indexed.documents or max((indexed.near[word] for word in alternatives), default=0)
    return QueryWord(indexed.word, size.weight(documents), alternatives)


def _replace_terms(
    indexed: Sequence[IndexedWord], exact: Sequence[str] | None, terms: Iterable[QueryTerm]
) -> list[IndexedWord]:
    """Replaces terms by their meanings, the longest first; a term without words matches nothing. `exact` are the words
    with the diacritics as typed, which must be those of the term; None where none were typed."""
    longest_first = sorted((term for term in terms if term.words), key=lambda term: -len(term.words))
    folded = [word.word for word in indexed]
    replaced: list[IndexedWord] = []
    start = 0
    while start < len(indexed):
        term = next((term for term in longest_first if _begins_at(start, term, folded, exact)), None)
        replaced += [indexed[start]] if term is None else term.meaning
        start += 1 if term is None else len(term.words)
    return replaced


def _begins_at(start: int, term: QueryTerm, folded: Sequence[str], exact: Sequence[str] | None) -> bool:
    end = start + len(term.words)
    if exact is None or len(term.exact) != len(term.words):
        return tuple(folded[start:end]) == term.words
    return tuple(exact[start:end]) == term.exact
