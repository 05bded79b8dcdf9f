"""Names of procedures in force on a day that complete the beginning of a query."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import reduce
from typing import Any

from pyroaring import BitMap
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.search.domain.tokens import first_words
from procedures.search.queries.procedure_search import folded
from procedures.search.storage.documents import Document
from procedures.search.storage.index_refresh import search_index
from procedures.search.storage.search_index import NONE, SearchIndex

MOST_SORTED = 500
"""Most matches that are sorted, those with the shortest names: a first letter has too many matches to sort."""

CODE_PREFIX = re.compile(r"[0-9]\.[0-9A-Z.]*")


async def search_suggestions(read: AsyncConnection, typed: str, day: date, limit: int) -> Sequence[Mapping[str, Any]]:
    """Procedures whose code begins with the text, then names that begin with it, then names that have all of its words,
    of which the last may be unfinished; shorter names first, each name once."""
    typed = first_words(typed)
    words = await folded(read, typed)
    if not words:
        return []
    index = await search_index(read)
    in_force = index.on(day).in_force
    code = typed.strip().upper()
    of_code = index.of_code(code) & in_force if CODE_PREFIX.fullmatch(code) else NONE
    containing, beginning = names_with_all(index, words, in_force)
    names: dict[str, Document] = {}
    for documents in (of_code, beginning, containing):
        for document in shortest(index, documents):
            names.setdefault(document.folded, document)
        if len(names) >= limit:
            break
    return [{"name": document.name, "code": document.code} for document in list(names.values())[:limit]]


def names_with_all(index: SearchIndex, words: Sequence[str], in_force: BitMap) -> tuple[BitMap, BitMap]:
    """The documents whose name has all words, of which the last may be unfinished, and those of them whose name begins
    with the words."""
    *complete, last = words
    with_last, first = index.with_prefix(last)
    containing = reduce(BitMap.intersection, [index.having_in_name([word]) for word in complete], in_force & with_last)
    same_first_word = index.first.get(words[0], NONE) if complete else first
    text = " ".join(words)
    beginning = [
        number
        for number in index.shortest(containing & same_first_word, MOST_SORTED)
        if index.documents[number].folded.startswith(text)
    ]
    return containing, BitMap(beginning)


def shortest(index: SearchIndex, matches: BitMap) -> list[Document]:
    documents = [index.documents[number] for number in index.shortest(matches, MOST_SORTED)]
    return sorted(documents, key=lambda document: (document.length, document.folded, document.code))
