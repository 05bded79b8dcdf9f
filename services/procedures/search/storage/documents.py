"""The documents of the search index: what a search ranks, filters, counts and shows. There are very many, and most have
values in common; `share` returns the same object for equal values."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Self

from procedures.search.domain.ranking import Candidate

FACETS = ("field", "agency", "level", "audience")


class Kind(NamedTuple):
    """What many documents have in common. `values` has the values of each of `FACETS`, without repeats; `other_words`
    are the words of field and agency."""

    field: str
    agency: str
    levels: tuple[str, ...]
    audience: tuple[str, ...]
    values: tuple[Set[str], ...]
    other_words: Set[str]

    @classmethod
    def of_row(cls, row: Mapping[str, Any]) -> Self:
        field, agency, levels, audience = row["field_code"], row["agency_code"], row["levels"], row["audience"]
        values = tuple(map(frozenset, ([field], [agency], levels, audience)))
        other_words = frozenset(row["field_and_agency_words"])
        return cls(field, agency, tuple(levels), tuple(audience), values, other_words)


class Times(NamedTuple):
    """In force from `begins` until the day before `ends`. `online` has the declarations of online levels with their
    effective dates, the earliest first."""

    begins: date
    ends: date
    online: tuple[tuple[date, str], ...]


@dataclass(frozen=True, slots=True)
class Document(Candidate):
    """A document of the index; its number is `period_id`."""

    period_id: int
    kind: Kind
    times: Times

    @property
    def other_words(self) -> Set[str]:
        return self.kind.other_words

    def is_in_force(self, day: date) -> bool:
        begins, ends, _ = self.times
        return begins <= day < ends

    def online_level(self, on_day: date) -> str | None:
        return next((level for day, level in reversed(self.times.online) if day <= on_day), None)


def document_of(row: Mapping[str, Any], share: Callable[[Any], Any]) -> Document:
    """Returns the document of a row of `search_document`."""
    online = tuple(zip(row["online_from"], row["online_levels"], strict=True))
    return Document.of(
        row["name"],
        row["folded"],
        row["code"],
        share,
        period_id=row["period_id"],
        kind=share(Kind.of_row(row)),
        times=share(Times(row["begins"] or date.min, row["ends"] or date.max, online)),
    )
