"""The index of the search, in step with what the database says at the very moment when it is asked for.

Each process keeps one for its database. A number that every transaction moves which changes what a search answers tells
whether anything
changed, and the transaction that moved it whether it is the same change: one that was rolled back may have had the same
number. What changed
are the documents that another transaction wrote than the one whose writing is known. So an index never says what the
connection that asks
does not see, be it inside of a transaction that publishes.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from procedures.search.domain.folding import words_of_code
from procedures.search.domain.ranking import Candidate
from procedures.search.domain.search_query import spoken_words
from procedures.search.storage.search_index import Document, SearchIndex, SpokenTerm

INDEX_REVISION = "SELECT revision, xmin::text FROM catalogue_revision"
WRITTEN = (
    "SELECT period_id, (xmin::text::bigint << 32) # hashtid(ctid)::bigint AS written FROM search_document"
    " ORDER BY period_id"
)
"""By which transaction, and where to: it may write the same document twice."""
DOCUMENTS = """
    SELECT period_id, (xmin::text::bigint << 32) # hashtid(ctid)::bigint AS written, code, name, folded, field_code, agency_code,
        levels, audience, lower(in_force) AS begins, upper(in_force) AS ends, online_from, online_levels, elsewhere
    FROM search_document WHERE period_id = ANY($1::bigint[]) ORDER BY period_id
"""
TERMS = "SELECT term, words, search_words(meaning) AS meaning FROM search_term"
NAMES = "SELECT 'field' AS register, code, name FROM field UNION ALL SELECT 'agency', code, name FROM agency"
AUDIENCE = "SELECT a AS audience, array_to_string(search_words(a), ' ') AS folded FROM unnest($1::text[]) a"
AT_ONCE = 1_000
"""Documents that are read before others have a turn."""

IndexRevision = tuple[int, str]


class Searched:
    """One at a time brings it in step; a search is answered without a pause, so that nothing moves below it."""

    def __init__(self) -> None:
        self.index = SearchIndex()
        self._index_revision: IndexRevision | None = None
        self._written: dict[int, int] = {}
        self._turn = asyncio.Lock()

    async def in_step(self, driver: Any) -> SearchIndex:
        """As it stands now, until the caller waits for anything else."""
        while (
            await _read_revision(driver) != self._index_revision
        ):  # in this order: it may move while the database is asked
            async with self._turn:
                if await self._follow(driver):
                    break
        return self.index

    async def _follow(self, driver: Any) -> bool:
        """Whether nothing changed meanwhile. Broken off at any point it is simply not in step yet."""
        standing = await _read_revision(driver)
        if self._index_revision == standing:
            return True  # another who waited has done it
        self._index_revision = None
        written = {one["period_id"]: one["written"] for one in await driver.fetch(WRITTEN)}
        self._take([number for number, by in self._written.items() if written.get(number) != by])
        come = [number for number in written if number not in self._written]
        for start in range(0, len(come), AT_ONCE):
            self._put(await driver.fetch(DOCUMENTS, come[start : start + AT_ONCE]))
        self.index.terms = [_term(one) for one in await driver.fetch(TERMS)]
        self.index.names = _names(await driver.fetch(NAMES))
        unknown = [name for name in self.index.by["audience"] if name not in self.index.folded_audience]
        if unknown:
            self.index.folded_audience |= {
                one["audience"]: one["folded"] for one in await driver.fetch(AUDIENCE, unknown)
            }
        if standing == await _read_revision(driver):
            self._index_revision = standing
        return self._index_revision is not None

    def _take(self, gone: Sequence[int]) -> None:
        self.index.replace(gone, ())
        for number in gone:
            del self._written[number]

    def _put(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self.index.replace((), [self._document(row) for row in rows])
        self._written |= {row["period_id"]: row["written"] for row in rows}

    def _document(self, row: Mapping[str, Any]) -> Document:
        share = self.index.shared
        words, coded = (tuple(map(share, some)) for some in (row["folded"].split(), words_of_code(row["code"])))
        said = Candidate.of(row["name"], row["folded"], words, share(frozenset(row["elsewhere"])), coded)
        return Document(
            period_id=row["period_id"],
            code=row["code"],
            words=said,
            field=share(row["field_code"]),
            agency=share(row["agency_code"]),
            levels=share(tuple(row["levels"])),
            audience=share(tuple(row["audience"])),
            begins=row["begins"] or date.min,
            ends=row["ends"] or date.max,
            online=tuple(zip(row["online_from"], row["online_levels"], strict=True)),
        )


async def _read_revision(driver: Any) -> IndexRevision:
    revision, moved_by = await driver.fetchrow(INDEX_REVISION)
    return revision, moved_by


def _term(row: Mapping[str, Any]) -> SpokenTerm:
    return SpokenTerm(tuple(spoken_words(row["term"])), tuple(row["words"]), tuple(row["meaning"] or ()))


def _names(rows: Sequence[Mapping[str, Any]]) -> Mapping[str, Mapping[str, str]]:
    return {
        register: {row["code"]: row["name"] for row in rows if row["register"] == register}
        for register in ("field", "agency")
    }


_of_engines: WeakKeyDictionary[Engine, Searched] = WeakKeyDictionary()
"""An index lives as long as the engine whose database it is of."""


async def search_index(read: AsyncConnection) -> SearchIndex:
    engine = read.engine.sync_engine
    known = _of_engines.get(engine)
    if known is None:
        known = _of_engines[engine] = Searched()
    return await known.in_step(await driver_of(read))
