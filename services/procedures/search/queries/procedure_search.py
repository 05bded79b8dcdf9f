"""The procedures in force on a day that match a query best, with counts of all matches by facet."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial, reduce
from operator import attrgetter
from typing import Any

from pyroaring import BitMap
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from procedures.law.queries.procedure_by_code import current_codes
from procedures.search.domain.folding import folded_words
from procedures.search.domain.ranking import matched, scores
from procedures.search.domain.search_query import IndexedWord, SearchQuery, parse_query
from procedures.search.domain.tokens import first_words
from procedures.search.queries.candidate_selection import candidates, of_code
from procedures.search.storage.candidate_matches import CandidateMatches
from procedures.search.storage.documents import Document
from procedures.search.storage.index_refresh import search_index
from procedures.search.storage.search_index import NONE, DayOfLaw, SearchIndex, union

SCORED = 64
"""Documents that are scored; what is selected after them is not the best for any query that was measured."""
HITS_PER_VALUE = 10
"""Counting so many hits by kind takes as long as counting all hits of one facet value."""

FOLDED = "SELECT search_words($1)"
Facets = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """A filter that is None does not apply. `agency` includes the agencies below it."""

    in_force_on: date
    field: str | None = None
    agency: str | None = None
    level: str | None = None
    audience: str | None = None
    online_level: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    row: Mapping[str, Any]
    matched: Sequence[str]


@dataclass(frozen=True, slots=True)
class SearchResult:
    hits: Sequence[Hit]
    total: int
    facets: Facets


async def search(read: AsyncConnection, text: str, criteria: SearchFilter, limit: int) -> SearchResult:
    """Hits in the order of their scores; without a text all procedures, ordered by code."""
    text = first_words(text)
    words = await folded(read, text)
    audience = " ".join(await folded(read, criteria.audience)) if criteria.audience is not None else None
    index = await search_index(read)
    day = index.on(criteria.in_force_on)
    allowed = filtered(index, day, criteria, audience)
    if not text:
        first = first_by_code(index, allowed, limit)
        hits = [Hit(row(index, document, criteria.in_force_on), ()) for document in first]
        return SearchResult(hits, len(allowed), facets(index, day, allowed))
    query = query_of(index, text, words)
    coded = union([of_code(index, code) for code in await current_codes(read, query.codes)]) & allowed
    matches, best = (coded, list(coded)) if query.only_codes else candidates(index, query, allowed, coded)
    ranked = best_first(index, query, best, coded)[:limit]
    hits = [Hit(row(index, document, criteria.in_force_on), matched(query, document)) for document in ranked]
    return SearchResult(hits, len(matches), facets(index, day, matches))


async def folded(read: AsyncConnection, text: str) -> list[str]:
    """The words of a text, folded as the names were; by PostgreSQL where Python cannot."""
    words = folded_words(text)
    if words is None:
        words = list(await (await driver_of(read)).fetchval(FOLDED, text))
    return words


def filtered(index: SearchIndex, day: DayOfLaw, criteria: SearchFilter, audience: str | None) -> BitMap:
    """The documents that are in force on the day and pass the filters. `audience` is folded."""
    filters = [day.in_force]
    if criteria.field is not None:
        filters.append(index.by["field"].get(criteria.field, NONE))
    if criteria.agency is not None:
        below = f"{criteria.agency}."
        filters.append(
            union(
                [
                    documents
                    for code, documents in index.by["agency"].items()
                    if code == criteria.agency or code.startswith(below)
                ]
            )
        )
    if criteria.level is not None:
        filters.append(index.by["level"].get(criteria.level, NONE))
    if audience is not None:
        filters.append(
            union(
                [
                    documents
                    for name, documents in index.by["audience"].items()
                    if index.folded_audience[name] == audience
                ]
            )
        )
    if criteria.online_level is not None:
        filters.append(day.online.get(criteria.online_level, NONE))
    return reduce(BitMap.intersection, filters)


def query_of(index: SearchIndex, text: str, words: Sequence[str]) -> SearchQuery:
    """Parses a query. `words` are those of the text, folded."""
    return parse_query(text, words, index.terms, index.events, partial(indexed_word, index), index.size)


def indexed_word(index: SearchIndex, word: str) -> IndexedWord:
    documents = index.documents_of(word)
    if documents:
        return IndexedWord(word, documents)
    return IndexedWord(word, 0, index.near(word), len(index.content.get(word, NONE)))


def best_first(index: SearchIndex, query: SearchQuery, best: Sequence[int], coded: BitMap) -> list[Document]:
    """Documents by score; procedures whose code the query contains come first. Those after the first `SCORED` follow in
    the order in which they were selected, which is by the words of their names."""
    candidates = {number: index.documents[number] for number in best[:SCORED]}
    found = scores(query, index.size, candidates, CandidateMatches(index, BitMap(candidates)))
    ranked = sorted(candidates, key=lambda number: (number not in coded, -found[number], candidates[number].code))
    return [index.documents[number] for number in [*ranked, *best[SCORED:]]]


def first_by_code(index: SearchIndex, allowed: BitMap, limit: int) -> list[Document]:
    first: list[Document] = []
    for number in index.by_code:
        if len(first) == limit:
            break
        if number in allowed:
            first.append(index.documents[number])
    return first


def facets(index: SearchIndex, day: DayOfLaw, matches: BitMap) -> Facets:
    few = len(matches) < HITS_PER_VALUE * sum(len(values) for values in index.by.values())
    counts = counts_by_kind(index, matches) if few else counts_by_value(index, matches)
    counts["online_level"] = {
        level: matches.intersection_cardinality(documents) for level, documents in day.online.items()
    }
    return {
        facet: [
            {"value": value, "count": count, **({"name": index.names[facet][value]} if facet in index.names else {})}
            for value, count in sorted(values.items(), key=lambda entry: (-entry[1], entry[0]))
            if count
        ]
        for facet, values in counts.items()
    }


def counts_by_value(index: SearchIndex, matches: BitMap) -> dict[str, Mapping[str, int]]:
    return {
        facet: {value: matches.intersection_cardinality(documents) for value, documents in values.items()}
        for facet, values in index.by.items()
    }


def counts_by_kind(index: SearchIndex, matches: BitMap) -> dict[str, Mapping[str, int]]:
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in index.by}
    kinds = map(attrgetter("kind"), map(index.documents.__getitem__, matches))
    for kind, count in Counter(map(id, kinds)).items():
        for facet, values in zip(counts, index.kinds[kind].values, strict=True):
            for value in values:
                counts[facet][value] += count
    return dict(counts)


def row(index: SearchIndex, document: Document, day: date) -> Mapping[str, Any]:
    return {
        "code": document.code,
        "name": document.name,
        "folded": document.folded,
        "field_code": document.kind.field,
        "field_name": index.names["field"][document.kind.field],
        "agency_code": document.kind.agency,
        "agency_name": index.names["agency"][document.kind.agency],
        "levels": document.kind.levels,
        "audience": document.kind.audience,
        "online_level": document.online_level(day),
    }
