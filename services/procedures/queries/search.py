"""The procedures in force on a day that answer a question best, with counts of what else they have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database import driver_of
from procedures.domain.question import (
    Question,
    Seen,
    Size,
    Term,
    Word,
    all_but_one_of,
    all_of,
    any_of,
    most_of,
    spoken_words,
    understood,
)
from procedures.domain.ranking import Candidate, matched, score

MOST = 1_000
"""So many procedures that match are looked at; of so many the facets are counts. The procedures of a province are about twice as many."""
RANKED = 120
ENOUGH = 30
"""Fewer that have all the words, and those that have most of them are looked at too: one of the words may be a typo that is a word."""

HEARD = """
    WITH asked AS (SELECT search_words($1) AS words),
    terms AS (SELECT t.term, t.words, search_words(t.meaning) AS meaning FROM search_term t, asked WHERE t.words <@ asked.words),
    needed AS (SELECT unnest(words) AS word FROM asked UNION SELECT unnest(meaning) FROM terms)
    SELECT (SELECT words FROM asked), (SELECT json_agg(t)::text FROM terms t),
        (SELECT json_agg(json_build_object('word', n.word, 'documents', coalesce(k.documents, 0), 'near', CASE
            WHEN k.word IS NULL THEN (SELECT json_object_agg(o.word, o.documents) FROM search_word o
                WHERE o.deletions && search_deletions(n.word) AND o.documents > 0) END))::text
         FROM needed n LEFT JOIN search_word k ON k.word = n.word AND k.documents > 0),
        (SELECT documents FROM search_size), (SELECT words FROM search_size)
"""

FILTERS = """d.in_force @> $1::date
            AND ($2::text IS NULL OR d.field_code = $2) AND ($3::text IS NULL OR d.agency_code = $3 OR starts_with(d.agency_code, $3 || '.'))
            AND ($4::text IS NULL OR d.levels @> ARRAY[$4])
            AND ($5::text IS NULL OR EXISTS (SELECT FROM unnest(d.audience) a WHERE search_words(a) = search_words($5)))
            AND ($6::text IS NULL OR {online} = $6)"""
ONLINE = """(CASE WHEN cardinality(d.online_from) > 0 THEN
                (SELECT o.level FROM unnest(d.online_from, d.online_levels) WITH ORDINALITY AS o (day, level, n) WHERE o.day <= $1
                 ORDER BY o.n DESC LIMIT 1) END)"""
HITS = """
    WITH hits AS MATERIALIZED (
        SELECT d.period_id, d.code, d.name, d.folded, d.words, d.length, d.field_code, d.agency_code, d.levels, d.audience, {online} AS online_level
        FROM search_document d WHERE {filters} AND {matches}
        LIMIT {most}
    ),
    best AS (SELECT * FROM hits d ORDER BY {order} LIMIT {ranked})
    SELECT b.code, b.name, b.folded, b.field_code, f.name AS field_name, b.agency_code, a.name AS agency_name, b.levels, b.audience,
        b.online_level, tsvector_to_array(ts_filter(b.words, '{{b,c,d}}')) AS elsewhere, {facets} AS facets
    FROM best b JOIN field f ON f.code = b.field_code JOIN agency a ON a.code = b.agency_code
