"""Names of procedures in force on a day that what is being typed may become."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import reduce
from typing import Any

from pyroaring import BitMap
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.search.queries.procedures_found import folded
from procedures.search.storage.index_refresh import search_index
from procedures.search.storage.search_index import NONE, Document, SearchIndex

MOST = 500
"""So many that match are looked at, the shortest: of a first letter there are too many to sort."""

BEGUN = re.compile(r"[0-9]\.[0-9A-Z.]*")


async def search_suggestions(read: AsyncConnection, typed: str, on: date, limit: int) -> Sequence[Mapping[str, Any]]:
    """Procedures of the code that begins so, then names that begin so, then names that hold all words, the last perhaps
    unfinished; the
    shorter first, each name once."""
    words = await folded(read, typed)
    if not words:
        return []
    index = await search_index(read)
    in_force = index.on(on).in_force
    code = typed.strip().upper()
    of_code = index.of_code(code) & in_force if BEGUN.fullmatch(code) else NONE
    holding, beginning = holding_all(index, words, in_force)
    names: dict[str, Document] = {}
    for rank in (of_code, beginning, holding):
        for one in shortest(index, rank):
            names.setdefault(one.words.folded, one)
        if len(names) >= limit:
            break
    return [{"name": one.words.name, "code": one.code} for one in list(names.values())[:limit]]


def holding_all(index: SearchIndex, words: Sequence[str], in_force: BitMap) -> tuple[BitMap, BitMap]:
    """What has all words in its name, the last perhaps unfinished, and what of it begins with them."""
    *whole, last = words
    has, first = index.begun(last)
    holding = reduce(BitMap.intersection, [index.having_in_name([word]) for word in whole], in_force & has)
    starting = index.first.get(words[0], NONE) if whole else first
    beginning = index.shortest(holding & starting, MOST)
    return holding, BitMap([one for one in beginning if index.documents[one].words.folded.startswith(" ".join(words))])


def shortest(index: SearchIndex, found: BitMap) -> list[Document]:
    documents = [index.documents[number] for number in index.shortest(found, MOST)]
    return sorted(documents, key=lambda one: (len(one.words.words), one.words.folded, one.code))
