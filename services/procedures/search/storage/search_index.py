"""What is searched, in memory: for each word, and each thing that hits are filtered and counted by, the set of the
documents that have it.

Documents are numbered by their periods. `storage/searched.py` keeps an index in step with the tables of the search.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from pyroaring import BitMap

from procedures.search.domain.ranking import Candidate
from procedures.search.domain.search_query import Size
from procedures.search.domain.typos import are_alike, deletions

NONE = BitMap()
DAYS = 16
"""So many days are remembered, each with what is law on it: today, and those that are looked back to just now."""
REMEMBERED = 10_000
"""Words that were asked about lately, and beginnings of words."""

Sets = dict[str, BitMap]
Shared = TypeVar("Shared")


@dataclass(frozen=True, slots=True)
class Document:
    """Law from `begins` until the day before `ends`. `online`: from when Decisions declare each level, the earliest
    first."""

    period_id: int
    code: str
    words: Candidate
    field: str
    agency: str
    levels: tuple[str, ...]
    audience: tuple[str, ...]
    begins: date
    ends: date
    online: tuple[tuple[date, str], ...] = ()

    def online_level(self, on: date) -> str | None:
        return next((level for day, level in reversed(self.online) if day <= on), None)


@dataclass(frozen=True, slots=True)
class DayOfLaw:
    in_force: BitMap
    online: Mapping[str, BitMap]
    """Those declared online by the day, by level."""


@dataclass(frozen=True, slots=True)
class SpokenTerm:
    """What people say, and the words of the law for it; none: it says nothing about what is searched."""

    spoken: tuple[str, ...]
    words: tuple[str, ...]
    meaning: tuple[str, ...]


class SearchIndex:
    def __init__(self) -> None:
        self.documents: dict[int, Document] = {}
        self.terms: Sequence[SpokenTerm] = ()
        self.names: Mapping[str, Mapping[str, str]] = {"field": {}, "agency": {}}
        self.named, self.occurrences, self.coded, self.first = _sets(), _sets(), _sets(), _sets()
        """By word: what has it in its name; in the name, the field or the agency; in the code; as first word of the
        name."""
        self.by: dict[str, Sets] = {"field": _sets(), "agency": _sets(), "level": _sets(), "audience": _sets()}
        self.kind_of: dict[int, int] = {}
        self.kinds: list[tuple[Set[str], ...]] = []
        """Of each document, which of these it is: those have the values in the order of `by`."""
        self.folded_audience: dict[str, str] = {}
        self._of_length: dict[int, BitMap] = defaultdict(BitMap)
        self._online = BitMap()
        self._words_of_names = 0
        self._deleted: dict[str, list[str]] = {}
        self._alike: dict[str, Set[str]] = {}
        self._shared: dict[Any, Any] = {}
        self._kinds: dict[tuple[Set[str], ...], int] = {}
        self._by_code: list[tuple[str, int]] = []
        self._words: list[str] = []
        self._begun: dict[str, tuple[BitMap, BitMap]] = {}
        self._days: dict[date, DayOfLaw] = {}
        self._lengths: list[int] = []

    def replace(self, gone: Iterable[int], come: Iterable[Document]) -> None:
        """What was derived from all documents is derived anew when it is asked for."""
        for one in gone:
            self._take(one)
        for document in come:
            self._put(document)
        self._changed()

    @property
    def size(self) -> Size:
        return Size(len(self.documents), self._words_of_names)

    def documents_of(self, word: str) -> int:
        return len(self.occurrences.get(word, NONE))

    def having(self, words: Iterable[str]) -> BitMap:
        """What has any of them anywhere."""
        return union([found for word in words for found in (self.occurrences.get(word), self.coded.get(word)) if found])

    def having_in_name(self, words: Iterable[str]) -> BitMap:
        return union([found for word in words if (found := self.named.get(word))])

    def near(self, word: str) -> Mapping[str, int]:
        """Known words that a typo may have turned into this one, with the number of documents that have each."""
        return {known: count for known in self._sharing(word) if (count := self.documents_of(known))}

    def alike(self, word: str) -> Set[str]:
        if (known := self._alike.get(word)) is None:
            if len(self._alike) >= REMEMBERED:
                self._alike.clear()
            known = self._alike[word] = frozenset(other for other in self._sharing(word) if are_alike(word, other))
        return known

    def _sharing(self, word: str) -> Set[str]:
        """What shares a deletion: all that differ by one letter are among them."""
        if not self._deleted:
            for known in self.occurrences:
                for less in deletions(known):
                    self._deleted.setdefault(less, []).append(known)
        return {known for less in deletions(word) for known in self._deleted.get(less, ())}

    def begun(self, beginning: str) -> tuple[BitMap, BitMap]:
        """What has a word that begins so in its name, and what has it there as the first word."""
        if (known := self._begun.get(beginning)) is None:
            if len(self._begun) >= REMEMBERED:
                self._begun.clear()
            words = self._words or sorted(self.named)
            self._words = words
            at, known_words = bisect_left(words, beginning), []
            while at < len(words) and words[at].startswith(beginning):
                known_words.append(words[at])
                at += 1
            first = union([found for word in known_words if (found := self.first.get(word))])
            known = self._begun[beginning] = self.having_in_name(known_words), first
        return known

    def of_code(self, beginning: str) -> BitMap:
        codes = self.by_code
        at = bisect_left(codes, (beginning, 0))
        found = BitMap()
        while at < len(codes) and codes[at][0].startswith(beginning):
            found.add(codes[at][1])
            at += 1
        return found

    @property
    def by_code(self) -> Sequence[tuple[str, int]]:
        """All, in the order of their codes."""
        if not self._by_code:
            self._by_code = sorted((one.code, number) for number, one in self.documents.items())
        return self._by_code

    def shortest(self, found: BitMap, most: int) -> Sequence[int]:
        """Those with the shortest names, in words, then the smallest codes."""
        if len(found) <= most:
            return list(found)
        best: list[int] = []
        for length in self._lengths:
            if these := found & self._of_length[length]:
                ordered = (
                    sorted(these, key=lambda one: self.documents[one].code) if len(best) + len(these) > most else these
                )
                best += ordered[: most - len(best)]
                if len(best) == most:
                    break
        return best

    def of_length(self, words: int) -> BitMap:
        return self._of_length.get(words, NONE)

    def on(self, day: date) -> DayOfLaw:
        if (known := self._days.get(day)) is None:
            if len(self._days) >= DAYS:
                self._days.clear()
            in_force = BitMap([number for number, one in self.documents.items() if one.begins <= day < one.ends])
            online = _sets()
            for number in in_force & self._online:
                if level := self.documents[number].online_level(day):
                    online[level].add(number)
            known = self._days[day] = DayOfLaw(in_force, online)
        return known

    def shared(self, made: Shared) -> Shared:
        """The same for all that are equal: documents have their words and levels in common."""
        known: Shared = self._shared.setdefault(made, made)
        return known

    def _changed(self) -> None:
        self._by_code, self._words, self._begun, self._days = [], [], {}, {}
        self._lengths = sorted(self._of_length)

    def _put(self, document: Document) -> None:
        number = document.period_id
        self.documents[number] = document
        if any(word not in self.occurrences for word in (*document.words.words, *document.words.elsewhere)):
            self._deleted, self._alike = {}, {}
        kind = (
            frozenset([document.field]),
            frozenset([document.agency]),
            frozenset(document.levels),
            frozenset(document.audience),
        )
        if kind not in self._kinds:
            self._kinds[kind] = len(self.kinds)
            self.kinds.append(kind)
        self.kind_of[number] = self._kinds[kind]
        for has in self._sets_of(document):
            has.add(number)
        self._words_of_names += len(document.words.words)

    def _take(self, number: int) -> None:
        document = self.documents.pop(number)
        del self.kind_of[number]
        for has in self._sets_of(document):
            has.discard(number)
        self._words_of_names -= len(document.words.words)

    def _sets_of(self, document: Document) -> Iterable[BitMap]:
        said = document.words
        yield from (self.named[word] for word in said.words)
        yield from (self.occurrences[word] for word in {*said.words, *said.elsewhere})
        yield from (self.coded[word] for word in said.coded)
        yield from (self.first[word] for word in said.words[:1])
        yield self._of_length[len(said.words)]
        yield from (self.by["field"][document.field], self.by["agency"][document.agency])
        yield from (self.by["level"][level] for level in document.levels)
        yield from (self.by["audience"][one] for one in document.audience)
        if document.online:
            yield self._online


def union(sets: Sequence[BitMap]) -> BitMap:
    """Not to be changed: of one set it is that set."""
    return sets[0] if len(sets) == 1 else BitMap.union(*sets) if sets else NONE


def _sets() -> Sets:
    return defaultdict(BitMap)