"""
FACETS = """CASE WHEN row_number() OVER () = 1 THEN (SELECT json_build_object(
        'total', (SELECT count(*) FROM hits),
        'field', (SELECT json_agg(c) FROM (
            SELECT field_code AS value, r.name, count(*) FROM hits JOIN field r ON r.code = field_code GROUP BY 1, 2) c),
        'agency', (SELECT json_agg(c) FROM (
            SELECT agency_code AS value, r.name, count(*) FROM hits JOIN agency r ON r.code = agency_code GROUP BY 1, 2) c),
        'level', (SELECT json_agg(c) FROM (SELECT value, count(*) FROM hits, unnest(levels) AS value GROUP BY 1) c),
        'audience', (SELECT json_agg(c) FROM (SELECT value, count(DISTINCT period_id) FROM hits, unnest(audience) AS value GROUP BY 1) c),
        'online_level', (SELECT json_agg(c) FROM (SELECT online_level AS value, count(*) FROM hits WHERE online_level IS NOT NULL GROUP BY 1) c)
    ))::text END"""
FACET_NAMES = ("field", "agency", "level", "audience", "online_level")


@dataclass(frozen=True, slots=True)
class Wanted:
    """None leaves a filter out. `agency` takes in those below it."""

    in_force_on: date
    field: str | None = None
    agency: str | None = None
    level: str | None = None
    audience: str | None = None
    online_level: str | None = None

    def values(self) -> tuple[object, ...]:
        return self.in_force_on, self.field, self.agency, self.level, self.audience, self.online_level


@dataclass(frozen=True, slots=True)
class Hit:
    row: Mapping[str, Any]
    matched: Sequence[str]


@dataclass(frozen=True, slots=True)
class Found:
    """`total` and the facets count at most `MOST`."""

    hits: Sequence[Hit]
    total: int
    facets: Mapping[str, Sequence[Mapping[str, Any]]]


async def search(read: AsyncConnection, text: str, wanted: Wanted, limit: int) -> Found:
    """The best first; without a text all, in the order of their codes."""
    driver = await driver_of(read)
    if not text:
        return _found([Hit(row, ()) for row in await driver.fetch(statement("true", "d.code", limit), *wanted.values())])
    question, size = await heard(driver, text)
    rows: dict[str, Mapping[str, Any]] = {}
    widest: Sequence[Mapping[str, Any]] = []
    for narrow, enough in ((all_of, ENOUGH), (all_but_one_of, 1), (most_of, 1), (any_of, 1)):
        queries = [query for words in question.readings if (query := narrow(words))]
        widest = await candidates(driver, question, wanted, queries)
        rows |= {row["code"]: row for row in widest}
        if len(rows) >= enough or any(row["folded"] == question.folded for row in rows.values()):
            break
    scored = sorted(((_rank(question, row, size), row) for row in rows.values()), key=lambda one: (one[0], one[1]["code"]))
    hits = [Hit(row, matched(question, _candidate(row))) for _, row in scored[:limit]]
    return Found(hits, *_counted(widest))


async def heard(driver: Any, text: str) -> tuple[Question, Size]:
    words, terms, seen, *size = await driver.fetchrow(HEARD, text)
    known = {one["word"]: Seen(one["word"], one["documents"], one["near"] or {}) for one in orjson.loads(seen or "[]")}
    said = (
        Term(tuple(spoken_words(one["term"])), tuple(one["words"]), tuple(known[word] for word in one["meaning"] or ()))
        for one in orjson.loads(terms or "[]")
    )
    sized = Size(*size)
    return understood(text, [known[word] for word in words], said, sized), sized


async def candidates(driver: Any, question: Question, wanted: Wanted, queries: Sequence[str]) -> Sequence[Mapping[str, Any]]:
    values = list(wanted.values())
    matches = [f"d.folded = {_next(values, question.folded)}"] if question.folded else []
    matches += [_of_code(code, values) for code in question.codes]
    if queries:
        matches.append(f"d.words @@ {_next(values, ' | '.join(f'({one})' for one in queries))}::text::tsquery")
    if not matches:
        return []
    order = " + ".join(_worth(word, values) for word in heaviest(question.meant)) or "0::float8"
    found: Sequence[Mapping[str, Any]] = await driver.fetch(
        statement(f"({' OR '.join(matches)})", f"{order} DESC, d.length, d.code", RANKED), *values
    )
    return found


def statement(matches: str, order: str, ranked: int) -> str:
    return HITS.format(
        online=ONLINE,
        filters=FILTERS.format(online=ONLINE),
        matches=matches,
        order=order,
        ranked=ranked,
        most=MOST,
        facets=FACETS,
    )


def _of_code(code: str, values: list[object]) -> str:
    if "." in code:
        return f"d.code LIKE {_next(values, f'{code}%')}"
    digits = f"'{code}':D"
    return f"d.words @@ {_next(values, digits)}::text::tsquery"


def heaviest(words: Sequence[Word]) -> Sequence[Word]:
    return sorted((word for word in words if word.stands_for), key=lambda word: -word.weight)[:8]


def _worth(word: Word, values: list[object]) -> str:
    query = " | ".join(f"'{one}':A" for one in word.stands_for)
    return f"CASE WHEN d.words @@ {_next(values, query)}::text::tsquery THEN {_next(values, word.weight)}::float8 ELSE 0 END"


def _next(values: list[object], value: object) -> str:
    values.append(value)
    return f"${len(values)}"


def _candidate(row: Mapping[str, Any]) -> Candidate:
    return Candidate(row["name"], row["folded"].split(), frozenset(row["elsewhere"]))


def _rank(question: Question, row: Mapping[str, Any], size: Size) -> tuple[bool, float]:
    """Procedures whose code was asked for come first."""
    return not question.names(row["code"]), -score(question, _candidate(row), size)


def _counted(rows: Sequence[Mapping[str, Any]]) -> tuple[int, Mapping[str, Sequence[Mapping[str, Any]]]]:
    counts: dict[str, Any] = next((orjson.loads(row["facets"]) for row in rows if row["facets"]), {})
    ordered = {name: sorted(counts.get(name) or [], key=lambda one: (-one["count"], one["value"])) for name in FACET_NAMES}
    return counts.get("total", 0), ordered


def _found(hits: Sequence[Hit]) -> Found:
    return Found(hits, *_counted([hit.row for hit in hits]))
