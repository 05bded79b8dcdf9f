"""Which of the candidates of a search have a word, by the sets of the index."""

from collections.abc import Iterable
from typing import Self

from pyroaring import BitMap

from procedures.search.storage.search_index import NONE, SearchIndex, union


class CandidateMatches:
    def __init__(self, index: SearchIndex, candidates: BitMap) -> None:
        self._index = index
        self._candidates = candidates
        self._in_name: dict[str, BitMap] = {}

    def among(self, numbers: Iterable[int]) -> Self:
        return type(self)(self._index, BitMap(numbers))

    def in_name(self, word: str) -> BitMap:
        if (found := self._in_name.get(word)) is None:
            found = self._in_name[word] = self._candidates & self._index.named.get(word, NONE)
        return found

    def outside_name(self, word: str) -> BitMap:
        found = self._candidates & self._index.outside.get(word, NONE)
        return found | (self._candidates & coded) if (coded := self._index.coded.get(word, NONE)) else found

    def in_content(self, word: str) -> BitMap:
        return self._candidates & self._index.content.get(word, NONE)

    def similar_in_name(self, word: str) -> BitMap:
        return union([found for other in self._index.similar(word) if (found := self.in_name(other))])
