"""What a question asks for: its words with their weight, and what the law calls what people call otherwise."""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from procedures.search.domain.typos import meant

CODE = re.compile(r"(?<![\w.])(?:[0-9]\.[0-9]{2,6}(?:\.[A-Za-z0-9.]{1,35})?|[0-9]{6})(?!\w)", re.ASCII)
"""Of a procedure: whole, its beginning, or its six digits alone."""
SPOKEN = re.compile(r"[^\W_]+")
FEW, SOME = (
    12,
    6,
)  # words: a dozen of the rarest narrow as well as all; of six, four are found even where two were mistyped


@dataclass(frozen=True, slots=True)
class Seen:
    """A word of the question, without diacritics. `documents` 0: no document has it; then `near` are words that are
    alike."""

    word: str
    documents: int
    near: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Size:
    """Of all that is searched."""

    documents: int
    words: int

    @property
    def length(self) -> float:
        """Of a name, in words, on average."""
        return max(self.words, 1) / max(self.documents, 1)

    def weight(self, documents: int) -> float:
        """The rarer the heavier: the inverse document frequency of BM25."""
        return math.log(1 + (self.documents - documents + 0.5) / (documents + 0.5))


@dataclass(frozen=True, slots=True)
class Term:
    """What people say. `meaning`: the words of the law for it; none: the term says nothing about what is searched."""

    spoken: tuple[str, ...]
    words: tuple[str, ...]
    meaning: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class SearchTermEntry:
    """What an officer says of a term: what it means, that it names nothing (`meaning` is None), or that it is none any
    more."""

    term: str
    meaning: str | None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """`stands_for`: the words that count for it, and how far; none where nobody knows it."""

    word: str
    weight: float
    stands_for: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What has all of the words but so many; of no words it is nothing."""

    words: Sequence[Word]
    lacking: int


@dataclass(frozen=True, slots=True)
class Question:
    """`typed` is word by word, `meant` with the terms replaced; they are one where there are none. `spoken` has the
    diacritics as
    typed and is empty where none were; `codes` are those of procedures, how they begin, or six digits of one."""

    folded: str
    typed: tuple[Word, ...]
    meant: tuple[Word, ...]
    spoken: frozenset[str]
    codes: tuple[str, ...]

    @property
    def readings(self) -> tuple[tuple[Word, ...], ...]:
        return (self.meant,) if self.typed == self.meant else (self.meant, self.typed)

    def names(self, code: str) -> bool:
        """Whether it asks for this procedure by its code."""
        return code.startswith(self.codes) or code[2:].startswith(self.codes)  # of no codes both are false


def spoken_words(text: str) -> list[str]:
    return SPOKEN.findall(unicodedata.normalize("NFC", text).casefold())


def understood(text: str, seen: Sequence[Seen], terms: Iterable[Term], size: Size) -> Question:
    folded, spoken = [one.word for one in seen], spoken_words(text)
    marked = spoken != folded
    replaced = _replaced(seen, spoken if marked and len(spoken) == len(folded) else None, terms)
    said = tuple(_word(one, size) for one in seen)
    return Question(
        folded=" ".join(folded),
        typed=said,
        meant=tuple(_word(one, size) for one in replaced) or said,
        spoken=frozenset(spoken) if marked else frozenset(),
        codes=tuple(dict.fromkeys(code.upper() for code in CODE.findall(text))),
    )


def all_of(words: Sequence[Word]) -> Narrowed:
    """What has all of them that anybody knows."""
    return Narrowed(_rarest(words, FEW), 0)


def all_but_one_of(words: Sequence[Word]) -> Narrowed:
    """What lacks no more than one of the rarest."""
    return _lacking(_rarest(words, SOME), 1)


def most_of(words: Sequence[Word]) -> Narrowed:
    """What has at least two thirds of the rarest."""
    rarest = _rarest(words, SOME)
    return _lacking(rarest, len(rarest) // 3)


def any_of(words: Sequence[Word]) -> Narrowed:
    return _lacking(_rarest(words, SOME), SOME)


def _lacking(rarest: Sequence[Word], most: int) -> Narrowed:
    return Narrowed(rarest, max(min(most, len(rarest) - 1), 0))


def _rarest(words: Sequence[Word], most: int) -> list[Word]:
    known = {word.word: word for word in words if word.stands_for}
    return sorted(known.values(), key=lambda word: -word.weight)[:most]


def _word(seen: Seen, size: Size) -> Word:
    stands_for = {seen.word: 1.0} if seen.documents else meant(seen.word, seen.near)
    documents = seen.documents or max((seen.near[one] for one in stands_for), default=0)
    return Word(seen.word, size.weight(documents), stands_for)


def _replaced(seen: Sequence[Seen], spoken: Sequence[str] | None, terms: Iterable[Term]) -> list[Seen]:
    """The longest term first; where diacritics were typed, they must be those of the term."""
    known = sorted(terms, key=lambda term: -len(term.words))
    folded = [one.word for one in seen]
    found: list[Seen] = []
    at = 0
    while at < len(seen):
        term = next((one for one in known if _stands_at(at, one, folded, spoken)), None)
        found += [seen[at]] if term is None else term.meaning
        at += 1 if term is None else len(term.words)
    return found


def _stands_at(at: int, term: Term, folded: Sequence[str], spoken: Sequence[str] | None) -> bool:
    end = at + len(term.words)
    if spoken is None or len(term.spoken) != len(term.words):
        return tuple(folded[at:end]) == term.words
    return tuple(spoken[at:end]) == term.spoken
