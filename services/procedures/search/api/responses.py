"""What a search answers: hits with why they are there, and what they have in common."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Self

from pydantic import BaseModel

from procedures.search.queries.procedures_found import Found, Hit
from procedures.shared.api.responses import Named


class HitOut(BaseModel):
    """`matched` are the words of the question, without diacritics, that the procedure answers, be it by a word that is
    alike."""

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


class Counted(BaseModel):
    """How many hits have the value; `name` where it has one. A level or an audience is counted for each hit that has
    it."""

    value: str
    name: str | None = None
    count: int


class Facets(BaseModel):
    """The most frequent value first."""

    field: list[Counted]
    agency: list[Counted]
    level: list[Counted]
    audience: list[Counted]
    online_level: list[Counted]

    @classmethod
    def of(cls, facets: Mapping[str, Sequence[Mapping[str, Any]]]) -> Self:
        return cls(**{name: [Counted(**one) for one in counts] for name, counts in facets.items()})


class SearchOut(BaseModel):
    """`total` and the facets count all that matches. `more` is false: it told of hits beyond those that were counted,
    and none are."""

    hits: list[HitOut]
    total: int
    more: bool
    facets: Facets

    @classmethod
    def of(cls, found: Found) -> Self:
        hits = [HitOut.of(hit) for hit in found.hits]
        return cls(hits=hits, total=found.total, more=False, facets=Facets.of(found.facets))


class SuggestionOut(BaseModel):
    name: str
    code: str


class Suggestions(BaseModel):
    """Each name once, with the code of a procedure that has it."""

    items: list[SuggestionOut]


class SearchTermOut(BaseModel):
    """`reason` and `recorded_at` are null of a term that came with the service."""

    term: str
    meaning: str | None
    reason: str | None
    recorded_at: datetime | None


class SearchTermsOut(BaseModel):
    """In the order of the terms."""

    items: list[SearchTermOut]
