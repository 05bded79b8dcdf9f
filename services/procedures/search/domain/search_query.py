"""A parsed search query: its words with their weights, as typed and after the search terms were applied, its life
event, and its codes."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from procedures.search.domain.life_event_table import LifeEventTable
from procedures.search.domain.rewriting import abbreviations_in, rewrite
from procedures.search.domain.spellings import other_spelling
from procedures.search.domain.term_table import TermTable
from procedures.search.domain.tokens import Token, tokens_of
from procedures.search.domain.typos import corrections

CODE = re.compile(r"(?<![\w.])(?:[0-9]\.[0-9]{2,6}(?:\.[A-Za-z0-9.]{1,35})?|[0-9]{6})(?!\w)", re.ASCII)
"""A procedure code, its beginning, or its six digits alone."""
MOST_WORDS = 12
"""The rarest words of a query by which documents are selected; more would hardly select better."""
MOST_WORDS_WITH_MISSING = 6
"""The same where words may be missing: four of six are found even where two are mistyped."""
IGNORED = 0.1
"""The weight of an ignored word, relative to another: names may have it too."""
OTHER_SPELLING = 0.9
RARE = 0.02
"""The part of the documents up to which a word may be part of the name of a place."""


@dataclass(frozen=True, slots=True)
class IndexedWord:
    """A word of the query without diacritics, and the number of documents that have it in name, field or agency. Where
    none has it, `near` are similar words with the numbers of their documents, and `contents` is the number of documents
    that have it in their papers, steps or results."""

    word: str
    documents: int
    near: Mapping[str, int] = field(default_factory=dict)
    contents: int = 0


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
class QueryWord:
    """`alternatives` are the words of the index that count as this one, each with a factor; none for an unknown
    word. By an `ignored` word no documents are selected."""

    word: str
    weight: float
    alternatives: Mapping[str, float]
    ignored: bool = False


@dataclass(frozen=True, slots=True)
class WordCondition:
    """Matches documents that have all of the words except at most `missing`; without words it matches none."""

    words: Sequence[QueryWord]
    missing: int


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """`typed` are the words as typed, `resolved` those after the search terms were applied. `exact` are the words with
    diacritics, empty where none were typed; `codes` are procedure codes, beginnings of codes, or the six digits of
    codes; `only_codes` is whether there is nothing else; `events` are the procedures of the life event that the query
    tells of, each with a weight of up to the number of words of its phrase."""

    folded: str
    typed: tuple[QueryWord, ...]
    resolved: tuple[QueryWord, ...]
    exact: frozenset[str]
    codes: tuple[str, ...]
    only_codes: bool = False
    events: Mapping[str, float] = field(default_factory=dict)

    @property
    def readings(self) -> tuple[tuple[QueryWord, ...], ...]:
        return (self.resolved,) if self.typed == self.resolved else (self.resolved, self.typed)


LookUp = Callable[[str], IndexedWord]


def parse_query(
    text: str, folded: Sequence[str], terms: TermTable, events: LifeEventTable, look_up: LookUp, size: IndexSize
) -> SearchQuery:
    """`folded` are the words of the text without diacritics."""
    tokens = tokens_of(text, folded)
    rewritten = rewrite(tokens, terms, lambda word: look_up(word).documents <= RARE * size.documents)
    typed = _words(tokens, terms, look_up, size)
    resolved = _words(rewritten.resolved, terms, look_up, size)
    certain = any(token.certain for token in tokens)
    codes = tuple(dict.fromkeys(code.upper() for code in CODE.findall(text)))
    of_codes = set(words_of(codes))
    return SearchQuery(
        folded=" ".join(folded),
        typed=typed,
        resolved=resolved or typed,
        exact=frozenset(token.exact for token in tokens) if certain else frozenset(),
        codes=codes,
        only_codes=bool(codes) and all(token.ignored or token.word in of_codes for token in rewritten.resolved),
        events=events.procedures_for(rewritten.spelled),
    )


def words_of(codes: Sequence[str]) -> list[str]:
    return [word for code in codes for word in code.lower().split(".")]


def _words(tokens: Sequence[Token], terms: TermTable, look_up: LookUp, size: IndexSize) -> tuple[QueryWord, ...]:
    short = abbreviations_in(tokens, terms)
    return tuple(_word(token, size, abbreviations, look_up) for token, abbreviations in zip(tokens, short, strict=True))


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
    known = {word.word: word for word in selecting(words)}
    return sorted(known.values(), key=lambda word: -word.weight)[:most]


def selecting(words: Sequence[QueryWord]) -> list[QueryWord]:
    """The words by which documents are selected: those that the index has and that are not ignored; where all are
    ignored, all that it has."""
    known = [word for word in words if word.alternatives]
    return [word for word in known if not word.ignored] or known


def _word(token: Token, size: IndexSize, abbreviations: frozenset[str], look_up: LookUp) -> QueryWord:
    indexed = look_up(token.word)
    alternatives = {indexed.word: 1.0} if indexed.documents else corrections(indexed.word, indexed.near)
    documents = indexed.documents or max((indexed.near[word] for word in alternatives), default=indexed.contents)
    if indexed.contents:
        alternatives[indexed.word] = 1.0
    for word in abbreviations:
        if look_up(word).documents:
            alternatives[word] = 1.0
    spelled = other_spelling(indexed.word)
    if spelled and (found := look_up(spelled).documents) > documents:
        alternatives[spelled] = max(OTHER_SPELLING, alternatives.get(spelled, 0.0))
        documents = found
    part = IGNORED if token.ignored else token.part
    return QueryWord(indexed.word, part * size.weight(documents), alternatives, token.ignored)
