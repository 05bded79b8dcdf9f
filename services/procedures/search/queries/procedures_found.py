"""The procedures in force on a day that answer a question best, with counts of what else they have in common."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any

from pyroaring import BitMap
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from procedures.search.domain.folding import folded_words
from procedures.search.domain.ranking import Ranking, matched
from procedures.search.domain.search_query import (
    Narrowed,
    Question,
    Seen,
    Term,
    Word,
    all_but_one_of,
    all_of,
    any_of,
    most_of,
    understood,
)
from procedures.search.storage.index_refresh import search_index
from procedures.search.storage.search_index import NONE, DayOfLaw, Document, SearchIndex, union

RANKED = 120
ENOUGH = 30
"""Fewer that have all the words, and those that have most of them are looked at too: one of the words may be a typo
that is a word."""
HEAVIEST = 8
"""Words by which those are chosen that are ranked."""

A_VALUE = 10
"""So many hits are counted by their kinds in the time in which those are counted that have one value."""

FOLDED = "SELECT search_words($1)"
Facets = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """None leaves a filter out. `agency` takes in those below it."""

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
class Found:
    hits: Sequence[Hit]
    total: int
    facets: Facets


async def search(read: AsyncConnection, text: str, criteria: SearchFilter, limit: int) -> Found:
    """The best first; without a text all, in the order of their codes."""
    words = await folded(read, text)
    audience = " ".join(await folded(read, criteria.audience)) if criteria.audience is not None else None
    index = await search_index(read)
    day = index.on(criteria.in_force_on)
    among = allowed(index, day, criteria, audience)
    if not text:
        first = first_of(index, among, limit)
        return Found(
            [Hit(row(index, one, criteria.in_force_on), ()) for one in first], len(among), facets(index, day, among)
        )
    question = question_with_entries(index, text, words)
    found, best = candidates(index, question, among)
    ranked = best_first(index, question, best)[:limit]
    hits = [Hit(row(index, one, criteria.in_force_on), matched(question, one.words)) for one in ranked]
    return Found(hits, len(found), facets(index, day, found))


async def folded(read: AsyncConnection, text: str) -> list[str]:
    """As the names were folded, by PostgreSQL where it alone knows how."""
    known = folded_words(text)
    if known is None:
        known = list(await (await driver_of(read)).fetchval(FOLDED, text))
    return known


def allowed(index: SearchIndex, day: DayOfLaw, criteria: SearchFilter, audience: str | None) -> BitMap:
    """What is law on the day and passes the filters. `audience` is folded."""
    filters = [day.in_force]
    if criteria.field is not None:
        filters.append(index.by["field"].get(criteria.field, NONE))
    if criteria.agency is not None:
        below = f"{criteria.agency}."
        filters.append(
            union(
                [has for code, has in index.by["agency"].items() if code == criteria.agency or code.startswith(below)]
            )
        )
    if criteria.level is not None:
        filters.append(index.by["level"].get(criteria.level, NONE))
    if audience is not None:
        filters.append(
            union([has for name, has in index.by["audience"].items() if index.folded_audience[name] == audience])
        )
    if criteria.online_level is not None:
        filters.append(day.online.get(criteria.online_level, NONE))
    return reduce(BitMap.intersection, filters)


def question_with_entries(index: SearchIndex, text: str, words: Sequence[str]) -> Question:
    there = set(words)
    terms = [
        Term(one.spoken, one.words, tuple(seen(index, word) for word in one.meaning))
        for one in index.terms
        if there.issuperset(one.words)
    ]
    return understood(text, [seen(index, word) for word in words], terms, index.size)


def seen(index: SearchIndex, word: str) -> Seen:
    documents = index.documents_of(word)
    return Seen(word, documents, {} if documents else index.near(word))


def candidates(index: SearchIndex, question: Question, among: BitMap) -> tuple[BitMap, Sequence[int]]:
    """All that is found, and those of it that are worth ranking: named by the question, or with its heaviest words in
    short names."""
    named = itself(index, question, among) | (union([of_code(index, code) for code in question.codes]) & among)
    best: dict[int, None] = {}
    found = named
    for narrow in (all_of, all_but_one_of, most_of, any_of):
        found = named | union([having(index, narrow(words), among) for words in question.readings])
        best |= dict.fromkeys(foremost(index, question, found, named))
        if len(best) >= (ENOUGH if narrow is all_of else 1) or any(is_itself(index, question, one) for one in named):
            break
    return found, list(best)


def having(index: SearchIndex, narrowed: Narrowed, among: BitMap) -> BitMap:
    """What lacks none of the words so far, one, two and so on, word after word; the rarest come first."""
    if not narrowed.words:
        return NONE
    lacking = [among] + [NONE] * narrowed.lacking
    for number, word in enumerate(narrowed.words, 1):
        has = index.having(word.stands_for)
        for most in range(min(number, narrowed.lacking), 0, -1):
            lacking[most] = (lacking[most] & has) | lacking[most - 1]
        lacking[0] = lacking[0] & has
    return lacking[-1]


def foremost(index: SearchIndex, question: Question, found: BitMap, named: BitMap) -> Iterable[int]:
    """Up to `RANKED`: those that the question names, then those whose names have most of its words by weight, the
    shortest first."""
    best = list(index.shortest(named, RANKED))
    others = found - named if named else found
    words = [(word.weight, index.having_in_name(word.stands_for)) for word in heaviest(question.meant)]
    whole = reduce(BitMap.intersection, [has for _, has in words], others)
    if len(whole) >= RANKED:
        return best + list(index.shortest(whole, RANKED - len(best)))
    kinds = [(0.0, others)]
    for weight, has in words:
        kinds = [
            (known + more, kind)
            for known, all_of_kind in kinds
            for more, kind in ((weight, all_of_kind & has), (0.0, all_of_kind - has))
            if kind
        ]
    for _, kind in sorted(kinds, key=lambda one: -one[0]):
        if len(best) == RANKED:
            break
        best += index.shortest(kind, RANKED - len(best))
    return best


def heaviest(words: Sequence[Word]) -> Sequence[Word]:
    return sorted((word for word in words if word.stands_for), key=lambda word: -word.weight)[:HEAVIEST]


def best_first(index: SearchIndex, question: Question, best: Sequence[int]) -> list[Document]:
    """Procedures whose code was asked for come before all others."""
    ranking = Ranking(question, index.size, index.alike)
    documents = [index.documents[number] for number in best]
    ranked = sorted([(-ranking.score(one.words), one.code, one.period_id) for one in documents])
    if question.codes:
        ranked.sort(key=lambda one: not question.names(one[1]))
    return [index.documents[number] for *_, number in ranked]


def itself(index: SearchIndex, question: Question, among: BitMap) -> BitMap:
    """Those whose name is the question word for word."""
    words = question.folded.split()
    if not words:
        return NONE
    same = reduce(
        BitMap.intersection, [index.having_in_name([word]) for word in words], among & index.of_length(len(words))
    )
    return BitMap([one for one in same if is_itself(index, question, one)])


def is_itself(index: SearchIndex, question: Question, number: int) -> bool:
    return index.documents[number].words.folded == question.folded


def of_code(index: SearchIndex, code: str) -> BitMap:
    return index.of_code(code) if "." in code else index.coded.get(code, NONE)


def first_of(index: SearchIndex, among: BitMap, limit: int) -> list[Document]:
    found: list[Document] = []
    for _, number in index.by_code:
        if len(found) == limit:
            break
        if number in among:
            found.append(index.documents[number])
    return found


def facets(index: SearchIndex, day: DayOfLaw, found: BitMap) -> Facets:
    few = len(found) < A_VALUE * sum(len(values) for values in index.by.values())
    counts = counted_by_kind(index, found) if few else counted_by_value(index, found)
    counts["online_level"] = {level: found.intersection_cardinality(has) for level, has in day.online.items()}
    return {
        facet: [
            {"value": value, "count": count, **({"name": index.names[facet][value]} if facet in index.names else {})}
            for value, count in sorted(values.items(), key=lambda one: (-one[1], one[0]))
            if count
        ]
        for facet, values in counts.items()
    }


def counted_by_value(index: SearchIndex, found: BitMap) -> dict[str, Mapping[str, int]]:
    return {
        facet: {value: found.intersection_cardinality(has) for value, has in values.items()}
        for facet, values in index.by.items()
    }


def counted_by_kind(index: SearchIndex, found: BitMap) -> dict[str, Mapping[str, int]]:
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in index.by}
    for kind, count in Counter(map(index.kind_of.__getitem__, found)).items():
        for facet, values in zip(counts, index.kinds[kind], strict=True):
            for value in values:
                counts[facet][value] += count
    return dict(counts)


def row(index: SearchIndex, one: Document, on: date) -> Mapping[str, Any]:
    return {
        "code": one.code,
        "name": one.words.name,
        "folded": one.words.folded,
        "field_code": one.field,
        "field_name": index.names["field"][one.field],
        "agency_code": one.agency,
        "agency_name": index.names["agency"][one.agency],
        "levels": one.levels,
        "audience": one.audience,
        "online_level": one.online_level(on),
    }
