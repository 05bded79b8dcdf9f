"""The search index in memory: for each word, and each value of a filter or a facet, the set of the documents that have
it.

The number of a document is the id of its period. `storage/index_refresh.py` keeps an index current with the database.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import islice, takewhile
from typing import Any, TypeVar

from pyroaring import BitMap

from procedures.search.domain.life_event_table import LifeEventTable
from procedures.search.domain.search_query import IndexSize
from procedures.search.domain.term_table import TermTable
from procedures.search.domain.typos import are_similar, deletions
from procedures.search.storage.documents import FACETS, Document, Kind
from procedures.search.storage.small_sets import SmallSets

NONE = BitMap()
CACHED_DAYS = 16
"""Most days for which the documents in force are cached."""
CACHED_WORDS = 10_000
"""Most words and prefixes for which similar words and documents are cached."""

Sets = dict[str, BitMap]
Shared = TypeVar("Shared")


@dataclass(frozen=True, slots=True)
class DayOfLaw:
    in_force: BitMap
    online: Mapping[str, BitMap]
    """The documents with each online level on the day."""


class SearchIndex:
    def __init__(self) -> None:
        self.documents: dict[int, Document] = {}
        self.content = _sets()
        """The documents of each word of the papers, steps, results and conditions."""
        self.terms = TermTable(())
        self.events = LifeEventTable(())
        self.names: Mapping[str, Mapping[str, str]] = {"field": {}, "agency": {}}
        self.named, self.outside, self.first, self.coded = _sets(), _sets(), _sets(), SmallSets()
        """The documents of each word: in the name; in the field or the agency; as the first word of the name; in the
        code."""
        self.by: dict[str, Sets] = {facet: _sets() for facet in FACETS}
        self.kinds: dict[int, Kind] = {}
        """The kinds of documents by `id`, which is faster to count than they are."""
        self.folded_audience: dict[str, str] = {}
        self._of_length: dict[int, BitMap] = defaultdict(BitMap)
        self._online = BitMap()
        self._words_of_names = 0
        self._deleted: dict[str, list[str]] = {}
        self._similar: dict[str, Set[str]] = {}
        self._shared: dict[Any, Any] = {}
        self._by_code = array("Q")
        self._words: list[str] = []
        self._prefixes: dict[str, tuple[BitMap, BitMap]] = {}
        self._days: dict[date, DayOfLaw] = {}
        self._lengths: list[int] = []

    def replace(
        self, removed: Sequence[int], added: Iterable[Document], contents: Mapping[int, Sequence[str]] | None = None
    ) -> None:
        """`contents` has the words of the content of each new document. Values that are derived from all documents are
        computed again at their next use."""
        for number in removed:
            self._remove(number)
        self._remove_contents(removed)
        for document in added:
            self._add(document)
        self._add_contents(contents or {})
        self._clear_derived()

    @property
    def size(self) -> IndexSize:
        return IndexSize(len(self.documents), self._words_of_names)

    def documents_of(self, word: str) -> int:
        """How many documents have the word in the name, the field or the agency."""
        return self.named.get(word, NONE).union_cardinality(self.outside.get(word, NONE))

    def having(self, words: Iterable[str]) -> BitMap:
        """The documents that have any of the words in the name, the field, the agency or the code; a word that is in
        none of these, in the content."""
        texts = (self.named, self.outside, self.coded)
        found: list[BitMap] = []
        for word in words:
            found += [documents for sets in texts if (documents := sets.get(word))] or self._in_content(word)
        return union(found)

    def _in_content(self, word: str) -> list[BitMap]:
        return [documents] if (documents := self.content.get(word)) else []

    def having_in_name(self, words: Iterable[str]) -> BitMap:
        return union([documents for word in words if (documents := self.named.get(word))])

    def near(self, word: str) -> Mapping[str, int]:
        """Words of the index of which the word may be a typing error, with the number of documents of each."""
        return {known: count for known in self._sharing(word) if (count := self.documents_of(known))}

    def similar(self, word: str) -> Set[str]:
        if (cached := self._similar.get(word)) is None:
            if len(self._similar) >= CACHED_WORDS:
                self._similar.clear()
            cached = self._similar[word] = frozenset(other for other in self._sharing(word) if are_similar(word, other))
        return cached

    def _sharing(self, word: str) -> Set[str]:
        """The words that have a deletion in common with the word: all that differ by one letter are among them."""
        if not self._deleted:
            for known in self.named.keys() | self.outside.keys():
                for deletion in deletions(known):
                    self._deleted.setdefault(deletion, []).append(known)
        return {known for deletion in deletions(word) for known in self._deleted.get(deletion, ())}

    def with_prefix(self, prefix: str) -> tuple[BitMap, BitMap]:
        """The documents whose name has a word with the prefix, and those whose first word has it."""
        if (cached := self._prefixes.get(prefix)) is None:
            if len(self._prefixes) >= CACHED_WORDS:
                self._prefixes.clear()
            words = self._words or sorted(self.named)
            self._words = words
            position, matches = bisect_left(words, prefix), []
            while position < len(words) and words[position].startswith(prefix):
                matches.append(words[position])
                position += 1
            first = union([documents for word in matches if (documents := self.first.get(word))])
            cached = self._prefixes[prefix] = self.having_in_name(matches), first
        return cached

    def of_code(self, prefix: str) -> BitMap:
        """The documents whose code has the prefix."""
        numbers = self.by_code
        first = bisect_left(numbers, prefix, key=self._code)
        return BitMap(takewhile(lambda number: self._code(number).startswith(prefix), islice(numbers, first, None)))

    def with_code(self, code: str) -> BitMap:
        """The documents with exactly this code."""
        return BitMap([number for number in self.of_code(code) if self.documents[number].code == code])

    @property
    def by_code(self) -> Sequence[int]:
        """The numbers of all documents, ordered by their codes."""
        if not self._by_code:
            self._by_code = array("Q", sorted(sorted(self.documents), key=self._code))
        return self._by_code

    def _code(self, number: int) -> str:
        return self.documents[number].code

    def shortest(self, documents: BitMap, most: int) -> Sequence[int]:
        """The documents with the shortest names, in words, then with the smallest codes."""
        if len(documents) <= most:
            return list(documents)
        best: list[int] = []
        for length in self._lengths:
            if same_length := documents & self._of_length[length]:
                too_many = len(best) + len(same_length) > most
                ordered = sorted(same_length, key=self._code) if too_many else same_length
                best += ordered[: most - len(best)]
                if len(best) == most:
                    break
        return best

    def of_length(self, words: int) -> BitMap:
        return self._of_length.get(words, NONE)

    def on(self, day: date) -> DayOfLaw:
        if (cached := self._days.get(day)) is None:
            if len(self._days) >= CACHED_DAYS:
                self._days.clear()
            in_force = BitMap([number for number, document in self.documents.items() if document.is_in_force(day)])
            online = _sets()
            for number in in_force & self._online:
                if level := self.documents[number].online_level(day):
                    online[level].add(number)
            cached = self._days[day] = DayOfLaw(in_force, online)
        return cached

    def shared(self, value: Shared) -> Shared:
        """One object for all equal values, since documents have many words and levels in common."""
        shared: Shared = self._shared.setdefault(value, value)
        return shared

    def _clear_derived(self) -> None:
        self._by_code, self._words, self._prefixes, self._days = array("Q"), [], {}, {}
        self._lengths = sorted(self._of_length)

    def _add(self, document: Document) -> None:
        number = document.period_id
        self.documents[number] = document
        self.kinds[id(document.kind)] = document.kind
        if not self._knows(document.words) or not self._knows(document.other_words):
            self._deleted, self._similar = {}, {}
        for documents in self._sets_of(document):
            documents.add(number)
        for word in document.code_words:
            self.coded.add(word, number)
        self._words_of_names += document.length

    def _knows(self, words: Iterable[str]) -> bool:
        return all(word in self.named or word in self.outside for word in words)

    def _remove(self, number: int) -> None:
        document = self.documents.pop(number)
        for documents in self._sets_of(document):
            documents.discard(number)
        for word in document.code_words:
            self.coded.discard(word, number)
        self._words_of_names -= document.length

    def _add_contents(self, contents: Mapping[int, Sequence[str]]) -> None:
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, words in contents.items():
            for word in words:
                numbers[word].append(number)
        for word, documents in numbers.items():
            self.content[self.shared(word)] |= BitMap(documents)

    def _remove_contents(self, removed: Sequence[int]) -> None:
        """Which words a document has is known by the sets only."""
        gone = BitMap(removed)
        if not gone:
            return
        for word in [word for word, documents in self.content.items() if not documents.isdisjoint(gone)]:
            self.content[word] -= gone
            if not self.content[word]:
                del self.content[word]

    def _sets_of(self, document: Document) -> Iterable[BitMap]:
        words = document.words
        yield from (self.named[word] for word in words)
        yield from (self.outside[word] for word in document.other_words)
        yield from (self.first[word] for word in words[:1])
        yield self._of_length[document.length]
        for sets, values in zip(self.by.values(), document.kind.values, strict=True):
            yield from (sets[value] for value in values)
        if document.times.online:
            yield self._online


def union(sets: Sequence[BitMap]) -> BitMap:
    """The union of the sets. Callers must not change it: the union of one set is that set itself."""
    return sets[0] if len(sets) == 1 else BitMap.union(*sets) if sets else NONE


def _sets() -> Sets:
    return defaultdict(BitMap)
