"""How a query is rewritten by the search terms: twice, each time from left to right. First abbreviations and other
spellings are written out, then the phrases of everyday language become those of the law. So an abbreviation needs one
term, whatever phrases it is part of, and no chain of terms is endless."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from procedures.search.domain.term_table import SearchTerm, TermKind, TermTable, term_at
from procedures.search.domain.tokens import Token

NAME_WORDS = 3
"""Most words of the name of a place, where capital letters tell its end: Hồ Chí Minh."""
PLAIN_NAME_WORDS = 2
"""Most words of it where no capital letters do: nearly all names of communes have two."""

MOST_REWRITTEN = 80
"""Words of a rewritten query that are looked at: meanings may be long, and the time of a search grows with them."""
ADDED = 0.5
"""How much less the words count that a meaning adds, where it has all words of the term."""

IsRare = Callable[[str], bool]
"""Whether few documents have a word."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """`spelled` are the words with abbreviations written out, `resolved` those after phrases were replaced."""

    spelled: tuple[Token, ...]
    resolved: tuple[Token, ...]


def rewrite(tokens: Sequence[Token], terms: TermTable, is_rare: IsRare) -> Rewritten:
    spelled = _written_out(tokens, terms)
    resolved: list[Token] = []
    start = 0
    while start < len(spelled):
        term = term_at(terms.phrases, spelled, start)
        end = start + (len(term.words) if term else 1)
        kind = term.kind if term else None
        match kind:
            case None | TermKind.KEPT | TermKind.ABBREVIATION:
                resolved += spelled[start:end]
            case TermKind.MEANING:
                meaning = meaning_of(term, spelled[start:end]) if term else []
                resolved += meaning[overlap(resolved, meaning) :]
            case TermKind.PLACE:
                after = end_of_name(spelled, start, end, is_rare)
                resolved += [replace(token, ignored=after > end) for token in spelled[start:after]]
                end = after
            case TermKind.IGNORED:
                resolved += [replace(token, ignored=True) for token in spelled[start:end]]
            case _:
                assert_never(kind)
        start = end
    return Rewritten(tuple(spelled), tuple(resolved[:MOST_REWRITTEN]))


def meaning_of(term: SearchTerm, typed: Sequence[Token]) -> list[Token]:
    """The words of the meaning. Those that are not typed count less, the more of the typed ones the meaning has: what
    the meaning adds to "giấy phép xây dựng" is only the most frequent case of it."""
    words = {token.word for token in typed}
    kept = words & {token.word for token in term.meaning}
    part = 1 - ADDED * len(kept) / len(words)
    return [token if token.word in kept else replace(token, part=part) for token in term.meaning]


def overlap(before: Sequence[Token], after: Sequence[Token]) -> int:
    """How many words at the end of the one are the first of the other: "đăng ký" before "đăng ký giám hộ"."""
    ends, begins = [token.word for token in before], [token.word for token in after]
    most = min(len(ends), len(begins))
    return next((count for count in range(most, 0, -1) if ends[-count:] == begins[:count]), 0)


def end_of_name(tokens: Sequence[Token], start: int, end: int, is_rare: IsRare) -> int:
    """Where the name of a place ends whose kind is between `start` and `end`; `end` where no name follows. After one
    word, such as "xã", only capital letters or numbers are a name; after more, such as "ở xã", also rare words."""
    after = end
    while after < len(tokens) and after - end < NAME_WORDS and tokens[after].is_name:
        after += 1
    if after == end and end - start > 1:
        while after < len(tokens) and after - end < PLAIN_NAME_WORDS and is_rare(tokens[after].word):
            after += 1
    return after


def _written_out(tokens: Sequence[Token], terms: TermTable) -> list[Token]:
    spelled: list[Token] = []
    start = 0
    while start < len(tokens):
        term = term_at(terms.abbreviations, tokens, start)
        spelled += [tokens[start]] if term is None else term.meaning
        start += 1 if term is None else len(term.words)
    return spelled[:MOST_REWRITTEN]


def abbreviations_in(tokens: Sequence[Token], terms: TermTable) -> list[frozenset[str]]:
    """For each word, the abbreviations of the phrases that it is part of."""
    found: list[set[str]] = [set() for _ in tokens]
    for start, token in enumerate(tokens):
        for term in terms.abbreviated.get(token.word, ()):
            phrase = [word.word for word in term.words]
            if [token.word for token in tokens[start : start + len(phrase)]] == phrase:
                for words in found[start : start + len(phrase)]:
                    words.add(term.meaning[0].word)
    return [frozenset(words) for words in found]
