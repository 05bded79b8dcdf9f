"""The response of a search: hits with the words that they match, and counts by facet."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Self

from pydantic import BaseModel
from sqlalchemy import Row

from procedures.search.domain.term_table import TermKind
from procedures.search.queries.procedure_search import Hit, SearchResult
from procedures.search.storage.repository import phrases_of
from procedures.shared.api.responses import Named


class HitOut(BaseModel):
    """`matched` are the words of the query, without diacritics, that the procedure has, or for which it has a similar
    word."""

    code: str
    name: str
    agency: Named
    field: Named
    levels: list[str]
    audience: list[str]
    online_level: str | None
    matched: list[str]

    @classmethod
    def of(cls, hit: Hit) -> Self:
        row = hit.row
        return cls(
            code=row["code"],
            name=row["name"],
            agency=Named(code=row["agency_code"], name=row["agency_name"]),
            field=Named(code=row["field_code"], name=row["field_name"]),
            levels=row["levels"],
            audience=row["audience"],
            online_level=row["online_level"],
            matched=list(hit.matched),
        )


class FacetCount(BaseModel):
    """How many procedures have the value; `name` is that of a field or an agency. A procedure counts for each of its
    levels and audiences."""

    value: str
    name: str | None = None
    count: int


class Facets(BaseModel):
    """The counts of each facet, the most frequent value first."""

    field: list[FacetCount]
    agency: list[FacetCount]
    level: list[FacetCount]
    audience: list[FacetCount]
    online_level: list[FacetCount]

    @classmethod
    def of(cls, facets: Mapping[str, Sequence[Mapping[str, Any]]]) -> Self:
        return cls(**{name: [FacetCount(**count) for count in counts] for name, counts in facets.items()})


class SearchOut(BaseModel):
    """`total` and the facets count all procedures that match, not only the listed hits."""

    hits: list[HitOut]
    total: int
    facets: Facets

    @classmethod
    def of(cls, result: SearchResult) -> Self:
        hits = [HitOut.of(hit) for hit in result.hits]
        return cls(hits=hits, total=result.total, facets=Facets.of(result.facets))


class SuggestionOut(BaseModel):
    name: str
    code: str


class Suggestions(BaseModel):
    """Distinct names, each with the code of a procedure that has it."""

    items: list[SuggestionOut]


class SearchTermOut(BaseModel):
    """`reason` and `recorded_at` are null for a term that was installed with the service."""

    term: str
    context: list[str]
    kind: TermKind
    meaning: str | None
    reason: str | None
    recorded_at: datetime | None

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        return cls(**{**row._asdict(), "context": list(phrases_of(row.context))})


class SearchTermsOut(BaseModel):
    """All search terms, ordered by term and context."""

    items: list[SearchTermOut]


class LifeEventOut(BaseModel):
    """`procedures` are codes, the first procedure to apply for first. `reason` and `recorded_at` are null for an event
    that was installed with the service."""

    name: str
    phrases: list[str]
    procedures: list[str]
    reason: str | None
    recorded_at: datetime | None


class LifeEventsOut(BaseModel):
    """All life events, ordered by name."""

    items: list[LifeEventOut]
