"""The words of a query and of the phrases that it may contain, with and without diacritics."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from procedures.search.domain.typos import differ_by_one

LETTERS = re.compile(r"[^\W_]+")
ANY_NUMBER = "0"
"""Stands for any number in a phrase: `ngày 0 tháng 0`."""
MOST_TYPED = 40
"""Words of a query that are looked at; the longest questions of people have about twenty."""
FEW_WORDS = 3
"""A phrase of so many words is recognised whatever its diacritics are."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word without diacritics, and as typed, in small letters. `is_name` is whether it begins with a capital letter
    among words that do not, as names of places do, or is a number; `certain` whether others of its text have
    diacritics, so that it has none by intention; `ignored` words of a query hardly count, and
    a `part` of those that a term adds to what is typed."""

    word: str
    exact: str
    is_name: bool = False
    certain: bool = False
    ignored: bool = False
    part: float = 1.0

    @property
    def is_plain(self) -> bool:
        return self.word == self.exact


def exact_words(text: str) -> list[str]:
    return LETTERS.findall(unicodedata.normalize("NFC", text).casefold())


def first_words(text: str) -> str:
    """The beginning of a text with `MOST_TYPED` words: the time that a search takes grows with their number, and all of
    it is spent on the event loop."""
    composed = unicodedata.normalize("NFC", text)
    for number, word in enumerate(LETTERS.finditer(composed), 1):
        if number == MOST_TYPED:
            return composed[: word.end()]
    return composed


def tokens_of(text: str, folded: Sequence[str]) -> tuple[Token, ...]:
    """The words of a text, of which `folded` are those without diacritics. Where the two cannot be paired, the words
    count as typed without diacritics."""
    typed = LETTERS.findall(unicodedata.normalize("NFC", text))
    if len(typed) != len(folded):
        return tuple(Token(word, word, word.isdigit()) for word in folded)
    capitals = [word[0].isupper() and (len(word) == 1 or not word.isupper()) for word in typed]
    by_intention = 2 * sum(word[0].isupper() for word in typed) < len(typed)
    certain = any(word != written.casefold() for word, written in zip(folded, typed, strict=True))
    return tuple(
        Token(word, written.casefold(), (capital and by_intention) or word.isdigit(), certain)
        for word, written, capital in zip(folded, typed, capitals, strict=True)
    )


def is_same_word(token: Token, word: Token) -> bool:
    return token.word == word.word or (word.word == ANY_NUMBER and token.word.isdigit())


def is_phrase_at(
    tokens: Sequence[Token], start: int, phrase: Sequence[Token], *, as_typed: bool = False, all_equal: bool = False
) -> bool:
    """Whether the phrase begins at this word. Diacritics that were typed must be those of the phrase, so "đâu" is not
    "đầu"; a longer phrase is recognised also where some are wrong or left out, or one word has a typing error. With
    `as_typed` each letter must be that of the phrase."""
    found = tokens[start : start + len(phrase)]
    if len(found) < len(phrase):
        return False
    if as_typed:
        return all(token.exact == word.exact for token, word in zip(found, phrase, strict=True))
    other = [(token, word) for token, word in zip(found, phrase, strict=True) if not is_same_word(token, word)]
    if other:
        return len(phrase) >= FEW_WORDS and len(other) == 1 and differ_by_one(other[0][0].word, other[0][1].word)
    return is_spelled_so(found, phrase, all_equal=all_equal)


def is_spelled_so(found: Sequence[Token], phrase: Sequence[Token], *, all_equal: bool = False) -> bool:
    """Whether words that are equal without diacritics may be those of the phrase. With `all_equal` the diacritics that
    were typed must all be right; else one word of two may have others."""
    if len(phrase) >= FEW_WORDS:
        return True
    if all(token.is_plain for token in found) and (len(phrase) > 1 or not found[0].certain):
        return True
    equal = [token.exact == word.exact for token, word in zip(found, phrase, strict=True) if not word.is_plain]
    return all(equal) or (len(phrase) > 1 and not all_equal and any(equal))
