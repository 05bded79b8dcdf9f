"""Keeps the search index of each process current with the database.

Every transaction that changes search results increments a revision. An index is current if the revision and the
transaction that wrote it are those of the index: a revision that was rolled back may be used again. Otherwise the index
reloads the documents that another transaction has written than the one that the index remembers. So the result of a
search is always what its connection sees, also within a transaction that publishes.
"""

import asyncio
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from procedures.search.domain.life_event_table import LifeEventTable
from procedures.search.domain.term_table import TermTable
from procedures.search.storage.documents import document_of
from procedures.search.storage.search_index import SearchIndex
from procedures.search.storage.term_rows import usable_events, usable_terms

INDEX_REVISION = "SELECT revision, xmin::text FROM catalogue_revision"
VERSIONS = (
    "SELECT period_id, (xmin::text::bigint << 32) # hashtid(ctid)::bigint AS written FROM search_document"
    " ORDER BY period_id"
)
"""The transaction that wrote each document, and the place of the row: a transaction may write a document twice."""
DOCUMENTS = """
    SELECT period_id, (xmin::text::bigint << 32) # hashtid(ctid)::bigint AS written, code, name, folded,
        field_and_agency_words, content_words, field_code, agency_code, levels, audience, lower(in_force) AS begins,
        upper(in_force) AS ends, online_from, online_levels
    FROM search_document WHERE period_id = ANY($1::bigint[]) ORDER BY period_id
"""
TERMS = (
    "SELECT term, context, kind, words, meaning, search_words(meaning) AS meaning_words FROM search_term"
    " ORDER BY term, context"
)
EVENTS = "SELECT name, phrases, procedures FROM life_event ORDER BY name"
TERMS_VERSION = """
    SELECT count(*), coalesce(sum(written), 0)::text FROM (
        SELECT (xmin::text::bigint << 32) # hashtid(ctid)::bigint AS written FROM search_term
        UNION ALL SELECT (xmin::text::bigint << 32) # hashtid(ctid)::bigint FROM life_event
    ) AS terms
"""
"""Which transactions wrote the terms and events, and where to: these are read again only where it differs."""
NAMES = "SELECT 'field' AS register, code, name FROM field UNION ALL SELECT 'agency', code, name FROM agency"
AUDIENCE = "SELECT a AS audience, array_to_string(search_words(a), ' ') AS folded FROM unnest($1::text[]) a"
BATCH = 1_000
"""Documents that are read before other requests may run."""

IndexRevision = tuple[int, str]


class IndexRefresher:
    """The index of one database. Only one caller at a time refreshes it; a search runs without awaiting anything, so
    the index cannot change meanwhile."""

    def __init__(self) -> None:
        self.index = SearchIndex()
        self._index_revision: IndexRevision | None = None
        self._terms_version: tuple[int, str] | None = None
        self._numbers, self._written = array("q"), array("q")
        self._lock = asyncio.Lock()

    async def current(self, driver: Any) -> SearchIndex:
        """The index as of now. It stays current until the caller awaits something else."""
        # The database is read first, since the revision of the index may change meanwhile.
        while await _read_revision(driver) != self._index_revision:
            async with self._lock:
                if await self._refresh(driver):
                    break
        return self.index

    async def _refresh(self, driver: Any) -> bool:
        """Returns whether the database has not changed meanwhile. Where it fails at any point, the index is not
        current."""
        revision = await _read_revision(driver)
        if self._index_revision == revision:
            return True  # another caller refreshed it while this one waited for the lock
        self._index_revision = None
        written = {row["period_id"]: row["written"] for row in await driver.fetch(VERSIONS)}
        self._remove([number for number, version in self._versions if written.get(number) != version])
        added = [number for number in written if number not in self.index.documents]
        for start in range(0, len(added), BATCH):
            self._add(await driver.fetch(DOCUMENTS, added[start : start + BATCH]))
        terms_version = tuple(await driver.fetchrow(TERMS_VERSION))
        if terms_version != self._terms_version:
            self._terms_version = None
            self.index.terms = TermTable(usable_terms(await driver.fetch(TERMS)))
            self.index.events = LifeEventTable(usable_events(await driver.fetch(EVENTS)))
            self._terms_version = terms_version
        self.index.names = _names(await driver.fetch(NAMES))
        unknown = [name for name in self.index.by["audience"] if name not in self.index.folded_audience]
        if unknown:
            self.index.folded_audience |= {
                row["audience"]: row["folded"] for row in await driver.fetch(AUDIENCE, unknown)
            }
        if revision == await _read_revision(driver):
            self._index_revision = revision
        return self._index_revision is not None

    @property
    def _versions(self) -> Iterable[tuple[int, int]]:
        """The number of each document of the index, and which version of its row it is."""
        return zip(self._numbers, self._written, strict=True)

    def _remove(self, removed: Sequence[int]) -> None:
        self.index.replace(removed, ())
        gone = set(removed)
        kept = [(number, version) for number, version in self._versions if number not in gone]
        self._numbers, self._written = (
            array("q", values) for values in (zip(*kept, strict=True) if kept else ((), ()))
        )

    def _add(self, rows: Sequence[Mapping[str, Any]]) -> None:
        contents = {row["period_id"]: row["content_words"] for row in rows}
        self.index.replace((), [document_of(row, self.index.shared) for row in rows], contents)
        self._numbers.extend(row["period_id"] for row in rows)
        self._written.extend(row["written"] for row in rows)


async def _read_revision(driver: Any) -> IndexRevision:
    revision, transaction = await driver.fetchrow(INDEX_REVISION)
    return revision, transaction


def _names(rows: Sequence[Mapping[str, Any]]) -> Mapping[str, Mapping[str, str]]:
    return {
        register: {row["code"]: row["name"] for row in rows if row["register"] == register}
        for register in ("field", "agency")
    }


_refreshers: WeakKeyDictionary[Engine, IndexRefresher] = WeakKeyDictionary()
"""An index is kept as long as the engine of its database."""


async def search_index(read: AsyncConnection) -> SearchIndex:
    engine = read.engine.sync_engine
    refresher = _refreshers.get(engine)
    if refresher is None:
        refresher = _refreshers[engine] = IndexRefresher()
    return await refresher.current(await driver_of(read))
