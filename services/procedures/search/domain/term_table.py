"""Search terms: what people call something, and what the law calls it. They are data, which officers extend."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from procedures.search.domain.tokens import ANY_NUMBER, FEW_WORDS, Token, is_phrase_at


class TermKind(StrEnum):
    """What the search does with a term: it writes an abbreviation or another spelling out; it searches for the meaning
    instead; it passes over the term; it keeps the term as typed, although shorter terms are part of it; it passes over
    the term, which is the kind of a place, and over the name that follows."""

    ABBREVIATION = "abbreviation"
    MEANING = "meaning"
    IGNORED = "ignored"
    KEPT = "kept"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """`context` are phrases of which the query must have one; without any, the term applies to every query."""

    kind: TermKind
    words: tuple[Token, ...]
    meaning: tuple[Token, ...] = ()
    context: tuple[tuple[Token, ...], ...] = ()


WITH_MEANING = frozenset({TermKind.ABBREVIATION, TermKind.MEANING})


@dataclass(frozen=True, slots=True)
class SearchTermEntry:
    """A change of a search term, or that it is withdrawn. A term may have one meaning in each context."""

    term: str
    kind: TermKind
    meaning: str | None
    context: tuple[str, ...] = ()
    withdrawn: bool = False


ByFirstWord = Mapping[str, Sequence[SearchTerm]]


class TermTable:
    """The terms by their first word, the longest first. A term without words matches nothing."""

    def __init__(self, terms: Iterable[SearchTerm]) -> None:
        self.terms = tuple(term for term in terms if term.words)
        self.abbreviations = _by_first_word(term for term in self.terms if term.kind is TermKind.ABBREVIATION)
        self.phrases = _by_first_word(term for term in self.terms if term.kind is not TermKind.ABBREVIATION)
        self.abbreviated = _by_first_word(
            SearchTerm(TermKind.ABBREVIATION, term.meaning, term.words)
            for term in self.terms
            if term.kind is TermKind.ABBREVIATION and len(term.words) == 1 and len(term.meaning) > 1
        )
        """Each written-out phrase, with its abbreviation as the meaning."""


def term_at(terms: ByFirstWord, tokens: Sequence[Token], start: int) -> SearchTerm | None:
    """The term that begins at a word of the query: the longest; of equally long ones, that whose context is nearest,
    then one without context."""
    best: SearchTerm | None = None
    nearest = 0
    second = tokens[start + 1].word if start + 1 < len(tokens) else None
    third = tokens[start + 2].word if start + 2 < len(tokens) else None
    for term in terms.get(tokens[start].word, ()):
        words = term.words
        if best is not None and len(words) < len(best.words):
            break
        # Most terms end here: neither their second nor their third word is that of the query.
        if (
            len(words) > 1
            and words[1].word not in (second, ANY_NUMBER)
            and (len(words) < FEW_WORDS or words[2].word not in (third, ANY_NUMBER))
        ):
            continue
        as_typed, all_equal = term.kind is TermKind.ABBREVIATION, term.kind in (TermKind.IGNORED, TermKind.PLACE)
        if not is_phrase_at(tokens, start, words, as_typed=as_typed, all_equal=all_equal):
            continue
        distance = _distance(term, tokens, start)
        if distance is not None and (best is None or distance < nearest):
            best, nearest = term, distance
    return best


def _distance(term: SearchTerm, tokens: Sequence[Token], start: int) -> int | None:
    """How many words are between the term and the nearest phrase of its context; more than any where it needs none;
    None where the query has none."""
    if not term.context:
        return len(tokens)
    end = start + len(term.words)
    distances = [
        position - end if position >= end else start - position - len(phrase)
        for phrase in term.context
        for position in range(len(tokens))
        if (position >= end or position + len(phrase) <= start) and is_phrase_at(tokens, position, phrase)
    ]
    return min(distances, default=None)


def _by_first_word(terms: Iterable[SearchTerm]) -> ByFirstWord:
    found: dict[str, list[SearchTerm]] = defaultdict(list)
    for term in terms:
        if term.words:
            found[term.words[0].word].append(term)
    return {word: sorted(same, key=lambda term: -len(term.words)) for word, same in found.items()}
