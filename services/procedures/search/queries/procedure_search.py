"""The procedures in force on a day that match a query best, with counts of all matches by facet."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import attrgetter
from typing import Any

from pyroaring import BitMap
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from procedures.search.domain.folding import folded_words
from procedures.search.domain.ranking import Ranking, matched
from procedures.search.domain.search_query import (
    IndexedWord,
    QueryTerm,
    QueryWord,
    SearchQuery,
    WordCondition,
    all_but_one_of,
    all_of,
    any_of,
    first_words,
    most_of,
    parse_query,
)
from procedures.search.storage.documents import Document
from procedures.search.storage.index_refresh import search_index
from procedures.search.storage.search_index import NONE, DayOfLaw, SearchIndex, union

RANKED = 120
"""Most procedures that are ranked, and so listed."""
ENOUGH = 30
"""Where fewer procedures have all the words, those that have most of them are ranked too: a word may be a typing error
that is another word."""
HEAVIEST = 8
"""Words of the query by which the procedures to rank are chosen."""
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
    matches, best = candidates(index, query, allowed)
    ranked = best_first(index, query, best)[:limit]
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
    """Parses a query, with the terms whose words it has. `words` are those of the text, folded."""
    distinct = set(words)
    terms = [
        QueryTerm(term.exact, term.words, tuple(indexed_word(index, word) for word in term.meaning))
        for term in index.terms
        if distinct.issuperset(term.words)
    ]
    return parse_query(text, [indexed_word(index, word) for word in words], terms, index.size)


def indexed_word(index: SearchIndex, word: str) -> IndexedWord:
    documents = index.documents_of(word)
    return IndexedWord(word, documents, {} if documents else index.near(word))


def candidates(index: SearchIndex, query: SearchQuery, allowed: BitMap) -> tuple[BitMap, Sequence[int]]:
    """All matches, and those worth ranking: named by the query, or with its heaviest words in short names. Matches have
    all words; where these are few, documents that lack some words match too."""
    named = with_exact_name(index, query, allowed) | (union([of_code(index, code) for code in query.codes]) & allowed)
    best: dict[int, None] = {}
    matches = named
    for condition in (all_of, all_but_one_of, most_of, any_of):
        matches = named | union([matching(index, condition(words), allowed) for words in query.readings])
        best |= dict.fromkeys(worth_ranking(index, query, matches, named))
        enough = ENOUGH if condition is all_of else 1
        if len(best) >= enough or any(has_exact_name(index, query, number) for number in named):
            break
    return matches, list(best)


def matching(index: SearchIndex, condition: WordCondition, allowed: BitMap) -> BitMap:
    """The documents that lack at most `condition.missing` words. After each word, `missing[n]` has the documents that
    lack at most n of the words so far."""
    if not condition.words:
        return NONE
    missing = [allowed] + [NONE] * condition.missing
    for number, word in enumerate(condition.words, 1):
        documents = index.having(word.alternatives)
        for most in range(min(number, condition.missing), 0, -1):
            missing[most] = (missing[most] & documents) | missing[most - 1]
        missing[0] = missing[0] & documents
    return missing[-1]


def worth_ranking(index: SearchIndex, query: SearchQuery, matches: BitMap, named: BitMap) -> Iterable[int]:
    """Up to `RANKED` documents: those that the query names, then those whose names have most of its words by weight,
    the shortest names first."""
    best = list(index.shortest(named, RANKED))
    others = matches - named if named else matches
    words = [(word.weight, index.having_in_name(word.alternatives)) for word in heaviest(query.resolved)]
    with_all_words = reduce(BitMap.intersection, [documents for _, documents in words], others)
    if len(with_all_words) >= RANKED:
        return best + list(index.shortest(with_all_words, RANKED - len(best)))
    groups = [(0.0, others)]
    for weight, documents in words:
        groups = [
            (total + added, part)
            for total, group in groups
            for added, part in ((weight, group & documents), (0.0, group - documents))
            if part
        ]
    for _, group in sorted(groups, key=lambda entry: -entry[0]):
        if len(best) == RANKED:
            break
        best += index.shortest(group, RANKED - len(best))
    return best


def heaviest(words: Sequence[QueryWord]) -> Sequence[QueryWord]:
    return sorted((word for word in words if word.alternatives), key=lambda word: -word.weight)[:HEAVIEST]


def best_first(index: SearchIndex, query: SearchQuery, best: Sequence[int]) -> list[Document]:
    """Documents by score; procedures whose code the query contains come first."""
    ranking = Ranking(query, index.size, index.similar)
    documents = [index.documents[number] for number in best]
    ranked = sorted([(-ranking.score(document), document.code, document.period_id) for document in documents])
    if query.codes:
        ranked.sort(key=lambda entry: not query.names_code(entry[1]))
    return [index.documents[number] for *_, number in ranked]


def with_exact_name(index: SearchIndex, query: SearchQuery, allowed: BitMap) -> BitMap:
    """The documents whose name equals the query."""
    words = query.folded.split()
    if not words:
        return NONE
    same_words = reduce(
        BitMap.intersection, [index.having_in_name([word]) for word in words], allowed & index.of_length(len(words))
    )
    return BitMap([number for number in same_words if has_exact_name(index, query, number)])


def has_exact_name(index: SearchIndex, query: SearchQuery, number: int) -> bool:
    return index.documents[number].folded == query.folded


def of_code(index: SearchIndex, code: str) -> BitMap:
    return index.of_code(code) if "." in code else index.coded.get(code, NONE)


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
