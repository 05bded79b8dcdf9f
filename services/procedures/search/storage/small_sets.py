"""Sets of documents, most of which have one document only."""

from collections.abc import Iterator, Mapping

from pyroaring import BitMap


class SmallSets(Mapping[str, BitMap]):
    """The set of each value. Where it has one document, the number alone is kept: a bitmap takes 220 bytes, and the
    last part of each code is a value of its own. Callers must not change a set that they read."""

    def __init__(self) -> None:
        self._sets: dict[str, int | BitMap] = {}

    def __getitem__(self, value: str) -> BitMap:
        documents = self._sets[value]
        return BitMap([documents]) if isinstance(documents, int) else documents

    def __iter__(self) -> Iterator[str]:
        return iter(self._sets)

    def __len__(self) -> int:
        return len(self._sets)

    def add(self, value: str, number: int) -> None:
        documents = self._sets.setdefault(value, number)
        if isinstance(documents, BitMap):
            documents.add(number)
        elif documents != number:
            self._sets[value] = BitMap([documents, number])

    def discard(self, value: str, number: int) -> None:
        documents = self._sets.get(value)
        if isinstance(documents, BitMap):
            documents.discard(number)
        elif documents == number:
            del self._sets[value]
